"""Planning by keyboard alone: a plan written, proposed, decided and frozen, and a workplace meeting on its screen."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.conftest import watched
from tests.browser.people import sign_in
from tests.browser.test_working_pages import faults

pytestmark = pytest.mark.full
WRITER, HEAD = "Nämndsekreterare, socialnämnden", "Förvaltningschef, socialförvaltningen"
DECIDER = "Ordförande, socialnämnden"
PLAN = "Mål- och budgetdokument 2019, Socialnämnden"
DESK = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=390, height=844)
TEXT = "Vi börjar med dem som väntat längst."
GOAL = "Fler får hjälp första gången de frågar"
MOST_STEPS = 150


def step_to(page: Page, wanted: Locator) -> None:
    """Goes on with the Tab key until what is wanted has focus, and sees that the focus is visible."""
    aim = wanted.element_handle()
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("aim => document.activeElement === aim", aim):
            outline = page.evaluate("aim => getComputedStyle(aim).outlineStyle", aim)
            assert outline != "none", f"no one sees that the focus is on {wanted}"
            return
    pytest.fail(f"{wanted} was not reached in {MOST_STEPS} steps")


def press(page: Page, wanted: Locator) -> None:
    """Goes to a link or a button by keyboard and on to the page that it opens."""
    step_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_into(page: Page, label: str, words: str) -> None:
    step_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(words)


def clean(page: Page) -> None:
    """Nothing for axe to say, on a desk or in a window of 320 px, and nothing runs out of a phone's."""
    assert faults(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.set_viewport_size(DESK)


def link(page: Page, name: str | re.Pattern[str]) -> Locator:
    return page.locator("main").get_by_role("link", name=name).first


def button(page: Page, name: str) -> Locator:
    return page.locator("main").get_by_role("button", name=name, exact=True)


def test_a_plan_is_written_and_decided_by_keyboard_alone(page: Page, chromium: Browser, site: str) -> None:
    sign_in(page, "hallsberg", WRITER)
    _open(page)
    _write(page)
    _comment(page)
    _add_a_goal(page)
    press(page, link(page, "Läs planen"))
    for who, does in ((HEAD, _propose), (DECIDER, _decide)):
        other = chromium.new_context(base_url=site, locale="sv-SE", viewport=DESK).new_page()
        wrong = watched(other.context, site)
        sign_in(other, "hallsberg", who)
        other.goto(page.url)
        does(other)
        assert wrong == []
        other.context.close()


def _open(page: Page) -> None:
    """From the list of plans, where the writer's own stand first."""
    page.goto("/hallsberg/planer/?ar=2019")
    expect(page.get_by_role("heading", name="Era planer")).to_be_visible()
    clean(page)
    press(page, link(page, re.compile("Mål- och budgetdokument 2019, Socialnämnden")))
    expect(page.locator("main")).to_contain_text(PLAN)
    clean(page)


def _write(page: Page) -> None:
    """What is typed saves itself, and is there again after a reload."""
    press(page, link(page, "Skriv planen"))
    clean(page)
    label = "Vad som prioriteras"
    area = page.get_by_label(label, exact=True)
    step_to(page, area)
    page.keyboard.press("Control+End")
    page.keyboard.type(TEXT)
    expect(page.locator(".savebar .saved")).to_contain_text("Sparat")
    page.reload()
    expect(page.get_by_label(label, exact=True)).to_have_value(re.compile(f"{re.escape(TEXT)}$"))


def _comment(page: Page) -> None:
    """On words that are marked in the section. With none marked it says what to do."""
    area = page.get_by_label("Vad som prioriteras", exact=True)
    mark = page.get_by_role("button", name=re.compile("Kommentera markeringen.*Vad som prioriteras"))
    step_to(page, mark)
    page.keyboard.press("Enter")
    expect(mark.locator("xpath=..").get_by_role("status")).to_have_text("Markera några ord i texten först.")
    area.focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowLeft")
    for _ in range(4):
        page.keyboard.press("Control+Shift+ArrowLeft")
    press(page, mark)
    expect(page.get_by_label("Vilket ställe gäller det? (frivilligt)")).to_have_value("dem som väntat längst")
    type_into(page, "Kommentar", "Hur många är de?")
    press(page, button(page, "Kommentera"))
    comments = page.locator("#kommentarer")
    expect(comments).to_contain_text("Hur många är de?")
    expect(comments.locator("q").first).to_have_text("dem som väntat längst")
    clean(page)
    press(page, link(page, "Till planen"))


def _add_a_goal(page: Page) -> None:
    """That says what it serves."""
    press(page, link(page, "Mål och aktiviteter"))
    clean(page)
    press(page, link(page, "Lägg till nämndmål"))
    type_into(page, "Rubrik", GOAL)
    clean(page)
    served = page.get_by_role("group", name="Bidrar till").get_by_role("checkbox").first
    step_to(page, served)
    page.keyboard.press("Space")
    expect(served).to_be_checked()
    press(page, button(page, "Lägg till"))
    added = page.locator("main li", has=page.get_by_role("heading", name=re.compile(GOAL)))
    expect(added).to_contain_text("Bidrar till:")
    expect(added.locator(".fate-new")).to_be_visible()


def _propose(page: Page) -> None:
    """By whoever answers for it; after that nobody writes in it."""
    press(page, link(page, "Föreslå för beslut"))
    clean(page)
    type_into(page, "Förslag till beslut (frivilligt)", "Nämnden antar planen.")
    step_to(page, page.get_by_label("Jag föreslår planen utan att vänta på yttrandena"))
    page.keyboard.press("Space")
    press(page, button(page, "Föreslå för beslut"))
    expect(page.locator("main")).to_contain_text("föreslagen")
    expect(link(page, "Skriv planen")).to_have_count(0)


def _decide(page: Page) -> None:
    """With the day, the paragraph and the reference; then it is frozen, and a document."""
    press(page, link(page, "Besluta planen"))
    clean(page)
    page.get_by_label("Beslutsdag").fill("2018-09-10")
    type_into(page, "Paragraf", "141")
    type_into(page, "Diarienummer (frivilligt)", "SN 2018/77")
    known = page.get_by_label("Vi vet att tråden brister och beslutar ändå")
    step_to(page, known)
    page.keyboard.press("Space")
    press(page, button(page, "Besluta planen"))
    expect(page.locator("main")).to_contain_text("Stämmer dagen?")
    clean(page)
    step_to(page, page.get_by_label("Dagen stämmer"))
    page.keyboard.press("Space")
    press(page, button(page, "Besluta planen"))
    main = page.locator("main")
    expect(main).to_contain_text("2018-09-10")
    expect(main).to_contain_text("§ 141")
    expect(main).to_contain_text(GOAL)
    expect(link(page, "Skriv planen")).to_have_count(0)
    clean(page)
    press(page, link(page, re.compile("Som dokument")))
    expect(page.locator("main")).to_contain_text(TEXT)
    expect(page.locator("main")).to_contain_text("SN 2018/77")
    with page.expect_download() as asked:
        step_to(page, link(page, re.compile("PDF")))
        page.keyboard.press("Enter")
    assert asked.value.path().read_bytes().startswith(b"%PDF")
    clean(page)


def test_a_plan_is_begun_by_keyboard_from_the_list_of_what_is_due(page: Page) -> None:
    sign_in(page, "hallsberg", "Samordnare av styrsystemet")
    page.goto("/hallsberg/planer/?ar=2019")
    press(page, page.get_by_role("button", name=re.compile("Mål- och budgetdokument 2019, Tekniska nämnden")))
    expect(page.locator("main")).to_contain_text("Mål- och budgetdokument 2019, Tekniska nämnden")
    clean(page)


def test_the_workplace_meeting_is_held_on_its_screen(page: Page) -> None:
    sign_in(page, "hallsberg", "Enhetschef, hemtjänsten")
    page.goto("/hallsberg/apt/hemtjanst/")
    clean(page)
    type_into(page, "Ert förslag", "Ring dagen efter första besöket")
    press(page, button(page, "Skriv upp"))
    expect(page.locator("#forslag, main")).to_contain_text(["Ring dagen efter första besöket"])
    press(page, link(page, "Bestäm vem och när: Ring dagen efter första besöket"))
    clean(page)
    type_into(page, "Vem gör det (frivilligt)", "Nattpatrullen")
    page.get_by_label("Klart senast").fill("2018-12-14")
    press(page, button(page, "Vi gör det"))
    agreed = page.locator("main li.agreed", has_text="Ring dagen efter första besöket")
    expect(agreed).to_contain_text("klart senast 2018-12-14")
    expect(agreed).to_contain_text("Nattpatrullen")
    clean(page)
    press(page, link(page, "Ring dagen efter första besöket"))
    activity = page.locator("main")
    expect(activity).to_contain_text("Ring dagen efter första besöket")
    expect(activity).to_contain_text("2018-12-14")
    expect(activity).to_contain_text("nhetschef")
    clean(page)
