"""What planning shows on pages of lower floors."""

import io
from datetime import date

import pytest
from django.urls import reverse

from rodatraden.audit.models import Entry
from rodatraden.documents.models import File
from rodatraden.documents.services import store
from rodatraden.lib import clock
from rodatraden.planning.models import Plan, State, StepKind
from rodatraden.planning.panels import plan_named_in_log
from rodatraden.planning.services import change_item, discard_plan, drop_item, send_out
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


EVERYBODY = ("secretary", "chair", "other_head", "leader", "clerk", "auditor", "head", "controller", "member")


def extract(town: PlanTown, plan: Plan) -> File:
    """A file of a step of the plan that no decision holds."""
    file = store(town.operator, f"utdrag {plan.pk}.txt", io.BytesIO(b"Utdrag"))
    plan.steps.create(kind=StepKind.TAKEN_BACK, day=date(2018, 8, 1), file=file, at=clock.now(), by="Prov")
    return file


def served(town: PlanTown, file: File) -> set[str]:
    """Who is given the bytes; everybody else is told that there is no such file."""
    found = {who: as_(getattr(town, who)).get(f"/perstorp/filer/{file.pk}/").status_code for who in EVERYBODY}
    assert set(found.values()) <= {200, 404}
    return {who for who, status in found.items() if status == 200}


def linked(town: PlanTown, file: File, plan: Plan) -> set[str]:
    """Whose page of the plan leads to the file."""
    pages = {who: text(as_(getattr(town, who)).get(address("plan", plan.pk))) for who in EVERYBODY}
    return {who for who, shown in pages.items() if f"/perstorp/filer/{file.pk}/" in shown}


def test_an_extract_of_a_draft_is_read_by_those_alone_who_read_the_draft(town: PlanTown) -> None:
    plan = town.plan()
    file = extract(town, plan)
    own = served(town, file)
    assert {"secretary", "chair", "head"} <= own and not own & {"other_head", "auditor", "member"}
    assert own == linked(town, file, plan)
    send_out(town.operator, plan, [town.other], date(2018, 12, 1))
    assert served(town, file) == {*own, "other_head"} == linked(town, file, plan)


@pytest.mark.parametrize("state", State.values)
def test_an_extract_is_given_to_those_whose_page_leads_to_it_in_every_state(town: PlanTown, state: str) -> None:
    plan = town.plan("budget", town.council)
    file = extract(town, plan)
    Plan.objects.update(state=state)
    assert served(town, file) == linked(town, file, plan)


def test_what_is_decided_gives_its_extract_to_everybody_and_what_is_discarded_to_nobody(town: PlanTown) -> None:
    plan, other = town.plan(), town.plan(unit=town.other)
    file, lost = extract(town, plan), extract(town, other)
    town.decide(town.proposed(plan))
    assert served(town, file) == set(EVERYBODY)
    discard_plan(town.operator, other)
    assert served(town, lost) == set()
