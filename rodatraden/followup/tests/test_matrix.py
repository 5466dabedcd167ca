"""Units and goals side by side: who has reported, how each stands, and what changed since last time."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from rodatraden.followup.matrix import matrix
from rodatraden.followup.mine import my_reports, open_rounds
from rodatraden.followup.models import Report, ReportedStatus
from rodatraden.followup.round import rounds_of_year
from rodatraden.followup.table import matrix_table
from rodatraden.followup.tests.cast import ReportTown
from rodatraden.lib import clock
from rodatraden.organisation.models import Notice, Unit, UnitKind
from rodatraden.tests.kept import made_once
from rodatraden.thread.services import report_progress

pytestmark = pytest.mark.django_db
PAGE = "/perstorp/rapporter/halvar/2018-06-30/"


def client(town: ReportTown, who: str) -> Client:
    found = Client()
    found.force_login(getattr(town, who))
    return found


@pytest.fixture
def goals(town: ReportTown) -> ReportTown:
    return made_once(lambda: with_goals(town))


def with_goals(town: ReportTown) -> ReportTown:
    """A council goal, a board goal that is measured, and an activity of the school."""
    top = town.decided("Trygg kommun", "fullmaktigemal", town.council)
    indicator = town.indicator()
    town.outcome(indicator, "2018", "80")
    town.target(indicator, "2018", "70")
    goal = town.measured("Trygga skolvägar", indicator, serves=(top.item,))
    activity = town.decided("Vandring", "aktivitet", town.school, serves=(goal.item,), deadline=date(2018, 8, 31))
    report_progress(town.operator, activity.item, state="ongoing", percent=40)
    return town


def test_each_unit_stands_with_its_goals_and_what_it_does(goals: ReportTown) -> None:
    page = matrix(goals.operator, goals.round(), goals.operator.tree.places[goals.council.pk])
    assert [node.title for node in page.columns] == ["Trygg kommun"]
    rows = {row.slot.place.key: row for row in page.rows}
    (stood,) = rows["bun"].cells[0].stood
    assert (stood.node.title, str(stood.mark.word), stood.reported) == ("Trygga skolvägar", "Bedöms uppfyllas", False)
    assert str(rows["skolan"].cells[0].doing) == "0 av 1 klara, 1 försenad"
    assert (rows["bun"].depth, rows["skolan"].depth) == (0, 1)
    assert rows["tn"].cells[0].empty


def test_what_was_reported_stands_whatever_the_figures_say_since(goals: ReportTown) -> None:
    goals.submit(goals.board)
    ReportedStatus.objects.update(value="rod", tone="missed")
    page = matrix(goals.operator, goals.round(), goals.operator.tree.places[goals.council.pk])
    row = next(row for row in page.rows if row.slot.place.key == "bun")
    assert (row.cells[0].stood[0].mark.tone, row.cells[0].stood[0].reported) == ("missed", True)


@pytest.mark.parametrize(("tone", "change"), [("missed", "bättre än förra gången"), ("met", ""), ("unmeasured", "")])
def test_what_changed_since_last_time_is_told_with_its_direction(goals: ReportTown, tone: str, change: str) -> None:
    before = Report.objects.create(kind="halvar", period_end=date(2017, 6, 30), unit=goals.board, state="treated")
    item = goals.thread().nodes["trygga-skolvagar"].version.item
    ReportedStatus.objects.create(report=before, item=item, value="rod", tone=tone)
    page = matrix(goals.operator, goals.round(), goals.operator.tree.places[goals.council.pk])
    assert [str(each.change) for _row, each in page.changed] == ([change] if change else [])


def test_the_sentence_counts_who_has_handed_in(goals: ReportTown) -> None:
    top = goals.operator.tree.places[goals.board.pk]
    assert str(matrix(goals.operator, goals.round(), top).sentence) == (
        "0 av 2 har lämnat in; Barn- och utbildningsnämnden och Parkskolan är sena."
    )
    goals.submit(goals.school)
    assert str(matrix(goals.operator, goals.round(), top).sentence) == (
        "1 av 2 har lämnat in; Barn- och utbildningsnämnden är sen."
    )
    goals.submit(goals.board)
    assert str(matrix(goals.operator, goals.round(), top).sentence) == "Alla 2 har lämnat in."


def test_the_list_and_the_page_of_an_occasion_count_the_same(goals: ReportTown) -> None:
    goals.submit(goals.school)
    round = goals.round()
    page = matrix(goals.operator, round, round.tree.places[goals.council.pk])
    assert str(page.sentence) == str(round.told)
    assert str(page.own_told).startswith("Kommunfullmäktige, egen rapport: inte påbörjad")
    assert "egen rapport: inte påbörjad" in client(goals, "controller").get(PAGE).content.decode()


def test_the_matrix_is_downloaded_row_by_row(goals: ReportTown) -> None:
    table = matrix_table(matrix(goals.operator, goals.round(), goals.operator.tree.places[goals.council.pk]))
    assert {row.get("item") for row in table.rows} >= {"Trygga skolvägar"}
    answer = client(goals, "controller").get(f"{PAGE}?format=csv")
    assert (
        answer.status_code == 200 and "Trygga skolvägar" in b"".join(answer).decode("utf-8-sig")
        if answer.streaming
        else answer.content.decode("utf-8-sig")
    )


@pytest.mark.parametrize("who", ["controller", "secretary", "head", "member", "auditor", "leader"])
def test_everybody_signed_in_sees_the_matrix(goals: ReportTown, who: str) -> None:
    answer = client(goals, who).get(PAGE)
    assert answer.status_code == 200
    assert "Enheter och mål" in answer.content.decode()


def test_ones_own_matrix_comes_first_and_another_is_chosen(goals: ReportTown) -> None:
    own = client(goals, "chair").get(PAGE).content.decode()
    assert "under Barn- och utbildningsnämnden" in own
    whole = client(goals, "chair").get(f"{PAGE}?under=kf").content.decode()
    assert "under Kommunfullmäktige" in whole


def queries(town: ReportTown, path: str) -> int:
    visitor = client(town, "controller")
    visitor.get(path)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert visitor.get(path).status_code == 200
    return len(found)


@pytest.mark.parametrize(
    "path",
    [
        PAGE,
        f"{PAGE}bun/",
        f"{PAGE}kf/",
        f"{PAGE}bun/dokument/",
        "/perstorp/rapporter/",
        "/perstorp/uppsikt/halvar/2018-06-30/",
        f"{PAGE}paminn-alla/",
    ],
)
def test_pages_cost_the_same_queries_whatever_the_number_of_units(goals: ReportTown, path: str) -> None:
    goals.submit(goals.school)
    few = queries(goals, path)
    for number in range(12):
        unit = goals.unit(f"skola-{number}", f"Skola {number}", UnitKind.SCHOOL, goals.board)
        goals.person(f"Rektor {number}", "enhetschef", unit)
        town_write(goals, unit)
    assert queries(goals, path) == few


def town_write(town: ReportTown, unit: Unit) -> None:
    town.write(unit)
    town.submit(unit)


def test_what_waits_for_somebody_is_told_first(goals: ReportTown) -> None:
    head, chair = goals.actor(goals.head), goals.actor(goals.chair)
    assert str(my_reports(head).sentence) == "En rapport väntar på dig och är sen."
    goals.submit(goals.school)
    mine = my_reports(head)
    assert (str(mine.sentence), len(mine.waits)) == ("Inget väntar på dig just nu.", 1)
    read = [task for task in my_reports(chair).to_do if task.slot.place.key == "skolan"]
    assert [str(task.what) for task in read] == ["läs och klarmarkera, eller skicka tillbaka"]


def test_whoever_writes_the_report_of_the_whole_is_told_that_it_waits(goals: ReportTown) -> None:
    for who in (goals.controller, goals.leader):
        waiting = [task.slot.place.key for task in my_reports(goals.actor(who)).to_do]
        assert "kf" in waiting and "skolan" not in waiting
    assert not my_reports(goals.actor(goals.member)).to_do


def test_whoever_writes_and_may_not_hand_in_is_told_who_does(goals: ReportTown) -> None:
    (first, *_) = my_reports(goals.actor(goals.secretary)).to_do
    assert str(first.what) == "skriv; ordförande lämnar in"
    office = goals.unit("forvaltning", "Förvaltningen", UnitKind.ADMINISTRATION, goals.board)
    goals.person("Förvaltningschef", "enhetschef", office)
    assert str(my_reports(goals.actor(goals.secretary)).to_do[0].what) == "skriv; ordförande eller enhetschef lämnar in"
    page = client(goals, "secretary").get(f"{PAGE}bun/").content.decode()
    assert "Du skriver rapporten, ordförande eller enhetschef lämnar in den." in page
    assert "Du skriver rapporten" not in client(goals, "chair").get(f"{PAGE}bun/").content.decode()
    assert str(my_reports(goals.actor(goals.other_head)).to_do[0].what) == "skriv; ingen har rollen som lämnar in"


def test_the_head_of_an_administration_is_told_of_the_boards_report(goals: ReportTown) -> None:
    office = goals.unit("forvaltning", "Förvaltningen", UnitKind.ADMINISTRATION, goals.board)
    head = goals.actor(goals.person("Förvaltningschef", "enhetschef", office))
    assert {task.slot.place.key for task in my_reports(head).to_do} == {"bun"}


def test_a_report_whose_period_goes_on_comes_later(goals: ReportTown) -> None:
    coming = my_reports(goals.actor(goals.chair)).coming
    assert {task.round.occasion.report for task in coming} == {"ars"}


def test_an_occasion_is_open_until_everybody_is_done(goals: ReportTown) -> None:
    rounds = rounds_of_year(goals.operator, 2018)
    assert [each.occasion.report for each in open_rounds(rounds, clock.today())] == ["halvar"]
    for slot in rounds[0].slots.values():
        Report.objects.update_or_create(
            kind="halvar", period_end=slot.due.occasion.end, unit_id=slot.place.id, defaults={"state": "frozen"}
        )
    assert not open_rounds(rounds_of_year(goals.operator, 2018), clock.today())


@pytest.mark.parametrize("who", ["controller", "head", "chair", "member", "auditor", "leader", "secretary"])
def test_the_list_of_reports_opens_for_everybody(goals: ReportTown, who: str) -> None:
    answer = client(goals, who).get("/perstorp/rapporter/")
    assert answer.status_code == 200 and "Halvårsrapport" in answer.content.decode()


def test_all_who_are_late_are_reminded_by_one_button_that_shows_the_letter_first(goals: ReportTown) -> None:
    controller = client(goals, "controller")
    shown = controller.get(f"{PAGE}paminn-alla/").content.decode()
    assert "halvårsrapport per 2018-06-30 för Parkskolan skulle ha lämnats" in shown
    assert controller.post(f"{PAGE}paminn-alla/").status_code == 302
    assert "halvårsrapport per 2018-06-30" in client(goals, "head").get("/perstorp/meddelanden/").content.decode()
    assert client(goals, "head").get(f"{PAGE}paminn-alla/").status_code == 403


def test_who_reads_english_reminds_in_the_words_of_the_municipality(goals: ReportTown) -> None:
    controller = client(goals, "controller")
    with override("sv"):
        shown = controller.get(f"{PAGE}paminn-alla/", headers={"accept-language": "en"}).content.decode()
        controller.post(f"{PAGE}paminn-alla/", headers={"accept-language": "en"})
    assert "half-year report per" in shown
    assert {row.text["values"]["name"] for row in Notice.objects.filter(kind="report-reminder")} == {"halvårsrapport"}
