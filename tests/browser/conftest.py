"""A real browser on a real demo. Skipped with a reason where there is no Chromium; in CI that is a failure."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.people import sign_in
from tests.site import demo_site

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
Window = Callable[[str, str], Page]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Closed after each module: two Playwrights cannot run in one process, and other packages start their own."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI must test in a browser, and there is no Chromium")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data: Path = tmp_path_factory.mktemp("site")
    with demo_site(data) as address:
        yield address


@pytest.fixture
def context(chromium: Browser, site: str) -> Iterator[BrowserContext]:
    made = chromium.new_context(base_url=site, locale="sv-SE", viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, site: str) -> Iterator[Page]:
    """A page on which any request outside the site, and any error of a script or on the console, fails the test."""
    made, wrong = context.new_page(), watched(context, site)
    yield made
    assert wrong == []


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, site: str) -> Iterator[Page]:
    """One window as Perstorp's coordinator, for tests that only look; they set its size and colours themselves."""
    context = chromium.new_context(base_url=site, locale="sv-SE", viewport={"width": 1280, "height": 900})
    wrong, page = watched(context, site), context.new_page()
    sign_in(page, "perstorp", "Kvalitetssamordnare")
    yield page
    context.close()
    assert wrong == []


@pytest.fixture(scope="module")
def window(chromium: Browser, site: str) -> Iterator[Window]:
    """A window of somebody's own, kept for all tests that look with their eyes."""
    opened: dict[tuple[str, str], tuple[Page, list[str]]] = {}

    def of(town: str, person: str) -> Page:
        if (town, person) not in opened:
            context = chromium.new_context(base_url=site, locale="sv-SE", viewport={"width": 1280, "height": 900})
            page, wrong = context.new_page(), watched(context, site)
            sign_in(page, town, person)
            opened[town, person] = page, wrong
        return opened[town, person][0]

    yield of
    for page, _ in opened.values():
        page.context.close()
    assert [wrong for _, wrong in opened.values() if wrong] == []


def watched(context: BrowserContext, site: str) -> list[str]:
    """What goes wrong in a window from now on, in words."""
    wrong: list[str] = []

    def asked(url: str) -> None:
        if not url.startswith((site, "data:", "blob:")):
            wrong.append(f"request outside the site: {url}")

    context.on("request", lambda request: asked(request.url))
    context.on("weberror", lambda error: wrong.append(f"script error: {error.error}"))

    def written(kind: str, words: str) -> None:
        # A form that is refused is answered by 422, which Chromium writes on its console.
        if kind == "error" and "status of 422" not in words:
            wrong.append(f"console: {words}")

    context.on("console", lambda said: written(said.type, said.text))
    return wrong
