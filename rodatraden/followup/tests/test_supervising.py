"""The executive board's supervision: it asks, advises and takes to the council, and changes nothing that is decided."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from rodatraden.followup.models import Report, Step, StepKind
from rodatraden.followup.services import supervise, treat_report
from rodatraden.followup.services.supervising import NEEDS_WORDS, SUPERVISING
from rodatraden.followup.supervision import supervision, supervision_table
from rodatraden.followup.tests.cast import ReportTown, reporting_model
from rodatraden.lib import clock
from rodatraden.organisation.models import Notice
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality

pytestmark = pytest.mark.django_db
PAGE = "/perstorp/uppsikt/halvar/2018-06-30/"


def client(town: ReportTown, who: str) -> Client:
    found = Client()
    found.force_login(getattr(town, who))
    return found


@pytest.mark.parametrize("kind", SUPERVISING)
def test_every_step_is_kept_with_its_words_and_changes_no_state(town: ReportTown, kind: StepKind) -> None:
    leader = town.actor(town.leader)
    town.submit(town.board)
    supervise(town.actor(town.chair), town.address(town.board), StepKind.PLAN_RECEIVED, "Fler bussar.")
    supervise(leader, town.address(town.board), kind, "Vad händer med bussarna?")
    report, step = Report.objects.get(), Step.objects.latest("pk")
    assert (report.state, step.kind, step.by) == ("submitted", kind, "Styrelsens ordförande")


def test_what_has_not_come_is_asked_for_and_not_judged(town: ReportTown) -> None:
    leader, address = town.actor(town.leader), town.address(town.board)
    html = client(town, "leader").get(f"{PAGE}bun/").content.decode()
    assert "Begär komplettering" in html and "Begär åtgärdsplan" in html
    assert "Bedömer rapporten" not in html and "åtgärdsplanen" not in html
    for kind in (StepKind.SUFFICIENT, StepKind.INSUFFICIENT):
        with pytest.raises(Refused, match="inte inlämnad"):
            supervise(leader, address, kind, "Ord")
    supervise(leader, address, StepKind.PLAN_ASKED)
    for kind in (StepKind.PLAN_ACCEPTED, StepKind.PLAN_REJECTED):
        with pytest.raises(Refused, match="Ingen åtgärdsplan"):
            supervise(leader, address, kind, "Ord")
    supervise(town.actor(town.chair), address, StepKind.PLAN_RECEIVED, "Fler bussar.")
    town.submit(town.board)
    html = client(town, "leader").get(f"{PAGE}bun/").content.decode()
    assert "Bedömer rapporten som tillräcklig" in html and "Godtar åtgärdsplanen" in html


def test_the_executive_board_reminds_those_whom_it_supervises(town: ReportTown) -> None:
    leader = client(town, "leader")
    assert "/perstorp/rapporter/halvar/2018-06-30/paminn-alla/" in leader.get(PAGE).content.decode()
    leader.post("/perstorp/rapporter/halvar/2018-06-30/paminn-alla/")
    told = set(Notice.objects.filter(kind="report-reminder").values_list("due", "about"))
    assert {about.rsplit(":", 1)[1] for _due, about in told} == {str(town.board.pk)}
    assert client(town, "head").get("/perstorp/rapporter/halvar/2018-06-30/paminn-alla/").status_code == 403


@pytest.mark.parametrize("kind", sorted(NEEDS_WORDS))
def test_what_says_something_needs_words(town: ReportTown, kind: str) -> None:
    who = town.chair if kind in ("completed", "plan_received") else town.leader
    with pytest.raises(Refused, match="några ord"):
        supervise(town.actor(who), town.address(town.board), StepKind(kind), " ")
    assert not Report.objects.exists()


def test_nobody_is_asked_to_answer_by_a_day_that_has_been(town: ReportTown) -> None:
    leader, asked = town.actor(town.leader), (town.address(town.board), StepKind.COMPLETION_ASKED, "Bussarna?")
    with pytest.raises(Refused, match="har redan varit") as refused:
        supervise(leader, *asked, due=date(2018, 9, 9))
    assert list(refused.value.reasons) == ["due"] and not Report.objects.exists()
    assert supervise(leader, *asked, due=date(2018, 9, 10)).due == date(2018, 9, 10)


@pytest.mark.parametrize("who", ["member", "auditor", "chair", "head", "secretary"])
def test_nobody_else_supervises(town: ReportTown, who: str) -> None:
    with pytest.raises(PermissionDenied):
        supervise(town.actor(getattr(town, who)), town.address(town.board), StepKind.ADVISED, "Hej")


def test_the_executive_board_does_not_supervise_itself_or_a_unit(town: ReportTown) -> None:
    leader = town.actor(town.leader)
    for unit in (town.executive, town.school, town.council):
        with pytest.raises(PermissionDenied):
            supervise(leader, town.address(unit), StepKind.ADVISED, "Hej")


def test_only_the_board_itself_answers(town: ReportTown) -> None:
    supervise(town.actor(town.leader), town.address(town.board), StepKind.PLAN_ASKED, "En plan, tack.")
    with pytest.raises(PermissionDenied):
        supervise(town.actor(town.leader), town.address(town.board), StepKind.PLAN_RECEIVED, "Här")
    supervise(town.actor(town.chair), town.address(town.board), StepKind.PLAN_RECEIVED, "Fler bussar.")
    (row,) = [each for each in supervision(town.operator, town.round()).rows if each.slot.place.key == "bun"]
    assert row.plan is not None and row.plan.kind == "plan_received"
    assert not row.open_questions


def test_what_a_board_decided_stays_whatever_is_asked(town: ReportTown) -> None:
    town.submit(town.board)
    treat_report(town.actor(town.secretary), town.address(town.board), "noted", town.treated_by(town.board))
    supervise(town.actor(town.chair), town.address(town.board), StepKind.PLAN_RECEIVED, "Fler bussar.")
    for kind in reversed(SUPERVISING):
        supervise(town.actor(town.leader), town.address(town.board), kind, "Ord")
    report = Report.objects.get(unit=town.board)
    assert (report.state, report.treatment) == ("treated", "noted")


def test_the_board_is_told_of_what_is_asked_and_the_executive_board_of_the_answer(town: ReportTown) -> None:
    supervise(town.actor(town.leader), town.address(town.board), StepKind.COMPLETION_ASKED, "Skriv om bussarna.")
    asked = Notice.objects.get(to_unit=town.board)
    assert asked.duty and "begär komplettering" in str(asked.said) and "Skriv om bussarna." in str(asked.said)
    supervise(town.actor(town.chair), town.address(town.board), StepKind.COMPLETED, "Bussarna går igen.")
    assert "kompletterat" in str(Notice.objects.get(to_unit=town.executive).said)
    assert not Notice.objects.open().filter(pk=asked.pk).exists()


def test_the_page_says_who_has_reported_and_what_waits(town: ReportTown) -> None:
    town.submit(town.board)
    treat_report(town.actor(town.secretary), town.address(town.board), "noted", town.treated_by(town.board))
    supervise(town.actor(town.leader), town.address(town.other), StepKind.PLAN_ASKED, "En plan, tack.")
    page = supervision(town.operator, town.round())
    assert str(page.sentence) == "1 av 2 har överlämnat sin rapport; Tekniska nämnden är sen."
    assert str(page.then) == "En fråga väntar på svar."
    table = supervision_table(page)
    assert [row["in_time"] for row in table.rows] == ["ja", "nej"]


def test_what_is_sent_in_and_not_yet_treated_is_told_apart(town: ReportTown) -> None:
    town.submit(town.board)
    one = "0 av 2 har överlämnat sin rapport, en till är inlämnad men inte behandlad än; "
    assert str(supervision(town.operator, town.round()).sentence).startswith(one)
    town.submit(town.other)
    both = "0 av 2 har överlämnat sin rapport, 2 till är inlämnade men inte behandlade än; "
    assert str(supervision(town.operator, town.round()).sentence).startswith(both)
    for unit in (town.board, town.other):
        treat_report(town.operator, town.address(unit), "noted", town.treated_by(unit))
    assert str(supervision(town.operator, town.round()).sentence).startswith("Alla 2 har överlämnat sin rapport")


def test_who_missed_the_notice_but_may_still_hand_over_is_not_called_late(town: ReportTown) -> None:
    slot = town.slot(town.board)
    assert slot.due.notice and slot.due.decided and slot.due.notice < slot.due.decided
    with clock.held(slot.due.notice + timedelta(days=1)):
        page = supervision(town.operator, town.round())
        first = "0 av 2 har överlämnat sin rapport; ingen är sen, men "
        assert str(page.sentence) == f"{first}2 är inte klara till kallelsen."
        (row,) = [each for each in page.rows if each.slot.place.key == "bun"]
        told = f"inte påbörjad, inte klar till kallelsen {slot.by}; överlämnas senast {row.expected}"
        assert (str(row.told), row.late) == (told, False)
        assert "inte klar till kallelsen" in client(town, "leader").get(f"{PAGE}bun/").content.decode()
    with clock.held(row.expected + timedelta(days=1)):
        (row,) = [each for each in supervision(town.operator, town.round()).rows if each.slot.place.key == "bun"]
        assert (str(row.told), row.late) == (f"inte påbörjad, skulle ha lämnats {row.expected}", True)
    with clock.held(slot.by):
        (row,) = [each for each in supervision(town.operator, town.round()).rows if each.slot.place.key == "bun"]
        assert str(row.told) == f"inte påbörjad, lämnas senast {row.expected}"


def asking(**said: str) -> str:
    """The town's model whose half-year report says more."""
    lines = "".join(f'{name} = "{words}"\n' for name, words in said.items())
    return reporting_model().replace('kind = "half_year"\n', f'kind = "half_year"\n{lines}', 1)


def test_who_has_given_account_in_person_is_told_where_the_model_asks_for_it(perstorp: Municipality) -> None:
    town = ReportTown(asking(in_person="Alla kommer och redogör."))
    assert "Alla kommer och redogör." in client(town, "member").get(PAGE).content.decode()
    supervise(town.actor(town.leader), town.address(town.board), StepKind.PRESENT)
    page = supervision(town.operator, town.round())
    assert str(page.present_told) == "1 av 2 har redogjort på plats; kvar: Tekniska nämnden."
    assert [bool(row["present"]) for row in supervision_table(page).rows] == [True, False]
    supervise(town.actor(town.leader), town.address(town.other), StepKind.PRESENT)
    assert str(supervision(town.operator, town.round()).present_told) == "Alla 2 har redogjort på plats."
    assert "Har fått redogörelse på plats" in client(town, "leader").get(f"{PAGE}bun/").content.decode()


def test_where_the_model_does_not_ask_for_it_nothing_is_said_of_it(town: ReportTown) -> None:
    page = supervision(town.operator, town.round())
    assert not page.present_told and "present" not in {column.key for column in supervision_table(page).columns}
    assert "på plats" not in client(town, "leader").get(f"{PAGE}bun/").content.decode()


def test_a_common_day_is_told_on_the_page_and_in_the_calendar(perstorp: Municipality) -> None:
    town = ReportTown(asking(common_day="Alla möts i oktober."))
    for path in (PAGE, "/perstorp/rapporter/kalender/?ar=2018"):
        assert "Alla möts i oktober." in client(town, "member").get(path).content.decode()


@pytest.mark.parametrize("who", ["controller", "secretary", "head", "member", "auditor", "leader", "chair"])
def test_everybody_signed_in_reads_the_supervision(town: ReportTown, who: str) -> None:
    supervise(town.actor(town.leader), town.address(town.board), StepKind.ESCALATED, "<b>Till fullmäktige</b>")
    answer = client(town, who).get(PAGE)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "lyfte till fullmäktige" in html and "&lt;b&gt;Till fullmäktige&lt;/b&gt;" in html


@pytest.mark.parametrize(
    ("who", "status"), [("leader", 200), ("chair", 200), ("member", 403), ("auditor", 403), ("head", 403)]
)
def test_the_form_is_for_those_who_supervise_or_answer(town: ReportTown, who: str, status: int) -> None:
    assert client(town, who).get(f"{PAGE}bun/").status_code == status


def test_a_step_is_taken_from_the_page_and_a_faulty_one_gives_back_what_was_typed(town: ReportTown) -> None:
    leader = client(town, "leader")
    faulty = leader.post(f"{PAGE}bun/", {"kind": "advised", "comment": ""})
    assert faulty.status_code == 422 and "några ord" in faulty.content.decode()
    answer = leader.post(f"{PAGE}bun/", {"kind": "plan_asked", "comment": "En plan", "due": "2018-10-01"})
    assert answer.status_code == 302
    step = Step.objects.get()
    assert (step.kind, step.due.isoformat() if step.due else None) == ("plan_asked", "2018-10-01")


def test_the_latest_occasion_is_found_by_itself(town: ReportTown) -> None:
    answer = client(town, "leader").get("/perstorp/uppsikt/")
    assert answer.status_code == 302 and answer["Location"] == PAGE


def test_other_occasions_are_those_that_are_over_and_say_how_they_stand(town: ReportTown) -> None:
    shown = client(town, "leader").get(PAGE).content.decode()
    assert "/uppsikt/ars/2018-12-31/" not in shown and 'id="andra"' not in shown
    with clock.held(date(2019, 1, 10)):
        beside = client(town, "leader").get(PAGE).content.decode().partition('id="andra"')[2]
    assert "/uppsikt/ars/2018-12-31/" in beside and "har lämnat in" in beside


def test_dates_are_not_broken_at_a_hyphen(town: ReportTown) -> None:
    supervise(town.actor(town.leader), town.address(town.board), StepKind.PLAN_ASKED, due=date(2018, 10, 1))
    shown = client(town, "leader").get(PAGE).content.decode()
    table = shown.partition("<tbody")[2].partition("</tbody>")[0]
    assert "2018-10-01" in table and not re.search(r"(?<!nowrap\">)(?<![/\d])\d{4}-\d\d-\d\d(?!/)", table)
