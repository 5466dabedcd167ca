"""Who is asked for views sees it on top of the plan and among what waits, until the view is given."""

from datetime import date, timedelta
from typing import Any

import pytest

from rodatraden.lib import clock
from rodatraden.organisation.models import Notice, Person, Role
from rodatraden.planning.asked import Asked, asked
from rodatraden.planning.models import Plan, PlanStep, StepKind
from rodatraden.planning.services import give_view, send_out, take_back
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.planning.tests.test_pages import address, page, post, text
from rodatraden.tenancy.models import User

DUE = date(2018, 9, 28)


@pytest.fixture
def out(town: PlanTown) -> Plan:
    """The council's budget, sent to two boards."""
    plan = town.plan("budget", town.council)
    send_out(town.operator, plan, [town.board, town.other], DUE)
    plan.refresh_from_db()
    return plan


def shown(user: User, plan: Plan) -> str:
    """The top of the plan's page, with its days not kept in one piece."""
    told = text(page(user, "plan", plan.pk)).replace('<span class="nowrap">', "").replace("</span>", "")
    return told[told.index('class="key"') : told.index('id="vag"')]


def of(town: PlanTown, who: str, plan: Plan) -> list[Asked]:
    steps = plan.steps.select_related("to").order_by("pk")
    return asked(town.actor(getattr(town, who)), plan, steps)


@pytest.mark.parametrize("who", ["chair", "other_head"])
def test_a_body_that_is_asked_is_told_on_top_with_one_button(town: PlanTown, out: Plan, who: str) -> None:
    told = shown(getattr(town, who), out)
    name = (town.board if who == "chair" else town.other).name
    assert f"{name} ska yttra sig senast 2018-09-28." in told
    assert told.count('class="button"') == told.count("Yttra er</a>") == 1
    assert 'class="button" href="' + address("step", out.pk, "yttra") in told


@pytest.mark.parametrize("who", ["head", "leader"])
def test_others_are_not(town: PlanTown, out: Plan, who: str) -> None:
    assert of(town, who, out) == []


def test_who_sends_it_out_is_asked_for_nobody_beneath(town: PlanTown) -> None:
    plan = town.plan()
    send_out(town.operator, plan, [town.school, town.other], DUE)
    plan.refresh_from_db()
    assert of(town, "chair", plan) == [], "the chair answers for the plan, and has no role at the school"
    assert [one.name for one in of(town, "head", plan)] == [town.school.name]
    told = shown(town.chair, plan)
    assert "0 av 2 tillfrågade har yttrat sig." in told
    give_view(town.actor(town.head), plan, town.school, "Bra.")
    told = shown(town.chair, plan)
    assert "1 av 2 tillfrågade har yttrat sig." in told and f"{town.other.name} har inte yttrat sig" in told
    give_view(town.actor(town.other_head), plan, town.other, "Bra.")
    assert "Alla 2 tillfrågade har yttrat sig." in shown(town.chair, plan)


def test_one_that_has_answered_may_read_it_and_change_it_while_the_time_runs(town: PlanTown, out: Plan) -> None:
    step = give_view(town.actor(town.chair), out, town.board, "Mer till skolan.")
    told = shown(town.chair, out)
    assert f"{town.board.name} yttrade sig 2018-09-10." in told and f'href="#steg-{step.pk}"' in told
    assert "Ändra yttrandet" in told and "Yttra er</a>" not in told
    assert f'id="steg-{step.pk}"' in text(page(town.chair, "plan", out.pk))
    form = text(page(town.chair, "step", out.pk, "yttra", query=f"?enhet={town.board.pk}"))
    assert ">\nMer till skolan.</textarea>" in form
    post(town.chair, "step", out.pk, "yttra", unit=town.board.pk, comment="Mer till skolan och vården.")
    (one,) = of(town, "chair", out)
    assert one.view is not None and one.view.comment == "Mer till skolan och vården."
    with clock.held(DUE + timedelta(days=1)):
        assert "Ändra yttrandet" not in shown(town.chair, out)


def test_who_speaks_for_several_is_told_which_and_those_that_remain_first(town: PlanTown) -> None:
    plan = town.plan("budget", town.council)
    send_out(town.operator, plan, [town.school, town.other_school], DUE)
    plan.refresh_from_db()
    person = Person.objects.get(user=town.head)
    Role.objects.create(person=person, unit=town.other_school, kind="enhetschef")
    give_view(town.actor(town.head), plan, town.school, "Bra.")
    assert [one.name for one in of(town, "head", plan)] == [town.other_school.name, town.school.name]
    told = shown(town.head, plan)
    assert town.other_school.name in told and town.school.name in told


@pytest.mark.parametrize(
    ("due", "view", "said"),
    [
        (DUE, False, "Nämnden ska yttra sig senast 2018-09-28."),
        (date(2018, 9, 9), False, "Nämnden skulle ha yttrat sig senast 2018-09-09."),
        (None, False, "Nämnden ska yttra sig."),
        (DUE, True, "Nämnden yttrade sig 2018-09-10."),
    ],
)
def test_it_is_said_by_the_day(town: PlanTown, due: date | None, view: bool, said: str) -> None:
    step = PlanStep(kind=StepKind.VIEW, day=clock.today()) if view else None
    assert str(Asked(1, "Nämnden", due, step).told) == said


def test_what_is_taken_back_asks_nothing_more(town: PlanTown, out: Plan) -> None:
    take_back(town.operator, out)
    out.refresh_from_db()
    assert of(town, "chair", out) == []


def waiting(**to: Any) -> list[str]:
    return list(Notice.objects.open().filter(kind="plan-sent_out", **to).values_list("to_role", flat=True))


def test_chair_and_secretary_are_asked_and_it_waits_until_their_own_body_has_answered(
    town: PlanTown, out: Plan
) -> None:
    assert "ordforande" in waiting(to_unit=town.board)
    assert waiting(to_unit=town.other) == ["sekreterare"]
    give_view(town.actor(town.chair), out, town.board, "Mer till skolan.")
    assert waiting(to_unit=town.board) == []
    assert waiting(to_unit=town.other) == ["sekreterare"], "the other board has not answered"
