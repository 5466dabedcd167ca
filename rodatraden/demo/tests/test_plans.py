"""The plans of the demo."""

import pytest

from rodatraden.planning.models import Plan
from rodatraden.planning.tests.whole import same_as_whole
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality


@pytest.mark.full
@pytest.mark.django_db
@pytest.mark.parametrize("public", [False, True])
def test_every_plan_says_the_same_as_with_the_whole_thread(perstorp_in_the_demo: Municipality, public: bool) -> None:
    with scope(perstorp_in_the_demo):
        plans = list(Plan.objects.select_related("unit", "decision"))
        assert plans
        for plan in plans:
            same_as_whole(plan, public=public)
