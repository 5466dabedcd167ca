"""A plan is put on one of the body's meetings, moved, and taken off by what sends it back."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from rodatraden.audit.log import entries
from rodatraden.decisions.agenda import ready_for
from rodatraden.decisions.meetings import meeting_days, outside_calendar
from rodatraden.lib import clock
from rodatraden.planning.models import Plan
from rodatraden.planning.plan_page import plan_page
from rodatraden.planning.remarks import meeting_told
from rodatraden.planning.services import propose, refer_back, schedule, send_out, table
from rodatraden.planning.services.rows import reading_mark
from rodatraden.planning.tests.cast import PlanTown, minutes, planning_model
from rodatraden.tenancy.edits import Refused
from rodatraden.wheel.body_page import BodyPage, body_page

MEETS = 'meets = { week = "third", weekday = "tuesday", except_months = [7] }\n'
SEPTEMBER, OCTOBER = date(2018, 9, 18), date(2018, 10, 16)


@pytest.fixture
def town(perstorp: object) -> PlanTown:
    """Boards that meet on the third Tuesday."""
    before, line, after = planning_model().partition('key = "namnd"\n')
    return PlanTown(before + line + MEETS + after)


def on_the_page(town: PlanTown, year: int = 2018) -> BodyPage:
    return body_page(town.operator, town.operator.tree.places[town.board.pk], year, clock.today())


def planned(page: BodyPage) -> dict[date, list[str]]:
    return {each.first: [ready.title for ready in each.planned] for each in page.sittings if each.planned}


def again(plan: Plan) -> Plan:
    return Plan.objects.select_related("unit").get(pk=plan.pk)


def test_the_meetings_are_those_of_the_calendar(town: PlanTown) -> None:
    days = meeting_days(town.operator, town.operator.tree.places[town.board.pk])
    assert days[:2] == [SEPTEMBER, OCTOBER]
    assert days[-1].year == 2019


def test_a_proposed_plan_is_on_no_meeting_until_somebody_puts_it_on_one(town: PlanTown) -> None:
    plan = town.proposed(town.plan())
    assert [each.title for each in on_the_page(town).waiting] == [plan.title]
    schedule(town.actor(town.chair), plan, SEPTEMBER)
    page = on_the_page(town)
    assert (page.waiting, planned(page)) == ([], {SEPTEMBER: [plan.title]})
    schedule(town.actor(town.secretary), plan, OCTOBER)
    assert planned(on_the_page(town)) == {OCTOBER: [plan.title]}
    schedule(town.operator, plan, None)
    assert planned(on_the_page(town)) == {}
    assert [entry.verb for entry in entries()][:3] == ["satte upp på sammanträde"] * 3


def test_one_that_is_being_written_may_have_its_meeting_and_one_next_year(town: PlanTown) -> None:
    plan = town.plan()
    assert on_the_page(town).waiting == []
    day = date(2019, 2, 19)
    schedule(town.operator, plan, day)
    assert planned(on_the_page(town, 2019)) == {day: [plan.title]}
    assert on_the_page(town).waiting == []


def test_another_day_needs_a_reason_which_the_meeting_shows(town: PlanTown) -> None:
    plan, day = town.proposed(town.plan()), date(2018, 9, 20)
    with pytest.raises(Refused, match="inget sammanträde 2018-09-20") as refused:
        schedule(town.operator, plan, day)
    assert set(refused.value.reasons) == {"meeting_why"}
    schedule(town.operator, plan, day, "Extra sammanträde.")
    sitting = next(each for each in on_the_page(town).sittings if each.first == day)
    assert (sitting.meets, sitting.planned[0].why) == (False, "Extra sammanträde.")
    schedule(town.operator, plan, OCTOBER, "Behövs inte.")
    assert again(plan).meeting_why == ""


def test_a_day_that_has_been_is_refused(town: PlanTown) -> None:
    with pytest.raises(Refused, match="redan varit"):
        schedule(town.operator, town.proposed(town.plan()), date(2018, 9, 1), "Extra")


def test_only_who_answers_or_registers_and_only_before_the_decision(town: PlanTown) -> None:
    plan = town.proposed(town.plan())
    for user in (town.member, town.head, town.other_head):
        with pytest.raises(PermissionDenied):
            schedule(town.actor(user), plan, OCTOBER)
    town.decide(plan)
    with pytest.raises(Refused, match="inte är beslutad"):
        schedule(town.operator, plan, OCTOBER)
    official = town.plan("enhetsplan", town.school)
    with pytest.raises(Refused, match="tjänsteperson"):
        schedule(town.operator, official, OCTOBER)


@pytest.mark.parametrize("verb", [table, refer_back])
def test_what_sends_it_back_takes_it_off(town: PlanTown, verb: object) -> None:
    plan = town.proposed(town.plan())
    schedule(town.operator, plan, OCTOBER)
    verb(town.operator, plan, "Nästa gång.", minutes(3, "40"))  # type: ignore[operator]
    assert again(plan).meeting is None


def test_one_that_was_not_decided_at_its_meeting_waits_again(town: PlanTown) -> None:
    plan = town.proposed(town.plan())
    schedule(town.operator, plan, SEPTEMBER)
    with clock.held(date(2018, 9, 19)):
        page = on_the_page(town)
        assert [each.meeting for each in page.waiting] == [SEPTEMBER]
        assert planned(page) == {}
        assert "skulle ha tagits upp 2018-09-18" in str(meeting_told(again(plan), clock.today()))


def test_the_plan_says_when(town: PlanTown) -> None:
    plan = town.plan()
    assert not meeting_told(plan, clock.today())
    plan = town.proposed(plan)
    assert any("inte på något sammanträde" in str(each) for each in plan_page(town.operator, plan).remarks)
    schedule(town.operator, plan, OCTOBER)
    assert any("tas upp på sammanträdet 2018-10-16" in str(e) for e in plan_page(town.operator, again(plan)).remarks)


def test_it_is_chosen_on_a_page_that_keeps_what_was_typed(town: PlanTown, client: Client) -> None:
    plan = town.proposed(town.plan())
    client.force_login(town.chair)
    address = f"/perstorp/planer/{plan.pk}/steg/sammantrade/"
    assert "2018-10-16" in client.get(address).content.decode()
    both = client.post(address, {"chosen": "2018-10-16", "other": "2018-10-17"})
    assert (both.status_code, "inte båda" in both.content.decode()) == (422, True)
    refused = client.post(address, {"other": "2018-10-17"})
    assert refused.status_code == 422
    assert 'value="2018-10-17"' in refused.content.decode()
    assert client.post(address, {"other": "2018-10-17", "meeting_why": "Extra"}).status_code == 302
    assert again(plan).meeting == date(2018, 10, 17)
    assert 'value="2018-10-17"' in client.get(address).content.decode()
    client.post(address, {"chosen": "2018-10-16"})
    assert again(plan).meeting == OCTOBER
    page = client.get(f"/perstorp/sammantraden/{town.board.key}/").content.decode()
    assert "Tas upp:" in page
    assert plan.title in page


def test_a_plan_that_no_meeting_has_stands_first_among_what_waits(town: PlanTown) -> None:
    plan = town.proposed(town.plan())
    (ready,) = ready_for(town.operator, town.operator.tree.places[town.board.pk])
    assert (ready.title, ready.meeting) == (plan.title, None)


@pytest.mark.parametrize(("day", "outside"), [("2018-09-03", True), ("2018-08-21", False)])
def test_a_decision_on_a_day_without_a_meeting_is_asked_about_first(town: PlanTown, day: str, outside: bool) -> None:
    with clock.held(date(2018, 8, 1)):
        plan = town.plan()
        propose(town.operator, plan, day=date(2018, 8, 1))
    client = Client()
    client.force_login(town.chair)
    said = {"day": day, "paragraph": "88", "confirmed": "on", "seen": reading_mark(again(plan))}
    where = f"/perstorp/planer/{plan.pk}/steg/besluta/"
    if outside:
        page = client.post(where, said).content.decode()
        assert f"Kalendern har inget sammanträde för {town.board.name} {day}. Stämmer dagen?" in page
        assert "Rätta dagen, eller kryssa i att den stämmer." in page
        assert again(plan).decision is None, "nothing is decided while it is asked"
        said["day_is_right"] = "on"
    answer = client.post(where, said, follow=True)
    assert "Planen är beslutad." in answer.content.decode()


@pytest.mark.parametrize(("step", "asks"), [("kommunstyrelsen", False), ("aterremittera", True), ("yttra", True)])
def test_each_body_is_asked_about_its_own_meetings(town: PlanTown, step: str, asks: bool) -> None:
    plan = town.plan("budget", town.council) if step != "aterremittera" else town.plan()
    if step == "yttra":
        send_out(town.operator, plan, [town.board], date(2018, 9, 28))
    else:
        propose(town.operator, plan, day=date(2018, 9, 1))
    client = Client()
    client.force_login(town.leader if step == "kommunstyrelsen" else town.chair)
    said = {"day": "2018-09-03", "paragraph": "88", "comment": "Räkna om.", "unit": town.board.pk}
    answer = client.post(f"/perstorp/planer/{plan.pk}/steg/{step}/", said)
    assert ("Stämmer dagen?" in answer.content.decode()) is asks
    assert answer.status_code == (422 if asks else 302)


def test_to_choose_no_meeting_for_what_is_on_none_is_refused(town: PlanTown) -> None:
    with pytest.raises(Refused, match="Välj ett sammanträde"):
        schedule(town.operator, town.plan(), None)


def test_a_body_that_the_calendar_has_no_meetings_of_is_told_nothing(town: PlanTown) -> None:
    decided = town.decided_plan("budget", town.council)
    assert decided.decision is not None
    assert not outside_calendar(town.operator, decided.decision)
