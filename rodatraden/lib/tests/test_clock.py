from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo

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
        assert clock.day_of(clock.now()) == date(2020, 2, 29)


def test_this_moment_has_a_time_zone() -> None:
    assert clock.now().tzinfo is UTC


def test_days_end_when_they_end_in_sweden() -> None:
    assert clock.day_of(datetime(2018, 6, 30, 22, 30, tzinfo=UTC)) == date(2018, 7, 1)
    assert clock.day_of(datetime(2017, 12, 31, 22, 59, tzinfo=UTC)) == date(2017, 12, 31)
    assert clock.day_of(datetime(2017, 12, 31, 23, 0, tzinfo=UTC)) == date(2018, 1, 1)


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
        assert clock.day_of(clock.now()) == clock.today() == day


@pytest.mark.parametrize("moment", [(0, 30), (23, 30)])
def test_the_day_one_stands_on_is_the_same_at_every_time_of_day(
    moment: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Frozen(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Frozen":
            return cls(2026, 7, 1, *moment, tzinfo=clock.SWEDEN).astimezone(tz)

    monkeypatch.setattr(clock, "datetime", Frozen)
    with clock.held(date(2018, 9, 10)):
        assert clock.day_of(clock.now()) == clock.today() == date(2018, 9, 10)
