"""A decision that a court annuls: what it decided holds no more, and what held before holds again (KL 13 kap.)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from rodatraden.audit.log import entries
from rodatraden.economy.models import Amount
from rodatraden.economy.services import record_amount
from rodatraden.indicators.models import Indicator, Target
from rodatraden.indicators.services import set_target
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.planning.listing import plans_of
from rodatraden.planning.models import Plan, State, StepKind
from rodatraden.planning.plan_page import plan_page
from rodatraden.planning.services import (
    FrameEntry,
    add_item,
    announce,
    appeal,
    approve_minutes,
    change_item,
    drop_item,
    propose_frames,
    propose_target,
    reject,
    revise_plan,
    settle_appeal,
)
from rodatraden.planning.states import state_told_by
from rodatraden.planning.tests.cast import PlanTown, minutes
from rodatraden.tenancy.edits import Refused
from rodatraden.thread.models import Item, ItemVersion
from rodatraden.thread.models import State as VersionState
from rodatraden.thread.services import change_draft, decide_version, draft_version, serve

LAST = date(2018, 9, 10)
NEXT_YEAR = date(2019, 3, 1)


def announced(town: PlanTown, plan: Plan) -> Plan:
    decided = plan.decision.date if plan.decision and plan.decision.date else LAST
    approve_minutes(town.operator, plan, decided)
    announce(town.operator, plan, decided)
    plan.refresh_from_db()
    return plan


def annulled(town: PlanTown, plan: Plan) -> Plan:
    announced(town, plan)
    appeal(town.operator, plan, LAST)
    settle_appeal(town.operator, plan, False, LAST, "Jäv.")
    return Plan.objects.select_related("unit", "decision").get(pk=plan.pk)


def held(item: Item, day: date = NEXT_YEAR) -> str | None:
    return ItemVersion.objects.decided_on(day).filter(item=item).values_list("title", flat=True).first()


def changed(town: PlanTown, plan: Plan, title: str) -> Plan:
    draft = change_item(town.operator, plan.items.get(item=town.goal.item))
    change_draft(town.operator, draft, draft.edit, title=title)
    return plan


def an_indicator(town: PlanTown) -> Indicator:
    return Indicator.objects.create(key="trivs", name="Andel som trivs", owner=town.board)


def test_the_version_before_holds_again_and_nothing_is_erased(town: PlanTown) -> None:
    plan = changed(town, town.plan(), "Alla trivs")
    dropped = town.row(plan, town.other_goal.item)
    drop_item(town.operator, dropped, "Nått.")
    town.decide(town.proposed(plan))
    assert (held(town.goal.item), held(town.other_goal.item)) == ("Alla trivs", None)
    annulled(town, plan)
    assert (held(town.goal.item), held(town.other_goal.item)) == ("Fler trivs i skolan", "Fler läser")
    void = ItemVersion.objects.get(title="Alla trivs")
    assert (void.state, void.decision) == (VersionState.ANNULLED, Plan.objects.get(pk=plan.pk).decision)
    assert void.decision is not None and void.decision.annulled_on == LAST
    again = ItemVersion.objects.get(item=town.other_goal.item)
    assert (again.valid_to, again.end_decision, again.end_note) == (None, None, "")
    assert {"antecknade att beslutet är upphävt", "antecknade att det gäller igen"} <= {e.verb for e in entries()}


def test_what_was_to_end_by_itself_still_does(town: PlanTown) -> None:
    """What held before had a last day of its own, which came after the plan began."""
    ItemVersion.objects.filter(pk=town.goal.pk).update(valid_to=date(2020, 6, 30), decided_to=date(2020, 6, 30))
    plan = changed(town, town.plan(), "Alla trivs")
    town.decide(town.proposed(plan))
    assert ItemVersion.objects.get(pk=town.goal.pk).valid_to == date(2018, 12, 31)
    annulled(town, plan)
    assert ItemVersion.objects.get(pk=town.goal.pk).valid_to == date(2020, 6, 30)


def test_what_has_been_decided_since_stands(town: PlanTown) -> None:
    plan = changed(town, town.plan(), "Alla trivs")
    town.decide(town.proposed(plan))
    later = draft_version(town.operator, town.goal.item, title="Alla trivs jämt")
    decide_version(town.operator, later, None, date(2019, 6, 1), note="Nämndens eget", confirmed=True)
    annulled(town, plan)
    assert held(town.goal.item) == "Fler trivs i skolan"
    assert held(town.goal.item, date(2019, 6, 1)) == "Alla trivs jämt"


def test_what_was_new_is_gone_and_what_serves_it_is_listed(town: PlanTown) -> None:
    plan = town.plan()
    new = add_item(
        town.operator, plan, level="namndmal", unit=town.board, title="Ingen otrygg", serves=[town.council_goal.item]
    )
    town.decide(town.proposed(plan))
    strategy = draft_version(town.operator, None, level="strategi", title="Fler vuxna ute", unit=town.board)
    serve(town.operator, strategy, [new.item])
    decide_version(town.operator, strategy, None, date(2018, 9, 5), note="Nämnden", confirmed=True)
    plan = annulled(town, plan)
    assert held(new.item) is None
    page = plan_page(town.operator, plan)
    assert [left.title for left in page.left] == ["Fler vuxna ute"]
    assert any("upphävdes 2018-09-10" in str(each) for each in page.remarks)


def test_targets_are_those_before_or_none(town: PlanTown) -> None:
    indicator, plan = an_indicator(town), town.plan()
    there: dict[str, Any] = {"indicator": indicator.pk, "unit": town.board.pk}
    set_target(town.operator, period=Period.year_of(2019), value=Decimal(70), note="Förra planen", **there)
    for month in ("2019", "2019-T1"):
        propose_target(
            town.operator, plan, indicator=indicator, unit=town.board, period=Period.parse(month), value=Decimal(80)
        )
    town.decide(town.proposed(plan))
    assert set(Target.objects.current().values_list("value", flat=True)) == {Decimal(80)}
    annulled(town, plan)
    now = Target.objects.current().get()
    assert (now.value, now.decision, now.note) == (Decimal(70), None, "Förra planen")
    void = Target.objects.filter(value=80)
    assert len(void) == 2
    assert all("upphävdes 2018-09-10" in row.withdrawn_because for row in void)


def frames() -> dict[int, int]:
    return {row.unit_id: int(row.value) for row in Amount.objects.current().filter(kind="frame")}


def budget(town: PlanTown, plan: Plan, **tkr: int | None) -> Plan:
    units = {"board": town.board.pk, "other": town.other.pk}
    told = {units[name]: None if value is None else Decimal(value) for name, value in tkr.items()}
    propose_frames(town.operator, plan, [FrameEntry(unit, "drift", value) for unit, value in told.items()])
    return plan


def test_frames_are_those_before_also_one_that_the_plan_left_out(town: PlanTown) -> None:
    first = town.decide(town.proposed(budget(town, town.plan("budget", town.council), board=100, other=50)))
    second = budget(town, revise_plan(town.operator, first, "Omfördelning."), board=120, other=None)
    town.decide(town.proposed(second), paragraph="99", day=date(2018, 9, 5))
    assert frames() == {town.board.pk: 120}
    annulled(town, second)
    assert frames() == {town.board.pk: 100, town.other.pk: 50}
    again = Plan.objects.get(pk=first.pk)
    assert set(Amount.objects.current().values_list("decision", flat=True)) == {again.decision_id}
    with pytest.raises(Refused, match="nytt beslut"):
        told = {"unit": town.board.pk, "line": "drift", "kind": "frame", "year": 2019, "value": Decimal(7)}
        record_amount(town.operator, sure=True, reason="Fel", **told)


def test_the_plan_that_was_replaced_stands_where_it_stood(town: PlanTown) -> None:
    first = announced(town, town.decided_plan())
    second = revise_plan(town.operator, first, "Ny ram.")
    second = town.decide(town.proposed(second), paragraph="99", day=date(2018, 9, 5))
    first.refresh_from_db()
    assert first.state == State.REPLACED
    annulled(town, second)
    first.refresh_from_db()
    assert (first.state, first.valid_to) == (State.ANNOUNCED, first.ends)
    assert first.steps.filter(kind=StepKind.RESTORED).exists()
    assert revise_plan(town.operator, first, "Igen.").replaces == first


def test_a_plan_of_an_earlier_time_has_its_time_back(town: PlanTown) -> None:
    earlier = town.decided_plan("budget", town.council, 2018)
    later = town.decided_plan("budget", town.council, 2019, paragraph="99")
    earlier.refresh_from_db()
    assert earlier.valid_to == date(2018, 12, 31)
    annulled(town, later)
    earlier.refresh_from_db()
    assert earlier.valid_to == earlier.ends


def test_nothing_rests_on_an_annulled_decision(town: PlanTown) -> None:
    plan = annulled(town, town.decided_plan())
    draft = draft_version(town.operator, town.goal.item)
    with pytest.raises(Refused, match="upphävt 2018-09-10"):
        decide_version(town.operator, draft, plan.decision, date(2019, 1, 1), confirmed=True)


def test_another_plan_may_be_begun_and_decided(town: PlanTown) -> None:
    annulled(town, changed(town, town.plan(), "Alla trivs") and town.decide(town.proposed(Plan.objects.get())))
    new = changed(town, town.plan(), "Ingen vantrivs")
    town.decide(town.proposed(new), paragraph="100", day=date(2018, 9, 6))
    assert held(town.goal.item) == "Ingen vantrivs"


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        (("begun", "proposed", "decided"), "decided"),
        (("decided_changed", "minutes_approved", "replaced"), "minutes_approved"),
        (("decided", "minutes_approved", "announced", "appealed", "upheld", "replaced"), "announced"),
        (("decided", "minutes_approved", "announced", "appealed", "replaced"), "appealed"),
    ],
)
def test_how_far_it_had_come_its_steps_say(steps: tuple[str, ...], state: str) -> None:
    assert state_told_by(steps) == state


def test_pages_say_that_it_is_annulled(town: PlanTown, client: Client) -> None:
    plan = town.decide(town.proposed(changed(town, town.plan(), "Alla trivs")))
    new = Item.objects.get(key=town.goal.item.key)
    plan = annulled(town, plan)
    client.force_login(town.member)
    with clock.held(NEXT_YEAR):
        page = client.get(f"/perstorp/led/{new.key}/").content.decode()
        assert "Beslutet är upphävt" in page
        assert "Alla trivs" in page
        assert plan.decision is not None
        decision = client.get(f"/perstorp/beslut/{plan.decision.key}/").content.decode()
    assert "Det som beslutades gäller inte." in decision
    assert "Upphävt" in client.get("/perstorp/beslut/").content.decode()


def rejected(town: PlanTown) -> tuple[Plan, Item]:
    plan = changed(town, town.plan(), "Alla trivs")
    new = add_item(
        town.operator, plan, level="namndmal", unit=town.board, title="Ingen otrygg", serves=[town.council_goal.item]
    )
    reject(town.operator, town.proposed(plan), "Ryms inte.", minutes())
    return Plan.objects.select_related("unit").get(pk=plan.pk), new.item


def test_nothing_in_a_rejected_plan_is_being_prepared(town: PlanTown, client: Client) -> None:
    plan, new = rejected(town)
    assert not ItemVersion.objects.drafts().exists()
    assert held(town.goal.item) == "Fler trivs i skolan"
    client.force_login(town.chair)
    assert "Ingen otrygg" not in client.get(f"/perstorp/organisation/enheter/{town.board.key}/").content.decode()
    assert "Ingen otrygg" not in client.get("/perstorp/sok/?q=otrygg").content.decode().partition("<main")[2][400:]
    past = client.get(f"/perstorp/led/{new.key}/", follow=True).content.decode()
    assert "Avslaget förslag" in past
    page = plan_page(town.actor(town.chair), plan)
    assert page.document is not None
    shown = str(page.document)
    assert "Ingen otrygg" in shown
    assert "Alla trivs" in shown


def test_the_next_plan_writes_the_same_item_anew(town: PlanTown) -> None:
    rejected(town)
    again = changed(town, town.plan(), "De flesta trivs")
    town.decide(town.proposed(again), day=date(2018, 9, 6))
    assert held(town.goal.item) == "De flesta trivs"


def test_a_rejected_plan_is_listed_as_one_to_begin(town: PlanTown) -> None:
    plan, _new = rejected(town)
    model = town.operator.model_on(clock.today())
    assert model is not None
    due = next(each for each in plans_of(town.operator, model, 2019).rows if each.place.id == plan.unit_id)
    assert due.may_begin
