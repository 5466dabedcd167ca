"""The verbs of processes: written, changed, looked over, ended (Q6)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.audit import log
from rodatraden.decisions.models import GoverningDocument
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.quality.models import Activity, Process, Review
from rodatraden.tenancy.current import current
from rodatraden.tenancy.edits import Stale, checked, differing, must_be_ours, put, refuse, unknown_names

Step = tuple[str, GoverningDocument | None]
"""An activity: its name, and its routine where there is one."""
FIELDS = ("name", "owner_kind", "text")
MOST_STEPS, LONGEST_NAME = 100, 200


def may_write(actor: Actor) -> bool:
    """Whether the actor may enter a process of some unit."""
    return actor.may_anywhere("assess") or actor.may_anywhere("administer")


def may_keep(actor: Actor, unit: int | None) -> bool:
    """Whether the actor keeps processes of a unit: its manager, or whoever administers."""
    return actor.may("assess", unit) or actor.may("administer", unit)


def write_process(
    actor: Actor, *, unit: Unit, name: str, activities: Sequence[Step] = (), owner_kind: str = "", text: str = ""
) -> Process:
    """Enters a process of a unit with its activities in order. Needs `assess` or `administer` over the unit."""
    row = Process(
        municipality=current(), unit=unit, name=name.strip(), owner_kind=owner_kind, text=text.strip(),
        valid_from=clock.today(),
    )  # fmt: skip
    with transaction.atomic():
        _check(actor, row)
        row.save(force_insert=True)
        _set_steps(row, activities)
        log.record(actor.by, "förde in", "process", row.pk, row.name, after={"unit": unit.name, **_told(row)})
    return row


def change_process(
    actor: Actor, process: Process, edit: int | None = None, activities: Sequence[Step] | None = None, **fields: Any
) -> Process:
    """Changes a process opened at change number `edit`. Raises Stale."""
    unknown_names(fields, FIELDS)
    said = {name: str(value).strip() for name, value in fields.items()}
    with transaction.atomic():
        row = _held(actor, process)
        before = _told(row)
        stood = [(step.name, step.routine_id) for step in row.activities.all()]
        wanted = None if activities is None else [(name, at.pk if at else None) for name, at in activities]
        changed = differing(row, said)
        if not changed and (wanted is None or wanted == stood):
            return row
        if edit is not None and edit != row.edit:
            raise Stale({name: getattr(row, name) for name in said}, said)
        put(row, changed)
        row.edit += 1
        _check(actor, row)
        row.save(update_fields=[*changed, "searched", "edit"])
        if activities is not None:
            _set_steps(row, activities)
        log.record(actor.by, "ändrade", "process", row.pk, row.name, before, _told(row))
    return row


def review_process(actor: Actor, process: Process, *, on: date, note: str = "") -> Review:
    """Says that a process has been looked over on a day."""
    with transaction.atomic():
        row = _held(actor, process)
        if on > clock.today():
            raise refuse(_("Dagen har inte varit än."), "on")
        review = Review(municipality_id=row.municipality_id, process=row, on=on, note=note.strip(), by=actor.by.name)
        checked(review, exclude=["process"])
        review.save(force_insert=True)
        log.record(actor.by, "gick igenom", "process", row.pk, row.name, after={"reviewed_on": on, "note": review.note})
    return review


def end_process(actor: Actor, process: Process) -> Process:
    """The process is no longer used, from tomorrow on. Its reviews stay."""
    with transaction.atomic():
        row = _held(actor, process)
        if row.valid_to is not None:
            return row
        row.valid_to = clock.today()
        row.edit += 1
        row.save(update_fields=["valid_to", "edit"])
        log.record(actor.by, "avslutade", "process", row.pk, row.name, after={"valid_to": row.valid_to})
    return row


def _held(actor: Actor, process: Process) -> Process:
    must_be_ours(process, "")
    row: Process = Process.objects.select_for_update(of=("self",)).select_related("unit").get(pk=process.pk)
    if not may_keep(actor, row.unit_id):
        raise PermissionDenied
    return row


def _check(actor: Actor, row: Process) -> None:
    must_be_ours(row.unit, "unit")
    if not may_keep(actor, row.unit_id):
        raise PermissionDenied
    checked(row, exclude=["unit", "searched"])
    model = actor.model_on(clock.today())
    if row.owner_kind and model is not None and model.role_of(row.owner_kind) is None:
        raise refuse(_("Styrmodellen har ingen sådan roll."), "owner_kind")
    same = Process.objects.filter(unit=row.unit_id, name=row.name, valid_to=None).exclude(pk=row.pk)
    if same.exists():
        raise refuse(_("Enheten har redan en process med det namnet."), "name")


def _set_steps(row: Process, activities: Sequence[Step]) -> None:
    if len(activities) > MOST_STEPS:
        raise refuse(_("En process har högst %(n)s aktiviteter. Dela upp den.") % {"n": MOST_STEPS}, "activities")
    for name, routine in activities:
        must_be_ours(routine, "activities")
        if not name or len(name) > LONGEST_NAME:
            raise refuse(_("En aktivitet har ett namn på högst 200 tecken."), "activities")
    row.activities.all().delete()
    Activity.objects.bulk_create(
        Activity(municipality_id=row.municipality_id, process=row, position=place, name=name, routine=routine)
        for place, (name, routine) in enumerate(activities, start=1)
    )


def _told(row: Process) -> Mapping[str, Any]:
    """What the log keeps: the fields, and the activities in a row."""
    steps = ", ".join(step.name for step in Activity.objects.filter(process=row))
    return {**{name: getattr(row, name) for name in FIELDS}, "activities": steps}
