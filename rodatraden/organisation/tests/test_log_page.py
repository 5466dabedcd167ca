"""The log: only for auditors and those who administer, and without what is draft or personal."""

from collections.abc import Callable
from datetime import date

import pytest
from django.http import HttpResponse

from rodatraden.audit.log import By, record
from rodatraden.audit.models import Entry
from rodatraden.lib import clock
from rodatraden.organisation.log_page import Asked, change_told, told
from rodatraden.organisation.services import add_person, change_unit
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality

Visit = Callable[..., HttpResponse]
PATH = "organisation/logg/"


def body(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.fixture
def filled(town: Town) -> Town:
    with clock.held(date(2018, 3, 1)):
        change_unit(town.actor("controller"), town.area, name="Omsorgen")
    record(By("9", "Rektor"), "skrev utkast", "item", 7, "Trygg skola", after={"title": "Hemligt utkast", "text": "x"})
    add_person(town.actor("controller"), name="Ny", email="privat@example.se")
    return town


@pytest.mark.parametrize("account", ["controller", "sekreterare", "chef", "ledamot", "revisor"])
def test_only_auditors_and_who_administers_read_the_log(filled: Town, visit: Visit, account: str) -> None:
    allowed = account in ("controller", "revisor")
    for path in (PATH, f"{PATH}?format=csv", f"{PATH}?page=2"):
        assert visit(account, path).status_code == (200 if allowed else 403)


def test_the_log_tells_who_did_what_and_when(filled: Town, visit: Visit) -> None:
    page = body(visit("revisor", PATH))
    assert '3 händelser. Senast, <span class="nowrap">2018-09-10</span>: controller kf lade till Ny.' in page
    assert "name: Vård och omsorg → Omsorgen" in page


def test_drafts_and_what_is_personal_show_no_content(filled: Town, visit: Visit) -> None:
    for path in (PATH, f"{PATH}?format=csv"):
        page = body(visit("revisor", path))
        assert "Hemligt utkast" not in page and "privat@example.se" not in page
        assert "text och title" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("who=rektor", {"Trygg skola"}),
        ("what=utkast", {"Trygg skola"}),
        ("what=omsorg", {"Omsorgen"}),
        ("kind=person", {"Ny"}),
        ("since=2018-03-02", {"Trygg skola", "Ny"}),
        ("until=2018-03-01", {"Omsorgen"}),
        ("since=2018-03-01&until=2018-03-01", {"Omsorgen"}),
        ("since=inte-en-dag&kind=", {"Omsorgen", "Trygg skola", "Ny"}),
        ("kind=finns-inte", set()),
    ],
)
def test_the_log_is_filtered_by_who_what_and_when(filled: Town, visit: Visit, query: str, shown: set[str]) -> None:
    lines = visit("revisor", f"{PATH}?format=csv&{query}").content.decode("utf-8-sig").splitlines()[1:]
    assert {line.split(";")[4] for line in lines} == shown


def test_another_municipalitys_log_is_not_shown(filled: Town, visit: Visit, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        record(By("1", "Granne"), "ändrade", "unit", "ks", "Grannens styrelse")
    assert "Granne" not in body(visit("revisor", PATH))


def test_a_long_log_is_shown_by_pages_and_taken_away_whole(filled: Town, visit: Visit) -> None:
    for number in range(60):
        record(By("1", "Import"), "läste in", "import", number, f"Fil {number}")
    first, second = body(visit("revisor", PATH)), body(visit("revisor", f"{PATH}?page=2"))
    assert "Fil 59" in first and "Fil 0<" not in first and "Omsorgen" in second
    assert len(visit("revisor", f"{PATH}?format=csv").content.decode().splitlines()) == 64


def test_an_empty_log_says_so() -> None:
    assert str(told(0, None)) == "Loggen har inga händelser som stämmer."


@pytest.mark.parametrize(
    ("kind", "before", "after", "words"),
    [
        ("unit", {"valid_to": None}, {"valid_to": "2018-06-30"}, "valid_to: – → 2018-06-30"),
        ("unit", None, {"name": "A", "kind": "unit"}, "kind: unit; name: A"),
        ("decision", None, {"example": True, "keys": ["a", "b"]}, "example: ja; keys: a och b"),
        ("item", {"title": "A"}, {"title": "B"}, "title"),
        ("okänt slag", None, {"hemligt": 1}, "hemligt"),
        ("file", None, {"sha256": "0123456789abcdef" * 4}, "sha256: 0123456789ab…"),
        ("unit", None, None, ""),
    ],
)
def test_a_change_is_told_in_words(
    kind: str, before: dict[str, object] | None, after: dict[str, object] | None, words: str
) -> None:
    assert change_told(Entry(kind=kind, before=before, after=after)) == words


def test_what_is_asked_is_read_without_trust() -> None:
    asked = Asked.of({"who": " a ", "since": "2018-13-45", "until": "2018-09-10", "page": "x"})
    assert asked == Asked(who="a", since=None, until=date(2018, 9, 10))
