"""Keeping things apart, and breaking lines on the server."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rodatraden.web.charts.measure import balanced, break_lines, text_width
from rodatraden.web.charts.spacing import spread, within

spots = st.lists(st.floats(min_value=-500, max_value=500), max_size=15)


@given(spots)
def test_places_are_in_order_and_apart(wanted: list[float]) -> None:
    places = spread(wanted, [20.0] * len(wanted))
    assert len(places) == len(wanted)
    assert all(after - one >= 20 - 1e-6 for one, after in pairwise(places))


@given(spots)
def test_who_has_room_stands_where_it_wants(wanted: list[float]) -> None:
    apart = sorted(at * 30 + one / 500 for at, one in enumerate(wanted))
    assert spread(apart, [20.0] * len(apart)) == apart


def test_two_that_want_the_same_place_share_the_loss() -> None:
    assert spread([100, 100], [20]) == [90, 110]
    assert spread([], []) == []


@given(spots)
def test_nobody_stands_outside(wanted: list[float]) -> None:
    places = within(sorted(wanted), 12, -100, 100)
    assert all(-100 - 1e-6 <= place <= 100 + 1e-6 for place in places)
    assert places == sorted(places)


def test_no_line_is_wider_than_told() -> None:
    text = "Perstorp ska vara en öppen och modern kommun som arbetar aktivt med delaktighet"
    lines = break_lines(text, 150)
    assert " ".join(lines) == text
    assert all(text_width(line) <= 150 for line in lines)


@given(st.text(alphabet="abcåäö WMi-", max_size=120), st.integers(60, 300))
def test_every_text_fits(text: str, width: int) -> None:
    assert all(text_width(line) <= width for line in break_lines(text, width))


def test_a_compound_wider_than_the_column_is_divided_with_a_hyphen() -> None:
    lines = break_lines("Kommunfullmäktigeledamotsarvodesreglemente", 120)
    assert len(lines) > 1
    assert all(line.endswith("-") for line in lines[:-1])
    assert "".join(line.removesuffix("-") for line in lines) == "Kommunfullmäktigeledamotsarvodesreglemente"


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    lines = break_lines("ett två tre fyra fem sex sju åtta nio tio", 60, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert text_width(lines[-1]) <= 60


def test_lines_are_made_equally_long_without_becoming_more() -> None:
    text = "Trygga vägar till skola och arbete"
    before, after = break_lines(text, 170), balanced(text, 170)
    assert len(after) == len(before) == 2
    assert abs(text_width(after[0]) - text_width(after[1])) < abs(text_width(before[0]) - text_width(before[1]))
    assert " ".join(after) == text


def test_strong_text_is_wider_and_size_counts() -> None:
    assert text_width("ord", strong=True) > text_width("ord")
    assert text_width("ord", 26) == 2 * text_width("ord", 13)
