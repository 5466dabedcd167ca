"""A plan on its way: who may take it where, what is asked, and what is kept of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden.lib import clock
from rodatraden.organisation.models import Notice
from rodatraden.planning.models import Plan, State, StepKind
from rodatraden.planning.services import (
    advise,
    announce,
    appeal,
    approve_minutes,
    end_plan,
    give_view,
    propose,
    refer_back,
    reject,
    send_out,
    settle_appeal,
    table,
    take_back,
)
from rodatraden.planning.step_forms import ViewForm
from rodatraden.planning.tests.cast import PlanTown, minutes
from rodatraden.tenancy.edits import Refused

DUE = date(2018, 9, 28)


def state(plan: Plan) -> str:
    return Plan.objects.get(pk=plan.pk).state


def kinds(plan: Plan) -> list[str]:
    return list(plan.steps.values_list("kind", flat=True))


def test_views_are_asked_for_and_given(town: PlanTown) -> None:
    plan = town.plan()
    send_out(town.actor(town.chair), plan, [town.school, town.other], DUE, "Vad saknas?")
    assert state(plan) == State.OUT_FOR_VIEWS
    give_view(town.actor(town.head), plan, town.school, "Mer om läsro.")
    assert kinds(plan)[1:] == [StepKind.SENT_OUT, StepKind.SENT_OUT, StepKind.VIEW]
    assert state(plan) == State.OUT_FOR_VIEWS


def test_who_is_asked_reads_the_draft(town: PlanTown) -> None:
    plan, stranger = town.plan(), town.actor(town.other_head)
    assert not Plan.objects.visible_to(stranger).exists()
    send_out(town.operator, plan, [town.other], DUE)
    assert Plan.objects.visible_to(stranger).get() == plan


def test_only_who_is_asked_gives_a_view(town: PlanTown) -> None:
    plan = town.plan()
    send_out(town.operator, plan, [town.school], DUE)
    with pytest.raises(PermissionDenied):
        give_view(town.actor(town.other_head), plan, town.other, "Vi tycker ändå.")
    with pytest.raises(Refused, match="inte tillfrågad"):
        give_view(town.operator, plan, town.other, "Vi tycker ändå.")
    with pytest.raises(Refused, match="yttrandet"):
        give_view(town.operator, plan, town.school, " ")


def test_who_was_asked_before_it_was_taken_back_is_asked_no_more(town: PlanTown) -> None:
    plan, stranger = town.plan(), town.actor(town.other_head)
    send_out(town.operator, plan, [town.other], DUE)
    take_back(town.operator, plan)
    plan.refresh_from_db()
    assert not Plan.objects.visible_to(stranger).exists()
    send_out(town.operator, plan, [town.school], DUE)
    assert not Plan.objects.visible_to(stranger).exists()
    with pytest.raises(PermissionDenied):
        give_view(stranger, plan, town.other, "Vi tycker ändå.")
    with pytest.raises(Refused, match="inte tillfrågad"):
        give_view(town.operator, plan, town.other, "Vi tycker ändå.")


def test_a_bodys_view_may_have_a_paragraph_and_a_schools_has_none(town: PlanTown) -> None:
    plan = town.plan("budget", town.council)
    send_out(town.operator, plan, [town.school, town.other], DUE)
    step = give_view(town.operator, plan, town.other, "Bra.", minutes(9, "44"))
    assert step.decision is not None and (step.decision.body, step.decision.paragraph) == (town.other, "44")
    assert step.day == step.decision.date
    with pytest.raises(Refused, match="redan använd"):
        give_view(town.operator, plan, town.other, "Mycket bra.", minutes(10, "44"))
    with pytest.raises(Refused, match="inget protokoll"):
        give_view(town.operator, plan, town.school, "Bra.", minutes(9, "45"))
    with pytest.raises(Refused, match="inte varit än"):
        give_view(town.operator, plan, town.school, "Bra.", minutes(11, ""))
    assert not any(name in ViewForm(town.actor(town.head), plan, "").fields for name in ("paragraph", "file"))


@pytest.mark.parametrize(("days", "units", "said"), [(-1, True, "redan varit"), (9, False, "Välj vilka")])
def test_views_need_a_day_to_come_and_somebody_to_ask(town: PlanTown, days: int, units: bool, said: str) -> None:
    to = [town.school] if units else []
    with pytest.raises(Refused, match=said):
        send_out(town.operator, town.plan(), to, clock.today() + timedelta(days=days))


def test_it_is_proposed_by_who_answers_and_taken_back(town: PlanTown) -> None:
    plan = town.plan()
    with pytest.raises(PermissionDenied):
        propose(town.actor(town.secretary), plan)
    propose(town.actor(town.chair), plan, "Planen antas.")
    assert state(plan) == State.PROPOSED
    take_back(town.actor(town.chair), plan)
    assert state(plan) == State.PREPARATION
    assert kinds(plan) == [StepKind.BEGUN, StepKind.PROPOSED, StepKind.TAKEN_BACK]


def test_the_executive_board_gives_its_opinion_on_what_the_council_decides(town: PlanTown) -> None:
    plan = town.proposed(town.plan("budget", town.council))
    advise(town.actor(town.leader), plan, "Tillstyrks.", minutes(4))
    step = plan.steps.last()
    assert step is not None
    assert (step.kind, step.comment, step.day) == (StepKind.ADVISED, "Tillstyrks.", date(2018, 9, 4))
    assert state(plan) == State.PROPOSED
    with pytest.raises(PermissionDenied):
        advise(town.actor(town.chair), plan, "Vi med.", minutes(5))


def test_it_has_none_on_what_a_board_decides(town: PlanTown) -> None:
    with pytest.raises(Refused, match="fullmäktige beslutar"):
        advise(town.actor(town.leader), town.proposed(town.plan()), "Tillstyrks.", minutes())


def test_the_body_tables_refers_back_and_rejects(town: PlanTown) -> None:
    clerk = town.actor(town.secretary)
    plan = town.proposed(town.plan())
    table(clerk, plan, "", minutes(3, "40"))
    assert state(plan) == State.TABLED
    refer_back(clerk, plan, "Räkna om.", minutes(4))
    assert state(plan) == State.REFERRED_BACK
    propose(town.operator, plan)
    reject(clerk, plan, "Ryms inte i ramen.", minutes(10, "42"))
    assert state(plan) == State.REJECTED
    assert town.plan().pk != plan.pk, "another may be begun"


@pytest.mark.parametrize("verb", [refer_back, reject, advise])
def test_it_says_why(town: PlanTown, verb: object) -> None:
    plan = town.proposed(town.plan("budget", town.council))
    with pytest.raises(Refused):
        verb(town.operator, plan, "", minutes())  # type: ignore[operator]


def test_nobody_else_treats_it(town: PlanTown) -> None:
    plan = town.proposed(town.plan())
    for user in (town.head, town.member, town.other_head):
        with pytest.raises(PermissionDenied):
            table(town.actor(user), plan, "", minutes())


def test_after_the_decision_minutes_notice_and_appeal_are_told(town: PlanTown) -> None:
    plan, clerk = town.decided_plan(), town.actor(town.secretary)
    with pytest.raises(Refused, match="justera det först"):
        announce(clerk, plan, date(2018, 9, 7))
    approve_minutes(clerk, plan, date(2018, 9, 6))
    announce(clerk, plan, date(2018, 9, 7))
    appeal(clerk, plan, date(2018, 9, 10), "Två medlemmar.")
    assert state(plan) == State.APPEALED
    settle_appeal(clerk, plan, True, date(2018, 9, 10))
    assert state(plan) == State.ANNOUNCED


def test_an_annulled_decision_stays_readable(town: PlanTown) -> None:
    plan = town.decided_plan()
    approve_minutes(town.operator, plan, date(2018, 9, 6))
    announce(town.operator, plan, date(2018, 9, 7))
    appeal(town.operator, plan, date(2018, 9, 10))
    settle_appeal(town.operator, plan, False, date(2018, 9, 10), "Jäv.")
    assert state(plan) == State.ANNULLED
    assert Plan.objects.visible_to(town.actor(town.member)).filter(pk=plan.pk).exists()


@pytest.mark.parametrize(("day", "said"), [(date(2018, 9, 2), "före beslutet"), (date(2018, 9, 11), "inte varit än")])
def test_minutes_are_approved_after_the_decision_and_not_in_the_future(town: PlanTown, day: date, said: str) -> None:
    with pytest.raises(Refused, match=said):
        approve_minutes(town.operator, town.decided_plan(), day)


def test_an_officials_plan_has_no_minutes(town: PlanTown) -> None:
    plan = town.decide(town.plan("enhetsplan", town.school), paragraph="", delegation="3.2")
    with pytest.raises(Refused, match="inget protokoll"):
        approve_minutes(town.operator, plan, date(2018, 9, 6))


def test_a_decided_plan_ends_with_a_reason(town: PlanTown) -> None:
    plan = town.decided_plan()
    with pytest.raises(Refused, match="varför"):
        end_plan(town.operator, plan, date(2019, 6, 30), "")
    with pytest.raises(Refused, match="gäller först"):
        end_plan(town.operator, plan, date(2018, 12, 31), "Läggs ned.")
    end_plan(town.operator, plan, date(2019, 6, 30), "Läggs ned.")
    plan.refresh_from_db()
    assert (plan.state, plan.valid_to) == (State.ENDED, date(2019, 6, 30))


def test_whom_a_step_concerns_is_told_and_what_it_settles_goes_away(town: PlanTown) -> None:
    plan = town.plan()
    send_out(town.operator, plan, [town.school], DUE)
    asked = Notice.objects.get(kind="plan-sent_out")
    assert (asked.to_unit, asked.to_role, asked.duty) == (town.school, "enhetschef", True)
    town.proposed(plan, confirmed=True)
    asked.refresh_from_db()
    assert asked.done_at is not None
    proposed = Notice.objects.filter(kind="plan-proposed")
    assert {(each.to_unit, each.to_role) for each in proposed} == {
        (town.board, "ordforande"),
        (town.board, "sekreterare"),
    }
    refer_back(town.operator, plan, "Räkna om.", minutes())
    back = Notice.objects.get(kind="plan-referred_back")
    assert "Räkna om." in str(back.said)
