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
