"""Who answers for what is a unit's, and who writes it."""

from collections.abc import Iterable, Mapping

from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.desks import desks
from rodatraden.organisation.models import Role
from rodatraden.organisation.services.notices import To
from rodatraden.organisation.tree import UnitTree
from rodatraden.steering.schema import Model


def heads_of(tree: UnitTree, model: Model, units: Iterable[int]) -> Mapping[int, tuple[To, ...]]:
    """Who answers for what is each unit's: the roles held today on the units that write it and may judge.
    One query."""
    judging = {role.key for role in model.role if "assess" in role.rights}
    wanted = {unit: desks(tree, unit) for unit in units}
    every = frozenset().union(*wanted.values()) if wanted else frozenset()
    held = Role.objects.on(clock.today()).filter(unit__in=every, kind__in=judging)
    pairs = sorted(set(held.values_list("unit", "kind")))
    return {
        unit: tuple(To(unit=at, role=kind) for at, kind in pairs if at in places) for unit, places in wanted.items()
    }


def heads(actor: Actor, unit: int) -> bool:
    """Whether the actor answers for what is the unit's: judges at one of its desks."""
    return any(actor.may("assess", desk) for desk in desks(actor.tree, unit))


def writes(actor: Actor, unit: int) -> bool:
    """Whether the actor writes what is the unit's: its report, its plans."""
    return actor.may("draft", unit) or heads(actor, unit)
