"""The last days of plans know how far the plans have come."""

from dataclasses import replace

import pytest

from rodatraden.organisation.access import system
from rodatraden.planning.models import Plan, State
from rodatraden.tenancy.models import Municipality
from rodatraden.wheel.body_page import with_own_plans
from rodatraden.wheel.entries import Entry
from rodatraden.wheel.sources import model_of_year, plan_deadlines

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("perstorp_in_the_demo")]
YEAR = 2018
SETTLED = State.ANNOUNCED


def plans_of(year: int) -> dict[str, Entry]:
    actor = system()
    model = model_of_year(actor, year)
    assert model is not None
    return {entry.plan: entry for entry in plan_deadlines(model, year, actor)}


def test_a_plan_that_somebody_still_writes_is_not_done(perstorp_in_the_demo: Municipality) -> None:
    entry = plans_of(YEAR)["verksamhetsplan"]
    assert entry.done is False
    assert entry.url == "/perstorp/planer/?ar=2019"


def test_it_is_done_when_every_owners_plan_is_settled(perstorp_in_the_demo: Municipality) -> None:
    earlier = plans_of(YEAR - 1)["verksamhetsplan"]
    assert earlier.done is True
    one = Plan.objects.filter(kind="verksamhetsplan", starts__year=YEAR).first()
    assert one is not None
    one.delete()
    assert plans_of(YEAR - 1)["verksamhetsplan"].done is False


def test_a_plan_that_is_referred_back_opens_it_again(perstorp_in_the_demo: Municipality) -> None:
    Plan.objects.filter(kind="verksamhetsplan", starts__year=YEAR).update(state=SETTLED)
    assert plans_of(YEAR - 1)["verksamhetsplan"].done is True
    last = Plan.objects.filter(kind="verksamhetsplan", starts__year=YEAR).last()
    assert last is not None
    Plan.objects.filter(pk=last.pk).update(state=State.REFERRED_BACK)
    assert plans_of(YEAR - 1)["verksamhetsplan"].done is False


@pytest.mark.parametrize(
    ("state", "done"), [(SETTLED, True), (State.REPLACED, True), (State.REJECTED, False), (State.PROPOSED, False)]
)
def test_on_a_bodys_page_its_own_plan_says_whether_it_is_done(
    perstorp_in_the_demo: Municipality, state: State, done: bool
) -> None:
    actor = system()
    plan, other = Plan.objects.filter(kind="styrkort-namnd", starts__year=YEAR + 1).select_related("unit")[:2]
    Plan.objects.filter(pk=plan.pk).update(state=state)
    Plan.objects.filter(pk=other.pk).update(state=State.PREPARATION)
    body = actor.tree.places[plan.unit_id]
    stated = replace(plans_of(YEAR)["verksamhetsplan"], plan=plan.kind, of=YEAR + 1)
    others = replace(stated, of=YEAR + 2)
    assert [entry.done for entry in with_own_plans([stated, others], body)] == [done, stated.done]
