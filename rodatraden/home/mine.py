"""What concerns one's own unit: first on the overview of whoever has one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rodatraden.indicators.missing import Missing, missing_outcomes
from rodatraden.lib.text import Text
from rodatraden.organisation.access import Actor
from rodatraden.organisation.tree import Place
from rodatraden.remedies.mine import Waiting, waiting_for
from rodatraden.thread.answer import Standing, indicators_answer
from rodatraden.thread.gather import Node, Thread
from rodatraden.thread.scorecard import council_of

ELSEWHERE = frozenset({"council", "audit"})
"""Units whose members have the whole municipality as their own."""
DUE_AT_MOST = 5


@dataclass(frozen=True)
class Mine:
    """One's own units, their scorecards, what is to be done in them, the outcomes that are missing, and the remedies
    and deviations that wait."""

    units: Sequence[Place] = ()
    cards: Sequence[tuple[Place, Text]] = ()
    due: Sequence[Node] = ()
    missing: Sequence[Missing] = ()
    waiting: Waiting = Waiting()

    @property
    def shown(self) -> bool:
        return bool(self.cards or self.due or self.missing or self.waiting)


def own_units(actor: Actor) -> Mapping[int, Place]:
    return {role.unit.id: role.unit for role in actor.roles if role.unit.kind not in ELSEWHERE}


def units_shown(actor: Actor) -> list[int] | None:
    """Whose items the overview says how they stand: the council's, and those of the actor's own units. All (None)
    where there is no council."""
    council = council_of(actor.tree)
    return None if council is None else [council, *own_units(actor)]


def mine(actor: Actor, thread: Thread) -> Mine:
    """What the actor's own units have to do; nothing for whoever has none."""
    units = own_units(actor)
    if not units:
        return Mine()
    figures: dict[int, list[Standing]] = {}
    for node in thread.nodes.values():
        if node.version.unit_id in units and (node.figures or node.judgement):
            known = figures.setdefault(node.version.unit_id, [])
            known.extend(Standing.of(figure.judgement) for figure in node.figures)
    return Mine(
        tuple(units.values()),
        [(place, indicators_answer(figures[place.id])) for place in units.values() if place.id in figures],
        [node for node in coming(thread) if _is_of(node, units)][:DUE_AT_MOST],
        missing_outcomes(actor, units, thread.day) if any(actor.may("enter", unit) for unit in units) else (),
        waiting_for(actor),
    )


def coming(thread: Thread) -> list[Node]:
    """Activities and assignments that are not over, the nearest deadline first."""
    open_ones = [node for node in thread.of_kind("activity", "assignment") if not node.is_over]
    return sorted((n for n in open_ones if n.version.deadline), key=lambda n: (n.version.deadline, n.key))


def _is_of(node: Node, units: Mapping[int, Place]) -> bool:
    return node.version.unit_id in units or node.version.responsible_unit_id in units
