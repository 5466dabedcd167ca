"""A real browser on a real demo. Skipped with a reason where there is no Chromium; in CI that is a failure."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.site import demo_site

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SignIn = Callable[[Page, str, str], None]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
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
def page(context: BrowserContext, site: str) -> Page:
    """A page on which any request outside the site, and any script error, fails the test at the end."""
    made = context.new_page()
    made.on("request", lambda request: _stays(request.url, site))
    made.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    return made


def _stays(url: str, site: str) -> None:
    if not url.startswith((site, "data:", "blob:")):
        pytest.fail(f"request outside the site: {url}")
