"""What the page of breaks is narrowed by, and that every kind has its word."""

from typing import get_args

import pytest
from django.http import QueryDict

from rodatraden.thread.break_kinds import MEANINGS, SEVERITIES, Code
from rodatraden.thread.breaks_page import SEVERITY_WORDS, area_of, breaks_page
from rodatraden.thread.picture import SHORT
from rodatraden.thread.tests.cast import Town
from rodatraden.web.tables import plain


@pytest.fixture
def broken(town: Town) -> Town:
    """An area with a goal that lacks everything, and a goal that lies under no area."""
    vision = town.decided("Vision", "vision", town.council, key="vision")
    goal = town.decided("Alla är trygga", "fullmaktigemal", town.council, (vision.item,), key="mal")
    town.decided("Trygga skolor", serves=(goal.item,), key="skolor")
    return town


def test_every_kind_and_severity_has_its_word() -> None:
    assert set(SHORT) == set(get_args(Code)) == set(MEANINGS)
    assert set(SEVERITY_WORDS) == set(SEVERITIES)


def test_the_choices_are_those_that_there_are_breaks_of(broken: Town) -> None:
    page = breaks_page(broken.operator, broken.thread(), QueryDict())
    choices = {choice.name: [key for key, _word in choice.options] for choice in page.choices}
    assert set(choices["slag"]) == {each.broken.code for each in page.found}
    assert choices["allvar"] == [one for one in SEVERITIES if one in {each.broken.severity for each in page.found}]
    assert "Barn- och utbildningsnämnden" in choices["organ"]


@pytest.mark.parametrize("name", ["slag", "allvar", "organ"])
def test_each_choice_gives_those_and_no_others(broken: Town, name: str) -> None:
    everything = breaks_page(broken.operator, broken.thread(), QueryDict())
    choice = next(each for each in everything.choices if each.name == name)
    counts = [
        len(breaks_page(broken.operator, broken.thread(), QueryDict(f"{name}={key}")).table.rows)
        for key, _word in choice.options
    ]
    assert all(counts)
    assert sum(counts) <= len(everything.found)


def test_what_lies_under_no_area_is_in_none(broken: Town) -> None:
    assert area_of(broken.thread(), "mal") == ""
    assert area_of(broken.thread(), "finns-inte") == ""


def test_a_choice_of_nothing_known_gives_no_rows(broken: Town) -> None:
    page = breaks_page(broken.operator, broken.thread(), QueryDict("slag=finns-inte"))
    assert (len(page.table.rows), bool(page.found)) == (0, True)


def test_who_enters_nowhere_is_shown_the_item(broken: Town) -> None:
    rows = breaks_page(broken.actor(broken.auditor), broken.thread(), QueryDict()).table.rows
    assert {plain(row["mend"]) for row in rows} == {"Visa"}
