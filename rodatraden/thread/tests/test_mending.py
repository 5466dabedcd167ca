"""Each break leads to the page that mends it."""

import pytest

from rodatraden.lib.text import NOTHING
from rodatraden.steering.load import parse
from rodatraden.tenancy.models import Municipality
from rodatraden.thread.break_kinds import MEANINGS, Break, Code
from rodatraden.thread.mending import mending
from rodatraden.thread.tests.cast import MODEL

WHERE = {
    "serves-nothing": "led/a/utkast/kopplingar/",
    "served-by-nothing": "nytt-led/?under=a",
    "no-indicator": "led/a/utkast/kopplingar/",
    "no-target": "indikatorer/i/",
    "no-outcome": "indikatorer/i/",
    "no-responsible": "led/a/utkast/",
    "responsible-ended": "led/a/utkast/",
    "owner-ended": "led/a/utkast/",
    "no-activity": "nytt-led/?niva=aktivitet&under=a",
    "too-many-goals": "led/a/utkast/",
    "not-covered": "nytt-led/?under=a",
    "overdue": "led/a/lage/",
    "different-targets": "indikatorer/i/",
    "unmeasured-figure": "led/a/utkast/kopplingar/",
    "target-unmeasured": "indikatorer/i/",
    "one-kind-of-goal": "led/a/utkast/",
}


@pytest.mark.parametrize("code", MEANINGS)
def test_every_kind_of_break_has_a_page_that_mends_it(perstorp: Municipality, code: Code) -> None:
    indicator = "i" if MEANINGS[code].mend in {"targets", "outcomes", "indicator"} else ""
    found = mending(Break(code, NOTHING, item_key="a", indicator_key=indicator), parse(MODEL))
    assert found.url == f"/perstorp/{WHERE[code]}"
    assert found.words


def test_a_break_of_a_whole_unit_leads_to_the_thread(perstorp: Municipality) -> None:
    found = mending(Break("too-many-goals", NOTHING, unit_key="bun"), parse(MODEL))
    assert found.url == "/perstorp/trad/"
