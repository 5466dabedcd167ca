"""The lines of a year as a wheel: what has room, what is gathered, and that nothing lies on another."""

import re
from dataclasses import replace
from datetime import date
from itertools import combinations
from math import hypot
from xml.etree import ElementTree

import pytest
from hypothesis import given

from rodatraden.followup.tests.town import PRESETS, tree_of
from rodatraden.web.charts import PRINT, capacity
from rodatraden.wheel.entries import SHAPES, Entry
from rodatraden.wheel.from_model import event_entries, meeting_entries
from rodatraden.wheel.gathering import lines_of
from rodatraden.wheel.picture import Pictured, drawn, drawn_small, ring_names
from rodatraden.wheel.tests.made import TODAY, YEAR, entries_of_a_year, entry, few, month_entry

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("perstorp", "hallsberg", "svenljunga", "exempelkommunen")


def pictured(*made: Entry, today: date = TODAY) -> Pictured:
    lines = lines_of(made)
    return Pictured(YEAR, lines, ring_names(None, lines), today)


def of_preset(name: str) -> Pictured:
    model, tree = PRESETS[name], tree_of()
    lines = lines_of([*event_entries(model, tree, YEAR), *meeting_entries(model, tree, YEAR)])
    return Pictured(YEAR, lines, ring_names(model, lines), TODAY)


def root(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 (our own text)


def numbers(svg: str) -> list[tuple[float, float, str]]:
    """Where the numbers of the marks stand."""
    found = [text for text in root(svg).iter(f"{SVG}text") if (text.get("class") or "").startswith("no")]
    return [(float(text.get("x", "")), float(text.get("y", "")), text.text or "") for text in found]


@pytest.mark.parametrize("name", NAMES)
def test_no_mark_lies_on_another(name: str) -> None:
    placed = numbers(drawn(of_preset(name), "w"))
    assert len(placed) > 8
    for (x, y, one), (other_x, other_y, other) in combinations(placed, 2):
        assert hypot(x - other_x, y - other_y) >= 24, (one, other)


@few
@given(entries_of_a_year())
def test_every_line_has_a_mark_or_is_counted_in_one(found: list[Entry]) -> None:
    picture = pictured(*found)
    marks = picture.marks(small=False, linked=True)
    told = sum(mark.more or 1 for mark in marks if not mark.small)
    assert told == sum(bool(line.number) for line in picture.lines)
    assert {mark.number for mark in marks} <= {line.number for line in picture.lines}


@few
@given(entries_of_a_year())
def test_no_month_of_a_ring_has_more_marks_than_room(found: list[Entry]) -> None:
    picture = pictured(*found)
    cells: dict[tuple[int, int], int] = {}
    for mark in picture.marks(small=False, linked=True):
        if not mark.small:
            cells[mark.ring, mark.when.month] = cells.get((mark.ring, mark.when.month), 0) + 1
    for (ring, _month), count in cells.items():
        assert count <= capacity(ring, len(picture.used))


def test_what_has_no_room_is_one_mark_that_leads_to_its_month() -> None:
    made = [entry(f"Sak {number:02}", date(YEAR, 5, 1 + number), ring="council") for number in range(20)]
    marks = pictured(*made).marks(small=False, linked=True)
    (rest,) = (mark for mark in marks if mark.more)
    assert rest.label == f"+{20 - len(marks) + 1}" and rest.url == "#m5" and "maj" in rest.title


def test_each_mark_leads_to_its_line() -> None:
    svg = drawn(pictured(entry("A", "2018-02-02"), entry("B", "2018-03-02")), "w")
    links = [(link.get("href"), link.get("aria-label")) for link in root(svg).iter(f"{SVG}a")]
    assert links == [("#h1", "1 A, Socialnämnden"), ("#h2", "2 B, Socialnämnden")]


def test_each_kind_has_its_shape_and_what_recurs_is_a_dot() -> None:
    made = [entry(kind, date(YEAR, 1 + at, 10), kind=kind) for at, kind in enumerate(SHAPES)]
    marks = pictured(*made, entry("Sammanträde", "2018-10-10", recurs=True)).marks(small=False, linked=True)
    assert {mark.shape for mark in marks if not mark.small} == set(SHAPES.values())
    assert [mark.when.month for mark in marks if mark.small] == [10]


def test_dots_of_a_day_are_one() -> None:
    made = [entry("Sammanträde", "2018-10-09", recurs=True, who=who) for who in ("Socialnämnden", "Byggnadsnämnden")]
    assert len(pictured(*made).marks(small=False, linked=True)) == 1


def test_work_over_months_is_an_arc_and_what_has_no_day_lies_mid_in_its_month() -> None:
    work, loose = month_entry("Plan", month=7, last=date(2018, 10, 31)), month_entry("Taxa", month=5)
    arc, dot = sorted(pictured(work, loose).marks(small=False, linked=True), key=lambda mark: -mark.when.month)
    assert arc.until == date(2018, 10, 31) and arc.when == date(2018, 7, 1)
    assert dot.when == date(2018, 5, 15) and dot.until is None


def test_the_middle_says_today_and_what_is_next() -> None:
    centre = pictured(entry("A", "2018-09-26")).wheel().centre
    assert centre == ("10 september", "nästa: 26 september")
    assert pictured(entry("A"), today=date(2019, 2, 1)).wheel().centre == ("2018", "")
    assert pictured(month_entry("A", month=11)).wheel().centre[1] == "nästa: i november"
    monthly = pictured(entry("A", "2018-09-24", recurs=True), entry("B", "2018-10-13"))
    assert monthly.wheel().centre[1] == "nästa: 13 oktober"
    assert replace(monthly, mine=True).wheel().centre[1] == "nästa: 24 september"


def test_the_rings_are_called_by_the_models_own_words() -> None:
    names = of_preset("exempelkommunen").rings
    assert names["council"] == "kommunfullmäktige" and names["boards"] == "nämnder"
    assert names["companies"] == "bolag"
    assert of_preset("exempelkommunen").used[:3] == ["council", "executive", "boards"]


def test_the_picture_has_a_title_a_description_and_is_well_formed() -> None:
    for svg in (drawn(of_preset("hallsberg"), "w"), drawn_small(of_preset("hallsberg"), "s")):
        found = root(svg)
        title, desc = found.find(f"{SVG}title"), found.find(f"{SVG}desc")
        assert title is not None and title.text == "Årshjul 2018"
        assert desc is not None and "tolv månader" in (desc.text or "")


def test_the_small_wheel_is_a_picture_without_links_and_numbers() -> None:
    svg = drawn_small(of_preset("exempelkommunen"), "s")
    assert "<a " not in svg and 'class="no' not in svg and 'role="img"' in svg
    assert re.search(r'viewBox="0 0 400 400"', svg)


def test_on_paper_the_names_of_the_rings_are_letters_and_nothing_refers_out() -> None:
    svg = drawn(of_preset("hallsberg"), "p", PRINT)
    assert "textPath" not in svg and "href" not in svg and 'transform="rotate(' in svg
    root(svg)
