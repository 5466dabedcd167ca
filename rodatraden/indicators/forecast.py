"""A forecast to the target year with a prediction interval, when the data carry it (docs/rules/signal.md).

The line of least squares where its slope is certain (95 per cent), else the mean of the series; the interval
holds 80 of 100 outcomes if the future resembles the past. Statistics, so floats.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import sqrt
from statistics import fmean
from typing import Literal

from rodatraden.indicators.evidence import Aim, number_text
from rodatraden.indicators.signal import FEWEST, Point
from rodatraden.lib.periods import Period
from rodatraden.lib.stretches import between
from rodatraden.lib.text import Text, say, say_many

Prospect = Literal["within-reach", "out-of-reach", "open"]
# Student's t for 6 to 30 degrees of freedom: 80 and 95 per cent, two-sided.
T80 = (
    1.440, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.350, 1.345, 1.341, 1.337, 1.333, 1.330,
    1.328, 1.325, 1.323, 1.321, 1.319, 1.318, 1.316, 1.315, 1.314, 1.313, 1.311, 1.310,
)  # fmt: skip
T95 = (
    2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101,
    2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip


@dataclass(frozen=True)
class Forecast:
    """A value for a period to come, with the bounds that 80 of 100 outcomes should fall within."""

    period: Period
    value: float
    low: float
    high: float
    by_trend: bool
    text: Text
    prospect: Prospect | None = None


@dataclass(frozen=True)
class NoForecast:
    """No forecast, and why."""

    why: Text


@dataclass(frozen=True)
class _Line:
    """Least squares: value = mean + slope × (moment − middle), with what the interval needs."""

    count: int
    middle: float
    mean: float
    slope: float
    spread: float
    residual: float

    def is_certain(self) -> bool:
        """Whether the slope differs from none at 95 per cent."""
        degrees = self.count - 2
        error = sqrt(self.residual / degrees / self.spread)
        return abs(self.slope) > student(T95, degrees) * error


def student(table: Sequence[float], degrees: int) -> float:
    """Student's t; beyond the table its last value, which is on the careful side."""
    return table[min(degrees - 6, len(table) - 1)]


def foresee(
    points: Sequence[Point],
    target_period: Period,
    aim: Aim | None = None,
    bounds: tuple[Decimal | None, Decimal | None] = (None, None),
    decimals: int | None = None,
    breaks: Sequence[date] = (),
) -> Forecast | NoForecast:
    """The forecast from the points of one segment (after the latest break in the series). What was measured says
    nothing of what will be measured in another way: there is no forecast past a break that is to come.

    `bounds` are what the value cannot pass: (0, 100) for per cent, (1, 290) for a place among 290. No more
    periods ahead than half as many as there are points.
    """
    ordered = sorted(points, key=lambda point: point.period)
    if len(ordered) < FEWEST:
        return NoForecast(
            say_many(
                len(ordered),
                "Ingen prognos: {n} mätning, minst {fewest} behövs.",
                "Ingen prognos: {n} mätningar, minst {fewest} behövs.",
                fewest=FEWEST,
            )
        )
    moments, ahead = [_moment(point.period) for point in ordered], _moment(target_period)
    if ahead <= moments[-1]:
        return NoForecast(say("Ingen prognos: {period} är redan mätt.", period=target_period.name))
    if coming := between(ordered[-1].period, target_period, breaks):
        return NoForecast(say("Ingen prognos: mätmetoden ändras {day}.", day=coming.isoformat()))
    reach = (moments[-1] - moments[0]) / (len(moments) - 1) * len(moments) / 2
    if ahead - moments[-1] > reach * (1 + 1e-9):
        return NoForecast(
            say("Ingen prognos: {period} ligger för långt fram för mätserien.", period=target_period.name)
        )
    line = _fit(moments, [float(point.value) for point in ordered])
    value, width, by_trend = _predict(line, ahead)
    low, high = (_kept(end, bounds) for end in (value - width, value + width))
    value = _kept(value, bounds)
    prospect = _prospect(aim, low, high)
    text = _told(target_period, (value, low, high), prospect, decimals)
    return Forecast(target_period, value, low, high, by_trend, text, prospect)


def _moment(period: Period) -> float:
    """A period's middle, in years: 2018 gives 2018.5, its first quarter 2018.125 or nearly so."""
    return (_years(period.start) + _years(period.end + timedelta(days=1))) / 2


def _years(day: date) -> float:
    first, after = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return day.year + (day - first).days / (after - first).days


def _fit(moments: Sequence[float], values: Sequence[float]) -> _Line:
    middle, mean = fmean(moments), fmean(values)
    spread = sum((moment - middle) ** 2 for moment in moments)
    together = sum((moment - middle) * (value - mean) for moment, value in zip(moments, values, strict=True))
    slope = together / spread
    residual = sum(
        (value - mean - slope * (moment - middle)) ** 2 for moment, value in zip(moments, values, strict=True)
    )
    return _Line(len(values), middle, mean, slope, spread, residual)


def _predict(line: _Line, moment: float) -> tuple[float, float, bool]:
    """Value, half the width of the interval, and whether the trend carried it."""
    if line.is_certain():
        degrees, away = line.count - 2, moment - line.middle
        sigma = sqrt(line.residual / degrees)
        width = student(T80, degrees) * sigma * sqrt(1 + 1 / line.count + away**2 / line.spread)
        return line.mean + line.slope * away, width, True
    degrees = line.count - 1
    sigma = sqrt((line.residual + line.slope**2 * line.spread) / degrees)
    return line.mean, student(T80, degrees) * sigma * sqrt(1 + 1 / line.count), False


def _kept(value: float, bounds: tuple[Decimal | None, Decimal | None]) -> float:
    lowest, highest = bounds
    if lowest is not None:
        value = max(value, float(lowest))
    return min(value, float(highest)) if highest is not None else value


def _prospect(aim: Aim | None, low: float, high: float) -> Prospect | None:
    """Whether the whole interval reaches the target, none of it, or some of it."""
    if aim is None:
        return None
    floor = float(aim.low) if aim.low is not None else low
    ceiling = float(aim.high) if aim.high is not None else high
    if low >= floor and high <= ceiling:
        return "within-reach"
    return "out-of-reach" if high < floor or low > ceiling else "open"


def _told(period: Period, found: tuple[float, float, float], prospect: Prospect | None, decimals: int | None) -> Text:
    value, low, high = (number_text(Decimal(repr(number)), 1 if decimals is None else decimals) for number in found)
    text = say(
        "Prognos för {period}: {value}, troligen mellan {low} och {high}.",
        period=period.name,
        value=value,
        low=low,
        high=high,
    )
    after = {
        "within-reach": say("Målvärdet ser ut att nås."),
        "out-of-reach": say("Målvärdet ser inte ut att nås."),
        "open": say("Det går inte att säga om målvärdet nås."),
    }
    return say("{forecast} {prospect}", forecast=text, prospect=after[prospect]) if prospect else text
