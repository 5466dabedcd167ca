"""The page of the year: the answer, the wheel, the list, the filters, the files, and who sees what."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from pytest_django.plugin import DjangoDbBlocker

from rodatraden.conftest import for_a_module, looked_at
from rodatraden.demo import build
from rodatraden.demo.tests.cast import cast_of
from rodatraden.organisation.access import Actor, actor_of
from rodatraden.organisation.models import Unit
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.wheel.models import OwnEntry
from rodatraden.wheel.page import Asked, WheelPage, wheel_page
from rodatraden.wheel.sources import year_entries
from rodatraden.wheel.tests.made import TODAY, YEAR

pytestmark = pytest.mark.django_db
SLUG = "exempelkommunen"


@pytest.fixture(scope="module")
def kommun(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Municipality]:
    """The demo's municipality whose document says most of a year, once for all that only read."""
    with for_a_module(django_db_blocker):
        municipality = looked_at(build.build(SLUG, lambda _: None))
        with scope(municipality):
            yield municipality


def client_of(who: str = "samordnare") -> Client:
    client = Client()
    client.force_login(cast_of(SLUG)[who])
    return client


def page(query: str = "", who: str = "samordnare") -> str:
    answer = client_of(who).get(f"/{SLUG}/arshjul/{query}")
    assert answer.status_code == 200, query
    return answer.content.decode()


def reader(who: str = "samordnare") -> Actor:
    found = actor_of(cast_of(SLUG)[who])
    assert found is not None
    return found


def shown(asked: Asked | None = None, year: int = YEAR, who: str = "samordnare") -> WheelPage:
    return wheel_page(reader(who), year, TODAY, asked or Asked())


def keys(chosen: WheelPage) -> set[str]:
    return {each.ident for each in chosen.entries}


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# What it says ----------------------------------------------------------------------------------------------------


def test_it_answers_in_words_first(kommun: Municipality) -> None:
    heading = re.search(r"<h1>(.*?)</h1>", page())
    assert heading is not None and text_of(heading.group(1)).startswith("I september: ")
    assert "Nästa för dig: " in page() and re.search(r"Av årets \d+ tidpunkter återstår \d+\.", page())


def test_the_documents_events_stand_in_their_months(kommun: Municipality) -> None:
    """As the model has them, also where a day that is worked out was laid in."""
    found = shown()
    assert found.model is not None
    for event in found.model.event:
        if not event.election_year and not event.year_after_election:
            months = {line.first.month for line in found.lines if line.entry.what == event.what}
            assert event.month in months, event.what


def test_what_no_document_says_is_marked_as_assumed_or_named_by_its_source(kommun: Municipality) -> None:
    for each in year_entries(reader(), YEAR):
        assert each.source or each.assumed, each.what


def test_no_ident_is_there_twice(kommun: Municipality) -> None:
    for year in (YEAR - 1, YEAR, YEAR + 1):
        idents = [each.ident for each in year_entries(reader(), year)]
        assert len(idents) == len(set(idents))


def test_each_mark_of_the_wheel_leads_to_a_line_or_month_of_the_list(kommun: Municipality) -> None:
    html = page()
    wheel = html[html.index('class="chart wheel"') : html.index("chart wheel-small")]
    aims = set(re.findall(r'href="#([hm]\d+)"', wheel))
    assert len(aims) > 30
    assert aims <= set(re.findall(r'id="([hm]\d+)"', html))


def test_the_numbers_of_wheel_and_list_are_the_same(kommun: Municipality) -> None:
    html = page()
    names = dict(re.findall(r'<a href="#h(\d+)" aria-label="\1 ([^"]+)"', html))
    for number, line in ((line.number, line) for line in shown().lines if line.number):
        if str(number) in names:
            assert names[str(number)].startswith(line.entry.what.replace('"', "&quot;")[:30]), number


def test_what_contradicts_is_told(kommun: Municipality) -> None:
    html = page()
    assert "Det som inte går ihop" in html and "Styrdokumentets egna motsägelser" in html


def test_a_year_without_anything_says_what_belongs_there(kommun: Municipality) -> None:
    html = page("?enhet=biblioteket&slag=deadline")
    assert "Inget står i årshjulet för 2018 med det här urvalet." in text_of(html)
    assert "Lägg in en egen tidpunkt" in html


@pytest.mark.parametrize("query", ["?ar=2017", "?ar=2019", "?ar=fel", "?ar=99999", "?visa=x&ordning=y&slag=z&organ=å"])
def test_any_address_shows_a_year(kommun: Municipality, query: str) -> None:
    assert "Årshjul" in page(query)


def test_reports_that_are_handed_in_are_done(kommun: Municipality) -> None:
    done = {each.done for each in year_entries(reader(), YEAR) if each.ident.startswith("due-")}
    assert done == {True, False}


def test_what_is_made_up_is_marked(kommun: Municipality) -> None:
    assert 'class="example"' in page("?slag=meeting")


# Narrowed --------------------------------------------------------------------------------------------------------


def test_a_kind_is_that_kind_alone(kommun: Municipality) -> None:
    for kind in ("meeting", "report", "deadline", "plan", "review"):
        assert {each.kind for each in shown(Asked(kind=kind)).entries} == {kind}


def test_a_body_is_that_body_alone(kommun: Municipality) -> None:
    council = shown(Asked(body="kf"))
    assert {line.entry.ring for line in council.lines if line.entry.actor} == {"council"}
    assert "Ansvarsfriheten prövas" in {each.what for each in council.entries}


def test_a_companys_year_holds_what_companies_do_and_nothing_of_boards(kommun: Municipality) -> None:
    """Y3, by the company's own name."""
    company = shown(Asked(unit="energibolaget"))
    whats = {each.what for each in company.entries}
    assert any(what.startswith("Bolagens årsredovisning") for what in whats)
    assert any("affärsplan" in what.casefold() for what in whats)
    assert not any(each.ring == "boards" for each in company.entries)
    assert {date(2018, 3, 1), date(2018, 8, 31), date(2018, 10, 31)} <= {
        each.first for each in company.entries if each.exact
    }


def test_my_year_is_what_concerns_my_units_and_roles(kommun: Municipality) -> None:
    for who in cast_of(SLUG):
        mine, actor = shown(Asked(mine=True), who=who), reader(who)
        units = {role.unit.id for role in actor.roles}
        assert keys(mine) < keys(shown(who=who))
        assert all(each.units & units or each.roles for each in mine.entries)


def test_what_is_next_in_my_year_is_what_the_sentence_says(kommun: Municipality) -> None:
    mine = shown(Asked(mine=True), who="ledamot")
    assert str(mine.coming[0].entry.when) in str(mine.then)
    assert "Sammanträde" in {line.entry.what for line in mine.coming}


def test_a_year_can_be_seen_actor_by_actor(kommun: Municipality) -> None:
    html = page("?ordning=organ")
    names = [text_of(name) for name in re.findall(r'<h3 id="v\d+">(.*?)</h3>', html)]
    assert names[0].casefold() == "kommunfullmäktige" and len(names) == len(shown().actors)


def test_filters_are_kept_from_view_to_view(kommun: Municipality) -> None:
    html = page("?slag=plan&visa=mitt&ar=2019")
    assert "ordning=organ" in html and re.search(r'href="\?[^"]*slag=plan[^"]*"', html)


# Files -----------------------------------------------------------------------------------------------------------


def fetched(query: str) -> Any:
    answer = client_of().get(f"/{SLUG}/arshjul/{query}")
    assert answer.status_code == 200
    return answer


def test_the_list_is_a_csv_and_an_excel_with_the_same_rows(kommun: Municipality) -> None:
    lines = shown().lines
    rows = list(csv.reader(io.StringIO(fetched("?format=csv").content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:4] == ["Dag", "Till och med", "När", "Vad"] and len(rows) == len(lines) + 1
    sheet = openpyxl.load_workbook(io.BytesIO(fetched("?format=xlsx").content)).active
    assert sheet is not None and sheet.max_row == len(lines) + 1


def test_the_file_holds_what_the_page_is_narrowed_to(kommun: Municipality) -> None:
    rows = list(csv.reader(io.StringIO(fetched("?format=csv&slag=plan").content.decode("utf-8-sig")), delimiter=";"))
    assert {row[4] for row in rows[1:]} == {"plan"}


def test_the_calendar_file_is_read_back(kommun: Municipality) -> None:
    found: Any = Calendar.from_ical(fetched("?format=ics").content)
    events = found.walk("VEVENT")
    assert len(events) == len(shown().lines)
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert str(found["X-WR-CALNAME"]) == "Årshjul 2018, Exempelkommunen"


# Who, and at what cost -------------------------------------------------------------------------------------------


def test_everybody_signed_in_reads_it(kommun: Municipality) -> None:
    for who in cast_of(SLUG):
        assert "Årshjul" in page(who=who)


def test_only_who_may_is_shown_the_ways_to_write_and_adopt(kommun: Municipality) -> None:
    assert "arshjul/utkast/" in page() and "arshjul/nytt/" in page()
    revisor = page(who="revisor")
    assert "arshjul/utkast/" not in revisor and "arshjul/nytt/" not in revisor


def test_the_menu_and_the_page_of_the_model_lead_here(kommun: Municipality) -> None:
    html = client_of().get(f"/{SLUG}/styrmodell/").content.decode()
    assert html.count(f'href="/{SLUG}/arshjul/"') >= 1
    plans = client_of().get(f"/{SLUG}/planer/").content.decode()
    assert f'href="/{SLUG}/arshjul/"' in plans


def test_the_number_of_queries_is_the_same_whatever_there_is(kommun: Municipality) -> None:
    client = client_of()

    def asked() -> int:
        client.get(f"/{SLUG}/arshjul/")
        with CaptureQueriesContext(connection) as caught:
            client.get(f"/{SLUG}/arshjul/")
        return len([query for query in caught if "set_config" not in query["sql"]])

    few = asked()
    unit = Unit.objects.get(key="sn")
    OwnEntry.objects.bulk_create(
        OwnEntry(
            municipality=kommun, unit=unit, what=f"Sak {n}", first=date(YEAR, 1 + n % 12, 1 + n % 28),
            written_at="2018-01-01T00:00:00Z", kind="own",
        )
        for n in range(300)
    )  # fmt: skip
    assert asked() == few <= 18
    OwnEntry.objects.filter(what__startswith="Sak ").delete()
