"""An official's decision is reported to the board, and what a plan builds on is told while it is not decided."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rodatraden.lib import clock
from rodatraden.planning.agenda import decisions_to_report
from rodatraden.planning.models import Plan, StepKind
from rodatraden.planning.plan_page import plan_page
from rodatraden.planning.remarks import LATE, is_past, undecided_ground
from rodatraden.planning.services import report
from rodatraden.planning.services.rows import reading_mark
from rodatraden.planning.states import appeal_until
from rodatraden.planning.tests.cast import PlanTown, minutes
from rodatraden.planning.tests.test_pages import page, post, text
from rodatraden.tenancy.edits import Refused
from rodatraden.thread.services import report_progress
from rodatraden.thread.services.rows import model_at_work

CODE = "before-plan"


@pytest.fixture
def decided(town: PlanTown) -> Plan:
    """A school's plan, which its head has decided by delegation."""
    plan = town.plan("enhetsplan", town.school)
    return town.decide(plan, day=date(2018, 9, 3), paragraph="", delegation="4.2")


def said(town: PlanTown, plan: Plan) -> str:
    return " ".join(map(str, plan_page(town.operator, plan).remarks))


def test_the_board_is_told_of_it_at_a_meeting(town: PlanTown, decided: Plan) -> None:
    assert f"Inte anmäld till {town.board.name} än. Beslutet ska anmälas" in said(town, decided)
    board = town.operator.tree.at(town.board.pk)
    assert board is not None
    (waiting,) = decisions_to_report(town.operator, board)
    assert (waiting.title, waiting.sort, waiting.since) == (decided.title, "ska anmälas", date(2018, 9, 3))
    report(town.operator, decided, minutes(6, "61"))
    step = decided.steps.select_related("decision__body").get(kind=StepKind.REPORTED)
    assert step.decision is not None
    assert (step.decision.body, step.decision.paragraph) == (town.board, "61")
    assert f"Anmäld till {town.board.name} 2018-09-06, § 61." in said(town, decided)
    assert list(decisions_to_report(town.operator, board)) == []
    with pytest.raises(Refused, match="redan anmält"):
        report(town.operator, decided, minutes(7, "62"))


def test_a_report_without_a_paragraph_is_told_by_its_day_alone(town: PlanTown, decided: Plan) -> None:
    report(town.operator, decided, minutes(6, "61"))
    decided.steps.filter(kind=StepKind.REPORTED).update(decision=None)
    assert f"Anmäld till {town.board.name} 2018-09-06." in said(town, decided)


def test_it_is_asked_on_the_plans_page_of_who_registers_for_the_board_or_heads_the_unit(
    town: PlanTown, decided: Plan
) -> None:
    for user in (town.secretary, town.head):
        assert "Anmäl till nämnden" in text(page(user, "plan", decided.pk))
    answer = post(town.secretary, "step", decided.pk, "anmal", day="2018-09-06", paragraph="61")
    assert "anmält till nämnden" in text(answer)
    shown = text(page(town.secretary, "plan", decided.pk))
    assert "fick beslutet anmält" in shown and "Anmäl till nämnden" not in shown


@pytest.mark.parametrize(("day", "paragraph", "field"), [(2, "61", "day"), (20, "61", "day"), (6, "", "paragraph")])
def test_it_needs_a_paragraph_and_a_day_from_the_decision_on(
    town: PlanTown, decided: Plan, day: int, paragraph: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        report(town.operator, decided, minutes(day, paragraph))
    assert list(refused.value.reasons) == [field]
    assert not decided.steps.filter(kind=StepKind.REPORTED).exists()


def test_what_a_body_decided_needs_no_report(town: PlanTown) -> None:
    with pytest.raises(Refused, match="inget att anmäla"):
        report(town.operator, town.decided_plan(), minutes(6, "61"))


def test_what_the_plan_builds_on_is_named_where_it_is_decided_and_does_not_stop_it(town: PlanTown) -> None:
    plan = town.proposed(town.plan())
    client = Client()
    client.force_login(town.chair)
    path = f"/perstorp/planer/{plan.pk}/steg/besluta/"
    assert "ännu inte är beslutat: budget" in client.get(path).content.decode()
    said = {"day": "2018-09-03", "paragraph": "88", "confirmed": "on", "seen": reading_mark(plan)}
    assert client.post(path, said).status_code == 302


def test_what_the_plan_builds_on_is_named_until_it_is_decided(
    town: PlanTown, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = town.plan("enhetsplan", town.school)
    assert f"ännu inte är beslutat: nämndplan ({town.board.name})" in said(town, plan)
    town.decided_plan()
    model, actor = model_at_work(), town.operator
    assert actor.tree.places
    with django_assert_num_queries(1):
        assert not undecided_ground(actor, model, plan)


def test_an_appeal_is_no_longer_offered_long_after_its_time(town: PlanTown) -> None:
    plan = town.decided_plan()
    plan.steps.create(
        kind=StepKind.ANNOUNCED, day=date(2018, 9, 5), at=clock.now(), by="Prov", municipality_id=plan.municipality_id
    )
    steps = list(plan.steps.all())
    last = appeal_until(date(2018, 9, 5)) + LATE
    for day, past in ((last, False), (date.fromordinal(last.toordinal() + 1), True)):
        with clock.held(day):
            assert is_past("appeal", steps) is past
    assert not is_past("end", steps)


def test_what_should_be_done_before_the_plan_begins_is_a_break_until_it_has_another_day(town: PlanTown) -> None:
    early = town.decided("Bygg en gård", "aktivitet", town.school, (town.goal.item,), deadline=date(2018, 12, 31))
    late = town.decided("Sköt gården", "aktivitet", town.school, (town.goal.item,), deadline=date(2019, 6, 30))
    done = town.decided("Måla gården", "aktivitet", town.school, (town.goal.item,))
    report_progress(town.operator, done.item, state="done", note="Klart i maj.")
    plan = town.plan("enhetsplan", town.school)
    found = {each.item_key: str(each.message) for each in plan_page(town.operator, plan).breaks if each.code == CODE}
    assert set(found) == {early.item.key, done.item.key}
    assert "ska vara klart 2018-12-31" in found[early.item.key] and "Låt det upphöra" in found[done.item.key]
    assert late.item.key in {row.item.key for row in plan.items.select_related("item")}
