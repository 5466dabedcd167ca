from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.lib.periods import Period
from rodatraden.thread.view import IndicatorView, ThreadView

KF, SCHOOL = "kf", "skolan"
SURVEY = IndicatorView("i", "Tryggheten", KF)


def year(number: int) -> Period:
    return Period.year_of(number)


def measured(*years: int, unit: str = KF) -> dict[tuple[str, Period], Period]:
    return {(unit, year(each)): year(each) for each in years}


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (SURVEY, {2016, 2017, 2018, 2019, 2020, 2021}),
        (replace(SURVEY, first_measured=year(2019)), {2019, 2020, 2021}),
        (replace(SURVEY, next_measured=year(2019)), {2019, 2020, 2021}),
        (replace(SURVEY, next_measured=year(2019), outcomes=measured(2017)), {2017, 2019, 2020, 2021}),
        (replace(SURVEY, next_measured=year(2019), years_between=2), {2019, 2021}),
        (replace(SURVEY, next_measured=year(2018), years_between=2, outcomes=measured(2016)), {2016, 2018, 2020}),
        (replace(SURVEY, first_measured=year(2017), outcomes=measured(2017)), {2017, 2018, 2019, 2020, 2021}),
        (replace(SURVEY, first_measured=year(2020), years_between=4), {2020}),
    ],
)
def test_the_years_with_a_measurement_are_known(view: IndicatorView, expected: set[int]) -> None:
    assert {each for each in range(2016, 2022) if view.will_be_measured(year(each))} == expected


def test_the_parts_of_a_year_without_measurement_have_none() -> None:
    view = replace(SURVEY, next_measured=year(2019))
    assert not view.will_be_measured(Period.parse("2018-Q4"))
    assert view.will_be_measured(Period.parse("2019-Q1"))


@pytest.mark.parametrize(
    ("shown", "when", "asked", "expected"),
    [
        ("2018", "2018", "2018", True),
        ("2018", "2016", "2018", False),
        ("2018", "2018-04", "2018", True),
        ("2018-Q2", "2018-Q2", "2018", True),
        ("2018-Q2", "2018-Q2", "2018-Q2", True),
        ("2018", "2018", "2018-Q2", False),
        ("2018-Q2", "2018", "2018-Q2", True),
        ("2017", "2017", "2018", False),
    ],
)
def test_an_outcome_counts_where_it_is_shown_and_when_it_was_measured(
    shown: str, when: str, asked: str, expected: bool
) -> None:
    view = replace(SURVEY, outcomes={(KF, Period.parse(shown)): Period.parse(when)})
    assert view.measured_in(Period.parse(asked)) is expected
    assert view.measured_in(Period.parse(asked), KF) is expected
    assert not view.measured_in(Period.parse(asked), SCHOOL)


def test_a_unit_with_outcomes_has_a_series_of_its_own() -> None:
    view = replace(SURVEY, outcomes=measured(2017, unit=SCHOOL))
    assert view.series_of(SCHOOL) == SCHOOL
    assert view.series_of("annan") == KF


def test_the_first_measurement_is_the_next_one_until_it_is_made() -> None:
    first = replace(SURVEY, first_measured=year(2019))
    assert first.expected_next() == year(2019)
    assert replace(first, outcomes=measured(2019)).expected_next() is None
    assert replace(first, next_measured=year(2020)).expected_next() == year(2020)


def test_a_unit_without_a_name_is_called_by_its_key() -> None:
    view = ThreadView((), {}, {}, unit_names={KF: "Kommunfullmäktige"})
    assert (view.unit_name(KF), view.unit_name("okand")) == ("Kommunfullmäktige", "okand")


@given(st.integers(2015, 2025), st.integers(2015, 2025), st.integers(1, 4))
def test_what_was_measured_was_to_be_measured(one: int, following: int, between: int) -> None:
    view = replace(SURVEY, outcomes=measured(one), next_measured=year(following), years_between=between)
    assert view.will_be_measured(year(one))
    assert view.will_be_measured(year(following))
