"""How much is new stands in the head of every page, and what waits stands first among one's own."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rodatraden.lib import clock
from rodatraden.organisation.models import Notice
from rodatraden.organisation.services import To, mark_read, merge_units
from rodatraden.organisation.tests.cast import Town
from rodatraden.organisation.tests.post import told
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.kept import made_once

WHERE = "/perstorp/organisation/"


@pytest.fixture
def town(perstorp: Municipality) -> Town:
    return made_once(Town)


def head_of(client: Client, town: Town, account: str, path: str = WHERE) -> str:
    client.force_login(town.cast[account])
    page = client.get(path).content.decode()
    found = re.search(r'<a class="notices"[^>]*>(.*?)</a>', page)
    return re.sub(r"<[^>]+>", "", found[1]) if found else ""


def test_each_is_told_how_much_is_new(client: Client, town: Town) -> None:
    told("a", town.area)
    told("b", town.area)
    told("c", to=To(person=town.people["ledamot"].pk))
    said = {account: head_of(client, town, account) for account in ("chef", "ledamot", "revisor")}
    assert said == {"chef": "2 nya meddelanden", "ledamot": "1 nytt meddelande", "revisor": "Inga nya meddelanden"}


def test_a_number_is_seen_only_where_something_is_new(client: Client, town: Town) -> None:
    told("a", town.area)
    seen = {}
    for account in ("chef", "revisor"):
        client.force_login(town.cast[account])
        link = client.get(WHERE).content.decode().partition('<a class="notices"')[2].partition("</a>")[0]
        seen[account] = re.sub(r"<[^>]+>", "", re.sub(r'<span class="aloud">.*?</span>', "", link).partition(">")[2])
    assert seen == {"chef": "1", "revisor": ""}


def test_what_is_read_or_done_is_not_new(client: Client, town: Town) -> None:
    mark_read(town.actor("chef"), [told("a", town.area)])
    Notice.objects.filter(pk=told("b", town.area).pk).update(done_at=clock.now())
    assert head_of(client, town, "chef") == "Inga nya meddelanden"


def test_the_head_says_where_one_is(client: Client, town: Town) -> None:
    client.force_login(town.cast["chef"])
    page = client.get("/perstorp/meddelanden/").content.decode()
    assert re.search('class="notices" href="/perstorp/meddelanden/"[^>]* aria-current="page"', page)
    assert page.count('aria-current="page"') == 2, "in the head and on the red line, nowhere in the menu"


def test_the_count_costs_no_query(client: Client, town: Town) -> None:
    """It comes with the roles of whoever asks, which every page asks for."""
    client.force_login(town.cast["chef"])
    asked = []
    for number in (0, 20):
        for each in range(number):
            told(str(each), town.area)
        client.get(WHERE)
        with CaptureQueriesContext(connection) as queries:
            client.get(WHERE)
        asked.append([query["sql"] for query in queries if "organisation_notice" in query["sql"]])
    assert [len(each) for each in asked] == [1, 1] and "organisation_role" in asked[0][0]


def test_what_an_ended_unit_was_told_is_counted_where_its_work_went_on(client: Client, town: Town) -> None:
    told("a", town.home_care)
    merge_units(town.actor("controller"), [town.home_care], town.area, date(2018, 9, 9))
    assert head_of(client, town, "chef") == "1 nytt meddelande"


def test_a_page_without_anybody_has_no_count(client: Client, town: Town) -> None:
    assert 'class="notices"' not in client.get("/logga-in/").content.decode()
    client.force_login(town.cast["stranger"])
    assert 'class="notices"' not in client.get(WHERE).content.decode()


def test_what_waits_stands_first_on_ones_own_page(client: Client, town: Town) -> None:
    client.force_login(town.cast["chef"])
    assert "<h2>Mitt</h2>" not in client.get("/perstorp/").content.decode()
    told("a", town.area)
    page = client.get("/perstorp/").content.decode()
    assert "Delårsrapporten ska lämnas" in page.split("<h2>Mitt</h2>", 1)[1]
