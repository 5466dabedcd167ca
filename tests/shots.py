"""Screenshots of the main pages as each main role, into shots/. Run by `make shots`; look at them."""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from tests.site import ROOT, demo_site

INTO = ROOT / "shots"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
WIDE, NARROW = 1280, 390
Scheme = Literal["light", "dark"]
SPILLS = "wrap => wrap.scrollWidth > wrap.clientWidth + 1"
CUT = f"[...document.querySelectorAll('.tablewrap:not(:has(.matrix))')].some({SPILLS})"
"""Whether a table is cut off, but for the matrix, whose goals stand side by side as far as they go."""


@dataclass(frozen=True)
class Visit:
    """Somebody of a municipality, and the pages (name: path below the municipality) that they open."""

    town: str
    person: str
    pages: dict[str, str]
    dark: tuple[str, ...] = ()


READ = {
    "oversikt": "",
    "styrkort": "styrkort/",
    "tradens-bild": "trad/",
    "brister": "brister/",
    "styrmodell": "styrmodell/",
    "indikatorer": "indikatorer/",
    "ekonomi": "ekonomi/",
    "planer": "planer/",
    "uppdrag": "uppdrag/",
    "arshjul": "arshjul/",
    "beslut": "beslut/",
    "styrdokument": "styrdokument/",
    "organisation": "organisation/",
    "meddelanden": "meddelanden/",
}
FOLLOWED = {
    "rapporter": "rapporter/",
    "kalender": "rapporter/kalender/",
    "uppsikt": "uppsikt/",
    "avvikelser": "avvikelser/",
    "atgarder": "atgarder/",
}
PLANNED = {
    "plan": "planer/PLAN/",
    "plan-skriv": "planer/PLAN/skriv/",
    "plan-led": "planer/PLAN/led/",
    "plan-underlag": "planer/PLAN/underlag/",
    "plan-dokument": "planer/PLAN/dokument/",
    "plan-for-oss": "planer/PLAN/for-oss/",
    "plan-besluta": "planer/PROPOSED/steg/besluta/",
    "plan-remiss": "planer/PLAN/steg/remiss/",
    "plan-skillnad": "planer/REVISED/dokument/?jamfor=1",
    "motion": "motioner/MOTION/",
    "motion-sammantrade": "motioner/MOTION/sammantrade/",
}
"""PLAN is the number of the first plan that one's own list names, PROPOSED of the first that waits for its decision,
REVISED of a change of one that is decided, MOTION of the first that is prepared: the demo gives them as it is built."""
NUMBERED = {
    "PLAN": ("planer/?ar=2019", ""),
    "PROPOSED": ("planer/?ar=2019", "föreslagen"),
    "MOTION": ("motioner/?lage=beredda", ""),
}
"""The list that has each, and what its row tells."""
HALF_YEAR, UNITS_REPORT = "rapporter/halvar/2018-06-30/", "rapporter/delar/2018-08-31/hemtjanst/"
VISITS = (
    Visit(
        "perstorp",
        "Kvalitetssamordnare",
        {
            **READ,
            **PLANNED,
            "motioner": "motioner/",
            "sammantraden": "sammantraden/",
            "sammantraden-namnd": "sammantraden/sn/",
            "styrdokument-nytt": "styrdokument/nytt/",
            "arshjul-utkast": "arshjul/utkast/",
            "arshjul-ny-tidpunkt": "arshjul/nytt/",
            "processer": "processer/",
            "styrkort-perspektiv": "styrkort/?ordning=perspektiv",
            "styrkort-2017": "styrkort/?ar=2017",
            "styrkort-sn": "styrkort/sn/",
            "tradens-bild-djup": "trad/?djup=1",
            "led": "led/mal-3/",
            "led-omrade": "led/omrade-2/",
            "led-aktivitet": "led/a-felanmalan/",
            "indikator": "indikatorer/valdsbrott/",
            "indikator-rang": "indikatorer/foretagsklimat/",
            "for-in": "indikatorer/for-in/",
            "styrmodell-ny": "styrmodell/ny/",
            "logg": "organisation/logg/",
            "import": "import/",
            "hamta": "hamta/",
            "sok": "sok/?q=trygghet",
        },
        dark=(
            "oversikt",
            "styrkort",
            "tradens-bild",
            "indikator",
            "styrmodell",
            "led",
            "plan",
            "plan-skriv",
            "plan-besluta",
            "plan-remiss",
            "plan-skillnad",
            "motion-sammantrade",
            "styrdokument-nytt",
            "sammantraden-namnd",
            "arshjul",
            "styrdokument",
        ),
    ),
    Visit(
        "perstorp",
        "Enhetschef, hemtjänsten",
        {
            "oversikt": "",
            "for-in": "indikatorer/for-in/",
            "led": "led/mal-6/",
            "planer": "planer/",
            "arbetsplatstraff": "apt/hemtjansten/",
        },
        dark=("arbetsplatstraff",),
    ),
    Visit(
        "perstorp",
        "Ekonomichef",
        {
            **FOLLOWED,
            "tillfalle": f"{HALF_YEAR}",
            "rapport": f"{HALF_YEAR}ks/",
            "dokument": f"{HALF_YEAR}kf/dokument/",
            "uppsikt-tillfalle": "uppsikt/halvar/2018-06-30/",
        },
        dark=("tillfalle", "rapport", "dokument", "kalender"),
    ),
    Visit(
        "svenljunga", "Enhetschef, hemtjänsten", {"oversikt": "", "rapporter": "rapporter/", "rapport": UNITS_REPORT}
    ),
    Visit("perstorp", "Ledamot, kommunfullmäktige", {"oversikt": "", "styrkort": "styrkort/", "led": "led/mal-3/"}),
    Visit("perstorp", "Revisor", {"oversikt": "", "logg": "organisation/logg/", "beslut": "beslut/"}),
    Visit("hallsberg", "Samordnare av styrsystemet", {**READ, **FOLLOWED}),
    Visit("svenljunga", "Kommunchef", {**READ, **FOLLOWED}),
    Visit("exempelkommunen", "Kvalitetssamordnare", {**READ, **FOLLOWED}),
)


def main() -> int:
    if CHROMIUM is None:
        sys.stderr.write("Ingen Chromium finns på datorn (Debian: apt install chromium).\n")
        return 2
    shutil.rmtree(INTO, ignore_errors=True)
    INTO.mkdir()
    bad: list[str] = []
    with tempfile.TemporaryDirectory() as data, demo_site(Path(data)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        bad += start_pages(browser, address)
        revised = revise(browser, address)
        for visit in VISITS:
            for width, scheme in ((WIDE, "light"), (NARROW, "light"), (WIDE, "dark")):
                bad += shoot(browser, address, visit, width, "dark" if scheme == "dark" else "light", revised)
        browser.close()
    for line in bad:
        sys.stderr.write(line + "\n")
    sys.stderr.write(f"{len(list(INTO.glob('*.png')))} bilder i {INTO.name}/\n")
    return 1 if bad else 0


def start_pages(browser: Browser, address: str) -> list[str]:
    """What a stranger meets."""
    bad = []
    for width in (WIDE, NARROW):
        page = opened(browser, address, width, "light")
        for name, path in (("start", "/"), ("roller", "/demo/perstorp/"), ("logga-in", "/logga-in/")):
            bad += one(page, path, f"{name}-{width}")
        page.context.close()
    return bad


def shoot(browser: Browser, address: str, visit: Visit, width: int, scheme: Scheme, revised: str) -> list[str]:
    """One person's pages at one width; in the dark only those named so. Returns what was wrong, in words."""
    pages = {
        name: path.replace("REVISED", revised)
        for name, path in visit.pages.items()
        if scheme == "light" or name in visit.dark
    }
    if not pages:
        return []
    page = signed_in(browser, address, visit.town, visit.person, width, scheme)
    role = visit.person.split(",")[0].split()[0].lower()
    suffix = "" if scheme == "light" else "-dark"
    for word, (listed, told) in NUMBERED.items():
        if any(word in path for path in pages.values()):
            number = first(page, f"/{visit.town}/{listed}", told)
            pages = {name: path.replace(word, number) for name, path in pages.items()}
    bad = collected(page, visit, pages, f"{visit.town}-{role}", f"{width}{suffix}")
    page.context.close()
    return bad


def first(page: Page, listed: str, told: str) -> str:
    """The number of the first in a list in whose row something is told."""
    page.goto(listed)
    links = page.locator("main tr", has_text=told).locator("a").evaluate_all("all => all.map(link => link.pathname)")
    return next(found[1] for link in links if (found := re.search(r"/(?:planer|motioner)/(\d+)/$", link)))


def revise(browser: Browser, address: str) -> str:
    """Begins to change a plan that is decided, so that there is something that differs; the number of the change."""
    page = signed_in(browser, address, VISITS[0].town, VISITS[0].person, WIDE, "light")
    number = first(page, f"/{VISITS[0].town}/planer/?ar=2018", "gäller")
    page.goto(f"/{VISITS[0].town}/planer/{number}/steg/revidera/")
    page.get_by_role("textbox").last.fill("Ny ram.")
    page.locator("main form button").last.click()
    page.wait_for_url(re.compile(rf"/planer/(?!{number}/)\d+/"))
    made = str(re.findall(r"/planer/(\d+)/", page.url)[0])
    page.context.close()
    return made


def signed_in(browser: Browser, address: str, town: str, person: str, width: int, scheme: Scheme) -> Page:
    page = opened(browser, address, width, scheme)
    page.goto(f"/demo/{town}/")
    page.get_by_role("button", name=f"Bli {person}", exact=True).click()
    return page


def collected(page: Page, visit: Visit, pages: dict[str, str], head: str, tail: str) -> list[str]:
    found: Iterable[list[str]] = (
        one(page, f"/{visit.town}/{path}", f"{head}-{name}-{tail}") for name, path in pages.items()
    )
    return [line for lines in found for line in lines]


def opened(browser: Browser, address: str, width: int, scheme: Scheme) -> Page:
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": 900}, locale="sv-SE", color_scheme=scheme
    )
    return context.new_page()


def one(page: Page, path: str, name: str) -> list[str]:
    """A picture of a whole page, and what can be told without looking: a status, a page wider than its window, a table
    that a wide window cuts off."""
    answer = page.goto(path)
    page.evaluate("document.fonts.ready.then(() => true)")
    page.screenshot(path=INTO / f"{name}.png", full_page=True)
    bad = [] if answer is not None and answer.status == 200 else [f"{name}: {path} svarar {answer and answer.status}"]
    wide = int(page.evaluate("document.documentElement.scrollWidth"))
    viewport = page.viewport_size
    if viewport and wide > viewport["width"]:
        bad.append(f"{name}: {wide} px bred")
    if viewport and viewport["width"] == WIDE and page.evaluate(CUT):
        bad.append(f"{name}: en tabell får inte plats")
    return bad


if __name__ == "__main__":
    sys.exit(main())
