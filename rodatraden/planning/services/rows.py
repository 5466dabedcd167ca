"""What every verb of a plan does: finds its row under a lock, asks for access, and keeps what happened."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import override

from rodatraden.audit import log
from rodatraden.decisions.models import Decision
from rodatraden.documents.models import File
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.planning.models import Plan, PlanItem, PlanStep, PlanText, State, StepKind
from rodatraden.planning.rights import by_official, may
from rodatraden.planning.states import OFF_THE_MEETING, STANDING, Verb, after, refusal_of
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.planning import Plan as Kind
from rodatraden.tenancy.edits import mark, refuse
from rodatraden.thread.services.rows import model_at_work


def locked(plan: Plan) -> Plan:
    """The plan, held until the transaction ends."""
    row = Plan.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=plan.pk).first()
    if row is None:
        raise refuse(_("Planen finns inte längre."))
    return row


def allowed(
    actor: Actor, verb: Verb, plan: Plan, section: PlanText | None = None, *, model: Model | None = None
) -> Plan:
    """The plan, held until the transaction ends, if the actor may and it stands so that it can be done."""
    row = locked(plan)
    model = model or model_at_work()
    if not may(actor, model, verb, row, section):
        raise PermissionDenied
    if verb == "decide" and row.state in STANDING:
        raise refuse(_("Planen är redan beslutad."))
    if reason := refusal_of(verb, row.state, by_official=by_official(model, row)):
        raise refuse(str(reason))
    return row


def kind_named(model: Model, key: str) -> Kind:
    """The plan type. Refused where the model of today has it no more."""
    kind = model.plan_of(key)
    if kind is None:
        told = _("Plantypen ”%(kind)s” finns inte i den styrmodell som gäller nu. Börja om med en plan som finns.")
        raise refuse(told % {"kind": key})
    return kind


def touch(plan: Plan) -> None:
    """Counts a change of what the plan says: nobody decides what they have not read."""
    plan.edit += 1
    plan.save(update_fields=["edit"])


def move(plan: Plan, verb: Verb, **fields: Any) -> None:
    """Takes the plan along one of its ways. The rest of what is named changes with it."""
    plan.state = State(after(verb, plan.state))
    plan.edit += 1
    if verb in OFF_THE_MEETING:
        fields |= {"meeting": None, "meeting_why": ""}
    for name, value in fields.items():
        setattr(plan, name, value)
    plan.save(update_fields=["state", "edit", *fields])


def reading_mark(plan: Plan, items: Iterable[PlanItem] | None = None) -> str:
    """A mark of all that the plan says right now: texts, items, targets and the drafts themselves. One query."""
    rows = plan.items.select_related("version") if items is None else items
    drafts = sorted((row.item_id, row.fate, row.version.edit if row.version else 0) for row in rows)
    return mark(plan.edit, drafts)


def keep(
    actor: Actor,
    plan: Plan,
    kind: StepKind,
    comment: str = "",
    *,
    day: date | None = None,
    to: Unit | None = None,
    due: date | None = None,
    decision: Decision | None = None,
    file: File | None = None,
) -> PlanStep:
    """One step of the plan's way, and one entry of the log."""
    step = PlanStep.objects.create(
        plan=plan,
        kind=kind,
        day=day or clock.today(),
        to=to,
        comment=comment.strip(),
        due=due,
        decision=decision,
        file=file,
        at=clock.now(),
        by=actor.by.name,
        example=made_up(actor, plan),
    )
    told = {"state": plan.state, "comment": step.comment, "to": str(to or ""), "decision": str(decision or "")}
    with override("sv"):
        after_ = {name: value for name, value in told.items() if value}
        log.record(actor.by, str(kind.label), "plan", plan.pk, plan.title, None, after_)
    return step


def decided_in(plan: Plan) -> str:
    """Why a target or a frame is as it is, in the municipality's own words, whoever decides."""
    with override("sv"):
        return _("Beslutat i %(plan)s.") % {"plan": plan.title}


def made_up(actor: Actor, plan: Plan) -> bool:
    """Whether what is written in a plan is an example, as the plan is: not what somebody who has signed in writes."""
    return plan.example and not actor.by.id


def record(actor: Actor, verb: str, plan: Plan, before: Any = None, after: Any = None) -> None:
    """One entry of the log about what the plan says."""
    log.record(actor.by, verb, "plan", plan.pk, plan.title, before, after)
