"""The pages of indicators in a real browser: keys, paste, and what axe finds. Run by make test-full."""

import os
import shutil
from collections.abc import Iterator
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from rodatraden.indicators.models import Indicator
from rodatraden.indicators.tests.rows import a_target, an_indicator, an_outcome, signed_in, somebody, the_house
from rodatraden.lib import clock
from rodatraden.tenancy.models import Municipality

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("own_pages"),
]
PASTE = """([name, text]) => {
  const box = document.querySelector(`[name="${name}"]`);
  const data = new DataTransfer();
  data.setData("text/plain", text);
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def demo_day() -> Iterator[None]:
    """The server runs in a thread of its own, which does not see the day that the test holds."""
    clock.stand_on(date(2018, 9, 10))
    yield
    clock.stand_on(None)


@pytest.fixture
def two(perstorp: Municipality, demo_day: None) -> list[Indicator]:
    house = the_house()
    somebody(house["kf"], username="samordnare")
    rows = [an_indicator(house["kf"], key, name=key.capitalize(), gender_reason="Enkäten.") for key in ("alfa", "beta")]
    an_outcome(rows[0], 2017, "51")
    a_target(rows[0], 2018, "55")
    return rows


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, client: Client, two: list[Indicator]) -> Iterator[Page]:
    signed_in(client, "samordnare")
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=live_server.url, locale="sv-SE")
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    opened = context.new_page()
    yield opened
    context.close()


def box(indicator: Indicator, at: int) -> str:
    return f"v.{indicator.pk}.total.{at}"


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.name"))


def value(page: Page, name: str) -> str:
    return page.locator(f'[name="{name}"]').input_value()


def test_keys_move_between_the_boxes_of_the_grid(page: Page, two: list[Indicator]) -> None:
    first, second = two
    page.goto("/perstorp/indikatorer/for-in/")
    page.locator(f'[name="{box(first, 2016)}"]').focus()
    for key, name in (
        ("ArrowRight", box(first, 2017)),
        ("Enter", box(second, 2017)),
        ("ArrowUp", box(first, 2017)),
        ("ArrowDown", box(second, 2017)),
        ("ArrowLeft", box(second, 2016)),
        ("Shift+Enter", box(first, 2016)),
    ):
        page.keyboard.press(key)
        assert focused(page) == name, key


def test_enter_in_the_last_row_sends_nothing(page: Page, two: list[Indicator]) -> None:
    page.goto("/perstorp/indikatorer/for-in/")
    page.locator(f'[name="{box(two[1], 2018)}"]').focus()
    page.keyboard.press("Enter")
    assert focused(page) == box(two[1], 2018)


def test_an_arrow_within_a_number_stays_in_its_box(page: Page, two: list[Indicator]) -> None:
    name = box(two[1], 2016)
    page.goto("/perstorp/indikatorer/for-in/")
    page.locator(f'[name="{name}"]').fill("123")
    page.keyboard.press("ArrowLeft")
    assert focused(page) == name


def test_what_is_copied_from_a_spreadsheet_spreads_over_the_boxes(page: Page, two: list[Indicator]) -> None:
    first, second = two
    page.goto("/perstorp/indikatorer/for-in/")
    page.evaluate(PASTE, [box(first, 2016), "50,5\t\t52\r\n1 000\t2\r\n9\t9\t9\r\n"])
    assert [value(page, box(first, at)) for at in (2015, 2016, 2017, 2018)] == ["", "50,5", "51", "52"]
    assert [value(page, box(second, at)) for at in (2016, 2017, 2018)] == ["1 000", "2", ""]


def test_heads_that_are_copied_along_are_left_out_and_what_lies_outside_is_told(
    page: Page, two: list[Indicator]
) -> None:
    first, second = two
    page.goto("/perstorp/indikatorer/for-in/")
    page.evaluate(PASTE, [box(first, 2017), "Indikator\t2017\t2018\t2019\r\nAlfa\t50\t51\t52\r\nBeta\t1\t2\t3\r\n"])
    assert [value(page, box(first, at)) for at in (2017, 2018)] == ["50", "51"]
    assert [value(page, box(second, at)) for at in (2017, 2018)] == ["1", "2"]
    told = page.locator("#pasted").inner_text()
    for words in ("Ifyllda rutor: 4.", "Rubrikraden är inte inklistrad.", "Kolumnen med namn", "2 (52, 3)"):
        assert words in told


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_runs_out_of_the_window(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for address in ("", "alfa/", "alfa/andra/", "alfa/malvarde/", "alfa/utfall/", "ny/", "for-in/"):
        page.goto(f"/perstorp/indikatorer/{address}")
        found = Axe().run(page)
        assert [fault["id"] for fault in found.response["violations"]] == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
