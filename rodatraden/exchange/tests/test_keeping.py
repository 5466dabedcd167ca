"""A file between preview and load: whose it is, how long it is kept, and that nobody can swap it."""

import hashlib
import os
import time
from pathlib import Path

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.signed_cookies import SessionStore
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.exchange import keeping
from rodatraden.exchange.tests.place import Place
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality

pytestmark = pytest.mark.usefixtures("place")
CONTENT = b"Indikator;Period;Utfall"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def session() -> SessionBase:
    return SessionStore()


def folder(own_data_dir: Path, place: Place) -> Path:
    return own_data_dir / "imports" / str(place.council.municipality_id)


def test_what_was_kept_is_found_with_its_fingerprint(session: SessionBase) -> None:
    shown = keeping.keep(session, "a.csv", CONTENT, "avtryck")
    assert (shown.filename, shown.sha256, shown.fingerprint) == ("a.csv", SHA256, "avtryck")
    assert keeping.kept(session, SHA256) == (shown, CONTENT)


def test_a_file_lies_in_its_municipalitys_folder_by_its_content(
    session: SessionBase, place: Place, own_data_dir: Path
) -> None:
    keeping.keep(session, "../../etc/passwd", CONTENT, "x")
    assert [path.name for path in folder(own_data_dir, place).iterdir()] == [SHA256]


@pytest.mark.parametrize("asked", ["", "0" * 64, SHA256.upper(), f"../{SHA256}", SHA256[:-1]])
def test_only_the_file_that_was_shown_is_found(session: SessionBase, asked: str) -> None:
    keeping.keep(session, "a.csv", CONTENT, "x")
    assert keeping.kept(session, asked) is None


def test_a_session_that_was_shown_nothing_finds_nothing(session: SessionBase) -> None:
    keeping.keep(SessionStore(), "a.csv", CONTENT, "x")
    assert keeping.kept(session, SHA256) is None


def test_the_last_file_shown_is_the_one_that_counts(session: SessionBase) -> None:
    keeping.keep(session, "a.csv", CONTENT, "x")
    other = keeping.keep(session, "b.csv", b"annat", "y")
    assert keeping.kept(session, SHA256) is None
    assert keeping.kept(session, other.sha256) is not None


def test_a_file_of_another_municipality_is_not_found(session: SessionBase, hallsberg: Municipality) -> None:
    keeping.keep(session, "a.csv", CONTENT, "x")
    with scope(hallsberg):
        assert keeping.kept(session, SHA256) is None
    assert keeping.kept(session, SHA256) is not None


@pytest.mark.parametrize("now", [b"", b"annat", CONTENT + b"\n"])
def test_a_file_that_was_changed_on_disk_is_not_loaded(
    session: SessionBase, place: Place, own_data_dir: Path, now: bytes
) -> None:
    keeping.keep(session, "a.csv", CONTENT, "x")
    (folder(own_data_dir, place) / SHA256).write_bytes(now)
    assert keeping.kept(session, SHA256) is None


def test_a_file_that_is_gone_is_told_by_none(session: SessionBase, place: Place, own_data_dir: Path) -> None:
    keeping.keep(session, "a.csv", CONTENT, "x")
    (folder(own_data_dir, place) / SHA256).unlink()
    assert keeping.kept(session, SHA256) is None


def test_a_forgotten_file_is_gone_from_disk_and_session(session: SessionBase, place: Place, own_data_dir: Path) -> None:
    shown = keeping.keep(session, "a.csv", CONTENT, "x")
    keeping.forget(session, shown)
    assert list(folder(own_data_dir, place).iterdir()) == []
    assert keeping.kept(session, SHA256) is None
    keeping.forget(session, shown)


@pytest.mark.parametrize("by_timer", [True, False])
@pytest.mark.parametrize(("hours", "gone"), [(23, False), (25, True)])
def test_a_file_is_kept_for_a_day(
    session: SessionBase, place: Place, own_data_dir: Path, hours: int, gone: bool, by_timer: bool
) -> None:
    keeping.keep(session, "a.csv", CONTENT, "x")
    then = time.time() - hours * 3600
    os.utime(folder(own_data_dir, place) / SHA256, (then, then))
    if by_timer:
        keeping.clear()
    else:
        keeping.keep(SessionStore(), "b.csv", b"annat", "y")
    assert (keeping.kept(session, SHA256) is None) is gone


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("utfall 2018.csv", "utfall 2018.csv"),
        ("Målvärden (ny), åäö+1.xlsx", "Målvärden (ny), åäö+1.xlsx"),
        ("../../etc/passwd", ".._.._etc_passwd"),
        ("a\\b.csv", "a_b.csv"),
        ("<b>\"'.csv", "_b___.csv"),
        ("a\r\nSet-Cookie: x", "a__Set-Cookie_ x"),
        ("", "fil"),
        ("   ", "fil"),
        ("\u202etxt.csv", "_txt.csv"),
    ],
)
def test_a_name_is_kept_as_far_as_it_is_harmless(name: str, safe: str) -> None:
    assert keeping.safe_name(name) == safe


@given(st.text(max_size=300))
def test_a_name_made_safe_stays_as_it_is(name: str) -> None:
    safe = keeping.safe_name(name)
    assert 0 < len(safe) <= 100
    assert not set(safe) & set("/\\<>\"'\r\n\0:;")
    assert keeping.safe_name(safe) == safe


def test_a_long_name_keeps_its_end_which_says_what_it_is() -> None:
    assert keeping.safe_name("x" * 300 + ".xlsx").endswith("x.xlsx")


def test_there_may_be_nothing_to_clear() -> None:
    assert not keeping.clear()
