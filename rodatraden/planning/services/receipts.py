"""A decided plan is sent to the council or the executive board for information, and is received there (D6)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from rodatraden.lib import clock
from rodatraden.lib.text import say
from rodatraden.organisation.access import RIGHTS, Actor
from rodatraden.organisation.heads import heads_of
from rodatraden.organisation.services.notices import done, drafted, tell_all
from rodatraden.planning.models import Plan, PlanReceipt
from rodatraden.planning.services.rows import record
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.planning import Plan as Kind
from rodatraden.tenancy.links import here

SENT = say("”{plan}” är beslutad och skickad till {unit} för kännedom. Bekräfta att den är mottagen.")


def send_for_information(actor: Actor, model: Model, kind: Kind, plan: Plan) -> list[PlanReceipt]:
    """Sends the plan to whom its type informs, within the transaction of its decision. Twice is once."""
    wanted = {body.kind for key in kind.informs if (body := model.body_of(key)) is not None}
    to = [place for place in actor.tree.places.values() if place.kind in wanted and place.id != plan.unit_id]
    there = set(plan.receipts.values_list("to", flat=True))
    fixed = {"plan": plan, "municipality_id": plan.municipality_id, "sent_at": clock.now(), "sent_by": actor.by.name}
    made = [PlanReceipt(to_id=place.id, **fixed) for place in to if place.id not in there]
    PlanReceipt.objects.bulk_create(made)
    told = heads_of(actor.tree, model, [receipt.to_id for receipt in made])
    tell_all(
        [
            drafted(
                actor,
                f"plan-sent:{plan.pk}:{one.unit}:{one.role}",
                to=one,
                kind="plan-sent",
                text=say(SENT.template, plan=plan.title, unit=actor.tree.places[receipt.to_id].name),
                link=here("planning:plan", plan.pk),
                about=_about(receipt.plan_id, receipt.to_id),
            )
            for receipt in made
            for one in told[receipt.to_id]
        ]
    )
    return made


def _about(plan: int, unit: int) -> str:
    return f"plan-sent:{plan}:{unit}"


def may_receive(actor: Actor, receipt: PlanReceipt) -> bool:
    """Whether the actor writes or answers for what is the body's."""
    return any(actor.may(right, receipt.to_id) for right in RIGHTS if right != "read")


def receive_plan(actor: Actor, receipt: PlanReceipt) -> PlanReceipt:
    """The body has received the plan. By who writes or answers for what is the body's. Twice is once."""
    if not may_receive(actor, receipt):
        raise PermissionDenied
    with transaction.atomic():
        row = PlanReceipt.objects.select_for_update(of=("self",)).select_related("plan", "to").get(pk=receipt.pk)
        if row.received_at is None:
            row.received_at, row.received_by = clock.now(), actor.by.name
            row.save(update_fields=["received_at", "received_by"])
            done(about=_about(row.plan_id, row.to_id))
            record(actor, "tog emot för kännedom", row.plan, after={"to": row.to.name})
    return row
