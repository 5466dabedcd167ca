"""What a plan means for one unit."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from rodatraden.planning.for_us import for_us, units_to_choose
from rodatraden.planning.models import Plan
from rodatraden.planning.services import Minutes, add_item, change_item, drop_item, reject, revise_plan
from rodatraden.planning.tests.cast import PlanTown, planning_model
from rodatraden.tenancy.models import Municipality
from rodatraden.thread.models import ItemVersion


def reading(town: PlanTown, title: str = "Läsa varje dag") -> ItemVersion:
    return town.decided(title, "aktivitet", town.school, (town.goal.item,))


def told(town: PlanTown, plan: Plan, unit: str = "skolan") -> str:
    return str(for_us(town.operator, plan, unit).sentence)


def test_goals_that_the_unit_works_for_are_its_own_and_the_rest_are_others(town: PlanTown) -> None:
    plan = town.plan()
    reading(town)
    page = for_us(town.operator, plan, "skolan")
    assert [goal.node.title for goal in page.goals] == ["Fler trivs i skolan"]
    assert [goal.node.title for goal in page.others] == ["Fler läser"]
    assert [node.title for goal in page.goals for node in goal.ours] == ["Läsa varje dag"]
    assert str(page.sentence) == "Parkskolan bidrar till ett av planens 2 mål, samma som förut."


def test_what_is_new_changed_and_dropped_is_told(town: PlanTown) -> None:
    plan = town.plan()
    reading(town)
    change_item(town.operator, town.row(plan, town.goal.item))
    assert told(town, plan) == "Parkskolan bidrar till ett av planens 2 mål; ett är nytt eller ändrat."
    drop_item(town.operator, town.row(plan, town.other_goal.item), "Uppnått.")
    assert told(town, plan) == "Parkskolan bidrar till planens enda mål; det är nytt eller ändrat."
    assert for_us(town.operator, plan, "skolan").dropped == ["Fler läser"]


def test_a_unit_that_does_nothing_yet_and_a_plan_without_goals_say_so(town: PlanTown) -> None:
    plan = town.plan()
    assert told(town, plan) == "Parkskolan bidrar ännu inte till något mål i planen."
    for item in (town.goal.item, town.other_goal.item):
        drop_item(town.operator, town.row(plan, item), "Uppnått.")
    assert told(town, plan) == "Planen har inga mål i tråden."


@pytest.fixture
def giving(perstorp: Municipality) -> PlanTown:
    """A town whose board's plan decides strategies and no goals."""
    model = planning_model().replace('key = "namndmal"\ndecided_in = "namndplan"\n', 'key = "namndmal"\n')
    return PlanTown(model)


def test_what_a_plan_has_the_unit_do_is_listed_though_it_has_no_goals(giving: PlanTown) -> None:
    giving.decided("Pröva digital tillsyn", "strategi", giving.school, (giving.goal.item,), deadline=date(2019, 11, 30))
    page = for_us(giving.operator, giving.plan(), "skolan")
    assert [(task.node.title, task.fate) for task in page.tasks] == [("Pröva digital tillsyn", "carried")]
    assert (page.goals, page.others, page.wider) == ([], [], [])
    assert str(page.sentence) == "Parkskolan har en uppgift i planen."


def test_so_is_what_somebody_at_the_unit_answers_for(giving: PlanTown) -> None:
    for title in ("Ett", "Två"):
        answers: dict[str, Any] = {"responsible_unit": giving.school, "responsible_kind": "enhetschef"}
        giving.decided(title, "strategi", giving.board, (giving.goal.item,), **answers)
    plan = giving.plan()
    page = for_us(giving.operator, plan, "skolan")
    assert [task.responsible for task in page.tasks] == ["enhetschef, Parkskolan"] * 2
    assert str(page.sentence) == "Parkskolan har 2 uppgifter i planen."
    assert for_us(giving.operator, plan, "lunden").tasks == []


def test_what_is_told_at_a_goal_is_not_told_again(town: PlanTown) -> None:
    plan = town.plan()
    strategy = add_item(
        town.operator, plan, level="strategi", unit=town.school, title="Läslyft", serves=[town.goal.item]
    )
    page = for_us(town.operator, plan, "skolan")
    assert [[node.key for node in goal.ours] for goal in page.goals] == [[strategy.item.key]]
    assert page.tasks == []


def test_what_falls_on_those_that_the_unit_belongs_to_stands_apart(perstorp: Municipality) -> None:
    in_the_budget = 'key = "strategi"\ndecided_in = "budget"\n'
    town = PlanTown(planning_model().replace('key = "strategi"\ndecided_in = "namndplan"\n', in_the_budget))
    town.decided("Läslyft", "strategi", town.board, (town.goal.item,))
    town.decided("Andras", "strategi", town.other, (town.goal.item,))
    plan = town.plan("budget", town.council)

    def titles(unit: str) -> tuple[list[str], list[str]]:
        page = for_us(town.operator, plan, unit)
        return [task.node.title for task in page.tasks], [task.node.title for task in page.wider]

    assert titles("skolan") == ([], ["Läslyft"])
    assert titles("tn") == ([], [])


def test_the_sentence_says_what_a_unit_does_that_serves_no_goal_of_the_plan(town: PlanTown) -> None:
    of_others = town.decided("Trygga vägar", "namndmal", town.other, (town.council_goal.item,))
    town.decided("Läslyft", "strategi", town.school, (of_others.item,))
    assert told(town, town.plan()) == "Parkskolan bidrar ännu inte till något mål i planen, men har en uppgift i den."


def test_the_page_shows_it(client: Client, giving: PlanTown) -> None:
    giving.decided("Pröva digital tillsyn", "strategi", giving.school, (giving.goal.item,), deadline=date(2019, 11, 30))
    plan = giving.plan()
    client.force_login(giving.head)
    page = client.get(f"/perstorp/planer/{plan.pk}/for-oss/").content.decode()
    assert "Det här ska ni göra" in page
    assert "klart senast 2019-11-30" in page


def test_an_activity_for_two_goals_stands_at_both(town: PlanTown) -> None:
    plan = town.plan()
    town.decided("Läsa högt", "aktivitet", town.school, (town.goal.item, town.other_goal.item))
    page = for_us(town.operator, plan, "skolan")
    assert [[node.title for node in goal.ours] for goal in page.goals] == [["Läsa högt"], ["Läsa högt"]]


def test_what_is_done_for_a_goal_through_another_stands_at_the_nearest_alone(perstorp: Municipality) -> None:
    all_in_one = 'key = "namndmal"\ndecided_in = "budget"\n'
    town = PlanTown(planning_model().replace('key = "namndmal"\ndecided_in = "namndplan"\n', all_in_one))
    reading(town)
    goals = {goal.node.title: goal for goal in for_us(town.operator, town.plan("budget", town.council), "skolan").goals}
    above, nearest = goals["Tryggare skolor"], goals["Fler trivs i skolan"]
    assert (above.ours, [node.title for node in above.through]) == ([], ["Fler trivs i skolan"])
    assert ([node.title for node in nearest.ours], nearest.through) == (["Läsa varje dag"], [])


def test_the_boards_own_goals_are_its_own_though_nobody_does_anything(town: PlanTown) -> None:
    plan = town.plan("budget", town.council)
    add_item(town.operator, plan, level="fullmaktigemal", unit=town.council, title="Nytt", serves=[town.vision.item])
    page = for_us(town.operator, plan, "bun")
    assert [goal.node.title for goal in page.goals] == ["Tryggare skolor"]
    assert [goal.node.title for goal in page.others] == ["Nytt"]


@pytest.mark.parametrize(
    ("who", "asked", "unit"),
    [
        ("head", "", "Parkskolan"),
        ("head", "lunden", "Lundens skola"),
        ("head", "finns-inte", "Parkskolan"),
        ("auditor", "ks", "Lundens skola"),
    ],
)
def test_the_unit_is_that_asked_for_beneath_the_plan_else_ones_own_else_the_first(
    town: PlanTown, who: str, asked: str, unit: str
) -> None:
    plan = town.decided_plan()
    assert for_us(town.actor(getattr(town, who)), plan, asked).place.name == unit


def test_ones_own_units_can_be_chosen_first(town: PlanTown) -> None:
    plan = town.decided_plan("budget", town.council)
    names = [place.name for place in units_to_choose(town.actor(town.head), plan)]
    assert names[0] == "Parkskolan" and "Kommunfullmäktige" not in names


def test_a_plan_of_a_unit_with_none_beneath_is_for_the_unit_itself(town: PlanTown) -> None:
    plan = town.plan("enhetsplan", town.school)
    assert for_us(town.operator, plan).place.name == "Parkskolan"


def test_what_the_unit_plans_next_comes_with_its_day(town: PlanTown) -> None:
    page = for_us(town.operator, town.plan(), "skolan")
    assert [(next.kind.key, next.due) for next in page.next] == [("enhetsplan", date(2019, 1, 31))]
    page = for_us(town.operator, town.plan("budget", town.council), "skolan")
    assert [(next.kind.key, next.due) for next in page.next] == [("namndplan", date(2018, 11, 30))]


def test_what_the_unit_has_begun_already_leads_to_it(town: PlanTown) -> None:
    own = town.decided_plan()
    page = for_us(town.operator, town.plan("budget", town.council), "skolan")
    assert [(next.kind.key, next.plan) for next in page.next] == [("namndplan", own)]
    reject(town.operator, town.proposed(revise_plan(town.operator, own, "Ändra.")), "Nej.", Minutes(paragraph="43"))
    page = for_us(town.operator, Plan.objects.get(kind="budget"), "skolan")
    assert [next.plan for next in page.next] == [own], "what holds, and not what was rejected after it"
