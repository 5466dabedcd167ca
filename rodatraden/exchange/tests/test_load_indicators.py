import json
from dataclasses import replace
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from rodatraden.exchange.imports import apply, preview
from rodatraden.exchange.layouts import INDICATORS
from rodatraden.exchange.load_indicators import key_fault, values_of
from rodatraden.exchange.registers import definition_rows
from rodatraden.exchange.tests import files
from rodatraden.exchange.tests.place import Place
from rodatraden.indicators.models import Indicator, SeriesBreak
from rodatraden.lib.periods import Period

HEAD = ("Nyckel", "Namn", "Måttenhet", "Ägare", "Riktning", "Plats bland antal", "Mäts nästa gång", "Könsuppdelad")


def test_a_new_indicator_gets_what_the_file_says(place: Place) -> None:
    apply(place.operator, place.show(HEAD, ("n1", "Nöjda", "%", "bun", "lägre är bättre", "290")))
    found = Indicator.objects.get(key="n1")
    assert (found.direction, found.rank_of, found.owner, found.rhythm) == ("lower", 290, place.board, "year")


def test_only_named_columns_change(place: Place) -> None:
    head = ("Nyckel", "Namn", "Måttenhet", "Ägare", "Mäts nästa gång")
    found = place.show(head, ("trygghet", "Tryggheten i kommunen", "index", "Kommunfullmäktige", "2019"))
    (step,) = found.steps()
    assert [(one.column, one.before, one.after) for one in step.changes] == [("Mäts nästa gång", "", "2019")]
    apply(place.operator, found)
    place.safety.refresh_from_db()
    assert place.safety.next_measured == Period.parse("2019")
    assert place.safety.source == "SCB"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("a b", "x", "%", "bun"), "Nyckel"),
        (("a", "", "%", "bun"), "Namn"),
        (("a", "x", "", "bun"), "Måttenhet"),
        (("a", "x", "%", "nix"), "Ägare"),
        (("a", "x", "%", "bun", "uppåt"), "Riktning"),
        (("a", "x", "%", "bun", "högre är bättre", "290"), "Riktning"),
        (("a", "x", "%", "bun", "", "två"), "Plats bland antal"),
        (("a", "x", "%", "bun", "", "", "hösten"), "Mäts nästa gång"),
        (("a", "x", "%", "bun", "", "", "", "kanske"), "Könsuppdelad"),
        (("ny", "x", "%", "bun"), "Nyckel"),
    ],
)
def test_what_does_not_hold_is_told_at_its_column(place: Place, row: tuple[str, ...], column: str) -> None:
    (refusal,) = place.show(HEAD, row).refused
    assert refusal.column == column


@pytest.mark.parametrize("key", ["a", "A-1", "a_b", "0", "x" * 80])
def test_a_key_is_letters_digits_and_two_signs(key: str) -> None:
    assert key_fault(key, {}, 2) is None


@pytest.mark.parametrize("key", ["a b", "å", "a/b", "a.b", "a\n", "<b>", "{0}"])
def test_a_key_with_other_signs_is_told(key: str) -> None:
    fault = key_fault(key, {}, 2)
    assert fault is not None
    assert key in str(fault.reason)


def test_a_key_is_remembered_with_the_row_where_it_stood_first() -> None:
    seen: dict[str, int] = {}
    assert key_fault("a", seen, 4) is None
    assert key_fault("b", seen, 5) is None
    again = key_fault("a", seen, 9)
    assert again is not None
    assert (again.column, str(again.reason)) == ("Nyckel", "”a” står redan på rad 4.")


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_key_is_no_fault_and_is_not_remembered(nothing: str | None) -> None:
    seen: dict[str, int] = {}
    assert key_fault(nothing, seen, 2) is key_fault(nothing, seen, 3) is None
    assert seen == {}


def test_an_indicator_is_told_as_the_file_has_it(place: Place) -> None:
    found = values_of(place.rank)
    assert {column.key for column in INDICATORS.columns if not column.told} == set(found)
    assert (found["owner"], found["rank_of"], found["direction"]) == ("kf", 290, "lower")


@pytest.mark.parametrize("column", ["Slag", "Riktning", "Mäts", "Decimaler"])
def test_an_empty_cell_leaves_what_an_indicator_must_have(place: Place, column: str) -> None:
    head = ("Nyckel", "Namn", "Måttenhet", "Ägare", column)
    assert place.show(head, ("rang", "Företagsklimatet", "index", "kf", "")).count("unchanged") == 1


def test_an_empty_cell_takes_away_what_an_indicator_may_lack(place: Place) -> None:
    head = ("Nyckel", "Namn", "Måttenhet", "Ägare", "Källa")
    apply(place.operator, place.show(head, ("trygghet", "Tryggheten i kommunen", "index", "kf", "")))
    place.safety.refresh_from_db()
    assert place.safety.source == ""


def test_the_same_indicator_twice_is_told_with_the_first_row(place: Place) -> None:
    row = ("n1", "Nöjda", "%", "bun")
    found = place.show(HEAD, row, row)
    assert [(one.row, str(one.reason)) for one in found.refused] == [(3, "”n1” står redan på rad 2.")]


def test_another_owner_is_told_by_key(place: Place) -> None:
    found = place.show(HEAD[:4], ("trygghet", "Tryggheten i kommunen", "index", "Barn- och utbildningsnämnden"))
    (step,) = found.steps()
    assert [(one.column, one.before, one.after) for one in step.changes] == [("Ägare", "kf", "bun")]
    apply(place.operator, found)
    place.safety.refresh_from_db()
    assert place.safety.owner == place.board


# Where the series breaks

BREAKS = ("Nyckel", "Namn", "Måttenhet", "Ägare", "Ny mätmetod från")
SAFETY = ("trygghet", "Tryggheten i kommunen", "index", "kf")


def held(indicator: Indicator) -> list[str]:
    return [str(row) for row in indicator.breaks.all()]


def test_the_file_carries_where_the_series_breaks_and_why(place: Place) -> None:
    assert values_of(place.safety)["breaks"] == ("2016-01-01: ny enkät: på webben",)
    rows = {row["key"]: row["breaks"] for row in json.loads(place.out("definitions", "json"))}
    assert rows == {"trygghet": "2016-01-01: ny enkät: på webben", "rang": None, "andel": None}


def test_breaks_are_added_changed_and_taken_away_by_the_file(place: Place) -> None:
    found = place.show(BREAKS, (*SAFETY, '"2014: annat urval\n2016-01-01: ny enkät"'))
    (step,) = found.steps()
    assert [(one.column, one.before, one.after) for one in step.changes] == [
        (
            "Ny mätmetod från",
            "2016-01-01: ny enkät: på webben",
            "2014-01-01: annat urval, 2016-01-01: ny enkät",
        )
    ]
    assert held(place.safety) == ["2016-01-01: ny enkät: på webben"], "a preview keeps nothing"
    apply(place.operator, found)
    assert held(place.safety) == ["2014-01-01: annat urval", "2016-01-01: ny enkät"]
    apply(place.operator, place.show(BREAKS, (*SAFETY, "")))
    assert held(place.safety) == []


def test_a_file_without_the_column_leaves_the_breaks_as_they_are(place: Place) -> None:
    apply(place.operator, place.show(BREAKS[:4], ("trygghet", "Tryggheten", "index", "kf")))
    assert held(place.safety) == ["2016-01-01: ny enkät: på webben"]


def test_a_new_indicator_may_come_with_its_breaks(place: Place) -> None:
    apply(place.operator, place.show(BREAKS, ("n1", "Nöjda", "%", "bun", "2014: ny enkät"), ("n2", "Fler", "%", "bun")))
    assert [held(Indicator.objects.get(key=key)) for key in ("n1", "n2")] == [["2014-01-01: ny enkät"], []]


@pytest.mark.parametrize("typed", ["2014", "hösten: ny enkät", "2014: ", "2014: " + "x" * 301])
def test_a_break_that_cannot_be_is_told_at_its_row_and_changes_nothing(place: Place, typed: str) -> None:
    found = place.show(BREAKS, (*SAFETY, typed))
    assert len(found.refused) == 1
    assert not found.loadable
    assert held(place.safety) == ["2016-01-01: ny enkät: på webben"]


def test_who_may_change_the_definition_but_not_administer_is_refused_the_breaks_alone(place: Place) -> None:
    head = place.actor(place.controller)
    narrow = replace(head, reach={**head.reach, "administer": frozenset({place.school.pk})})
    row = (*SAFETY, "2014: annat urval")
    (refused,) = preview(narrow, "fil.csv", files.csv(BREAKS, row)).refused
    assert "rätt" in str(refused.reason)
    same = preview(narrow, "fil.csv", files.csv(BREAKS, (*SAFETY, "2016-01-01: ny enkät: på webben")))
    assert (same.count("unchanged"), same.refused) == (1, ())
    words = preview(narrow, "fil.csv", files.csv(BREAKS[:4], ("trygghet", "Trygghet", "index", "kf")))
    assert (words.count("changed"), words.refused) == (1, ())


def test_reading_the_definitions_asks_no_more_for_many_breaks(
    place: Place, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for year in range(1990, 2015):
        SeriesBreak.objects.create(indicator=place.rank, day=date(year, 1, 1), reason="ny enkät")
    with django_assert_num_queries(2):
        rows = list(definition_rows())
    assert [str(row["breaks"]).count("\n") for row in rows if row["key"] == "rang"] == [24]
