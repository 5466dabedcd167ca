"""The calendar feed: a secret address that shows what its holder may see, for as long as it holds."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from rodatraden.audit.log import entries
from rodatraden.lib import clock
from rodatraden.organisation.models import Role
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy.models import Municipality
from rodatraden.wheel.models import Feed
from rodatraden.wheel.services import add_entry, close_feed, open_feed, reader_of
from rodatraden.wheel.services.feeds import links_of

pytestmark = pytest.mark.django_db
ALL, MINE = "hela-aret", "mitt-ar"


@pytest.fixture
def filled(town: Town) -> Town:
    """A meeting of the social board and one of the building board."""
    for unit, what in ((town.board, "Socialnämndens dag; om äldre, ”å” och ä"), (town.other, "Byggdag")):
        add_entry(town.actor("controller"), unit=unit, what=what, kind="meeting", first=date(2018, 10, 4))
    return town


def opened(town: Town, who: str = "sekreterare") -> str:
    return open_feed(town.actor(who))[1]


def read(token: str, which: str = ALL, slug: str = "perstorp") -> Any:
    return Client().get(f"/kalender/{slug}/{token}/{which}.ics")


def events_of(answer: Any) -> Mapping[str, Any]:
    """The events by their summary, as another program reads them."""
    found: Any = Calendar.from_ical(answer.content)
    return {str(event["SUMMARY"]): event for event in found.walk("VEVENT")}


# What it holds ---------------------------------------------------------------------------------------------------


def test_it_is_read_without_signing_in(filled: Town) -> None:
    answer = read(opened(filled))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    event = events_of(answer)["Byggdag (Byggnadsnämnden)"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2018, 10, 4), date(2018, 10, 5))
    assert event["DTSTAMP"].dt.tzinfo is not None and str(event["UID"]).endswith("@perstorp.rodatraden")


def test_its_words_come_back_and_its_lines_are_folded(filled: Town) -> None:
    answer = read(opened(filled))
    assert "Socialnämndens dag; om äldre, ”å” och ä (Socialnämnden)" in events_of(answer)
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    assert b"\n" not in answer.content.replace(b"\r\n", b"")


def test_my_year_holds_what_concerns_me_alone(filled: Town) -> None:
    token = opened(filled)
    assert len(events_of(read(token))) == 2
    assert [what for what in events_of(read(token, MINE)) if "Byggdag" in what] == []
    assert len(events_of(read(token, MINE))) == 1


def test_the_ids_are_the_same_each_time(filled: Town) -> None:
    token = opened(filled)
    first, second = ({str(event["UID"]) for event in events_of(read(token)).values()} for _ in range(2))
    assert first == second and len(first) == 2


def test_what_has_no_day_says_so_in_its_month(filled: Town) -> None:
    add_entry(
        filled.actor("controller"), unit=filled.board, what="Enkät", kind="review", first=date(2018, 11, 9),
        whole_month=True,
    )  # fmt: skip
    event = events_of(read(opened(filled)))["november: Enkät (Socialnämnden)"]
    assert event["DTSTART"].dt == date(2018, 11, 1) and "Någon gång: november" in str(event["DESCRIPTION"])


def test_it_holds_this_year_and_the_next(filled: Town) -> None:
    for year in (2017, 2019, 2020):
        add_entry(
            filled.actor("controller"), unit=filled.board, what=f"Dag {year}", kind="meeting", first=date(year, 5, 7)
        )
    days = {event["DTSTART"].dt.year for event in events_of(read(opened(filled))).values()}
    assert days == {2018, 2019}


# Whose it is -----------------------------------------------------------------------------------------------------


def test_what_goes_on_over_new_year_is_one_event(filled: Town) -> None:
    days = {"first": date(2018, 12, 10), "last": date(2019, 1, 15)}
    add_entry(filled.actor("controller"), unit=filled.board, what="Julinsamling", kind="own", **days)
    found: Any = Calendar.from_ical(read(opened(filled)).content)
    uids = [str(event["UID"]) for event in found.walk("VEVENT")]
    assert len(uids) == len(set(uids))
    (event,) = (event for name, event in events_of(read(opened(filled))).items() if "Julinsamling" in name)
    assert event["DTSTART"].dt == days["first"]


@pytest.mark.parametrize("token", ["gissning", "", "%00", "x" * 500])
def test_an_address_that_nobody_was_given_leads_nowhere(filled: Town, token: str) -> None:
    opened(filled)
    assert read(token).status_code in {400, 404}


def test_one_of_another_municipality_leads_nowhere(filled: Town, hallsberg: Municipality) -> None:
    assert read(opened(filled), slug="hallsberg").status_code == 404
    assert read(opened(filled), slug="finns-inte").status_code == 404


def test_an_unknown_calendar_leads_nowhere(filled: Town) -> None:
    assert read(opened(filled), "allas-ar").status_code == 404


def test_a_revoked_address_leads_nowhere(filled: Town) -> None:
    token = opened(filled)
    assert close_feed(filled.actor("sekreterare"), filled.people["sekreterare"])
    assert read(token).status_code == 404
    assert not close_feed(filled.actor("sekreterare"), filled.people["sekreterare"]), "there is none to revoke"


def test_a_new_address_makes_the_old_one_lead_nowhere(filled: Town) -> None:
    old, new = opened(filled), opened(filled)
    assert old != new
    assert (read(old).status_code, read(new).status_code) == (404, 200)
    assert Feed.objects.open().count() == 1


def test_who_has_no_role_left_reads_nothing(filled: Town) -> None:
    token = opened(filled)
    Role.objects.filter(person=filled.people["sekreterare"]).update(valid_to=date(2018, 9, 9))
    assert read(token).status_code == 404


def test_a_closed_account_reads_nothing(filled: Town) -> None:
    token = opened(filled)
    user = filled.cast["sekreterare"]
    user.is_active = False
    user.save(update_fields=["is_active"])
    assert read(token).status_code == 404


def test_only_its_sum_is_kept(filled: Town) -> None:
    token = opened(filled)
    row = Feed.objects.get()
    assert row.token_sha256 == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str([entry.__dict__ for entry in entries()])


def test_it_is_told_to_no_search_engine_and_kept_by_nobody(filled: Town) -> None:
    answer = read(opened(filled))
    assert answer["X-Robots-Tag"] == "noindex" and "no-store" in answer["Cache-Control"]


def test_it_takes_no_post(filled: Town) -> None:
    assert Client().post(f"/kalender/perstorp/{opened(filled)}/{ALL}.ics").status_code == 405


# The log ---------------------------------------------------------------------------------------------------------


def verbs() -> list[str]:
    return [entry.verb for entry in entries() if entry.kind == "feed"]


def test_opening_reading_and_closing_are_logged_reading_once_a_day(filled: Town) -> None:
    token = opened(filled)
    for _ in range(3):
        read(token)
    with clock.held(date(2018, 9, 11)):
        read(token)
    close_feed(filled.actor("controller"), filled.people["sekreterare"])
    assert sorted(verbs()) == [
        "läste årshjulet med kalenderadress",
        "läste årshjulet med kalenderadress",
        "skapade kalenderadress",
        "återkallade kalenderadress",
    ]


def test_what_leads_nowhere_is_no_reading(filled: Town) -> None:
    opened(filled)
    assert reader_of("gissning") is None
    assert verbs() == ["skapade kalenderadress"]


# The page of its holder ------------------------------------------------------------------------------------------


def client_of(town: Town, who: str) -> Client:
    client = Client()
    client.force_login(town.cast[who])
    return client


def test_its_holder_makes_it_and_is_shown_it_once(town: Town) -> None:
    client, pk = client_of(town, "ledamot"), town.people["ledamot"].pk
    page = client.get(f"/perstorp/organisation/personer/{pk}/").content.decode()
    assert "Skapa en adress" in page
    made = client.post(f"/perstorp/organisation/personer/{pk}/kalender/").content.decode()
    assert f"/{MINE}.ics" in made and f"/{ALL}.ics" in made
    assert "no-store" in client.get(f"/perstorp/organisation/personer/{pk}/kalender/")["Cache-Control"]
    again = client.get(f"/perstorp/organisation/personer/{pk}/").content.decode()
    assert ".ics" not in again and "Byt adress" in again and "Återkalla adressen" in again


def test_looking_at_the_page_makes_none(town: Town) -> None:
    client_of(town, "ledamot").get(f"/perstorp/organisation/personer/{town.people['ledamot'].pk}/kalender/")
    assert not Feed.objects.exists()


@pytest.mark.parametrize("who", ["controller", "chef"])
def test_nobody_makes_it_for_another(town: Town, who: str) -> None:
    pk = town.people["ledamot"].pk
    answer = client_of(town, who).post(f"/perstorp/organisation/personer/{pk}/kalender/")
    assert answer.status_code == 403 and not Feed.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("ledamot", 302), ("controller", 302), ("chef", 403), ("stranger", 404)])
def test_its_holder_and_who_administers_revoke_it(town: Town, who: str, status: int) -> None:
    opened(town, "ledamot")
    pk = town.people["ledamot"].pk
    assert client_of(town, who).post(f"/perstorp/organisation/personer/{pk}/kalender/aterkalla/").status_code == status
    assert Feed.objects.open().exists() is (status != 302)


def test_others_are_not_told_that_there_is_one(town: Town) -> None:
    opened(town, "ledamot")
    page = client_of(town, "chef").get(f"/perstorp/organisation/personer/{town.people['ledamot'].pk}/")
    assert "kalenderadress" not in page.content.decode()


def test_the_links_are_whole_addresses(town: Town) -> None:
    assert all(link.startswith("http://localhost:8000/kalender/perstorp/hemligt/") for link in links_of("hemligt"))
