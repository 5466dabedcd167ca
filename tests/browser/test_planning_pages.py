"""The pages on which one plans, decides and sees the year, with their forms, as axe sees them.

Run by make test-full. Rows are found from the lists that lead to them, so that no number is written here.
"""

import re
from typing import NamedTuple

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Window
from tests.browser.test_every_page import axe_faults
from tests.browser.test_working_pages import WHO

pytestmark = pytest.mark.full


class Row(NamedTuple):
    """A row by the list that leads to it: whose, which list, the link's words or address, and which of those alike."""

    town: str
    listed: str
    link: str | re.Pattern[str] = ""
    nth: int = 0


KITCHEN = Row("perstorp", "planer/?ar=2019", "Kostenheten", -1)
PAGES: dict[Row, tuple[str, ...]] = {
    KITCHEN: (
        *("", "skriv/", "led/", "for-oss/", "underlag/"),
        *(f"underlag/{form}/" for form in ("slutsats", "forslag", "forhandling")),
        *(f"steg/{step}/" for step in ("remiss", "foresla", "slang")),
        *("led/nytt/aktivitet/", "underlag/steg/?steg=trend-och-omvarldsanalys"),
    ),
    Row("perstorp", "planer/?ar=2019", "Kostenheten"): ("led/",),
    Row("perstorp", "planer/?ar=2018", "Socialnämnden"): (
        "dokument/",
        "steg/avsluta/",
        "steg/revidera/",
        "steg/overklagad/",
    ),
    Row("hallsberg", "planer/?ar=2019", "Bildningsnämnden"): tuple(
        f"steg/{step}/" for step in ("besluta", "enligt-beslutet", "aterremittera", "avsla", "bordlagg", "sammantrade")
    ),
    Row("hallsberg", "planer/?ar=2019", "Socialnämnden"): ("steg/yttra/", "steg/ta-tillbaka/"),
    Row("exempelkommunen", "planer/?ar=2019", "Kommunfullmäktige"): ("", "steg/star-fast/", "steg/upphavd/"),
    Row("hallsberg", "planer/?ar=2018", "Socialnämnden"): ("dokument/?jamfor",),
    Row("hallsberg", "planer/?ar=2019", re.compile("Budget och flerårsplan")): ("ramar/",),
    Row("perstorp", "arshjul/"): ("utkast/", "nytt/"),
    Row("perstorp", "arshjul/", re.compile("/arshjul/[0-9]+/$")): ("",),
    Row("perstorp", "organisation/personer/", re.compile("/organisation/personer/[0-9]+/$")): ("",),
    Row("perstorp", "sammantraden/"): ("sn/", "kf/"),
    Row("perstorp", "beslut/", re.compile("/beslut/(?!nytt)[^/]+/$")): ("", "ratta/"),
    Row("perstorp", "styrdokument/"): (
        "nytt/",
        *(f"reglemente-sn/{form}" for form in ("", "andra/", "ny-lydelse/", "folj-upp/", "fil/", "avsluta/")),
    ),
    Row("perstorp", "motioner/"): ("ny/",),
    Row("perstorp", "motioner/", re.compile("/motioner/[0-9]+/$")): ("", "andra/"),
    Row("perstorp", "processer/"): ("ny/",),
    Row("perstorp", "processer/", re.compile("/processer/[0-9]+/$")): ("", "andra/", "genomgang/", "avsluta/"),
    Row("perstorp", "apt/kostenheten/", re.compile("/apt/forslag/[0-9]+/$")): ("", "andra/"),
}


def address(page: Page, row: Row) -> str:
    """Where a row's own page is; the list's where no link is named."""
    start = f"/{row.town}/{row.listed}"
    if not row.link:
        return start
    page.goto(start)
    links = page.locator("main a").evaluate_all(
        "all => all.map(each => [each.getAttribute('href'), each.textContent.trim()])"
    )
    if isinstance(row.link, str):
        return str([path for path, words in links if words == row.link][row.nth])
    return str([path for path, words in links if row.link.search(path) or row.link.search(words)][row.nth])


@pytest.mark.parametrize(("row", "end"), [(row, end) for row, ends in PAGES.items() for end in ends])
def test_axe_finds_nothing_where_one_plans(window: Window, row: Row, end: str) -> None:
    page = window(row.town, WHO[row.town])
    path = address(page, row) + end
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200, path
    assert page.url.endswith(path), f"{path} leads to {page.url}: the page was never looked at"
    assert axe_faults(page, path) == []


def test_nor_where_a_goal_ends_with_the_plan(window: Window) -> None:
    page = window(KITCHEN.town, WHO[KITCHEN.town])
    page.goto(address(page, KITCHEN) + "led/")
    page.get_by_role("link", name=re.compile("Låt det upphöra")).first.click()
    page.wait_for_url("**/upphor/")
    assert axe_faults(page, page.url) == []


def test_nor_on_the_page_of_one_section(window: Window) -> None:
    page = window(KITCHEN.town, WHO[KITCHEN.town])
    page.goto(address(page, KITCHEN) + "skriv/")
    page.get_by_role("link", name=re.compile("kommentarer, historik")).first.click()
    page.wait_for_url("**/planer/avsnitt/*/")
    assert axe_faults(page, page.url) == []


def test_nor_where_a_conclusion_is_written_and_read(window: Window) -> None:
    page = window(KITCHEN.town, WHO[KITCHEN.town])
    start = address(page, KITCHEN) + "underlag/"
    page.goto(start + "slutsats/")
    page.get_by_label("Slutsats", exact=True).fill("Allt fler äter vegetariskt.")
    page.get_by_role("button", name="Spara", exact=True).click()
    page.wait_for_url(f"**{start}*")
    assert axe_faults(page, start) == []
    page.get_by_role("link", name=re.compile("Ändra slutsatsen")).first.click()
    page.wait_for_url("**/slutsats/*/")
    assert axe_faults(page, page.url) == []
