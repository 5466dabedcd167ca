"""From which day to which a decided plan holds: within its time, and one of a type and a unit at a time."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodatraden.lib import clock
from rodatraden.planning.models import Plan
from rodatraden.planning.services import announce, appeal, approve_minutes, end_plan, revise_plan
from rodatraden.planning.services.standing import last_day_of
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.tenancy.edits import Refused


def held(kind: str = "budget") -> list[tuple[date | None, date | None]]:
    rows = Plan.objects.standing().filter(kind=kind).order_by("valid_from")
    return list(rows.values_list("valid_from", "valid_to"))


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2020, 1, 1)])
def test_it_cannot_hold_outside_its_time(town: PlanTown, day: date) -> None:
    plan = town.proposed(town.plan())
    with pytest.raises(Refused, match="Planen kan gälla från och med 2019-01-01 till och med 2019-12-31."):
        town.decide(plan, valid_from=day)


@pytest.mark.parametrize(("day", "said"), [(date(2018, 12, 31), "först från"), (date(2020, 1, 1), "bara till och med")])
def test_it_ends_within_its_time(town: PlanTown, day: date, said: str) -> None:
    plan = town.decided_plan()
    with pytest.raises(Refused, match=said):
        end_plan(town.operator, plan, day, "Ny organisation.")


def test_an_earlier_plan_that_is_changed_does_not_reach_into_the_later(town: PlanTown) -> None:
    first = town.decided_plan("budget", town.council, 2018)
    town.decided_plan("budget", town.council, 2019, paragraph="89")
    town.decide(town.proposed(revise_plan(town.operator, first, "Ny skatt.")), paragraph="90")
    assert held() == [(date(2018, 9, 10), date(2018, 12, 31)), (date(2019, 1, 1), date(2021, 12, 31))]


def test_a_change_is_registered_when_the_time_is_over_and_holds_on_its_last_day(town: PlanTown) -> None:
    plan = town.decided_plan()
    with clock.held(date(2020, 3, 1)):
        town.decide(town.proposed(revise_plan(town.operator, plan, "Ny lag.")), paragraph="90", day=date(2019, 12, 9))
    assert held("namndplan") == [(date(2019, 12, 31), date(2019, 12, 31))]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(2018, 2022), min_size=1, max_size=4, unique=True))
def test_whatever_the_order_of_decisions_no_two_hold_on_a_day(town: PlanTown, years: list[int]) -> None:
    with transaction.atomic():
        for number, year in enumerate(years):
            town.decided_plan("budget", town.council, year, paragraph=str(100 + number))
        stretches = held()
        transaction.set_rollback(True)
    for (_first, last), (then, _last) in zip(stretches, stretches[1:], strict=False):
        assert last is not None and then is not None
        assert last < then


def test_without_a_later_one_it_is_the_plans_own(town: PlanTown) -> None:
    plan = town.decided_plan()
    assert last_day_of(plan) == plan.ends == plan.valid_to


def test_what_comes_after_the_decision_comes_in_order(town: PlanTown) -> None:
    plan = town.decided_plan()
    approve_minutes(town.operator, plan, date(2018, 9, 9))
    with pytest.raises(Refused, match="Protokollet justerades 2018-09-09"):
        announce(town.operator, plan, date(2018, 9, 8))
    announce(town.operator, plan, date(2018, 9, 10))
    with pytest.raises(Refused, match="Beslutet anslogs 2018-09-10"):
        appeal(town.operator, plan, date(2018, 9, 10) - timedelta(days=1))
