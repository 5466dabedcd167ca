"""The forms of preparation: what may be chosen is of the own plan, and what was typed is read as it was meant."""

from datetime import date
from typing import Any

import pytest

from rodatraden.planning.models import Fate, PlanItem
from rodatraden.preparation.forms import AgreeForm, ChangeForm, ConclusionForm, ConsultationForm, IdeaForm
from rodatraden.preparation.tests.cast import PreparedTown
from rodatraden.thread.services.rows import model_at_work


def conclusion_form(town: PreparedTown, **posted: Any) -> ConclusionForm:
    return ConclusionForm(town.operator, town.next, None, {"subject": "needs", "text": "Kö.", **posted})


def test_a_conclusion_leads_to_changes_of_its_own_plan_alone(town: PreparedTown) -> None:
    own = town.change("Eget")
    others = town.change("Annans", plan=town.plan(unit=town.other))
    choices: Any = ConclusionForm(town.operator, town.next, None).fields["change"]
    assert list(choices.queryset) == [own]
    assert conclusion_form(town, change=own.pk).is_valid()
    assert "change" in conclusion_form(town, change=others.pk).errors


@pytest.mark.parametrize(
    ("posted", "wrong"),
    [
        ({"text": ""}, "text"),
        ({"text": "   "}, "text"),
        ({"text": "x" * 20_001}, "text"),
        ({"subject": "vädret"}, "subject"),
        ({"source": "x" * 301}, "source"),
        ({"part": "x" * 201}, "part"),
        ({"indicator": "999999"}, "indicator"),
        ({"frozen": "999999"}, "frozen"),
        ({"frozen": "inget tal"}, "frozen"),
    ],
)
def test_a_conclusion_that_cannot_be_read_says_which_field(
    town: PreparedTown, posted: dict[str, str], wrong: str
) -> None:
    assert list(conclusion_form(town, **posted).errors) == [wrong]


def test_a_conclusion_is_opened_as_it_stands(town: PreparedTown) -> None:
    change = town.change()
    row = town.conclusion("Kön är lång.", source="Enkäten", change=change)
    form = ConclusionForm(town.operator, town.next, row)
    shown = {name: form.initial[name] for name in ("subject", "text", "source", "change", "set_aside", "edit")}
    assert shown == {
        "subject": "situation",
        "text": "Kön är lång.",
        "source": "Enkäten",
        "change": change.pk,
        "set_aside": "",
        "edit": 1,
    }


@pytest.mark.parametrize(
    ("posted", "wrong"),
    [
        ({"what": ""}, "what"),
        ({"what": "x" * 301}, "what"),
        ({"verdict": "kanske"}, "verdict"),
        ({"item": "999999"}, "item"),
    ],
)
def test_a_change_that_cannot_be_read_says_which_field(town: PreparedTown, posted: dict[str, str], wrong: str) -> None:
    form = ChangeForm(town.next, None, {"what": "Slå ihop", "verdict": "open", **posted})
    assert list(form.errors) == [wrong]


def test_a_change_becomes_what_stands_in_the_plan_and_is_called_by_its_title(town: PreparedTown) -> None:
    row = town.next.items.get(item=town.goal.item)
    PlanItem.objects.filter(pk=row.pk).update(version=town.goal, fate=Fate.CARRIED)
    field: Any = ChangeForm(town.next, None).fields["item"]
    assert town.goal.item in field.queryset
    assert town.council_goal.item not in field.queryset
    assert field.label_from_instance(town.goal.item) == "Fler trivs i skolan"
    PlanItem.objects.filter(pk=row.pk).update(version=None)
    field = ChangeForm(town.next, None).fields["item"]
    assert field.label_from_instance(town.goal.item) == town.goal.title


@pytest.mark.parametrize(("typed", "read"), [("ja", True), ("nej", False), ("", None)])
def test_whether_they_agreed_is_yes_no_or_does_not_apply(town: PreparedTown, typed: str, read: bool | None) -> None:
    posted = {"kind": "mbl", "day": "2018-09-03", "parties": "Vision", "agreed": typed}
    form = ConsultationForm(model_at_work(), town.next, posted)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["agreed"] is read


@pytest.mark.parametrize(
    ("posted", "wrong"),
    [
        ({"kind": "apt"}, "kind"),
        ({"kind": ""}, "kind"),
        ({"day": "3 september"}, "day"),
        ({"day": "2018-02-30"}, "day"),
        ({"day": ""}, "day"),
        ({"parties": ""}, "parties"),
        ({"agreed": "kanske"}, "agreed"),
        ({"change": "999999"}, "change"),
    ],
)
def test_a_negotiation_that_cannot_be_read_says_which_field(
    town: PreparedTown, posted: dict[str, str], wrong: str
) -> None:
    full = {"kind": "mbl", "day": "2018-09-03", "parties": "Vision", "agreed": "ja", **posted}
    assert list(ConsultationForm(model_at_work(), town.next, full).errors) == [wrong]


def test_only_what_the_model_asks_for_before_the_plan_may_be_recorded(town: PreparedTown) -> None:
    choices: Any = ConsultationForm(model_at_work(), town.next).fields["kind"]
    assert choices.choices == [("mbl", "Förhandling enligt MBL"), ("risk", "Riskbedömning")]


def test_a_proposal_serves_one_of_the_goals_on_the_screen(town: PreparedTown) -> None:
    goals = [(town.goal.item_id, town.goal.title)]
    assert IdeaForm(goals, {"what": "Rastvärdar", "serves": town.goal.item_id}).is_valid()
    assert "serves" in IdeaForm(goals, {"what": "Rastvärdar", "serves": town.vision.item_id}).errors
    assert "what" in IdeaForm(goals, {"what": "", "serves": town.goal.item_id}).errors


def test_what_is_agreed_is_somebodys_by_a_day(town: PreparedTown) -> None:
    roles = [("enhetschef", "enhetschef")]
    form = AgreeForm(roles, {"responsible": "enhetschef", "deadline": "2018-11-30", "who": "Anna"})
    assert form.is_valid()
    assert form.cleaned_data == {"responsible": "enhetschef", "who": "Anna", "deadline": date(2018, 11, 30)}
    assert set(AgreeForm(roles, {"responsible": "ordforande", "deadline": "snart"}).errors) == {
        "responsible",
        "deadline",
    }
