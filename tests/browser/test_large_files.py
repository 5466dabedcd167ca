"""A file of thousands of rows: its progress is seen, the page can be left, and it ends as a small one does."""

import csv
import io
import re
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import watched
from tests.browser.people import sign_in
from tests.browser.test_working_pages import WHO, faults

pytestmark = pytest.mark.full
PATIENCE = 120_000
NAME = "utfall_fran_alla_enheter_och_alla_ar_sedan_matningarna_borjade_en_gang_i_tiden_hos_kommunen_2018.csv"
IMPORT = "/perstorp/import/"


def many(page: Page, first_year: int) -> bytes:
    """A file of 2,640 new outcomes: eleven of the municipality's indicators, every month of twenty years."""
    fetched = page.request.get("/perstorp/hamta/definitions.csv").body().decode("utf-8-sig")
    known = [row["Nyckel"] for row in csv.DictReader(io.StringIO(fetched), delimiter=";")][:11]
    months = [f"{year}-{month:02}" for year in range(first_year, first_year + 20) for month in range(1, 13)]
    rows = "".join(f"{key};{month};50\n" for key, month in product(known, months))
    return f"indikator;period;utfall\n{rows}".encode()


def choose(page: Page, first_year: int) -> None:
    page.goto(IMPORT)
    page.get_by_label("Fil", exact=True).set_input_files(
        {"name": NAME, "mimeType": "text/csv", "buffer": many(page, first_year)}
    )
    page.get_by_role("button", name="Granska filen").click()
    page.wait_for_url(re.compile("/perstorp/(jobb|import)/[0-9]+/"))


def test_a_large_file_is_followed_to_its_preview_and_its_receipt(page: Page) -> None:
    sign_in(page, "perstorp", WHO["perstorp"])
    choose(page, 1960)
    page.wait_for_url(re.compile(f"{IMPORT}[0-9]+/$"), timeout=PATIENCE)
    expect(page.locator("h1")).to_have_text(re.compile("2.640 rader läses in."))
    assert faults(page) == []
    page.get_by_role("button", name="Läs in", exact=True).click()
    page.wait_for_url(re.compile("/perstorp/jobb/[0-9]+/$"))
    page.goto(IMPORT)
    page.get_by_role("link", name=re.compile("läsa in|Läser in|är inläst")).first.click()
    expect(page.locator("h1")).to_have_text(f"{NAME} är inläst.", timeout=PATIENCE)
    expect(page.locator("main")).to_contain_text("0 ändrade, 0 oförändrade och 0 avvisade.")
    assert faults(page) == []


def test_an_extract_of_200_mb_is_told_before_it_is_sent_and_what_was_typed_stays(page: Page, tmp_path: Path) -> None:
    """On the page where a plan is decided; a smaller one in its stead, and nothing is in the way."""
    huge = tmp_path / "protokoll.pdf"
    with huge.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    sign_in(page, "hallsberg", WHO["hallsberg"])
    page.goto("/hallsberg/planer/?ar=2019")
    page.locator("main").get_by_role("link", name="Bildningsnämnden", exact=True).first.click()
    page.get_by_role("link", name="Besluta planen").click()
    address, extract = page.url, page.get_by_label(re.compile("Protokollsutdrag"))
    page.get_by_label("Paragraf", exact=True).fill("188")
    extract.set_input_files(huge)
    told = page.get_by_role("alert").filter(has_text="Filen är för stor. Den får vara högst 30")
    expect(told).to_be_visible()
    page.get_by_role("button", name="Besluta planen").click()
    expect(extract).to_be_focused()
    assert page.url == address
    expect(page.get_by_label("Paragraf", exact=True)).to_have_value("188")
    assert faults(page) == []
    extract.set_input_files({"name": "protokoll.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
    expect(told).to_have_count(0)


def test_it_works_without_a_script(chromium: Browser, site: str) -> None:
    context = chromium.new_context(base_url=site, locale="sv-SE", java_script_enabled=False)
    wrong, page = watched(context, site), context.new_page()
    sign_in(page, "perstorp", WHO["perstorp"])
    choose(page, 1930)
    for _ in range(PATIENCE // 500):
        if "/jobb/" not in page.url:
            break
        page.wait_for_timeout(500)
        page.get_by_role("link", name="Se hur långt det har kommit").click()
    expect(page.locator("h1")).to_have_text(re.compile("2.640 rader läses in."))
    context.close()
    assert wrong == []
