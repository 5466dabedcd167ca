"""Each step of a report is told once to those whom it concerns, and goes off their lists when it is done."""

import pytest

from rodatraden.followup.models import Report, StepKind
from rodatraden.followup.services import (
    clear_report,
    reopen_report,
    return_report,
    supervise,
    take_back_report,
    treat_report,
)
from rodatraden.followup.services.telling import ASKS, TO_ABOVE, TO_OWN, about_of
from rodatraden.followup.tests.cast import ReportTown
from rodatraden.organisation.heads import heads_of
from rodatraden.organisation.models import Notice
from rodatraden.organisation.services.notices import To

pytestmark = pytest.mark.django_db


def waiting(town: ReportTown, unit_key: str) -> list[str]:
    """What waits for somebody on a unit."""
    rows = Notice.objects.open().filter(to_unit__key=unit_key).order_by("pk")
    return [str(row.said) for row in rows]


def test_who_answers_for_a_report_is_found_by_role(town: ReportTown) -> None:
    units = [town.school.pk, town.board.pk, town.council.pk, town.audit.pk]
    model = town.round().model
    found = heads_of(town.operator.tree, model, units)
    assert found[town.school.pk] == (To(unit=town.school.pk, role="enhetschef"),)
    assert found[town.board.pk] == (To(unit=town.board.pk, role="ordforande"),)
    assert To(unit=town.executive.pk, role="ordforande") in found[town.council.pk]
    assert found[town.audit.pk] == ()


def test_no_step_is_told_to_two_sides_and_each_that_asks_is_told(town: ReportTown) -> None:
    assert not set(TO_OWN) & set(TO_ABOVE)
    assert set(TO_OWN) >= ASKS


def test_the_board_is_told_when_the_school_hands_in_and_no_more_when_it_takes_it_back(town: ReportTown) -> None:
    town.submit(town.school)
    assert len(waiting(town, "bun")) == 1
    assert "har lämnat in sin rapport per 2018-06-30" in waiting(town, "bun")[0]
    take_back_report(town.actor(town.head), town.address(town.school), receiver=town.receiver(town.school))
    assert waiting(town, "bun") == ["Parkskolan har tagit tillbaka sin rapport per 2018-06-30."]


def test_the_school_is_told_what_came_back_and_why(town: ReportTown) -> None:
    town.submit(town.school)
    chair, receiver = town.actor(town.chair), town.receiver(town.school)
    return_report(chair, town.address(town.school), "Skriv om\nbussarna.", receiver=receiver)
    (told,) = waiting(town, "skolan")
    assert told == "Rapporten per 2018-06-30 för Parkskolan kom tillbaka: Skriv om bussarna."
    assert waiting(town, "bun") == []
    assert Notice.objects.open().get(to_unit=town.school).duty
    town.submit(town.school)
    assert waiting(town, "skolan") == []


def test_a_cleared_report_is_told_and_nothing_waits_above(town: ReportTown) -> None:
    town.submit(town.school)
    clear_report(town.actor(town.chair), town.address(town.school), receiver=town.receiver(town.school))
    assert waiting(town, "bun") == []
    assert waiting(town, "skolan") == ["Rapporten per 2018-06-30 för Parkskolan är klarmarkerad."]


def test_treatment_and_correction_are_told_to_the_boards_own(town: ReportTown) -> None:
    town.submit(town.board)
    secretary = town.actor(town.secretary)
    treat_report(secretary, town.address(town.board), "noted", town.treated_by(town.board))
    assert "är behandlad" in waiting(town, "bun")[-1]
    reopen_report(secretary, town.address(town.board), "En siffra var fel.")
    assert waiting(town, "bun") == [
        "Rapporten per 2018-06-30 för Barn- och utbildningsnämnden är öppen för rättelse: En siffra var fel."
    ]


def test_the_link_leads_to_the_report(town: ReportTown) -> None:
    town.submit(town.school)
    row = Notice.objects.open().get(to_unit=town.board)
    assert row.link == "/perstorp/rapporter/halvar/2018-06-30/skolan/"
    assert row.about == about_of(Report.objects.get())


def test_advice_does_not_take_a_question_off_the_list(town: ReportTown) -> None:
    leader, address = town.actor(town.leader), town.address(town.board)
    supervise(leader, address, StepKind.PLAN_ASKED, "En plan, tack.")
    supervise(leader, address, StepKind.ADVISED, "Fråga grannkommunen.")
    assert len(waiting(town, "bun")) == 2


@pytest.mark.parametrize("kind", sorted(ASKS - {StepKind.RETURNED}))
def test_what_the_executive_board_asks_for_nobody_turns_off(town: ReportTown, kind: str) -> None:
    supervise(town.actor(town.leader), town.address(town.board), StepKind(kind), "Svara, tack.")
    assert Notice.objects.get(to_unit=town.board).duty


def test_a_message_about_one_report_is_not_done_by_another(town: ReportTown) -> None:
    other = town.unit("skolan-2", "Bergskolan", town.school.kind, town.board)  # type: ignore[arg-type]
    town.person("Rektor 2", "enhetschef", other)
    town.submit(town.school)
    town.submit(other)
    assert len(waiting(town, "bun")) == 2
    clear_report(town.actor(town.chair), town.address(other), receiver=town.receiver(other))
    assert len(waiting(town, "bun")) == 1
