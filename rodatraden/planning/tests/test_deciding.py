"""The decision: one decision for all that is in the plan, once, by whoever the model lets decide."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django.fixtures import Settings

from rodatraden.decisions.models import Decision
from rodatraden.documents.freezing import document_of, versions
from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text, say
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.planning import hindrances
from rodatraden.planning.models import Fate, Plan, PlanReceipt, State, StepKind
from rodatraden.planning.sentence import decided_told
from rodatraden.planning.services import (
    add_item,
    amend,
    change_item,
    drop_item,
    propose_target,
    receive_plan,
    revise_plan,
    take_back,
    write_section,
)
from rodatraden.planning.services.deciding import subject_of
from rodatraden.planning.services.rows import reading_mark
from rodatraden.planning.tests.cast import PlanTown, named, planning_model, queries_to_decide
from rodatraden.steering.tests.steered import steer_by
from rodatraden.tenancy.edits import Refused, Stale
from rodatraden.thread.models import ItemVersion
from rodatraden.thread.services import change_draft, discard_draft

BEGINS, BEFORE = date(2019, 1, 1), date(2018, 12, 31)


def full(town: PlanTown) -> Plan:
    """A proposed plan in which something is new, changed, carried on and dropped, with a target."""
    plan = town.plan()
    third = town.decided("Ny skolgård", "namndmal", town.board, (town.council_goal.item,))
    plan.items.create(item=third.item, municipality_id=plan.municipality_id)
    add_item(town.operator, plan, level="namndmal", unit=town.board, title="Läsro", serves=[town.council_goal.item])
    draft = change_item(town.operator, town.row(plan, town.goal.item))
    change_draft(town.operator, draft, draft.edit, title="Alla trivs i skolan")
    drop_item(town.operator, town.row(plan, town.other_goal.item), "Uppnått.")
    trust = town.indicator()
    propose_target(
        town.operator, plan, indicator=trust, unit=town.board, period=Period.parse("2019"), value=Decimal(70)
    )
    write_section(town.operator, town.section(plan), "Vi driver skolor.", seen=0)
    return town.proposed(plan)


def on(day: date) -> set[str]:
    return set(ItemVersion.objects.decided_on(day).filter(level="namndmal").values_list("title", flat=True))


def test_all_that_is_in_the_plan_holds_from_its_first_day_by_one_decision(town: PlanTown) -> None:
    plan = town.decide(full(town))
    assert on(BEFORE) == {"Fler trivs i skolan", "Fler läser", "Ny skolgård"}
    assert on(BEGINS) == {"Alla trivs i skolan", "Läsro", "Ny skolgård"}
    decision = plan.decision
    assert decision is not None
    assert (decision.body, decision.date, decision.paragraph) == (town.board, date(2018, 9, 3), "88")
    assert set(decision.item_versions.values_list("title", flat=True)) == {"Alla trivs i skolan", "Läsro"}
    assert [target.value for target in decision.targets.all()] == [Decimal(70)]
    assert decision.ended_versions.get().title == "Fler läser"
    assert (plan.state, plan.valid_from, plan.valid_to) == (State.DECIDED, BEGINS, date(2019, 12, 31))


def test_an_interval_that_was_proposed_is_the_target_when_it_is_decided(town: PlanTown) -> None:
    plan, trust = town.plan(), town.indicator()
    fields: dict[str, Any] = {"indicator": trust, "unit": town.board, "period": Period.parse("2019")}
    propose_target(town.operator, plan, **fields, form="interval", low=Decimal(60), high=Decimal(70))
    town.decide(town.proposed(plan))
    target = trust.targets.get()
    assert (target.form, target.value, target.low, target.high) == ("interval", None, Decimal(60), Decimal(70))


def test_each_item_of_the_plan_points_at_what_was_decided(town: PlanTown) -> None:
    plan = town.decide(full(town))
    pointed = {row.version.title for row in plan.items.all() if row.version}
    assert pointed == {"Alla trivs i skolan", "Läsro", "Ny skolgård"}
    assert plan.items.get(fate=Fate.DROPPED).version is None


def test_what_would_have_ended_before_is_decided_anew_as_it_stood(town: PlanTown) -> None:
    ItemVersion.objects.filter(pk=town.goal.pk).update(valid_to=BEFORE)
    town.goal.measurements.create(indicator=town.indicator(), weight=2, municipality_id=town.goal.municipality_id)
    plan = town.decide(town.proposed(town.plan()))
    anew = ItemVersion.objects.decided_on(BEGINS).get(item=town.goal.item)
    assert (anew.title, anew.valid_to, anew.decision) == ("Fler trivs i skolan", None, plan.decision)
    assert anew.contributions.get().serves == town.council_goal.item
    assert anew.measurements.get().weight == 2
    assert town.goal.measurements.exists()
    assert plan.items.get(item=town.goal.item).version == anew


def many(town: PlanTown, board: Unit, times: int) -> Plan:
    """A proposed plan in which so many are new, changed, carried on, decided anew and dropped, and have a target."""
    stand = [
        town.decided(f"{board.key} {kind} {at}", "namndmal", board, (town.council_goal.item,))
        for kind in ("ändras", "förs vidare", "upphör", "släpps")
        for at in range(times)
    ]
    ItemVersion.objects.filter(title__contains="upphör").update(valid_to=BEFORE)
    plan = town.plan(unit=board)
    for at in range(times):
        new = f"{board.key} nytt {at}"
        add_item(town.operator, plan, level="namndmal", unit=board, title=new, serves=[town.council_goal.item])
        change_item(town.operator, town.row(plan, stand[at].item))
        drop_item(town.operator, town.row(plan, stand[-1 - at].item), "Uppnått.")
        fields: dict[str, Any] = {"unit": board, "period": Period.parse("2019"), "value": Decimal(70)}
        propose_target(town.operator, plan, indicator=town.indicator(f"{board.key}-{at}"), **fields)
    return town.proposed(plan)


def test_it_costs_as_many_queries_however_much_it_decides(town: PlanTown) -> None:
    few = queries_to_decide(town, lambda: many(town, town.board, 2))
    assert queries_to_decide(town, lambda: many(town, town.board, 6)) == few


def test_it_is_frozen_as_it_was_decided(town: PlanTown) -> None:
    plan = town.decide(full(town))
    (frozen,) = versions(subject_of(plan))
    document = document_of(frozen)
    assert not document.draft
    assert "Vi driver skolor." in str(document)
    assert "Alla trivs i skolan" in str(document)
    assert "§ 88" in str(document)


def test_it_is_decided_once_though_clicked_twice(town: PlanTown) -> None:
    plan = full(town)
    seen = reading_mark(plan)
    town.decide(plan, seen=seen)
    with pytest.raises(Refused, match="redan beslutad"):
        town.decide(plan, seen=seen)
    assert Decision.objects.filter(paragraph="88").count() == 1


def test_nobody_decides_what_they_have_not_read(town: PlanTown) -> None:
    plan = town.plan("enhetsplan", town.school)
    seen = reading_mark(plan)
    write_section(named(town.operator, "Anna"), town.section(plan, "aktiviteter"), "Mer.", seen=0)
    with pytest.raises(Stale) as told:
        town.decide(plan, seen=seen, paragraph="", delegation="3.2")
    assert told.value.who == "Anna"


def test_a_draft_is_not_rewritten_on_its_own_page_under_those_who_decide(town: PlanTown) -> None:
    plan = full(town)
    draft = ItemVersion.objects.drafts().get(title="Läsro")
    with pytest.raises(Refused, match="Ta tillbaka planen först"):
        change_draft(town.operator, draft, draft.edit, title="Ro att läsa")
    with pytest.raises(Refused, match="Ta tillbaka planen först"):
        discard_draft(town.operator, draft)
    take_back(town.operator, plan)
    change_draft(town.operator, draft, draft.edit, title="Ro att läsa")
    assert ItemVersion.objects.get(pk=draft.pk).title == "Ro att läsa"


def test_whoever_writes_when_it_is_decided_is_told(town: PlanTown) -> None:
    plan = full(town)
    section = town.section(plan)
    town.decide(plan)
    with pytest.raises(Refused, match="är beslutad. En ändring är ett nytt beslut"):
        write_section(town.operator, section, "För sent.", seen=1)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"day": date(2018, 9, 11)}, "day"),
        ({"day": date(2018, 8, 31)}, "day"),
        ({"day": None}, "day"),
        ({"paragraph": ""}, "paragraph"),
        ({"confirmed": False}, "confirmed"),
    ],
)
def test_what_is_missing_or_wrong_stops_it_and_nothing_has_happened(
    town: PlanTown, said: dict[str, Any], field: str
) -> None:
    plan = full(town)
    before = reading_mark(plan)
    with pytest.raises(Refused) as refused:
        town.decide(plan, **said)
    assert field in refused.value.reasons
    plan.refresh_from_db()
    assert (plan.state, reading_mark(plan)) == (State.PROPOSED, before)
    assert not Decision.objects.filter(paragraph="88").exists()
    assert not ItemVersion.objects.decided_on(BEGINS).filter(title="Läsro").exists()


def test_a_paragraph_that_is_used_already_stops_it(town: PlanTown) -> None:
    Decision.objects.create(key="annat", title="Annat", body=town.board, date=date(2018, 9, 3), paragraph="88")
    with pytest.raises(Refused, match="redan använd"):
        town.decide(full(town))


def test_a_decision_that_is_recorded_already_may_be_chosen_but_only_the_bodys(town: PlanTown) -> None:
    with pytest.raises(Refused, match="beslutas av Barn"):
        town.decide(full(town), decision=town.meeting)
    own = recorded(town)
    assert town.decide(Plan.objects.get(), decision=own).decision == own


@pytest.mark.parametrize("fields", [{"date": date(2018, 8, 31)}, {"date": None, "note": "Okänd."}, {"paragraph": ""}])
def test_not_one_from_before_the_proposal_nor_without_day_or_paragraph(town: PlanTown, fields: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        town.decide(full(town), decision=recorded(town, **fields))
    assert set(refused.value.reasons) == {"decision"}


def test_a_decision_settles_one_plan(town: PlanTown) -> None:
    first = town.decided_plan(year=2020)
    with pytest.raises(Refused, match="redan något annat"):
        town.decide(full(town), decision=first.decision)


def recorded(town: PlanTown, **fields: Any) -> Decision:
    """A decision of the board that is in the register."""
    said: Any = {"date": date(2018, 9, 3), "paragraph": "61", **fields}
    return Decision.objects.create(key="infort", title="Nämndplan", body=town.board, **said)


def test_whoever_registers_for_the_body_decides_and_nobody_else(town: PlanTown) -> None:
    plan = full(town)
    for user in (town.member, town.head, town.other_head, town.auditor):
        with pytest.raises(PermissionDenied):
            town.decide(plan, town.actor(user))
    assert town.decide(plan, town.actor(town.secretary)).state == State.DECIDED


def test_an_official_decides_by_position_and_delegation(town: PlanTown) -> None:
    plan = town.plan("enhetsplan", town.school)
    with pytest.raises(PermissionDenied):
        town.decide(plan, town.actor(town.chair), paragraph="")
    head = town.actor(town.head)
    with pytest.raises(Refused, match="delegation"):
        town.decide(plan, head, paragraph="")
    decided = town.decide(plan, head, paragraph="", delegation="Punkt 3.2", day=date(2018, 9, 3))
    assert decided.decision is not None
    assert (decided.decision.body, decided.decision.position) == (None, "enhetschef (Parkskolan)")
    assert (decided.decision.delegation, decided.decision.paragraph) == ("Punkt 3.2", "")


def test_what_the_body_changed_is_told_and_what_is_frozen_is_what_was_decided(town: PlanTown) -> None:
    plan = amend(town.operator, full(town))
    write_section(town.operator, town.section(plan), "Vi driver lugna skolor.", seen=1)
    plan = town.decide(plan, changed="Målet om läsro stärks.")
    step = plan.steps.get(kind=StepKind.DECIDED_CHANGED)
    assert (step.comment, step.decision) == ("Målet om läsro stärks.", plan.decision)
    (frozen,) = versions(subject_of(plan))
    assert "Vi driver lugna skolor." in str(document_of(frozen))
    assert "Förslaget ändrades: Målet om läsro stärks." in str(document_of(frozen))
    assert str(decided_told(plan)).endswith("§ 88. Förslaget ändrades: Målet om läsro stärks.")


def test_what_stands_in_the_way_stops_it_unless_overridden_with_a_reason(town: PlanTown, settings: Settings) -> None:
    settings.PLAN_CHECKS = [f"{__name__}.not_negotiated"]
    hindrances._check.cache_clear()
    plan = full(town)
    with pytest.raises(Refused, match="inte förhandlad") as refused:
        town.decide(plan)
    assert set(refused.value.reasons) == {"anyhow"}
    decided = town.decide(plan, anyhow="Brådskar.")
    assert decided.steps.get(kind=StepKind.OVERRIDDEN).comment == "Planen är inte förhandlad. Brådskar."


def not_negotiated(_actor: Actor, _plan: Plan) -> Text:
    return say("Planen är inte förhandlad.")


def test_a_type_that_the_new_model_no_longer_has_is_refused_clearly(town: PlanTown) -> None:
    plan = full(town)
    steer_by(planning_model().replace('"namndplan"', '"annanplan"'))
    with pytest.raises(Refused, match="namndplan"):
        town.decide(plan, town.actor(town.secretary))


def test_a_level_that_the_plan_no_longer_decides_is_refused_clearly(town: PlanTown) -> None:
    plan = full(town)
    steer_by(planning_model().replace('key = "namndmal"\ndecided_in = "namndplan"', 'key = "namndmal"'))
    with pytest.raises(Refused, match="inte längre beslutar"):
        town.decide(plan)


def test_a_revision_takes_the_place_of_what_was_decided(town: PlanTown) -> None:
    first = town.decide(full(town))
    new = revise_plan(town.operator, first, "Ny ram.")
    draft = change_item(town.operator, town.row(new, town.goal.item))
    change_draft(town.operator, draft, draft.edit, title="Alla trivs bättre")
    second = town.decide(town.proposed(new), paragraph="99", valid_from=date(2019, 7, 1))
    first.refresh_from_db()
    assert (first.state, first.valid_to) == (State.REPLACED, date(2019, 6, 30))
    assert "Alla trivs i skolan" in on(date(2019, 6, 30))
    assert "Alla trivs bättre" in on(date(2019, 7, 1))
    assert [frozen.version for frozen in versions(subject_of(second))] == [1, 2]


def test_a_rolling_plan_ends_where_the_next_begins(town: PlanTown) -> None:
    first = town.decided_plan("budget", town.council, year=2018, paragraph="70")
    town.decided_plan("budget", town.council, year=2019, paragraph="71")
    first.refresh_from_db()
    assert first.valid_to == BEFORE


def test_it_is_sent_for_information_and_received(town: PlanTown) -> None:
    plan = town.decide(full(town))
    assert {receipt.to for receipt in plan.receipts.all()} == {town.council, town.executive}
    receipt = PlanReceipt.objects.get(to=town.executive)
    with pytest.raises(PermissionDenied):
        receive_plan(town.actor(town.head), receipt)
    done = receive_plan(town.actor(town.leader), receipt)
    assert done.received_by == "Styrelsens ordförande"
    assert receive_plan(town.operator, receipt).received_by == "Styrelsens ordförande"
