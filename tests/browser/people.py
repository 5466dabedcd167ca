"""Who one can be in the demo, and the pages that one opens."""

from playwright.sync_api import Page

MAIN_PAGES = (
    "",
    "trad/",
    "styrkort/",
    "indikatorer/",
    "ekonomi/",
    "rapporter/",
    "rapporter/kalender/",
    "uppsikt/",
    "atgarder/",
    "avvikelser/",
    "uppdrag/",
    "arshjul/",
    "beslut/",
    "organisation/",
    "styrmodell/",
    "brister/",
    "hamta/",
    "sok/?q=mål",
)
TOWNS = ("perstorp", "hallsberg", "svenljunga", "exempelkommunen")


def roles_of(page: Page, town: str) -> list[str]:
    """The names of those whom one can be."""
    page.goto(f"/demo/{town}/")
    labels = page.get_by_role("button").evaluate_all("all => all.map(each => each.getAttribute('aria-label') || '')")
    return [label.removeprefix("Bli ") for label in labels if label.startswith("Bli ")]


def sign_in(page: Page, town: str, person: str) -> None:
    """Chooses a role on the page where one does."""
    page.goto(f"/demo/{town}/")
    page.get_by_role("button", name=f"Bli {person}", exact=True).click()
    page.wait_for_url(f"**/{town}/")
