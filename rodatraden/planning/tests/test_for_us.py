"""What a plan means for one unit."""

from datetime import date

import pytest

from rodatraden.planning.for_us import for_us, units_to_choose
from rodatraden.planning.models import Plan
from rodatraden.planning.services import add_item, change_item, drop_item
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
    assert str(page.sentence) == "Parkskolan bidrar till 1 av planens 2 mål, samma som förut."


def test_what_is_new_changed_and_dropped_is_told(town: PlanTown) -> None:
    plan = town.plan()
    reading(town)
    change_item(town.operator, town.row(plan, town.goal.item))
    assert told(town, plan) == "Parkskolan bidrar till 1 av planens 2 mål; ett är nytt eller ändrat."
    drop_item(town.operator, town.row(plan, town.other_goal.item), "Uppnått.")
    assert told(town, plan) == "Parkskolan bidrar till planens enda mål; det är nytt eller ändrat."
    assert for_us(town.operator, plan, "skolan").dropped == ["Fler läser"]


def test_a_unit_that_does_nothing_yet_and_a_plan_without_goals_say_so(town: PlanTown) -> None:
    plan = town.plan()
    assert told(town, plan) == "Parkskolan bidrar ännu inte till något mål i planen."
    for item in (town.goal.item, town.other_goal.item):
        drop_item(town.operator, town.row(plan, item), "Uppnått.")
    assert told(town, plan) == "Planen har inga mål i tråden."


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
    assert [(kind.key, day) for kind, day in page.next] == [("enhetsplan", date(2019, 1, 31))]
    page = for_us(town.operator, town.plan("budget", town.council), "skolan")
    assert [(kind.key, day) for kind, day in page.next] == [("namndplan", date(2018, 11, 30))]
