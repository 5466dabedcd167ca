"""The scorecard, the picture of the thread and its breaks as pages: for each of the cast, filtered, in other years."""

import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rodatraden.lib.text import swedish_key
from rodatraden.organisation.models import Person, Role, Unit
from rodatraden.steering.models import SteeringModel
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("perstorp_in_the_demo")]
CARD, THREAD, BREAKS = "/perstorp/styrkort/", "/perstorp/trad/", "/perstorp/brister/"
Scaled = Callable[[int, int], AbstractContextManager[Municipality]]
AT_MOST = 12
CARDS = ("styrkort/", "styrkort/?ordning=perspektiv", "styrkort/namnd-1/")


@pytest.fixture
def reader(perstorps_cast: Mapping[str, User]) -> Client:
    return client_of(perstorps_cast["ledamot"])


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(page: str) -> str:
    """The page's text, marks and white space aside."""
    inside = re.sub(r"<(script|style)\b.*?</\1>", "", page.partition("<main")[2], flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", inside).split())


def body(client: Client, path: str, **asked: str) -> str:
    answer = client.get(path, asked)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.full
@pytest.mark.parametrize("path", [CARD, THREAD, BREAKS, f"{CARD}sn/", f"{CARD}?ordning=perspektiv", f"{THREAD}?djup=1"])
def test_each_of_the_cast_reads_the_page(perstorps_cast: Mapping[str, User], path: str) -> None:
    for name, user in perstorps_cast.items():
        page = body(client_of(user), path)
        assert "<h1" in page, name
        assert 'class="chart threads"' in page or path not in {THREAD, f"{THREAD}?djup=1"}, name


@pytest.mark.parametrize("path", [CARD, THREAD, BREAKS, f"{CARD}sn/"])
def test_who_is_not_signed_in_is_asked_to(path: str) -> None:
    answer = Client().get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"/logga-in/?next={path}")


@pytest.mark.parametrize("page", ["styrkort/", "trad/", "brister/", "styrkort/sn/"])
def test_somebody_of_another_municipality_learns_nothing(perstorp_in_the_demo: Municipality, page: str) -> None:
    other = Municipality.objects.create(code="1861", slug="hallsberg", name="Hallsbergs kommun")
    user = User.objects.create(username="granne")
    with scope(other):
        unit = Unit.objects.create(key="sn", name="Socialnämnden", kind="board")
        Role.objects.create(person=Person.objects.create(name="Granne", user=user), unit=unit, kind="chef")
    assert client_of(user).get(f"/perstorp/{page}").status_code == 404
    assert client_of(user).get(f"/finns-inte/{page}").status_code == 404


# The scorecard


def test_the_scorecard_answers_how_many_indicators_are_expected_to_reach_their_target(reader: Client) -> None:
    page = body(reader, CARD)
    assert re.search(r"\d+ av 28 indikatorer bedöms uppfyllas, \d+ uppfyllas delvis", words(page))
    assert "Året pågår, och bedömningen är en prognos: regelns förslag" in page


def figures(page: str) -> str:
    """The page's table as text, with the digits after the comma joined to those before."""
    return re.sub(r"<[^>]+>", "", page.partition("<table")[2].partition("</table")[0])


def test_the_councils_scorecard_holds_the_28_indicators_of_the_annex(reader: Client) -> None:
    page = body(reader, CARD)
    links = re.findall(r'href="/perstorp/indikatorer/[^"/]+/"', page.partition("<table")[2].partition("</table")[0])
    assert len(set(links)) == 28
    assert "Nöjd medarbetarindex" in page
    assert "12,6" in figures(page)
    assert "70,5" in figures(page)


def test_the_words_of_the_glossary_explain_themselves_on_the_scorecard(reader: Client) -> None:
    page = body(reader, CARD)
    for word in ("Styrkort", "Indikator", "Målvärde"):
        assert re.search(rf'<button type="button" class="word" popovertarget="word-\d+">{word}</button>', page), word
    assert page.count("popovertarget=") == page.count("<span popover") == 3


def test_what_is_missing_is_a_dash_and_never_zero(reader: Client) -> None:
    row = next(part for part in body(reader, CARD).split("<tr") if "Nöjd medarbetarindex" in part)
    cells = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<td.*?</td>", row, re.S)]
    assert any(cell.startswith("–") for cell in cells)
    assert "0" not in cells


def test_a_unit_has_a_scorecard_of_its_own(reader: Client) -> None:
    page = body(reader, f"{CARD}sn/")
    assert "Styrkort för Socialnämnden 2018" in page
    assert "Nöjd medarbetarindex" not in page.partition("</table")[0]


@pytest.mark.parametrize("unit", ["finns-inte", "SN", "0"])
def test_a_unit_that_is_not_there_has_none(reader: Client, unit: str) -> None:
    assert reader.get(f"{CARD}{unit}/").status_code == 404


def test_by_perspective_the_same_indicators_stand_in_other_groups(reader: Client) -> None:
    names = re.compile(r'href="/perstorp/indikatorer/([^"/]+)/"')
    area, perspective = (set(names.findall(body(reader, CARD, ordning=by))) for by in ("", "perspektiv"))
    assert area
    assert area == perspective


@pytest.mark.parametrize(("year", "closed"), [("2017", True), ("2018", False), ("2019", False)])
def test_a_year_is_told_as_closed_or_running(reader: Client, year: str, closed: bool) -> None:
    page = body(reader, CARD, ar=year)
    assert f"Styrkort {year}" in page
    assert ("Året är bokfört" in page) == closed
    table = words(page).partition("Anmärkningar")[0]
    assert ("Bedöms uppfyllas" in table) == (year == "2018")


def test_a_year_without_targets_is_not_said_to_be_unmeasured(reader: Client) -> None:
    page = words(body(reader, CARD, ar="2017"))
    assert "är mätt 2017" not in page
    assert "22 saknar målvärde." in page


@pytest.mark.parametrize("year", ["", "0", "-1", "1989", "2101", "99999999999", "abc", "²", "2018.5"])
@pytest.mark.parametrize("path", [CARD, THREAD, BREAKS])
def test_an_odd_year_in_the_address_is_this_year(reader: Client, path: str, year: str) -> None:
    assert body(reader, path, ar=year)
    if path == CARD:
        assert "Styrkort 2018" in body(reader, path, ar=year)


def test_the_tabs_of_years_keep_the_rest_of_the_address(reader: Client) -> None:
    page = body(reader, CARD, ordning="perspektiv")
    assert "?ordning=perspektiv&amp;ar=2017" in page


# The picture


def test_the_thread_begins_with_the_vision_and_every_node_leads_to_its_item(reader: Client) -> None:
    page = body(reader, THREAD)
    picture = page.partition('<svg class="')[2]
    assert "Perstorp 2030" in picture
    assert 'href="/perstorp/led/omrade-1/"' in picture


def shown(page: str) -> set[str]:
    return set(re.findall(r'href="/perstorp/led/([^"/]+)/"', page.partition("<main")[2]))


def test_what_is_done_is_asked_for_in_the_models_words(reader: Client) -> None:
    assert "> Visa aktiviteter</label>" in body(reader, THREAD)


def test_the_deep_picture_shows_more(reader: Client) -> None:
    assert shown(body(reader, THREAD)) < shown(body(reader, THREAD, djup="1"))


@pytest.mark.parametrize("asked", [{"organ": "sn"}, {"omrade": "omrade-2"}, {"lage": "missed"}])
def test_a_filter_shows_less_and_keeps_what_hangs_together(reader: Client, asked: dict[str, str]) -> None:
    some, everything = shown(body(reader, THREAD, **asked)), shown(body(reader, THREAD))
    assert some
    assert some < everything


@pytest.mark.parametrize(
    "asked",
    [
        {"organ": "finns-inte"},
        {"omrade": "'; --"},
        {"lage": "<script>alert(1)</script>"},
        {"organ": "sn", "omrade": "omrade-2", "lage": "met"},
    ],
)
def test_an_odd_filter_gives_a_page(reader: Client, asked: dict[str, str]) -> None:
    assert "<script>alert" not in body(reader, THREAD, **asked)


# The breaks


def test_every_break_says_what_why_and_where_to_mend_it(reader: Client) -> None:
    page = body(reader, BREAKS)
    told = words(page)
    assert "anger 2 %, men ingen indikator mäter det" in told
    assert re.search(r"Tråden brister på \d+ ställen, \d+ av dem är allvarliga", told)
    assert 'href="/perstorp/led/' in page


def rows_of(reader: Client, path: str, **asked: str) -> list[str]:
    """The rows of a page's table, as its file has them."""
    answer = reader.get(path, {**asked, "format": "csv"})
    return answer.content.decode("utf-8-sig").strip().split("\r\n")[1:]


def test_every_break_says_how_severe_it_is(reader: Client) -> None:
    told = words(body(reader, BREAKS))
    assert re.search(r"Ingen är ansvarig för [^.]+\. Fel", told)
    assert re.search(r"anger 2 %, men ingen indikator mäter det\. Varning", told)


@pytest.mark.parametrize(
    "asked", [{"slag": "no-responsible"}, {"allvar": "error"}, {"omrade": "omrade-1"}, {"q": "2 %"}]
)
def test_the_breaks_are_narrowed_by_kind_severity_area_and_words(reader: Client, asked: dict[str, str]) -> None:
    some, everything = (rows_of(reader, BREAKS, **each) for each in (asked, {}))
    assert 0 < len(some) < len(everything)
    word = {"no-responsible": "ingen ansvarig", "error": "Fel"}.get(next(iter(asked.values())), "")
    assert all(word in row for row in some)


def test_the_breaks_are_sorted_by_any_column(reader: Client) -> None:
    kinds = [row.split(";")[2] for row in rows_of(reader, BREAKS, sort="kind")]
    assert kinds == sorted(kinds)


def test_the_breaks_are_downloaded_as_they_are_shown(reader: Client) -> None:
    page = body(reader, BREAKS, allvar="error")
    assert "format=xlsx" in page and "allvar=error" in page
    answer = reader.get(BREAKS, {"allvar": "error", "format": "xlsx"})
    assert answer.content[:2] == b"PK"
    head = reader.get(BREAKS, {"format": "csv"}).content.decode("utf-8-sig").split("\r\n")[0]
    assert head == "Brist;Allvar;Slag;Varför det spelar roll;Organ;Område;Laga;Kan lagas av;Exempel"


def test_the_assignments_are_sorted_and_downloaded(reader: Client) -> None:
    rows = rows_of(reader, "/perstorp/uppdrag/", sort="title")
    assert rows == sorted(rows, key=lambda row: swedish_key(row.split(";")[0]))
    assert rows
    head = reader.get("/perstorp/uppdrag/", {"format": "csv"}).content.decode("utf-8-sig").split("\r\n")[0]
    assert head == "Uppdrag;Givet till;Ska vara klart;Läge;Försenat;Rapporterat"


def test_the_breaks_of_one_board_are_fewer(reader: Client) -> None:
    some, everything = (body(reader, BREAKS, organ=board) for board in ("Socialnämnden", ""))
    assert len(words(some)) < len(words(everything))
    assert "Socialnämnden" in some


def test_the_breaks_of_a_board_that_is_not_there_are_none(reader: Client) -> None:
    assert body(reader, BREAKS, organ="<script>alert(1)</script>").count("<script>alert") == 0


@pytest.mark.parametrize("path", [CARD, THREAD, BREAKS])
def test_before_there_is_a_model_there_is_no_such_page(reader: Client, path: str) -> None:
    SteeringModel.objects.all().delete()
    assert reader.get(path).status_code == 404


# How much each page asks of the database


def asked_for(municipality: Municipality) -> dict[str, list[str]]:
    """The queries of each page for somebody signed in, once what is kept in memory is there; settings not counted."""
    user = User.objects.create(username="läsare")
    with scope(municipality):
        unit = Unit.objects.get(key="kf")
        Role.objects.create(person=Person.objects.create(name="Läsare", user=user), unit=unit, kind="ledamot")
    client, found = client_of(user), {}
    for page in (*CARDS, "trad/", "brister/"):
        client.get(f"/{municipality.slug}/{page}")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/{municipality.slug}/{page}").status_code == 200
        found[page] = [query["sql"] for query in queries if "set_config" not in query["sql"]]
    return found


@pytest.mark.full
def test_no_page_asks_more_for_300_indicators_than_for_30_and_a_scorecard_at_most_12_times(scaled: Scaled) -> None:
    with scaled(60, 30) as small:
        few = asked_for(small)
    with scaled(600, 300) as large:
        many = asked_for(large)
    for page, asked in many.items():
        assert len(asked) == len(few[page]), page
        assert len(asked) <= AT_MOST or page not in CARDS, asked
