"""A plan is begun from last year's, without disturbing the year that runs."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden.lib import clock
from rodatraden.planning.models import Fate, Plan, PlanText, State, StepKind
from rodatraden.planning.services import begin_plan, change_item, discard_plan, revise_plan, write_section
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.tenancy.edits import Refused
from rodatraden.thread.models import ItemVersion


def test_a_plan_has_the_sections_of_its_type_and_the_items_that_hold(town: PlanTown) -> None:
    plan = town.plan()
    assert [row.heading for row in plan.texts.all()] == ["Uppdraget", "Nämndens mål", "Ekonomi"]
    assert {row.item for row in plan.items.all()} == {town.goal.item, town.other_goal.item}
    assert {row.fate for row in plan.items.all()} == {Fate.CARRIED}
    assert (plan.starts, plan.ends) == (date(2019, 1, 1), date(2019, 12, 31))
    assert plan.title == "Nämndplan 2019, Barn- och utbildningsnämnden"
    assert [step.kind for step in plan.steps.all()] == [StepKind.BEGUN]


def test_what_a_unit_without_a_plan_owns_stands_in_the_nearest_above(town: PlanTown) -> None:
    inner = town.decided("Läsro", "namndmal", town.school, (town.council_goal.item,))
    assert inner.item in {row.item for row in town.plan().items.all()}


def test_another_boards_items_do_not(town: PlanTown) -> None:
    theirs = town.decided("Hela vägar", "namndmal", town.other, (town.council_goal.item,))
    assert theirs.item not in {row.item for row in town.plan().items.all()}


def test_last_years_texts_begin_the_new_ones_and_say_so(town: PlanTown) -> None:
    before = town.plan(year=2018)
    write_section(town.operator, town.section(before), "Vi driver skolor.", seen=0)
    town.decide(town.proposed(before))
    now = town.section(town.plan())
    assert (now.text, now.copied_from) == ("Vi driver skolor.", before)


def test_it_is_begun_once(town: PlanTown) -> None:
    town.plan()
    with pytest.raises(Refused, match="redan påbörjad"):
        town.plan()


def test_a_decided_plan_is_revised_not_begun_anew(town: PlanTown) -> None:
    plan = town.decided_plan()
    with pytest.raises(Refused, match="Revidera"):
        town.plan()
    with pytest.raises(Refused, match="varför"):
        revise_plan(town.operator, plan, " ")
    new = revise_plan(town.operator, plan, "Ny lag.")
    assert (new.replaces, new.state, new.why_anew) == (plan, State.PREPARATION, "Ny lag.")


def test_only_a_decided_one_is_revised(town: PlanTown) -> None:
    with pytest.raises(Refused, match="beslutad"):
        revise_plan(town.operator, town.plan(), "Ny lag.")


def test_whoever_writes_for_the_unit_begins_it(town: PlanTown) -> None:
    assert begin_plan(town.actor(town.secretary), "namndplan", town.board, 2019)
    for user in (town.member, town.auditor, town.other_head, town.head):
        with pytest.raises(PermissionDenied):
            begin_plan(town.actor(user), "namndplan", town.board, 2020)


def test_the_executive_board_writes_the_councils(town: PlanTown) -> None:
    assert begin_plan(town.actor(town.leader), "budget", town.council, 2019).unit == town.council


@pytest.mark.parametrize(("kind", "said"), [("namndplan", "ingen plan"), ("finns-inte", "finns inte")])
def test_a_type_that_is_not_the_units_is_refused(town: PlanTown, kind: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        begin_plan(town.operator, kind, town.school, 2019)


def test_one_in_preparation_is_thrown_away_with_its_drafts(town: PlanTown) -> None:
    plan = town.plan()
    change_item(town.operator, town.row(plan, town.goal.item))
    discard_plan(town.operator, plan)
    assert not Plan.objects.exists()
    assert not PlanText.objects.exists()
    assert not ItemVersion.objects.drafts().exists()
    assert ItemVersion.objects.decided_on(clock.today()).filter(item=town.goal.item).exists()


def test_who_answers_for_the_board_throws_it_away_with_drafts_by_others(town: PlanTown) -> None:
    plan = town.plan()
    change_item(town.operator, town.row(plan, town.goal.item))
    with pytest.raises(PermissionDenied):
        discard_plan(town.actor(town.secretary), plan)
    discard_plan(town.actor(town.chair), plan)
    assert not ItemVersion.objects.drafts().exists()


def test_a_proposed_one_is_not(town: PlanTown) -> None:
    with pytest.raises(Refused, match="förberedelse"):
        discard_plan(town.operator, town.proposed(town.plan()))


def test_it_disturbs_nothing_of_what_runs(town: PlanTown) -> None:
    before = list(ItemVersion.objects.order_by("pk").values())
    town.plan()
    assert list(ItemVersion.objects.order_by("pk").values()) == before
