"""Starting a job, taking it back, trying again, and clearing what is old."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from rodatraden.console.tick import tick_in
from rodatraden.jobs.holding import Progress, holding, progress_of
from rodatraden.jobs.models import Job, State
from rodatraden.jobs.services import KEPT, again, cancel, clear, start
from rodatraden.jobs.tests.conftest import Begin, running
from rodatraden.jobs.tests.works import TRY, made, now, work_off
from rodatraden.lib import clock
from rodatraden.organisation.access import NOBODY
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy import current, scope
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality


def test_a_job_remembers_who_asked_for_what(begin: Begin, town: Town) -> None:
    job = now(begin("well"))
    assert (job.kind, job.label, job.person, job.asked_by) == ("try", "provet", town.people["chef"], "chef vo")
    assert (job.given, job.state, job.language) == ({"do": "well"}, State.OPEN, "sv")
    assert str(job) == "provet"
    assert job.answering_unit() is None


def test_the_queue_holds_two_numbers_and_nothing_else_of_a_municipality(begin: Begin) -> None:
    """Its table is not guarded by municipality."""
    job = begin()
    (task,) = DBTaskResult.objects.all()
    assert task.pk == now(job).task
    assert task.args_kwargs == {"args": [], "kwargs": {"municipality": job.municipality_id, "job": job.pk}}


def test_what_is_undone_was_never_asked_for(begin: Begin) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        begin()
        raise ZeroDivisionError
    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_long_label_is_cut(town: Town) -> None:
    assert len(now(start(town.actor("chef"), TRY, "å" * 500, do="well")).label) == 300


# Taking back


def test_a_job_is_taken_back_before_it_has_begun(begin: Begin, town: Town) -> None:
    job = begin()
    cancel(town.actor("chef"), job)
    work_off()
    assert now(job).state == State.CANCELLED
    assert made() == []


def test_what_is_done_cannot_be_taken_back(begin: Begin, town: Town) -> None:
    job = begin()
    work_off()
    with pytest.raises(Refused, match="hann bli klart"):
        cancel(town.actor("chef"), job)
    assert now(job).state == State.DONE


def test_nobody_takes_back_or_repeats_anything(begin: Begin) -> None:
    job = begin()
    with pytest.raises(PermissionDenied):
        cancel(NOBODY, job)
    cancel_and_repeat = begin("fail")
    work_off()
    with pytest.raises(PermissionDenied):
        again(NOBODY, cancel_and_repeat)


# Again


@pytest.mark.parametrize("how", ["fail", "cancelled"])
def test_what_came_to_nothing_is_tried_again_as_it_was_by_who_tries(begin: Begin, town: Town, how: str) -> None:
    job = begin(how)
    if how == "cancelled":
        cancel(town.actor("chef"), job)
    else:
        work_off()
    more = again(town.actor("controller"), now(job))
    assert (more.kind, more.label, more.given) == (job.kind, job.label, job.given)
    assert more.asked_by == "controller kf"
    assert more.pk != job.pk


@pytest.mark.parametrize("how", ["well", "refuse"])
def test_what_is_done_or_was_refused_is_not_done_again(begin: Begin, town: Town, how: str) -> None:
    job = begin(how)
    work_off()
    with pytest.raises(Refused, match="behövs inte"):
        again(town.actor("chef"), now(job))


def test_what_goes_on_is_not_begun_twice(begin: Begin, town: Town) -> None:
    job = begin()
    with pytest.raises(Refused, match="behövs inte"):
        again(town.actor("chef"), job)
    with running(job), pytest.raises(Refused, match="behövs inte"):
        again(town.actor("chef"), job)


# Clearing


def test_old_jobs_go_away_with_all_that_they_left(begin: Begin, own_data_dir: Path) -> None:
    old, young = begin(), begin()
    for job, age in ((old, KEPT + timedelta(hours=1)), (young, KEPT - timedelta(hours=1))):
        Job.objects.filter(pk=job.pk).update(asked_at=clock.now() - age)
    left = own_data_dir / "jobs" / str(old.pk)
    left.parent.mkdir(parents=True)
    left.touch()
    for _ in range(2):
        assert not clear()
        assert list(Job.objects.values_list("pk", flat=True)) == [young.pk]
    assert DBTaskResult.objects.count() == 1
    assert not left.exists()


def test_a_job_that_somebody_works_on_is_never_cleared(begin: Begin) -> None:
    job = begin()
    Job.objects.update(asked_at=clock.now() - KEPT - timedelta(days=1))
    with holding(job.pk):
        clear()
        assert progress_of(job.pk) == Progress()
    clear()
    assert not Job.objects.exists()


def test_another_municipalitys_old_jobs_are_its_own_affair(begin: Begin, hallsberg: Municipality) -> None:
    begin()
    Job.objects.update(asked_at=clock.now() - KEPT - timedelta(days=1))
    with scope(hallsberg):
        clear()
    assert Job.objects.count() == 1


def test_the_timer_clears(begin: Begin) -> None:
    assert "rodatraden.jobs.services.clear" in settings.TICKS
    Job.objects.filter(pk=begin().pk).update(asked_at=clock.now() - KEPT - timedelta(days=1))
    assert tick_in(current())
    assert not Job.objects.exists()


def test_clearing_and_starting_cost_the_same_however_many_there_are(begin: Begin) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            begin()
            clear()
        return len(caught)

    cost()
    first = cost()
    for _ in range(5):
        begin()
    assert cost() == first
