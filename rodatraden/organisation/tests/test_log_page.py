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
HIDDEN = "(utkast eller personligt)"


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
    assert "namn: Vård och omsorg → Omsorgen" in page


def test_drafts_and_what_is_personal_show_no_content(filled: Town, visit: Visit) -> None:
    for path in (PATH, f"{PATH}?format=csv"):
        page = body(visit("revisor", path))
        assert "Hemligt utkast" not in page and "privat@example.se" not in page
        assert "lydelse och rubrik" in page and "Trygg skola" not in page and "(utkast eller personligt)" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("who=rektor", {HIDDEN}),
        ("what=utkast", {HIDDEN}),
        ("what=trygg", set()),
        ("what=omsorg", {"Omsorgen"}),
        ("kind=person", {"Ny"}),
        ("since=2018-03-02", {HIDDEN, "Ny"}),
        ("until=2018-03-01", {"Omsorgen"}),
        ("since=2018-03-01&until=2018-03-01", {"Omsorgen"}),
        ("until=9999-12-31", {"Omsorgen", HIDDEN, "Ny"}),
        ("since=0001-01-01", {"Omsorgen", HIDDEN, "Ny"}),
        ("since=inte-en-dag&kind=", {"Omsorgen", HIDDEN, "Ny"}),
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
        ("unit", {"valid_to": None}, {"valid_to": "2018-06-30"}, "gäller till och med: – → 2018-06-30"),
        ("unit", None, {"name": "A", "kind": "unit"}, "namn: A; slag: enhet"),
        ("decision", None, {"example": True, "keys": ["a", "b"]}, "exempel: ja; keys: a och b"),
        ("indicator", None, {"form": "value", "value": "24.5"}, "form: ett värde; värde: 24,5"),
        ("decision", {"state": "out_for_views"}, {"state": "decided"}, "läge: på remiss → beslutad"),
        ("decision", None, {"meeting": "2018-09-18", "state": "okänt"}, "läge: okänt; sammanträde: 2018-09-18"),
        ("item", {"title": "A"}, {"title": "B"}, "rubrik"),
        ("item", {"title": "A", "text": "x"}, {"title": "B", "text": "x"}, "rubrik"),
        ("okänt slag", None, {"hemligt": 1}, "hemligt"),
        ("file", None, {"sha256": "0123456789abcdef" * 4}, "kontrollsumma: 0123456789ab…"),
        ("unit", None, None, ""),
        (
            "indicator",
            {"value": "12.500000", "decimals": None, "example": False, "note": ""},
            {"value": "13.5", "decimals": None, "example": False, "note": "", "reason": "Fel blad"},
            "varför: Fel blad; värde: 12,5 → 13,5",
        ),
    ],
)
def test_a_change_is_told_in_words(
    kind: str, before: dict[str, object] | None, after: dict[str, object] | None, words: str
) -> None:
    assert change_told(Entry(kind=kind, before=before, after=after), named=True) == words


def test_of_what_is_decided_the_content_is_told_to_who_may_see_it() -> None:
    entry = Entry(kind="item", verb="beslutade", after={"valid_from": "2018-01-01", "decision": "Beslut 12"})
    assert change_told(entry, named=True) == "beslut: Beslut 12; gäller från och med: 2018-01-01"
    assert change_told(entry, named=False) == "beslut och gäller från och med"


def test_each_value_of_a_change_stands_on_a_line_of_its_own(filled: Town, visit: Visit) -> None:
    with clock.held(date(2018, 3, 2)):
        change_unit(filled.actor("controller"), filled.area, name="Vården", source="KF 2018")
    assert "källa: – → KF 2018\nnamn: Omsorgen → Vården" in body(visit("revisor", PATH))
    assert "källa: – → KF 2018; namn: Omsorgen → Vården" in body(visit("revisor", f"{PATH}?format=csv"))


def test_what_is_asked_is_read_without_trust() -> None:
    asked = Asked.of({"who": " a ", "since": "2018-13-45", "until": "2018-09-10", "page": "x"})
    assert asked == Asked(who="a", since=None, until=date(2018, 9, 10))
