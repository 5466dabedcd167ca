"""The thread as the rules see it: plain values, fetched by somebody else. Keys are the items' and units' own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from rodatraden.indicators.evidence import Direction, TargetValue
from rodatraden.lib.periods import Period
from rodatraden.steering.schema.levels import Level

Doing = Literal["", "planned", "ongoing", "done", "paused", "cancelled"]


class ItemView(NamedTuple):
    """One item in the version that holds.

    `board` is the board that the owner unit is or lies under; empty for what the council owns.
    `owner_ended` names the owner where that has ended and no other unit took over.
    `responsible` names the role that answers; `responsible_until` is the last day somebody held it, and
    `vacant` says that nobody holds it now. `serves` are keys of items, `indicators` of indicators.
    """

    key: str
    level: str
    title: str
    text: str = ""
    unit: str = ""
    board: str = ""
    serves: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    responsible: str = ""
    responsible_until: date | None = None
    vacant: bool = False
    deadline: date | None = None
    doing: Doing = ""
    sound_economy: str = ""
    owner_ended: str = ""


@dataclass(frozen=True)
class IndicatorView:
    """One indicator with its targets and outcomes, by whose they are and the period they are for.

    `says` is its whole name and definition, where a figure that a goal states may stand.
    `outcomes` give the period in which each was measured. `next_measured` is when the next measurement comes,
    `years_between` how often after that; None where nobody has said: then every year is expected.
    """

    key: str
    name: str
    owner: str
    unit_of_measure: str = ""
    needs_target: bool = True
    direction: Direction = "higher"
    rank_of: int | None = None
    decimals: int | None = None
    targets: Mapping[tuple[str, Period], TargetValue] = field(default_factory=dict)
    outcomes: Mapping[tuple[str, Period], Period] = field(default_factory=dict)
    first_measured: Period | None = None
    next_measured: Period | None = None
    years_between: int = 1
    says: str = ""

    def expected_next(self) -> Period | None:
        """The next measurement, or the first one where none has been made."""
        return self.next_measured or (None if self.outcomes else self.first_measured)

    @cached_property
    def units(self) -> frozenset[str]:
        """Those that have outcomes of their own."""
        return frozenset(unit for unit, _ in self.outcomes)

    @cached_property
    def by_unit(self) -> Mapping[str, tuple[tuple[Period, Period], ...]]:
        """The outcomes of each unit: the period each is shown for, and the one it was measured in."""
        found: dict[str, list[tuple[Period, Period]]] = {}
        for (unit, shown), measured in self.outcomes.items():
            found.setdefault(unit, []).append((shown, measured))
        return {unit: tuple(outcomes) for unit, outcomes in found.items()}

    def measured_in(self, period: Period, unit: str | None = None) -> bool:
        """Whether an outcome was measured within the period (of one unit's series, or of any)."""
        units = self.by_unit if unit is None else (unit,)
        return any(
            period.contains(shown) and (period.contains(measured) or measured.contains(period))
            for each in units
            for shown, measured in self.by_unit.get(each, ())
        )

    def will_be_measured(self, period: Period) -> bool:
        """Whether a measurement was made or is expected in the period."""
        if self.first_measured is not None and period.end < self.first_measured.start:
            return False
        following = self.expected_next()
        if following is None or self.measured_in(period):
            return True
        if period.end < following.start:
            return False
        return period.kind != "year" or (period.year - following.year) % self.years_between == 0

    def series_of(self, unit: str) -> str:
        """Whose outcomes a unit's target is held against: its own where it has any, else the owner's."""
        return unit if unit in self.units else self.owner


@dataclass(frozen=True)
class Promise:
    """A target: whose it is, the period it is for, and the day it was set."""

    unit: str
    period: Period
    set_on: date


@dataclass(frozen=True)
class ThreadView:
    """Everything that the breaks are found in. `unit_names` name the units in sentences."""

    items: tuple[ItemView, ...]
    indicators: Mapping[str, IndicatorView]
    levels: Mapping[str, Level]
    boards: tuple[str, ...] = ()
    unit_names: Mapping[str, str] = field(default_factory=dict)
    days_to_enter: int = 60
    promises: tuple[Promise, ...] = ()

    def unit_name(self, unit: str) -> str:
        return self.unit_names.get(unit, unit)
