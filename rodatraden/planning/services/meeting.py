"""On which of the body's meetings a plan is to be treated."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.decisions.meetings import settled
from rodatraden.organisation.access import Actor
from rodatraden.planning.models import Plan
from rodatraden.planning.rights import body_of
from rodatraden.planning.services.rows import allowed, record
from rodatraden.tenancy.edits import refuse
from rodatraden.thread.services.rows import model_at_work


def schedule(actor: Actor, plan: Plan, meeting: date | None, why: str = "") -> Plan:
    """Puts a plan on a meeting of the body that decides it, moves it, or takes it off (None).

    By those who answer for the plan or register for the body. Refused on a day that has been, and on one when the
    calendar has no meeting unless `why` says the reason.
    """
    model = model_at_work()
    with transaction.atomic():
        row = allowed(actor, "schedule", plan, model=model)
        body = body_of(actor, model, row)
        if body is None:
            raise refuse(_("Det finns inget organ som kan besluta planen."))
        before = {"meeting": row.meeting, "why": row.meeting_why}
        if meeting is None and row.meeting is None:
            raise refuse(_("Välj ett sammanträde."), "meeting")
        kept = settled(actor, body, meeting, why)
        row.meeting, row.meeting_why = kept["meeting"], kept["meeting_why"]
        row.save(update_fields=list(kept))
        record(actor, "satte upp på sammanträde", row, before, {"meeting": row.meeting, "why": row.meeting_why})
    return row
