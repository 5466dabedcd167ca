"""Which items of the thread stand in a unit's plan."""

from datetime import date

from rodatraden.organisation.access import Actor
from rodatraden.organisation.tree import UnitTree
from rodatraden.planning.kinds import holder_of, levels_of, owner_kinds
from rodatraden.steering.schema import Level, Model
from rodatraden.steering.schema.planning import Plan as Kind
from rodatraden.thread.models import ItemVersion


def units_in(tree: UnitTree, model: Model, kind: Kind, unit: int) -> frozenset[int]:
    """The units whose items stand in the unit's plan: its own, and those that it answers for, and those beneath it
    that have no plan of the type themselves."""
    kinds = owner_kinds(model, kind)
    if not kinds:
        return tree.answered_by(unit)
    holders = {place: holder_of(tree, kinds, place) for place in (*tree.places, *tree.heirs)}
    return frozenset(place for place, holder in holders.items() if holder is not None and holder.id == unit)


def units_to_add_for(actor: Actor, model: Model, kind: Kind, unit: int, level: Level) -> list[int]:
    """The units of the unit's plan for which the actor may draft what stands at a level."""
    found = (place for each in units_in(actor.tree, model, kind, unit) if (place := actor.tree.at(each)) is not None)
    return [
        place.id
        for place in found
        if actor.may("draft", place.id) and (not level.owned_by or place.kind in level.owned_by)
    ]


def standing_items(tree: UnitTree, model: Model, kind: Kind, unit: int, day: date) -> "list[ItemVersion]":
    """What is decided and holds on a day, at the levels that the plan type decides, of the units in the plan."""
    levels = [level.key for level in levels_of(model, kind)]
    order = {level: place for place, level in enumerate(levels)}
    rows = ItemVersion.objects.decided_on(day).filter(
        level__in=levels, unit__in=units_in(tree, model, kind, unit), personal=False
    )
    return sorted(rows.select_related("item"), key=lambda row: order[row.level])
