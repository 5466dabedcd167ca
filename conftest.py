"""In CI a test that is skipped fails, unless it is one of the few that cannot run there: nothing passes in silence."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from django.db import connection

DOCUMENTS = Path(__file__).resolve().parent.parent / "shared" / "seeds"
NEEDS_DOCUMENTS = {"källdokumenten finns inte på den här datorn", "dokumentet finns inte här"}
NOT_ON = {
    "sqlite": {"row security needs PostgreSQL", "privileges need PostgreSQL"},
    "postgresql": {"says what SQLite is spared"},
}
"""Why a test may be left out, by the database it would run on."""


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
