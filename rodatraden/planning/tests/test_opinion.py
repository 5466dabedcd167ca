"""What the council decides waits for the executive board's opinion, or for a reason (KL 5:28)."""

from datetime import date

import pytest
from django.test import Client

from rodatraden.decisions.models import Decision
from rodatraden.organisation.models import Unit
from rodatraden.planning.models import Plan, StepKind
from rodatraden.planning.opinion import executive_reply, opinion_given
from rodatraden.planning.services import advise, decide_plan, give_view, propose, refer_back, send_out
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
    told = budget.steps.get(kind=StepKind.OVERRIDDEN).comment
    assert told.startswith(MISSING) and told.endswith(" Styrelsen avstod.")


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


REPLIED = "Kommunstyrelsen svarade på remissen 2018-09-10, utan paragraf."


@pytest.fixture
def replied(town: PlanTown) -> Plan:
    """A budget that the executive board was asked for views of and replied to, and that is proposed after that."""
    plan = town.plan("budget", town.council)
    send_out(town.operator, plan, [town.executive, town.board], date(2018, 9, 28))
    give_view(town.actor(town.leader), plan, town.executive, "Tillstyrks.")
    propose(town.operator, plan, confirmed=True)
    plan.refresh_from_db()
    return plan


def test_a_reply_is_told_and_is_no_opinion_while_it_has_no_paragraph(town: PlanTown, replied: Plan) -> None:
    told = str(opinion_given(town.operator, replied))
    assert told.startswith(REPLIED) and "yttrande (kommunallagen 5 kap. 28 §) återstår" in told
    assert MISSING not in told


def shown(client: Client, address: str) -> str:
    """A page, with its days not kept in one piece."""
    return client.get(address).content.decode().replace('<span class="nowrap">', "").replace("</span>", "")


def test_of_a_reply_only_the_paragraph_remains_to_be_said(town: PlanTown, replied: Plan, client: Client) -> None:
    client.force_login(town.leader)
    address = f"/perstorp/planer/{replied.pk}/steg/kommunstyrelsen/"
    page = shown(client, address)
    assert REPLIED in page and 'value="2018-09-10"' in page
    assert ">\nTillstyrks.</textarea>" in page
    assert REPLIED in shown(client, f"/perstorp/planer/{replied.pk}/")
    client.post(address, {"comment": "Tillstyrks.", "day": "2018-09-10", "paragraph": "91"})
    assert not opinion_given(town.operator, replied)
    assert executive_reply(town.operator, replied) is None, "it is an opinion now"


def test_a_reply_with_a_paragraph_is_the_opinion(town: PlanTown, client: Client) -> None:
    plan = town.plan("budget", town.council)
    send_out(town.operator, plan, [town.executive], date(2018, 9, 28))
    client.force_login(town.leader)
    address = f"/perstorp/planer/{plan.pk}/steg/"
    told = {"unit": town.executive.pk, "comment": "Tillstyrks.", "day": "2018-09-06", "paragraph": "§ 91"}
    client.post(f"{address}yttra/", told)
    decision = Decision.objects.get(body=town.executive)
    assert (decision.paragraph, decision.date, decision.title) == (
        "91",
        date(2018, 9, 6),
        f"Yttrande över {plan.title}",
    )
    page = shown(client, f"{address}yttra/")
    assert 'value="91"' in page and ">\nTillstyrks.</textarea>" in page
    client.post(f"{address}yttra/", {**told, "comment": "Tillstyrks med ändringar."})
    views = plan.steps.filter(kind=StepKind.VIEW)
    assert {view.decision for view in views} == {decision} and len(views) == 2, "written anew, decided once"
    way = " ".join(shown(client, f"/perstorp/planer/{plan.pk}/").split())
    assert "Kommunstyrelsen yttrade sig <a" in way and "§ 91</a>: Kommunstyrelsen" not in way
    plan.refresh_from_db()
    propose(town.operator, plan)
    plan.refresh_from_db()
    assert not opinion_given(town.operator, plan)
    assert "§ 91. För in ett nytt yttrande bara om" in shown(client, f"{address}kommunstyrelsen/")
    assert "återstår" not in shown(client, f"/perstorp/planer/{plan.pk}/")


def test_the_board_may_have_met_before_the_proposal_was_made_of_the_views(town: PlanTown, replied: Plan) -> None:
    advise(town.actor(town.leader), replied, "Tillstyrks.", minutes(4))
    assert not opinion_given(town.operator, replied)


def test_without_a_reply_no_opinion_comes_before_the_proposal(town: PlanTown) -> None:
    plan = town.plan("budget", town.council)
    propose(town.operator, plan)
    with pytest.raises(Refused, match="Planen föreslogs"):
        advise(town.actor(town.leader), plan, "Tillstyrks.", minutes(4))


def test_what_another_board_replied_is_not_the_executive_boards(town: PlanTown) -> None:
    plan = town.plan("budget", town.council)
    send_out(town.operator, plan, [town.executive, town.board], date(2018, 9, 28))
    give_view(town.actor(town.chair), plan, town.board, "Tillstyrks.")
    propose(town.operator, plan, confirmed=True)
    assert MISSING in str(opinion_given(town.operator, plan))


def test_a_reply_says_nothing_of_what_is_proposed_after_a_referral_back(town: PlanTown, replied: Plan) -> None:
    refer_back(town.operator, replied, "Räkna om.", minutes(10, "42"))
    propose(town.operator, replied)
    assert executive_reply(town.operator, replied) is None
    assert MISSING in str(opinion_given(town.operator, replied))
