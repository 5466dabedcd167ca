from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.lib.workdays import is_working_day, working_day_after, working_day_by

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        ("2018-01-01", False),  # New Year's Day
        ("2018-01-05", True),  # the day before Epiphany is a working day, if a short one
        ("2018-03-29", True),  # Maundy Thursday too
        ("2018-03-30", False),  # Good Friday
        ("2018-04-02", False),  # Easter Monday
        ("2018-04-30", True),  # Walpurgis Night
        ("2018-05-01", False),
        ("2018-05-10", False),  # Ascension Day
        ("2018-05-11", True),  # a squeeze day is nobody's holiday by rule
        ("2018-06-06", False),  # the National Day
        ("2018-06-22", False),  # Midsummer Eve
        ("2019-06-21", False),
        ("2018-12-24", False),  # Christmas Eve
        ("2018-12-27", True),
        ("2018-12-31", False),  # New Year's Eve
        ("2018-09-08", False),  # a Saturday
        ("2018-09-09", False),  # a Sunday
        ("2018-09-10", True),
        ("2020-02-29", False),  # a leap day on a Saturday
        ("2024-02-29", True),  # a leap day on a Thursday
    ],
)
def test_offices_are_closed_on_weekends_holidays_and_three_eves(day: str, open_: bool) -> None:
    assert is_working_day(date.fromisoformat(day)) is open_


@pytest.mark.parametrize(
    ("day", "by", "after"),
    [
        ("2018-06-23", "2018-06-21", "2018-06-25"),
        ("2018-12-26", "2018-12-21", "2018-12-27"),
        ("2019-01-01", "2018-12-28", "2019-01-02"),
        ("2018-09-10", "2018-09-10", "2018-09-11"),
        ("2018-04-01", "2018-03-29", "2018-04-03"),
    ],
)
def test_a_day_that_is_closed_gives_the_one_before_or_the_one_after(day: str, by: str, after: str) -> None:
    meant = date.fromisoformat(day)
    assert working_day_by(meant) == date.fromisoformat(by)
    assert working_day_after(meant) == date.fromisoformat(after)


@given(DAYS)
def test_working_days_are_found_near_and_on_the_right_side(day: date) -> None:
    by, after = working_day_by(day), working_day_after(day)
    assert by <= day < after and after - by <= timedelta(days=8)
    assert is_working_day(by) and is_working_day(after)


@given(DAYS, DAYS)
def test_a_later_day_never_gives_an_earlier_working_day(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert working_day_by(first) <= working_day_by(last)
    assert working_day_after(first) <= working_day_after(last)
