"""From values and days to coordinates. The only place where figures become floats."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil, floor, log10

from rodatraden.lib.periods import Period


@dataclass(frozen=True)
class Scale:
    """Linear, from `low`..`high` to the pixels `start`..`end` (end may be above start: y runs downwards)."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: Decimal | float) -> float:
        reach = self.high - self.low
        share = (float(value) - self.low) / reach if reach else 0.5
        return self.start + share * (self.end - self.start)


def nice_ticks(low: float, high: float) -> list[float]:
    """Round values (1, 2 or 5 times a power of ten) that enclose low..high, about four of them."""
    if high <= low:
        half = abs(low) * 0.1 or 1.0
        low, high = low - half, high + half
    rough = (high - low) / 3
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(step * at, 10) for at in range(first, last + 1)]


def value_ticks(values: list[float]) -> list[float]:
    """Ticks for a value axis, with room under the lowest point for its figure. It starts at zero where that
    costs less than half of the height, and never goes below zero for the sake of room alone."""
    low, high = min(values), max(values)
    if 0 <= low <= high * 0.45:
        return nice_ticks(0.0, high or 1.0)
    if low * 0.45 <= high <= 0:
        return nice_ticks(low, 0.0)
    under = low - (high - low) * 0.12
    return nice_ticks(max(under, 0.0) if low > 0 else under, high)


def middle(period: Period) -> float:
    """The day in the middle of a period, counted from the year 1: where its value stands."""
    return (period.start.toordinal() + period.end.toordinal()) / 2


def day(value: date) -> float:
    return float(value.toordinal())
