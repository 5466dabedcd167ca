"""Next year's wheel: drafted from this year's, adopted once, and nothing lost."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from rodatraden.audit.log import entries
from rodatraden.organisation.log_words import lines_told
from rodatraden.organisation.services import end_unit
from rodatraden.organisation.tests import cast
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy.models import Municipality
from rodatraden.wheel.models import OwnEntry
from rodatraden.wheel.services import add_entry, adopt_year, draft_of
from rodatraden.wheel.services.adopting import Carried
from rodatraden.wheel.sources import year_entries

pytestmark = pytest.mark.django_db
BOARDS = """
meets = { week = "third", weekday = "tuesday", except_months = [7], source = "Arbetsordningen" }
"""


def written(town: Town, what: str, day: str, **more: Any) -> OwnEntry:
    told = {"unit": town.board, "kind": "meeting", "first": date.fromisoformat(day), **more}
    return add_entry(town.actor("controller"), what=what, **told)


def draft(town: Town, who: str = "controller") -> list[Carried]:
    return draft_of(town.actor(who), 2019)


def told(carried: list[Carried]) -> list[tuple[str, date, bool]]:
    return [(one.row.what, one.row.first, one.moved) for one in carried]


def test_own_entries_follow_along_off_weekends_and_holidays(town: Town) -> None:
    written(town, "Budgetdag", "2018-05-17")
    written(town, "Studiedag", "2018-06-06", kind="own")
    written(town, "Enkät", "2018-03-10", whole_month=True)
    assert told(draft(town)) == [
        ("Enkät", date(2019, 3, 1), False),
        ("Budgetdag", date(2019, 5, 17), False),
        ("Studiedag", date(2019, 6, 5), True),
    ]


def test_what_comes_each_year_comes_by_itself_and_other_years_stay(town: Town) -> None:
    written(town, "Varje år", "2018-05-17", yearly=True)
    written(town, "I fjol", "2017-05-17")
    written(town, "Nästa år", "2019-05-17")
    assert draft(town) == []


def test_adopting_stores_them_with_all_that_they_say(town: Town) -> None:
    row = written(town, "Kurs", "2018-10-01", last=date(2018, 10, 3), link="https://exempel.se/", kind="own")
    assert adopt_year(town.actor("controller"), 2019) == 1
    made = OwnEntry.objects.get(first__year=2019)
    assert (made.what, made.kind, made.link, made.unit) == ("Kurs", "own", "https://exempel.se/", town.board)
    assert (made.first, made.last) == (date(2019, 10, 1), date(2019, 10, 3))
    assert made.origin == f"own-{row.pk}-2019" and made.written_by == town.actor("controller").by.name
    entry = entries()[0]
    assert (entry.verb, entry.after["unit"] if entry.after else "") == ("antog i årshjulet", "Socialnämnden")
    assert "slag: övrigt" in lines_told({}, entry.after or {})


def test_twice_is_as_once_and_this_years_are_untouched(town: Town) -> None:
    written(town, "Budgetdag", "2018-05-17")
    before = list(OwnEntry.objects.values())
    assert [adopt_year(town.actor("controller"), 2019) for _ in range(3)] == [1, 0, 0]
    assert list(OwnEntry.objects.filter(first__year=2018).values()) == before
    assert OwnEntry.objects.count() == 2


def test_what_is_written_later_is_adopted_then(town: Town) -> None:
    written(town, "Budgetdag", "2018-05-17")
    adopt_year(town.actor("controller"), 2019)
    written(town, "Studiedag", "2018-09-20")
    assert [one.adopted for one in draft(town)] == [True, False]
    assert adopt_year(town.actor("controller"), 2019) == 1


def test_what_somebody_moved_since_is_not_moved_back(town: Town) -> None:
    written(town, "Budgetdag", "2018-05-17")
    adopt_year(town.actor("controller"), 2019)
    OwnEntry.objects.filter(first__year=2019).update(first=date(2019, 5, 22))
    adopt_year(town.actor("controller"), 2019)
    assert OwnEntry.objects.get(first__year=2019).first == date(2019, 5, 22)


def test_an_adopted_year_is_the_ground_of_the_next(town: Town) -> None:
    written(town, "Budgetdag", "2018-05-17")
    adopt_year(town.actor("controller"), 2019)
    assert adopt_year(town.actor("controller"), 2020) == 1
    assert OwnEntry.objects.get(first__year=2020).first == date(2020, 5, 15), "17 May 2020 is a Sunday"


@pytest.mark.parametrize("who", ["sekreterare", "chef", "ledamot", "revisor"])
def test_only_who_administers_adopts(town: Town, who: str) -> None:
    written(town, "Budgetdag", "2018-05-17")
    with pytest.raises(PermissionDenied):
        adopt_year(town.actor(who), 2019)
    assert OwnEntry.objects.count() == 1


def test_a_unit_that_has_ended_leaves_its_entries_to_the_one_that_answers_for_it(town: Town) -> None:
    written(town, "Budgetdag", "2018-05-17", unit=town.home_care)
    end_unit(town.actor("controller"), town.home_care, on=date(2018, 8, 31))
    assert [one.row.unit_id for one in draft(town)] == [town.area.pk]


# Meetings --------------------------------------------------------------------------------------------------------


@pytest.fixture
def meeting(perstorp: Municipality, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The same town, whose boards meet each month but July."""
    with_days = cast.MODEL.replace('kind = "board"\n', f'kind = "board"{BOARDS}', 1)
    monkeypatch.setattr(cast, "MODEL", with_days)
    return Town()


def board_days(town: Town, year: int = 2019) -> list[date]:
    found = [each for each in year_entries(town.actor("ledamot"), year) if each.what == "Sammanträde"]
    return sorted({each.first for each in found if town.board.pk in each.units})


def test_the_bodies_get_their_days_by_the_model(meeting: Town) -> None:
    days = board_days(meeting)
    assert len(days) == 11 and date(2019, 7, 16) not in days
    assert adopt_year(meeting.actor("controller"), 2019) == 22, "eleven of each board"
    assert board_days(meeting) == days, "the same days, now each board's own"


def test_a_meeting_that_is_moved_is_where_it_was_moved_and_nowhere_else(meeting: Town) -> None:
    adopt_year(meeting.actor("controller"), 2019)
    row = OwnEntry.objects.get(unit=meeting.board, first__month=3)
    OwnEntry.objects.filter(pk=row.pk).update(first=date(2019, 3, 28))
    days = [day for day in board_days(meeting) if day.month == 3]
    assert days == [date(2019, 3, 28)]
    others = {each.first for each in year_entries(meeting.actor("ledamot"), 2019) if meeting.other.pk in each.units}
    assert row.first in others, "the other board meets as before"


def test_adopted_meetings_are_not_copied_as_own_entries(meeting: Town) -> None:
    adopt_year(meeting.actor("controller"), 2019)
    assert {one.row.origin.partition("-")[0] for one in draft_of(meeting.actor("controller"), 2020)} == {"meeting"}


# The page --------------------------------------------------------------------------------------------------------


def client_of(town: Town, who: str) -> Client:
    client = Client()
    client.force_login(town.cast[who])
    return client


def test_the_page_shows_what_follows_and_what_does_not_fit(town: Town) -> None:
    written(town, "Budgetdag", "2018-05-17")
    written(town, "Studiedag", "2018-06-06", kind="own")
    answer = client_of(town, "controller").get("/perstorp/arshjul/utkast/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Till 2019 följer 2 egna tidpunkter och 0 sammanträden med." in page
    assert "flyttad från en helg" in page and "Socialnämnden" in page and "Anta årshjulet för 2019" in page


def test_one_button_adopts_and_leads_to_the_year(town: Town) -> None:
    written(town, "Budgetdag", "2018-05-17")
    client = client_of(town, "controller")
    answer = client.post("/perstorp/arshjul/utkast/")
    assert (answer.status_code, answer["Location"]) == (302, "/perstorp/arshjul/?ar=2019")
    assert "En tidpunkt är antagen." in client.get(answer["Location"]).content.decode()
    assert "Årshjulet för 2019 är antaget." in client.get("/perstorp/arshjul/utkast/").content.decode()
    again = client.post("/perstorp/arshjul/utkast/")
    assert "Allt var redan antaget." in client.get(again["Location"]).content.decode()


def test_two_last_days_that_meet_next_year_are_told_before(town: Town) -> None:
    written(town, "Budget", "2018-10-05", kind="deadline")
    written(town, "Plan", "2018-10-05", kind="deadline")
    page = client_of(town, "controller").get("/perstorp/arshjul/utkast/").content.decode()
    assert "flera sista dagar 2019-10-04" in page


@pytest.mark.parametrize("who", ["sekreterare", "chef", "ledamot", "revisor"])
def test_the_page_is_for_who_administers(town: Town, who: str) -> None:
    assert client_of(town, who).get("/perstorp/arshjul/utkast/").status_code == 403
    assert client_of(town, who).post("/perstorp/arshjul/utkast/").status_code == 403
