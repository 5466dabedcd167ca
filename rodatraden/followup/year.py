"""A year of the municipality at work: its occasions, who reports by when, and what is changed for that year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from rodatraden.followup.calendar import Change, Occasion, apply_changes, occasions
from rodatraden.followup.change_models import OccasionChange
from rodatraden.followup.deadlines import Due, all_dues
from rodatraden.followup.floors import groupings
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Role
from rodatraden.organisation.tree import UnitTree
from rodatraden.steering.active import models_between
from rodatraden.steering.schema import Model

ORDER = {"added": 0, "moved": 1, "cancelled": 2}
"""In which order changes are laid over: what is added can be moved, and what is moved can be cancelled."""
Held = tuple[date, date | None, Model]


@dataclass(frozen=True)
class Year:
    """The calendar of a year. `models` holds, for each occasion, the model that holds on its last day."""

    year: int
    occasions: tuple[Occasion, ...]
    dues: tuple[Due, ...]
    changes: tuple[OccasionChange, ...] = ()
    models: dict[Occasion, Model] = field(default_factory=dict, compare=False)


def year_of(actor: Actor, year: int) -> Year:
    """The calendar of a year, by the model that holds on the last day of each period. Two queries, and one more where
    units stand above others of their kind."""
    whole = Period.year_of(year)
    rows = tuple(
        OccasionChange.objects.current().filter(period_end__range=(whole.start, whole.end)).select_related("unit")
    )
    return laid_out(year, models_between(whole.start, whole.end), actor.tree, rows, silent_in(actor.tree))


def silent_in(tree: UnitTree) -> frozenset[int]:
    """The units that report nothing, since they only name those beneath and nobody holds a role in them today."""
    found = groupings(tree)
    if not found:
        return found
    return found - set(Role.objects.on(clock.today()).filter(unit__in=found).values_list("unit", flat=True))


def laid_out(
    year: int,
    held: Sequence[Held],
    tree: UnitTree,
    rows: Iterable[OccasionChange],
    silent: frozenset[int] = frozenset(),
) -> Year:
    """The calendar of a year from the models that hold in it, the organisation and what is changed."""
    kept = tuple(rows)
    changes = in_order(row.value for row in kept)
    found: list[Occasion] = []
    due: list[Due] = []
    models: dict[Occasion, Model] = {}
    for begins, ends, model in held:
        own = [each for each in occasions(model, year) if _holds(begins, ends, each.end)]
        own_changes = [each for each in changes if _holds(begins, ends, each.period_end)]
        laid = apply_changes(model, own, own_changes)
        found += laid
        models |= dict.fromkeys(laid, model)
        due += all_dues(model, tree, laid, own_changes, silent)
    return Year(year, tuple(sorted(found, key=_when)), tuple(sorted(due, key=lambda each: each.due)), kept, models)


def in_order(changes: Iterable[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: ORDER[change.kind])


def _when(occasion: Occasion) -> date:
    return occasion.end


def _holds(begins: date, ends: date | None, day: date) -> bool:
    return begins <= day and (ends is None or day <= ends)
