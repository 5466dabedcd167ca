"""What an occasion covers, when bodies meet, and how due days settle and move: case by case."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.followup.calendar import (
    Change,
    ChangeKind,
    Occasion,
    apply_changes,
    first_day,
    months_of,
    occasions,
    treated_month,
)
from rodatraden.followup.deadlines import Counted, dues, once, settle
from rodatraden.followup.meetings import Meetings, meeting_day, next_month
from rodatraden.followup.tests.town import model_of, the, tree_of
from rodatraden.followup.year import in_order
from rodatraden.lib.periods import day_in
from rodatraden.lib.text import say, verbatim
from rodatraden.lib.workdays import is_working_day
from rodatraden.steering.schema import Meets
from rodatraden.steering.tests.small import ANNUAL, BY_LAW, HALF_YEAR, MONTHLY

days = st.dates(date(2015, 1, 1), date(2030, 12, 31))
END = date(2018, 8, 31)


def covering(start: date, end: date, **fields: Any) -> Occasion:
    return Occasion("delar", "half_year", start, end, **fields)


# What an occasion covers


@pytest.mark.parametrize(
    ("start", "end", "key", "told"),
    [
        (date(2018, 1, 1), date(2018, 12, 31), "2018", "2018"),
        (date(2018, 1, 1), date(2018, 6, 30), "2018-H1", "första halvåret 2018"),
        (date(2018, 7, 1), date(2018, 12, 31), "2018-H2", "andra halvåret 2018"),
        (date(2018, 1, 1), date(2018, 4, 30), "2018-T1", "tertial 1 2018"),
        (date(2018, 1, 1), date(2018, 3, 31), "2018-Q1", "kvartal 1 2018"),
        (date(2018, 10, 1), date(2018, 12, 31), "2018-Q4", "kvartal 4 2018"),
        (date(2018, 2, 1), date(2018, 2, 28), "2018-02", "februari 2018"),
        (date(2020, 2, 1), date(2020, 2, 29), "2020-02", "februari 2020"),
        (date(2018, 1, 1), date(2018, 7, 31), "2018-01/2018-07", "januari–juli 2018"),
        (date(2018, 1, 1), date(2018, 8, 31), "2018-01/2018-08", "januari–augusti 2018"),
        (date(2018, 1, 1), date(2018, 8, 30), "2018-01-01/2018-08-30", "2018-01-01–2018-08-30"),
        (date(2018, 1, 15), date(2018, 8, 31), "2018-01-15/2018-08-31", "2018-01-15–2018-08-31"),
        (date(2017, 9, 1), date(2018, 8, 31), "2017-09/2018-08", "2017-09-01–2018-08-31"),
        (date(2020, 1, 1), date(2020, 2, 28), "2020-01-01/2020-02-28", "2020-01-01–2020-02-28"),
    ],
)
def test_what_is_covered_is_named_by_its_period_or_by_its_months_or_by_its_days(
    start: date, end: date, key: str, told: str
) -> None:
    assert (covering(start, end).period, str(covering(start, end).told)) == (key, told)


def test_a_moved_end_is_what_is_covered_and_the_old_end_is_still_the_name() -> None:
    moved = covering(date(2018, 1, 1), END, moved_to=date(2018, 6, 30))
    assert (moved.end, moved.last, moved.period, moved.year) == (END, date(2018, 6, 30), "2018-H1", 2018)


@given(days, st.integers(0, 500))
def test_what_is_covered_is_named_by_other_words_than_any_other_days(start: date, length: int) -> None:
    one = covering(start, start + timedelta(days=length))
    longer, later = covering(start, one.end + timedelta(days=1)), covering(start + timedelta(days=1), one.end)
    assert one.period not in (longer.period, later.period)


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (2018, 2, 31, date(2018, 2, 28)),
        (2020, 2, 30, date(2020, 2, 29)),
        (2018, 4, 31, date(2018, 4, 30)),
        (2018, 12, 31, date(2018, 12, 31)),
        (2018, 8, 5, date(2018, 8, 5)),
    ],
)
def test_a_day_that_a_month_has_not_is_its_last(year: int, month: int, day: int, expected: date) -> None:
    assert day_in(year, month, day) == expected


@pytest.mark.parametrize(
    ("kind", "ends", "first"),
    [
        ("monthly", False, date(2018, 8, 1)),
        ("short", False, date(2018, 8, 1)),
        ("short", True, date(2018, 1, 1)),
        ("quarter", True, date(2018, 7, 1)),
        ("forecast", True, date(2018, 1, 1)),
        ("half_year", True, date(2018, 1, 1)),
        ("annual", True, date(2018, 1, 1)),
    ],
)
def test_a_report_covers_its_month_its_quarter_or_the_year_so_far(kind: str, ends: bool, first: date) -> None:
    ending: dict[str, Any] = {"period_ends": [{"month": 8, "day": 31}]} if ends else {"period_ends": [], "months": [8]}
    (report,) = (one for one in model_of(report=[HALF_YEAR, ANNUAL, MONTHLY]).report if one.key == "delar")
    changed = type(report).model_validate({**report.model_dump(), "kind": kind, **ending})
    assert first_day(changed, END) == first


@pytest.mark.parametrize(
    ("fields", "months"),
    [
        ({"except_months": [4, 7]}, [1, 2, 3, 5, 6, 8, 9, 10, 11, 12]),
        ({"except_months": [], "months": [2, 5]}, [2, 5]),
        ({"except_months": [5], "months": [2, 5]}, [2]),
        ({"except_months": [5], "months": [2, 4], "except_means": "treated"}, [2]),
        ({"except_months": [1, 7], "except_means": "treated"}, [1, 2, 3, 4, 5, 7, 8, 9, 10, 11]),
        ({"except_months": [], "months": []}, []),
    ],
)
def test_a_monthly_report_is_about_its_months_but_those_that_it_excepts(
    fields: dict[str, Any], months: list[int]
) -> None:
    (report,) = (one for one in model_of(report=[HALF_YEAR, ANNUAL, MONTHLY]).report if one.key == "manad")
    changed = report.model_copy(update={name: tuple(v) if isinstance(v, list) else v for name, v in fields.items()})
    assert months_of(model_of(report=[HALF_YEAR, ANNUAL, MONTHLY]), changed) == months


def test_a_month_is_treated_in_the_one_after_unless_an_event_says_another() -> None:
    said = {"month": 10, "what": "Augusti", "actor": "ks", "kind": "report", "report": "manad", "reports_on": 8}
    model = model_of(report=[HALF_YEAR, ANNUAL, MONTHLY], event=[*BY_LAW, said])
    report = model.report_of("manad")
    assert report is not None
    assert [treated_month(model, report, month) for month in (1, 8, 9, 12)] == [2, 10, 10, 1]


# What is changed for one year


def changed(kind: ChangeKind, report: str = "delar", end: date = END, **fields: Any) -> Change:
    return Change(kind, report, end, "Valet", **fields)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([], ["delar 2018-08-31", "ar 2018-12-31"]),
        ([changed("cancelled")], ["ar 2018-12-31"]),
        ([changed("cancelled", unit=5)], ["delar 2018-08-31", "ar 2018-12-31"]),
        ([changed("cancelled", end=date(2018, 7, 31))], ["delar 2018-08-31", "ar 2018-12-31"]),
        ([changed("cancelled", "finns-inte")], ["delar 2018-08-31", "ar 2018-12-31"]),
        ([changed("added")], ["delar 2018-08-31", "ar 2018-12-31"]),
        ([changed("added", end=date(2018, 5, 31))], ["delar 2018-05-31", "delar 2018-08-31", "ar 2018-12-31"]),
        ([changed("added", "finns-inte", date(2018, 5, 31))], ["delar 2018-08-31", "ar 2018-12-31"]),
        ([changed("added", end=date(2018, 5, 31)), changed("cancelled", end=date(2018, 5, 31))],
         ["delar 2018-08-31", "ar 2018-12-31"]),
        ([changed("added", end=date(2018, 5, 31), unit=5), changed("cancelled", end=date(2018, 5, 31), unit=5)],
         ["delar 2018-08-31", "ar 2018-12-31"]),
        ([changed("moved", new_due=date(2018, 9, 20))], ["delar 2018-08-31", "ar 2018-12-31"]),
        ([changed("cancelled"), changed("cancelled")], ["ar 2018-12-31"]),
    ],
)  # fmt: skip
def test_changes_are_laid_over_the_occasions_of_the_model(changes: list[Change], found: list[str]) -> None:
    model = model_of()
    laid = apply_changes(model, occasions(model, 2018), changes)
    assert [f"{one.report} {one.end}" for one in laid] == found


def test_an_end_that_is_moved_for_all_moves_what_is_covered_and_for_one_unit_nothing() -> None:
    model = model_of()
    for unit, last in ((None, date(2018, 7, 31)), (5, END)):
        laid = apply_changes(model, occasions(model, 2018), [changed("moved", unit=unit, new_end=date(2018, 7, 31))])
        assert laid[0].last == last


def test_what_is_added_for_one_unit_is_that_units_alone() -> None:
    model = model_of()
    first, *_ = apply_changes(model, occasions(model, 2018), [changed("added", end=date(2018, 5, 31), unit=5)])
    assert (first.only, first.added, first.start, first.last) == (5, True, date(2018, 1, 1), date(2018, 5, 31))


@given(st.permutations(["moved", "cancelled", "added", "moved", "added"]))
def test_what_is_added_can_be_moved_and_what_is_moved_can_be_cancelled(kinds: list[ChangeKind]) -> None:
    ordered = [each.kind for each in in_order(changed(kind) for kind in kinds)]
    assert ordered == ["added", "added", "moved", "moved", "cancelled"]


# When bodies meet


@pytest.mark.parametrize(
    ("week", "weekday", "year", "month", "day"),
    [
        ("first", "monday", 2018, 1, "2018-01-02"),  # New Year's Day has no working day before it in its month
        ("first", "monday", 2018, 10, "2018-10-01"),
        ("second", "monday", 2018, 10, "2018-10-08"),
        ("third", "monday", 2018, 10, "2018-10-15"),
        ("fourth", "monday", 2018, 10, "2018-10-22"),
        ("last", "monday", 2018, 10, "2018-10-29"),
        ("fourth", "friday", 2018, 2, "2018-02-23"),
        ("last", "friday", 2018, 2, "2018-02-23"),
        ("last", "friday", 2018, 11, "2018-11-30"),
        ("first", "thursday", 2018, 11, "2018-11-01"),
        ("first", "wednesday", 2018, 6, "2018-06-05"),
        ("third", "friday", 2018, 6, "2018-06-15"),
        ("fourth", "friday", 2018, 6, "2018-06-21"),
        ("last", "monday", 2020, 2, "2020-02-24"),
    ],
)
def test_a_meeting_is_the_nth_weekday_of_its_month(week: str, weekday: str, year: int, month: int, day: str) -> None:
    rule = Meets.model_validate({"week": week, "weekday": weekday})
    assert meeting_day(rule, year, month).isoformat() == day


@given(
    st.none() | st.tuples(
        st.sampled_from(["first", "second", "third", "fourth", "last"]),
        st.sampled_from(["monday", "tuesday", "wednesday", "thursday", "friday"]),
    ),
    st.integers(2015, 2035),
    st.integers(1, 12),
)  # fmt: skip
def test_every_body_meets_on_a_working_day_of_the_month(said: tuple[str, str] | None, year: int, month: int) -> None:
    rule = Meets.model_validate({"week": said[0], "weekday": said[1]}) if said else None
    found = meeting_day(rule, year, month)
    assert (found.year, found.month) == (year, month) and is_working_day(found)


@pytest.mark.parametrize(
    ("year", "month", "after"),
    [(2018, 1, (2018, 2)), (2018, 11, (2018, 12)), (2018, 12, (2019, 1))],
)
def test_after_december_comes_january(year: int, month: int, after: tuple[int, int]) -> None:
    assert next_month(year, month) == after


@pytest.mark.parametrize(
    ("report", "month", "day", "by"),
    [
        ("ar", 12, 31, date(2019, 4, 15)),
        ("delar", 6, 30, date(2018, 8, 31)),
        ("delar", 7, 31, date(2018, 9, 30)),
        ("delar", 8, 31, date(2018, 10, 31)),
        ("manad", 8, 31, None),
    ],
)
def test_the_law_gives_the_year_until_mid_april_and_the_half_year_two_months(
    report: str, month: int, day: int, by: date | None
) -> None:
    half = {**HALF_YEAR, "period_ends": [{"month": month, "day": day}]}
    model = model_of(report=[half, ANNUAL, {**MONTHLY, "months": [8]}])
    found = model.report_of(report)
    assert found is not None
    assert Meetings(model, found, the(model, report)).by_law() == by


# How days settle


@pytest.mark.parametrize(
    ("day", "stated", "settled"),
    [
        (date(2018, 9, 14), False, date(2018, 9, 14)),  # a Friday
        (date(2018, 9, 15), False, date(2018, 9, 14)),  # a Saturday
        (date(2018, 9, 16), False, date(2018, 9, 14)),
        (date(2018, 9, 3), False, date(2018, 9, 3)),
        (date(2018, 9, 2), False, date(2018, 9, 3)),  # the Friday before is the period's own last day
        (date(2018, 9, 2), True, date(2018, 8, 31)),
        (date(2018, 8, 31), False, date(2018, 9, 3)),
        (date(2018, 8, 31), True, date(2018, 8, 31)),
        (date(2018, 8, 30), True, date(2018, 9, 3)),
        (date(2018, 12, 25), False, date(2018, 12, 21)),
        (date(2019, 1, 1), False, date(2018, 12, 28)),
    ],
)
def test_a_day_settles_on_a_working_day_after_the_period(day: date, stated: bool, settled: date) -> None:
    assert settle(Counted(day, stated=stated), END) == settled


@given(days, days, st.booleans())
def test_a_settled_day_is_worked_and_never_within_the_period(day: date, last: date, stated: bool) -> None:
    found = settle(Counted(day, stated=stated), last)
    assert is_working_day(found)
    assert found > last or (stated and found == last)


@given(days, days, st.integers(0, 60))
def test_a_later_day_never_settles_earlier(day: date, last: date, more: int) -> None:
    assert settle(Counted(day + timedelta(days=more)), last) >= settle(Counted(day), last)


@given(st.lists(st.sampled_from("abcd"), max_size=8))
def test_each_reason_is_told_once_in_the_order_that_it_came(words: list[str]) -> None:
    assert [str(each) for each in once(map(verbatim, words))] == list(dict.fromkeys(words))


def test_reasons_with_the_same_template_and_other_values_are_two() -> None:
    assert len(once([say("{a} antas", a=1), say("{a} antas", a=2), say("{a} antas", a=1)])) == 2


# How days move


def after(change: Change | None) -> dict[str, date]:
    """Due days of the half-year report where boards hand over to the executive board, which sends it on."""
    climbs = [
        {"sender": "chef", "receiver": "namnd", "edge": "decides"},
        {"sender": "namnd", "receiver": "ks", "edge": "prepares"},
        {"sender": "ks", "receiver": "kf", "edge": "decides"},
    ]
    model, tree = model_of(report=[{**HALF_YEAR, "climbs": climbs}, ANNUAL]), tree_of()
    found = dues(model, tree, the(model, "delar"), [change] if change else [])
    return {tree.places[due.unit].key: due.due for due in found}


def unit(key: str) -> int:
    return next(place.id for place in tree_of().places.values() if place.key == key)


def test_only_those_named_by_the_change_are_moved() -> None:
    before = after(None)
    for key, touched in (("sn", {"sn", "sf"}), ("sf", {"sf"}), ("bn", {"bn"}), ("kf", {"kf"})):
        found = after(changed("moved", unit=unit(key), new_due=date(2018, 11, 15)))
        assert {each for each in found if found[each] != before[each]} == touched
        assert found[key] == date(2018, 11, 15)


def test_the_whole_municipalitys_report_is_moved_with_all_only_to_a_later_day() -> None:
    before = after(None)
    early, late = before["kf"] - timedelta(days=20), before["kf"] + timedelta(days=20)
    assert after(changed("moved", new_due=early))["kf"] == before["kf"]
    assert after(changed("moved", new_due=late))["kf"] == late


@pytest.mark.parametrize(
    ("key", "left"),
    [
        ("sn", {"kf", "ks", "ksf", "bn"}),
        ("sf", {"kf", "ks", "ksf", "sn", "bn"}),
        ("bn", {"kf", "ks", "ksf", "sn", "sf"}),
        ("kf", {"ks", "ksf", "sn", "sf", "bn"}),
    ],
)
def test_who_is_excused_is_excused_with_those_beneath_and_the_council_alone(key: str, left: set[str]) -> None:
    assert set(after(changed("cancelled", unit=unit(key)))) == left


def test_a_change_of_another_occasion_moves_nothing() -> None:
    assert after(changed("moved", end=date(2018, 7, 31), new_due=date(2018, 11, 15))) == after(None)
    assert after(changed("cancelled", "ar")) == after(None)
