"""A body changes the proposal: it is written as it was decided, by whom, what is compared, and how one leaves it."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodatraden.decisions.models import Decision
from rodatraden.lib.periods import Period
from rodatraden.organisation.models import Notice
from rodatraden.planning.models import Plan, PlanTarget, PlanTextPast, State, StepKind
from rodatraden.planning.services import (
    add_item,
    add_section,
    amend,
    carry_item,
    change_item,
    drop_item,
    leave_amending,
    propose,
    propose_target,
    refer_back,
    remove_section,
    remove_target,
    table,
    take_back,
    write_section,
)
from rodatraden.planning.services.proposal import differs, said_mark
from rodatraden.planning.services.rows import reading_mark
from rodatraden.planning.tests.cast import PlanTown, minutes, planning_model
from rodatraden.planning.tests.test_pages import DECIDED, page, post, text
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality
from rodatraden.thread.models import ItemVersion
from rodatraden.thread.services import change_draft

pytestmark = pytest.mark.django_db


def proposed(town: PlanTown) -> Plan:
    """A proposed plan with a text."""
    plan = town.plan()
    write_section(town.operator, town.section(plan), "Vi driver skolor.", seen=0)
    return town.proposed(plan)


def write(town: PlanTown, plan: Plan, words: str = "Vi driver lugna skolor.") -> None:
    section = town.section(plan)
    write_section(town.operator, section, words, seen=section.edit)


def state(plan: Plan) -> str:
    return Plan.objects.get(pk=plan.pk).state


@pytest.mark.parametrize("is_tabled", [False, True])
def test_what_is_proposed_or_tabled_is_written_as_it_is_decided(town: PlanTown, is_tabled: bool) -> None:
    plan = proposed(town)
    if is_tabled:
        table(town.operator, plan, "", minutes())
    with pytest.raises(Refused, match="skrivs inte längre"):
        write(town, plan)
    amend(town.actor(town.secretary), plan)
    write(town, plan)
    assert town.section(plan).text == "Vi driver lugna skolor."
    assert plan.steps.latest("pk").kind == StepKind.AMENDING


def test_it_is_for_who_decides_alone_and_writing_also_for_who_writes(town: PlanTown) -> None:
    plan = town.proposed(town.plan("budget", town.council))
    for user in (town.leader, town.member, town.head, town.auditor):
        with pytest.raises(PermissionDenied):
            amend(town.actor(user), plan)
    amend(town.actor(town.clerk), plan)
    section = plan.texts.first()
    assert section is not None
    write_section(town.actor(town.leader), section, "Vi.", seen=0)
    write_section(town.actor(town.clerk), section, "Vi alla.", seen=1)
    with pytest.raises(PermissionDenied):
        write_section(town.actor(town.secretary), section, "Vi andra.", seen=2)


SPEAKER = """
[[role]]
key = "talman"
name = { one = "talman" }
kind = "elected"
rights = ["read", "decide"]
"""


def test_whoever_only_decides_writes_the_texts_then_and_not_before(perstorp: Municipality) -> None:
    town = PlanTown(planning_model() + SPEAKER)
    speaker = town.actor(town.person("Fullmäktiges ordförande", "talman", town.council))
    plan = town.plan("budget", town.council)
    section = plan.texts.select_related("plan__unit").first()
    assert section is not None
    with pytest.raises(PermissionDenied):
        write_section(speaker, section, "Vi.", seen=0)
    amend(speaker, town.proposed(plan))
    assert write_section(speaker, section, "Vi.", seen=0).text == "Vi."


def test_an_officials_plan_has_nothing_to_amend(town: PlanTown) -> None:
    plan = town.proposed(town.plan("enhetsplan", town.school))
    with pytest.raises(Refused, match="tjänsteperson"):
        amend(town.actor(town.head), plan)


def test_what_was_proposed_is_kept_beside_what_is_written(town: PlanTown) -> None:
    plan = amend(town.operator, proposed(town))
    write(town, plan)
    write(town, plan, "Vi driver lugna skolor, fler.")
    assert [past.text for past in PlanTextPast.objects.filter(section=town.section(plan))] == ["Vi driver skolor."]


def test_it_is_told_those_who_answer_and_waits_still_with_those_who_decide(town: PlanTown) -> None:
    plan = amend(town.operator, proposed(town))
    told = Notice.objects.get(kind="plan-amending")
    assert (told.to_unit, told.to_role) == (town.board, "ordforande")
    assert not Notice.objects.filter(kind="plan-proposed").exclude(done_at=None).exists()
    write(town, plan)
    leave_amending(town.operator, plan)
    assert Notice.objects.get(kind="plan-reopened").duty


@pytest.mark.parametrize(("changed", "said"), [("", "Skriv vad som ändrades"), ("Ordet.", "")])
def test_what_differs_is_told(town: PlanTown, changed: str, said: str) -> None:
    plan = amend(town.operator, proposed(town))
    write(town, plan)
    if said:
        with pytest.raises(Refused, match=said) as refused:
            town.decide(plan, changed=changed)
        assert set(refused.value.reasons) == {"changed"}
        assert not Decision.objects.filter(paragraph="88").exists()
    else:
        assert town.decide(plan, changed=changed).changed == changed


@pytest.mark.parametrize("is_amending", [False, True])
def test_no_change_is_told_where_nothing_differs(town: PlanTown, is_amending: bool) -> None:
    plan = proposed(town)
    if is_amending:
        amend(town.operator, plan)
    with pytest.raises(Refused, match="Inget i planen skiljer sig"):
        town.decide(plan, changed="Ordet.")
    decided = town.decide(plan)
    assert (decided.changed, decided.steps.filter(kind=StepKind.DECIDED).count()) == ("", 1)


def test_a_draft_that_is_changed_beside_the_plan_is_not_decided_as_the_proposal(town: PlanTown) -> None:
    plan = town.plan()
    draft = change_item(town.operator, town.row(plan, town.goal.item))
    town.proposed(plan)
    ItemVersion.objects.filter(pk=draft.pk).update(title="Alla trivs", edit=draft.edit + 1)
    with pytest.raises(Refused, match="Skriv planen enligt beslutet"):
        town.decide(plan)
    amend(town.operator, plan)
    assert town.decide(plan, changed="Målet är skarpare.").state == State.DECIDED


def test_one_leaves_an_unchanged_plan_as_the_proposal_that_it_is(town: PlanTown) -> None:
    plan = amend(town.operator, proposed(town))
    write(town, plan)
    write(town, plan, "Vi driver skolor.")
    leave_amending(town.operator, plan)
    assert (state(plan), plan.steps.latest("pk").kind) == (State.PROPOSED, StepKind.PUT_BACK)
    assert town.decide(plan).state == State.DECIDED


def test_a_changed_one_is_nobodys_proposal_until_it_is_proposed_anew(town: PlanTown) -> None:
    plan = amend(town.operator, proposed(town))
    write(town, plan)
    leave_amending(town.operator, plan)
    assert (state(plan), plan.steps.latest("pk").kind) == (State.PREPARATION, StepKind.REOPENED)
    assert town.section(plan).text == "Vi driver lugna skolor.", "nothing that was written is lost"
    with pytest.raises(Refused, match="föreslagen plan"):
        town.decide(plan)
    town.proposed(plan)
    assert not differs(Plan.objects.get())
    assert town.decide(Plan.objects.get()).changed == ""


def test_while_it_is_amended_nothing_else_is_done_with_it(town: PlanTown) -> None:
    plan = amend(town.operator, proposed(town))
    for does in (propose, take_back):
        with pytest.raises(Refused):
            does(town.operator, plan)
    with pytest.raises(Refused):
        refer_back(town.operator, plan, "Räkna om.", minutes())
    with pytest.raises(Refused, match="Bara en föreslagen plan"):
        amend(town.operator, plan)


def test_a_plan_that_was_proposed_before_there_were_marks_has_one_from_now_on(town: PlanTown) -> None:
    plan = proposed(town)
    Plan.objects.update(proposal="")
    assert not differs(Plan.objects.get())
    amend(town.operator, plan)
    assert Plan.objects.get().proposal == said_mark(plan)


def add_goal(town: PlanTown, plan: Plan) -> None:
    serves = [town.council_goal.item]
    add_item(town.operator, plan, level="namndmal", unit=town.board, title="Läsro", serves=serves)


def aim(town: PlanTown, plan: Plan, value: int = 70) -> None:
    said: dict[str, Any] = {"unit": town.board, "period": Period.parse("2019"), "value": Decimal(value)}
    propose_target(town.operator, plan, indicator=town.trust, **said)  # type: ignore[attr-defined]


def change_goal(town: PlanTown, plan: Plan) -> None:
    draft = change_item(town.operator, town.row(plan, town.goal.item))
    change_draft(town.operator, draft, draft.edit, title="Alla trivs")


EDITS: Mapping[str, tuple[Callable[[PlanTown, Plan], object], Callable[[PlanTown, Plan], object]]] = {
    "text": (write, lambda town, plan: write(town, plan, "Vi driver skolor.")),
    "section": (
        lambda town, plan: add_section(town.operator, plan, "Eget"),
        lambda town, plan: remove_section(town.operator, town.section(plan, "eget")),
    ),
    "change": (change_goal, lambda town, plan: carry_item(town.operator, town.row(plan, town.goal.item))),
    "drop": (
        lambda town, plan: drop_item(town.operator, town.row(plan, town.other_goal.item), "Uppnått."),
        lambda town, plan: carry_item(town.operator, town.row(plan, town.other_goal.item)),
    ),
    "add": (
        add_goal,
        lambda town, plan: drop_item(
            town.operator, plan.items.get(version__in=ItemVersion.objects.filter(title="Läsro")), ""
        ),
    ),
    "target": (aim, lambda town, plan: remove_target(town.operator, PlanTarget.objects.get())),
}
"""Each edit, and what takes it back."""


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(order=st.permutations(sorted(EDITS)), kept=st.sets(st.sampled_from(sorted(EDITS))))
def test_it_differs_by_what_it_says_and_not_by_having_been_written(
    town: PlanTown, order: list[str], kept: set[str]
) -> None:
    with transaction.atomic():
        town.trust = town.indicator()  # type: ignore[attr-defined]
        plan = amend(town.operator, proposed(town))
        for name in order:
            EDITS[name][0](town, plan)
            assert differs(Plan.objects.get(pk=plan.pk)), name
        for name in order:
            if name not in kept:
                EDITS[name][1](town, plan)
        assert differs(Plan.objects.get(pk=plan.pk)) == bool(kept)
        transaction.set_rollback(True)


def test_another_value_of_a_target_differs(town: PlanTown) -> None:
    town.trust = town.indicator()  # type: ignore[attr-defined]
    plan = town.plan()
    aim(town, plan)
    amend(town.operator, town.proposed(plan))
    aim(town, plan, 71)
    assert differs(Plan.objects.get())
    aim(town, plan)
    assert not differs(Plan.objects.get())


def test_the_decision_of_a_proposal_leads_to_the_amending_and_asks_nothing_of_changes(town: PlanTown) -> None:
    plan = proposed(town)
    told = text(page(town.secretary, "step", plan.pk, "besluta"))
    assert "/steg/enligt-beslutet/" in told
    assert 'name="changed"' not in told
    amending = text(post(town.secretary, "step", plan.pk, "enligt-beslutet"))
    assert "Skriv nu in det som beslutet ändrar." in amending
    assert "Texter" in amending, "one is on the page where it is written"
    assert "Planen skrivs så som den beslutas." in amending
    assert "Planen skrivs så som den beslutas." in text(page(town.secretary, "items", plan.pk))
    then = text(page(town.secretary, "step", plan.pk, "besluta"))
    assert 'name="changed"' in then
    assert "/steg/enligt-beslutet/" not in then


def test_it_is_written_and_decided_on_its_pages(town: PlanTown) -> None:
    plan = amend(town.operator, proposed(town))
    section = town.section(plan)
    post(town.secretary, "texts", plan.pk, **{f"text-{section.pk}": "Lugna skolor.", f"seen-{section.pk}": "1"})
    fields = {**DECIDED, "seen": reading_mark(Plan.objects.get())}
    missing = post(town.secretary, "step", plan.pk, "besluta", **fields)
    assert missing.status_code == 422
    assert "Detta fält måste fyllas i." in text(missing)
    done = text(post(town.secretary, "step", plan.pk, "besluta", **fields, changed="Skolorna är lugna."))
    assert "Planen är beslutad." in done
    assert "Förslaget ändrades: Skolorna är lugna." in done
    assert "beslutade med ändringar" in done
    assert "Lugna skolor." in done


@pytest.mark.parametrize(
    ("words", "said", "to"),
    [
        ("Vi driver skolor.", "Planen är föreslagen igen, som den var.", State.PROPOSED),
        ("Något annat.", "Planen är ändrad sedan den föreslogs", State.PREPARATION),
    ],
)
def test_one_leaves_it_on_its_page_and_is_told_what_became_of_it(
    town: PlanTown, words: str, said: str, to: str
) -> None:
    plan = amend(town.operator, proposed(town))
    write(town, plan, words)
    assert said in text(post(town.secretary, "step", plan.pk, "angra"))
    assert state(plan) == to


@pytest.mark.parametrize("step", ["enligt-beslutet", "angra"])
def test_nobody_else_takes_it_there_or_back(town: PlanTown, step: str) -> None:
    plan = proposed(town)
    if step == "angra":
        amend(town.operator, plan)
    assert page(town.head, "step", plan.pk, step).status_code == 403
    assert page(town.secretary, "step", plan.pk, step).status_code == 200
