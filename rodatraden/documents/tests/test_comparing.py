"""Which two versions are compared."""

import pytest
from django.http import Http404

from rodatraden.documents.comparing import Pair, address, called, key, pair, reasons, usual
from rodatraden.documents.models import Frozen

ONE, TWO, THREE = (Frozen(pk=n, version=n, reason=f"skäl {n}" if n > 1 else "") for n in (1, 2, 3))
ALL = [ONE, TWO, THREE]


@pytest.mark.parametrize(
    ("shown", "asked", "expected"),
    [
        (THREE, "", (TWO, THREE)),
        (TWO, "", (ONE, TWO)),
        (None, "", (THREE, None)),
        (THREE, "1", (ONE, THREE)),
        (ONE, "3", (ONE, THREE)),
        (ONE, "utkast", (ONE, None)),
        (None, "2", (TWO, None)),
        (TWO, "2", (TWO, TWO)),
        (None, "utkast", (None, None)),
    ],
)
def test_the_earlier_stands_first(shown: Frozen | None, asked: str, expected: Pair) -> None:
    assert pair(ALL, shown, asked) == expected


@pytest.mark.parametrize(("shown", "asked"), [(THREE, "4"), (THREE, "x"), (ONE, ""), (None, "0")])
def test_there_is_nothing_to_compare_with(shown: Frozen | None, asked: str) -> None:
    with pytest.raises(Http404):
        pair(ALL, shown, asked)
    with pytest.raises(Http404):
        pair([], None, "utkast")


def test_what_is_asked_first_of_a_version() -> None:
    assert usual(ALL, THREE, is_open=False) == (TWO, THREE)
    assert usual(ALL, ONE, is_open=True) == (ONE, TWO)
    assert usual(ALL, None, is_open=True) == (THREE, None)
    assert usual([ONE], ONE, is_open=True) == (ONE, None)
    assert usual([ONE], ONE, is_open=False) is None
    assert usual([], None, is_open=True) is None


def test_what_versions_are_called() -> None:
    assert [str(called(one)) for one in (TWO, None)] == ["version 2", "utkastet"]
    assert [key(TWO), key(None), address(None)] == ["2", "utkast", "version=utkast"]


def test_each_version_between_says_why_it_was_made() -> None:
    assert reasons(ALL, ONE, THREE) == [TWO, THREE]
    assert reasons(ALL, TWO, None) == [THREE]
    assert reasons(ALL, THREE, None) == reasons(ALL, None, None) == []
