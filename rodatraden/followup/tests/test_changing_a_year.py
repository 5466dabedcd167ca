"""An occasion is moved, cancelled or added for one year: who may, why, and what is kept."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden.audit.log import entries
from rodatraden.followup.change_models import OccasionChange
from rodatraden.followup.services import add_occasion, cancel_occasion, may_change, move_occasion, take_back
from rodatraden.followup.tests.cast import HALF_YEAR, ReportTown
from rodatraden.followup.year import year_of
from rodatraden.organisation.models import Unit, UnitKind
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality

WHICH: dict[str, Any] = {"report": "halvar", "period_end": HALF_YEAR}
NOVEMBER = date(2018, 11, 30)


def days(town: ReportTown, year: int = 2018) -> dict[tuple[str, date, str], date]:
    keys = {place.id: place.key for place in town.operator.tree.places.values()}
    return {
        (due.occasion.report, due.occasion.end, keys[due.unit]): due.due for due in year_of(town.operator, year).dues
    }


def day_of(town: ReportTown, unit: Unit) -> date:
    return days(town)["halvar", HALF_YEAR, unit.key]


def test_it_is_for_who_administers_the_council_or_the_executive_board(town: ReportTown) -> None:
    assert may_change(town.operator)
    assert may_change(town.actor(town.controller))
    for actor in map(town.actor, (town.chair, town.clerk, town.head, town.auditor)):
        assert not may_change(actor)
        for verb in (move_occasion, cancel_occasion, add_occasion):
            with pytest.raises(PermissionDenied):
                verb(actor, **WHICH, reason="Valår")
    assert not OccasionChange.objects.exists()


@pytest.mark.parametrize("verb", [move_occasion, cancel_occasion, add_occasion])
def test_a_reason_is_required(town: ReportTown, verb: Any) -> None:
    with pytest.raises(Refused) as refused:
        verb(town.operator, **WHICH, reason="  ")
    assert refused.value.reasons == {"reason": "Skriv varför."}


def test_a_moved_day_holds_that_year_and_is_logged_once(town: ReportTown) -> None:
    later = date(2018, 9, 20)
    before = days(town, 2019)
    row = move_occasion(town.operator, **WHICH, new_due=later, reason=" Nytt system ")
    assert day_of(town, town.board) == later and days(town, 2019) == before
    assert {due.reason for due in year_of(town.operator, 2018).dues if due.occasion.end == HALF_YEAR} == {"Nytt system"}
    entry = entries()[0]
    assert (entry.verb, entry.kind, entry.label) == ("flyttade", "occasion", "halvårsrapport 2018-06-30")
    assert entry.after and entry.after["new_due"] == "2018-09-20" and entries().filter(kind="occasion").count() == 1
    assert str(row) == "halvar 2018-06-30: moved" and row.answering_unit() is None


def test_moving_again_takes_the_first_ones_place(town: ReportTown) -> None:
    move_occasion(town.operator, **WHICH, new_due=date(2018, 9, 20), reason="Ett")
    move_occasion(town.operator, **WHICH, new_due=date(2018, 9, 27), reason="Två")
    assert day_of(town, town.board) == date(2018, 9, 27)
    assert [row.reason for row in OccasionChange.objects.current()] == ["Två"]
    assert OccasionChange.objects.count() == 2


def test_a_moved_end_keeps_what_is_written_where_it_was(town: ReportTown) -> None:
    town.write(town.board, "Vi är på väg.")
    move_occasion(town.operator, **WHICH, new_end=date(2018, 7, 31), reason="Sommaren")
    slot = town.slot(town.board)
    assert slot.due.occasion.end == HALF_YEAR and slot.due.occasion.last == date(2018, 7, 31)
    assert slot.report is not None


def test_one_unit_moves_and_the_others_stay(town: ReportTown) -> None:
    other = day_of(town, town.other)
    move_occasion(town.operator, **WHICH, unit=town.board, new_due=date(2018, 9, 28), reason="Ny nämnd")
    assert (day_of(town, town.board), day_of(town, town.other)) == (date(2018, 9, 28), other)


def test_what_is_cancelled_is_not_asked_for_and_what_is_written_stays(town: ReportTown) -> None:
    town.write(town.board)
    cancel_occasion(town.operator, **WHICH, reason="Valår")
    assert not any(report == "halvar" for report, _, _ in days(town))
    with scope(town.board.municipality):
        assert not year_of(town.operator, 2018).changes[0].superseded_at
    take_back(town.operator, OccasionChange.objects.get(), reason="Ändå inte")
    assert town.slot(town.board).report is not None


def test_one_unit_can_be_let_off(town: ReportTown) -> None:
    cancel_occasion(town.operator, **WHICH, unit=town.other, reason="Lades ned")
    assert ("halvar", HALF_YEAR, "tn") not in days(town) and ("halvar", HALF_YEAR, town.board.key) in days(town)


def test_what_is_added_is_asked_of_all_that_report_or_of_one(town: ReportTown) -> None:
    add_occasion(town.operator, report="halvar", period_end=NOVEMBER, reason="Underskott")
    assert {unit for report, end, unit in days(town) if end == NOVEMBER} >= {"kf", "tn", town.board.key}
    take_back(town.operator, OccasionChange.objects.get(), reason="Ångrar")
    add_occasion(
        town.operator, report="halvar", period_end=NOVEMBER, unit=town.other, new_due=date(2018, 12, 12), reason="x"
    )
    assert [(unit, due) for (_, end, unit), due in days(town).items() if end == NOVEMBER] == [
        ("tn", date(2018, 12, 12))
    ]


def test_a_change_is_taken_back_once_with_a_reason(town: ReportTown) -> None:
    usual = day_of(town, town.board)
    row = move_occasion(town.operator, **WHICH, new_due=date(2018, 9, 20), reason="Ett")
    with pytest.raises(PermissionDenied):
        take_back(town.actor(town.chair), row, reason="Nej")
    with pytest.raises(Refused):
        take_back(town.operator, row, reason="")
    take_back(town.operator, row, reason="Behövs inte")
    assert day_of(town, town.board) == usual
    entry = entries()[0]
    assert entry.verb == "återtog" and entry.before and entry.before["reason"] == "Ett"
    assert entry.after == {"reason": "Behövs inte"}
    with pytest.raises(Refused):
        take_back(town.operator, row, reason="Igen")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "new_due"),
        ({"new_due": HALF_YEAR}, "new_due"),
        ({"new_end": date(2018, 7, 31), "new_due": date(2018, 7, 31)}, "new_due"),
        ({"new_end": date(2017, 12, 31)}, "new_end"),
        ({"report": "ars", "new_due": date(2018, 9, 20)}, "period_end"),
        ({"period_end": NOVEMBER, "new_due": date(2018, 12, 20)}, "period_end"),
    ],
)
def test_a_move_that_makes_no_sense_is_refused(town: ReportTown, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        move_occasion(town.operator, **{**WHICH, "reason": "x", **fields})
    assert list(refused.value.reasons) == [field]
    assert not OccasionChange.objects.exists()


def test_only_a_unit_that_reports_is_moved_and_its_end_never_alone(town: ReportTown) -> None:
    audit = town.unit("rev", "Revisionen", UnitKind.AUDIT, town.council)
    later: list[tuple[Unit, dict[str, Any], str]] = [
        (audit, {"new_due": date(2018, 9, 20)}, "unit"),
        (town.board, {"new_end": date(2018, 7, 31)}, "new_end"),
    ]
    for unit, fields, field in later:
        with pytest.raises(Refused) as refused:
            move_occasion(town.operator, **{**WHICH, **fields}, unit=unit, reason="x")
        assert list(refused.value.reasons) == [field]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"report": "halvar", "period_end": HALF_YEAR}, "period_end"),
        ({"report": "finns-inte", "period_end": NOVEMBER}, "report"),
        ({"report": "halvar", "period_end": date(2016, 11, 30)}, "report"),
        ({"report": "halvar", "period_end": NOVEMBER, "new_due": NOVEMBER}, "new_due"),
    ],
)
def test_an_addition_that_makes_no_sense_is_refused(town: ReportTown, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        add_occasion(town.operator, reason="x", **fields)
    assert list(refused.value.reasons) == [field]


def test_nobody_is_asked_twice_for_the_same_report_and_day(town: ReportTown) -> None:
    add_occasion(town.operator, report="halvar", period_end=NOVEMBER, unit=town.board, reason="x")
    add_occasion(town.operator, report="halvar", period_end=NOVEMBER, unit=town.other, reason="x")
    for unit in (None, town.board, town.council):
        with pytest.raises(Refused):
            add_occasion(town.operator, report="halvar", period_end=NOVEMBER, unit=unit, reason="x")


def test_another_municipalitys_unit_is_none_here(town: ReportTown, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        theirs = Unit.objects.create(key="kf", name="Fullmäktige", kind=UnitKind.COUNCIL)
    with pytest.raises(Refused):
        cancel_occasion(town.operator, **WHICH, unit=theirs, reason="x")
