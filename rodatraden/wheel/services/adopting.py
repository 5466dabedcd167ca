"""Next year's wheel is drafted from this year's, and adopted: own entries and the bodies' meetings get their days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_noop

from rodatraden.audit import log
from rodatraden.followup.year import silent_in
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.steering.schema import Model
from rodatraden.tenancy.current import current
from rodatraden.tenancy.models import Municipality
from rodatraden.wheel.carrying import carried
from rodatraden.wheel.from_model import meeting_entries
from rodatraden.wheel.models import OwnEntry, OwnKind
from rodatraden.wheel.services.own import CONTENT, KIND, may_write, told
from rodatraden.wheel.sources import MEETING_OF, model_of_year

VERBS = (gettext_noop("antog i årshjulet"),)
(ADOPTED,) = VERBS


@dataclass(frozen=True)
class Carried:
    """An entry of this year as it is proposed for the next: an own one, or a body's meeting.

    `row` is not stored. `before` is this year's day, none for a meeting, whose day the model gives. `adopted` says
    that it is there already, `moved` that it would have been on a day when no office is open.
    """

    row: OwnEntry
    before: date | None
    adopted: bool
    moved: bool = False


def may_adopt(actor: Actor) -> bool:
    """Whether the actor adopts next year's wheel: who administers somewhere, for the units there."""
    return actor.may_anywhere("administer")


def draft_of(actor: Actor, year: int) -> list[Carried]:
    """What this year gives the next: `year` is the next. What comes again each year comes by itself.
    Two queries, and one more where units stand above others of their kind."""
    there = set(OwnEntry.objects.exclude(origin="").values_list("origin", flat=True))
    model = model_of_year(actor, year)
    found = [*_own(actor, year, there), *(_meetings(actor, model, year, there) if model else ())]
    return sorted(found, key=lambda one: (one.row.first, one.row.what))


def _own(actor: Actor, year: int, there: set[str]) -> Iterator[Carried]:
    rows = OwnEntry.objects.visible_to(actor).of_year(year - 1).filter(yearly=False).select_related("unit")
    for row in rows.filter(first__year=year - 1):
        origin = f"own-{row.pk}-{year}"
        unit = actor.tree.standing(row.unit_id)
        if row.origin.startswith(MEETING_OF) or unit is None:
            continue
        days = carried(row.first, row.last, row.whole_month, year)
        copy = OwnEntry(
            unit_id=unit,
            what=row.what,
            kind=row.kind,
            first=days.first,
            last=days.last,
            whole_month=row.whole_month,
            link=row.link,
            example=row.example,
            origin=origin,
        )
        yield Carried(copy, row.first, origin in there, days.moved)


def _meetings(actor: Actor, model: Model, year: int, there: set[str]) -> Iterator[Carried]:
    names = silent_in(actor.tree)
    for entry in meeting_entries(model, actor.tree, year):
        for unit in sorted(entry.units - names):
            origin = f"{entry.ident}.{actor.tree.places[unit].key}"
            row = OwnEntry(unit_id=unit, what=entry.what, kind=OwnKind.SITTING, first=entry.first, origin=origin)
            yield Carried(row, None, origin in there)


def adopt_year(actor: Actor, year: int) -> int:
    """Stores what the draft of a year proposes for the units that the actor administers. Twice is as once: how many.

    Nothing that is there already is changed.
    """
    if not may_adopt(actor):
        raise PermissionDenied
    with transaction.atomic():
        Municipality.objects.select_for_update().get(pk=current().pk)
        rows = [one.row for one in draft_of(actor, year) if not one.adopted and _may(actor, one.row.unit_id)]
        for row in rows:
            row.municipality_id, row.written_by, row.written_at = current().pk, actor.by.name, clock.now()
        OwnEntry.objects.bulk_create(rows)
        names = tuple(name for name in CONTENT if name != "unit")
        whose = {place.id: place.name for place in actor.tree.places.values()}
        said = [log.Told(row.origin, row.what, {"unit": whose[row.unit_id], **told(row, names)}) for row in rows]
        log.record_all(actor.by, ADOPTED, KIND, said)
    return len(rows)


def _may(actor: Actor, unit: int | None) -> bool:
    return actor.may("administer", unit) and may_write(actor, unit)
