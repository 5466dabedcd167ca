"""Which occasions a report type gives, and what a year's changes make of them."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.followup.calendar import Change, Occasion, apply_changes, months_of, occasions
from rodatraden.followup.tests.town import PRESETS, model_of
from rodatraden.lib.periods import Period
from rodatraden.steering.schema import Model
from rodatraden.steering.tests.small import ANNUAL, BY_LAW, HALF_YEAR, MONTHLY

MONTHS = st.lists(st.integers(1, 12), unique=True, max_size=12)
YEARS = st.integers(2000, 2060)


def report(**fields: Any) -> Model:
    return model_of(report=[HALF_YEAR, ANNUAL, {"key": "r", "name": {"one": "rapport"}, **fields}])


def found(model: Model, year: int = 2018) -> list[Occasion]:
    return [each for each in occasions(model, year) if each.report == "r"]


def told(model: Model, year: int = 2018) -> list[str]:
    return [each.period for each in found(model, year)]


def test_months_are_those_given_without_those_excepted() -> None:
    assert told(report(kind="monthly", months=[1, 2, 3], except_months=[2])) == ["2018-01", "2018-03"]
    assert len(told(report(kind="monthly", except_months=[7]))) == 11


def test_a_report_of_which_nothing_says_what_time_it_is_about_comes_never() -> None:
    assert told(report(kind="monthly")) == []


def test_an_exception_can_mean_the_month_of_treatment() -> None:
    by_treatment = report(kind="monthly", except_months=[7], except_means="treated")
    assert "2018-06" not in told(by_treatment) and "2018-07" in told(by_treatment)


def test_the_month_of_treatment_is_an_events_where_one_says_it() -> None:
    event = {"month": 8, "what": "Maj", "actor": "ks", "kind": "report", "report": "r", "reports_on": 5}
    fields = {"kind": "monthly", "except_months": [8], "except_means": "treated"}
    model = model_of(report=[HALF_YEAR, ANNUAL, {"key": "r", "name": {"one": "r"}, **fields}], event=[*BY_LAW, event])
    assert [month for month in range(1, 13) if month not in months_of(model, model.report[2])] == [5, 7]


def test_a_reading_that_the_model_does_not_choose_is_told_as_assumed() -> None:
    (first, *_) = found(report(kind="monthly", except_months=[7]))
    assert [str(reason) for reason in first.assumed] == ["Undantagen läses som månaden som rapporten gäller."]


@pytest.mark.parametrize(
    ("kind", "end", "start", "period"),
    [
        ("monthly", (2, 28), (2, 1), "2018-02"),
        ("short", (3, 31), (1, 1), "2018-Q1"),
        ("quarter", (9, 30), (7, 1), "2018-Q3"),
        ("tertial", (4, 30), (1, 1), "2018-T1"),
        ("tertial", (8, 31), (1, 1), "2018-01/2018-08"),
        ("half_year", (6, 30), (1, 1), "2018-H1"),
        ("half_year", (7, 31), (1, 1), "2018-01/2018-07"),
        ("forecast", (10, 31), (1, 1), "2018-01/2018-10"),
        ("forecast", (10, 15), (1, 1), "2018-01-01/2018-10-15"),
        ("annual", (12, 31), (1, 1), "2018"),
    ],
)
def test_what_is_covered_begins_with_the_month_the_quarter_or_the_year(
    kind: str, end: tuple[int, int], start: tuple[int, int], period: str
) -> None:
    (one,) = found(report(kind=kind, period_ends=[{"month": end[0], "day": end[1]}]))
    assert (one.start, one.end, one.period) == (date(2018, *start), date(2018, *end), period)


def test_a_short_report_of_a_month_is_about_the_month() -> None:
    (one,) = found(report(kind="short", months=[2]), 2020)
    assert (one.start, one.end) == (date(2020, 2, 1), date(2020, 2, 29))


@pytest.mark.parametrize(("year", "day"), [(2019, 28), (2020, 29)])
def test_the_29th_of_february_is_the_last_of_the_month_in_other_years(year: int, day: int) -> None:
    (one,) = found(report(kind="forecast", period_ends=[{"month": 2, "day": 29}]), year)
    assert one.end == date(year, 2, day)


@pytest.mark.parametrize(
    ("end", "said"),
    [((2, 28), "januari–februari 2018"), ((6, 30), "första halvåret 2018"), ((5, 2), "2018-01-01–2018-05-02")],
)
def test_what_is_covered_is_told_as_one_says_it(end: tuple[int, int], said: str) -> None:
    (one,) = found(report(kind="forecast", period_ends=[{"month": end[0], "day": end[1]}]))
    assert str(one.told) == said


@given(months=MONTHS, excepted=MONTHS, year=YEARS)
def test_a_monthly_report_covers_whole_months_of_its_year_each_once(
    months: list[int], excepted: list[int], year: int
) -> None:
    one = {**MONTHLY, "key": "r", "months": months, "except_months": excepted}
    own = found(model_of(report=[HALF_YEAR, ANNUAL, one]), year)
    assert {each.end.month for each in own} == set(months or range(1, 13)) - set(excepted) or not (months or excepted)
    assert len({each.end for each in own}) == len(own)
    for each in own:
        assert Period.of("month", each.start).end == each.end and each.year == year


@given(year=YEARS)
def test_every_preset_gives_its_occasions_in_order_and_each_once(year: int) -> None:
    for model in PRESETS.values():
        own = occasions(model, year)
        assert [each.end for each in own] == sorted(each.end for each in own)
        assert len({(each.report, each.end) for each in own}) == len(own)
        assert all(each.start <= each.end and each.end.year == year for each in own)


MODEL = PRESETS["perstorp"]
HALF = date(2018, 6, 30)


def laid(*changes: Change) -> list[tuple[str, str]]:
    return [(each.report, each.period) for each in apply_changes(MODEL, occasions(MODEL, 2018), changes)]


AS_IT_IS = [("kvartal", "2018-Q1"), ("halvar", "2018-H1"), ("kvartal", "2018-Q3"), ("arsredovisning", "2018")]


def test_without_changes_a_year_is_as_the_model_says() -> None:
    assert laid() == AS_IT_IS


def test_what_is_cancelled_for_all_is_gone_and_for_one_unit_it_stays() -> None:
    assert laid(Change("cancelled", "halvar", HALF, "Valår")) == [each for each in AS_IT_IS if each[0] != "halvar"]
    assert laid(Change("cancelled", "halvar", HALF, "Ny nämnd", unit=7)) == AS_IT_IS


def test_a_moved_end_covers_other_days_and_keeps_the_name_that_texts_are_kept_under() -> None:
    change = Change("moved", "halvar", HALF, "Nytt system", new_end=date(2018, 7, 31))
    (moved,) = (each for each in apply_changes(MODEL, occasions(MODEL, 2018), [change]) if each.report == "halvar")
    assert (moved.end, moved.last, moved.period) == (HALF, date(2018, 7, 31), "2018-01/2018-07")


def test_an_added_one_is_there_for_all_or_for_one_unit() -> None:
    end = date(2018, 11, 30)
    (all_,) = set(laid(Change("added", "kvartal", end, "Underskott"))) - set(AS_IT_IS)
    assert all_ == ("kvartal", "2018-10/2018-11")
    changes = [Change("added", "kvartal", end, "Underskott", unit=7)]
    (one,) = (each for each in apply_changes(MODEL, occasions(MODEL, 2018), changes) if each.added)
    assert one.only == 7


def test_what_is_added_can_be_cancelled_again() -> None:
    end = date(2018, 11, 30)
    added, gone = Change("added", "kvartal", end, "x", unit=7), Change("cancelled", "kvartal", end, "y", unit=7)
    assert laid(added, gone) == AS_IT_IS


@pytest.mark.parametrize(
    "change",
    [
        Change("moved", "finns-inte", HALF, "x", new_end=date(2018, 7, 1)),
        Change("cancelled", "halvar", date(2018, 5, 31), "x"),
        Change("added", "finns-inte", HALF, "x"),
        Change("added", "halvar", HALF, "x"),
        Change("moved", "halvar", HALF, "x", new_due=date(2018, 9, 1)),
    ],
)
def test_a_change_of_what_the_model_does_not_give_changes_nothing(change: Change) -> None:
    assert laid(change) == AS_IT_IS
