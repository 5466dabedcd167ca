"""The way of a plan names the body that did it, and who registered that apart."""

from datetime import date

import pytest

from rodatraden.planning.models import Plan, PlanStep, StepKind
from rodatraden.planning.plan_page import BUTTONS
from rodatraden.planning.sentence import DONE
from rodatraden.planning.services import announce, approve_minutes, refer_back
from rodatraden.planning.steps_told import steps_told
from rodatraden.planning.tests.cast import PlanTown, minutes
from rodatraden.planning.tests.test_pages import page, text

pytestmark = pytest.mark.django_db
BOARD = "Barn- och utbildningsnämnden"


def told(plan: Plan) -> list[tuple[str, str, str]]:
    fresh = Plan.objects.select_related("decision__body").get(pk=plan.pk)
    steps = steps_told(fresh, fresh.steps.select_related("decision__body"))
    return [(each.who, each.what, each.by) for each in steps]


def test_the_body_decides_and_somebody_registers_it(town: PlanTown) -> None:
    clerk = town.actor(town.secretary)
    plan = town.proposed(town.plan())
    refer_back(clerk, plan, "Räkna om.", minutes(10))
    assert told(plan)[1][1:] == ("föreslog", "")
    assert told(plan)[2] == (BOARD, "återremitterade", "Nämndsekreterare")


def test_its_minutes_are_its_own_too(town: PlanTown) -> None:
    clerk = town.actor(town.secretary)
    plan = town.decide(town.proposed(town.plan()), clerk)
    approve_minutes(clerk, plan, date(2018, 9, 6))
    announce(clerk, plan, date(2018, 9, 7))
    assert told(plan)[2:] == [
        (BOARD, "beslutade", "Nämndsekreterare"),
        (BOARD, "justerade protokollet", "Nämndsekreterare"),
        (BOARD, "anslog", "Nämndsekreterare"),
    ]
    shown = " ".join(text(page(town.member, "plan", plan.pk)).split())
    assert f"{BOARD} beslutade <a" in shown
    assert "§ 88</a>" in shown
    assert "infört av Nämndsekreterare" in shown


def test_an_official_decides_by_position(town: PlanTown) -> None:
    plan = town.decide(town.plan("enhetsplan", town.school), town.actor(town.head), paragraph="", delegation="3.2")
    who, what, by = told(plan)[-1]
    assert (who, what) == ("enhetschef (Parkskolan)", "beslutade")
    assert by


def test_a_step_without_a_decision_is_who_took_it(town: PlanTown) -> None:
    plan = town.proposed(town.plan())
    at = plan.steps.latest("pk").at
    PlanStep.objects.create(plan=plan, kind=StepKind.TABLED, day=date(2018, 9, 3), at=at, by="Eva")
    assert told(plan)[-1] == ("Eva", "bordlade", "")


def test_every_step_says_what_has_happened() -> None:
    assert set(DONE) | {"angra"} == set(BUTTONS)
    assert all(str(words).endswith(".") and "Klart" not in str(words) for words in DONE.values())
