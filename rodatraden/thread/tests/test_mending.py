"""Each break leads to the page that mends it, and whoever may not mend it is led to what it is about."""

from datetime import date

import pytest

from rodatraden.lib.text import NOTHING
from rodatraden.tests.kept import made_once
from rodatraden.thread.break_kinds import MEANINGS, Break, Code
from rodatraden.thread.breaking import breaks_of
from rodatraden.thread.mending import mending
from rodatraden.thread.services import report_progress
from rodatraden.thread.tests.cast import Town
from rodatraden.thread.tests.test_item_pages import as_user, page

WHERE: dict[Code, str] = {
    "serves-nothing": "led/mal/utkast/kopplingar/",
    "served-by-nothing": "nytt-led/?under=mal",
    "no-indicator": "led/mal/utkast/kopplingar/",
    "no-own-indicator": "led/mal/utkast/kopplingar/",
    "no-target": "indikatorer/i/malvarde/?period=2018&unit={board}",
    "no-outcome": "indikatorer/i/utfall/?period=2018&unit={board}",
    "no-responsible": "led/mal/utkast/",
    "responsible-ended": "led/mal/utkast/",
    "owner-ended": "led/mal/utkast/",
    "no-activity": "nytt-led/?niva=aktivitet&under=mal",
    "too-many-goals": "trad/?organ=bun",
    "not-covered": "nytt-led/?under=mal",
    "overdue": "led/mal/lage/",
    "different-targets": "indikatorer/i/malvarde/?period=2018&unit={board}",
    "unmeasured-figure": "led/mal/utkast/kopplingar/",
    "target-unmeasured": "indikatorer/i/andra/",
    "one-kind-of-goal": "trad/",
    "target-outlives": "trad/?organ=bun",
    "before-plan": "led/mal/utkast/",
}
ABOUT_FIGURES = {"targets", "outcomes", "indicator"}


@pytest.fixture
def broken(town: Town) -> Town:
    return made_once(lambda: with_breaks(town))


def with_breaks(town: Town) -> Town:
    """A board's goal without anything, measured by an indicator without figures, and an activity that is late."""
    goal = town.measured("Mål", town.indicator("i", owner=town.board))
    town.decided("Sen", "aktivitet", town.school, serves=(goal.item,), deadline=date(2018, 8, 31))
    return town


def a_break(code: Code) -> Break:
    mend = MEANINGS[code].mend
    whole = {"too-many-goals": "bun", "one-kind-of-goal": "", "target-outlives": "bun"}
    if mend in ABOUT_FIGURES and code not in whole:
        return Break(code, NOTHING, "mal", "i", "bun", "2018")
    return Break(code, NOTHING, "" if code in whole else "mal", unit_key=whole.get(code, ""))


@pytest.mark.parametrize("code", MEANINGS)
def test_every_kind_of_break_has_a_page_that_mends_it(broken: Town, code: Code) -> None:
    found = mending(broken.actor(broken.controller), a_break(code), broken.thread())
    assert found.url == f"/perstorp/{WHERE[code]}".format(board=broken.board.pk)
    assert found.words and not found.by


@pytest.mark.parametrize("code", MEANINGS)
def test_whoever_may_not_mend_is_shown_what_is_broken_and_told_who_can(broken: Town, code: Code) -> None:
    found = mending(broken.actor(broken.auditor), a_break(code), broken.thread())
    if code in ("too-many-goals", "one-kind-of-goal", "target-outlives"):
        assert found.words == "Visa målen"
        return
    shown = "indikatorer/i/" if MEANINGS[code].mend in ABOUT_FIGURES else "led/mal/"
    assert (found.words, found.url) == ("Visa", f"/perstorp/{shown}")
    assert found.by == "Barn- och utbildningsnämnden"


@pytest.mark.parametrize("who", ["controller", "secretary", "head", "member", "auditor"])
def test_no_link_on_the_page_of_breaks_or_of_an_item_leads_to_a_closed_door(broken: Town, who: str) -> None:
    thread, actor, client = broken.thread(), broken.actor(broken.cast[who]), as_user(broken.cast[who])
    found = [mending(actor, each, thread) for each in breaks_of(thread)]
    assert {client.get(each.url, follow=True).status_code for each in found} == {200}
    html = page(broken, who, "brister/")[1]
    assert ("Kan lagas av" in html) is (who not in ("controller", "secretary"))


def test_what_is_late_can_also_be_given_a_new_day(broken: Town) -> None:
    report_progress(broken.operator, broken.thread().nodes["sen"].version.item, state="ongoing")
    assert "/perstorp/led/sen/utkast/" in page(broken, "head", "led/sen/lage/")[1]
    assert "/perstorp/led/sen/utkast/" not in page(broken, "head", "led/sen/fragor/")[1]


def test_what_is_added_is_called_what_the_model_calls_it(broken: Town) -> None:
    found = mending(broken.actor(broken.controller), a_break("no-activity"), broken.thread())
    assert found.words == "Lägg till aktivitet"
