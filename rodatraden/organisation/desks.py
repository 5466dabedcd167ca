"""Who writes what is a unit's: the units at whose desks it is done."""

from rodatraden.organisation.models import BOARDS, UnitKind
from rodatraden.organisation.tree import UnitTree


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
