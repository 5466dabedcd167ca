"""Who writes which amounts: a unit tells its outcome and forecast, somebody above it gives it its frame (E1, E3)."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied

from rodatraden.economy.models import AmountKind
from rodatraden.organisation.access import Actor


def may_write(actor: Actor, kind: str, unit: int) -> bool:
    """Whether the actor may enter, correct or take back an amount of a kind for a unit.

    A frame needs `enter` over what lies above the unit too: a head shares out what the own unit was given, and never
    gives itself more. Whoever administers the unit keeps frames for all, and the topmost unit has nobody above it.
    """
    if not actor.may("enter", unit):
        return False
    if kind != AmountKind.FRAME or actor.may("administer", unit):
        return True
    place = actor.tree.at(unit)
    return place is not None and (place.parent is None or actor.may("enter", place.parent))


def need_to_write(actor: Actor, kind: str, unit: int) -> None:
    """Stops who may not."""
    if not may_write(actor, kind, unit):
        raise PermissionDenied


def kinds_of(actor: Actor, unit: int) -> Sequence[AmountKind]:
    """The kinds of amounts that the actor may write for a unit, the most usual first."""
    usual = (AmountKind.FORECAST, AmountKind.OUTCOME, AmountKind.FRAME)
    return [kind for kind in usual if may_write(actor, kind, unit)]
