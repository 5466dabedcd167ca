"""What concerns one's own unit: first on the overview of whoever has one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from rodatraden.indicators.grid import RHYTHMS
from rodatraden.indicators.models import Breakdown, Indicator, Outcome, Rhythm
from rodatraden.lib.periods import Period, PeriodKind
from rodatraden.lib.text import Text
from rodatraden.organisation.access import Actor
from rodatraden.organisation.tree import Place
from rodatraden.thread.answer import Standing, indicators_answer
from rodatraden.thread.gather import Node, Thread

ELSEWHERE = frozenset({"council", "audit"})
"""Units whose members have the whole municipality as their own."""
DUE_AT_MOST = 5


@dataclass(frozen=True)
class Missing:
    """An indicator of a unit, and the periods that are over and have no outcome."""

    indicator: Indicator
    unit: Place
    periods: Sequence[Period]
    kind: PeriodKind


@dataclass(frozen=True)
class Mine:
    """One's own units, their scorecards, what is to be done in them, and the outcomes that are missing."""

    units: Sequence[Place] = ()
    cards: Sequence[tuple[Place, Text]] = ()
    due: Sequence[Node] = ()
    missing: Sequence[Missing] = ()

    @property
    def shown(self) -> bool:
        return bool(self.cards or self.due or self.missing)


def mine(actor: Actor, thread: Thread) -> Mine:
    """What the actor's own units have to do; nothing for whoever has none."""
    units = {role.unit.id: role.unit for role in actor.roles if role.unit.kind not in ELSEWHERE}
    if not units:
        return Mine()
    figures: dict[int, list[Standing]] = {}
    for node in thread.nodes.values():
        if node.figures or node.judgement:
            known = figures.setdefault(node.version.unit_id, [])
            known.extend(Standing.of(figure.judgement) for figure in node.figures)
    return Mine(
        tuple(units.values()),
        [(place, indicators_answer(figures[place.id])) for place in units.values() if place.id in figures],
        [node for node in coming(thread) if _is_of(node, units)][:DUE_AT_MOST],
        _missing(actor, units, thread) if any(actor.may("enter", unit) for unit in units) else (),
    )


def coming(thread: Thread) -> list[Node]:
    """Activities and assignments that are not over, the nearest deadline first."""
    open_ones = [node for node in thread.of_kind("activity", "assignment") if not node.is_over]
    return sorted((n for n in open_ones if n.version.deadline), key=lambda n: (n.version.deadline, n.key))


def _is_of(node: Node, units: Mapping[int, Place]) -> bool:
    return node.version.unit_id in units or node.version.responsible_unit_id in units


def _missing(actor: Actor, units: Mapping[int, Place], thread: Thread) -> list[Missing]:
    """Of every indicator that a unit owns or has figures of, the periods that are over and have no outcome."""
    current = Outcome.objects.filter(superseded_at=None, unit__in=units, breakdown=Breakdown.TOTAL)
    known: set[tuple[int, int, Any]] = set(current.values_list("indicator", "unit", "period"))
    entered = {(indicator, unit): period.kind for indicator, unit, period in sorted(known)}
    fitting = Q(owner__in=units) | Q(pk__in=[indicator for indicator, _unit in entered])
    found = []
    for indicator in Indicator.objects.visible_to(actor).on(thread.day).filter(fitting):
        for unit in units.values():
            usual = _kind(indicator) if indicator.owner_id == unit.id else None
            kind = entered.get((indicator.pk, unit.id), usual)
            if kind is None or kind == "day" or (kind == "year" and usual is None):
                continue
            left = [period for period in _over(kind, thread) if (indicator.pk, unit.id, period) not in known]
            if left:
                found.append(Missing(indicator, unit, left, kind))
    return found


def _kind(indicator: Indicator) -> PeriodKind | None:
    """How long the periods are that an outcome is due for; None where none is due by itself."""
    regular = indicator.rhythm not in {Rhythm.TWO_YEARS, Rhythm.IRREGULAR}
    return next((kind for kind, rhythms in RHYTHMS.items() if regular and indicator.rhythm in rhythms), None)


def _over(kind: PeriodKind, thread: Thread) -> list[Period]:
    """The periods of the year that are over; of years the one before this."""
    if kind == "year":
        return [Period.year_of(thread.day.year - 1)]
    return [part for part in Period.year_of(thread.day.year).parts(kind) if part.end < thread.day]
