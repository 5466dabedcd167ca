"""A report climbs: handed in, taken back, returned within the authority, cleared, treated by the body."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden.audit.models import Entry
from rodatraden.decisions.models import Decision
from rodatraden.decisions.services import annul_decision
from rodatraden.followup.forms import TreatForm
from rodatraden.followup.models import Report, ReportedStatus, Step
from rodatraden.followup.reports import Address
from rodatraden.followup.services import (
    clear_report,
    reopen_report,
    return_report,
    submit_report,
    take_back_report,
    treat_report,
)
from rodatraden.followup.tests.cast import ReportTown
from rodatraden.planning.models import Plan
from rodatraden.tenancy.edits import Refused

pytestmark = pytest.mark.django_db


def state(town: ReportTown, unit: str = "skolan") -> str:
    return Report.objects.get(unit__key=unit).state


def test_the_head_hands_in_and_each_step_is_kept_and_logged(town: ReportTown) -> None:
    head = town.actor(town.head)
    town.write(town.school)
    report = town.submit(town.school, head)
    assert (report.state, report.submitted_by) == ("submitted", "Rektor")
    assert [step.kind for step in report.steps.all()] == ["begun", "submitted"]
    assert Entry.objects.filter(kind="report", verb="lämnade in", actor="Rektor").count() == 1


def test_what_stood_when_it_was_handed_in_is_kept(town: ReportTown) -> None:
    goal = town.measured("Trygga skolvägar", town.indicator())
    town.submit(town.board)
    row = ReportedStatus.objects.get(item=goal.item)
    assert (row.value, row.tone, row.judged_by) == ("ejmatt", "unmeasured", "")
    take_back_report(town.operator, town.address(town.board), receiver=town.receiver(town.board))
    town.submit(town.board)
    assert ReportedStatus.objects.filter(item=goal.item).count() == 1


@pytest.mark.parametrize("who", ["secretary", "member", "auditor", "other_head"])
def test_only_who_answers_for_the_unit_hands_in(town: ReportTown, who: str) -> None:
    with pytest.raises(PermissionDenied):
        town.submit(town.school, town.actor(getattr(town, who)))
    assert not Report.objects.exists()


def test_a_second_click_hands_in_once(town: ReportTown) -> None:
    town.submit(town.school)
    with pytest.raises(Refused, match="redan inlämnad"):
        town.submit(town.school)
    assert Step.objects.filter(kind="submitted").count() == 1


def test_the_board_returns_its_units_report_with_a_comment(town: ReportTown) -> None:
    town.submit(town.school)
    chair, receiver = town.actor(town.chair), town.receiver(town.school)
    with pytest.raises(Refused, match="Skriv vad"):
        return_report(chair, town.address(town.school), "  ", receiver=receiver)
    return_report(chair, town.address(town.school), "Skriv om bussarna.", receiver=receiver)
    assert state(town) == "returned"
    assert Step.objects.get(kind="returned").comment == "Skriv om bussarna."
    town.submit(town.school)
    assert state(town) == "submitted"


def test_nobody_clears_or_returns_the_own_report(town: ReportTown) -> None:
    town.submit(town.school)
    head, receiver = town.actor(town.head), town.receiver(town.school)
    with pytest.raises(PermissionDenied):
        clear_report(head, town.address(town.school), receiver=receiver)
    with pytest.raises(PermissionDenied):
        return_report(head, town.address(town.school), "Nej", receiver=receiver)
    assert state(town) == "submitted"


def test_between_authorities_nobody_returns(town: ReportTown) -> None:
    town.submit(town.board)
    for who in (town.leader, town.controller):
        actor = town.actor(who)
        with pytest.raises(PermissionDenied):
            return_report(actor, town.address(town.board), "Gör om", receiver=town.receiver(town.board))
    assert state(town, "bun") == "submitted"


def test_a_body_treats_its_report_by_its_own_decision(town: ReportTown) -> None:
    town.submit(town.school)
    town.clear(town.school)
    town.submit(town.board)
    secretary = town.actor(town.secretary)
    with pytest.raises(Refused, match="annat organ"):
        treat_report(secretary, town.address(town.board), "noted", town.treated_by(town.council))
    decision = town.treated_by(town.board)
    report = treat_report(secretary, town.address(town.board), "noted", decision, beneath=[town.school.pk])
    assert (report.state, report.decision) == ("treated", decision)
    assert state(town) == "frozen"


def offered(town: ReportTown) -> set[Decision]:
    """The decisions that the form of the board's report gives to choose among."""
    field: Any = TreatForm(town.operator, town.slot(town.board)).fields["decision"]
    return set(field.queryset)


def test_a_body_may_treat_several_reports_under_one_paragraph(town: ReportTown) -> None:
    town.submit(town.board)
    decision, yearly = town.treated_by(town.board), Address("ars", date(2017, 12, 31), town.board.pk)
    submit_report(town.operator, yearly, [])
    for address in (town.address(town.board), yearly):
        assert decision in offered(town)
        treat_report(town.actor(town.secretary), address, "noted", decision)
    assert set(Report.objects.values_list("state", "decision")) == {("treated", decision.pk)}


def test_a_decision_that_is_annulled_or_settles_a_plan_treats_no_report(town: ReportTown) -> None:
    town.submit(town.board)
    annulled, planned = town.treated_by(town.board), town.treated_by(town.board, "81")
    annulled = annul_decision(town.operator, annulled, date(2018, 9, 9))
    whole: Any = {"starts": date(2019, 1, 1), "ends": date(2019, 12, 31), "kind": "namndplan", "state": "decided"}
    Plan.objects.create(title="Plan", unit=town.board, decision=planned, **whole)
    for decision, why in ((annulled, "upphävt 2018-09-09"), (planned, "gäller redan en plan")):
        assert decision not in offered(town)
        with pytest.raises(Refused, match=why):
            treat_report(town.actor(town.secretary), town.address(town.board), "noted", decision)
    assert state(town, "bun") == "submitted"


def test_what_nobody_has_handed_in_is_not_frozen_with_the_rest(town: ReportTown) -> None:
    town.write(town.school)
    town.submit(town.board)
    treat_report(
        town.actor(town.secretary),
        town.address(town.board),
        "noted",
        town.treated_by(town.board),
        beneath=[town.school.pk],
    )
    assert state(town) == "draft"


@pytest.mark.parametrize(
    ("treatment", "after"), [("referred_back", "returned"), ("tabled", "submitted"), ("approved", "treated")]
)
def test_a_body_approves_refers_back_or_tables_be_it_the_council_or_a_board(
    town: ReportTown, treatment: str, after: str
) -> None:
    for body, who in ((town.council, town.clerk), (town.board, town.secretary)):
        town.submit(body)
        report = treat_report(town.actor(who), town.address(body), treatment, town.treated_by(body))
        assert (report.state, report.treatment) == (after, treatment)


def test_a_treated_report_is_opened_for_correction_with_a_reason(town: ReportTown) -> None:
    town.submit(town.board)
    treat_report(town.actor(town.secretary), town.address(town.board), "noted", town.treated_by(town.board))
    with pytest.raises(Refused, match="Skriv vad"):
        reopen_report(town.actor(town.secretary), town.address(town.board), "")
    reopen_report(town.actor(town.secretary), town.address(town.board), "En siffra var fel.")
    assert state(town, "bun") == "draft"
    assert Step.objects.get(kind="reopened").comment == "En siffra var fel."


def test_a_report_of_another_municipality_cannot_be_begun(town: ReportTown) -> None:
    stranger = town.address(town.school)
    with pytest.raises(PermissionDenied):
        submit_report(town.actor(town.head), type(stranger)(stranger.kind, stranger.end, 999_999), [])
