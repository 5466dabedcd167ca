"""The page of the calendar: who reads it, who changes it, and its files."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from rodatraden.conftest import Cast
from rodatraden.followup.change_models import OccasionChange
from rodatraden.followup.services import move_occasion
from rodatraden.followup.tests.cast import HALF_YEAR, ReportTown
from rodatraden.lib import clock
from rodatraden.tenancy.models import Municipality, User

PAGE = "rapporter/kalender/"
FORMS = ("flytta/", "stall-in/", "lagg-till/")
KNOWN = ("controller", "secretary", "head", "member", "auditor")
Visit = Callable[..., HttpResponse]


@pytest.fixture
def visit(town: ReportTown, client: Client) -> Visit:
    User.objects.create(username="stranger")

    def ask(account: str, path: str, posted: dict[str, Any] | None = None, language: str = "sv") -> HttpResponse:
        client.force_login(town.cast[account] if account in town.cast else User.objects.get(username=account))
        address, headers = f"/perstorp/{PAGE}{path}", {"accept-language": language}
        answer: Any = client.get(address, headers=headers) if posted is None else client.post(address, posted)
        made: HttpResponse = answer
        return made

    return ask


def body(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("path", ["", "?visa=tabell", "?ar=2019", "?rapport=halvar&enhet=bun", "fil/"])
@pytest.mark.parametrize("account", KNOWN)
def test_everybody_known_here_reads_the_calendar(visit: Visit, account: str, path: str) -> None:
    page = visit(account, path)
    assert page.status_code == 200 and "årsrapport" in body(page).casefold() or "rapport=halvar" in path


@pytest.mark.parametrize("path", ["", "fil/", *FORMS])
def test_a_stranger_learns_nothing(visit: Visit, path: str) -> None:
    assert visit("stranger", path).status_code == 404


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("account", KNOWN)
def test_who_administers_changes_the_year(visit: Visit, account: str, path: str) -> None:
    may = account == "controller"
    assert visit(account, path).status_code == (200 if may else 403)
    assert (f"kalender/{path}" in body(visit(account, ""))) == may


def test_the_key_sentence_says_what_comes_next(visit: Visit) -> None:
    assert "2018 lämnas rapporter" in body(visit("head", ""))
    with clock.held(date(2018, 7, 2)):
        page = body(visit("head", ""))
    assert "Härnäst ska halvårsrapport första halvåret 2018 lämnas av" in page


def test_a_year_without_reports_says_so(visit: Visit) -> None:
    page = body(visit("head", "?ar=2015"))
    assert "Inga rapporter ska lämnas 2015." in page and "styrmodellens rapporttyper" in page


def test_each_report_stands_in_its_month_with_its_days(visit: Visit) -> None:
    page = body(visit("head", "?ar=2018"))
    assert "Halvårsrapport första halvåret 2018" in page
    assert "Rapporten för hela kommunen lämnas till Kommunfullmäktige" in page
    assert "Parkskolan lämnar till Barn- och utbildningsnämnden" in page
    assert "antagande" in page


def test_it_can_be_narrowed_to_a_report_and_a_body(visit: Visit) -> None:
    page = body(visit("head", "?ar=2018&rapport=halvar&enhet=tn"))
    assert "Tekniska nämnden" in page and "Parkskolan lämnar" not in page
    assert "Årsrapport 2017" not in page
    assert '<option value="tn" selected>' in page


def test_what_is_changed_stands_there_with_its_reason_and_can_be_taken_back(visit: Visit, town: ReportTown) -> None:
    move_occasion(town.operator, report="halvar", period_end=HALF_YEAR, new_due=date(2018, 9, 20), reason="Valet <b>")
    page = body(visit("head", "?ar=2018"))
    assert "Ändrat i år: Valet &lt;b&gt;" in page and "aterta" not in page
    row = OccasionChange.objects.get()
    assert f"{row.pk}/aterta/" in body(visit("controller", "?ar=2018"))
    assert visit("head", f"{row.pk}/aterta/").status_code == 403
    assert visit("controller", f"{row.pk}/aterta/", {"reason": ""}).status_code == 422
    assert visit("controller", f"{row.pk}/aterta/", {"reason": "Klart"}).status_code == 302
    assert not OccasionChange.objects.current().exists()
    assert visit("controller", f"{row.pk}/aterta/").status_code == 404


def test_an_occasion_is_moved_by_its_form(visit: Visit) -> None:
    given = {"occasion": "halvar|2018-06-30|", "new_due": "2018-09-20", "reason": "Nytt system"}
    answer = visit("controller", "flytta/?ar=2018", given)
    assert answer.status_code == 302 and answer["Location"] == f"/perstorp/{PAGE}?ar=2018"
    assert "2018-09-20" in body(visit("head", "?ar=2018"))


def test_an_occasion_is_cancelled_for_one_unit_by_its_form(visit: Visit, town: ReportTown) -> None:
    given = {"occasion": "halvar|2018-06-30|", "unit": str(town.other.pk), "reason": "Lades ned"}
    assert visit("controller", "stall-in/?ar=2018", given).status_code == 302
    assert OccasionChange.objects.get().unit == town.other


def test_an_occasion_is_added_by_its_form_and_changed_where_it_was_added(visit: Visit, town: ReportTown) -> None:
    given = {"report": "halvar", "period_end": "2018-10-31", "unit": str(town.other.pk), "reason": "Underskott"}
    assert visit("controller", "lagg-till/?ar=2018", given).status_code == 302
    assert "tillagd i år" in body(visit("head", "?ar=2018"))
    moved = {"occasion": f"halvar|2018-10-31|{town.other.pk}", "new_due": "2018-12-03", "reason": "Sent"}
    assert visit("controller", "flytta/?ar=2018", moved).status_code == 302
    assert OccasionChange.objects.get(kind="moved").unit == town.other


@pytest.mark.parametrize(
    ("path", "given", "said"),
    [
        ("flytta/", {"occasion": "halvar|2018-06-30|", "reason": "x"}, "Ange en ny sista dag"),
        ("flytta/", {"occasion": "finns-inte", "new_due": "2018-09-20", "reason": "x"}, "finns-inte"),
        ("stall-in/", {"occasion": "halvar|2018-06-30|", "reason": " "}, "reason"),
        ("lagg-till/", {"report": "halvar", "period_end": "2018-06-30", "reason": "Kvar"}, "redan ett tillfälle"),
    ],
)
def test_a_refused_form_gives_back_what_was_typed(visit: Visit, path: str, given: dict[str, str], said: str) -> None:
    answer = visit("controller", f"{path}?ar=2018", given)
    assert answer.status_code == 422 and said in body(answer)
    assert given["reason"].strip() in body(answer)
    assert not OccasionChange.objects.exists()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_days_are_downloaded(visit: Visit, form: str) -> None:
    answer = visit("head", f"?ar=2018&format={form}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="rapportkalender.{form}"'


def test_a_row_of_the_file_says_who_what_and_when(visit: Visit) -> None:
    text = visit("head", "?ar=2018&format=csv&rapport=halvar").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    row = next(row for row in rows if row["Lämnas av"] == "Tekniska nämnden")
    assert (row["Rapport"], row["Period"], row["Lämnas till"]) == (
        "halvårsrapport", "första halvåret 2018", "Kommunfullmäktige",
    )  # fmt: skip
    assert date.fromisoformat(row["Senast"]) > HALF_YEAR
    assert "Modellen säger inte när kommunfullmäktige sammanträder" in row["Antaget"]
    assert [row["Lämnas av"] for row in rows if "hela kommunen" in row["Lämnas av"]] == [
        "Kommunfullmäktige (hela kommunen)"
    ]


def test_the_calendar_file_is_read_by_a_calendar(visit: Visit) -> None:
    """Lines of 75 octets at most, ended by CRLF; each day with its own id, that a moved day keeps."""
    answer = visit("head", "fil/?ar=2018")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    raw = answer.content
    assert all(len(line) <= 75 for line in raw.split(b"\r\n")) and b"\n" not in raw.replace(b"\r\n", b"")
    read: Any = Calendar.from_ical(raw)
    events = read.walk("VEVENT")
    assert str(read["VERSION"]) == "2.0" and read["PRODID"] and len(events) > 3
    assert len({str(event["UID"]) for event in events}) == len(events)
    for event in events:
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1) and event["DTSTAMP"]
    assert any("halvårsrapport första halvåret 2018" in str(event["SUMMARY"]) for event in events)


def test_a_moved_day_keeps_its_id_in_the_calendar_file(visit: Visit, town: ReportTown) -> None:
    def days() -> dict[str, date]:
        read: Any = Calendar.from_ical(visit("head", "fil/?ar=2018").content)
        events = read.walk("VEVENT")
        return {str(event["UID"]): event["DTSTART"].dt for event in events if "halvar-" in event["UID"]}

    before = days()
    move_occasion(town.operator, report="halvar", period_end=HALF_YEAR, new_due=date(2018, 9, 20), reason="x")
    after = days()
    assert set(after) == set(before) and after != before


def test_an_english_reader_meets_english(visit: Visit) -> None:
    assert visit("head", "", language="en").status_code == 200


@pytest.mark.django_db
def test_perstorps_page_costs_the_same_for_one_report_as_for_all(
    client: Client, perstorp_in_the_demo: Municipality, perstorps_cast: Cast
) -> None:
    client.force_login(next(iter(perstorps_cast.values())))

    def queries(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    address = f"/{perstorp_in_the_demo.slug}/{PAGE}"
    assert queries(f"{address}?rapport=halvar&enhet=bn") == queries(f"{address}?visa=tabell") == queries(address)
