from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from rodatraden.lib import clock


@pytest.fixture
def real() -> Iterator[None]:
    yield
    clock.stand_on(None)


def test_a_held_day_goes_before_the_standing_one(real: None) -> None:
    clock.stand_on(date(2018, 9, 10))
    with clock.held(date(2020, 2, 29)):
        assert clock.today() == date(2020, 2, 29)
        assert clock.now().date() == date(2020, 2, 29)


def test_this_moment_has_a_time_zone() -> None:
    assert clock.now().tzinfo is UTC


def test_days_end_when_they_end_in_sweden() -> None:
    assert datetime(2018, 6, 30, 22, 30, tzinfo=UTC).astimezone(clock.SWEDEN).date() == date(2018, 7, 1)


def test_days_held_within_each_other_end_in_turn() -> None:
    with clock.held(date(2018, 1, 1)):
        with clock.held(date(2019, 1, 1)):
            assert clock.today() == date(2019, 1, 1)
        assert clock.today() == date(2018, 1, 1)


def test_a_held_day_ends_also_when_something_breaks() -> None:
    with clock.held(date(2018, 1, 1)):
        with pytest.raises(ZeroDivisionError), clock.held(date(2019, 1, 1)):
            assert 1 // 0
        assert clock.today() == date(2018, 1, 1)


@pytest.mark.parametrize("day", [date(2018, 3, 25), date(2018, 10, 28), date(2020, 2, 29)])
def test_this_moment_is_on_the_day_one_stands_on_also_when_clocks_change(day: date) -> None:
    with clock.held(day):
        assert clock.now().date() == clock.today() == day
