"""What cannot both hold in a year (Y4)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.lib.workdays import is_working_day
from rodatraden.wheel.conflicts import Conflict, conflicts
from rodatraden.wheel.entries import Entry
from rodatraden.wheel.tests.made import entries_of_a_year, entry, few, month_entry


def told(*made: Entry) -> list[str]:
    return [str(one.told) for one in conflicts(made)]


@pytest.mark.parametrize("day", ["2018-09-08", "2018-09-09", "2018-06-06", "2018-06-22", "2018-12-24", "2018-05-10"])
def test_a_meeting_on_a_weekend_or_holiday_is_told(day: str) -> None:
    (one,) = conflicts([entry("Budgetdag", day)])
    assert (one.rule, one.day) == ("closed-day", date.fromisoformat(day))
    assert str(one.told) == f"Budgetdag (Socialnämnden) ligger på en helg eller helgdag, {day}."


@pytest.mark.parametrize(
    "made",
    [
        entry("Budgetdag", "2018-09-10"),
        month_entry("Budgetdag", month=9),
        entry("Brytdag", "2018-03-31", kind="deadline"),
        entry("Enkät", "2018-09-08", last=date(2018, 9, 20)),
    ],
)
def test_working_days_and_what_is_no_meeting_of_a_day_are_not(made: Entry) -> None:
    assert told(made) == []


def test_two_last_days_of_one_unit_on_one_day_are_told() -> None:
    made = [entry("Budget", kind="deadline"), entry("Delårsrapport", kind="report")]
    assert told(*made) == ["Socialnämnden har flera sista dagar 2018-09-20: Budget och Delårsrapport."]


def test_what_falls_on_one_day_is_a_list_with_a_line_for_each() -> None:
    made = [entry("Budget och plan", kind="deadline"), entry("Delårsrapport", kind="report")]
    (one,) = conflicts(made)
    assert str(one.head) == "Socialnämnden: flera sista dagar 2018-09-20"
    assert one.items == ("Budget och plan", "Delårsrapport")


def test_one_report_told_twice_is_one() -> None:
    same: dict[str, Any] = {"kind": "report", "report": "delar", "covers": date(2018, 7, 31)}
    assert told(entry("Rapporten lämnas", **same), entry("Rapporten för hela kommunen lämnas", **same)) == []


def test_units_with_the_same_two_are_told_together() -> None:
    made = [
        entry(what, kind="deadline", who=who, units=frozenset({unit}))
        for what in ("Budget", "Plan")
        for unit, who in enumerate(("Socialnämnden", "Byggnadsnämnden"))
    ]
    assert told(*made) == ["2 enheter har flera sista dagar 2018-09-20: Budget och Plan."]


@pytest.mark.parametrize(
    "second",
    [
        entry("Budget", kind="deadline", who="igen", ident="igen"),
        entry("Plan", "2018-09-21", kind="plan"),
        entry("Plan", kind="plan", units=frozenset({4})),
        entry("Plan", kind="meeting"),
        entry("Plan", kind="plan", done=True),
        entry("Rapport behandlas", kind="report", treats=True),
        entry("Plan", kind="report", recurs=True),
        month_entry("Plan", kind="plan"),
    ],
)
def test_the_same_thing_another_day_unit_or_kind_or_what_is_done_is_not(second: Entry) -> None:
    assert told(entry("Budget", kind="deadline"), second) == []


def plan(key: str, day: str, *builds_on: str, exact: bool = True) -> Entry:
    first = date.fromisoformat(day)
    return entry(
        f"Planen {key}", first if exact else first.replace(day=1), kind="plan", plan=key, builds_on=builds_on,
        exact=exact, units=frozenset(), ident=key,
    )  # fmt: skip


def test_a_plan_before_what_it_builds_on_is_told_once() -> None:
    early = plan("enhetsplan", "2018-01-31", "budget")
    (one,) = conflicts([early, plan("budget", "2018-06-15")])
    assert one.rule == "before-its-ground" and set(one.idents) == {"enhetsplan", "budget"}
    assert str(one.told) == "Planen enhetsplan kommer före det som den bygger på: Planen budget."


@pytest.mark.parametrize(
    ("its", "ground", "wrong"),
    [
        (plan("a", "2018-06-15", "b"), plan("b", "2018-06-15"), False),
        (plan("a", "2018-06-14", "b"), plan("b", "2018-06-15"), True),
        (plan("a", "2018-06-14", "b"), plan("b", "2018-06-01", exact=False), False),
        (plan("a", "2018-05-14", "b"), plan("b", "2018-06-01", exact=False), True),
        (plan("a", "2018-06-14", "c"), plan("b", "2018-12-15"), False),
        (plan("a", "2018-06-14"), plan("b", "2018-12-15"), False),
    ],
)
def test_days_are_compared_where_both_have_one_else_months(its: Entry, ground: Entry, wrong: bool) -> None:
    assert bool(told(its, ground)) is wrong


def test_a_plan_builds_on_what_is_decided_for_its_own_year() -> None:
    january = replace(plan("enhetsplan", "2020-01-31", "budget"), of=2020)
    december = replace(plan("budget", "2020-12-15"), of=2021)
    assert told(january, december) == []
    assert told(january, replace(december, of=2020)) != []
    assert told(january, replace(december, of=None)) != []


@few
@given(entries_of_a_year())
def test_whatever_is_told_is_true(found: list[Entry]) -> None:
    by_ident = {each.ident: each for each in found}
    for one in conflicts(found):
        concerned = [by_ident[ident] for ident in one.idents]
        if one.rule == "closed-day":
            assert not is_working_day(concerned[0].first) and concerned[0].kind == "meeting"
        if one.rule == "two-deadlines":
            assert len({each.what for each in concerned}) > 1
            assert {each.first for each in concerned} == {one.day}


@few
@given(entries_of_a_year(), st.randoms())
def test_the_order_changes_nothing(found: list[Entry], chance: object) -> None:
    mixed = list(found)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    keyed: list[list[tuple[object, ...]]] = [
        [(one.rule, one.day, one.idents) for one in conflicts(each)] for each in (found, mixed)
    ]
    assert [key[:2] for key in keyed[0]] == [key[:2] for key in keyed[1]]


@few
@given(entries_of_a_year())
def test_they_come_in_the_order_of_the_year(found: list[Entry]) -> None:
    days = [one.day for one in conflicts(found)]
    assert days == sorted(days)


def test_a_conflict_is_a_value() -> None:
    (one,) = conflicts([entry("Budgetdag", "2018-09-08")])
    assert one == Conflict(one.rule, one.day, one.told, one.idents)
