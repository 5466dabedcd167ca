"""What the page of the analysis gathers: by subject, what is asked for, who may write, and how it is to go."""

from datetime import date
from typing import Any

import pytest

from rodatraden.planning.models import Plan, State
from rodatraden.preparation.analysis_page import AnalysisPage, Asked, analysis_page
from rodatraden.preparation.checks import consulted, held_for, significant_changes
from rodatraden.preparation.hindering import Held, wanted
from rodatraden.preparation.models import Change, Consultation, Subject, Verdict
from rodatraden.preparation.services import may_prepare, record_consultation, withdraw_consultation
from rodatraden.preparation.tests.cast import DAY, PreparedTown
from rodatraden.thread.services.rows import model_at_work


def page_of(town: PreparedTown, plan: Plan | None = None) -> AnalysisPage:
    return analysis_page(town.operator, plan or town.next)


def asked(town: PreparedTown, what: str) -> Asked:
    return next(one for one in page_of(town).asked if one.what == what)


def held(town: PreparedTown, kind: str = "mbl", **said: Any) -> Any:
    fields = {"kind": kind, "day": DAY, "parties": "Vision", "agreed": True, **said}
    return record_consultation(town.operator, town.next, **fields)


def test_conclusions_stand_by_subject_in_the_order_of_the_subjects(town: PreparedTown) -> None:
    for subject in reversed(Subject.values):
        town.conclusion(f"Om {subject}", subject=subject)
    assert [name for name, _rows in page_of(town).groups] == [
        "nuläge",
        "omvärld och trender",
        "invånarnas behov",
        "jämförelse",
        "tidigare uppföljning",
    ]


def test_a_subject_without_conclusions_is_left_out(town: PreparedTown) -> None:
    town.conclusion(subject="needs")
    assert [name for name, _rows in page_of(town).groups] == ["invånarnas behov"]


def test_what_belongs_to_another_plan_is_not_shown(town: PreparedTown) -> None:
    other = town.plan(unit=town.other)
    town.conclusion(plan=other)
    town.change(plan=other)
    page = page_of(town)
    assert (list(page.groups), list(page.changes)) == ([], [])
    assert str(page.told) == "Analysen är inte påbörjad."


@pytest.mark.parametrize("what", ["Förhandling enligt MBL", "Riskbedömning"])
def test_what_the_model_asks_for_is_told_with_whom(town: PreparedTown, what: str) -> None:
    found = asked(town, what)
    assert (found.who, list(found.rows)) == ("facken", [])


def test_a_negotiation_is_done_when_it_is_held_and_not_when_it_is_withdrawn(town: PreparedTown) -> None:
    assert not asked(town, "Förhandling enligt MBL").done
    row = held(town)
    assert asked(town, "Förhandling enligt MBL").done
    withdraw_consultation(town.operator, row, "Fel plan.")
    found = asked(town, "Förhandling enligt MBL")
    assert not found.done
    assert [one.withdrawn_why for one in found.rows] == ["Fel plan."]


def test_an_assessment_of_risks_is_done_while_nothing_is_significant(town: PreparedTown) -> None:
    assert asked(town, "Riskbedömning").done
    change = town.change(significant=True)
    found = asked(town, "Riskbedömning")
    assert not found.done
    assert list(found.missing) == ["Slå ihop två skolor"]
    held(town, "risk", change=change)
    assert asked(town, "Riskbedömning").done


@pytest.mark.parametrize(
    ("verdict", "said", "counts"),
    [
        (Verdict.OPEN, {}, True),
        (Verdict.TAKEN, {"consequence": "Längre väg."}, True),
        (Verdict.LEFT, {"reason": "För dyrt."}, False),
    ],
)
def test_a_significant_change_counts_until_it_is_turned_down(
    town: PreparedTown, verdict: str, said: dict[str, Any], counts: bool
) -> None:
    town.change(significant=True, verdict=verdict, **said)
    assert bool(significant_changes(Change.objects.filter(plan=town.next))) is counts


def test_an_insignificant_change_needs_no_assessment(town: PreparedTown) -> None:
    town.change()
    assert significant_changes(Change.objects.filter(plan=town.next)) == []


def test_what_was_held_is_told_by_kind_and_change(town: PreparedTown) -> None:
    change = town.change(significant=True)
    held(town)
    held(town, "risk", change=change)
    assert held_for(Consultation.objects.filter(plan=town.next)) == [Held("mbl"), Held("risk", change.pk)]


def test_the_models_steps_stand_on_the_page_with_who_takes_them(town: PreparedTown) -> None:
    assert [(each.step.what, each.who) for each in page_of(town).steps] == [
        ("Nuläget beskrivs", "ordförande"),
        ("Facken förhandlar", ""),
    ]


@pytest.mark.parametrize(
    ("state", "may"),
    [
        (State.PREPARATION, True),
        (State.OUT_FOR_VIEWS, True),
        (State.PROPOSED, True),
        (State.REFERRED_BACK, True),
        (State.TABLED, True),
        (State.REJECTED, False),
        (State.DECIDED, False),
        (State.ANNOUNCED, False),
        (State.REPLACED, False),
        (State.ENDED, False),
    ],
)
def test_a_plan_is_prepared_until_it_is_settled(town: PreparedTown, state: State, may: bool) -> None:
    Plan.objects.filter(pk=town.next.pk).update(state=state)
    town.next.refresh_from_db()
    assert may_prepare(town.actor(town.secretary), town.next) is may


@pytest.mark.parametrize(
    ("who", "may"),
    [("secretary", True), ("chair", True), ("controller", True), ("other_head", False), ("member", False)],
)
def test_who_writes_the_plan_prepares_it(town: PreparedTown, who: str, may: bool) -> None:
    assert may_prepare(town.actor(getattr(town, who)), town.next) is may


@pytest.mark.parametrize(
    ("kind", "keys"), [("namndplan", ["mbl", "risk"]), ("budget", []), ("enhetsplan", []), ("finns-inte", [])]
)
def test_each_plan_type_waits_for_what_the_model_says_of_it(town: PreparedTown, kind: str, keys: list[str]) -> None:
    assert [part.key for part in wanted(model_at_work(), kind)] == keys


def test_no_model_asks_for_nothing(town: PreparedTown) -> None:
    before = town.operator.model_on(date(2000, 1, 1))
    assert before is None
    budget = town.plan("budget", town.council)
    assert str(consulted(town.operator, budget)) == ""
