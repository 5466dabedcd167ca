"""A decided plan is sent for information and received: to whom, once, and who is told."""

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden.audit.models import Entry
from rodatraden.lib import clock
from rodatraden.organisation.models import Notice
from rodatraden.planning.models import Plan, PlanReceipt
from rodatraden.planning.services import receive_plan
from rodatraden.planning.services.receipts import send_for_information
from rodatraden.planning.tests.cast import PlanTown


def send(town: PlanTown, plan: Plan) -> list[PlanReceipt]:
    model = town.operator.model_on(clock.today())
    assert model is not None
    kind = model.plan_of(plan.kind)
    assert kind is not None
    return send_for_information(town.operator, model, kind, plan)


def test_it_goes_to_whom_its_type_informs_and_never_to_itself(town: PlanTown) -> None:
    assert {receipt.to for receipt in town.decided_plan().receipts.all()} == {town.council, town.executive}
    own = town.decided_plan(unit=town.executive, paragraph="89")
    assert {receipt.to for receipt in own.receipts.all()} == {town.council}


def test_a_type_that_informs_nobody_is_sent_to_nobody(town: PlanTown) -> None:
    assert not town.decided_plan("budget", town.council).receipts.exists()


def test_sent_twice_is_sent_once(town: PlanTown) -> None:
    plan = town.decided_plan()
    told = Notice.objects.filter(kind="plan-sent").count()
    assert send(town, plan) == []
    assert (plan.receipts.count(), Notice.objects.filter(kind="plan-sent").count()) == (2, told)


def test_each_body_is_told_apart_and_receiving_settles_its_own_alone(town: PlanTown) -> None:
    plan = town.decided_plan()
    told = Notice.objects.filter(kind="plan-sent")
    assert {notice.to_unit for notice in told} == {town.council, town.executive}
    assert all("för kännedom" in str(notice.said) for notice in told)
    receive_plan(town.actor(town.clerk), plan.receipts.get(to=town.council))
    assert {notice.to_unit for notice in told.open()} == {town.executive}


@pytest.mark.parametrize(
    ("who", "to", "may"),
    [
        ("clerk", "council", True),
        ("controller", "council", True),
        ("leader", "executive", True),
        ("leader", "council", False),
        ("secretary", "council", False),
        ("chair", "executive", False),
        ("auditor", "council", False),
    ],
)
def test_it_is_received_by_those_alone_who_act_for_the_body(town: PlanTown, who: str, to: str, may: bool) -> None:
    receipt = town.decided_plan().receipts.get(to=getattr(town, to))
    actor = town.actor(getattr(town, who))
    if may:
        assert receive_plan(actor, receipt).received_by == actor.by.name
    else:
        with pytest.raises(PermissionDenied):
            receive_plan(actor, receipt)
        receipt.refresh_from_db()
        assert receipt.received_at is None


def test_receiving_is_logged_once_and_the_first_stands(town: PlanTown) -> None:
    receipt = town.decided_plan().receipts.get(to=town.council)
    first = receive_plan(town.actor(town.clerk), receipt)
    again = receive_plan(town.actor(town.controller), receipt)
    assert (again.received_at, again.received_by) == (first.received_at, "Kommunsekreterare")
    entry = Entry.objects.get(verb="tog emot för kännedom")
    assert entry.after == {"to": "Kommunfullmäktige"}
