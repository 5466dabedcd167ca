"""The unit head's ten minutes on a phone, and the controller's day: written, saved, handed in, returned, cleared."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import watched
from tests.browser.people import sign_in
from tests.browser.test_working_pages import faults

pytestmark = pytest.mark.full
UNIT = "/svenljunga/rapporter/delar/2018-08-31/hemtjanst/"
OFFICE = "/svenljunga/rapporter/delar/2018-08-31/socialforvaltningen/"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phone(chromium: Browser, site: str) -> Page:
    context = chromium.new_context(base_url=site, locale="sv-SE", viewport=PHONE)
    page = context.new_page()
    page.set_default_timeout(20_000)
    return page


def test_the_heads_ten_minutes_on_a_phone(phone: Page, site: str) -> None:
    wrong = watched(phone.context, site)
    sign_in(phone, "svenljunga", "Enhetschef, hemtjänsten")
    phone.goto("/svenljunga/rapporter/")
    phone.get_by_role("link", name=re.compile("Delårsrapport per 2018-08-31, Hemtjänsten")).first.click()
    expect(phone.locator("h1")).to_contain_text("återstår, sedan kan du lämna in")
    assert faults(phone) == []
    phone.set_viewport_size(PHONE)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    area = phone.get_by_label("Vad har påverkat resultaten?")
    area.fill("Färre vikarier under sommaren.")
    area.blur()
    expect(phone.locator(".savebar .saved")).to_contain_text("Sparat")
    phone.reload()
    expect(phone.get_by_label("Vad har påverkat resultaten?")).to_have_value("Färre vikarier under sommaren.")
    phone.get_by_label("Vilka förändringar behövs?").fill("Inget just nu.")
    expect(phone.locator(".savebar .saved")).to_contain_text("Sparat")
    phone.get_by_role("link", name="Lämna in", exact=True).last.click()
    phone.get_by_role("button", name="Lämna in").click()
    expect(phone.locator("main")).to_contain_text("Rapporten är inlämnad.")
    assert faults(phone) == []
    assert wrong == []
    phone.context.close()


def test_a_text_survives_a_lost_connection_and_an_expired_sign_in(chromium: Browser, site: str) -> None:
    context = chromium.new_context(base_url=site, locale="sv-SE")
    page = context.new_page()
    sign_in(page, "svenljunga", "Förvaltningschef, socialförvaltningen")
    page.goto(OFFICE)
    area = page.get_by_label("Var är vi, och hur uppfylls målen?")
    context.set_offline(True)
    area.fill("Skrivet utan kontakt.")
    area.blur()
    expect(page.locator(".savebar .saved")).to_contain_text("Ingen kontakt")
    context.set_offline(False)
    expect(page.locator(".savebar .saved")).to_contain_text("Sparat", timeout=20_000)
    kept = [cookie for cookie in context.cookies() if cookie["name"] != "sessionid"]
    context.clear_cookies()
    context.add_cookies(kept)  # type: ignore[arg-type]
    area.fill("Skrivet som utloggad.")
    area.blur()
    expect(page.locator(".savebar .saved")).to_contain_text("utloggad")
    again = context.new_page()
    sign_in(again, "svenljunga", "Förvaltningschef, socialförvaltningen")
    again.goto(OFFICE)
    expect(again.locator(".clash-here", has_text="ligger kvar i webbläsaren").first).to_be_visible()
    again.get_by_role("button", name="Använd den").first.click()
    expect(again.locator(".savebar .saved")).to_contain_text("Sparat")
    context.close()


def test_two_people_at_once_see_both_texts(chromium: Browser, site: str) -> None:
    pages = []
    for who in ("Förvaltningschef, socialförvaltningen", "Ordförande, socialnämnden"):
        page = chromium.new_context(base_url=site, locale="sv-SE").new_page()
        sign_in(page, "svenljunga", who)
        page.goto(OFFICE)
        pages.append(page)
    one, other = pages
    for page, text in ((one, "Chefens text."), (other, "Ordförandens text.")):
        area = page.get_by_label("Vilka förändringar behövs?")
        area.fill(text)
        area.blur()
        if page is one:
            expect(page.locator(".savebar .saved")).to_contain_text("Sparat")
    clash = other.locator(".clash", has_text="Chefens text.")
    expect(clash).to_be_visible()
    other.get_by_role("button", name="Behåll min text").click()
    expect(other.locator(".savebar .saved")).to_contain_text("Sparat")
    for page in pages:
        page.context.close()


def test_the_controllers_day(page: Page) -> None:
    sign_in(page, "hallsberg", "Samordnare av styrsystemet")
    page.goto("/hallsberg/rapporter/delar/2018-07-31/?under=kf")
    expect(page.locator("h1")).to_contain_text("har lämnat in")
    assert faults(page) == []
    page.get_by_role("link", name="Påminn alla som är sena").click()
    expect(page.locator("main")).to_contain_text("Påminnelse: delårsrapport per 2018-07-31")
    page.get_by_role("button", name="Påminn", exact=True).click()
    expect(page.locator("main")).to_contain_text("påminnelser är lagda")
    page.goto("/hallsberg/rapporter/delar/2018-07-31/hemtjanst/")
    expect(page.locator("main")).to_contain_text("skickade tillbaka rapporten")
    assert faults(page) == []
    page.goto("/hallsberg/uppsikt/")
    assert faults(page) == []


@pytest.mark.parametrize("path", ["rapporter/halvar/2018-06-30/kf/", "rapporter/halvar/2018-06-30/kf/dokument/"])
def test_the_whole_municipalitys_report_is_clean_for_everybody_who_reads_it(page: Page, path: str) -> None:
    sign_in(page, "perstorp", "Ledamot, kommunfullmäktige")
    page.goto(f"/perstorp/{path}")
    assert faults(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
