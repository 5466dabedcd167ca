"""Governing documents and items: who may tie them, what each page shows of the other, and at what cost."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rodatraden.audit.log import entries
from rodatraden.decisions.governing_services import register_document, revise_document
from rodatraden.decisions.models import Decision, GoverningDocument
from rodatraden.steering.models import SteeringModel
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality, User
from rodatraden.tests.kept import made_once
from rodatraden.thread.governing import documents_of, documents_to_tie, item_keys, items_of, items_to_tie
from rodatraden.thread.models import Governed, Item, ItemVersion
from rodatraden.thread.services import tie, untie
from rodatraden.thread.tests.cast import FROM, Town

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert('x')</script>"
ITEM, DOCUMENT = "/perstorp/led/trygga-skolvagar/", "/perstorp/styrdokument/riktlinje-for-skolvagar/"
TIE_ITEM, TIE_DOCUMENT = f"{ITEM}styrdokument/", f"{DOCUMENT}led/"


def document(town: Town, title: str = "Riktlinje för skolvägar", **fields: Any) -> GoverningDocument:
    said = {"kind": "riktlinje", "decision": town.board_meeting, **fields}
    return register_document(town.operator, title=title, **said)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def read(user: User, path: str) -> str:
    answer = client_of(user).get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.fixture
def house(town: Town) -> Town:
    return made_once(lambda: a_house(town))


def a_house(town: Town) -> Town:
    """A vision, the board's goal and the school's activity; the board's guideline and the council's policy."""
    vision = town.decided("Perstorp 2030", "vision", town.council)
    goal = town.decided("Trygg kommun", "fullmaktigemal", town.council, serves=(vision.item,))
    board = town.decided("Trygga skolvägar", serves=(goal.item,), number="B 1")
    town.decided("Vandring", "aktivitet", town.school, serves=(board.item,))
    document(town)
    document(town, "Policy för trygghet", kind="policy", decision=town.meeting)
    return town


def version(title: str) -> ItemVersion:
    return ItemVersion.objects.select_related("item").get(title=title)


def titled(title: str) -> GoverningDocument:
    return GoverningDocument.objects.select_related("decision").get(title=title)


# The verbs


@pytest.mark.parametrize(
    ("who", "item", "title", "allowed"),
    [
        ("controller", "Vandring", "Policy för trygghet", True),
        ("secretary", "Trygga skolvägar", "Policy för trygghet", True),  # writes the item
        ("secretary", "Trygg kommun", "Riktlinje för skolvägar", True),  # looks after the document
        ("secretary", "Trygg kommun", "Policy för trygghet", False),
        ("head", "Vandring", "Policy för trygghet", True),
        ("head", "Trygga skolvägar", "Riktlinje för skolvägar", False),
        ("member", "Vandring", "Riktlinje för skolvägar", False),
        ("auditor", "Vandring", "Riktlinje för skolvägar", False),
    ],
)
def test_who_writes_the_item_or_looks_after_the_document_ties_and_unties_them(
    house: Town, who: str, item: str, title: str, allowed: bool
) -> None:
    actor, found, paper = house.actor(house.cast[who]), version(item).item, titled(title)
    if not allowed:
        tie(house.operator, found, paper)
        for verb in (tie, untie):
            with pytest.raises(PermissionDenied):
                verb(actor, found, paper)
        assert Governed.objects.count() == 1
        return
    tie(actor, found, paper)
    assert Governed.objects.filter(item=found, document=paper).exists()
    untie(actor, found, paper)
    assert not Governed.objects.exists()


def test_each_verb_is_one_entry_in_the_log_and_none_where_nothing_is_changed(house: Town) -> None:
    item, paper = version("Trygga skolvägar").item, titled("Riktlinje för skolvägar")
    before = entries().count()
    first = tie(house.operator, item, paper)
    assert tie(house.operator, item, paper) == first
    untie(house.operator, item, paper)
    untie(house.operator, item, paper)
    found = list(entries().order_by("pk"))[before:]
    assert [(one.verb, one.kind, one.object_id) for one in found] == [
        ("knöt till ett styrdokument", "item", str(item.pk)),
        ("löste från ett styrdokument", "item", str(item.pk)),
    ]
    assert found[0].after == found[1].before == {"document": "Riktlinje för skolvägar"}


def test_rows_of_another_municipality_are_refused(house: Town, hallsberg: Municipality) -> None:
    item, paper = version("Vandring").item, titled("Riktlinje för skolvägar")
    with scope(hallsberg), pytest.raises(Refused):
        tie(house.operator, item, paper)
    assert not Governed.objects.exists()


def test_a_draft_of_another_authority_cannot_be_tied_by_who_does_not_see_it(house: Town) -> None:
    draft, paper = house.draft("Hemligt", unit=house.executive), titled("Riktlinje för skolvägar")
    with pytest.raises(PermissionDenied):
        tie(house.actor(house.secretary), draft.item, paper)


def test_a_tie_goes_for_every_wording_of_the_document(house: Town) -> None:
    item, old = version("Trygga skolvägar").item, titled("Riktlinje för skolvägar")
    tie(house.operator, item, old)
    again = Decision.objects.create(key="bun-20", title="Ny", body=house.board, date=date(2018, 5, 1), paragraph="20")
    new = revise_document(house.operator, old, decision=again, title="Riktlinje för gångvägar")
    actor = house.operator
    assert [each.row.document.title for each in documents_of(actor, version("Trygga skolvägar"))] == [new.title]
    assert [each.version.title for each in items_of(actor, new)] == ["Trygga skolvägar"]
    assert [each.version.title for each in items_of(actor, old)] == ["Trygga skolvägar"]
    tie(actor, item, new)
    assert Governed.objects.count() == 1
    untie(actor, item, new)
    assert not Governed.objects.exists()


def test_the_wording_that_holds_today_is_shown_until_the_next_one_begins(house: Town) -> None:
    old = titled("Riktlinje för skolvägar")
    tie(house.operator, version("Trygga skolvägar").item, old)
    again = Decision.objects.create(key="bun-21", title="Ny", body=house.board, date=date(2018, 8, 1), paragraph="21")
    revise_document(house.operator, old, decision=again, valid_from=date(2019, 1, 1), title="Ny riktlinje")
    shown = documents_of(house.operator, version("Trygga skolvägar"))
    assert [each.row.document.pk for each in shown] == [old.pk]


# What the pages show


def test_the_item_shows_its_documents_with_kind_validity_and_a_link(house: Town) -> None:
    tie(house.operator, version("Trygga skolvägar").item, titled("Riktlinje för skolvägar"))
    html = read(house.member, ITEM)
    assert "Styrande dokument" in html and f'href="{DOCUMENT}"' in html
    assert "Riktlinje, " in html and "från" in html and "2017-11-29" in html
    assert TIE_ITEM not in html
    assert TIE_ITEM in read(house.secretary, ITEM)


def test_the_document_shows_the_items_level_by_level_as_the_model_has_them(house: Town) -> None:
    paper = titled("Riktlinje för skolvägar")
    for title in ("Vandring", "Trygga skolvägar", "Trygg kommun"):
        tie(house.operator, version(title).item, paper)
    html = read(house.member, DOCUMENT)
    places = [html.index(words) for words in ("Gäller i tråden", "Trygg kommun", "B 1 Trygga skolvägar", "Vandring")]
    assert places == sorted(places)
    assert f'href="{ITEM}"' in html and TIE_DOCUMENT not in html


@pytest.mark.parametrize(("path", "head"), [(ITEM, "Styrande dokument"), (DOCUMENT, "Gäller i tråden")])
def test_where_nothing_is_tied_only_who_may_tie_is_told(house: Town, path: str, head: str) -> None:
    assert head not in read(house.member, path)
    assert head in read(house.secretary, path)


def test_what_does_not_hold_today_and_what_is_hidden_is_not_shown(house: Town) -> None:
    paper = titled("Riktlinje för skolvägar")
    draft = house.draft("Utkastet", unit=house.executive)
    for item in (version("Vandring").item, draft.item):
        tie(house.operator, item, paper)
    ItemVersion.objects.filter(title="Vandring").update(valid_to=date(2018, 6, 30))
    assert items_of(house.actor(house.member), paper) == []
    assert items_of(house.operator, paper) == []


def test_without_a_model_the_document_s_page_still_stands(house: Town) -> None:
    tie(house.operator, version("Vandring").item, titled("Riktlinje för skolvägar"))
    SteeringModel.objects.all().delete()
    assert [each.level for each in items_of(house.operator, titled("Riktlinje för skolvägar"))] == ["aktivitet"]


# The pages on which they are tied


@pytest.mark.parametrize("path", [TIE_ITEM, TIE_DOCUMENT])
@pytest.mark.parametrize("who", ["controller", "secretary", "head", "member", "auditor"])
def test_the_pages_are_for_those_who_may_tie_something_there(house: Town, who: str, path: str) -> None:
    allowed = {TIE_ITEM: {"controller", "secretary"}, TIE_DOCUMENT: {"controller", "secretary", "head"}}[path]
    assert client_of(house.cast[who]).get(path).status_code == (200 if who in allowed else 403)


@pytest.mark.parametrize("path", [f"{TIE_ITEM}".replace("trygga", "okanda"), TIE_DOCUMENT.replace("skol", "okand")])
def test_what_is_not_there_is_not_found(house: Town, path: str) -> None:
    assert client_of(house.controller).get(path).status_code == 404


def test_a_document_is_chosen_on_the_item_s_page_and_taken_away(house: Town) -> None:
    client, paper = client_of(house.secretary), titled("Policy för trygghet")
    assert client.post(TIE_ITEM, {"chosen": paper.pk}).status_code == 302
    row = Governed.objects.get()
    assert (row.item, row.document) == (version("Trygga skolvägar").item, paper)
    html = read(house.secretary, TIE_ITEM)
    assert "Ta bort kopplingen till Policy för trygghet" in html and f'value="{paper.pk}">Policy' not in html
    assert client.post(TIE_ITEM, {"bort": row.pk}).status_code == 302
    assert not Governed.objects.exists()
    assert client.post(TIE_ITEM, {"bort": row.pk}).status_code == 302


def test_an_item_is_chosen_on_the_document_s_page_and_taken_away(house: Town) -> None:
    client, item = client_of(house.head), version("Vandring").item
    assert client.post(TIE_DOCUMENT, {"chosen": item.pk}).status_code == 302
    row = Governed.objects.get(item=item)
    assert client.post(TIE_DOCUMENT, {"bort": row.pk}).status_code == 302
    assert not Governed.objects.exists()


@pytest.mark.parametrize("typed", ["", "0", "nej", "99999999999999999999"])
@pytest.mark.parametrize("path", [TIE_ITEM, TIE_DOCUMENT])
def test_what_cannot_be_chosen_is_refused_beside_the_field(house: Town, path: str, typed: str) -> None:
    assert client_of(house.controller).post(path, {"chosen": typed}).status_code == 422
    assert client_of(house.controller).post(path, {"bort": typed}).status_code == 302
    assert not Governed.objects.exists()


def test_who_may_not_untie_a_row_has_no_button_and_is_stopped(house: Town) -> None:
    paper = titled("Riktlinje för skolvägar")
    row = tie(house.operator, version("Trygga skolvägar").item, paper)
    assert "Ta bort kopplingen" not in read(house.head, TIE_DOCUMENT)
    assert client_of(house.head).post(TIE_DOCUMENT, {"bort": row.pk}).status_code == 403
    assert Governed.objects.exists()


def test_only_what_may_be_tied_is_offered(house: Town) -> None:
    document(house, "Gammal", valid_to=date(2018, 6, 30))
    secretary, head = house.actor(house.secretary), house.actor(house.head)
    offered = dict(documents_to_tie(secretary, version("Trygg kommun"), []))
    assert {kind: [title for _pk, title in rows] for kind, rows in offered.items()} == {
        "Riktlinje": ["Riktlinje för skolvägar"]
    }
    assert list(dict(documents_to_tie(house.operator, version("Trygg kommun"), []))) == ["Policy", "Riktlinje"]
    items = dict(items_to_tie(head, titled("Riktlinje för skolvägar"), []))
    assert [title for rows in items.values() for _pk, title in rows] == ["Vandring"]


def test_the_keys_for_a_file_stand_at_the_latest_wording_alone(house: Town) -> None:
    old = titled("Riktlinje för skolvägar")
    for item in (version("Trygga skolvägar").item, version("Vandring").item, house.draft("Utkastet").item):
        tie(house.operator, item, old)
    ItemVersion.objects.filter(title="Vandring").update(personal=True)
    again = Decision.objects.create(key="bun-22", title="Ny", body=house.board, date=date(2018, 5, 1), paragraph="22")
    new = revise_document(house.operator, old, decision=again)
    assert item_keys() == {new.pk: ("trygga-skolvagar",)}


def test_script_in_titles_is_text(house: Town) -> None:
    bad = document(house, SCRIPT, key="script")
    goal = house.decided(f"Mål {SCRIPT}")
    tie(house.operator, goal.item, bad)
    for path in (f"led/{goal.item.key}/", f"led/{goal.item.key}/styrdokument/"):
        assert SCRIPT not in read(house.controller, f"/perstorp/{path}")
    for path in ("styrdokument/script/", "styrdokument/script/led/"):
        assert SCRIPT not in read(house.controller, f"/perstorp/{path}")


@pytest.mark.parametrize("path", [ITEM, TIE_ITEM, DOCUMENT, TIE_DOCUMENT])
def test_many_ties_are_no_more_queries(house: Town, path: str) -> None:
    goal, paper = version("Trygga skolvägar"), titled("Riktlinje för skolvägar")

    def asked() -> int:
        client = client_of(house.controller)
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len([each for each in queries if "set_config" not in each["sql"]])

    tie(house.operator, goal.item, paper)
    few = asked()
    for number in range(6):
        tie(house.operator, goal.item, document(house, f"Riktlinje {number}"))
        other = house.decided(f"Mål {number}", since=FROM)
        tie(house.operator, other.item, paper)
    assert asked() == few


def test_a_tie_goes_with_the_item(house: Town) -> None:
    draft = house.draft("Kastas")
    tie(house.operator, draft.item, titled("Riktlinje för skolvägar"))
    Item.objects.filter(pk=draft.item_id).delete()
    assert not Governed.objects.exists()
