"""An item ends by a decision, as it began; what was decided stays readable."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from rodatraden.audit.log import entries
from rodatraden.organisation.models import UnitKind
from rodatraden.tenancy.edits import Refused
from rodatraden.thread.models import ItemVersion
from rodatraden.thread.services import change_draft, decide_version, draft_version, end_item
from rodatraden.thread.tests.cast import Town

pytestmark = pytest.mark.django_db
LAST = date(2018, 12, 31)


def test_it_holds_until_its_last_day_and_its_words_stay(town: Town) -> None:
    version = town.decided("Mål", text="Lydelse")
    end_item(town.actor(town.secretary), version.item, LAST, town.board_meeting)
    version.refresh_from_db()
    assert (version.valid_to, version.text, version.end_decision) == (LAST, "Lydelse", town.board_meeting)
    assert ItemVersion.objects.decided_on(LAST).get() == version
    assert not ItemVersion.objects.decided_on(date(2019, 1, 1)).exists()
    (entry,) = entries().filter(verb="avslutade")
    assert entry.after is not None and entry.after["valid_to"] == "2018-12-31"


def test_a_body_level_needs_that_bodys_decision(town: Town) -> None:
    item = town.decided("Mål").item
    with pytest.raises(Refused, match="Ange beslutet"):
        end_item(town.actor(town.secretary), item, LAST)
    with pytest.raises(Refused, match="beslutar nämnden"):
        end_item(town.actor(town.secretary), item, LAST, town.meeting)


def test_an_official_ends_by_one_click_at_an_officials_level(town: Town) -> None:
    version = town.decided("Göra", "aktivitet", town.school)
    end_item(town.actor(town.head), version.item, LAST, delegation="4.2")
    version.refresh_from_db()
    assert version.end_decision is not None and version.end_decision.delegation == "4.2"


def test_who_administers_may_end_what_no_source_says_who_ended(town: Town) -> None:
    version = town.decided("Mål")
    end_item(town.actor(town.controller), version.item, LAST, note="Framgår inte.")
    version.refresh_from_db()
    assert (version.end_decision, version.end_note) == (None, "Framgår inte.")


@pytest.mark.parametrize("who", ["head", "member", "auditor"])
def test_nobody_else_ends_it(town: Town, who: str) -> None:
    version = town.decided("Mål")
    with pytest.raises(PermissionDenied):
        end_item(town.actor(town.cast[who]), version.item, LAST, town.board_meeting)
    version.refresh_from_db()
    assert version.valid_to is None


def test_what_would_be_left_serving_it_is_told_and_must_be_confirmed(town: Town) -> None:
    goal = town.decided("Mål")
    for number in range(7):
        town.decided(f"Aktivitet {number}", "aktivitet", town.school, serves=(goal.item,))
    with pytest.raises(Refused, match="Aktivitet 0.* och fler. Bekräfta"):
        end_item(town.operator, goal.item, LAST, town.board_meeting)
    end_item(town.operator, goal.item, LAST, town.board_meeting, confirmed=True)


def test_the_last_day_lies_within_what_holds(town: Town) -> None:
    version = town.decided("Mål")
    with pytest.raises(Refused, match="gäller först från 2018-01-01"):
        end_item(town.operator, version.item, date(2017, 12, 31), town.board_meeting)
    end_item(town.operator, version.item, LAST, town.board_meeting)
    with pytest.raises(Refused, match="upphör redan 2018-12-31"):
        end_item(town.operator, version.item, date(2019, 12, 31), town.board_meeting)


def test_it_is_the_last_version_that_ends(town: Town) -> None:
    first = town.decided("Mål")
    second = draft_version(town.operator, first.item, text="Ny")
    decide_version(town.operator, second, town.board_meeting, date(2018, 7, 1), confirmed=True)
    with pytest.raises(Refused, match="gäller först från 2018-07-01"):
        end_item(town.operator, first.item, date(2018, 6, 1), town.board_meeting)


def test_it_is_the_last_version_that_ends_also_where_the_first_has_no_day(town: Town) -> None:
    first = decide_version(town.operator, town.draft("Alltid"), None, None, note="Framgår inte.", confirmed=True)
    second = change_draft(town.operator, draft_version(town.operator, first.item), 1, title="Ny lydelse")
    decide_version(town.operator, second, town.board_meeting, date(2018, 7, 1), confirmed=True)
    assert end_item(town.operator, first.item, LAST, town.board_meeting) == second
    kept = ItemVersion.objects.oldest_first().values_list("title", "valid_from", "valid_to")
    assert list(kept) == [("Alltid", None, date(2018, 6, 30)), ("Ny lydelse", date(2018, 7, 1), LAST)]


def test_a_draft_is_thrown_away_and_not_ended(town: Town) -> None:
    with pytest.raises(Refused, match="Släng utkastet"):
        end_item(town.operator, town.draft("Mål").item, LAST, town.board_meeting)


def test_an_ended_item_may_be_decided_anew(town: Town) -> None:
    version = town.decided("Mål")
    end_item(town.operator, version.item, LAST, town.board_meeting)
    again = draft_version(town.operator, version.item)
    decide_version(town.operator, again, town.board_meeting, date(2020, 1, 1), confirmed=True)
    again.refresh_from_db()
    assert (again.valid_to, again.end_decision) == (None, None)


def test_the_page_asks_when_and_by_whom_and_shows_it_ever_after(town: Town, client: Client) -> None:
    town.decided("Mål")
    client.force_login(town.secretary)
    assert "/perstorp/led/mal/avsluta/" in client.get("/perstorp/led/mal/").content.decode()
    refused = client.post("/perstorp/led/mal/avsluta/", {"on": "2018-12-31"})
    assert refused.status_code == 422
    posted = {"on": "2018-12-31", "decision": town.board_meeting.pk}
    assert client.post("/perstorp/led/mal/avsluta/", posted).status_code == 302
    page = client.get("/perstorp/led/mal/").content.decode()
    assert "Upphör genom" in page and "2018-12-31" in page and "/perstorp/led/mal/avsluta/" not in page
    decision = client.get("/perstorp/beslut/bun-12/").content.decode()
    assert "Led som upphör" in decision


@pytest.mark.parametrize(("who", "code"), [("controller", 200), ("head", 403), ("member", 403), ("auditor", 403)])
def test_who_may_open_the_page(town: Town, client: Client, who: str, code: int) -> None:
    town.decided("Mål")
    client.force_login(town.cast[who])
    assert client.get("/perstorp/led/mal/avsluta/").status_code == code


def test_history_names_the_decision_that_ended_it(town: Town, client: Client) -> None:
    version = town.decided("Mål")
    end_item(town.operator, version.item, date(2018, 6, 30), town.board_meeting)
    client.force_login(town.member)
    page = client.get("/perstorp/led/mal/historik/").content.decode()
    assert "Upphörde genom" in page and "/perstorp/beslut/bun-12/" in page


def test_another_bodys_decision_of_the_same_kind_does_not_end_it(town: Town) -> None:
    other = town.unit("bygg", "Byggnadsnämnden", UnitKind.BOARD, town.council)
    with pytest.raises(Refused, match="beslutar nämnden"):
        end_item(town.operator, town.decided("Mål").item, LAST, town.decision("bygg-1", other, "1"))
