"""What planning shows on pages of lower floors."""

from datetime import date

import pytest
from django.urls import reverse

from rodatraden.audit.models import Entry
from rodatraden.planning.models import Plan
from rodatraden.planning.panels import plan_named_in_log
from rodatraden.planning.services import change_item, drop_item
from rodatraden.planning.services.rows import record
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.planning.tests.test_pages import address, as_, text
from rodatraden.tenancy.models import User


def of_item(user: User, town: PlanTown) -> str:
    return text(as_(user).get(reverse("thread:item", args=("perstorp", town.goal.item.key))))


def test_an_items_page_shows_the_plans_that_it_stands_in_to_who_may_read_them(town: PlanTown) -> None:
    plan = town.plan()
    assert address("plan", plan.pk) in of_item(town.secretary, town)
    assert address("plan", plan.pk) not in of_item(town.auditor, town)
    town.decide(town.proposed(plan))
    told = of_item(town.auditor, town)
    assert address("plan", plan.pk) in told and "§ 88" in told and "2018-09-03" in told


def test_an_items_plans_stand_with_the_newest_first_and_say_what_becomes_of_it(town: PlanTown) -> None:
    first, second = town.decided_plan(), town.plan(year=2020)
    change_item(town.operator, town.row(second, town.goal.item))
    told = of_item(town.secretary, town)
    assert told.index(address("plan", second.pk)) < told.index(address("plan", first.pk))
    assert "ändras: Fler trivs i skolan" in told
    drop_item(town.operator, town.row(second, town.goal.item), "Uppnått.")
    assert "upphör" in of_item(town.secretary, town)


def test_a_decisions_page_shows_the_plan_that_it_decided(town: PlanTown) -> None:
    plan = town.decided_plan()
    assert plan.decision is not None
    page = reverse("decisions:decision", args=("perstorp", plan.decision.key))
    assert address("plan", plan.pk) in text(as_(town.auditor).get(page))


def test_a_units_page_shows_plans_that_hold_or_are_made_and_not_those_that_are_over(town: PlanTown) -> None:
    plan, page = town.decided_plan(), reverse("organisation:unit", args=("perstorp", "bun"))
    assert address("plan", plan.pk) in text(as_(town.member).get(page))
    Plan.objects.filter(pk=plan.pk).update(starts=date(2017, 1, 1), ends=date(2017, 12, 31))
    assert address("plan", plan.pk) not in text(as_(town.member).get(page))


@pytest.mark.parametrize(("who", "sees"), [("secretary", True), ("other_head", False), ("auditor", False)])
def test_a_draft_is_named_in_the_log_to_those_alone_who_may_see_it(town: PlanTown, who: str, sees: bool) -> None:
    plan = town.plan()
    record(town.operator, "ändrade i planen", plan, after={"title": "Läsro"})
    named = Entry.objects.filter(plan_named_in_log(town.actor(getattr(town, who))), object_id=str(plan.pk), kind="plan")
    assert named.exists() is sees


def test_an_old_title_is_no_longer_named(town: PlanTown) -> None:
    plan = town.plan()
    Plan.objects.filter(pk=plan.pk).update(title="Ett annat namn")
    named = Entry.objects.filter(plan_named_in_log(town.actor(town.secretary)), object_id=str(plan.pk), kind="plan")
    assert not named.exists()
