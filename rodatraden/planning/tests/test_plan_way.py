"""The red line of a plan: the plans that it builds on, as far as the reader may see them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.planning.models import Plan
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.planning.way import stations
from rodatraden.steering.schema import Model


def model_of(actor: Actor) -> Model:
    model = actor.model_on(clock.today())
    assert model is not None
    return model


def test_the_way_goes_from_the_councils_plan_down_to_the_units_own(town: PlanTown) -> None:
    budget, board = town.decided_plan("budget", town.council), town.decided_plan()
    plan = town.plan("enhetsplan", town.school)
    found = stations(town.operator, model_of(town.operator), plan)
    assert [(each.level, each.name) for each in found] == [
        ("Planer", "2019"),
        ("Budget", "Kommunfullmäktige"),
        ("Nämndplan", "Barn- och utbildningsnämnden"),
        ("Enhetsplan", "Parkskolan"),
    ]
    assert [each.url.rstrip("/").rpartition("/")[2] for each in found[1:]] == [
        str(each.pk) for each in (budget, board, plan)
    ]
    assert [each.current for each in found] == [False, False, False, True]


def test_a_page_of_the_plan_is_a_station_of_its_own(town: PlanTown) -> None:
    found = stations(town.operator, model_of(town.operator), town.plan(), "Mål och aktiviteter")
    assert [each.current for each in found] == [False, False, False, True]
    assert found[-1].name == "Mål och aktiviteter"


@pytest.mark.parametrize(("year", "is_there"), [(2019, True), (2021, True), (2022, False)])
def test_only_a_plan_for_the_same_time_is_linked_to(town: PlanTown, year: int, is_there: bool) -> None:
    town.decided_plan("budget", town.council)
    above = stations(town.operator, model_of(town.operator), town.plan(year=year))[1]
    assert (above.level, bool(above.url)) == ("Budget", is_there)


def test_a_draft_of_another_authority_is_named_without_a_link(town: PlanTown) -> None:
    town.plan("budget", town.council)
    plan = town.plan()
    for user, reads in ((town.clerk, True), (town.secretary, False)):
        actor = town.actor(user)
        assert bool(stations(actor, model_of(actor), plan)[1].url) is reads


def test_without_a_model_the_plan_stands_alone_under_its_key(town: PlanTown) -> None:
    assert [each.level for each in stations(town.operator, None, town.plan())] == ["Planer", "namndplan"]


def test_types_that_build_on_each_other_come_to_an_end(town: PlanTown) -> None:
    model = model_of(town.operator)
    kinds = tuple(
        kind.model_copy(update={"builds_on": ("namndplan",)}) if kind.key == "budget" else kind for kind in model.plan
    )
    found = stations(town.operator, model.model_copy(update={"plan": kinds}), town.plan())
    assert [each.level for each in found] == ["Planer", "Budget", "Nämndplan"]


def test_the_whole_way_costs_one_query(town: PlanTown) -> None:
    town.decided_plan("budget", town.council)
    plan = Plan.objects.select_related("unit").get(pk=town.plan().pk)
    actor = town.actor(town.secretary)
    model = model_of(actor)
    assert actor.tree.places
    with CaptureQueriesContext(connection) as queries:
        stations(actor, model, plan)
    assert len(queries) == 1
