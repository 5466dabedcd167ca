"""The register of municipalities: as many as there are, named by their codes."""

import re

import pytest

from rodatraden.lib.municipalities import name_of, register


def test_there_are_290_in_21_counties() -> None:
    assert len(register()) == 290
    assert len({county for _name, county in register().values()}) == 21


def test_every_code_has_four_figures_and_every_name_its_own_code() -> None:
    assert all(re.fullmatch(r"\d{4}", code) for code in register())
    assert len({name for name, _county in register().values()}) == 290


@pytest.mark.parametrize(
    ("code", "name", "county"),
    [
        ("1275", "Perstorp", "Skåne län"),
        ("1861", "Hallsberg", "Örebro län"),
        ("1465", "Svenljunga", "Västra Götalands län"),
        ("0114", "Upplands Väsby", "Stockholms län"),
    ],
)
def test_a_code_gives_name_and_county(code: str, name: str, county: str) -> None:
    assert register()[code] == (name, county)
    assert name_of(code) == name


@pytest.mark.parametrize("code", ["", "X004", "9999", "275"])
def test_a_code_that_is_none_gives_nothing(code: str) -> None:
    assert name_of(code) == ""
