"""Own entries: written, changed and taken away by who may, and nobody's text is lost."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from rodatraden.audit.log import entries
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused, Stale
from rodatraden.tenancy.models import Municipality
from rodatraden.wheel.models import OwnEntry
from rodatraden.wheel.services import add_entry, change_entry, delete_entry, units_to_write
from rodatraden.wheel.sources import own_entries, year_entries

pytestmark = pytest.mark.django_db
DAY = date(2018, 10, 4)
WRITERS = {"controller": True, "sekreterare": True, "chef": False, "ledamot": False, "revisor": False}
"""Who writes in the year of the social board."""


def added(town: Town, who: str = "controller", **fields: Any) -> OwnEntry:
    told = {"unit": town.board, "what": "Planeringsdag", "kind": "meeting", "first": DAY, **fields}
    return add_entry(town.actor(who), **told)


def client_of(town: Town, who: str) -> Client:
    client = Client()
    client.force_login(town.cast[who])
    return client


def typed(town: Town, **fields: Any) -> dict[str, Any]:
    usual = {"what": "Planeringsdag", "kind": "meeting", "unit": town.board.pk, "first": "2018-10-04", "edit": "1"}
    return {**usual, **fields}


# The verbs -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "may"), WRITERS.items())
def test_who_enters_or_administers_the_unit_writes_in_its_year(town: Town, who: str, may: bool) -> None:
    if not may:
        with pytest.raises(PermissionDenied):
            added(town, who)
        assert not OwnEntry.objects.exists()
        return
    row = added(town, who)
    assert (row.what, row.written_by, row.edit) == ("Planeringsdag", town.actor(who).by.name, 1)
    assert entries()[0].verb == "lade in i årshjulet" and entries()[0].label == "Planeringsdag"


@pytest.mark.parametrize(("who", "may"), WRITERS.items())
def test_and_they_alone_change_it_and_take_it_away(town: Town, who: str, may: bool) -> None:
    row = added(town)
    for verb in (lambda: change_entry(town.actor(who), row, what="Annat"), lambda: delete_entry(town.actor(who), row)):
        if may:
            verb()
        else:
            with pytest.raises(PermissionDenied):
                verb()
    assert OwnEntry.objects.exists() is not may


def test_a_head_writes_in_the_year_of_what_lies_beneath(town: Town) -> None:
    assert units_to_write(town.actor("chef")) == {town.area.pk, town.home_care.pk}
    assert added(town, "chef", unit=town.home_care).unit == town.home_care


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"what": "  "}, "what"),
        ({"what": "x" * 201}, "what"),
        ({"last": date(2018, 10, 3)}, "last"),
        ({"yearly": True, "last": date(2019, 1, 3)}, "last"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "//ond.example"}, "link"),
        ({"kind": "fest"}, "kind"),
        ({"first": date(1, 1, 1)}, "first"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(town: Town, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        added(town, **fields)
    assert list(refused.value.reasons) == [field]
    assert not OwnEntry.objects.exists()


def test_only_a_body_sits(town: Town) -> None:
    assert added(town, kind="sitting").kind == "sitting"
    with pytest.raises(Refused) as refused:
        added(town, kind="sitting", unit=town.home_care)
    assert list(refused.value.reasons) == ["kind"]


@pytest.mark.parametrize("link", ["https://exempel.se/dag", "/perstorp/trad/"])
def test_a_link_leads_out_or_into_the_product(town: Town, link: str) -> None:
    assert added(town, link=link).link == link


def test_a_unit_of_another_municipality_is_refused(town: Town, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        theirs = type(town.board).objects.create(key="sn", name="Socialnämnden", kind="board")
    with pytest.raises(Refused):
        added(town, unit=theirs)


def test_the_second_of_two_is_told_what_the_first_wrote(town: Town) -> None:
    row = added(town)
    change_entry(town.actor("sekreterare"), row, 1, what="Budgetdag")
    with pytest.raises(Stale) as stale:
        change_entry(town.actor("controller"), row, 1, what="Studiedag")
    assert stale.value.differing() == ["what"]
    assert OwnEntry.objects.get().what == "Budgetdag"


def test_both_saying_the_same_is_no_conflict(town: Town) -> None:
    row = added(town)
    change_entry(town.actor("sekreterare"), row, 1, what="Budgetdag")
    assert change_entry(town.actor("controller"), row, 1, what="Budgetdag").edit == 2


def test_the_log_keeps_what_it_said(town: Town) -> None:
    row = added(town)
    change_entry(town.actor("controller"), row, first=date(2018, 10, 5))
    delete_entry(town.actor("controller"), row)
    deleted, changed = entries()[0], entries()[1]
    assert (changed.before, changed.after) == ({"first": "2018-10-04"}, {"first": "2018-10-05"})
    assert deleted.before is not None and deleted.before["unit"] == "Socialnämnden" and deleted.after is None


def test_what_is_taken_away_already_is_said(town: Town) -> None:
    row = added(town)
    OwnEntry.objects.all().delete()
    with pytest.raises(Refused):
        change_entry(town.actor("controller"), row, what="Annat")


def test_a_field_that_no_entry_has_is_a_mistake(town: Town) -> None:
    with pytest.raises(TypeError):
        change_entry(town.actor("controller"), added(town), origin="x")


# In the year -----------------------------------------------------------------------------------------------------


def shown(town: Town, year: int = 2018) -> list[tuple[str, date, bool]]:
    actor = town.actor("ledamot")
    assert actor.model is not None
    return [(each.what, each.first, each.exact) for each in own_entries(actor.model, year, actor)]


def test_it_is_there_in_its_year_alone(town: Town) -> None:
    added(town)
    assert shown(town) == [("Planeringsdag", DAY, True)]
    assert shown(town, 2017) == shown(town, 2019) == []


def test_what_comes_each_year_is_there_since_it_began(town: Town) -> None:
    added(town, first=date(2016, 2, 29), yearly=True)
    assert shown(town, 2015) == []
    assert shown(town, 2018) == [("Planeringsdag", date(2018, 2, 28), True)]
    assert shown(town, 2020) == [("Planeringsdag", date(2020, 2, 29), True)]


def test_what_has_only_its_month_has_no_day(town: Town) -> None:
    added(town, first=date(2018, 10, 17), whole_month=True)
    assert shown(town) == [("Planeringsdag", date(2018, 10, 1), False)]


def test_what_goes_on_over_new_year_is_in_both(town: Town) -> None:
    added(town, first=date(2018, 12, 1), last=date(2019, 1, 31))
    actor = town.actor("ledamot")
    assert [each.first for each in year_entries(actor, 2018) if each.what == "Planeringsdag"] == [date(2018, 12, 1)]
    assert [each.first for each in year_entries(actor, 2019) if each.what == "Planeringsdag"] == [date(2019, 1, 1)]


# The pages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "may"), {**WRITERS, "chef": True}.items())
def test_the_form_is_for_who_writes_somewhere(town: Town, who: str, may: bool) -> None:
    assert client_of(town, who).get("/perstorp/arshjul/nytt/").status_code == (200 if may else 403)


def test_what_is_typed_is_in_the_year(town: Town) -> None:
    answer = client_of(town, "sekreterare").post("/perstorp/arshjul/nytt/", typed(town))
    assert (answer.status_code, answer["Location"]) == (302, "/perstorp/arshjul/?ar=2018")
    assert OwnEntry.objects.get().what == "Planeringsdag"


def test_a_unit_that_is_not_ones_own_cannot_be_chosen(town: Town) -> None:
    answer = client_of(town, "chef").post("/perstorp/arshjul/nytt/", typed(town))
    assert answer.status_code == 422 and not OwnEntry.objects.exists()


def test_a_refused_form_gives_back_what_was_typed(town: Town) -> None:
    answer = client_of(town, "controller").post("/perstorp/arshjul/nytt/", typed(town, last="2018-10-01"))
    page = answer.content.decode()
    assert answer.status_code == 422 and 'value="Planeringsdag"' in page and "sluta innan" in page


def test_it_is_changed_and_taken_away_on_its_page(town: Town) -> None:
    row, client = added(town), client_of(town, "controller")
    assert client.post(f"/perstorp/arshjul/{row.pk}/", typed(town, what="Budgetdag")).status_code == 302
    assert OwnEntry.objects.get().what == "Budgetdag"
    assert client.get(f"/perstorp/arshjul/{row.pk}/ta-bort/").status_code == 405
    assert client.post(f"/perstorp/arshjul/{row.pk}/ta-bort/").status_code == 302
    assert not OwnEntry.objects.exists()


def test_the_second_of_two_is_told_and_may_save_again(town: Town) -> None:
    row, client = added(town), client_of(town, "controller")
    change_entry(town.actor("sekreterare"), row, what="Studiedag")
    answer = client.post(f"/perstorp/arshjul/{row.pk}/", typed(town, what="Budgetdag"))
    page = answer.content.decode()
    assert answer.status_code == 422 and "Studiedag" in page and 'value="Budgetdag"' in page
    assert client.post(f"/perstorp/arshjul/{row.pk}/", typed(town, what="Budgetdag", edit="2")).status_code == 302
    assert OwnEntry.objects.get().what == "Budgetdag"


@pytest.mark.parametrize("who", ["ledamot", "revisor", "chef"])
def test_who_may_only_read_is_shown_what_it_says(town: Town, who: str) -> None:
    row = added(town, link="https://exempel.se/")
    answer = client_of(town, who).get(f"/perstorp/arshjul/{row.pk}/")
    page = answer.content.decode()
    assert answer.status_code == 200 and "Planeringsdag" in page and "https://exempel.se/" in page
    assert '<input type="text"' not in page
    assert client_of(town, who).post(f"/perstorp/arshjul/{row.pk}/ta-bort/").status_code == 403


def test_a_stranger_is_told_nothing(town: Town) -> None:
    row = added(town)
    assert client_of(town, "stranger").get(f"/perstorp/arshjul/{row.pk}/").status_code == 404
