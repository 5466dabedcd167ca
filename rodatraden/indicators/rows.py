"""Current figures read as light values, many at once: what scorecards, threads and exports are made of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from rodatraden.indicators.evidence import Evidence, TargetValue
from rodatraden.indicators.models import Breakdown, Indicator, Outcome, Parts, Target, TargetForm
from rodatraden.indicators.parts import Made, make
from rodatraden.lib.periods import Period


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

    @property
    def aim(self) -> TargetValue:
        return TargetValue(self.value, self.low, self.high, as_before=self.form == TargetForm.AS_BEFORE)


Key = tuple[int, int, str]
"""(indicator, unit, breakdown): whose figures they are."""


@dataclass(frozen=True)
class Figures:
    """All current outcomes, targets and forecasts that were read, by whose they are and by period."""

    outcomes: Mapping[Key, Mapping[Period, OutcomeRow]]
    targets: Mapping[Key, Mapping[Period, TargetRow]]
    forecasts: Mapping[Key, Mapping[Period, OutcomeRow]] = field(default_factory=dict)

    def outcomes_of(
        self, indicator: Indicator, unit: int, breakdown: str = Breakdown.TOTAL
    ) -> Mapping[Period, OutcomeRow]:
        """The unit's own outcomes or, where it has none, those of the indicator's owner."""
        own = self.outcomes.get((indicator.pk, unit, breakdown))
        return own or self.outcomes.get((indicator.pk, indicator.owner_id, breakdown), {})

    def forecasts_of(
        self, indicator: Indicator, unit: int, breakdown: str = Breakdown.TOTAL
    ) -> Mapping[Period, OutcomeRow]:
        """The unit's own forecasts. The owner's only where the outcomes are the owner's too."""
        own = self.forecasts.get((indicator.pk, unit, breakdown))
        if own or self.outcomes.get((indicator.pk, unit, breakdown)):
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


def whose(pairs: Iterable[tuple[int, int]]) -> Q:
    """The condition that a figure is one of these: (indicator, unit). Told unit by unit, as the index has them."""
    by_unit: dict[int, list[int]] = {}
    for indicator, unit in pairs:
        by_unit.setdefault(unit, []).append(indicator)
    found = Q(pk__in=[])
    for unit, indicators in by_unit.items():
        found |= Q(unit=unit, indicator__in=indicators)
    return found


def read_figures(which: Q | None = None, indicators: Iterable[int] | None = None) -> Figures:
    """Current figures, all or those of some indicators, narrowed by `which`. Two queries."""
    condition = which or Q()
    if indicators is not None:
        condition &= Q(indicator__in=list(indicators))
    outcomes: dict[Key, dict[Period, OutcomeRow]] = {}
    forecasts: dict[Key, dict[Period, OutcomeRow]] = {}
    for outcome in _read(Outcome.objects.filter(condition), OutcomeRow):
        kept = forecasts if outcome[-1] else outcomes
        kept.setdefault(outcome[1:3] + (outcome[4],), {})[outcome[3]] = OutcomeRow._make(outcome)
    targets: dict[Key, dict[Period, TargetRow]] = {}
    for target in _read(Target.objects.filter(condition), TargetRow):
        targets.setdefault(target[1:3] + (target[4],), {})[target[3]] = TargetRow._make(target)
    return Figures(outcomes, targets, forecasts)


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
) -> Evidence:
    """What a rule is given to judge one period.

    Where the period has no outcome, what its parts make so far is its outcome, if the indicator says how they
    make one. Else the latest earlier one of the same length stands in, marked with when it was measured: no
    rule takes it for this period's, but the reason can say "senast 2017".
    """
    outcome, measured = outcomes.get(period), None
    made = made_of_parts(indicator, period, outcomes) if outcome is None else None
    if made is not None:
        outcome = made.row
    elif outcome is None:
        earlier = [at for at in outcomes if at < period and at.kind == period.kind]
        outcome = outcomes[max(earlier)] if earlier else None
        measured = outcome.measured_period or outcome.period if outcome else None
    else:
        measured = outcome.measured_period
    before = outcomes.get(period.previous()) or whole_of_parts(indicator, period.previous(), outcomes)
    forecast = (forecasts or {}).get(period)
    target = targets.get(period)
    start = outcomes.get(indicator.start_period) if indicator.start_period else None
    return Evidence(
        period=period,
        direction=indicator.direction,  # type: ignore[arg-type]
        outcome=outcome.value if outcome else None,
        target=target.aim if target else None,
        forecast=forecast.value if forecast else None,
        start=start.value if start else None,
        previous=before.value if before else None,
        previous_period=period.previous() if before else None,
        measured_period=measured,
        rank_of=indicator.rank_of,
        decimals=max(indicator.decimals, outcome.decimals or 0, (forecast and forecast.decimals) or 0)
        if outcome
        else indicator.decimals,
        unit_of_measure=indicator.unit_of_measure,
        preliminary=bool(outcome and outcome.preliminary),
        made=made.made if made else None,
        latest_part=_latest_part(period, outcomes) if period not in outcomes and made is None else None,
    )


def _latest_part(period: Period, outcomes: Mapping[Period, OutcomeRow]) -> Period | None:
    return max((at for at in outcomes if at.kind != period.kind and period.contains(at)), default=None)


@dataclass(frozen=True)
class FromParts:
    """A period's outcome made of its parts: as a row like the others, and how it was made."""

    row: OutcomeRow
    made: Made


def made_of_parts(indicator: Indicator, period: Period, outcomes: Mapping[Period, OutcomeRow]) -> FromParts | None:
    """What the parts of a period make so far, of the parts that reach furthest; None where they make nothing."""
    if indicator.parts == Parts.NONE:
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


def whole_of_parts(indicator: Indicator, period: Period, outcomes: Mapping[Period, OutcomeRow]) -> OutcomeRow | None:
    """The outcome of a period whose every part has one."""
    found = made_of_parts(indicator, period, outcomes)
    return found.row if found and found.made.whole else None
