"""An own entry is written, changed and deleted by whoever enters for its unit, or administers it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from rodatraden.audit import log
from rodatraden.followup.meetings import MEETING
from rodatraden.lib import clock
from rodatraden.lib.periods import FIRST, LAST
from rodatraden.organisation.access import Actor, Right
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.edits import Stale, checked, differing, must_be_ours, put, refuse, unknown_names
from rodatraden.wheel.models import OwnEntry, OwnKind

WRITING: tuple[Right, ...] = ("enter", "administer")
CONTENT = ("unit", "what", "kind", "first", "last", "whole_month", "yearly", "link")
VERBS = (
    gettext_noop("lade in i årshjulet"),
    gettext_noop("ändrade i årshjulet"),
    gettext_noop("tog bort ur årshjulet"),
)
ADDED, CHANGED, DELETED = VERBS
KIND = "own_entry"


def may_write(actor: Actor, unit: int | None) -> bool:
    """Whether the actor writes in the year of a unit."""
    return any(actor.may(right, unit) for right in WRITING)


def units_to_write(actor: Actor) -> frozenset[int]:
    """The units of today in whose year the actor writes."""
    return frozenset(unit for unit in actor.tree.places if may_write(actor, unit))


def add_entry(actor: Actor, *, unit: Unit, what: str, kind: str, first: date, **more: Any) -> OwnEntry:
    """Writes an entry of a unit. Other fields: last, whole_month, yearly, link, origin, example. Raises Refused."""
    row = OwnEntry(
        unit=unit,
        what=what.strip(),
        kind=kind,
        first=first,
        written_by=actor.by.name,
        written_at=clock.now(),
        municipality_id=unit.municipality_id,
        **more,
    )
    with transaction.atomic():
        _check(actor, row)
        row.save(force_insert=True)
        log.record(actor.by, ADDED, KIND, row.pk, row.what, None, told(row, CONTENT))
    return row


def change_entry(actor: Actor, entry: OwnEntry, edit: int | None = None, **fields: Any) -> OwnEntry:
    """Changes named fields of an entry that was opened at change number `edit`. Raises Stale and Refused."""
    unknown_names(fields, CONTENT)
    said = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    with transaction.atomic():
        row = _locked(entry)
        _need(actor, row.unit_id)
        changed = differing(row, said)
        if not changed:
            return row
        if edit is not None and edit != row.edit:
            raise Stale({name: getattr(row, name) for name in said}, said, row.written_by)
        before = told(row, changed)
        put(row, changed)
        row.edit, row.written_by, row.written_at = row.edit + 1, actor.by.name, clock.now()
        _check(actor, row)
        row.save(update_fields=[*changed, "edit", "written_by", "written_at"])
        log.record(actor.by, CHANGED, KIND, row.pk, row.what, before, told(row, changed))
    return row


def delete_entry(actor: Actor, entry: OwnEntry) -> None:
    """Takes an entry away. The log keeps what it said."""
    with transaction.atomic():
        row = _locked(entry)
        _need(actor, row.unit_id)
        log.record(actor.by, DELETED, KIND, row.pk, row.what, told(row, CONTENT), None)
        row.delete()


def told(row: OwnEntry, names: "tuple[str, ...] | Mapping[str, Any]") -> dict[str, Any]:
    """Fields as the log keeps them: those that say something, units by their name."""
    found = {name: getattr(row, name) for name in names}
    return {name: str(value) if isinstance(value, Unit) else value for name, value in found.items()}


def _locked(entry: OwnEntry) -> OwnEntry:
    row: OwnEntry | None = OwnEntry.objects.select_for_update().filter(pk=entry.pk).first()
    if row is None:
        raise refuse(_("Tidpunkten finns inte längre."))
    return row


def _need(actor: Actor, unit: int | None) -> None:
    if not may_write(actor, unit):
        raise PermissionDenied


def _check(actor: Actor, row: OwnEntry) -> None:
    must_be_ours(row.unit, "unit")
    _need(actor, row.unit_id)
    if not row.what:
        raise refuse(_("Skriv vad som händer."), "what")
    for name in ("first", "last"):
        day = getattr(row, name)
        if day is not None and not FIRST < day.year < LAST:
            raise refuse(_("Skriv ett år med fyra siffror."), name)
    if row.kind == OwnKind.SITTING and row.unit.kind not in MEETING:
        raise refuse(_("Det är organ som sammanträder. Välj möte."), "kind")
    if row.last is not None and row.last < row.first:
        raise refuse(_("Den kan inte sluta innan den börjar."), "last")
    if row.last is not None and row.yearly and row.last.year > row.first.year:
        raise refuse(_("Det som återkommer varje år ska rymmas inom ett år."), "last")
    checked(row, exclude=["origin"])
