"""A unit's frame, outcome and forecast on a line, its own or the sum of what lies beneath it. Pure.

What is entered for a unit is of the unit with everything beneath it. Where nothing is entered, the sum of its parts
stands in its place, but only where every part has a value: else it is missing, and says what it waits for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from rodatraden.economy.deviation import Deviation, deviation, share_used, total
from rodatraden.organisation.tree import Place, UnitTree
from rodatraden.steering.schema import EconomyLine
from rodatraden.steering.schema.organisation import BOARDS, LEGAL_PERSONS

Kind = Literal["frame", "outcome", "forecast"]
KINDS: tuple[Kind, ...] = ("frame", "outcome", "forecast")
ALWAYS = BOARDS | {"administration", "area", "school", "unit"}
"""Kinds of units that cost something to run, and so take part in every sum of operations."""
APART = LEGAL_PERSONS | {"cooperation", "private_provider"}
"""Kinds with an economy of their own, which is in no sum of the municipality's. Others take part where they have
something: the auditors, a committee."""


@dataclass(frozen=True)
class Figure:
    """An amount in kronor. `pk` is the row it was entered as, 0 where it is a sum; `as_of` the last day of an
    outcome, the day a forecast was made (of a sum the earliest), the year's last day of a frame."""

    value: Decimal
    as_of: date
    preliminary: bool = False
    example: bool = False
    sources: tuple[str, ...] = ()
    pk: int = 0


@dataclass
class Entered:
    """What is entered for a unit on a line in a year; outcomes and forecasts by their day."""

    frame: Figure | None = None
    outcomes: dict[date, Figure] = field(default_factory=dict)
    forecasts: dict[date, Figure] = field(default_factory=dict)


@dataclass(frozen=True)
class LineRow:
    """A line of a unit. `missing` are the names of those that a sum waits for, by kind; `unshared` is what is left of
    the unit's own frame when its parts have theirs (less than nothing where they have more), None where not all do."""

    unit: int
    line: EconomyLine
    frame: Figure | None = None
    outcome: Figure | None = None
    forecast: Figure | None = None
    missing: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    unshared: Decimal | None = None

    @property
    def name(self) -> str:
        return self.line.name.one

    @property
    def is_investment(self) -> bool:
        return self.line.kind == "investment"

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(each for each in (self.frame, self.outcome, self.forecast) if each)

    @property
    def is_closed(self) -> bool:
        """Whether the outcome is of the whole year, and so no forecast is needed any more."""
        return self.outcome is not None and (self.outcome.as_of.month, self.outcome.as_of.day) == (12, 31)

    @property
    def deviation(self) -> Deviation | None:
        """Frame less forecast, or less the outcome when that is of the whole year; None where either is missing."""
        return deviation(_value(self.frame), _value(self.outcome if self.is_closed else self.forecast))

    @property
    def used(self) -> Decimal | None:
        """The outcome so far as a share of the frame."""
        return share_used(_value(self.frame), _value(self.outcome))

    @property
    def example(self) -> bool:
        """Whether anything in the row is made up."""
        return any(each.example for each in self.figures)

    @property
    def preliminary(self) -> bool:
        return self.outcome is not None and self.outcome.preliminary

    @property
    def sources(self) -> tuple[str, ...]:
        return _each_once(source for each in self.figures for source in each.sources)


Whose = tuple[int, str]
"""A unit's id and a line's key."""


class Ledger:
    """All that is entered in a year, asked for by unit and line."""

    def __init__(self, tree: UnitTree, lines: Sequence[EconomyLine], entered: Mapping[Whose, Entered]) -> None:
        self.tree, self.lines, self.entered = tree, tuple(lines), entered
        self._rows: dict[Whose, LineRow] = {}
        self._has: dict[Whose, bool] = {}
        self._series: dict[tuple[int, str, Kind], dict[date, Figure]] = {}

    def row(self, unit: int, line: EconomyLine) -> LineRow:
        """The unit's row on a line. Each is worked out once."""
        whose = unit, line.key
        if whose not in self._rows:
            self._rows[whose] = LineRow(unit, line)
            self._rows[whose] = self._worked_out(unit, line)
        return self._rows[whose]

    def has(self, unit: int, line: EconomyLine) -> bool:
        """Whether anything is entered for the unit or beneath it."""
        whose = unit, line.key
        if whose not in self._has:
            self._has[whose] = False
            below = (child for child in self.tree.children.get(unit, ()) if child.kind not in APART)
            self._has[whose] = whose in self.entered or any(self.has(child.id, line) for child in below)
        return self._has[whose]

    def parts(self, unit: int, line: EconomyLine) -> tuple[Place, ...]:
        """The units right beneath that are part of the unit's sums on the line."""
        return tuple(child for child in self.tree.children.get(unit, ()) if self.takes_part(child, line))

    def takes_part(self, place: Place, line: EconomyLine) -> bool:
        """Every unit costs something to run; not every unit invests."""
        if place.kind in APART:
            return False
        return (line.kind == "operations" and place.kind in ALWAYS) or self.has(place.id, line)

    def outcomes(self, unit: int, line: EconomyLine) -> Mapping[date, Figure]:
        """The outcomes by day, the unit's own or, on the days that all its parts have, their sum."""
        return self._by_day(unit, line, "outcome")

    def forecasts(self, unit: int, line: EconomyLine) -> Mapping[date, Figure]:
        """The forecasts by the day they were made, as `outcomes`."""
        return self._by_day(unit, line, "forecast")

    def _by_day(self, unit: int, line: EconomyLine, kind: Kind) -> Mapping[date, Figure]:
        whose = unit, line.key, kind
        if whose not in self._series:
            self._series[whose] = {}
            entered, parts = self.entered.get((unit, line.key), Entered()), self.parts(unit, line)
            own = entered.outcomes if kind == "outcome" else entered.forecasts
            of_parts = [self._by_day(part.id, line, kind) for part in parts]
            days = set.intersection(*(set(found) for found in of_parts)) if of_parts else set()
            sums = {day: _summed([found[day] for found in of_parts], day) for day in days}
            self._series[whose] = dict(sorted({**sums, **own}.items()))
        return self._series[whose]

    def _worked_out(self, unit: int, line: EconomyLine) -> LineRow:
        own = self.entered.get((unit, line.key), Entered())
        parts = [self.row(part.id, line) for part in self.parts(unit, line)]
        frames, forecasts = [part.frame for part in parts], [part.forecast for part in parts]
        summed_frame = _sum_of(frames)
        latest = max(own.forecasts.values(), key=lambda each: each.as_of, default=None)
        series = self.outcomes(unit, line)
        found: dict[Kind, Figure | None] = {
            "frame": own.frame or summed_frame,
            "outcome": series[max(series)] if series else None,
            "forecast": _newest(latest, _sum_of(forecasts)),
        }
        waits = {kind: self._missing(parts, kind, line) for kind in KINDS if found[kind] is None}
        left = own.frame.value - summed_frame.value if own.frame and summed_frame else None
        missing = {kind: names for kind, names in waits.items() if names}
        return LineRow(unit, line, found["frame"], found["outcome"], found["forecast"], missing, left)

    def _missing(self, parts: Sequence[LineRow], kind: Kind, line: EconomyLine) -> tuple[str, ...]:
        """The names of what a sum waits for, where it waits for some and not for all: the lowest that lack it."""
        if not any(_of(part, kind) or part.missing.get(kind) for part in parts):
            return ()
        if kind == "outcome":
            return self._late(parts, line)
        return _each_once(
            name for part in parts if not _of(part, kind) for name in part.missing.get(kind) or [self._name(part)]
        )

    def _late(self, parts: Sequence[LineRow], line: EconomyLine) -> tuple[str, ...]:
        """Those without an outcome on the newest day that any of them has."""
        newest = max((part.outcome.as_of for part in parts if part.outcome), default=None)
        return _each_once(
            name
            for part in parts
            if newest is None or newest not in self.outcomes(part.unit, line)
            for name in part.missing.get("outcome") or [self._name(part)]
        )

    def _name(self, row: LineRow) -> str:
        return self.tree.places[row.unit].name


def _of(row: LineRow, kind: Kind) -> Figure | None:
    return {"frame": row.frame, "outcome": row.outcome, "forecast": row.forecast}[kind]


def _value(figure: Figure | None) -> Decimal | None:
    return figure.value if figure else None


def _newest(own: Figure | None, summed: Figure | None) -> Figure | None:
    """What the unit itself says, unless its parts have all said something later."""
    return max((each for each in (own, summed) if each), key=lambda each: (each.as_of, each is own), default=None)


def _sum_of(figures: Sequence[Figure | None]) -> Figure | None:
    """The sum of parts that all have a value, as of the earliest of their days."""
    known = [each for each in figures if each]
    return _summed(known, min(each.as_of for each in known)) if known and len(known) == len(figures) else None


def _summed(figures: Sequence[Figure], as_of: date) -> Figure:
    value = total({str(place): each.value for place, each in enumerate(figures)}).value or Decimal(0)
    sources = _each_once(source for each in figures for source in each.sources)
    signs = any(each.preliminary for each in figures), any(each.example for each in figures)
    return Figure(value, as_of, *signs, sources)


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    """In their order, each once, without empty ones."""
    return tuple(dict.fromkeys(name for name in names if name))
