"""The pages where one works, the other municipalities, and other people's eyes: axe and narrow windows.

Run by make test-full. The pages that everybody reads in Perstorp stand in test_every_page.py.
"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.people import MAIN_PAGES, TOWNS

pytestmark = pytest.mark.full
WHO = {
    "perstorp": "Kvalitetssamordnare",
    "hallsberg": "Samordnare av styrsystemet",
    "svenljunga": "Kommunchef",
    "exempelkommunen": "Kvalitetssamordnare",
}
FORMS = (
    "led/mal-5/",
    "led/mal-5/utkast/",
    "led/mal-5/utkast/kopplingar/",
    "led/mal-5/fragor/",
    "led/mal-5/bedomning/",
    "led/mal-5/historik/",
    "led/a-felanmalan/lage/",
    "organisation/enheter/bn/andra/",
    "organisation/enheter/bn/avsluta/",
    "organisation/enheter/bn/sla-ihop/",
    "organisation/enheter/bn/ny-roll/",
    "organisation/ny-enhet/",
    "organisation/ny-person/",
    "uppdrag/nytt/",
)
READ = ("", "trad/", "styrkort/", "led/mal-6/", "uppdrag/", "indikatorer/valdsbrott/")
FILE = "indikator;enhet;period;utfall;källa\nvaldsbrott;kf;2018-08;13,4;Brå\n"


@pytest.fixture(scope="module")
def at_work(window: Window) -> Page:
    """Perstorp's coordinator, with a draft of a council goal begun."""
    page = window("perstorp", WHO["perstorp"])
    page.goto("/perstorp/led/mal-5/")
    page.locator("main").get_by_text("Skriv en ny version", exact=True).first.click()
    page.get_by_role("button", name="Börja på ett utkast").click()
    expect(page.locator("form textarea").first).to_be_visible()
    return page


def faults(page: Page, path: str = "") -> list[object]:
    """What axe finds wide and narrow, and whether anything runs out of a window of 320 px."""
    found: list[object] = []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        if path:
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == 200, path
        for fault in Axe().run(page).response["violations"]:
            found.append((width, fault["id"], [node["html"][:120] for node in fault["nodes"]][:3]))
        wide = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{wide} px"] if wide > width else []
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


@pytest.mark.parametrize("path", FORMS)
def test_the_pages_where_one_works_are_as_good_as_those_one_reads(at_work: Page, path: str) -> None:
    assert faults(at_work, f"/perstorp/{path}") == []


def test_a_file_is_shown_before_it_is_loaded(window: Window) -> None:
    page = window("perstorp", WHO["perstorp"])
    page.goto("/perstorp/import/")
    given = {"name": "utfall.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    page.locator("input[type=file]").set_input_files(given)
    page.get_by_role("button", name="Granska filen").click()
    expect(page.locator("main")).to_contain_text("En rad läses in")
    assert faults(page) == []


def test_who_decides_sees_what_is_decided(window: Window) -> None:
    """The draft of the social board that the demo has, as its chair."""
    page = window("perstorp", "Ordförande, socialnämnden")
    assert faults(page, "/perstorp/led/sn-utkast-boende/utkast/beslut/") == []
    expect(page.locator("main").get_by_role("button", name=re.compile("[Bb]eslut"))).to_be_visible()


@pytest.mark.parametrize("town", [town for town in TOWNS if town != "perstorp"])
@pytest.mark.parametrize("path", MAIN_PAGES)
def test_the_main_pages_hold_in_every_municipality(window: Window, town: str, path: str) -> None:
    assert faults(window(town, WHO[town]), f"/{town}/{path}") == []


@pytest.mark.parametrize("person", ["Enhetschef, hemtjänsten", "Ledamot, kommunfullmäktige"])
@pytest.mark.parametrize("path", READ)
def test_the_main_pages_hold_for_who_has_ten_minutes_and_who_has_a_phone(
    window: Window, person: str, path: str
) -> None:
    assert faults(window("perstorp", person), f"/perstorp/{path}") == []


def test_the_head_of_a_unit_enters_figures_on_any_window(window: Window) -> None:
    assert faults(window("perstorp", "Enhetschef, hemtjänsten"), "/perstorp/indikatorer/for-in/") == []


@pytest.mark.parametrize("path", ["trad/", "led/mal-3/"])
def test_the_picture_of_the_thread_stands_up_on_a_phone_and_every_item_is_a_link(at_work: Page, path: str) -> None:
    at_work.goto(f"/perstorp/{path}")
    wide = at_work.locator("svg.threads:visible a")
    names = set(wide.evaluate_all("all => all.map(each => each.getAttribute('href'))"))
    at_work.set_viewport_size({"width": 390, "height": 844})
    narrow = at_work.locator("svg.threads:visible a")
    assert set(narrow.evaluate_all("all => all.map(each => each.getAttribute('href'))")) == names
    at_work.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("path", ["trad/", "led/mal-3/", "styrkort/"])
def test_pictures_are_on_paper(at_work: Page, path: str) -> None:
    at_work.goto(f"/perstorp/{path}")
    at_work.emulate_media(media="print")
    kind = "svg.spark" if path == "styrkort/" else ".in-print svg.threads"
    expect(at_work.locator(f"{kind}:visible").first).to_be_visible()
    expect(at_work.locator("svg.threads.narrow-only:visible")).to_have_count(0)
    at_work.emulate_media(media="screen")


def test_curves_are_on_the_narrow_scorecard(at_work: Page) -> None:
    at_work.set_viewport_size({"width": 390, "height": 844})
    at_work.goto("/perstorp/styrkort/")
    assert at_work.locator("svg.spark:visible").count() >= 25
    at_work.set_viewport_size({"width": 1280, "height": 900})
