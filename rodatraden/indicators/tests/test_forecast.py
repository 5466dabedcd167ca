from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.indicators.evidence import Aim
from rodatraden.indicators.forecast import T80, T95, Forecast, NoForecast, foresee, student
from rodatraden.indicators.signal import FEWEST
from rodatraden.indicators.tests.test_signal import STEADY, series
from rodatraden.lib.periods import Period

RISING = [50, 52, 53, 55, 56, 58, 60, 61]
NEXT = Period.year_of(2009)


def made(values: list[int], period: Period = NEXT, aim: Aim | None = None) -> Forecast:
    forecast = foresee(series(values), period, aim)
    assert isinstance(forecast, Forecast)
    return forecast


def test_a_certain_trend_is_followed() -> None:
    forecast = made(RISING)
    assert forecast.by_trend
    slope, sigma = 66.5 / 42, (7 / 12 / 6) ** 0.5
    assert forecast.value == pytest.approx(55.625 + 4.5 * slope)
    width = 1.440 * sigma * (1 + 1 / 8 + 4.5**2 / 42) ** 0.5
    assert (forecast.low, forecast.high) == pytest.approx((62.75 - width, 62.75 + width))


def test_without_a_certain_trend_the_mean_is_the_forecast() -> None:
    forecast = made(STEADY)
    assert not forecast.by_trend
    assert forecast.value == pytest.approx(50.125)
    sigma = 1.2464234547582249
    assert forecast.high - forecast.value == pytest.approx(1.415 * sigma * (1 + 1 / 8) ** 0.5)


def test_further_ahead_is_less_certain() -> None:
    near, far = made(RISING), made(RISING, Period.year_of(2012))
    assert far.high - far.low > near.high - near.low


@pytest.mark.parametrize(
    ("values", "year", "why"),
    [
        ([51], 2018, "Ingen prognos: 1 mätning, minst 8 behövs."),
        (RISING[:7], 2009, "Ingen prognos: 7 mätningar, minst 8 behövs."),
        (RISING, 2008, "Ingen prognos: 2008 är redan mätt."),
        (RISING, 2013, "Ingen prognos: 2013 ligger för långt fram för mätserien."),
    ],
)
def test_there_is_no_forecast_that_the_data_do_not_carry(values: list[int], year: int, why: str) -> None:
    forecast = foresee(series(values), Period.year_of(year))
    assert isinstance(forecast, NoForecast)
    assert str(forecast.why) == why


@pytest.mark.parametrize(
    ("target", "prospect", "words"),
    [
        (60, "within-reach", "Målvärdet ser ut att nås."),
        (63, "open", "Det går inte att säga om målvärdet nås."),
        (70, "out-of-reach", "Målvärdet ser inte ut att nås."),
    ],
)
def test_the_target_is_held_against_the_interval(target: int, prospect: str, words: str) -> None:
    forecast = made(RISING, aim=Aim(Decimal(target), None))
    assert forecast.prospect == prospect
    assert str(forecast.text) == f"Prognos för 2009: 62,8, troligen mellan 62,2 och 63,3. {words}"


def test_lower_is_better_looks_the_other_way() -> None:
    assert made(RISING, aim=Aim(None, Decimal(60))).prospect == "out-of-reach"
    assert made(RISING, aim=Aim(None, Decimal(70))).prospect == "within-reach"


def test_a_forecast_stays_within_what_is_possible() -> None:
    climbing = series([80, 83, 86, 88, 91, 94, 96, 99])
    forecast = foresee(climbing, Period.year_of(2011), bounds=(Decimal(0), Decimal(100)))
    assert isinstance(forecast, Forecast)
    assert (forecast.value, forecast.high) == (100, 100)


def test_every_number_of_points_has_its_t() -> None:
    assert student(T80, 6) == 1.440
    assert student(T95, 500) == 2.042
    assert list(T80) == sorted(T80, reverse=True)
    assert list(T95) == sorted(T95, reverse=True)
    assert len(T80) == len(T95) == 25


@given(st.lists(st.integers(-500, 500), min_size=FEWEST, max_size=40))
def test_the_forecast_lies_within_its_interval(values: list[int]) -> None:
    forecast = foresee(series(values, first=1950), Period.year_of(1950 + len(values)))
    assert isinstance(forecast, Forecast)
    assert forecast.low <= forecast.value <= forecast.high
