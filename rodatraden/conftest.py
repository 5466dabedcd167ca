"""Fixtures of all tests. On PostgreSQL the tests migrate as owner and run as a role without ownership."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime, time
from itertools import count
from pathlib import Path
from typing import TypeVar

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from rodatraden.audit.privileges import grant
from rodatraden.demo import scale
from rodatraden.demo.tests.cast import cast_of
from rodatraden.lib import clock
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, User
from rodatraden.tests.kept import demo_of

# The browser tests run a loop in their own thread, and Django takes that for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
TEST_ROLE = "rodatraden_test"
DEMO_DAY = date(2018, 9, 10)
PERSTORP = 1_275_000
"""Always the same number, since rows that were made once are put back beneath it (`made_once`)."""
Cast = Mapping[str, User]
Scaled = Callable[[int, int], AbstractContextManager[Municipality]]
Made = TypeVar("Made")


@pytest.fixture(scope="session")
def django_db_use_migrations(request: pytest.FixtureRequest) -> bool:
    """PostgreSQL is migrated, and SQLite in test-full. Else its tables are made at once from the models: the same, as
    `make check` sees to, without the rules that PostgreSQL's migrations add, and in a tenth of the time."""
    return connection.vendor == "postgresql" or request.config.option.markexpr == "full"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(1275)")
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [TEST_ROLE])
            if not cursor.fetchone():
                cursor.execute(f"CREATE ROLE {TEST_ROLE} NOLOGIN")
        grant(TEST_ROLE, truncate=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(1275)")
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]
        # Without a pool: a connection takes on its role when it is opened, and a pool keeps the owner's.
        options = connection.settings_dict["OPTIONS"]
        pool = options.pop("pool", None)
        options["assume_role"] = TEST_ROLE
    yield
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["OPTIONS"] = {"pool": pool}


@pytest.fixture(scope="session", autouse=True)
def in_the_daytime() -> Iterator[None]:
    """Tests say on which day something was done, and soon after midnight that is another one in UTC: the hours of
    the night and the evening are moved into the day, so that they hold whenever they are run."""

    def shown() -> time:
        real = datetime.now(clock.SWEDEN).timetz()
        return real.replace(hour=8 + real.hour % 12)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "time_of_day", shown)
        yield


@pytest.fixture(autouse=True)
def the_demo_day() -> Iterator[None]:
    """Tests stand on the demo's day, whatever day it is."""
    with clock.held(DEMO_DAY):
        yield


@pytest.fixture(scope="session", autouse=True)
def plain_and_quick() -> Iterator[None]:
    """Pages name static files as they are, without the hashes that collecting gives them; and what makes passwords
    slow to guess makes each that signs in slow to test."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    hashed_at_once = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}, PASSWORD_HASHERS=hashed_at_once):
        yield


@pytest.fixture(scope="session")
def data_dirs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders that are not made till somebody writes in one: few of the tests do."""
    base = tmp_path_factory.mktemp("data")
    return (base / str(number) for number in count())


@pytest.fixture(autouse=True)
def own_data_dir(data_dirs: Iterator[Path]) -> Iterator[Path]:
    own = next(data_dirs)
    with override_settings(DATA_DIR=own, MEDIA_ROOT=own / "files"):
        yield own


@contextmanager
def for_a_module(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Rows that a whole module's tests (marked django_db) begin with; taken back after the last of them."""
    with blocker.unblock(), clock.held(DEMO_DAY), transaction.atomic():
        yield
        transaction.set_rollback(True)


def looked_at(made: Made) -> Made:
    """What was made for a module, when all that its rows point at has been looked for and the rows have been counted.

    PostgreSQL waits with the first till somebody asks, and the end of every test does. What a test takes back is
    also that it was done, so that each would look for it all again. The second it does by itself in the background,
    but never within a transaction, and without it plans every query as if there were hardly any rows.
    """
    connection.check_constraints()
    if connection.vendor == "postgresql":
        tables = ", ".join(kind._meta.db_table for kind in apps.get_models())
        with connection.cursor() as cursor:
            cursor.execute(f"RESET ROLE; ANALYZE {tables}; SET ROLE {TEST_ROLE}")
    return made


@pytest.fixture
def perstorp(db: None) -> Iterator[Municipality]:
    """A municipality without content, at work throughout the test."""
    municipality = Municipality.objects.create(pk=PERSTORP, code="1275", slug="perstorp", name="Perstorps kommun")
    with scope(municipality):
        yield municipality


@pytest.fixture
def hallsberg(db: None) -> Municipality:
    """Another municipality, not at work: its rows must never be seen."""
    return Municipality.objects.create(code="1861", slug="hallsberg", name="Hallsbergs kommun")


@pytest.fixture(scope="module")
def perstorp_in_the_demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Municipality]:
    """Perstorp as the demo builds it, once for a whole module whose tests only read (and are marked django_db)."""
    with for_a_module(django_db_blocker):
        with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("demo")):
            municipality = looked_at(demo_of("perstorp"))
        with scope(municipality):
            yield municipality


@pytest.fixture(scope="module")
def perstorps_cast(perstorp_in_the_demo: Municipality, django_db_blocker: DjangoDbBlocker) -> Cast:
    """The accounts of Perstorp's cast by their short name."""
    with django_db_blocker.unblock():
        return cast_of(perstorp_in_the_demo.slug)


@pytest.fixture
def scaled(db: None) -> Scaled:
    """Makes a municipality with so many items and indicators, and takes it away again."""

    @contextmanager
    def make(items: int, indicators: int) -> Iterator[Municipality]:
        with transaction.atomic():
            yield scale.scale_up(scale.Size(items=items, indicators=indicators, periods=3))
            transaction.set_rollback(True)

    return make
