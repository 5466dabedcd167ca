"""An indicator's figures as values: what is current by period, what was replaced and why, who entered what (M8).

Three queries read everything about one indicator; the rest is plain reckoning over it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from rodatraden.indicators.evidence import Evidence
from rodatraden.indicators.models import Breakdown, Indicator, Outcome, Rhythm, SeriesBreak, Target
from rodatraden.indicators.rows import OutcomeRow, TargetRow, evidence_for, measured_in
from rodatraden.indicators.sight import EVERYTHING, HiddenSpots, Sight
from rodatraden.indicators.signal import Point
from rodatraden.indicators.small_groups import Spot, Why, told
from rodatraden.lib.periods import Period, PeriodKind
from rodatraden.lib.text import NOTHING, Text, say

KINDS: tuple[PeriodKind, ...] = ("year", "half", "tertial", "quarter", "month", "day")


@dataclass(frozen=True)
class Entered:
    """A figure and its trace. `decision` is what decided a target, in words; `reason` why it replaced another."""

    row: OutcomeRow | TargetRow
    unit: str
    entered_by: str
    entered_at: datetime
    reason: str = ""
    superseded_at: datetime | None = None
    replaces: int | None = None
    decision: str = ""
    decided_on: date | None = None
    withdrawn_by: str = ""
    withdrawn_because: str = ""
    hidden: Text = NOTHING
    """Why the reader may not see the figure. Its value stands in the row, for nobody but who asks this first."""

    @property
    def is_outcome(self) -> bool:
        return isinstance(self.row, OutcomeRow)

    @property
    def what(self) -> Text:
        """What sort of figure it is: "utfall", "prognos", "målvärde"."""
        if not isinstance(self.row, OutcomeRow):
            return say("målvärde")
        return say("prognos") if self.row.forecast else say("utfall")

    @property
    def is_current(self) -> bool:
        return self.superseded_at is None


@dataclass(frozen=True)
class Series:
    """The current figures of one unit and breakdown. A period without a figure is not in it, nor one whose figure the
    reader may not see: that is in `hidden`, with why. `breaks` are in order."""

    indicator: Indicator
    unit_id: int
    breakdown: str = Breakdown.TOTAL
    outcomes: Mapping[Period, OutcomeRow] = field(default_factory=dict)
    targets: Mapping[Period, TargetRow] = field(default_factory=dict)
    forecasts: Mapping[Period, OutcomeRow] = field(default_factory=dict)
    breaks: Sequence[SeriesBreak] = ()
    hidden: Mapping[Period, Text] = field(default_factory=dict)

    @property
    def broken_on(self) -> tuple[date, ...]:
        """The days on which the series breaks, also those to come."""
        return tuple(each.day for each in self.breaks)

    @property
    def kinds(self) -> tuple[PeriodKind, ...]:
        """The lengths of period that have figures, longest first."""
        found = {period.kind for period in (*self.outcomes, *self.targets, *self.forecasts)}
        return tuple(kind for kind in KINDS if kind in found)

    def evidence(self, period: Period) -> Evidence:
        """What a rule is given to judge a period; its start value is the outcome of `start_period`."""
        told = (self.outcomes, self.targets, self.forecasts, self.broken_on, self.hidden)
        return evidence_for(self.indicator, period, *told)

    @property
    def borrowed(self) -> bool:
        """Whether the outcomes are the owner's, since the unit has none of its own."""
        return any(row.unit_id != self.unit_id for row in self.outcomes.values())

    @property
    def borrowed_targets(self) -> bool:
        """Whether the targets are the owner's."""
        return any(row.unit_id != self.unit_id for row in self.targets.values())

    def latest(self, kind: PeriodKind) -> OutcomeRow | None:
        """The outcome of the latest period of a length."""
        return max((row for at, row in self.outcomes.items() if at.kind == kind), key=_period, default=None)

    def measured_points(self, kind: PeriodKind) -> dict[Period, OutcomeRow]:
        """The outcomes of a length, in order, by the period that each was measured in.

        A value shown for 2017 but measured in 2016 belongs to 2016. Where 2016 has an outcome of its own, that
        one stands: one measurement is one point.
        """
        found: dict[Period, OutcomeRow] = {}
        rows = [row for at, row in sorted(self.outcomes.items()) if at.kind == kind]
        for row in rows:
            at = measured_in(row)
            if at.kind != kind:
                at = row.period
            if at not in found or row.period == at:
                found[at] = row
        return dict(sorted(found.items()))

    def points(self, kind: PeriodKind) -> list[Point]:
        """The measurements as the signal reads them, and what is reckoned ahead. Nobody's forecast is one of them."""
        return [Point(at, row.value) for at, row in self.measured_points(kind).items()]

    def will_be_measured(self, period: Period) -> bool:
        """Whether a measurement was made or is expected in the period, by what is said of the indicator."""
        if period in self.hidden or (period in self.outcomes and not self.evidence(period).measured_earlier):
            return True
        first, following = self.indicator.first_measured, self.indicator.next_measured
        if first and period.end < first.start:
            return False
        if not following:
            return True
        if period.end < following.start:
            return not any(measured_in(row).end < period.start for row in self.outcomes.values())
        between = 2 if self.indicator.rhythm == Rhythm.TWO_YEARS else 1
        return period.kind != "year" or (period.year - following.year) % between == 0

    def unmeasured_targets(self) -> list[Period]:
        """The periods that have a target although nothing will be measured in them."""
        return [period for period in sorted(self.targets) if not self.will_be_measured(period)]


def _period(row: OutcomeRow) -> Period:
    return row.period


@dataclass(frozen=True)
class History:
    """Every figure of an indicator that ever was entered, the oldest entry first, and where its series breaks."""

    indicator: Indicator
    entered: tuple[Entered, ...]
    breaks: tuple[SeriesBreak, ...] = ()

    @cached_property
    def units(self) -> dict[int, str]:
        """The units that have figures, the owner first, then in the order of their names."""
        found = {each.row.unit_id: each.unit for each in self.entered}
        ranked = sorted(found.items(), key=lambda unit: (unit[0] != self.indicator.owner_id, unit[1]))
        return dict(ranked)

    def series(self, unit: int, breakdown: str = Breakdown.TOTAL) -> Series:
        """The current figures of a unit. A unit with targets of its own but no outcomes is held against the
        owner's outcomes, and the other way round: as on the scorecard."""
        owner = self.indicator.owner_id
        own, hidden = self._current(unit, breakdown, OutcomeRow), self._hidden(unit, breakdown)
        forecasts = self._current(unit, breakdown, OutcomeRow, forecast=True)
        outcomes = own
        if not (own or hidden):
            outcomes, hidden = self._current(owner, breakdown, OutcomeRow), self._hidden(owner, breakdown)
            forecasts = forecasts or self._current(owner, breakdown, OutcomeRow, forecast=True)
        targets = self._current(unit, breakdown, TargetRow) or self._current(owner, breakdown, TargetRow)
        return Series(self.indicator, unit, breakdown, outcomes, targets, forecasts, self.breaks, hidden)

    def _hidden(self, unit: int, breakdown: str) -> dict[Period, Text]:
        """Where current outcomes and forecasts are hidden, and why."""
        found = [each for each in self.entered if each.is_current and each.hidden]
        return {
            each.row.period: each.hidden
            for each in sorted(found, key=lambda each: each.row.period)
            if (each.row.unit_id, each.row.breakdown) == (unit, breakdown)
        }

    def _current(self, unit: int, breakdown: str, shape: type[Any], *, forecast: bool = False) -> dict[Period, Any]:
        rows = (each.row for each in self.entered if each.is_current and not each.hidden)
        return {
            row.period: row
            for row in sorted(rows, key=lambda row: row.period)
            if isinstance(row, shape) and row.unit_id == unit and row.breakdown == breakdown
            if (isinstance(row, OutcomeRow) and row.forecast) == forecast
        }

    @cached_property
    def by_id(self) -> Mapping[tuple[bool, int], Entered]:
        return {(each.is_outcome, each.row.id): each for each in self.entered}

    def trace(self, row: OutcomeRow | TargetRow) -> Entered:
        """Who entered a figure, when and from where."""
        return self.by_id[isinstance(row, OutcomeRow), row.id]

    def replaced(self, unit: int) -> list[tuple[Entered, Entered | None]]:
        """The figures of a unit that were replaced, newest first, each with what replaced it."""
        after = {(each.is_outcome, each.replaces): each for each in self.entered if each.replaces}
        old = [each for each in self.entered if not each.is_current and each.row.unit_id == unit]
        return [(each, after.get((each.is_outcome, each.row.id))) for each in sorted(old, key=_when, reverse=True)]


def _when(each: Entered) -> tuple[Any, int]:
    return each.superseded_at, each.row.id


def read_history(indicator: Indicator, sight: Sight = EVERYTHING) -> History:
    """Everything about one indicator, in three queries, as the reader of `sight` may see it."""
    outcomes = list(_entered(indicator.outcomes.select_related("unit"), OutcomeRow))
    targets = _entered(indicator.targets.select_related("unit", "decision"), TargetRow)
    unseen = sight.hidden_in(_told(each.row) for each in outcomes if each.is_current)
    seen = [_as_seen(each, sight, unseen) for each in outcomes]
    return History(indicator, (*seen, *targets), tuple(indicator.breaks.order_by("day")))


def _told(row: OutcomeRow | TargetRow) -> tuple[int, int, str, Period, int | None]:
    people = row.people if isinstance(row, OutcomeRow) else None
    return row.indicator_id, row.unit_id, row.breakdown, row.period, people


def _as_seen(each: Entered, sight: Sight, unseen: HiddenSpots) -> Entered:
    """The figure with why it is hidden, if it is. One that was replaced is hidden where what stands there now is, and
    for its own sake."""
    row = each.row
    why = unseen.get(row.indicator_id, {}).get(Spot(row.unit_id, row.breakdown, row.period), NOTHING)
    if not why and isinstance(row, OutcomeRow) and sight.hides_people(row.people, row.unit_id):
        why = told(Why.FEW, sight.fewer_than)
    return replace(each, hidden=why) if why else each


def _entered(rows: "QuerySet[Outcome] | QuerySet[Target]", shape: type[Any]) -> Iterable[Entered]:
    for row in rows.order_by("entered_at", "pk"):
        decision = row.decision if isinstance(row, Target) else None
        yield Entered(
            shape(**{name: row.__dict__[name] for name in shape._fields}),
            row.unit.name,
            row.entered_by,
            row.entered_at,
            row.reason,
            row.superseded_at,
            row.replaces_id,
            str(decision) if decision else "",
            decision.date if decision else None,
            row.withdrawn_by,
            row.withdrawn_because,
        )
