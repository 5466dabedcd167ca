"""The chart of outcomes with its canvas and its two scales: where a value and a day stand."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from rodatraden.lib.numbers import format_number
from rodatraden.lib.periods import Period
from rodatraden.web.charts.line_values import LineChart, Mark
from rodatraden.web.charts.measure import text_width
from rodatraden.web.charts.scale import Scale, day, middle, value_ticks
from rodatraden.web.charts.skin import Skin
from rodatraden.web.charts.svg import Canvas

Width = Literal["wide", "narrow"]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom of words that are written, in pixels."""
SIZES = {"big": 17.0, "tiny": 12.0}
FEW = 9
"""With at most so many outcomes every one has its figure written out."""


@dataclass(frozen=True)
class Frame:
    """The chart with its canvas, its two scales, and where words stand already."""

    chart: LineChart
    canvas: Canvas
    x: Scale
    y: Scale
    ticks: list[float]
    narrow: bool
    written: list[Box] = field(default_factory=list)

    @property
    def left(self) -> float:
        return min(self.x.start, self.x.end) - self.pad

    @property
    def right(self) -> float:
        return self.x.end + self.pad

    @property
    def pad(self) -> float:
        """Between the first and last period and the ends of the axis."""
        return 14 if self.narrow else 24

    @property
    def size(self) -> float:
        """How large an outcome is drawn."""
        return 5.5 if len(self.chart.outcomes) <= FEW else 3

    @property
    def half_step(self) -> float:
        """Half of the distance between neighbouring periods, in pixels."""
        spots = [self.at(period) for period in self.chart.periods()]
        return min((after - one for one, after in pairwise(spots) if after > one), default=40.0) / 2

    def at(self, period: Period) -> float:
        return self.x(middle(period))

    def at_day(self, when: date) -> float:
        """Where a day stands, never outside of the axis."""
        return min(max(self.x(day(when)), self.left), self.right)

    def spot(self, one: Mark) -> tuple[float, float]:
        return self.at(one.period), self.y(one.value)

    def write(self, role: str, x: float, y: float, words: str, must: bool = True) -> None:
        """Writes words; those that need not be there only where they lie on no others."""
        if must or self.is_free(role, x, y, words):
            self.canvas.text(role, x, y, words)
            self.written.append(_box(role, x, y, words))

    def is_free(self, role: str, x: float, y: float, words: str) -> bool:
        """Whether words would lie within the picture and on no others."""
        box = _box(role, x, y, words)
        inside = box[0] >= 0 and box[2] <= self.canvas.width
        return inside and not any(_meet(box, other) for other in self.written)

    def figure(self, value: Decimal) -> str:
        return format_number(value, self.chart.decimals)


def _box(role: str, x: float, y: float, words: str) -> Box:
    parts = role.split()
    size = next((SIZES[part] for part in parts if part in SIZES), 13.0)
    wide = text_width(words, size, strong=not {"strong", "big", "aim-text"}.isdisjoint(parts))
    left = x - wide if "end" in parts else x - wide / 2 if "mid" in parts else x
    return left, y - size * 0.75, left + wide, y + size * 0.2


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def frame_of(chart: LineChart, narrow: bool, skin: Skin) -> Frame:
    """Scales that hold all that is drawn, with room for the words at both ends."""
    numbers = [one.value for one in (*chart.marks, *chart.expected)]
    numbers += [one.upper for one in chart.aims if one.upper is not None]
    numbers += [edge for one in chart.expected for edge in (one.low, one.high)]
    if chart.limits:
        numbers += [chart.limits.lower, chart.limits.upper]
    ticks = value_ticks([float(value) for value in numbers])
    canvas = Canvas(360 if narrow else 760, 300 if chart.limits else 350, skin)
    widest = max(text_width(tick_word(tick), 13) for tick in ticks)
    words = max(text_width(f"{word} 000,0", 13) for word in chart.limit_words) if chart.limits else 0.0
    left, right = widest + 18, canvas.width - max(24.0, words + 14)
    times = [middle(period) for period in chart.periods()]
    pad = 14 if narrow else 24
    x = Scale(min(times), max(times), left + pad, right - pad)
    return Frame(chart, canvas, x, Scale(ticks[0], ticks[-1], canvas.height - 32, 44), ticks, narrow)


def tick_word(tick: float) -> str:
    exact = Decimal(str(tick))
    return format_number(exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize())
