"""The targets of a decision stand on its page."""

from datetime import date
from typing import Any

import pytest
from django.test import RequestFactory

from rodatraden.decisions.models import Decision
from rodatraden.indicators.panels import decided_targets
from rodatraden.indicators.tests.rows import a_target, an_indicator, somebody
from rodatraden.organisation.access import NOBODY, Actor
from rodatraden.organisation.models import Unit

pytestmark = pytest.mark.usefixtures("own_pages")


@pytest.fixture
def decision(house: dict[str, Unit]) -> Decision:
    return Decision.objects.create(key="kf-1", title="Mål", body=house["kf"], date=date(2017, 11, 29))


def panel(actor: Actor, decision: Decision) -> str:
    request: Any = RequestFactory().get("/perstorp/beslut/kf-1/")
    request.actor = actor
    return str(decided_targets(request, decision))


def test_its_targets_stand_with_indicator_unit_and_period(house: dict[str, Unit], decision: Decision) -> None:
    made = an_indicator(house["kf"], name="Trygghet")
    a_target(made, 2018, "55", decision=decision)
    a_target(made, 2020, "65", decision=decision, mandate=True, example=True)
    a_target(made, 2019, "60")
    said = panel(somebody(house["kf"]), decision)
    assert "Trygghet" in said and "Kommunfullmäktige" in said
    assert " 55<" in said and " 65<" in said and " 60<" not in said
    assert "mandatperiodens slutmål" in said and "exempel" in said


def test_a_decision_without_targets_has_no_panel(house: dict[str, Unit], decision: Decision) -> None:
    assert not panel(somebody(house["kf"]), decision).strip()


def test_who_may_not_read_sees_none(house: dict[str, Unit], decision: Decision) -> None:
    a_target(an_indicator(house["kf"]), 2018, "55", decision=decision)
    assert not panel(NOBODY, decision).strip()
