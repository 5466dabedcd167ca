"""What a report says as a document, and that it says it for ever when it is frozen."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rodatraden.documents import freezing
from rodatraden.documents.content import Callout, Chart, Document, Heading, KeySentence, PictureCell, Table
from rodatraden.followup.contents import documents_of
from rodatraden.followup.freezing import frozen_of, subject_of
from rodatraden.followup.services import reopen_report, submit_report, treat_report
from rodatraden.followup.tests.cast import ReportTown
from rodatraden.organisation.models import Unit
from rodatraden.thread.services import assess

pytestmark = pytest.mark.django_db


def document(town: ReportTown, unit: Unit, depth: int = 1) -> Document:
    round = town.round()
    ((_slot, made),) = documents_of(town.operator, round, [round.slots[unit.pk]], depth=depth)
    return made


def headings(made: Document) -> list[str]:
    return [part.text for part in made.parts if isinstance(part, Heading)]


def rows(made: Document, caption: str) -> list[tuple[str, ...]]:
    table = next(part for part in made.parts if isinstance(part, Table) and part.caption == caption)
    return [tuple(str(getattr(cell, "text", cell)) for cell in row.cells) for row in table.rows]


@pytest.fixture
def goal(town: ReportTown) -> ReportTown:
    indicator = town.indicator()
    town.outcome(indicator, "2018", "80")
    town.target(indicator, "2018", "70")
    town.measured("Trygga skolvägar", indicator)
    return town


def test_a_unit_that_has_written_nothing_still_says_when_it_was_due(town: ReportTown) -> None:
    made = document(town, town.school)
    assert (made.title, made.subtitle, made.draft) == ("Halvårsrapport per 2018-06-30", "Parkskolan", True)
    assert headings(made)[-1] == "Om rapporten"


def test_the_goals_stand_with_their_status_and_why(goal: ReportTown) -> None:
    made = document(goal, goal.board)
    assert any(isinstance(part, KeySentence) and "nämndmål" in part.text for part in made.parts)
    ((title, _status, why),) = rows(made, "Så bedöms målen")
    assert title == "Trygga skolvägar" and why


def test_a_hand_that_differs_is_named_with_the_rules_proposal_and_listed_for_the_auditors(goal: ReportTown) -> None:
    item = goal.thread().nodes["trygga-skolvagar"].version.item
    assess(goal.actor(goal.chair), item, goal.round().year, goal.board, "rod", closing=False, reason="Två olyckor.")
    made = document(goal, goal.board)
    ((_title, _status, why),) = rows(made, "Så bedöms målen")
    assert "Två olyckor." in why and "regelns förslag" in why
    ((name, proposed, judged, reason),) = rows(made, "Bedömningar som avviker från regelns förslag")
    assert (name, reason) == ("Trygga skolvägar", "Två olyckor.")
    assert proposed != judged


def test_what_is_missing_beneath_is_said_and_what_is_handed_in_is_laid_in(town: ReportTown) -> None:
    missing = [part for part in document(town, town.board).parts if isinstance(part, Callout)]
    assert any(part.kind == "missing" and part.items == ("Parkskolan",) for part in missing)
    town.write(town.school, "Bussarna går igen.")
    town.submit(town.school)
    made = document(town, town.board)
    assert "Parkskolan" in headings(made) and "Bussarna går igen." in str(made.parts)


@pytest.mark.parametrize(("depth", "laid_in"), [(0, set()), (1, set()), (2, {"Parkskolan"}), (9, {"Parkskolan"})])
def test_one_chooses_how_many_floors_are_laid_in(town: ReportTown, depth: int, laid_in: set[str]) -> None:
    for unit in (town.school, town.board):
        town.submit(unit)
    treat_report(town.operator, town.address(town.board), "noted", town.treated_by(town.board))
    laid = set(headings(document(town, town.council, depth))) & {"Parkskolan", town.board.name}
    assert laid == (laid_in | {town.board.name} if depth else set())


def test_what_a_board_has_not_handed_over_is_not_laid_in_the_whole(town: ReportTown) -> None:
    for unit, said in ((town.school, "Bussarna går igen."), (town.board, "Vi räknar om.")):
        town.write(unit, said)
        town.submit(unit)
    made = document(town, town.council, 9)
    assert not any(said in str(made.parts) for said in ("Bussarna går igen.", "Vi räknar om."))
    (missing,) = (part for part in made.parts if isinstance(part, Callout) and part.kind == "missing")
    assert town.board.name in missing.items
    assert "Bussarna går igen." in str(document(town, town.board).parts), "within the board it is"
    treat_report(town.operator, town.address(town.board), "noted", town.treated_by(town.board))
    made = document(town, town.council, 9)
    assert all(said in str(made.parts) for said in ("Bussarna går igen.", "Vi räknar om."))


def test_an_indicator_that_misses_its_target_has_its_course_drawn(town: ReportTown) -> None:
    missed, reached = town.indicator("missar"), town.indicator("nar")
    for indicator, latest in ((missed, "40"), (reached, "80")):
        for year, value in (("2015", "60"), ("2016", "55"), ("2017", "50"), ("2018", latest)):
            town.outcome(indicator, year, value)
        town.target(indicator, "2018", "70")
    town.measured("Trygga skolvägar", missed, reached)
    made = document(town, town.board)
    (chart,) = [part for part in made.parts if isinstance(part, Chart)]
    assert missed.name in chart.title and chart.table is not None and "40" in chart.alt
    curves = [cell for part in made.parts if isinstance(part, Table) for row in part.rows for cell in row.cells]
    assert [cell.alt for cell in curves if isinstance(cell, PictureCell)] == [
        "Från 60 (2015) till 40 (2018).",
        "Från 60 (2015) till 80 (2018).",
    ]


def test_two_years_are_no_course(goal: ReportTown) -> None:
    assert not any(isinstance(part, Chart) for part in document(goal, goal.board).parts)


def test_a_board_is_told_what_to_decide_and_a_unit_is_not(town: ReportTown) -> None:
    decisions = [part.title for part in document(town, town.board).parts if isinstance(part, Callout)]
    assert "Förslag till beslut" in decisions
    assert not any(isinstance(part, Callout) and part.kind == "decision" for part in document(town, town.school).parts)
    whole = [part.title for part in document(town, town.council).parts if isinstance(part, Callout)]
    assert "Fullmäktige ska besluta" in whole


def test_all_documents_of_an_occasion_cost_no_more_queries_than_one(town: ReportTown) -> None:
    town.submit(town.school)
    round = town.round()
    slots = list(round.slots.values())
    counts = []
    for chosen in (slots[:1], slots):
        with CaptureQueriesContext(connection) as found:
            documents_of(town.operator, round, chosen)
        counts.append(len(found))
    assert counts[0] == counts[1]


def treat(town: ReportTown, paragraph: str) -> None:
    round = town.round()
    frozen, beneath = frozen_of(town.operator, round, round.slots[town.board.pk])
    decision = town.treated_by(town.board, paragraph)
    treat_report(town.actor(town.secretary), town.address(town.board), "noted", decision, frozen, beneath=beneath)


def versions(town: ReportTown, unit: Unit) -> list[str]:
    found = freezing.versions(subject_of(town.address(unit), unit.key))
    return [str(freezing.document_of(one).parts) for one in found]


def test_what_was_treated_is_shown_as_it_was_whatever_changes_since(goal: ReportTown) -> None:
    goal.write(goal.school, "Bussarna går igen.")
    goal.submit(goal.school)
    goal.submit(goal.board)
    treat(goal, "80")
    before = versions(goal, goal.board)
    goal.school.name = "Nya Parkskolan"
    goal.school.save(update_fields=["name", "name_folded"])
    assert versions(goal, goal.board) == before
    assert len(versions(goal, goal.school)) == 1


def test_a_correction_is_a_new_version_with_its_reason_and_both_are_kept(town: ReportTown) -> None:
    town.write(town.board, "Fel siffra.")
    town.submit(town.board)
    treat(town, "80")
    reopen_report(town.actor(town.secretary), town.address(town.board), "Siffran var fel.")
    town.write(town.board, "Rätt siffra.", seen=1)
    town.submit(town.board)
    treat(town, "81")
    found = list(freezing.versions(subject_of(town.address(town.board), "bun")))
    assert [one.version for one in found] == [1, 2]
    assert found[1].reason == "Siffran var fel."
    first, second = versions(town, town.board)
    assert "Fel siffra." in first and "Rätt siffra." in second


def test_handing_over_the_whole_freezes_what_the_auditors_judge(town: ReportTown) -> None:
    round = town.round()
    slot = round.slots[town.council.pk]
    frozen = frozen_of(town.operator, round, slot)[0][:1]
    submit_report(town.actor(town.leader), slot.address, [], frozen, due=date(2018, 8, 31))
    (kept,) = freezing.versions(subject_of(slot.address, "kf"))
    proof = freezing.verify(freezing.content(kept))
    assert proof is not None and (proof.subject, proof.version) == ("report:halvar:2018-06-30:kf", 1)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
@example("Före\x00 efter")
def test_whatever_is_written_comes_out_as_the_same_text(town: ReportTown, text: str) -> None:
    town.write(town.school, text, seen=_seen(town))
    made = document(town, town.school)
    wanted = [line.strip() for line in text.replace("\x00", "").splitlines() if line.strip()]
    said = str(made.parts)
    assert all(repr(line)[1:-1] in said or line in said for line in wanted)


def _seen(town: ReportTown) -> int:
    report = town.round().slots[town.school.pk].report
    row = report.texts.filter(part="fraga-var").first() if report else None
    return row.edit if row else 0
