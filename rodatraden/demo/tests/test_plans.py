"""The plans of the demo."""

from decimal import Decimal

import pytest

from rodatraden.conftest import DEMO_DAY
from rodatraden.demo.rows import towns
from rodatraden.economy.models import Amount
from rodatraden.organisation.access import system
from rodatraden.planning import states
from rodatraden.planning.framing import has_frames
from rodatraden.planning.models import Plan
from rodatraden.planning.source import read_economy
from rodatraden.planning.tests.whole import same_as_whole
from rodatraden.tenancy import scope
from rodatraden.tests.kept import demo_of


@pytest.mark.full
@pytest.mark.django_db
@pytest.mark.parametrize("public", [False, True])
def test_every_plan_says_the_same_as_with_the_whole_thread(public: bool) -> None:
    with scope(demo_of("perstorp")):
        plans = list(Plan.objects.select_related("unit", "decision"))
        assert plans
        for plan in plans:
            same_as_whole(plan, public=public)


@pytest.mark.full
@pytest.mark.django_db
@pytest.mark.parametrize("slug", towns())
def test_the_budgets_decided_for_next_year_have_frames_that_add_up(slug: str) -> None:
    year = DEMO_DAY.year + 1
    with scope(demo_of(slug)):
        budgets = Plan.objects.filter(frames__isnull=False, state__in=states.STANDING, starts__year=year).distinct()
        model = system().model_on(DEMO_DAY)
        assert model is not None
        asked = [kind for kind in model.plan if has_frames(model, kind) and kind.decided_by == "kf"]
        due = [kind for kind in asked if kind.deadline and kind.deadline.month < DEMO_DAY.month]
        assert {plan.kind for plan in budgets} == {kind.key for kind in due}
        for plan in budgets.select_related("unit", "decision"):
            for table in read_economy(system(), plan).frames:
                assert table.rows
                assert (table.left, table.missing) == (Decimal(0), ())
            frames = {(row.unit_id, row.line, row.value, row.example) for row in plan.frames.all()}
            rows = Amount.objects.current().filter(kind="frame", year=year, decision=plan.decision)
            assert {(row.unit_id, row.line, row.value, row.example) for row in rows} == frames
            assert {example for _unit, _line, _value, example in frames} == {True}
