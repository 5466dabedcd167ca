"""Who writes what is a unit's: the units at whose desks it is done, and the roles that answer for it."""

from collections.abc import Iterable, Mapping

from rodatraden.lib import clock
from rodatraden.organisation.models import BOARDS, Role, UnitKind
from rodatraden.organisation.services.notices import To
from rodatraden.organisation.tree import UnitTree
from rodatraden.steering.schema import Model


def desks(tree: UnitTree, unit: int) -> frozenset[int]:
    """The units whose people write what is a unit's own: its report, its plan.

    Its own; a board's is prepared by the administrations straight beneath it, and that of the whole municipality
    by the executive board (KL 6:13, 11:7, 11:16).
    """
    place = tree.at(unit)
    if place is None:
        return frozenset()
    if place.kind == UnitKind.COUNCIL:
        executive = {one.id for one in tree.places.values() if one.kind == UnitKind.EXECUTIVE_BOARD}
        return frozenset({place.id, *executive})
    if place.kind in BOARDS:
        below = tree.children.get(place.id, ())
        return frozenset({place.id, *(one.id for one in below if one.kind == UnitKind.ADMINISTRATION)})
    return frozenset({place.id})


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
