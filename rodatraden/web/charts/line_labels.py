"""The words of a chart of outcomes: the figure at each point, whose it is, and why a series breaks."""

from collections.abc import Iterable

from rodatraden.lib.periods import Period
from rodatraden.lib.text import capital
from rodatraden.web.charts.line_frame import FEW, Frame
from rodatraden.web.charts.line_values import Aim, Forecast, Outcome
from rodatraden.web.charts.measure import break_lines, text_width

TINY, LEADING = 12, 14
ROOM_UNDER = 46
"""What a figure and its word need under a point; nearer the axis they stand above it."""


def labels(frame: Frame) -> None:
    """Figures at the points: each on the side away from what else its period has, the last outcome the largest.

    What matters most is written first. On a narrow chart a figure that would lie on another is left to the table, and
    on any chart so are the word "exempel" after its first time and older signals: their rings say it too.
    """
    marks, outcomes = _heights(frame), frame.chart.outcomes
    few = len(outcomes) <= FEW
    for place, one in enumerate(one for one in reversed(outcomes) if one.signal):
        _signal(frame, one, must=place == 0)
    if few and outcomes and not outcomes[-1].signal:
        _last(frame, outcomes[-1], marks)
    for forecast in frame.chart.open_forecasts:
        _forecast(frame, forecast, marks)
    _aims(frame, marks)
    quiet = [one for one in outcomes[:-1] if few and not one.signal]
    for one in reversed(quiet):
        _outcome(frame, one, marks)
    for place, one in enumerate(one for one in quiet if one.example):
        at, height = frame.spot(one)
        below = _beneath(marks[one.period], height, usual=False)
        words = frame.chart.words[3]
        frame.write("lab mid tiny", at, height + 37 if below else height + 22, words, must=place == 0)
    _reasons(frame)


def _signal(frame: Frame, one: Outcome, must: bool) -> None:
    """What is said of a special cause, to the left of its ring or else to the right. Where neither side is free the
    ring says it, but of the latest one it is always written."""
    at, height = frame.spot(one)
    sides = (("strong end", at - 16), ("strong", at + 16))
    free = [side for side in sides if frame.is_free(side[0], side[1], height + 5, one.signal)]
    for role, x in free[:1] or sides[:must]:
        frame.write(role, x, height + 5, one.signal)


def _heights(frame: Frame) -> dict[Period, list[float]]:
    """How high each mark stands, by period."""
    found: dict[Period, list[float]] = {}
    for one in frame.chart.marks:
        found.setdefault(one.period, []).append(frame.y(one.value))
    return found


def _beneath(heights: Iterable[float], own: float, usual: bool) -> bool:
    """Whether a figure is written beneath its mark: where the others of its period stand above it. Where they stand
    on both sides, or there are none, as usual."""
    others = [height for height in heights if height != own]
    over, under = any(height < own for height in others), any(height > own for height in others)
    return over if over is not under else usual


def _aims(frame: Frame, marks: dict[Period, list[float]]) -> None:
    aims = frame.chart.aims
    for aim in reversed(aims if len(aims) <= FEW else aims[-1:]):
        at, height = frame.spot(aim)
        under = _beneath(marks[aim.period], height, usual=False) and frame.y.start - height >= ROOM_UNDER
        top = frame.y(aim.upper) if aim.upper is not None else height
        must = not frame.narrow or aim is aims[-1] or aim.period == frame.chart.current
        frame.write("aim-text mid", at, height + 22 if under else top - 13, _aim_words(frame, aim), must)
        if aim is aims[-1]:
            frame.write("aim-text mid", at, height + 38 if under else top - 29, capital(frame.chart.words[1]))


def _aim_words(frame: Frame, aim: Aim) -> str:
    return frame.figure(aim.value) + (f"–{frame.figure(aim.upper)}" if aim.upper is not None else "")


def _outcome(frame: Frame, one: Outcome, marks: dict[Period, list[float]]) -> None:
    at, height = frame.spot(one)
    below = _beneath(marks[one.period], height, usual=False)
    frame.write("mid", at, height + 22 if below else height - 12, frame.figure(one.value), not frame.narrow)


def _last(frame: Frame, one: Outcome, marks: dict[Period, list[float]]) -> None:
    """The latest outcome, written large, on the side away from its target."""
    at, height = frame.spot(one)
    near_floor = frame.y.start - height < ROOM_UNDER
    over = near_floor or not _beneath(marks[one.period], height, usual=True)
    said = frame.chart.words[3] if one.example else frame.chart.words[0]
    frame.write("big mid", at, height - 13 if over else height + 26, frame.figure(one.value))
    frame.write("lab mid", at, height - 31 if over else height + 42, said)


def _forecast(frame: Frame, one: Forecast, marks: dict[Period, list[float]]) -> None:
    """A forecast is called so, and an example is said to be one."""
    at, height = frame.spot(one)
    rows = [("mid", frame.figure(one.value)), ("lab mid", frame.chart.words[5])]
    rows += [("lab mid tiny", frame.chart.words[3])] if one.example else []
    under = _beneath(marks[one.period], height, usual=False) and frame.y.start - height > 8 + 16 * len(rows)
    for row, (role, words) in enumerate(rows):
        frame.write(role, at, height + 23 + 16 * row if under else height - 14 - 16 * row, words, must=row < 2)


def _reasons(frame: Frame) -> None:
    """Why the series breaks, beside each line, where there is room before the next one; the table always says it."""
    lines = [(frame.at_day(one.day), one.why) for one in frame.chart.breaks]
    ends = [*(at for at, _why in lines[1:]), frame.right]
    for (at, why), end in zip(lines, ends, strict=False):
        room = end - at - 10
        if any(text_width(word, TINY) > room for word in why.split()):
            continue
        rows = break_lines(why, room, TINY, most=2)
        wide, high = max((text_width(row, TINY) for row in rows), default=0.0), LEADING * len(rows)
        top = _is_crowded(frame, at, wide, frame.y.start - high - 12, frame.y.start)
        first = frame.y.end + 12 if top else frame.y.start - 7 - high + LEADING
        for row, words in enumerate(rows):
            frame.write("lab tiny", at + 5, first + LEADING * row, words)


def _is_crowded(frame: Frame, at: float, wide: float, top: float, bottom: float) -> bool:
    """Whether a mark stands where words of a width would be written from a point."""
    spots = [frame.spot(one) for one in frame.chart.marks]
    return any(at - 8 <= x <= at + wide + 14 and top - 26 <= y <= bottom for x, y in spots)
