"""The verbs of motions and citizens' proposals: recorded, prepared, settled by a decision (Q7)."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.audit import log
from rodatraden.decisions.models import Motion
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import UnitKind
from rodatraden.tenancy.current import current
from rodatraden.tenancy.edits import Stale, checked, must_be_ours, refuse, unknown_names

FIELDS = ("kind", "title", "by", "submitted", "reference", "at", "prepared_on", "decision", "why")
HALL = frozenset({UnitKind.COUNCIL, UnitKind.EXECUTIVE_BOARD})


def may_keep_motion(actor: Actor, at: int | None) -> bool:
    """Whether the actor looks after motions that lie at a body: whoever decides or administers there, at the council
    or at the executive board, which prepares for it."""
    places = {place.id for place in actor.tree.places.values() if place.kind in HALL} | ({at} if at else set())
    return any(actor.may(right, place) for right in ("decide", "administer") for place in places)


def record_motion(actor: Actor, *, title: str, submitted: date, example: bool = False, **fields: Any) -> Motion:
    """Enters a motion or a citizens' proposal. Raises Refused by field."""
    said = _clean({**fields, "title": title, "submitted": submitted})
    row = Motion(municipality=current(), example=example, **said)
    with transaction.atomic():
        _check(actor, row)
        if Motion.objects.filter(kind=row.kind, title=row.title, submitted=row.submitted).exists():
            raise refuse(_("Den är redan införd."), "title")
        row.save(force_insert=True)
        after = {name: value for name, value in said.items() if value not in (None, "")}
        log.record(actor.by, "förde in", "motion", row.pk, row.title, after=after)
    return row


def change_motion(actor: Actor, motion: Motion, edit: int | None = None, **fields: Any) -> Motion:
    """Says where it lies, that it has been prepared, or how it was settled. Raises Stale."""
    must_be_ours(motion, "")
    with transaction.atomic():
        rows = Motion.objects.select_for_update(of=("self",)).select_related("at", "decision")
        row = rows.get(pk=motion.pk)
        if not may_keep_motion(actor, row.at_id):
            raise PermissionDenied
        said = _clean(fields)
        changed = {name: value for name, value in said.items() if getattr(row, name) != value}
        if not changed:
            return row
        if edit is not None and edit != row.edit:
            raise Stale({name: getattr(row, name) for name in said}, said)
        before = {name: getattr(row, name) for name in changed}
        for name, value in changed.items():
            setattr(row, name, value)
        row.edit += 1
        _check(actor, row)
        row.save(update_fields=[*changed, "searched", "edit"])
        log.record(actor.by, "ändrade", "motion", row.pk, row.title, before, changed)
    return row


def _check(actor: Actor, row: Motion) -> None:
    must_be_ours(row.at, "at")
    must_be_ours(row.decision, "decision")
    if not may_keep_motion(actor, row.at_id):
        raise PermissionDenied
    for name in ("submitted", "prepared_on"):
        day = getattr(row, name)
        if day is not None and day > clock.today():
            raise refuse(_("Dagen har inte varit än."), name)
    if row.prepared_on is not None and row.submitted is not None and row.prepared_on < row.submitted:
        raise refuse(_("Den kan inte vara beredd innan den lämnades."), "prepared_on")
    checked(row, exclude=["at", "decision", "searched"])


def _clean(fields: dict[str, Any]) -> dict[str, Any]:
    unknown_names(fields, FIELDS)
    return {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
