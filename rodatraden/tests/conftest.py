"""Two municipalities of the demo side by side, built once for a module; what a test changes is rolled back."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from rodatraden import cli
from rodatraden.conftest import DEMO_DAY
from rodatraden.demo import build
from rodatraden.documents.services import store
from rodatraden.lib import clock
from rodatraden.organisation.access import system
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.console import Run, Said
from rodatraden.thread.models import ItemVersion
from rodatraden.thread.services import draft_version

Towns = dict[str, Municipality]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files of the towns lie."""
    return tmp_path_factory.mktemp("files")


@pytest.fixture(scope="module")
def towns(django_db_setup: None, django_db_blocker: DjangoDbBlocker, files: Path) -> Iterator[Towns]:
    """Perstorp and Hallsberg as the demo builds them, each with a file and drafts of its own."""
    with django_db_blocker.unblock(), clock.held(DEMO_DAY), transaction.atomic():
        found = {slug: build.build(slug, lambda _: None) for slug in ("perstorp", "hallsberg")}
        with override_settings(MEDIA_ROOT=files):
            for municipality in found.values():
                with scope(municipality):
                    add_what_the_demo_lacks(municipality)
        yield found
        transaction.set_rollback(True)


def add_what_the_demo_lacks(municipality: Municipality) -> None:
    """A file, and drafts of what is decided: every address then has a row to name."""
    store(system(), f"protokoll-{municipality.slug}.pdf", io.BytesIO(municipality.name.encode()))
    for version in ItemVersion.objects.select_related("item").order_by("pk")[:2]:
        draft_version(system(), version.item)


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
