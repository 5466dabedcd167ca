from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from rodatraden.jobs import holding
from rodatraden.jobs.kinds import Kind
from rodatraden.jobs.models import Job
from rodatraden.jobs.services import start
from rodatraden.jobs.tests import works
from rodatraden.organisation.tests.cast import Town
from rodatraden.organisation.tests.frame import stand_on
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.kept import made_once

Visit = Callable[..., HttpResponse]
Begin = Callable[..., Job]


@pytest.fixture
def town(perstorp: Municipality, settings: Settings) -> Town:
    """Perstorp with the organisation's small cast, and the kinds of jobs that the tests know."""
    settings.JOBS = works.JOBS
    stand_on(settings, "rodatraden.jobs.tests.urls")
    settings.DEMO = True
    return made_once(Town)


@pytest.fixture
def begin(town: Town) -> Begin:
    """Puts a job in the queue, by one of the cast."""

    def ask(do: str = "well", account: str = "chef", kind: Kind = works.TRY) -> Job:
        return start(town.actor(account), kind, "provet", do=do)

    return ask


@pytest.fixture
def visit(town: Town, client: Client) -> Visit:
    """Asks for a page of Perstorp as one of the cast, by GET or with what is posted."""

    def ask(account: str, path: str, posted: dict[str, str] | None = None, **headers: str) -> HttpResponse:
        client.force_login(town.cast[account])
        address = f"/perstorp/{path}"
        answer: Any = client.get(address, headers=headers) if posted is None else client.post(address, posted)
        made: HttpResponse = answer
        return made

    return ask


@pytest.fixture
def worker() -> Iterator[None]:
    """A worker is there."""
    with holding.attending():
        yield


@contextmanager
def running(job: Job, done: int = 0, of: int = 0) -> Iterator[None]:
    """Somebody works on a job, and has come so far."""
    with holding.holding(job.pk) as told:
        if of:
            told(done, of)
        yield
