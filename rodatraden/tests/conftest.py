"""Two municipalities of the demo side by side, built once for a module; what a test changes is rolled back."""

import io
import logging
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from django.utils.translation import override
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from rodatraden import cli
from rodatraden.conftest import for_a_module, looked_at
from rodatraden.decisions.models import Decision
from rodatraden.demo import build
from rodatraden.demo.cast import username
from rodatraden.documents.services import store
from rodatraden.exchange.exports import export
from rodatraden.exchange.imports import preview
from rodatraden.exchange.loading import LOAD, REVIEW
from rodatraden.exchange.pages import preview_page, stored
from rodatraden.followup.change_models import OccasionChange
from rodatraden.followup.year import year_of
from rodatraden.indicators.models import Indicator
from rodatraden.jobs.models import Job
from rodatraden.jobs.models import State as JobState
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.lib.text import say
from rodatraden.organisation.access import system
from rodatraden.organisation.models import Person
from rodatraden.organisation.services import To, drafted, tell_all
from rodatraden.planning.models import Plan, PlanComment, PlanTarget
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.console import Run, Said
from rodatraden.tests.kept import made_once
from rodatraden.thread.models import ItemVersion
from rodatraden.thread.services import draft_version

Towns = dict[str, Municipality]


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files of the towns lie."""
    return tmp_path_factory.mktemp("files")


@pytest.fixture(scope="module")
def towns(django_db_setup: None, django_db_blocker: DjangoDbBlocker, files: Path) -> Iterator[Towns]:
    """Perstorp and Hallsberg as the demo builds them, each with a file and drafts of its own."""
    with for_a_module(django_db_blocker):
        with override_settings(MEDIA_ROOT=files):
            made_once(build_towns)
        yield looked_at({found.slug: found for found in Municipality.objects.order_by("pk")})


def build_towns() -> None:
    for slug in ("perstorp", "hallsberg"):
        municipality = build.build(slug, lambda _: None)
        with scope(municipality):
            add_what_the_demo_lacks(municipality)


def add_what_the_demo_lacks(municipality: Municipality) -> None:
    """A file, drafts of what is decided, what waits for the coordinator, and large files looked through or interrupted.

    Every address then has a row to name.
    """
    coordinator = Person.objects.get(user__username=username(municipality.slug, "samordnare"))
    for number in range(2):
        text = say("{name} har svarat", name=municipality.name)
        to, link = To(person=coordinator.pk), f"/{municipality.slug}/"
        tell_all([drafted(system(), str(number), to=to, kind="prov", text=text, link=link)])
    name = f"protokoll-{municipality.slug}.pdf"
    file = store(system(), name, io.BytesIO(b"%PDF-1.7 " + municipality.name.encode()))
    Decision.objects.filter(pk=Decision.objects.order_by("pk")[0].pk).update(file=file)
    for version in ItemVersion.objects.select_related("item").order_by("pk")[:2]:
        draft_version(system(), version.item)
    name = f"utfall-{municipality.slug}.csv"
    found = preview(system(), name, export(system(), "outcomes", 2018, "csv"))
    with override("en"):
        result = {**stored(preview_page(found)), "fingerprint": found.fingerprint}
    asked: dict[str, Any] = {"label": name, "asked_at": clock.now(), "language": "en"}
    # Their numbers are nobody else's, in any municipality.
    number = municipality.pk * 1_000_000
    Job.objects.create(pk=number, kind=REVIEW.key, state=JobState.DONE, result=result, **asked)  # type: ignore[misc]
    Job.objects.create(pk=number + 1, kind=LOAD.key, **asked)  # type: ignore[misc]
    add_to_a_plan(number)
    first = year_of(system(), 2018).occasions[0]
    moved: dict[str, Any] = {"report": first.report, "period_end": first.end, "new_due": clock.today()}
    moved |= {"kind": "moved", "reason": "Prov", "entered_at": clock.now()}
    OccasionChange.objects.create(pk=number + 2, **moved)  # type: ignore[misc]


def add_to_a_plan(number: int) -> None:
    """A remark on a plan and a target that it proposes."""
    plan = Plan.objects.order_by("-pk")[0]
    section, indicator = plan.texts.order_by("pk")[0], Indicator.objects.order_by("pk")[0]
    said: dict[str, Any] = {"text": "Prov", "by": "Prov", "at": clock.now()}
    PlanComment.objects.create(pk=number + 3, section=section, **said)  # type: ignore[misc]
    aim: dict[str, Any] = {"indicator": indicator, "unit": plan.unit, "period": Period.year_of(plan.starts.year)}
    PlanTarget.objects.create(pk=number + 4, plan=plan, value=Decimal(1), **aim)  # type: ignore[misc]


@pytest.fixture
def demo_runs(settings: Settings, files: Path) -> Iterator[None]:
    """The demo's own pages are open, the files in place, and thousands of refusals leave no log behind."""
    settings.DEMO = True
    settings.MEDIA_ROOT = files
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Iterator[Run]:
    """Runs the command as it is typed. Usage that the parser stops leaves by SystemExit, as for a console script."""

    def call(*arguments: object) -> Said:
        try:
            code = cli.main([str(argument) for argument in arguments])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        out, err = capsysbinary.readouterr()
        assert b"Traceback" not in err
        return Said(code, out.decode("utf-8", "replace"), err.decode(), out)

    yield call
    clock.stand_on(None)


@pytest.fixture
def demo(db: None, perstorp_in_the_demo: Municipality) -> Municipality:
    return perstorp_in_the_demo
