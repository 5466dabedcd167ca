"""The last days of plans know how far the plans have come."""

import pytest

from rodatraden.organisation.access import system
from rodatraden.planning.models import Plan, State
from rodatraden.tenancy.models import Municipality
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
def test_to_a_unit_it_is_done_when_the_units_own_plan_is(
    perstorp_in_the_demo: Municipality, state: State, done: bool
) -> None:
    plan, other = Plan.objects.filter(kind="verksamhetsplan", starts__year=YEAR + 1)[:2]
    Plan.objects.filter(pk=plan.pk).update(state=state)
    Plan.objects.filter(pk=other.pk).update(state=State.PREPARATION)
    entry = plans_of(YEAR)["verksamhetsplan"]
    assert (entry.for_unit(plan.unit_id).done, entry.for_unit(other.unit_id).done, entry.done) == (done, False, False)
