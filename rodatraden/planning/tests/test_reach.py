"""Which units' items, and which items, stand in a unit's plan."""

from datetime import date

import pytest

from rodatraden.lib import clock
from rodatraden.organisation.models import UnitKind
from rodatraden.planning.reach import standing_items, units_in
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.planning import Plan as Kind

DAY = date(2018, 12, 31)


def kind_of(town: PlanTown, key: str) -> tuple[Model, Kind]:
    model = town.operator.model_on(clock.today())
    assert model is not None
    kind = model.plan_of(key)
    assert kind is not None
    return model, kind


def test_a_boards_plan_holds_those_beneath_it_and_no_other_boards(town: PlanTown) -> None:
    inside = units_in(town.operator.tree, *kind_of(town, "namndplan"), town.board.pk)
    assert inside == {town.board.pk, town.school.pk, town.other_school.pk}


def test_a_unit_with_a_plan_of_its_own_is_in_its_own_alone(town: PlanTown) -> None:
    group = town.unit("laget", "Arbetslag ett", UnitKind.UNIT, town.school)
    model, kind = kind_of(town, "enhetsplan")
    for unit in (town.school, group):
        assert units_in(town.operator.tree, model, kind, unit.pk) == {unit.pk}


def test_every_unit_is_in_one_plan_of_a_type_at_most(town: PlanTown) -> None:
    tree = town.operator.tree
    for key in ("budget", "namndplan", "enhetsplan"):
        held = [unit for place in tree.places for unit in units_in(tree, *kind_of(town, key), place)]
        assert len(held) == len(set(held)), key


def test_a_plan_that_the_model_gives_no_owner_holds_what_the_unit_answers_for(town: PlanTown) -> None:
    model, kind = kind_of(town, "namndplan")
    loose = kind.model_copy(update={"owner": "Någon"})
    assert units_in(town.operator.tree, model, loose, town.board.pk) == {town.board.pk}


def test_what_holds_on_the_day_stands_in_the_plan_level_by_level(town: PlanTown) -> None:
    model, kind = kind_of(town, "namndplan")
    town.decided("Läsa tillsammans", "strategi", town.board, (town.goal.item,))
    town.decided("Nytt nästa år", "namndmal", town.board, (town.council_goal.item,), since=date(2019, 1, 1))
    town.draft("Bara ett utkast", "namndmal")
    town.decided("Andras mål", "namndmal", town.other, (town.council_goal.item,))
    found = standing_items(town.operator.tree, model, kind, town.board.pk, DAY)
    assert {version.title for version in found} == {"Fler trivs i skolan", "Fler läser", "Läsa tillsammans"}
    assert [version.level for version in found] == ["namndmal", "namndmal", "strategi"]
    assert standing_items(town.operator.tree, model, kind, town.board.pk, date(2017, 12, 31)) == []


@pytest.mark.parametrize(("personal", "stands"), [(False, True), (True, False)])
def test_a_persons_own_goal_stands_in_no_plan(town: PlanTown, personal: bool, stands: bool) -> None:
    version = town.decided("Mitt mål", "aktivitet", town.school, (town.goal.item,))
    type(version).objects.filter(pk=version.pk).update(personal=personal)
    found = standing_items(town.operator.tree, *kind_of(town, "enhetsplan"), town.school.pk, DAY)
    assert bool(found) is stands
