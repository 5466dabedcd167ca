"""Frames, outcomes and forecasts from a file: shown, then loaded as shown; what goes out comes in unchanged."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from rodatraden.economy.models import Amount
from rodatraden.exchange.imports import apply, preview
from rodatraden.exchange.tests import files
from rodatraden.exchange.tests.place import Place
from rodatraden.exchange.values import CellProblem, thousands
from rodatraden.organisation.access import system
from rodatraden.tenancy.edits import Refused

HEAD = ("Enhet", "Rad", "Slag", "År", "Per", "Belopp, kronor", "Orsak")
IN_THOUSANDS = ("Enhet", "Rad", "Slag", "År", "Per", "Belopp, tkr", "Orsak")
KEYS = ("unit", "line", "kind", "year", "as_of", "value", "reason")
FORECAST = ("bun", "drift", "prognos", "2018", "2018-08-31", "185 700 000", "")


def current(place: Place, kind: str) -> Amount:
    return Amount.objects.current().get(unit=place.board, kind=kind)


def test_new_amounts_are_shown_and_then_loaded(place: Place) -> None:
    found = place.show(HEAD, FORECAST, ("ks", "investeringar", "ram", "2018", "", "2 400 000", ""))
    assert found.in_words() == ["Ekonomi: 2 nya, 0 ändrade, 0 oförändrade och 0 avvisade."]
    assert Amount.objects.count() == 2
    apply(place.operator, found)
    assert current(place, "forecast").value == 185_700_000
    frame = Amount.objects.get(unit=place.executive)
    assert (frame.kind, frame.line, frame.as_of) == ("frame", "investeringar", date(2018, 12, 31))


@pytest.mark.parametrize(("typed", "kronor"), [("185 700", "185700000"), ("185,7", "185700"), ("-12", "-12000")])
def test_a_column_of_thousands_says_so_in_its_head(place: Place, typed: str, kronor: str) -> None:
    apply(place.operator, place.show(IN_THOUSANDS, (*FORECAST[:5], typed, "")))
    assert current(place, "forecast").value == Decimal(kronor)


def test_kronor_and_thousands_at_once_are_refused(place: Place) -> None:
    found = place.show((*HEAD, "Belopp, tkr"), (*FORECAST, "185 700"))
    assert "Två kolumner betyder samma sak" in str(found.problem)


def test_columns_may_be_named_by_their_keys_and_lines_by_their_names(place: Place) -> None:
    assert place.show(
        KEYS, ("Barn- och utbildningsnämnden", "DRIFT", "forecast", "2018", "31 augusti 2018", "1", "")
    ).loadable


def test_a_file_without_the_amounts_is_told_what_it_lacks(place: Place) -> None:
    found = place.show(("Enhet", "Rad", "Slag", "År", "Bellopp, kronor"), ("bun", "drift", "ram", "2018", "1"))
    assert "”Bellopp, kronor” i filen ser ut att vara ”Belopp, kronor”." in str(found.problem)


def test_a_changed_amount_needs_a_reason_and_then_replaces_the_old_one(place: Place) -> None:
    row = ("bun", "drift", "ram", "2018", "2018-12-31", "187 000 000")
    (refusal,) = place.show(HEAD, (*row, "")).refused
    assert (refusal.row, refusal.column) == (2, "Orsak")
    found = place.show(HEAD, (*row, "Tilläggsanslag"))
    (step,) = found.steps()
    assert [
        (change.column, change.before.replace("\u00a0", " "), change.after.replace("\u00a0", " "))
        for change in step.changes
    ] == [("Belopp, kronor", "186 300 000", "187 000 000")]
    apply(place.operator, found)
    new = current(place, "frame")
    assert (new.reason, new.replaces, new.decision) == ("Tilläggsanslag", place.frame, place.board_meeting)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("finns-inte", "drift", "ram", "2018", "", "1", ""), "Enhet"),
        (("bun", "finns-inte", "ram", "2018", "", "1", ""), "Rad"),
        (("bun", "drift", "annat", "2018", "", "1", ""), "Slag"),
        (("bun", "drift", "ram", "tjugo", "", "1", ""), "År"),
        (("bun", "drift", "ram", "0", "", "1", ""), "År"),
        (("bun", "drift", "ram", "1200", "", "1", ""), "År"),
        (("bun", "drift", "ram", "", "", "1", ""), "År"),
        (("bun", "drift", "utfall", "2018", "", "1", ""), "Per"),
        (("bun", "drift", "utfall", "2018", "2018-12-31", "1", ""), "Per"),
        (("bun", "drift", "ram", "2018", "2018-06-30", "1", ""), "Per"),
        (("bun", "drift", "prognos", "2018", "i går", "1", ""), "Per"),
        (("bun", "drift", "prognos", "2018", "2018-07-31", "mycket", ""), "Belopp, kronor"),
        (("bun", "drift", "prognos", "2018", "2018-07-31", "0,001", ""), "Belopp, kronor"),
    ],
)
def test_what_cannot_be_is_refused_with_its_row_and_column(place: Place, row: tuple[str, ...], column: str) -> None:
    found = place.show(HEAD, FORECAST, row)
    assert [(refusal.row, refusal.column) for refusal in found.refused] == [(3, column)]
    with pytest.raises(Refused):
        apply(place.operator, found)
    assert Amount.objects.count() == 2


@pytest.mark.parametrize("nothing", ["", "-", "–", "saknas", ".."])
def test_an_empty_cell_is_missing_and_takes_nothing_away(place: Place, nothing: str) -> None:
    new = place.show(HEAD, (*FORECAST[:5], nothing, ""))
    assert (new.count("empty"), new.changes_anything) == (1, False)
    (refusal,) = place.show(HEAD, ("bun", "drift", "ram", "2018", "", nothing, "")).refused
    assert "tas inte bort" in str(refusal.words)


def test_a_slip_by_a_thousand_is_pointed_out_and_can_be_loaded_all_the_same(place: Place) -> None:
    found = place.show(HEAD, (*FORECAST[:5], "185 700", ""))
    (step,) = found.steps()
    assert ["Är enheten rätt, kronor eller tusental?" in str(note) for note in step.notes] == [True]
    assert found.loadable


def test_the_same_amount_twice_in_a_file_is_refused(place: Place) -> None:
    assert [refusal.row for refusal in place.show(HEAD, FORECAST, FORECAST).refused] == [3]


def test_only_a_frame_rests_on_a_decision(place: Place) -> None:
    head = ("Enhet", "Rad", "Slag", "År", "Per", "Belopp, kronor", "Beslut")
    (refusal,) = place.show(head, (*FORECAST[:6], "kf-77")).refused
    assert refusal.column == "Beslut"
    assert place.show(head, ("ks", "drift", "ram", "2018", "", "1", "Beslut 77")).loadable
    assert [each.column for each in place.show(head, ("ks", "drift", "ram", "2018", "", "1", "x")).refused] == [
        "Beslut"
    ]


def test_who_may_only_enter_loads_for_the_units_within_reach(place: Place) -> None:
    secretary = place.actor(place.secretary)
    assert preview(secretary, "e.csv", files.csv(HEAD, FORECAST)).loadable
    (refusal,) = preview(secretary, "e.csv", files.csv(HEAD, ("ks", *FORECAST[1:]))).refused
    assert refusal.column == "Enhet"
    definitions = preview(secretary, "d.csv", place.out("definitions", "csv"))
    assert "av den som administrerar" in str(definitions.problem)


def test_the_file_states_its_unit_and_never_both(place: Place) -> None:
    head, first, *_rest = place.out("economy", "csv").decode("utf-8-sig").splitlines()
    assert "Belopp, kronor" in head
    assert "tkr" not in head
    assert "186300000" in "".join((first, *_rest))


def test_programs_get_the_kronor_exactly_as_stored(place: Place) -> None:
    rows: list[dict[str, Any]] = json.loads(place.out("economy", "json"))
    spent = next(row for row in rows if row["kind"] == "outcome")
    assert (spent["value"], spent["unit"], spent["year"], spent["as_of"]) == (
        "122367000.5",
        "bun",
        "2018",
        "2018-08-31",
    )
    assert (spent["preliminary"], spent["example"]) == (True, True)
    assert "value_tkr" not in spent


def test_the_queries_do_not_grow_with_the_rows(place: Place, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    def rows(number: int) -> bytes:
        return files.csv(HEAD, *((*FORECAST[:4], f"2018-08-{at:02}", "185700000", "") for at in range(1, number)))

    preview(system(), "e.csv", rows(2))
    with django_assert_num_queries(15):
        preview(system(), "e.csv", rows(3))
    with django_assert_num_queries(15):
        preview(system(), "e.csv", rows(30))


@pytest.mark.parametrize(("cell", "value"), [("1,5", "1500"), (Decimal("0.001"), "1"), ("-", None), (None, None)])
def test_thousands_are_read_as_what_they_are_of_ones(cell: Any, value: str | None) -> None:
    assert thousands(cell) == (None if value is None else Decimal(value))
    with pytest.raises(CellProblem):
        thousands("mycket")
