"""The year in a real browser: by keyboard from the wheel to the list, on a phone, without script, and on paper."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import sign_in

pytestmark = pytest.mark.full
YEAR = "/exempelkommunen/arshjul/"


@pytest.fixture
def year(page: Page) -> Page:
    sign_in(page, "exempelkommunen", "Kvalitetssamordnare")
    page.goto(YEAR)
    return page


def tab_to(page: Page, wanted: str, most: int = 60) -> None:
    """Goes on with the Tab key until what is wanted has focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    pytest.fail(f"{wanted} was not reached in {most} steps")


def test_from_a_mark_of_the_wheel_the_keyboard_leads_to_its_line(year: Page) -> None:
    tab_to(year, "svg.wheel a")
    mark = year.evaluate("document.activeElement.getAttribute('href')")
    year.keyboard.press("Enter")
    expect(year).to_have_url(re.compile(f"{mark}$"))
    expect(year.locator(f"li{mark}")).to_be_in_viewport()
    assert year.locator(f"li{mark}").evaluate("each => getComputedStyle(each).boxShadow") != "none"


def test_the_wheel_can_be_passed_by(year: Page) -> None:
    tab_to(year, "a.skip-wheel")
    expect(year.locator("a.skip-wheel")).to_be_visible()
    year.keyboard.press("Enter")
    expect(year.locator("#lista")).to_be_in_viewport()


def test_the_filters_are_used_by_keyboard(year: Page) -> None:
    tab_to(year, "select#slag")
    year.keyboard.type("plan")
    tab_to(year, "form.filters button", 3)
    with year.expect_navigation():
        year.keyboard.press("Enter")
    assert "slag=plan" in year.url
    expect(year.locator("select#slag")).to_have_value("plan")


def test_an_own_entry_is_written_and_taken_away_by_keyboard(year: Page) -> None:
    year.goto(f"{YEAR}nytt/")
    year.get_by_label("Vad händer?").focus()
    year.keyboard.type("Prov av en planeringsdag")
    year.get_by_label("Dag", exact=True).fill("2018-10-11")
    tab_to(year, "form.entry button[type=submit]", 30)
    with year.expect_navigation():
        year.keyboard.press("Enter")
    expect(year.locator(".said")).to_contain_text("Tidpunkten står i årshjulet")
    year.get_by_role("link", name="Prov av en planeringsdag").last.click()
    year.get_by_role("button", name="Ta bort ur årshjulet").focus()
    with year.expect_navigation():
        year.keyboard.press("Enter")
    expect(year.locator("main")).not_to_contain_text("Prov av en planeringsdag")


def test_on_a_phone_what_is_next_comes_before_a_wheel_that_is_legible(year: Page) -> None:
    year.set_viewport_size({"width": 390, "height": 844})
    wheel, following = year.locator("svg.wheel-small"), year.get_by_role("heading", name="Närmast")
    expect(wheel).to_be_visible()
    expect(year.locator("svg.wheel")).to_be_hidden()
    above, below = following.bounding_box(), wheel.bounding_box()
    assert above is not None and below is not None and above["y"] < below["y"]
    size = wheel.locator("text.month").first.evaluate("each => each.getBoundingClientRect().height")
    assert size >= 14
    assert year.evaluate("document.documentElement.scrollWidth") <= 390


def test_no_word_of_the_wheel_lies_on_another(year: Page) -> None:
    """Months, numbers and the middle; the names of rings follow their lines and are measured by their letters."""
    boxes = year.locator("svg.wheel > text, svg.wheel a text").evaluate_all(
        "all => all.map(each => [each.textContent, each.getBoundingClientRect()])"
        ".map(([text, box]) => [text, box.x, box.y, box.width, box.height])"
    )
    shown = [box for box in boxes if box[3] > 0 and box[0] and box[0].strip()]
    names = {"kommunfullmäktige", "kommunstyrelsen", "nämnder", "bolag", "revisorerna", "tjänstepersoner", "övriga"}
    apart = [box for box in shown if box[0] not in names]
    assert len(apart) > 40
    for at, (one, x, y, width, height) in enumerate(apart):
        for other, other_x, other_y, other_width, other_height in apart[at + 1 :]:
            beside = x + width <= other_x + 1 or other_x + other_width <= x + 1
            under = y + height * 0.8 <= other_y + 1 or other_y + other_height * 0.8 <= y + 1
            assert beside or under, (one, other)


def test_it_works_without_script(chromium: Browser, site: str) -> None:
    context = chromium.new_context(base_url=site, locale="sv-SE", java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "exempelkommunen", "Revisor")
    page.goto(f"{YEAR}?slag=report")
    expect(page.locator("svg.wheel a").first).to_be_visible()
    page.locator("svg.wheel a").first.click()
    assert re.search(r"#[hm]\d+$", page.url)
    page.locator("select#slag").select_option("plan")
    page.get_by_role("button", name="Visa", exact=True).click()
    assert "slag=plan" in page.url
    context.close()
