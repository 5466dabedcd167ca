"""Where jobs stand, by what is stored, what waits in the queue and who works: never wrong in between."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from rodatraden.jobs import standing as module
from rodatraden.jobs.holding import Progress
from rodatraden.jobs.models import Job
from rodatraden.jobs.services import cancel
from rodatraden.jobs.standing import standing, standings
from rodatraden.jobs.tests.conftest import Begin, running
from rodatraden.jobs.tests.works import now, work_off
from rodatraden.organisation.tests.cast import Town


def taken(seconds: int = 0) -> None:
    """A worker took every task from the queue so long ago."""
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now() - timedelta(seconds=seconds))


def test_without_a_worker_one_waits_in_vain_and_is_told_so(begin: Begin) -> None:
    found = standing(begin())
    assert (found.phase, found.is_open, found.is_undone) == ("unattended", True, False)
    assert "rodatraden worker" in str(found.then)


@pytest.mark.usefixtures("worker")
def test_with_a_worker_one_waits_for_ones_turn(begin: Begin) -> None:
    found = standing(begin())
    assert (found.phase, found.is_open) == ("waiting", True)
    assert str(found.headline) == "Väntar på att prova provet."


def test_while_somebody_works_on_it_it_is_known_how_far_it_has_come(begin: Begin) -> None:
    job = begin()
    taken(3600)
    with running(job, 12, 48):
        found = standing(job)
    assert (found.phase, found.progress, found.is_open) == ("running", Progress(12, 48), True)


@pytest.mark.usefixtures("worker")
def test_a_task_just_taken_has_not_begun_yet(begin: Begin) -> None:
    job = begin()
    taken()
    assert standing(job).phase == "waiting"
    taken(60)
    assert standing(job).phase == "interrupted"


@pytest.mark.parametrize("worker_there", [True, False])
def test_a_job_whose_process_is_gone_is_interrupted(
    begin: Begin, request: pytest.FixtureRequest, worker_there: bool
) -> None:
    if worker_there:
        request.getfixturevalue("worker")
    job = begin()
    taken(60)
    found = standing(job)
    assert (found.phase, found.is_open, found.is_undone) == ("interrupted", False, True)
    assert "Ingenting har ändrats" in str(found.then)


def test_a_job_that_no_queue_has_is_interrupted(begin: Begin) -> None:
    job = begin()
    DBTaskResult.objects.all().delete()
    assert standing(job).phase == "interrupted"
    Job.objects.update(task=None)
    assert standing(now(job)).phase == "interrupted"


def test_what_came_of_it_is_told_in_the_works_own_words(begin: Begin, town: Town) -> None:
    done, refused, dropped = begin(), begin("refuse"), begin()
    cancel(town.actor("chef"), dropped)
    work_off()
    found = standings([done, refused, dropped])
    assert [one.phase for one in found] == ["done", "refused", "cancelled"]
    assert [str(one.then) for one in found] == ["Klart.", "Välj en fil.", "Ingenting har ändrats."]
    assert [one.is_undone for one in found] == [False, False, True]


def test_one_that_ends_while_one_looks_is_never_told_as_interrupted(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was held when the row was read, and is done when the locks are looked at; or the queue, a moment later."""
    first, second = begin(), begin()
    monkeypatch.setattr(module, "progress_of", lambda pk: work_off())
    assert standing(first).phase == "done"
    monkeypatch.undo()
    third = begin()
    looked = module._queued

    def look(jobs: list[Job]) -> set[int]:
        found = looked(jobs)
        work_off()
        return found

    monkeypatch.setattr(module, "_queued", look)
    assert [one.phase for one in standings([second, third])] == ["done", "done"]


def test_a_job_that_was_cleared_meanwhile_stands_as_it_was_read(begin: Begin) -> None:
    job = begin()
    Job.objects.filter(pk=job.pk).delete()
    assert standing(job).job is job


def test_a_list_costs_the_same_however_long(begin: Begin) -> None:
    def cost() -> int:
        rows = list(Job.objects.all())
        with CaptureQueriesContext(connection) as caught:
            assert len(standings(rows)) == len(rows)
        return len(caught)

    begin()
    assert cost() == 2
    for _ in range(4):
        begin()
    assert cost() == 2
    work_off()
    assert cost() == 0
