"""Whose assessment by hand gives an item its status, where several have judged it."""

from collections.abc import Sequence

from rodatraden.organisation.models import UnitKind
from rodatraden.organisation.tree import UnitTree
from rodatraden.thread.models import Assessment


def carrying(tree: UnitTree, owner: int, rows: Sequence[Assessment]) -> Assessment | None:
    """The assessment that gives an item its status: the highest floor's within the owner's own authority.

    Nobody overrules what a board says of its own (F5); the council's goals the executive board prepares (KL 6:13)
    until the council has judged them. Others' assessments stand beside.
    """
    if not rows:
        return None
    floors = {place.id: floor for floor, place in enumerate(tree.upward(owner))}
    own = tree.authority_id(owner)
    inside = [row for row in rows if row.unit_id in floors and tree.authority_id(row.unit_id) == own]
    if inside:
        return max(inside, key=lambda row: floors[row.unit_id])
    prepared = [row for row in rows if _is(tree, row.unit_id, UnitKind.EXECUTIVE_BOARD)]
    return prepared[-1] if prepared and _is(tree, owner, UnitKind.COUNCIL) else None


def _is(tree: UnitTree, unit: int, kind: UnitKind) -> bool:
    place = tree.at(unit)
    return place is not None and place.kind == kind
