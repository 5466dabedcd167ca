"""Days carried over to the next year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.lib.workdays import is_working_day
from rodatraden.wheel.carrying import Days, carried
from rodatraden.wheel.tests.made import few

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("first", "year", "told"),
    [
        (date(2018, 9, 19), 2019, Days(date(2019, 9, 19))),
        (date(2018, 9, 20), 2020, Days(date(2020, 9, 18), moved=True)),
        (date(2018, 6, 7), 2020, Days(date(2020, 6, 5), moved=True)),
        (date(2018, 12, 21), 2019, Days(date(2019, 12, 20), moved=True)),
        (date(2020, 2, 29), 2021, Days(date(2021, 2, 26), moved=True)),
        (date(2018, 6, 1), 2019, Days(date(2019, 6, 3), moved=True)),
    ],
)
def test_a_day_is_moved_off_what_is_closed_and_stays_in_its_month(first: date, year: int, told: Days) -> None:
    assert carried(first, None, False, year) == told


def test_what_lasts_keeps_its_length() -> None:
    found = carried(date(2018, 10, 1), date(2018, 10, 19), False, 2022)
    assert found == Days(date(2022, 9, 30), date(2022, 10, 18), moved=True) or found.first.month == 10
    assert found.last is not None and found.last - found.first == timedelta(days=18)


def test_what_has_only_its_month_keeps_that() -> None:
    assert carried(date(2018, 9, 15), None, True, 2019) == Days(date(2019, 9, 1))
    assert carried(date(2018, 2, 1), date(2018, 3, 31), True, 2019) == Days(date(2019, 2, 1), date(2019, 3, 31))


@few
@given(DAYS, st.integers(2000, 2090))
def test_it_is_always_a_working_day_of_the_same_month(day: date, year: int) -> None:
    found = carried(day, None, False, year)
    assert (found.first.year, found.first.month) == (year, day.month)
    assert is_working_day(found.first)
    assert found.moved or found.first.day == min(day.day, found.first.day)


@few
@given(DAYS, st.integers(0, 40), st.integers(2000, 2090))
def test_a_length_is_never_lost(day: date, days: int, year: int) -> None:
    last = day + timedelta(days=days)
    found = carried(day, last, False, year)
    assert found.last is not None and found.last - found.first == timedelta(days=days)
