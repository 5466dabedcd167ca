"""Signal instead of arrow: an XmR chart's limits and its rules for special causes (docs/rules/signal.md).

Statistics, so floats. A series is cut where the way of measuring changed; each segment has its own limits,
and none with fewer than `FEWEST` points. Two points never make a trend.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import fmean
from typing import Literal

from rodatraden.indicators.evidence import Direction, number_text
from rodatraden.lib.periods import Period
from rodatraden.lib.stretches import Stretch, stretch_of
from rodatraden.lib.text import Text, say, say_many

FEWEST = 8
RUN = 8
TREND = 6
NATURAL = 2.66
"""Limits lie at the mean ± 2.66 mean moving ranges: three sigma, since sigma is the mean range / 1.128."""

Rule = Literal["outside", "run", "trend", "two-of-three"]
State = Literal["too-few", "steady", "better", "worse", "changed"]


@dataclass(frozen=True)
class Point:
    """One measurement, by the period that it was measured in."""

    period: Period
    value: Decimal


@dataclass(frozen=True)
class Limits:
    """What common variation gives: the mean and the natural process limits."""

    mean: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Segment:
    """The points between two breaks in the series. `limits` is None with too few of them."""

    points: tuple[Point, ...]
    limits: Limits | None


@dataclass(frozen=True)
class Special:
    """A sign of a special cause: which rule, in which periods, and whether upwards or downwards."""

    rule: Rule
    periods: tuple[Period, ...]
    upwards: bool


@dataclass(frozen=True)
class Signal:
    """What the series says of its latest point, in one sentence, and all that a chart needs to show why."""

    state: State
    text: Text
    segments: tuple[Segment, ...]
    specials: tuple[Special, ...] = ()

    @property
    def last(self) -> Segment:
        """The stretch after the latest break: the only one that says anything of today."""
        return self.segments[-1] if self.segments else Segment((), None)


def read_signal(
    points: Sequence[Point],
    direction: Direction,
    breaks: Sequence[date] = (),
    decimals: int | None = None,
) -> Signal:
    """The signal of the latest point. `breaks` are the days, not later than today, on which a new way of measuring
    began: only what was measured after the last of them is read, and where nothing was, nothing is.

    Raises ValueError when two points stand for the same period: then somebody must choose.
    """
    segments = tuple(_segment(part) for part in _cut(points, breaks))
    specials = tuple(special for segment in segments for special in _specials(segment))
    last = segments[-1] if segments else Segment((), None)
    if last.limits is None:
        return Signal("too-few", _too_few(len(last.points), len(segments) > 1), segments, specials)
    latest = last.points[-1].period
    mine = [special for special in specials if special.periods[-1] == latest]
    if not mine:
        return Signal("steady", _steady(last.limits, decimals), segments, specials)
    strongest = mine[0]
    state: State = "changed"
    if direction != "band":
        state = "better" if strongest.upwards == (direction == "higher") else "worse"
    return Signal(state, _told(strongest, state, last.limits, decimals), segments, specials)


def _cut(points: Sequence[Point], breaks: Sequence[date]) -> Iterator[tuple[Point, ...]]:
    """The points of each stretch that has any; the last stretch also where it has none, if there are others."""
    ordered = sorted(points, key=lambda point: point.period)
    for before, after in pairwise(ordered):
        if before.period == after.period:
            raise ValueError(f"two points for {after.period}")
    groups: dict[Stretch, list[Point]] = {}
    for point in ordered:
        groups.setdefault(stretch_of(point.period, breaks), []).append(point)
    if groups:
        groups.setdefault((len(breaks), len(breaks)), [])
    yield from (tuple(group) for group in groups.values())


def _segment(points: tuple[Point, ...]) -> Segment:
    if len(points) < FEWEST:
        return Segment(points, None)
    values = [float(point.value) for point in points]
    mean = fmean(values)
    reach = NATURAL * fmean(abs(after - before) for before, after in pairwise(values))
    return Segment(points, Limits(mean, mean - reach, mean + reach))


def _specials(segment: Segment) -> Iterator[Special]:
    """Every special cause, strongest rule first for each point."""
    if segment.limits is None:
        return
    limits = segment.limits
    values = [float(point.value) for point in segment.points]
    slack = 1e-9 * max(1.0, *(abs(value) for value in values))
    sides = [_side(value, limits.mean, slack) for value in values]
    steps = [0, *(_side(after, before, slack) for before, after in pairwise(values))]
    reach = limits.upper - limits.mean
    for end, value in enumerate(values):
        if abs(value - limits.mean) > reach + slack:
            yield _special(segment, "outside", end, 1, sides[end])
        if _same(sides, end, RUN):
            yield _special(segment, "run", end, RUN, sides[end])
        if _same(steps, end, TREND - 1):
            yield _special(segment, "trend", end, TREND, steps[end])
        if _two_of_three(values, end, limits.mean, reach * 2 / 3, slack):
            yield _special(segment, "two-of-three", end, 3, sides[end])


def _side(value: float, line: float, slack: float) -> int:
    """1 above the line, -1 below, 0 on it."""
    return 0 if abs(value - line) <= slack else 1 if value > line else -1


def _same(signs: Sequence[int], end: int, count: int) -> bool:
    """Whether the last `count` signs up to `end` are all up or all down."""
    last = signs[max(0, end - count + 1) : end + 1]
    return len(last) == count and abs(sum(last)) == count


def _two_of_three(values: Sequence[float], end: int, mean: float, far: float, slack: float) -> bool:
    """Whether the last point and one of the two before lie in the outer third of the same side."""
    if end < 2 or far <= slack:
        return False
    outer = [_side(value, mean, far + slack) for value in values[end - 2 : end + 1]]
    return outer[2] != 0 and outer.count(outer[2]) >= 2


def _special(segment: Segment, rule: Rule, end: int, count: int, side: int) -> Special:
    periods = tuple(point.period for point in segment.points[end - count + 1 : end + 1])
    return Special(rule, periods, side > 0)


def _too_few(count: int, after_a_break: bool) -> Text:
    if not count:
        return say("Ingen mätning sedan mätmetoden ändrades.") if after_a_break else say("Ingen mätning ännu.")
    if after_a_break:
        return say_many(
            count,
            "För få mätningar sedan mätmetoden ändrades: {n} av minst {fewest}. Ingen trend går att utläsa.",
            "För få mätningar sedan mätmetoden ändrades: {n} av minst {fewest}. Ingen trend går att utläsa.",
            fewest=FEWEST,
        )
    return say_many(
        count,
        "För få mätningar: {n} av minst {fewest}. Ingen trend går att utläsa.",
        "För få mätningar: {n} av minst {fewest}. Ingen trend går att utläsa.",
        fewest=FEWEST,
    )


def _number(value: float, decimals: int | None) -> str:
    return number_text(Decimal(repr(value)), 1 if decimals is None else decimals)


def _steady(limits: Limits, decimals: int | None) -> Text:
    return say(
        "Det senaste värdet är vanlig variation, mellan {lower} och {upper}.",
        lower=_number(limits.lower, decimals),
        upper=_number(limits.upper, decimals),
    )


def _told(special: Special, state: State, limits: Limits, decimals: int | None) -> Text:
    words = {"better": say("Bättre"), "worse": say("Sämre")}
    word = words.get(state, say("Förändring"))
    mean = _number(limits.mean, decimals)
    if special.rule == "outside":
        bound = limits.upper if special.upwards else limits.lower
        why = say("det senaste värdet ligger utanför gränsen {bound}", bound=_number(bound, decimals))
    elif special.rule == "run":
        why = say("de {count} senaste värdena ligger på samma sida om medelvärdet {mean}", count=RUN, mean=mean)
    elif special.rule == "trend":
        why = say("de {count} senaste värdena går åt samma håll", count=TREND)
    else:
        why = say("två av de tre senaste värdena ligger långt från medelvärdet {mean}", mean=mean)
    return say("{word}: {why}.", word=word, why=why)
