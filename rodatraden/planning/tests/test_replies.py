"""A plan that is out for views: who has answered is told to who proposes it, and not waiting is a choice."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from rodatraden.lib import clock
from rodatraden.planning.models import Plan, State
from rodatraden.planning.replies import Reply, early_told, replies, still_awaited
from rodatraden.planning.services import give_view, propose, send_out, take_back
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.planning.tests.test_pages import page, post, text
from rodatraden.tenancy.edits import Refused

DUE = date(2018, 9, 28)


@pytest.fixture
def out(town: PlanTown) -> Plan:
    """The board's plan, sent to a school and to another board, of which the school has answered."""
    plan = town.plan()
    send_out(town.operator, plan, [town.school, town.other], DUE)
    give_view(town.actor(town.head), plan, town.school, "Mer om läsro.")
    plan.refresh_from_db()
    return plan


def test_who_has_answered_and_who_has_not(
    town: PlanTown, out: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        asked = replies(out)
    assert asked == [
        Reply(town.school.name, DUE, clock.today()),
        Reply(town.other.name, DUE),
    ]
    assert [str(each.told) for each in asked] == [
        f"{town.school.name} yttrade sig 2018-09-10.",
        f"{town.other.name} har inte yttrat sig, sista dagen är 2018-09-28.",
    ]
    assert str(Reply("Nämnden", None).told) == "Nämnden har inte yttrat sig."


@pytest.mark.parametrize(
    ("day", "awaited"),
    [(date(2018, 9, 10), 1), (DUE, 1), (DUE + timedelta(days=1), 0)],
)
def test_views_are_awaited_to_the_last_day(day: date, awaited: int) -> None:
    asked = [Reply("a", DUE, date(2018, 9, 10)), Reply("b", DUE), Reply("c", None)]
    assert len(still_awaited(asked, day)) == awaited


def test_the_last_day_of_all_that_are_awaited_is_told() -> None:
    told = str(early_told([Reply("Skolan", DUE), Reply("Nämnden", date(2018, 10, 5))]))
    assert told == "Remissen pågår till och med 2018-10-05: Skolan och Nämnden har inte yttrat sig."


def test_to_propose_before_the_last_day_is_confirmed(town: PlanTown, out: Plan) -> None:
    with pytest.raises(Refused, match="pågår till och med 2018-09-28: Tekniska nämnden") as refused:
        propose(town.operator, out)
    assert list(refused.value.reasons) == ["confirmed"]
    propose(town.operator, out, confirmed=True)
    out.refresh_from_db()
    assert out.state == State.PROPOSED


def test_when_the_day_has_passed_or_all_have_answered_nothing_is_confirmed(town: PlanTown, out: Plan) -> None:
    with clock.held(DUE + timedelta(days=1)):
        assert not still_awaited(replies(out), clock.today())
    give_view(town.actor(town.other_head), out, town.other, "Inget att tillägga.")
    propose(town.operator, out)
    out.refresh_from_db()
    assert out.state == State.PROPOSED


def test_what_was_taken_back_is_awaited_no_more(town: PlanTown, out: Plan) -> None:
    take_back(town.operator, out)
    out.refresh_from_db()
    assert replies(out) == []
    send_out(town.operator, out, [town.school], DUE)
    out.refresh_from_db()
    assert replies(out) == [Reply(town.school.name, DUE)], "it is asked anew, and has not answered that"


def test_the_page_of_the_proposal_says_it_and_asks(town: PlanTown, out: Plan) -> None:
    told = text(page(town.chair, "step", out.pk, "foresla"))
    assert "Tekniska nämnden har inte yttrat sig" in told and "utan att vänta på yttrandena" in told
    refused = post(town.chair, "step", out.pk, "foresla", comment="Antas.")
    assert refused.status_code == 422
    assert "Bekräfta om planen ändå ska föreslås" in text(refused)
    assert "Planen är föreslagen" in text(post(town.chair, "step", out.pk, "foresla", comment="Antas.", confirmed="on"))


def test_a_plan_that_nobody_was_asked_about_is_proposed_without_a_word(town: PlanTown) -> None:
    told = text(page(town.chair, "step", town.plan().pk, "foresla"))
    assert "Remissen" not in told and "utan att vänta" not in told
