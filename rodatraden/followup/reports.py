"""Whose a report is: who writes it, who hands it in, who may return it, and which body treats it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from rodatraden.followup.models import Report
from rodatraden.followup.states import NOT_BEGUN, WAYS, Verb, refusal_of
from rodatraden.lib.text import OR, Text, in_words
from rodatraden.organisation.access import Actor
from rodatraden.organisation.desks import desks
from rodatraden.organisation.heads import heads, heads_of, writes
from rodatraden.organisation.tree import Place, UnitTree
from rodatraden.steering.schema import Model


@dataclass(frozen=True)
class Address:
    """What names a report: the report type, the last day of what it covers, and the unit."""

    kind: str
    end: date
    unit: int


@dataclass(frozen=True)
class Chain:
    """The reports of one occasion and how they hang together: whom each unit reports to, and what lies beneath."""

    receivers: Mapping[int, int | None] = field(default_factory=dict)

    def beneath(self, unit: int) -> tuple[int, ...]:
        """The units that report straight to the unit, in the order of the organisation."""
        return tuple(sender for sender, receiver in self.receivers.items() if receiver == unit)

    def all_beneath(self, unit: int) -> tuple[int, ...]:
        """Those and all that report to them, the nearest first."""
        found: list[int] = []
        waiting = [unit]
        while waiting:
            below = [sender for at in waiting for sender in self.beneath(at) if sender not in found and sender != unit]
            found += below
            waiting = below
        return tuple(found)


def may(actor: Actor, verb: Verb, unit: int, receiver: int | None) -> bool:
    """Whether the actor may take a unit's report along one of its ways, whatever state it is in."""
    tree = actor.tree
    who = WAYS[verb].who
    if who == "writer":
        return writes(actor, unit)
    if who == "head":
        return heads(actor, unit)
    if who == "manager":
        return is_manager(actor, unit, receiver)
    return actor.may("decide", unit) and is_body(tree, unit)


def handing_in(tree: UnitTree, model: Model, units: Iterable[int]) -> Mapping[int, Text]:
    """By their roles, who hands in what others write for each unit: "ordförande eller förvaltningschef"; nothing where
    nobody holds one. One query."""
    return {
        unit: in_words(list(dict.fromkeys(role.name.one for to in held if (role := model.role_of(to.role)))), OR)
        for unit, held in heads_of(tree, model, units).items()
    }


def is_manager(actor: Actor, unit: int, receiver: int | None) -> bool:
    """Whether the actor answers for the unit that the report goes to, within one and the same authority."""
    tree = actor.tree
    if receiver is None or receiver == unit or tree.authority_id(receiver) != tree.authority_id(unit):
        return False
    return any(actor.may("assess", desk) for desk in desks(tree, receiver) - {unit})


def is_body(tree: UnitTree, unit: int) -> bool:
    """Whether the unit is a body that treats its own report: an authority or a legal person."""
    place = tree.at(unit)
    return place is not None and place.authority


def can(actor: Actor, verb: Verb, unit: int, receiver: int | None, report: Report | None) -> bool:
    """Whether the actor may, and the report stands so that it can be done."""
    return refusal_of(verb, state_of(report)) is None and may(actor, verb, unit, receiver)


def state_of(report: Report | None) -> str:
    return report.state if report is not None else NOT_BEGUN


def why_not(verb: Verb, report: Report | None) -> Text | None:
    """Why the verb cannot be done with the report as it stands, or None."""
    return refusal_of(verb, state_of(report))


TOGETHER = ("followup.Report", "followup.Step")
"""What a body may settle by one decision: reports that it treats under the same paragraph."""


def treating_place(tree: UnitTree, unit: int) -> Place | None:
    """The body whose decision treats the unit's report: itself where it is an authority, else the nearest above."""
    return tree.authority_of(unit)
