"""Outcomes and the path that was promised: ink is what happened, red what was decided.

Shows target paths (also intervals), control limits, breaks in the series, periods in which nothing is measured,
made-up and preliminary values, and forecasts: open diamonds at the end of a dashed line. A period without a value
has no point: it is never drawn as zero.
"""

from dataclasses import replace
from itertools import pairwise

from rodatraden.lib.numbers import format_number
from rodatraden.lib.periods import MONTHS, Period
from rodatraden.lib.stretches import apart
from rodatraden.lib.text import capital
from rodatraden.web.charts.line_frame import FEW, Frame, Width, frame_of, tick_word
from rodatraden.web.charts.line_labels import labels
from rodatraden.web.charts.line_values import LineChart, Outcome
from rodatraden.web.charts.measure import text_width
from rodatraden.web.charts.skin import PAGE, Skin
from rodatraden.web.charts.svg import number


def line(chart: LineChart, ident: str, width: Width = "wide", skin: Skin = PAGE) -> str:
    """The chart as SVG. `ident` must be unique on the page. Without any value it is an empty string."""
    if not (chart.outcomes or chart.aims or chart.forecasts):
        return ""
    frame = frame_of(_ordered(chart), width == "narrow", skin)
    _ground(frame)
    _limits(frame)
    _breaks(frame)
    _promise(frame)
    _foreseen(frame)
    _measured(frame)
    labels(frame)
    return frame.canvas.done(chart.title, chart.description, ident, f"{width}-only")


def line_pair(chart: LineChart, ident: str) -> str:
    """Wide and narrow together; the style sheet shows one of them. Only one is ever read aloud."""
    return line(chart, ident, "wide") + line(chart, f"{ident}-n", "narrow")


def _ordered(chart: LineChart) -> LineChart:
    return replace(
        chart,
        outcomes=sorted(chart.outcomes, key=lambda one: one.period),
        aims=sorted(chart.aims, key=lambda one: one.period),
        forecasts=sorted(chart.forecasts, key=lambda one: one.period),
        breaks=sorted(chart.breaks, key=lambda one: one.day),
    )


def _ground(frame: Frame) -> None:
    """Shaded periods, the grid, both axes with their words."""
    canvas, chart, y, half = frame.canvas, frame.chart, frame.y, frame.half_step
    for period in chart.unmeasured:
        at = frame.at(period)
        start, end = max(at - half, frame.left), min(at + half, frame.right)
        canvas.rect("band", start, y.end, end - start, y.start - y.end)
    for tick in frame.ticks:
        role = "axis" if tick == frame.ticks[0] else "grid"
        canvas.line(role, [(frame.left, y(tick)), (frame.right, y(tick))])
        frame.write("lab end", frame.left - 10, y(tick) + 4, tick_word(tick))
    said = capital(f"{chart.unit}." if chart.unit else "")
    if frame.ticks[0] > 0:
        said = f"{said} {chart.words[4]} {tick_word(frame.ticks[0])}.".strip()
    frame.write("lab", frame.left, 18, said)
    for period in chart.unmeasured:
        for row, word in enumerate(chart.words[2].split()):
            frame.write("lab mid", frame.at(period), y.end + 18 + 16 * row, word)
    _time_axis(frame)


def _time_axis(frame: Frame) -> None:
    """As many period names as there is room for; the present one always, and strong."""
    periods, bottom = _every_step(frame.chart.periods()), frame.y.start + 22
    room = max(text_width(_short(period), 13, strong=True) for period in periods) + 10
    current = frame.chart.current
    taken = [frame.at(current)] if current else []
    for period in sorted(periods, key=lambda period: (period.start.month != 1, period)):
        at = frame.at(period)
        if period == current:
            frame.write("mid strong", at, bottom, _short(period))
        elif all(abs(at - other) >= room for other in taken):
            frame.write("lab mid", at, bottom, _short(period))
            taken.append(at)


def _limits(frame: Frame) -> None:
    """The limits, over the outcomes that they were reckoned from."""
    limits, since = frame.chart.limits, frame.chart.limits.since if frame.chart.limits else None
    reckoned = [one for one in frame.chart.outcomes if since is None or one.period >= since]
    if not limits or not reckoned:
        return
    start, end = frame.at(reckoned[0].period), frame.at(reckoned[-1].period)
    top, bottom = frame.y(limits.upper), frame.y(limits.lower)
    frame.canvas.rect("band", start, top, end - start, bottom - top)
    rows = zip(("limit", "mean", "limit"), (limits.upper, limits.mean, limits.lower), strict=True)
    last = -100.0
    for word, (role, value) in zip(frame.chart.limit_words, rows, strict=True):
        at = frame.y(value)
        frame.canvas.line(role, [(start, at), (end, at)])
        last = max(at + 4, last + 15)
        frame.canvas.text("lab", frame.right + 10, last, f"{word} {format_number(value, 1)}")


def _breaks(frame: Frame) -> None:
    """A dashed line through each day from which figures are not comparable with those before."""
    for one in frame.chart.breaks:
        at = frame.at_day(one.day)
        frame.canvas.open_titled(one.said)
        frame.canvas.line("split", [(at, frame.y.end), (at, frame.y.start)])
        frame.canvas.close_titled()


def _promise(frame: Frame) -> None:
    """The path from the last outcome before the first target through every target."""
    aims, broken = frame.chart.aims, frame.chart.broken_on
    if not aims:
        return
    before = _before(frame, aims[0].period)
    start = [frame.spot(before)] if before and not apart(before.period, aims[0].period, broken) else []
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


def _before(frame: Frame, period: Period) -> Outcome | None:
    """The last outcome of an earlier period."""
    return next((one for one in reversed(frame.chart.outcomes) if one.period < period), None)


def _foreseen(frame: Frame) -> None:
    """Somebody's forecasts, each at the end of a dashed line from the last outcome before it; and what the series
    itself leads to, as an interval."""
    for coming in frame.chart.expected:
        at, height = frame.spot(coming)
        frame.canvas.line("fan", [(at, frame.y(coming.low)), (at, frame.y(coming.high))])
        frame.canvas.line("mean", [(at - 5, height), (at + 5, height)])
    for one in frame.chart.open_forecasts:
        before = _before(frame, one.period)
        if before and not apart(before.period, one.period, frame.chart.broken_on):
            frame.canvas.line("ahead", [frame.spot(before), frame.spot(one)])
    for one in frame.chart.open_forecasts:
        (x, y), reach = frame.spot(one), frame.size + 1
        tips = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
        frame.canvas.path("ahead-tip", "M" + "L".join(f"{number(a)} {number(b)}" for a, b in tips) + "z")


def _measured(frame: Frame) -> None:
    outcomes, canvas, size = frame.chart.outcomes, frame.canvas, frame.size
    for one, after in pairwise(outcomes):
        if not apart(one.period, after.period, frame.chart.broken_on):
            role = "out" if one.period.next() == after.period else "bridge"
            canvas.line(role, [frame.spot(one), frame.spot(after)])
    for one in outcomes:
        role = "made" if one.example else "prel" if one.preliminary else "dot"
        canvas.circle(role, *frame.spot(one), size if role == "dot" else size - 0.5)
        if one.signal:
            canvas.circle("signal", *frame.spot(one), 9)


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
