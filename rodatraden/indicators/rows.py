"""Current figures read as light values, many at once: what scorecards, threads and exports are made of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from rodatraden.indicators.evidence import Evidence, TargetValue
from rodatraden.indicators.models import Breakdown, Indicator, Outcome, Target, TargetForm
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
    """All current outcomes and targets that were read, by whose they are and by period."""

    outcomes: Mapping[Key, Mapping[Period, OutcomeRow]]
    targets: Mapping[Key, Mapping[Period, TargetRow]]

    def outcomes_of(
        self, indicator: Indicator, unit: int, breakdown: str = Breakdown.TOTAL
    ) -> Mapping[Period, OutcomeRow]:
        """The unit's own outcomes or, where it has none, those of the indicator's owner."""
        own = self.outcomes.get((indicator.pk, unit, breakdown))
        return own or self.outcomes.get((indicator.pk, indicator.owner_id, breakdown), {})

    def targets_of(
        self, indicator: Indicator, unit: int, breakdown: str = Breakdown.TOTAL
    ) -> Mapping[Period, TargetRow]:
        """The unit's own targets or, where it has none, those of the indicator's owner."""
        own = self.targets.get((indicator.pk, unit, breakdown))
        return own or self.targets.get((indicator.pk, indicator.owner_id, breakdown), {})


def years(first: int, last: int) -> Q:
    """The condition that a figure is for a whole year between two, both included."""
    return Q(period__in=[str(year) for year in range(first, last + 1)])


def read_figures(which: Q | None = None, indicators: Iterable[int] | None = None) -> Figures:
    """Current figures, all or those of some indicators, narrowed by `which`. Two queries."""
    condition = which or Q()
    if indicators is not None:
        condition &= Q(indicator__in=list(indicators))
    outcomes: dict[Key, dict[Period, OutcomeRow]] = {}
    for outcome in _read(Outcome.objects.filter(condition), OutcomeRow):
        outcomes.setdefault(outcome[1:3] + (outcome[4],), {})[outcome[3]] = OutcomeRow._make(outcome)
    targets: dict[Key, dict[Period, TargetRow]] = {}
    for target in _read(Target.objects.filter(condition), TargetRow):
        targets.setdefault(target[1:3] + (target[4],), {})[target[3]] = TargetRow._make(target)
    return Figures(outcomes, targets)


def _read(
    rows: "QuerySet[Outcome] | QuerySet[Target]", shape: type[OutcomeRow] | type[TargetRow]
) -> Iterable[tuple[Any, ...]]:
    return rows.filter(superseded_at=None).order_by("period").values_list(*shape._fields).iterator(chunk_size=5000)


def evidence_for(
    indicator: Indicator,
    period: Period,
    outcomes: Mapping[Period, OutcomeRow],
    targets: Mapping[Period, TargetRow],
) -> Evidence:
    """What a rule is given to judge one period.

    Where the period has no outcome, the latest earlier one of the same length stands in, marked with when it
    was measured: no rule takes it for this period's, but the reason can say "senast 2017".
    """
    outcome, measured = outcomes.get(period), None
    if outcome is None:
        earlier = [at for at in outcomes if at < period and at.kind == period.kind]
        outcome = outcomes[max(earlier)] if earlier else None
        measured = outcome.measured_period or outcome.period if outcome else None
    else:
        measured = outcome.measured_period
    before = outcomes.get(period.previous())
    target = targets.get(period)
    start = outcomes.get(indicator.start_period) if indicator.start_period else None
    return Evidence(
        period=period,
        direction=indicator.direction,  # type: ignore[arg-type]
        outcome=outcome.value if outcome else None,
        target=target.aim if target else None,
        start=start.value if start else None,
        previous=before.value if before else None,
        previous_period=period.previous() if before else None,
        measured_period=measured,
        rank_of=indicator.rank_of,
        decimals=max(indicator.decimals, outcome.decimals or 0) if outcome else indicator.decimals,
        unit_of_measure=indicator.unit_of_measure,
        preliminary=bool(outcome and outcome.preliminary),
    )
