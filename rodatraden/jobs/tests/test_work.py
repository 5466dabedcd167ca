"""What becomes of a job, and that it is done once: what it changed and that it is done are kept together."""

import logging
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from rodatraden.jobs.kinds import Run, Withdrawn
from rodatraden.jobs.models import Job, State
from rodatraden.jobs.services import start
from rodatraden.jobs.standing import standing
from rodatraden.jobs.tests.conftest import Begin
from rodatraden.jobs.tests.works import TRY, made, now, work_off
from rodatraden.jobs.work import work
from rodatraden.organisation.access import NOBODY, system
from rodatraden.organisation.models import Role
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy import NoMunicipality, scope
from rodatraden.tenancy.models import Municipality

FAULT = "Något gick fel hos oss. Ingenting har ändrats."


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """The queue's own log tells of every task."""
    monkeypatch.setattr(logging.getLogger("django_tasks"), "level", logging.CRITICAL)


def test_work_is_done_with_the_name_and_rights_of_who_asked(begin: Begin) -> None:
    job = begin()
    assert made() == []
    work_off()
    done = now(job)
    assert made() == ["chef vo"]
    assert (done.state, done.said, done.url, done.result) == (State.DONE, "Klart.", "/perstorp/filer/1/", {"rows": 2})
    assert done.ended_at is not None and done.ended_at.date() == date(2018, 9, 10)


@pytest.mark.parametrize(
    ("do", "state", "said"),
    [
        ("refuse", State.REFUSED, "Välj en fil."),
        ("deny", State.REFUSED, "Du har inte rätt att göra det här. Ingenting har ändrats."),
        ("administer", State.REFUSED, "Du har inte rätt att göra det här. Ingenting har ändrats."),
        ("fail", State.FAILED, FAULT),
    ],
)
def test_what_cannot_be_done_is_told_and_undone(begin: Begin, do: str, state: State, said: str) -> None:
    job = begin(do)
    work_off()
    assert (now(job).state, now(job).said) == (state, said)
    assert made() == []


def test_work_that_ends_without_a_word_has_failed(begin: Begin) -> None:
    job = begin("say nothing")
    work_off()
    assert (now(job).state, now(job).said) == (State.FAILED, FAULT)


def test_a_fault_of_ours_is_logged_with_its_place(begin: Begin, caplog: pytest.LogCaptureFixture) -> None:
    job = begin("fail")
    work_off()
    assert f"job {job.pk} (try) failed" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_a_process_told_to_stop_stops_and_leaves_the_job_interrupted(begin: Begin) -> None:
    job = begin("stop")
    with pytest.raises(SystemExit):
        work.call(municipality=job.municipality_id, job=job.pk)
    DBTaskResult.objects.update(status="FAILED")
    assert standing(job).phase == "interrupted"
    assert made() == []


def test_it_is_done_once_however_often_it_is_asked_for(begin: Begin) -> None:
    job = begin()
    for _ in range(3):
        work.call(municipality=job.municipality_id, job=job.pk)
    assert made() == ["chef vo"]


def test_one_that_was_cancelled_is_not_begun(begin: Begin) -> None:
    job = begin()
    Job.objects.update(state=State.CANCELLED)
    work_off()
    assert made() == []
    assert now(job).state == State.CANCELLED


def test_one_that_is_cancelled_meanwhile_is_undone_and_stays_so(begin: Begin) -> None:
    """In one transaction here, so that the cancelling goes with the work; of two connections it would stay."""
    job = begin("cancelled")
    with pytest.raises(Withdrawn), transaction.atomic():
        TRY.work(run_of(job))
    assert made() == []


def run_of(job: Job) -> Run:
    return Run(job, system(), lambda done, of: None)


def test_the_answer_is_in_the_language_of_who_asked(begin: Begin) -> None:
    with translation.override("en"):
        job = begin("refuse")
    work_off()
    assert now(job).said == "Choose a file."


def test_rights_that_have_ended_meanwhile_are_gone(begin: Begin, town: Town) -> None:
    job = begin()
    Role.objects.filter(person=town.people["chef"]).update(valid_to=date(2018, 9, 9))
    work_off()
    assert now(job).state == State.REFUSED
    assert made() == []


def test_an_account_that_was_taken_away_meanwhile_does_nothing(begin: Begin, town: Town) -> None:
    job = begin()
    town.cast["chef"].delete()
    work_off()
    assert now(job).state == State.REFUSED


def test_what_the_system_asks_for_is_done_in_its_own_name(town: Town) -> None:
    job = start(system(), TRY, "natten", do="administer")
    work_off()
    assert (now(job).person_id, now(job).state, made()) == (None, State.DONE, ["Konsolen"])


def test_a_worker_serves_each_municipality_within_its_own(begin: Begin, hallsberg: Municipality) -> None:
    ours = begin()
    with scope(hallsberg):
        theirs = start(system(), TRY, "deras", do="well")
    with scope(None):
        work_off()
        with pytest.raises(NoMunicipality):
            Job.objects.count()
    assert now(ours).state == State.DONE
    assert made() == ["chef vo"]
    with scope(hallsberg):
        assert (now(theirs).state, made()) == (State.DONE, ["Konsolen"])


def test_a_job_of_a_municipality_that_is_gone_harms_nobody(begin: Begin, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        start(system(), TRY, "deras", do="well")
        hallsberg.delete()
    job = begin()
    work_off()
    assert now(job).state == State.DONE


def test_a_kind_that_there_no_longer_is_is_told_as_a_fault(begin: Begin) -> None:
    job = begin()
    Job.objects.update(kind="gammalt")
    work_off()
    assert (now(job).state, now(job).said) == (State.FAILED, FAULT)


def test_who_may_do_nothing_here_starts_nothing(town: Town) -> None:
    with pytest.raises(PermissionDenied):
        start(NOBODY, TRY, "intrång", do="well")
