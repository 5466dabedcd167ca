"""The verbs of motions and citizens' proposals: recorded, prepared, put on a meeting, settled by a decision (Q7)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.audit import log
from rodatraden.decisions.meetings import registers_for, settled
from rodatraden.decisions.models import Motion, MotionKind
from rodatraden.decisions.motion_document import facts_of
from rodatraden.decisions.motions import unfit_for_meeting
from rodatraden.decisions.taken import must_hold
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import BOARDS, UnitKind
from rodatraden.organisation.tree import Place
from rodatraden.tenancy.current import current
from rodatraden.tenancy.edits import Stale, checked, differing, must_be_ours, put, refuse, unknown_names

FIELDS = ("kind", "title", "by", "submitted", "reference", "at", "prepared_on", "decision", "why")
OFF_THE_MEETING: Mapping[str, Any] = {"meeting": None, "meeting_why": ""}
"""What takes a motion that is to be prepared anew off the meeting that it was put on."""
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
        _check_decision(row)
        if Motion.objects.filter(kind=row.kind, title=row.title, submitted=row.submitted).exists():
            raise refuse(_("Den är redan införd."), "title")
        row.save(force_insert=True)
        after = {name: value for name, value in said.items() if value not in (None, "")}
        log.record(actor.by, "förde in", "motion", row.pk, row.title, after=after)
    return row


def change_motion(actor: Actor, motion: Motion, edit: int | None = None, **fields: Any) -> Motion:
    """Says where it lies, that it has been prepared, or how it was settled. Raises Stale."""
    with transaction.atomic():
        row = _locked(motion)
        if not may_keep_motion(actor, row.at_id):
            raise PermissionDenied
        said = _clean(fields)
        changed = differing(row, said)
        if not changed:
            return row
        if edit is not None and edit != row.edit:
            raise Stale({name: getattr(row, name) for name in said}, said)
        if "prepared_on" in changed and changed["prepared_on"] is None:
            changed |= differing(row, OFF_THE_MEETING)
        before = put(row, changed)
        row.edit += 1
        _check(actor, row)
        if changed.keys() & {"kind", "decision"}:
            _check_decision(row)
        row.save(update_fields=[*changed, "searched", "edit"])
        log.record(actor.by, "ändrade", "motion", row.pk, row.title, before, changed)
    return row


def council_for(actor: Actor) -> Place | None:
    """The council, where the actor may put motions on its meetings: whoever decides there or registers for it."""
    council = actor.tree.the(UnitKind.COUNCIL)
    return council if council is not None and registers_for(actor, council) else None


def schedule_motion(actor: Actor, motion: Motion, meeting: date | None, why: str = "") -> Motion:
    """Puts a motion that is prepared on a meeting of the council, moves it, or takes it off (None)."""
    with transaction.atomic():
        row = _locked(motion)
        council = council_for(actor)
        if council is None:
            raise PermissionDenied
        if reason := unfit_for_meeting(facts_of(row), clock.today()):
            raise refuse(str(reason))
        changed = differing(row, settled(actor, council, meeting, why))
        if not changed:
            return row
        before = put(row, changed)
        row.save(update_fields=list(changed))
        log.record(actor.by, "satte upp på sammanträde", "motion", row.pk, row.title, before, changed)
    return row


def _locked(motion: Motion) -> Motion:
    """The motion, held until the transaction ends."""
    must_be_ours(motion, "")
    rows = Motion.objects.select_for_update(of=("self",)).select_related("at", "decision")
    return rows.get(pk=motion.pk)


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
    if row.decision is not None and row.decision.date and row.submitted and row.decision.date < row.submitted:
        raise refuse(_("Beslutet är fattat innan den lämnades."), "decision")
    checked(row, exclude=["at", "decision", "searched"])


def _check_decision(row: Motion) -> None:
    """The council settles a motion; a citizens' proposal also a board that it has been given to."""
    must_hold(row.decision)
    if row.decision is None:
        return
    body = row.decision.body.kind if row.decision.body else ""
    if row.kind == MotionKind.MOTION and body != UnitKind.COUNCIL:
        raise refuse(_("En motion avgörs av fullmäktige. Välj fullmäktiges beslut."), "decision")
    if body not in {UnitKind.COUNCIL, *BOARDS}:
        raise refuse(
            _("Ett medborgarförslag avgörs av fullmäktige eller en nämnd. Välj ett sådant beslut."), "decision"
        )


def _clean(fields: dict[str, Any]) -> dict[str, Any]:
    unknown_names(fields, FIELDS)
    return {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
