"""The wheel of the year."""

import re
from datetime import date
from itertools import combinations
from math import cos, pi, sin
from xml.etree import ElementTree

import pytest

from rodatraden.web import charts
from rodatraden.web.charts.wheel import CORE, CORNERS, DISC, RIM, SIZE, SMALL, Shape, angle, radius, wheel

SVG = "{http://www.w3.org/2000/svg}"


def a_wheel(*events: charts.WheelEvent, today: date | None = date(2018, 9, 10), rings: int = 3) -> charts.Wheel:
    return charts.Wheel("Årshjul", "B", 2018, [f"ring {at}" for at in range(rings)], events, today)


def drawn(year: charts.Wheel) -> ElementTree.Element:
    return ElementTree.fromstring(wheel(year, "c"))  # noqa: S314 (our own text)


def discs(root: ElementTree.Element) -> list[tuple[float, float]]:
    return [
        (float(one.get("cx", "")), float(one.get("cy", "")))
        for one in root.iter(f"{SVG}circle")
        if (one.get("class") or "").startswith("event") and one.get("r") == f"{DISC:g}"
    ]


def test_the_year_runs_once_around_from_the_top() -> None:
    angles = [angle(date(2018, month, 15)) for month in range(1, 13)]
    assert angles == sorted(angles)
    assert 0 < angle(date(2018, 1, 1)) < angle(date(2018, 12, 31)) < 2 * pi


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_takes_a_twelfth(month: int) -> None:
    for day in (1, 15, 28):
        assert (month - 1) * pi / 6 < angle(date(2018, month, day)) < month * pi / 6


def test_rings_lie_within_the_wheel_and_apart() -> None:
    for rings in range(1, 8):
        radii = [radius(ring, rings) for ring in range(rings)]
        assert radii == sorted(radii, reverse=True)
        assert radii[-1] > CORE and radii[0] < RIM


def test_discs_of_one_day_do_not_cover_each_other() -> None:
    same_day = [charts.WheelEvent(at, f"Sak {at}", date(2018, 5, 31), 0) for at in range(1, 5)]
    for (x, y), (other_x, other_y) in combinations(discs(drawn(a_wheel(*same_day))), 2):
        assert ((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5 >= 2 * DISC - 1


def test_too_many_in_a_month_are_all_still_there() -> None:
    crowd = [charts.WheelEvent(at, "Sak", date(2018, 5, 31), 2) for at in range(1, 30)]
    assert len(discs(drawn(a_wheel(*crowd)))) == 29


def test_what_has_been_is_hollow_and_what_comes_next_is_red() -> None:
    events = [charts.WheelEvent(at, "Sak", date(2018, month, 1), 0) for at, month in enumerate((3, 10, 11), start=1)]
    root = drawn(a_wheel(*events))
    looks = [one.get("class") for one in root.iter(f"{SVG}circle") if (one.get("class") or "").startswith("event")]
    assert looks == ["event-past", "event-next", "event"]


def test_work_that_lasts_is_past_only_when_it_has_ended() -> None:
    going_on = charts.WheelEvent(1, "Plan", date(2018, 7, 1), 0, until=date(2018, 10, 31))
    root = drawn(a_wheel(going_on))
    assert [one.get("class") for one in root.iter(f"{SVG}path")].count("span") == 1
    assert not [one for one in root.iter() if one.get("class") == "event-past"]


def test_the_hand_stands_only_in_its_own_year() -> None:
    assert 'class="hand"' in wheel(a_wheel(), "c")
    assert 'class="hand"' not in wheel(a_wheel(today=date(2019, 1, 1)), "c")
    assert 'class="hand"' not in wheel(a_wheel(today=None), "c")


def test_wheel_and_list_share_numbers() -> None:
    events = [charts.WheelEvent(2, "Sen", date(2018, 10, 1), 0), charts.WheelEvent(1, "Tidig", date(2018, 2, 1), 1)]
    table = charts.wheel_table(a_wheel(*events), ("Nr", "När", "Vad", "Vem"))
    assert table.rows == (("1", "2018-02-01", "Tidig", "ring 1"), ("2", "2018-10-01", "Sen", "ring 0"))
    numbers = {text.text for text in drawn(a_wheel(*events)).iter(f"{SVG}text")}
    assert {"1", "2"} <= numbers


def test_an_event_with_an_address_is_a_link() -> None:
    root = drawn(a_wheel(charts.WheelEvent(7, "Bokslut", date(2018, 12, 31), 0, url="/bokslut/")))
    (link,) = root.iter(f"{SVG}a")
    assert (link.get("href"), link.get("aria-label")) == ("/bokslut/", "7 Bokslut")


def marks(root: ElementTree.Element) -> list[ElementTree.Element]:
    return [one for one in root.iter() if (one.get("class") or "").startswith("event")]


@pytest.mark.parametrize("shape", [*CORNERS, "disc"])
def test_each_shape_is_as_large_as_a_disc_and_stands_on_its_day(shape: Shape) -> None:
    (mark,) = marks(drawn(a_wheel(charts.WheelEvent(1, "Sak", date(2018, 5, 10), 0, shape=shape))))
    if shape == "disc":
        assert mark.tag == f"{SVG}circle"
        return
    points = [tuple(map(float, point.split())) for point in (mark.get("d") or "")[1:-1].split("L")]
    at = angle(date(2018, 5, 10))
    x, y = SIZE / 2 + radius(0, 3) * sin(at), SIZE / 2 - radius(0, 3) * cos(at)
    assert max(abs(px - x) for px, _ in points) <= 1.25 * DISC
    assert max(abs(py - y) for _, py in points) <= 1.25 * DISC
    assert min(max(abs(px - x), abs(py - y)) for px, py in points) >= 0.5 * DISC


def test_shapes_differ() -> None:
    assert len(set(CORNERS.values())) == len(CORNERS)


def test_a_mark_for_many_says_how_many() -> None:
    event = charts.WheelEvent(0, "till i maj", date(2018, 5, 31), 0, more=7, url="#m5")
    root = drawn(a_wheel(event))
    assert "+7" in {text.text for text in root.iter(f"{SVG}text")}
    (link,) = root.iter(f"{SVG}a")
    assert link.get("aria-label") == "+7 till i maj"


@pytest.mark.parametrize("rings", range(1, 8))
def test_as_many_as_a_month_has_room_for_do_not_touch(rings: int) -> None:
    for ring in range(rings):
        room = charts.capacity(ring, rings)
        crowd = [charts.WheelEvent(at, f"Sak {at}", date(2018, 5, 15), ring) for at in range(1, room + 1)]
        for (x, y), (other_x, other_y) in combinations(discs(drawn(a_wheel(*crowd, rings=rings))), 2):
            assert ((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5 >= 2 * DISC - 1


def test_rings_lie_so_far_apart_that_marks_of_two_do_not_touch() -> None:
    apart = radius(0, 7) - radius(1, 7)
    assert apart > 2 * DISC


def test_the_small_wheel_has_shapes_and_neither_numbers_nor_links() -> None:
    event = charts.WheelEvent(1, "Sak", date(2018, 5, 10), 0, url="#h1", shape="square")
    svg = wheel(a_wheel(event), "s", size=SMALL)
    root = ElementTree.fromstring(svg)  # noqa: S314 (our own text)
    assert len(marks(root)) == 1 and not list(root.iter(f"{SVG}a"))
    assert "1" not in {text.text for text in root.iter(f"{SVG}text")}
    assert (root.get("role"), root.get("viewBox")) == ("img", "0 0 400 400")


def test_on_paper_a_rings_name_is_set_letter_by_letter_along_the_ring() -> None:
    svg = wheel(a_wheel(rings=1), "p", charts.PRINT)
    letters = re.findall(r'transform="rotate\(([\d.]+) [^"]+"[^>]*>(.)</text>', svg)
    assert "".join(letter for _turn, letter in letters) == "ring 0"
    turns = [float(turn) for turn, _letter in letters]
    assert turns == sorted(turns) and "textPath" not in svg


@pytest.mark.parametrize("skin", [charts.PAGE, charts.PRINT])
def test_a_name_in_the_lower_half_does_not_stand_on_its_head(skin: charts.Skin) -> None:
    """The first months are taken, so that the name has to go below."""
    days = [date(2018, month, day) for month in range(1, 6) for day in (3, 12, 21, 27)]
    year = a_wheel(*(charts.WheelEvent(at, "Sak", day, 0) for at, day in enumerate(days, start=1)), rings=1)
    svg = wheel(year, "p", skin)
    if skin is charts.PRINT:
        letters = re.findall(r'transform="rotate\(([\d.]+) [^"]+"[^>]*>(.)</text>', svg)
        assert "".join(letter for _turn, letter in letters) == "ring 0"
        assert all(float(turn) % 360 < 90 or float(turn) % 360 > 270 for turn, _letter in letters)
    else:
        found = re.search(r'<path id="p-r0" d="M([\d.]+) [\d.]+A\S+ \S+ 0 0 0 ([\d.]+) ', svg)
        assert found is not None and float(found[1]) < float(found[2])


def test_the_key_shows_a_shape_with_its_name() -> None:
    root = ElementTree.fromstring(charts.key_mark("house", "k", "övrigt"))  # noqa: S314 (our own text)
    title = root.find(f"{SVG}title")
    assert title is not None and title.text == "övrigt" and len(marks(root)) == 1
