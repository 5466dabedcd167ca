"""A line of the list as the page shows it: all that it says, and nothing that somebody could slip in."""

from typing import Any

import pytest

from rodatraden.wheel.entries import Entry
from rodatraden.wheel.gathering import Line, lines_of
from rodatraden.wheel.shown import shown
from rodatraden.wheel.templatetags.year import year_lines
from rodatraden.wheel.tests.made import TODAY, entry, month_entry

HOSTILE = '<script>alert(1)</script> & "å" \''


def line(made: Entry) -> Line:
    return lines_of([made])[0]


def test_it_says_number_what_when_and_who() -> None:
    html = shown(line(entry("Budgetdag")), TODAY, anchor=True)
    assert html.startswith('<li id="h1"><span class="no">1</span>')
    assert "Budgetdag" in html and "20 september · Socialnämnden" in html


def test_what_comes_every_month_has_a_dot_and_no_place_to_lead_to() -> None:
    html = shown(line(entry("Sammanträde", recurs=True)), TODAY, anchor=True)
    assert "id=" not in html and "•" in html


def test_what_has_no_day_names_its_month_only_outside_of_it() -> None:
    made = line(month_entry("Taxa"))
    assert "september" not in shown(made, TODAY)
    assert "september · Socialnämnden" in shown(made, TODAY, month=True)


def test_what_is_done_assumed_and_made_up_says_so() -> None:
    html = shown(line(entry("Rapport", assumed=("Dagen räknas.",), example=True)), TODAY)
    assert "klart" not in html and "väntas" in html and "Dagen räknas." in html and 'class="example"' in html


@pytest.mark.parametrize(
    ("day", "done", "told"),
    [
        ("2018-09-09", True, " · klart</span>"),
        ("2018-09-11", True, " · klart</span>"),
        ("2018-09-09", False, " · inte klart · "),
        ("2018-09-10", False, "Socialnämnden · "),
        ("2018-09-09", None, "Socialnämnden · "),
    ],
)
def test_what_is_done_is_no_longer_expected_and_what_should_have_been_says_so(
    day: str, done: bool | None, told: str
) -> None:
    html = shown(line(entry("Rapport", day, done=done, assumed=("Dagen räknas.",))), TODAY)
    assert told in html and ("väntas" in html) == (done is not True)


@pytest.mark.parametrize("address", ["https://exempel.se/?a=1&b=2", "/perstorp/trad/"])
def test_an_address_among_the_notes_is_a_link(address: str) -> None:
    assert f'<a href="{address.replace("&", "&amp;")}">länk</a>' in shown(line(entry("Kurs", notes=(address,))), TODAY)


def test_other_notes_are_words() -> None:
    html = shown(line(entry("Kurs", notes=("KL 5:24", "javascript:alert(1)"))), TODAY)
    assert "KL 5:24" in html and "<a " not in html


@pytest.mark.parametrize("field", ["what", "who", "url", "notes", "assumed"])
def test_whatever_is_written_is_text(field: str) -> None:
    told: dict[str, Any] = {field: (HOSTILE,) if field in ("notes", "assumed") else HOSTILE}
    made = entry(HOSTILE) if field == "what" else entry("Kurs", **told)
    html = shown(line(made), TODAY, anchor=True)
    assert "<script>" not in html and "&lt;script&gt;" in html


def test_several_are_several_items() -> None:
    html = year_lines(lines_of([entry("A"), entry("B"), month_entry("C")]), anchor=True)
    assert html.count("<li") == html.count("</li>") == 3
