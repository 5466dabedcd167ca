"""The main paths in a real browser, as a stranger walks them. Run by make test-full."""

import io
import re

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import MAIN_PAGES, TOWNS, roles_of, sign_in

pytestmark = pytest.mark.full


def heading(page: Page) -> str:
    return " ".join(page.locator("h1").inner_text().split())


def test_a_stranger_walks_from_the_municipality_down_the_thread_and_to_how_it_is_steered(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Perstorps kommun").click()
    page.get_by_role("button", name="Bli Ledamot, kommunfullmäktige", exact=True).click()
    assert "fullmäktigemål" in heading(page)
    menu = page.get_by_role("navigation", name="Huvudmeny")
    menu.get_by_role("link", name="Styrkort").click()
    assert "28 indikatorer" in heading(page)
    page.get_by_role("link", name="Anmälda våldsbrott").first.click()
    assert heading(page).startswith("Anmälda våldsbrott")
    page.locator("main").get_by_role("link", name="Delaktighet, trygghet och minskade skillnader").first.click()
    assert heading(page).startswith("Delaktighet, trygghet och minskade skillnader")
    menu.get_by_role("link", name="Tråden").click()
    expect(page.locator("svg.threads:visible")).to_have_count(1)
    page.locator("main").get_by_role("link", name="Brister i tråden").click()
    assert re.search(r"Tråden brister på \d+ ställen", heading(page))
    menu.get_by_role("link", name="Så styrs vi").click()
    assert heading(page).startswith("Så styrs Perstorps kommun")


def test_the_red_line_leads_back_up(page: Page) -> None:
    sign_in(page, "perstorp", "Kvalitetssamordnare")
    page.goto("/perstorp/led/mal-3/")
    page.locator("main").get_by_role("link", name="En kreativ kommun för barn och unga").first.click()
    assert heading(page).startswith("En kreativ kommun för barn och unga")


def test_an_outcome_is_entered_with_the_keyboard_alone(page: Page) -> None:
    sign_in(page, "perstorp", "Kvalitetssamordnare")
    page.goto("/perstorp/indikatorer/for-in/")
    box = page.get_by_role("textbox", name=re.compile(r"Tryggheten.*2018"))
    box.focus()
    page.keyboard.type("52")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name=re.compile(r"Anmälda våldsbrott.*2018"))).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    source = page.get_by_label("Källa till det du för in")
    for _ in range(400):
        if source.evaluate("each => each === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.type("Medborgarundersökningen")
    button = page.get_by_role("button", name="Spara alla")
    for _ in range(5):
        if button.evaluate("each => each === document.activeElement"):
            break
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto("/perstorp/indikatorer/tryggheten/")
    row = page.get_by_role("row").filter(has_text="Medborgarundersökningen")
    expect(row).to_contain_text("52")


def test_a_draft_saves_itself_as_one_types_and_keeps_what_was_typed(page: Page) -> None:
    sign_in(page, "perstorp", "Kvalitetssamordnare")
    page.goto("/perstorp/led/mal-4/")
    page.locator("main").get_by_role("button", name="Skriv en ny version").or_(
        page.locator("main").get_by_role("link", name="Skriv en ny version")
    ).first.click()
    page.get_by_role("button", name="Börja på ett utkast").click()
    text = page.locator("form[data-autosave] textarea").first
    text.press("End")
    text.press_sequentially(" Prov av utkast.")
    expect(page.locator(".savebar .saved")).to_contain_text("Sparat", timeout=15_000)
    page.reload()
    expect(page.locator("form[data-autosave] textarea").first).to_have_value(re.compile(r"Prov av utkast\."))
    page.goto("/perstorp/led/mal-4/")
    assert "Prov av utkast" not in page.locator(".key").inner_text(), "what is decided holds until the draft is decided"


def test_an_excel_file_is_shown_before_it_is_loaded(page: Page) -> None:
    sign_in(page, "perstorp", "Kvalitetssamordnare")
    page.goto("/perstorp/import/")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("indikator", "enhet", "period", "utfall", "källa"), ("valdsbrott", "kf", "2018-07", 13.1, "Brå")):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    page.locator("input[type=file]").set_input_files(
        {
            "name": "utfall.xlsx",
            "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "buffer": content.getvalue(),
        }
    )
    page.get_by_role("button", name="Granska filen").click()
    assert "En rad läses in" in page.locator("main").inner_text()
    page.get_by_role("button", name=re.compile("^Läs in")).click()
    page.wait_for_load_state()
    assert "läst" in page.locator("main").inner_text().lower()


def test_a_new_model_is_shown_in_words_before_it_holds(page: Page, site: str) -> None:
    sign_in(page, "exempelkommunen", "Kvalitetssamordnare")
    text = page.request.get("/exempelkommunen/styrmodell/fil/").body()
    page.goto("/exempelkommunen/styrmodell/ny/")
    new = text.replace(b"Exempelkommunens styrmodell", b"Exempelkommunens nya styrmodell", 1)
    assert new != text
    page.locator("input[type=file]").set_input_files({"name": "m.toml", "mimeType": "text/plain", "buffer": new})
    page.get_by_role("button", name="Granska filen").click()
    assert "Filen ändrar" in heading(page)
    page.get_by_label("Varför").fill("Nytt namn")
    page.get_by_role("button", name="Låt versionen börja gälla").click()
    page.wait_for_url("**/styrmodell/")
    assert page.request.get("/exempelkommunen/styrmodell/fil/").body() == new, "to the last byte as it was sent"


def test_the_language_changes_and_the_page_stays(page: Page) -> None:
    sign_in(page, "perstorp", "Revisor")
    page.goto("/perstorp/styrkort/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("/perstorp/styrkort/")
    assert "indikatorer bedöms" not in heading(page)


@pytest.mark.parametrize("town", TOWNS)
def test_every_role_opens_every_main_page_of_its_municipality(page: Page, town: str) -> None:
    people = roles_of(page, town)
    assert len(people) > 8
    for person in people:
        sign_in(page, town, person)
        for path in MAIN_PAGES:
            answer = page.request.get(f"/{town}/{path}")
            assert answer.status == 200, (person, path)
