"""Current figures read as light values, many at once: what scorecards, threads and exports are made of."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from rodatraden.indicators.evidence import Evidence, TargetValue
from rodatraden.indicators.models import Breakdown, Indicator, Outcome, Parts, SeriesBreak, Target, TargetForm
from rodatraden.indicators.parts import Made, make
from rodatraden.indicators.sight import Sight, read_hidden
from rodatraden.indicators.small_groups import Spot
from rodatraden.lib.periods import Period
from rodatraden.lib.stretches import apart
from rodatraden.lib.text import NOTHING, Text
from rodatraden.tenancy.among import among


class OutcomeRow(NamedTuple):
    """An outcome, as light as it gets."""

    id: int
    indicator_id: int
    unit_id: int
    period: Period
    breakdown: str
    value: Decimal
    measured_period: Period | None
    preliminary: bool
    example: bool
    decimals: int | None
    source: str
    note: str
    forecast: bool = False
    people: int | None = None


class TargetRow(NamedTuple):
    """A target, as light as it gets."""

    id: int
    indicator_id: int
    unit_id: int
    period: Period
    breakdown: str
    form: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    mandate: bool
    example: bool
    decimals: int | None
    source: str
    note: str
    decision_id: int | None

    @classmethod
    def of(cls, target: Target) -> "TargetRow":
        return cls(**{name: target.__dict__[name] for name in cls._fields})

    @property
    def aim(self) -> TargetValue:
        return TargetValue(self.value, self.low, self.high, as_before=self.form == TargetForm.AS_BEFORE)


def measured_in(row: OutcomeRow) -> Period:
    """The period that an outcome was measured in: its own where nothing else is said."""
    return row.measured_period or row.period


Key = tuple[int, int, str]
"""(indicator, unit, breakdown): whose figures they are."""


@dataclass(frozen=True)
class Figures:
    """All current outcomes, targets and forecasts that were read, by whose they are and by period.

    `breaks` are the days on which the series of an indicator breaks, in order. `hidden` says where there are figures
    that the reader may not see, and why: they are in none of the others.
    """

    outcomes: Mapping[Key, Mapping[Period, OutcomeRow]]
    targets: Mapping[Key, Mapping[Period, TargetRow]]
    forecasts: Mapping[Key, Mapping[Period, OutcomeRow]] = field(default_factory=dict)
    breaks: Mapping[int, tuple[date, ...]] = field(default_factory=dict)
    hidden: Mapping[Key, Mapping[Period, Text]] = field(default_factory=dict)

    def breaks_of(self, indicator: Indicator) -> tuple[date, ...]:
        return self.breaks.get(indicator.pk, ())

    def outcomes_of(
        self, indicator: Indicator, unit: int, breakdown: str = Breakdown.TOTAL
    ) -> Mapping[Period, OutcomeRow]:
        """The unit's own outcomes or, where it has none, those of the indicator's owner."""
        key = self._key(indicator, unit, breakdown)
        return self.outcomes.get(key, {})

    def hidden_of(self, indicator: Indicator, unit: int, breakdown: str = Breakdown.TOTAL) -> Mapping[Period, Text]:
        """Where outcomes or forecasts are hidden among those that `outcomes_of` gives, and why."""
        return self.hidden.get(self._key(indicator, unit, breakdown), {})

    def _key(self, indicator: Indicator, unit: int, breakdown: str) -> Key:
        own = (indicator.pk, unit, breakdown)
        return own if own in self.outcomes or own in self.hidden else (indicator.pk, indicator.owner_id, breakdown)

    def forecasts_of(
        self, indicator: Indicator, unit: int, breakdown: str = Breakdown.TOTAL
    ) -> Mapping[Period, OutcomeRow]:
        """The unit's own forecasts. The owner's only where the outcomes are the owner's too."""
        own = self.forecasts.get((indicator.pk, unit, breakdown))
        if own or self._key(indicator, unit, breakdown)[1] == unit:
            return own or {}
        return self.forecasts.get((indicator.pk, indicator.owner_id, breakdown), {})

    def targets_of(
        self, indicator: Indicator, unit: int, breakdown: str = Breakdown.TOTAL
    ) -> Mapping[Period, TargetRow]:
        """The unit's own targets or, where it has none, those of the indicator's owner."""
        own = self.targets.get((indicator.pk, unit, breakdown))
        return own or self.targets.get((indicator.pk, indicator.owner_id, breakdown), {})


def years(first: int, last: int) -> Q:
    """The condition that a figure is for a whole year between two, both included."""
    return Q(period__in=[str(year) for year in range(first, last + 1)])


def parts_of(*years: int) -> Q:
    """The condition that a figure is for a part of one of the years, of an indicator whose parts make a year."""
    within = Q()
    for year in years:
        within |= Q(period__startswith=f"{year}-")
    return within & ~Q(indicator__parts=Parts.NONE)


def whose(measuring: Mapping[int, Collection[Indicator]]) -> Q:
    """The condition that a figure is of one of these units and of an indicator that the unit has, or is the owner's
    of such an indicator, which may stand in.

    A pair of indicator and unit is compared as one number: SQLite looks a number up in a list at once, and walks
    through alternatives. It looks in no index for either, so the two are told apart before that.
    """
    pairs = {(indicator.pk, unit) for unit, each in measuring.items() for indicator in each}
    pairs |= {(indicator.pk, indicator.owner_id) for each in measuring.values() for indicator in each}
    units = {unit for _, unit in pairs}
    size = max(units, default=0) + 1
    of_pair = among(F("indicator_id") * size + F("unit_id"), [indicator * size + unit for indicator, unit in pairs])
    return among("indicator_id", {indicator for indicator, _ in pairs}) & among("unit_id", units) & of_pair


def read_figures(
    which: Q | None = None,
    breaks: Mapping[int, tuple[date, ...]] | None = None,
    *,
    sight: Sight,
    peopled: Collection[int] | None = None,
    of_outcomes: Q | None = None,
    of_targets: Q | None = None,
) -> Figures:
    """Current figures, all or those that `which` names, as the reader of `sight` may see them.
    Four queries; one less for who already knows the breaks, and one for who knows that nobody has told how many
    people are behind them. `peopled` are the indicators of which it is told: of others nothing is hidden.
    `of_outcomes` and `of_targets` narrow one of the two further."""
    condition = which or Q()
    unseen = read_hidden(sight, peopled)
    outcomes: dict[Key, dict[Period, OutcomeRow]] = {}
    forecasts: dict[Key, dict[Period, OutcomeRow]] = {}
    hidden: dict[Key, dict[Period, Text]] = {}
    for outcome in map(OutcomeRow._make, _read(Outcome.objects.filter(condition, of_outcomes or Q()), OutcomeRow)):
        key = (outcome.indicator_id, outcome.unit_id, outcome.breakdown)
        if key[0] in unseen and (why := unseen[key[0]].get(Spot(key[1], key[2], outcome.period))):
            hidden.setdefault(key, {})[outcome.period] = why
            continue
        kept = forecasts if outcome.forecast else outcomes
        kept.setdefault(key, {})[outcome.period] = outcome
    targets: dict[Key, dict[Period, TargetRow]] = {}
    for target in map(TargetRow._make, _read(Target.objects.filter(condition, of_targets or Q()), TargetRow)):
        targets.setdefault((target.indicator_id, target.unit_id, target.breakdown), {})[target.period] = target
    return Figures(outcomes, targets, forecasts, read_breaks() if breaks is None else breaks, hidden)


def read_breaks() -> Mapping[int, tuple[date, ...]]:
    """Where the series of each indicator breaks. One query; there are few."""
    found: dict[int, tuple[date, ...]] = {}
    for indicator, day in SeriesBreak.objects.order_by("day").values_list("indicator_id", "day"):
        found[indicator] = (*found.get(indicator, ()), day)
    return found


def _read(
    rows: "QuerySet[Outcome] | QuerySet[Target]", shape: type[OutcomeRow] | type[TargetRow]
) -> Iterable[tuple[Any, ...]]:
    return rows.filter(superseded_at=None).order_by("period").values_list(*shape._fields).iterator(chunk_size=5000)


def evidence_for(
    indicator: Indicator,
    period: Period,
    outcomes: Mapping[Period, OutcomeRow],
    targets: Mapping[Period, TargetRow],
    forecasts: Mapping[Period, OutcomeRow] | None = None,
    breaks: Sequence[date] = (),
    hidden: Mapping[Period, Text] | None = None,
) -> Evidence:
    """What a rule is given to judge one period. `breaks` are the days on which the series breaks: what lies on the
    other side of one is nothing to compare with. `hidden` says where the reader may not see a figure that there is.

    Where the period has no outcome, what its parts make so far is its outcome, if the indicator says how they make
    one. Else the latest earlier one stands in, marked with when it was measured: the reason can say "senast 2017".
    """
    unseen = hidden or {}
    aim = targets[period].aim if period in targets else None
    if why := hides(indicator, period, outcomes, unseen):
        return Evidence(period, indicator.direction, target=aim, hidden=why)  # type: ignore[arg-type]
    outcome = outcomes.get(period)
    measured = outcome.measured_period if outcome else None
    made = made_of_parts(indicator, period, outcomes, unseen) if outcome is None else None
    if made is not None:
        outcome = made.row
    elif outcome is None:
        outcome = _standing_in(period, outcomes, unseen)
        measured = outcome.measured_period or outcome.period if outcome else None
    before = outcomes.get(earlier := period.previous()) or whole_of_parts(indicator, earlier, outcomes, unseen)
    forecast = (forecasts or {}).get(period)
    start = outcomes.get(indicator.start_period) if indicator.start_period else None
    parted = _parted(measured, period, (before, start), breaks)
    return Evidence(
        period=period,
        direction=indicator.direction,  # type: ignore[arg-type]
        outcome=outcome.value if outcome else None,
        target=aim,
        forecast=forecast.value if forecast else None,
        start=start.value if start and not parted[1] else None,
        start_parted=parted[1],
        previous=before.value if before and not parted[0] else None,
        previous_period=earlier if before else None,
        previous_parted=parted[0],
        measured_period=measured,
        rank_of=indicator.rank_of,
        decimals=_decimals(indicator, outcome, forecast),
        unit_of_measure=indicator.unit_of_measure,
        preliminary=bool(outcome and outcome.preliminary),
        made=made.made if made else None,
        hidden_before=_hidden_before(indicator, earlier, outcomes, unseen),
        latest_part=_latest_part(period, outcomes) if period not in outcomes and made is None else None,
    )


def _parted(
    measured: Period | None, period: Period, rows: Iterable[OutcomeRow | None], breaks: Sequence[date]
) -> list[bool]:
    """For each outcome, whether the series breaks between it and what is judged."""
    here = measured if measured and measured.end >= period.start else period
    return [row is not None and apart(measured_in(row), here, breaks) for row in rows]


def _hidden_before(
    indicator: Indicator, before: Period, outcomes: Mapping[Period, OutcomeRow], unseen: Mapping[Period, Text]
) -> Text:
    """Why what a period is compared with is hidden: the one `before` it, or the start value."""
    start = unseen.get(indicator.start_period, NOTHING) if indicator.start_period else NOTHING
    return hides(indicator, before, outcomes, unseen) or start


def _standing_in(
    period: Period, outcomes: Mapping[Period, OutcomeRow], unseen: Mapping[Period, Text]
) -> OutcomeRow | None:
    """The latest earlier outcome of the same length; none where a later one is hidden."""
    earlier = [at for at in outcomes if at < period and at.kind == period.kind]
    passed = earlier and any(max(earlier) < at < period and at.kind == period.kind for at in unseen)
    return outcomes[max(earlier)] if earlier and not passed else None


def _decimals(indicator: Indicator, outcome: OutcomeRow | None, forecast: OutcomeRow | None) -> int:
    """As many as the figures are printed with; never fewer than the indicator has."""
    printed = (row.decimals or 0 for row in (outcome, forecast) if outcome and row)
    return max(indicator.decimals, *printed, 0)


def _latest_part(period: Period, outcomes: Mapping[Period, OutcomeRow]) -> Period | None:
    return max((at for at in outcomes if at.kind != period.kind and period.contains(at)), default=None)


@dataclass(frozen=True)
class FromParts:
    """A period's outcome made of its parts: as a row like the others, and how it was made."""

    row: OutcomeRow
    made: Made


def hides(
    indicator: Indicator, period: Period, outcomes: Mapping[Period, OutcomeRow], hidden: Mapping[Period, Text]
) -> Text:
    """Why a period's outcome is hidden: its own is or, where its parts make it, one of theirs. Nothing if none is."""
    if not hidden or period in outcomes:
        return NOTHING
    parts = [at for at in hidden if period.contains(at)] if indicator.parts != Parts.NONE else []
    return hidden.get(period) or (hidden[min(parts)] if parts else NOTHING)


def made_of_parts(
    indicator: Indicator,
    period: Period,
    outcomes: Mapping[Period, OutcomeRow],
    hidden: Mapping[Period, Text] = MappingProxyType({}),
) -> FromParts | None:
    """What the parts of a period make so far, of the parts that reach furthest; None where they make nothing, or
    where one of them is hidden: what they make would tell what it is."""
    if indicator.parts == Parts.NONE or any(period.contains(at) for at in hidden):
        return None
    rows = {at: row for at, row in outcomes.items() if at.kind != period.kind and period.contains(at)}
    made = make({at: row.value for at, row in rows.items()}, period, indicator.parts)  # type: ignore[arg-type]
    if made is None:
        return None
    used = [rows[at] for at in made.parts]
    last = used[-1]
    row = last._replace(
        period=period,
        value=made.value,
        measured_period=None,
        preliminary=any(each.preliminary for each in used),
        example=any(each.example for each in used),
        note="",
    )
    return FromParts(row, made)


def whole_of_parts(
    indicator: Indicator,
    period: Period,
    outcomes: Mapping[Period, OutcomeRow],
    hidden: Mapping[Period, Text] = MappingProxyType({}),
) -> OutcomeRow | None:
    """The outcome of a period whose every part has one."""
    found = made_of_parts(indicator, period, outcomes, hidden)
    return found.row if found and found.made.whole else None
