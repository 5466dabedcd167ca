"""What the demo shows of plans and their preparation, in Perstorp: all of it marked as made up."""

from datetime import date

import pytest

from rodatraden.organisation.access import system
from rodatraden.planning.models import Fate, Plan, PlanItem, PlanReceipt, PlanStep, PlanText, State, StepKind
from rodatraden.planning.services.deciding import subject_of
from rodatraden.planning.states import OPEN, STANDING, WRITING
from rodatraden.preparation.analysis_page import analysis_page
from rodatraden.preparation.models import Change, Conclusion, Consultation, Idea, IdeaState, StepDone, Subject, Verdict
from rodatraden.thread.models import ItemVersion
from rodatraden.thread.models import State as Decided

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("perstorp_in_the_demo")]
DEMO_DAY = date(2018, 9, 10)


def test_this_years_plans_are_decided_and_next_years_are_being_made() -> None:
    this = Plan.objects.filter(starts__year=2018)
    following = Plan.objects.filter(starts__year=2019)
    assert this.exists()
    assert following.exists()
    assert {plan.state for plan in this} <= set(STANDING)
    assert set(following.values_list("state", flat=True)) & set(OPEN)


def test_every_decided_plan_has_its_decision_and_its_frozen_document() -> None:
    for plan in Plan.objects.filter(state__in=STANDING).select_related("decision", "frozen"):
        assert plan.decision is not None, plan
        assert plan.frozen is not None, plan
        assert plan.decision.date is not None and plan.decision.date <= DEMO_DAY, plan


def test_a_frozen_document_says_which_plan_it_is_of() -> None:
    for plan in Plan.objects.filter(state__in=STANDING).select_related("frozen", "unit"):
        assert plan.frozen is not None
        assert plan.frozen.subject == subject_of(plan)
        assert len(plan.frozen.sha256) == 64


def test_plans_and_what_stands_in_them_are_marked_as_made_up() -> None:
    assert not Plan.objects.filter(example=False).exists()
    assert not PlanStep.objects.filter(plan__state__in=STANDING, example=False).exists()
    for kind in (Change, Conclusion, Consultation, Idea):
        assert not kind._default_manager.filter(example=False).exists(), kind


@pytest.mark.parametrize("kind", [StepKind.BEGUN, StepKind.PROPOSED, StepKind.DECIDED])
def test_a_decided_plan_went_its_whole_way(kind: StepKind) -> None:
    for plan in Plan.objects.filter(state__in=STANDING):
        assert plan.steps.filter(kind=kind).count() == 1, plan


def test_the_steps_of_a_plan_are_in_the_order_of_their_days() -> None:
    for plan in Plan.objects.filter(state__in=STANDING):
        days = list(plan.steps.values_list("day", flat=True))
        assert days == sorted(days), plan


def test_a_boards_plan_has_been_sent_for_information_and_received() -> None:
    receipts = PlanReceipt.objects.select_related("plan")
    assert receipts.exists()
    assert all(receipt.received_at is not None for receipt in receipts if receipt.plan.starts.year == 2018)


def test_what_stands_in_a_decided_plan_holds_in_the_thread() -> None:
    rows = PlanItem.objects.filter(plan__state__in=STANDING).select_related("version")
    assert rows.exists()
    assert all(row.version is not None and row.version.state == Decided.DECIDED for row in rows)
    assert {row.fate for row in rows} == {Fate.CARRIED}


def test_next_years_plans_disturb_nothing_of_what_runs() -> None:
    drafts = ItemVersion.objects.filter(state=Decided.DRAFT, in_plans__plan__starts__year=2019)
    decided = ItemVersion.objects.decided_on(DEMO_DAY)
    assert not decided.filter(pk__in=drafts.values("pk")).exists()


def test_every_section_that_the_model_asks_for_is_there() -> None:
    for plan in Plan.objects.all():
        assert PlanText.objects.filter(plan=plan).exists(), plan


def test_the_analysis_speaks_of_every_subject_and_one_led_to_nothing() -> None:
    assert set(Conclusion.objects.values_list("subject", flat=True)) == set(Subject.values)
    loose = [row for row in Conclusion.objects.all() if row.leads_nowhere]
    assert loose
    assert len(loose) < Conclusion.objects.count()


def test_one_change_is_taken_in_and_a_significant_one_is_open() -> None:
    assert Change.objects.filter(verdict=Verdict.TAKEN).exclude(consequence="").exists()
    assert Change.objects.filter(verdict=Verdict.OPEN, significant=True).exists()


def test_the_plan_that_is_prepared_waits_for_nothing_more_in_perstorp() -> None:
    plan = Plan.objects.filter(pk__in=Conclusion.objects.values("plan")).select_related("unit").get()
    page = analysis_page(system(), plan)
    assert plan.state in WRITING
    assert str(page.missing) == ""
    assert str(page.told) == "2 slutsatser har gett 2 förslag; 2 har inte lett till något."
    assert page.may_write


def test_the_negotiation_was_held_and_says_what_they_did_not_agree_on() -> None:
    row = Consultation.objects.get()
    assert row.agreed is False
    assert row.note
    assert row.day < DEMO_DAY


def test_a_workplace_has_two_proposals_that_serve_one_goal() -> None:
    ideas = Idea.objects.select_related("unit")
    assert {idea.state for idea in ideas} == {IdeaState.PROPOSED}
    assert len({idea.serves_id for idea in ideas}) == 1
    assert len({idea.unit_id for idea in ideas}) == 1
    assert ideas.count() == 2


def test_no_decided_plan_is_still_in_preparation() -> None:
    assert not Plan.objects.filter(state=State.PREPARATION, decision__isnull=False).exists()


def test_the_first_step_of_the_preparation_is_ticked() -> None:
    step = StepDone.objects.get()
    assert step.example and step.day is not None and step.day < DEMO_DAY
