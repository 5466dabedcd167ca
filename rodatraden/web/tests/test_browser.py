"""The style guide in a real browser: everything that only a browser can tell. Run by make test-full."""

import os
import re
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, expect, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("rodatraden.web.tests.urls"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def address(live_server: LiveServer, settings: Settings) -> str:
    settings.DEMO = True
    return f"{live_server.url}/stil/"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.goto(address)
    yield opened
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    opened = context.new_page()
    opened.goto(address)
    found = Axe().run(opened)
    context.close()
    assert [fault["id"] for fault in found.response["violations"]] == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_runs_out_of_the_window(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_runs_under_its_own_policy_and_asks_nobody_else(browser: Browser, address: str) -> None:
    said: list[ConsoleMessage] = []
    asked: list[Request] = []
    opened = browser.new_page()
    opened.on("console", lambda message: said.append(message))
    opened.on("request", lambda request: asked.append(request))
    opened.goto(address)
    opened.wait_for_load_state("networkidle")
    hosts = {re.sub(r"^(https?://[^/]+).*", r"\1", request.url) for request in asked}
    faults = [message.text for message in said if message.type == "error"]
    opened.close()
    assert hosts == {address.removesuffix("/stil/")}
    assert faults == []


def test_the_bundled_typeface_is_the_one_that_shows(page: Page) -> None:
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px \"Source Serif 4\"')")
    assert (
        page.locator("body").evaluate("element => getComputedStyle(element).fontFamily").startswith('"Source Serif 4"')
    )


def test_the_first_key_leads_past_the_menu(page: Page) -> None:
    assert page.evaluate("document.querySelector('a, button, input').className") == "skip"
    first = page.locator("a.skip")
    first.focus()
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    first.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_head_sorts_the_table_where_it_stands_and_in_the_address(page: Page) -> None:
    table = page.locator("table[data-sortable]")
    head = table.locator("thead a", has_text="Utfall 2017")
    head.click()
    expect(table.locator("thead [aria-sort=ascending]")).to_have_count(1)
    assert "sort=outcome" in page.url
    names = table.locator("tbody th").all_inner_texts()
    assert names[0].startswith("Anmälda våldsbrott")
    assert names[-1].startswith("Nöjd medarbetarindex"), "missing values stand last"
    head.click()
    expect(table.locator("thead [aria-sort=descending]")).to_have_count(1)
    names = table.locator("tbody th").all_inner_texts()
    assert names[0].startswith("Eget kapital")
    assert names[-1].startswith("Nöjd medarbetarindex"), "also when falling"
    page.reload()
    assert page.locator("table[data-sortable] tbody th").all_inner_texts()[0].startswith("Eget kapital")


def test_without_script_the_same_heads_and_filter_work(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(address)
    opened.locator("table[data-sortable] thead a", has_text="Utfall 2017").click()
    first = opened.locator("table[data-sortable] tbody th").first
    expect(first).to_contain_text("Anmälda våldsbrott")
    opened.locator("input[type=search]").fill("nöjd")
    opened.locator("form[role=search] button").click()
    expect(opened.locator("table[data-sortable] tbody tr")).to_have_count(1)
    assert "sort=outcome" in opened.url
    context.close()


@pytest.mark.parametrize(("locale", "told"), [("sv-SE", "1 av 5"), ("en-GB", "1 of 5")])
def test_rows_are_filtered_while_one_types(browser: Browser, address: str, locale: str, told: str) -> None:
    context = browser.new_context(locale=locale)
    page = context.new_page()
    page.goto(address)
    rows = page.locator("table[data-sortable] tbody tr:visible")
    expect(rows).to_have_count(5)
    page.locator("input[type=search]").press_sequentially("TRYGG")
    expect(rows).to_have_count(1)
    expect(page.locator("form[role=search] [role=status]")).to_have_text(told)
    page.locator("input[type=search]").fill("")
    expect(rows).to_have_count(5)
    context.close()


def test_a_word_explains_itself_by_key_and_closes_by_escape(page: Page) -> None:
    word, meaning = page.locator("button.word"), page.locator(".meaning")
    expect(meaning).to_be_hidden()
    word.focus()
    word.press("Enter")
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(word).to_be_focused()


def test_every_node_of_the_thread_is_reached_by_key(page: Page) -> None:
    links = page.locator("svg.threads:visible a")
    assert links.count() == 16
    links.first.focus()
    reached = set()
    for _ in range(16):
        reached.add(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        page.keyboard.press("Tab")
    assert len(reached) == 16


def test_only_one_of_the_two_drawings_shows(page: Page) -> None:
    expect(page.locator("svg.wide-only:visible")).to_have_count(3)
    expect(page.locator("svg.narrow-only:visible")).to_have_count(0)
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.locator("svg.wide-only:visible")).to_have_count(0)
    expect(page.locator("svg.narrow-only:visible")).to_have_count(3)


def test_labels_in_charts_stay_readable_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    sizes = page.evaluate(
        """[...document.querySelectorAll("svg.chart.narrow-only text")].map(text =>
            parseFloat(getComputedStyle(text).fontSize) * text.ownerSVGElement.getScreenCTM().a)"""
    )
    assert min(sizes) >= 11


def test_what_a_finger_meets_in_a_form_is_large_enough(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for target in page.locator("form[data-keep] :is(.button, textarea, input[type=text], .choice)").all():
        box = target.bounding_box()
        assert box is not None and box["height"] >= 43.5


def test_the_summary_of_faults_is_read_first_and_leads_to_the_field(page: Page) -> None:
    expect(page.locator(".faults")).to_be_focused()
    page.locator(".faults a", has_text="Klart senast").click()
    expect(page.locator("#id_due")).to_be_focused()


def answered(page: Page) -> list[str]:
    """The kinds of questions that the browser asks from now on; each is answered with yes."""
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    return asked


def test_what_was_typed_is_not_left_behind_without_a_warning(page: Page) -> None:
    asked = answered(page)
    page.locator("#id_remedy").press_sequentially("En åtgärd")
    page.reload()
    assert asked == ["beforeunload"]


def test_an_untouched_form_is_left_without_a_warning(page: Page) -> None:
    asked = answered(page)
    page.locator("#id_remedy").click()
    page.reload()
    assert asked == []


def test_paper_shows_content_and_not_what_can_only_be_clicked(page: Page) -> None:
    page.emulate_media(media="print")
    for hidden in (".tabs", ".filters", ".actions", ".savebar", ".skip"):
        expect(page.locator(hidden).first).to_be_hidden()
    for shown in (".key h1", "table[data-sortable]", "svg.threads", ".foot p"):
        expect(page.locator(shown).first).to_be_visible()


def test_dark_paper_is_dark_and_print_is_white_even_then(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    opened = context.new_page()
    opened.goto(address)
    ground = "getComputedStyle(document.body).backgroundColor"
    assert opened.evaluate(ground) == "rgb(22, 21, 18)"
    opened.emulate_media(media="print", color_scheme="dark")
    assert opened.evaluate(ground) == "rgb(255, 255, 255)"
    context.close()
