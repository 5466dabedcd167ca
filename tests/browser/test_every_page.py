"""What must hold on each page whatever it shows: axe, narrow windows, the keyboard, print. Run by make test-full."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.people import MAIN_PAGES, sign_in

pytestmark = pytest.mark.full
PATHS = (
    "/",
    "/logga-in/",
    "/demo/perstorp/",
    *(f"/perstorp/{path}" for path in MAIN_PAGES),
    "/perstorp/led/mal-3/",
    "/perstorp/led/omrade-2/",
    "/perstorp/led/a-felanmalan/",
    "/perstorp/indikatorer/valdsbrott/",
    "/perstorp/indikatorer/for-in/",
    "/perstorp/indikatorer/ny/",
    "/perstorp/nytt-led/?niva=namndmal",
    "/perstorp/beslut/nytt/",
    "/perstorp/organisation/enheter/sn/",
    "/perstorp/organisation/personer/",
    "/perstorp/organisation/logg/",
    "/perstorp/styrmodell/ny/",
    "/perstorp/import/",
    "/perstorp/planer/",
    "/perstorp/styrdokument/",
    "/perstorp/motioner/",
    "/perstorp/sammantraden/",
    "/perstorp/processer/",
    "/perstorp/apt/kostenheten/",
)


def axe_faults(page: Page, path: str) -> list[object]:
    """What axe finds on a page, wide in light colours and narrow in dark ones: no colour hangs on the width."""
    found: list[object] = []
    for width, dark in ((1280, False), (390, True)):
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path)
        for fault in Axe().run(page).response["violations"]:
            found.append((width, fault["id"], [node["html"][:120] for node in fault["nodes"]][:3]))
    page.emulate_media(color_scheme="light")
    return found


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_wide_in_light_or_narrow_in_dark(signed_in: Page, path: str) -> None:
    assert axe_faults(signed_in, path) == []


@pytest.mark.parametrize("path", PATHS)
def test_nothing_runs_out_of_a_window_of_320_px(signed_in: Page, path: str) -> None:
    signed_in.set_viewport_size({"width": 320, "height": 800})
    signed_in.goto(path)
    assert signed_in.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", PATHS)
def test_the_first_key_leads_past_the_menu_and_focus_is_seen(signed_in: Page, path: str) -> None:
    signed_in.set_viewport_size({"width": 1280, "height": 900})
    signed_in.goto(path)
    signed_in.evaluate("document.activeElement.blur()")
    signed_in.keyboard.press("Tab")
    skip = signed_in.locator("a.skip")
    expect(skip).to_be_focused()
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    signed_in.keyboard.press("Enter")
    expect(signed_in.locator("main")).to_be_focused()
    for _ in range(6):
        signed_in.keyboard.press("Tab")
        assert signed_in.evaluate(SEEN), signed_in.evaluate("document.activeElement.outerHTML.slice(0, 200)")


# An outline (or a shadow in its stead) on what has focus, or on what carries it in a picture; the page's own body
# is reached again when there is little to tab through, and a date shows focus on its day, month or year by itself.
SEEN = """() => {
  const at = document.activeElement;
  if (at === document.body || at.type === "date") return true;
  const seen = (each) => {
    const style = getComputedStyle(each);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  };
  return seen(at) || [...at.querySelectorAll("*")].some(seen);
}"""


@pytest.mark.parametrize("path", ["/perstorp/", "/perstorp/styrkort/", "/perstorp/trad/", "/perstorp/led/mal-3/"])
def test_paper_shows_what_is_said_and_not_what_can_only_be_clicked(signed_in: Page, path: str) -> None:
    signed_in.set_viewport_size({"width": 1280, "height": 900})
    signed_in.goto(path)
    signed_in.emulate_media(media="print")
    expect(signed_in.locator("h1")).to_be_visible()
    expect(signed_in.get_by_role("navigation", name="Huvudmeny")).to_be_hidden()
    signed_in.emulate_media(media="screen")


@pytest.mark.parametrize("path", ["/perstorp/finns-inte/", "/hallsberg/"])
def test_a_page_that_is_not_there_is_as_good_as_any(context: BrowserContext, path: str) -> None:
    page = context.new_page()
    sign_in(page, "perstorp", "Revisor")
    page.set_viewport_size({"width": 320, "height": 800})
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 404
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
