"""An entry: when it is, whom it concerns, and when two say the same."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.wheel.entries import KINDS, SHAPES, Entry, of_year, once
from rodatraden.wheel.tests.made import YEAR, entries_of_a_year, entry, few, month_entry

NOBODY = frozenset[str]()


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (entry(day="2018-06-30"), "30 juni"),
        (month_entry(month=6), ""),
        (entry(day="2018-03-12", last=date(2018, 3, 16)), "12–16 mars"),
        (entry(day="2018-03-26", last=date(2018, 4, 6)), "26 mars–6 april"),
        (month_entry(month=7, last=date(2018, 10, 31)), "juli–oktober"),
        (month_entry(month=7, last=date(2018, 7, 31)), ""),
        (entry(day="2018-03-12", last=date(2018, 3, 12)), "12 mars"),
    ],
)
def test_when_is_told_as_one_says_it(made: Entry, told: str) -> None:
    assert str(made.when) == told


@pytest.mark.parametrize(
    ("made", "ends"),
    [
        (entry(day="2018-06-30"), date(2018, 6, 30)),
        (month_entry(month=2), date(2018, 2, 28)),
        (month_entry(month=12), date(2018, 12, 31)),
        (month_entry(month=7, last=date(2018, 10, 31)), date(2018, 10, 31)),
    ],
)
def test_what_has_no_day_ends_with_its_month(made: Entry, ends: date) -> None:
    assert made.ends == ends


def test_every_kind_has_a_word_and_a_shape_of_its_own() -> None:
    assert set(KINDS) == set(SHAPES)
    assert len(set(SHAPES.values())) == len(SHAPES)
    assert len({str(word) for word in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize(
    ("made", "units", "roles", "concerns"),
    [
        (entry(units=frozenset({3})), {3}, set(), True),
        (entry(units=frozenset({3})), {4}, set(), False),
        (entry(units=frozenset({3}), roles=frozenset({"chef"})), {3}, {"chef"}, True),
        (entry(units=frozenset({3}), roles=frozenset({"chef"})), {3}, {"ledamot"}, False),
        (entry(units=frozenset({3}), roles=frozenset({"chef"})), {4}, {"chef"}, False),
        (entry(units=frozenset(), roles=frozenset({"chef"})), {4}, {"chef"}, True),
        (entry(units=frozenset()), {3}, {"chef"}, False),
    ],
)
def test_it_concerns_its_units_and_of_them_only_its_roles(
    made: Entry, units: set[int], roles: set[str], concerns: bool
) -> None:
    assert made.concerns(frozenset(units), frozenset(roles)) is concerns


def test_what_began_before_the_year_begins_with_it() -> None:
    going = entry(day="2017-11-01", last=date(2018, 2, 1))
    over, coming = entry(day="2017-12-31"), entry(day="2019-01-01")
    (kept,) = of_year([going, over, coming], YEAR)
    assert kept.first == date(2018, 1, 1) and kept.last == date(2018, 2, 1)


@few
@given(entries_of_a_year(), st.integers(2017, 2019))
def test_only_what_touches_the_year_is_of_it(found: list[Entry], year: int) -> None:
    kept = of_year(found, year)
    assert {each.ident for each in kept} <= {each.ident for each in found}
    assert all(each.first.year == year for each in kept)
    assert len(kept) == (len(found) if year == YEAR else 0)


# What is stated and what is worked out ---------------------------------------------------------------------------


def stated(**more: Any) -> Entry:
    told: dict[str, Any] = {"kind": "report", "report": "delar", "actor": "namnd", "units": frozenset({3, 4}), **more}
    return month_entry("Nämnden behandlar delårsrapporten", **told)


def treated(day: str = "2018-09-18", **more: Any) -> Entry:
    told: dict[str, Any] = {"kind": "report", "report": "delar", "actor": "namnd", "covers": date(2018, 7, 31), **more}
    return entry("Delårsrapport behandlas", day, **{"assumed": ("Dagen räknas.",), **told})


def test_a_statement_without_a_day_takes_the_one_that_is_worked_out() -> None:
    (told,) = once([stated()], [treated(), treated(who="Byggnadsnämnden", units=frozenset({5}))])
    assert (told.what, told.first, told.exact) == ("Nämnden behandlar delårsrapporten", date(2018, 9, 18), True)
    assert told.units == {3, 4, 5}
    assert told.assumed == ("Dagen räknas.",), "the day is not the document's"


def test_a_stated_day_stands_and_is_not_said_twice() -> None:
    mine = entry("Lämnas", "2018-09-18", kind="report", report="delar", actor="namnd", source="6.1")
    (told,) = once([mine], [treated(done=True)])
    assert (told.first, told.assumed, told.done) == (date(2018, 9, 18), (), True)


def test_what_is_done_by_some_only_is_not_done() -> None:
    (told,) = once([stated()], [treated(done=True), treated(done=False, who="Byggnadsnämnden")])
    assert told.done is False


@pytest.mark.parametrize(
    "other",
    [
        treated("2018-10-18"),
        treated(report="ars"),
        treated(actor="ks"),
        treated(actor=""),
    ],
)
def test_another_month_report_or_actor_is_another_thing(other: Entry) -> None:
    assert once([stated()], [other]) == [stated(), other]


def test_where_the_days_differ_both_are_told() -> None:
    two = [treated("2018-09-18"), treated("2018-09-25", who="Byggnadsnämnden")]
    assert once([stated()], two) == [stated(), *two]
    fixed = entry("Lämnas", "2018-09-20", kind="report", report="delar", actor="namnd")
    assert once([fixed], [treated("2018-09-18")]) == [fixed, treated("2018-09-18")]


def test_another_period_is_another_thing() -> None:
    mine = stated(covers=date(2017, 7, 31))
    assert once([mine], [treated()]) == [mine, treated()]


def test_work_that_lasts_is_no_day_of_a_report() -> None:
    work = stated(last=date(2018, 11, 30))
    assert once([work], [treated()]) == [work, treated()]


@few
@given(entries_of_a_year(), entries_of_a_year())
def test_nothing_that_is_about_nothing_in_common_is_lost(first: list[Entry], second: list[Entry]) -> None:
    assert once(first, second) == [*first, *second]
