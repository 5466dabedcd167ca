"""What holds for all tests: which run, which come first, and that in CI one that is skipped fails, not in silence."""

import gc
import os
from collections.abc import Generator
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings

DOCUMENTS = Path(__file__).resolve().parent.parent / "shared" / "seeds"
NEEDS_DOCUMENTS = {"källdokumenten finns inte på den här datorn", "dokumentet finns inte här"}
NOT_ON = {
    "sqlite": {"row security needs PostgreSQL", "privileges need PostgreSQL"},
    "postgresql": {"says what SQLite is spared"},
}
"""Why a test may be left out, by the database it would run on."""


WALKS = "rodatraden/tests/"
DATABASE = frozenset({"db", "transactional_db", "django_db_setup"})


# A busy machine is no fault of a rule: what is tried is whether it holds, never how fast.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The walks over all pages take longest and so begin: no worker is left alone with them at the end.

    What asks no database is tried where the database is SQLite, and not once more for PostgreSQL.
    """
    items.sort(key=lambda item: not item.nodeid.startswith(WALKS))
    if connection.vendor == "postgresql":
        pure = [item for item in items if not asks_the_database(item)]
        config.hook.pytest_deselected(items=pure)
        items[:] = [item for item in items if asks_the_database(item)]


def pytest_collection_finish() -> None:
    """All that is imported stays till the end: to look through it for waste time and again takes a fifth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def asks_the_database(item: pytest.Item) -> bool:
    """Whether a test is marked so, or has it from a fixture."""
    fixtures: list[str] = getattr(item, "fixturenames", [])
    return item.get_closest_marker("django_db") is not None or not DATABASE.isdisjoint(fixtures)


def may_be_skipped(reason: str, vendor: str, documents: Path = DOCUMENTS) -> bool:
    """The municipalities' own documents are not part of the product; where they lie beside it they are read."""
    return reason in NOT_ON.get(vendor, ()) or (reason in NEEDS_DOCUMENTS and not documents.is_dir())


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, "pytest.CallInfo[None]", None]:
    outcome = yield
    report: pytest.TestReport = outcome.get_result()  # type: ignore[attr-defined]
    if os.environ.get("CI") and report.skipped and getattr(report, "wasxfail", None) is None:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reason = reason.removeprefix("Skipped: ")
        if not may_be_skipped(reason, connection.vendor):
            report.outcome = "failed"
            report.longrepr = f"CI skips no test, and this one was: {reason}"
