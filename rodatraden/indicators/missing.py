"""Outcomes that are due and have not come: of which indicator, whose, and for which periods."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from rodatraden.indicators.grid import RHYTHMS
from rodatraden.indicators.models import Breakdown, Indicator, Outcome, Rhythm
from rodatraden.lib.periods import Period, PeriodKind
from rodatraden.organisation.access import Actor
from rodatraden.organisation.tree import Place


@dataclass(frozen=True)
class Missing:
    """An indicator of a unit, and the periods that are over and have no outcome."""

    indicator: Indicator
    unit: Place
    periods: Sequence[Period]
    kind: PeriodKind


def missing_outcomes(actor: Actor, units: Mapping[int, Place], day: date) -> list[Missing]:
    """Of every indicator that a unit owns or has figures of, the periods of the day's year that are over and have
    no outcome; of yearly ones the year before. Two queries."""
    current = Outcome.objects.filter(superseded_at=None, unit__in=units, breakdown=Breakdown.TOTAL)
    known: set[tuple[int, int, Any]] = set(current.values_list("indicator", "unit", "period"))
    entered = {(indicator, unit): period.kind for indicator, unit, period in sorted(known)}
    fitting = Q(owner__in=units) | Q(pk__in=[indicator for indicator, _unit in entered])
    found = []
    for indicator in Indicator.objects.visible_to(actor).on(day).filter(fitting):
        for unit in units.values():
            usual = _kind(indicator) if indicator.owner_id == unit.id else None
            kind = entered.get((indicator.pk, unit.id), usual)
            if kind is None or kind == "day" or (kind == "year" and usual is None):
                continue
            left = [period for period in _over(kind, day) if (indicator.pk, unit.id, period) not in known]
            if left:
                found.append(Missing(indicator, unit, left, kind))
    return found


def _kind(indicator: Indicator) -> PeriodKind | None:
    """How long the periods are that an outcome is due for; None where none is due by itself."""
    regular = indicator.rhythm not in {Rhythm.TWO_YEARS, Rhythm.IRREGULAR}
    return next((kind for kind, rhythms in RHYTHMS.items() if regular and indicator.rhythm in rhythms), None)


def _over(kind: PeriodKind, day: date) -> list[Period]:
    """The periods of the year that are over; of years the one before this."""
    if kind == "year":
        return [Period.year_of(day.year - 1)]
    return [part for part in Period.year_of(day.year).parts(kind) if part.end < day]
