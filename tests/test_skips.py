"""What CI may leave out."""

from pathlib import Path

import pytest

from conftest import asks_the_database, may_be_skipped

pytest_plugins = ["pytester"]
SKIPPING = "import pytest\n\n\ndef test_it():\n    pytest.skip({reason!r})\n"
CONFTEST = Path(__file__).resolve().parent.parent / "conftest.py"


@pytest.mark.parametrize(
    ("reason", "vendor", "allowed"),
    [
        ("row security needs PostgreSQL", "sqlite", True),
        ("row security needs PostgreSQL", "postgresql", False),
        ("says what SQLite is spared", "postgresql", True),
        ("says what SQLite is spared", "sqlite", False),
        ("no Chromium on this machine", "sqlite", False),
        ("gettext is not installed here", "postgresql", False),
    ],
)
def test_only_what_the_other_database_is_for_may_be_left_out(reason: str, vendor: str, allowed: bool) -> None:
    assert may_be_skipped(reason, vendor) is allowed


def test_the_documents_may_be_missed_only_where_they_are_missing(tmp_path: Path) -> None:
    assert may_be_skipped("dokumentet finns inte här", "sqlite", tmp_path / "inte här")
    assert not may_be_skipped("dokumentet finns inte här", "sqlite", tmp_path)


@pytest.mark.parametrize(("in_ci", "outcome"), [("true", {"failed": 1}), ("", {"skipped": 1})])
def test_a_skipped_test_fails_in_ci_and_nowhere_else(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, in_ci: str, outcome: dict[str, int]
) -> None:
    monkeypatch.setenv("CI", in_ci)
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makepyfile(SKIPPING.format(reason="no Chromium on this machine"))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "rodatraden.settings")
    pytester.runpytest_subprocess("-p", "no:xdist", "-p", "no:django").assert_outcomes(**outcome)


@pytest.mark.parametrize(
    ("asks", "counted"),
    [("def test_it():", False), ("@pytest.mark.django_db\ndef test_it():", True), ("def test_it(db):", True)],
)
def test_what_asks_no_database_is_told_from_what_does(pytester: pytest.Pytester, asks: str, counted: bool) -> None:
    item = pytester.getitem(f"import pytest\n\n\n{asks}\n    pass\n", "test_it")
    assert asks_the_database(item) is counted
