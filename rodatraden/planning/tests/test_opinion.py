"""What the council decides waits for the executive board's opinion, or for a reason (KL 5:28)."""

from datetime import date

import pytest
from django.test import Client

from rodatraden.organisation.models import Unit
from rodatraden.planning.models import Plan, StepKind
from rodatraden.planning.opinion import opinion_given
from rodatraden.planning.services import advise, decide_plan, propose, refer_back
from rodatraden.planning.services.deciding import Deciding
from rodatraden.planning.services.rows import reading_mark
from rodatraden.planning.tests.cast import PlanTown, minutes
from rodatraden.tenancy.edits import Refused

MISSING = "Kommunstyrelsen har inte yttrat sig"


@pytest.fixture
def budget(town: PlanTown) -> Plan:
    return town.proposed(town.plan("budget", town.council))


def decide(town: PlanTown, plan: Plan, anyhow: str = "") -> Plan:
    seen = reading_mark(Plan.objects.get(pk=plan.pk))
    said = Deciding(seen=seen, day=date(2018, 9, 6), paragraph="88", confirmed=True, anyhow=anyhow)
    return decide_plan(town.operator, plan, said)


def test_without_it_the_decision_needs_a_reason_which_is_kept(town: PlanTown, budget: Plan) -> None:
    with pytest.raises(Refused, match=MISSING) as refused:
        decide(town, budget)
    assert set(refused.value.reasons) == {"anyhow"}
    decide(town, budget, "Styrelsen avstod.")
    assert budget.steps.get(kind=StepKind.OVERRIDDEN).comment == "Styrelsen avstod."


def test_with_it_nothing_stands_in_the_way(town: PlanTown, budget: Plan) -> None:
    advise(town.actor(town.leader), budget, "Tillstyrks.", minutes(4))
    assert not opinion_given(town.operator, budget)
    decide(town, budget)
    assert not budget.steps.filter(kind=StepKind.OVERRIDDEN).exists()


def test_a_new_proposal_waits_for_a_new_opinion(town: PlanTown, budget: Plan) -> None:
    advise(town.actor(town.leader), budget, "Tillstyrks.", minutes(4))
    refer_back(town.operator, budget, "Räkna om.", minutes(5, "42"))
    propose(town.operator, budget)
    assert MISSING in str(opinion_given(town.operator, budget))


def test_what_a_board_or_an_official_decides_waits_for_none(town: PlanTown) -> None:
    assert not opinion_given(town.operator, town.proposed(town.plan()))
    assert not opinion_given(town.operator, town.plan("enhetsplan", town.school))


def test_nor_does_anything_where_there_is_no_executive_board(town: PlanTown, budget: Plan) -> None:
    Unit.objects.filter(pk=town.executive.pk).update(kind="board")
    assert not opinion_given(town.actor(town.clerk), budget)


def test_the_page_of_the_decision_says_so_and_asks_why(town: PlanTown, budget: Plan, client: Client) -> None:
    client.force_login(town.clerk)
    page = client.get(f"/perstorp/planer/{budget.pk}/steg/besluta/").content.decode()
    assert MISSING in page
    assert 'name="anyhow"' in page
