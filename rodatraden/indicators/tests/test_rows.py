"""What a rule is given to judge a period: which outcome, which target, which start, with which decimals."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.indicators.evidence import TargetValue
from rodatraden.indicators.models import Indicator
from rodatraden.indicators.rows import Figures, OutcomeRow, TargetRow, evidence_for, read_figures, whose, years
from rodatraden.indicators.sight import EVERYTHING
from rodatraden.indicators.tests.rows import a_break, a_target, an_indicator, an_outcome, year
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.organisation.models import Unit
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality

NOW = year(2018)


def outcome(period: str, value: str = "1", **more: Any) -> OutcomeRow:
    told: dict[str, Any] = {
        "id": 1, "indicator_id": 1, "unit_id": 1, "breakdown": "total", "measured_period": None, "preliminary": False,
        "example": False, "decimals": None, "source": "", "note": "", **more,
    }  # fmt: skip
    return OutcomeRow(period=Period.parse(period), value=Decimal(value), **told)


def target(period: str, value: str | None = "1", **more: Any) -> TargetRow:
    told: dict[str, Any] = {
        "id": 1, "indicator_id": 1, "unit_id": 1, "breakdown": "total", "form": "value", "low": None, "high": None,
        "mandate": False, "example": False, "decimals": None, "source": "", "note": "", "decision_id": None, **more,
    }  # fmt: skip
    return TargetRow(period=Period.parse(period), value=None if value is None else Decimal(value), **told)


def by_period(*rows: Any) -> dict[Period, Any]:
    return {row.period: row for row in rows}


def indicator(**fields: Any) -> Indicator:
    return Indicator(key="i", name="I", **{"unit_of_measure": "index", "decimals": 1, **fields})


@pytest.mark.parametrize(
    ("outcomes", "value", "measured", "earlier"),
    [
        ([], None, None, False),
        ([outcome("2018", "5")], "5", None, False),
        ([outcome("2018", "0")], "0", None, False),
        ([outcome("2017", "4")], "4", "2017", True),
        ([outcome("2015", "2"), outcome("2016", "3")], "3", "2016", True),
        ([outcome("2016", "3", measured_period=year(2014))], "3", "2014", True),
        ([outcome("2018", "5", measured_period=year(2016))], "5", "2016", True),
        ([outcome("2018", "5", measured_period=Period.parse("2018-04"))], "5", "2018-04", False),
        ([outcome("2019", "9")], None, None, False),
        ([outcome("2017-Q4", "7")], None, None, False),
        ([outcome("2018-Q1", "7"), outcome("2016", "3")], "3", "2016", True),
    ],
)
def test_where_the_period_has_no_outcome_the_latest_earlier_one_stands_in_and_says_when_it_was_measured(
    outcomes: list[OutcomeRow], value: str | None, measured: str | None, earlier: bool
) -> None:
    seen = evidence_for(indicator(), NOW, by_period(*outcomes), {})
    assert seen.outcome == (None if value is None else Decimal(value))
    assert seen.measured_period == (None if measured is None else Period.parse(measured))
    assert seen.measured_earlier is earlier


@given(st.dictionaries(st.integers(2005, 2030), st.integers(0, 9), max_size=12), st.integers(2008, 2028))
def test_no_later_outcome_is_ever_taken_for_an_earlier_period(values: dict[int, int], asked: int) -> None:
    rows = by_period(*(outcome(str(at), str(value)) for at, value in values.items()))
    seen = evidence_for(indicator(), year(asked), rows, {})
    known = [at for at in values if at <= asked]
    assert seen.outcome == (values[max(known)] if known else None)
    assert seen.measured_earlier is (bool(known) and max(known) < asked)


@pytest.mark.parametrize(
    ("shown", "source", "decimals"),
    [
        (1, None, 1),
        (1, 0, 1),
        (1, 1, 1),
        (1, 3, 3),
        (0, 2, 2),
        (2, None, 2),
    ],
)
def test_a_number_is_shown_with_the_indicators_decimals_or_the_sources_where_those_are_more(
    shown: int, source: int | None, decimals: int
) -> None:
    rows = by_period(outcome("2018", decimals=source))
    assert evidence_for(indicator(decimals=shown), NOW, rows, {}).decimals == decimals


def test_without_an_outcome_the_decimals_are_the_indicators() -> None:
    assert evidence_for(indicator(decimals=2), NOW, {}, {}).decimals == 2


@pytest.mark.parametrize(
    ("start_period", "start"),
    [
        ("", None),
        (year(2015), Decimal(2)),
        (year(2014), None),
        (year(2018), Decimal(5)),
    ],
)
def test_the_start_value_is_the_outcome_of_the_period_that_is_named(start_period: Any, start: Decimal | None) -> None:
    rows = by_period(outcome("2015", "2"), outcome("2018", "5"))
    assert evidence_for(indicator(start_period=start_period), NOW, rows, {}).start == start


@pytest.mark.parametrize(
    ("period", "before", "value"),
    [
        ("2018", "2017", "4"),
        ("2018-Q1", "2017-Q4", "4"),
        ("2018-01", "2017-12", "4"),
        ("2018-T1", "2017-T3", "4"),
        ("2018-H1", "2017-H2", "4"),
    ],
)
def test_the_period_before_is_the_one_of_the_same_length(period: str, before: str, value: str) -> None:
    rows = by_period(outcome(before, value), outcome(period, "5"))
    seen = evidence_for(indicator(), Period.parse(period), rows, {})
    assert (seen.previous, seen.previous_period) == (Decimal(value), Period.parse(before))


def test_a_gap_is_no_period_before() -> None:
    seen = evidence_for(indicator(), NOW, by_period(outcome("2016")), {})
    assert (seen.previous, seen.previous_period) == (None, None)


@pytest.mark.parametrize(
    ("row", "aim"),
    [
        (target("2018", "55"), TargetValue(Decimal(55))),
        (
            target("2018", None, form="interval", low=Decimal(1), high=Decimal(2)),
            TargetValue(None, Decimal(1), Decimal(2)),
        ),
        (target("2018", None, form="as_before"), TargetValue(as_before=True)),
    ],
)
def test_a_target_is_told_as_what_is_promised(row: TargetRow, aim: TargetValue) -> None:
    assert row.aim == aim
    assert evidence_for(indicator(), NOW, {}, by_period(row)).target == aim


def test_a_target_of_another_period_is_no_target_of_this() -> None:
    assert (
        evidence_for(indicator(), NOW, {}, by_period(target("2017"), target("2019"), target("2018-Q1"))).target is None
    )


def test_what_is_said_of_the_indicator_comes_along() -> None:
    seen = evidence_for(indicator(direction="lower", rank_of=290, unit_of_measure="plats"), NOW, {}, {})
    assert (seen.direction, seen.rank_of, seen.unit_of_measure, seen.preliminary) == ("lower", 290, "plats", False)


@pytest.mark.parametrize("preliminary", [True, False])
def test_a_preliminary_outcome_is_told_as_such(preliminary: bool) -> None:
    rows = by_period(outcome("2018", preliminary=preliminary))
    assert evidence_for(indicator(), NOW, rows, {}).preliminary is preliminary


# Reading


def values(rows: dict[Period, Any]) -> dict[str, Decimal]:
    return {period.key: row.value for period, row in rows.items()}


def test_only_what_nothing_has_replaced_is_read_in_the_order_of_periods(house: dict[str, Unit]) -> None:
    safety = an_indicator(house["kf"])
    for period, value in (("2018", "3"), ("2016", "1"), ("2017", "2")):
        an_outcome(safety, period, value)
    an_outcome(safety, "2015", "9", superseded_at=clock.now())
    assert list(values(dict(read_figures(sight=EVERYTHING).outcomes_of(safety, house["kf"].pk)))) == [
        "2016",
        "2017",
        "2018",
    ]


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [(2016, 2018, ["2016", "2018"]), (2017, 2017, []), (2018, 2018, ["2018"]), (2019, 2018, [])],
)
def test_years_are_whole_and_both_ends_are_included(
    house: dict[str, Unit], first: int, last: int, found: list[str]
) -> None:
    safety = an_indicator(house["kf"])
    for period in ("2016", "2017-Q1", "2018", "2018-T1"):
        an_outcome(safety, period, "1")
    figures = read_figures(years(first, last), sight=EVERYTHING)
    assert list(values(dict(figures.outcomes_of(safety, house["kf"].pk)))) == found


@pytest.mark.parametrize(
    ("own_outcomes", "own_targets", "unit", "shown"),
    [
        (True, True, "sn", ("20", "25")),
        (True, False, "sn", ("20", "15")),
        (False, True, "sn", ("10", "25")),
        (False, False, "sn", ("10", "15")),
        (True, True, "kf", ("10", "15")),
        (True, True, "bun", ("10", "15")),
    ],
)
def test_a_unit_without_figures_of_its_own_is_held_against_the_owners(
    house: dict[str, Unit], own_outcomes: bool, own_targets: bool, unit: str, shown: tuple[str, str]
) -> None:
    safety = an_indicator(house["kf"])
    an_outcome(safety, 2018, "10")
    a_target(safety, 2018, "15")
    if own_outcomes:
        an_outcome(safety, 2018, "20", unit=house["sn"])
    if own_targets:
        a_target(safety, 2018, "25", unit=house["sn"])
    figures, asked = read_figures(sight=EVERYTHING), house[unit].pk
    found = figures.outcomes_of(safety, asked)[NOW].value, figures.targets_of(safety, asked)[NOW].value
    assert found == (Decimal(shown[0]), Decimal(shown[1]))


def test_women_and_men_are_read_apart_from_the_total(house: dict[str, Unit]) -> None:
    safety = an_indicator(house["kf"], by_gender=True)
    for breakdown, value in (("total", "10"), ("women", "8"), ("men", "12")):
        an_outcome(safety, 2018, value, breakdown=breakdown)
    figures = read_figures(sight=EVERYTHING)
    found = {each: figures.outcomes_of(safety, house["kf"].pk, each)[NOW].value for each in ("total", "women", "men")}
    assert found == {"total": 10, "women": 8, "men": 12}


def test_only_the_figures_of_those_asked_for_are_read(house: dict[str, Unit]) -> None:
    one, other = (an_indicator(house["kf"], key) for key in ("en", "annan"))
    for each in (one, other):
        for unit in ("kf", "sn"):
            an_outcome(each, 2018, "1", unit=house[unit])
            a_target(each, 2018, "1", unit=house[unit])
    figures = read_figures(whose({house["kf"].pk: [one], house["sn"].pk: [other]}), sight=EVERYTHING)
    asked = {(one.pk, house["kf"].pk), (other.pk, house["sn"].pk), (other.pk, house["kf"].pk)}
    assert {key[:2] for key in figures.outcomes} == {key[:2] for key in figures.targets} == asked
    figures = read_figures(whose({house["kf"].pk: [one]}) & years(2018, 2018), sight=EVERYTHING)
    assert {key[:2] for key in figures.outcomes} == {(one.pk, house["kf"].pk)}
    assert read_figures(whose({}), sight=EVERYTHING) == Figures({}, {})


def test_the_owners_figures_are_read_for_who_has_none(house: dict[str, Unit]) -> None:
    shared = an_indicator(house["kf"])
    an_outcome(shared, 2018, "7")
    figures = read_figures(whose({house["sn"].pk: [shared]}), sight=EVERYTHING)
    assert figures.outcomes_of(shared, house["sn"].pk)[NOW].value == 7


def test_another_municipalitys_figures_are_not_read(house: dict[str, Unit], hallsberg: Municipality) -> None:
    an_outcome(an_indicator(house["kf"]), 2018, "1")
    with scope(hallsberg):
        assert read_figures(sight=EVERYTHING) == Figures({}, {})


@pytest.mark.parametrize("of", ["outcome", "target"])
def test_reading_takes_three_queries_however_many_there_are(
    house: dict[str, Unit], django_assert_num_queries: Any, of: str
) -> None:
    safety = an_indicator(house["kf"])
    for at in range(2000, 2030):
        an_outcome(safety, at, "1") if of == "outcome" else a_target(safety, at, "1")
        a_break(safety, f"{at}-01-01")
    with django_assert_num_queries(3):
        figures = read_figures(sight=EVERYTHING)
    with django_assert_num_queries(2):
        assert read_figures(breaks={}, sight=EVERYTHING).breaks == {}
    assert len(figures.breaks_of(safety)) == 30
    assert len((figures.outcomes if of == "outcome" else figures.targets)[safety.pk, house["kf"].pk, "total"]) == 30
