"""Outcomes and the path that was promised: ink is what happened, red what was decided.

Shows target paths (also intervals), control limits, breaks in the series, periods in which nothing is
measured, made-up and preliminary values. A period without a value has no point: it is never drawn as zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from rodatraden.lib.numbers import format_number
from rodatraden.lib.periods import MONTHS, Period
from rodatraden.lib.text import say
from rodatraden.web.charts.measure import text_width
from rodatraden.web.charts.scale import Scale, middle, value_ticks
from rodatraden.web.charts.skin import PAGE, Skin
from rodatraden.web.charts.svg import Canvas
from rodatraden.web.charts.table import Cell, ChartTable

Width = Literal["wide", "narrow"]
FEW = 9
"""With at most so many outcomes every one has its figure written out."""


@dataclass(frozen=True)
class Outcome:
    """A measured value. `signal` is what to say of a special cause ("17 i juli: signal")."""

    period: Period
    value: Decimal
    example: bool = False
    preliminary: bool = False
    signal: str = ""


@dataclass(frozen=True)
class Aim:
    """A target for a period; with `upper` it is an interval."""

    period: Period
    value: Decimal
    upper: Decimal | None = None


@dataclass(frozen=True)
class Limits:
    """Control limits (XmR) and the mean they lie around."""

    mean: Decimal
    lower: Decimal
    upper: Decimal


@dataclass(frozen=True)
class Break:
    """From this period the series is measured in another way; nothing is joined across it."""

    period: Period
    why: str


@dataclass(frozen=True)
class Expected:
    """A forecast with its interval."""

    period: Period
    value: Decimal
    low: Decimal
    high: Decimal


WORDS = (say("utfall"), say("målväg"), say("mäts inte"), say("exempel"), say("Axeln börjar vid"))
LIMIT_WORDS = (say("övre gräns"), say("medel"), say("undre gräns"))


@dataclass(frozen=True)
class LineChart:
    title: str
    description: str
    outcomes: Sequence[Outcome] = ()
    aims: Sequence[Aim] = ()
    limits: Limits | None = None
    breaks: Sequence[Break] = ()
    unmeasured: Sequence[Period] = ()
    forecast: Sequence[Expected] = ()
    current: Period | None = None
    unit: str = ""
    decimals: int | None = None
    words: tuple[str, ...] = field(default_factory=lambda: tuple(str(word) for word in WORDS))
    limit_words: tuple[str, ...] = field(default_factory=lambda: tuple(str(word) for word in LIMIT_WORDS))

    def periods(self) -> list[Period]:
        """Every period that has something to show, in order, each once."""
        found = {one.period for many in (self.outcomes, self.aims, self.forecast) for one in many}
        return sorted(found | set(self.unmeasured) | ({self.current} if self.current else set()))


@dataclass(frozen=True)
class _Frame:
    """The chart with its canvas and its two scales."""

    chart: LineChart
    canvas: Canvas
    x: Scale
    y: Scale
    ticks: list[float]
    narrow: bool

    def at(self, period: Period) -> float:
        return self.x(middle(period))

    def spot(self, one: Outcome | Aim | Expected) -> tuple[float, float]:
        return self.at(one.period), self.y(one.value)

    def figure(self, value: Decimal) -> str:
        return format_number(value, self.chart.decimals)


def line(chart: LineChart, ident: str, width: Width = "wide", skin: Skin = PAGE) -> str:
    """The chart as SVG. `ident` must be unique on the page. Without any value it is an empty string."""
    if not (chart.outcomes or chart.aims):
        return ""
    chart = replace(chart, outcomes=sorted(chart.outcomes, key=lambda one: one.period))
    chart = replace(chart, aims=sorted(chart.aims, key=lambda one: one.period))
    frame = _frame(chart, width == "narrow", skin)
    _ground(frame)
    _limits(frame)
    _promise(frame)
    _measured(frame)
    _labels(frame)
    return frame.canvas.done(chart.title, chart.description, ident, f"{width}-only")


def line_pair(chart: LineChart, ident: str) -> str:
    """Wide and narrow together; the style sheet shows one of them. Only one is ever read aloud."""
    return line(chart, ident, "wide") + line(chart, f"{ident}-n", "narrow")


def _frame(chart: LineChart, narrow: bool, skin: Skin) -> _Frame:
    numbers = [one.value for one in chart.outcomes] + [one.value for one in chart.aims]
    numbers += [one.value for one in chart.forecast]
    numbers += [one.upper for one in chart.aims if one.upper is not None]
    numbers += [edge for one in chart.forecast for edge in (one.low, one.high)]
    if chart.limits:
        numbers += [chart.limits.lower, chart.limits.upper]
    ticks = value_ticks([float(value) for value in numbers])
    canvas = Canvas(360 if narrow else 760, 300 if chart.limits else 350, skin)
    widest = max(text_width(_tick_word(tick), 13) for tick in ticks)
    words = max(text_width(f"{word} 000,0", 13) for word in chart.limit_words) if chart.limits else 0.0
    left, right = widest + 18, canvas.width - max(24.0, words + 14)
    times = [middle(period) for period in chart.periods()]
    pad = 14 if narrow else 24
    x = Scale(min(times), max(times), left + pad, right - pad)
    return _Frame(chart, canvas, x, Scale(ticks[0], ticks[-1], canvas.height - 32, 44), ticks, narrow)


def _ground(frame: _Frame) -> None:
    """Shaded periods, the grid, both axes with their words."""
    canvas, chart, y = frame.canvas, frame.chart, frame.y
    left = min(frame.x.start, frame.x.end) - (14 if frame.narrow else 24)
    right = frame.x.end + (14 if frame.narrow else 24)
    half = _half_step(frame)
    for period in chart.unmeasured:
        at = frame.at(period)
        start, end = max(at - half, left), min(at + half, right)
        canvas.rect("band", start, y.end, end - start, y.start - y.end)
    for tick in frame.ticks:
        canvas.line("axis" if tick == frame.ticks[0] else "grid", [(left, y(tick)), (right, y(tick))])
        canvas.text("lab end", left - 10, y(tick) + 4, _tick_word(tick))
    said = _sentence(f"{chart.unit}." if chart.unit else "")
    if frame.ticks[0] > 0:
        said = f"{said} {chart.words[4]} {_tick_word(frame.ticks[0])}.".strip()
    canvas.text("lab", left, 18, said)
    for period in chart.unmeasured:
        for row, word in enumerate(chart.words[2].split()):
            canvas.text("lab mid", frame.at(period), y.end + 18 + 16 * row, word)
    _time_axis(frame)


def _time_axis(frame: _Frame) -> None:
    """As many period names as there is room for; the present one always, and strong."""
    periods, bottom = _every_step(frame.chart.periods()), frame.y.start + 22
    room = max(text_width(_short(period), 13, strong=True) for period in periods) + 10
    current = frame.chart.current
    taken = [frame.at(current)] if current else []
    for period in sorted(periods, key=lambda period: (period.start.month != 1, period)):
        at = frame.at(period)
        if period == current:
            frame.canvas.text("mid strong", at, bottom, _short(period))
        elif all(abs(at - other) >= room for other in taken):
            frame.canvas.text("lab mid", at, bottom, _short(period))
            taken.append(at)


def _limits(frame: _Frame) -> None:
    limits = frame.chart.limits
    if not limits or not frame.chart.outcomes:
        return
    start, end = frame.at(frame.chart.outcomes[0].period), frame.at(frame.chart.outcomes[-1].period)
    top, bottom = frame.y(limits.upper), frame.y(limits.lower)
    frame.canvas.rect("band", start, top, end - start, bottom - top)
    rows = zip(("limit", "mean", "limit"), (limits.upper, limits.mean, limits.lower), strict=True)
    last = -100.0
    edge = frame.x.end + (14 if frame.narrow else 24) + 10
    for word, (role, value) in zip(frame.chart.limit_words, rows, strict=True):
        at = frame.y(value)
        frame.canvas.line(role, [(start, at), (end, at)])
        last = max(at + 4, last + 15)
        frame.canvas.text("lab", edge, last, f"{word} {format_number(value, 1)}")


def _promise(frame: _Frame) -> None:
    """The path from the last outcome before the first target through every target."""
    aims = frame.chart.aims
    if not aims:
        return
    before = [one for one in frame.chart.outcomes if one.period < aims[0].period]
    start = [frame.spot(before[-1])] if before else []
    path = [*start, *(frame.spot(aim) for aim in aims)]
    if len(path) == 1:
        path = [(path[0][0] - 14, path[0][1]), *path]
    frame.canvas.line("aim", path)
    for aim in aims:
        at, below = frame.spot(aim)
        if aim.upper is not None:
            above = frame.y(aim.upper)
            frame.canvas.path("aim-band", f"M{at - 5:.1f} {below:.1f}h10m-5 0V{above:.1f}m-5 0h10")
        else:
            frame.canvas.circle("aim-dot", at, below, 5 if len(aims) <= FEW else 3)


def _measured(frame: _Frame) -> None:
    outcomes, canvas = frame.chart.outcomes, frame.canvas
    borders = [one.period for one in frame.chart.breaks]
    for one, after in pairwise(outcomes):
        if any(one.period < border <= after.period for border in borders):
            continue
        role = "out" if one.period.next() == after.period else "bridge"
        canvas.line(role, [frame.spot(one), frame.spot(after)])
    for border in frame.chart.breaks:
        at = frame.at(border.period) - _half_step(frame)
        canvas.line("split", [(at, frame.y.end), (at, frame.y.start)])
        canvas.text("lab tiny", at + 5, frame.y.start - 6, border.why)
    for coming in frame.chart.forecast:
        at, height = frame.spot(coming)
        canvas.line("fan", [(at, frame.y(coming.low)), (at, frame.y(coming.high))])
        canvas.circle("made", at, height, 4)
    size = 5.5 if len(outcomes) <= FEW else 3
    for one in outcomes:
        role = "made" if one.example else "prel" if one.preliminary else "dot"
        canvas.circle(role, *frame.spot(one), size if role == "dot" else size - 0.5)
        if one.signal:
            canvas.circle("signal", *frame.spot(one), 9)


def _labels(frame: _Frame) -> None:
    """Figures at the points: targets on the side away from the outcomes, the last outcome the largest."""
    outcomes, aims, canvas = frame.chart.outcomes, frame.chart.aims, frame.canvas
    last = outcomes[-1] if outcomes else None
    heights = {one.period: frame.y(one.value) for one in outcomes}
    for place, aim in enumerate(aims if len(aims) <= FEW else aims[-1:]):
        at, height = frame.spot(aim)
        under = heights.get(aim.period, height + 1) < height
        top = frame.y(aim.upper) if aim.upper is not None else height
        words = frame.figure(aim.value) + (f"–{frame.figure(aim.upper)}" if aim.upper is not None else "")
        canvas.text("aim-text mid", at, height + 22 if under else top - 13, words)
        if place == min(len(aims), FEW) - 1 or len(aims) > FEW:
            canvas.text("aim-text mid", at, height + 38 if under else top - 29, _sentence(frame.chart.words[1]))
    targets = {aim.period: frame.y(aim.value) for aim in aims}
    for one in outcomes:
        at, height = frame.spot(one)
        if one.signal:
            canvas.text("strong end", at - 16, height + 5, one.signal)
        elif one is last and len(outcomes) <= FEW:
            _last(frame, one, targets.get(one.period, height - 1))
        elif len(outcomes) <= FEW:
            below = targets.get(one.period, height + 1) < height
            canvas.text("mid", at, height + 22 if below else height - 12, frame.figure(one.value))
            if one.example:
                canvas.text("lab mid tiny", at, height + 37 if below else height + 22, frame.chart.words[3])


def _last(frame: _Frame, one: Outcome, target: float) -> None:
    """The latest outcome, written large, on the side away from its target."""
    at, height = frame.spot(one)
    near_floor = frame.y.start - height < 46
    over = target > height or near_floor
    said = frame.chart.words[3] if one.example else frame.chart.words[0]
    frame.canvas.text("big mid", at, height - 13 if over else height + 26, frame.figure(one.value))
    frame.canvas.text("lab mid", at, height - 31 if over else height + 42, said)


def _half_step(frame: _Frame) -> float:
    """Half of the distance between neighbouring periods, in pixels."""
    spots = [frame.at(period) for period in frame.chart.periods()]
    return min((after - one for one, after in pairwise(spots) if after > one), default=40.0) / 2


def _every_step(periods: list[Period]) -> list[Period]:
    """The periods without a hole, when they are of one kind and few enough."""
    kinds = {period.kind for period in periods}
    if len(kinds) != 1 or not 1 < len(periods) <= 60:
        return periods
    filled = [periods[0]]
    while filled[-1] < periods[-1] and len(filled) < 120:
        filled.append(filled[-1].next())
    return filled


def _short(period: Period) -> str:
    """A period's name on an axis: "2018", "T2 2018", "juli", and the year beside January."""
    if period.kind == "month":
        name = str(MONTHS[period.start.month - 1])
        short = name if len(name) <= 4 else name[:3]
        return f"{short} {period.year}" if period.start.month == 1 else short
    return period.key if period.kind in ("year", "day") else f"{period.key[5:]} {period.year}"


def _tick_word(tick: float) -> str:
    exact = Decimal(str(tick))
    return format_number(exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize())


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def line_table(chart: LineChart, heads: tuple[str, str, str]) -> ChartTable:
    """The same as rows, the latest first: period, outcome, target (an interval as text)."""
    outcomes = {one.period: one for one in chart.outcomes}
    aims = {one.period: one for one in chart.aims}
    rows: list[tuple[Cell, ...]] = []
    for period in reversed(chart.periods()):
        outcome, aim = outcomes.get(period), aims.get(period)
        target: Cell = _rounded(aim.value, chart.decimals) if aim else None
        if aim and aim.upper is not None:
            target = f"{format_number(aim.value, chart.decimals)}–{format_number(aim.upper, chart.decimals)}"
        rows.append((period, _rounded(outcome.value, chart.decimals) if outcome else None, target))
    return ChartTable(chart.title, heads, tuple(rows))


def _rounded(value: Decimal, decimals: int | None) -> Decimal:
    """The value with the decimals that the chart writes, whatever the database keeps."""
    return value if decimals is None else value.quantize(Decimal(1).scaleb(-decimals))
