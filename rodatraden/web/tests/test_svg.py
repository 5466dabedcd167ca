"""How a picture is written: numbers, attributes, looks, and what every picture must say of itself."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.web.charts.shapes import SHAPES, drawn, symbols
from rodatraden.web.charts.skin import PAGE, PAPER, PRINT, SHAPE_LOOKS, TEXT_LOOKS, TONES, Skin
from rodatraden.web.charts.svg import Canvas, attributes, clean, number, polyline
from rodatraden.web.tests.test_contrast import contrast

CHARTS_CSS = (Path(__file__).parent.parent / "static/web/charts.css").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"), (-0.0, "0"), (-0.04, "0"), (1.0, "1"), (1.25, "1.2"), (1.26, "1.3"), (-3.14, "-3.1"),
        (99999.94, "99999.9"), (123456.7, "123457"), (1e7, "10000000"),
    ],
)  # fmt: skip
def test_a_coordinate_has_at_most_one_decimal(value: float, shown: str) -> None:
    assert number(value) == shown


@given(st.floats(-1e5, 1e5))
def test_a_coordinate_is_near_what_it_says(value: float) -> None:
    assert float(number(value)) == pytest.approx(value, abs=0.51 if abs(value) > 9999 else 0.06)
    assert "e" not in number(value)


@pytest.mark.parametrize(
    ("pairs", "written"),
    [
        ([("x", 1.0), ("stroke_width", 2)], ' x="1" stroke-width="2"'),
        ([("href", ""), ("y", 0)], ' y="0"'),
        ([("title", "\"<&>'")], ' title="&quot;&lt;&amp;&gt;&#x27;"'),
        ([("t", "a\x00\x08b")], ' t="ab"'),
        ([], ""),
    ],
)
def test_attributes_are_escaped_and_empty_ones_left_out(pairs: list[tuple[str, str | float]], written: str) -> None:
    assert attributes(pairs) == written


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_words_make_a_picture_that_can_be_read(words: str) -> None:
    canvas = Canvas(10, 10)
    canvas.text("lab", 1, 1, words)
    canvas.open_link(words, words)
    canvas.close_link()
    svg = canvas.done(f"T{words}", words, "c").replace("\ufffe", "").replace("\uffff", "")
    root = ElementTree.fromstring(svg)  # noqa: S314 (our own)
    assert len(list(root)) == 4


def test_control_signs_are_taken_away_and_line_breaks_kept() -> None:
    assert clean("a\x00b\x1fc\td\ne") == "abc\td\ne"


def test_a_line_needs_two_points() -> None:
    canvas = Canvas(10, 10)
    canvas.line("out", [])
    canvas.line("out", [(1, 1)])
    assert canvas.parts == []
    canvas.line("out", [(1, 1), (2, 3)])
    assert 'd="M1 1L2 3"' in canvas.parts[0]
    assert polyline([(0, 0), (1, 1), (2, 0)]) == "M0 0L1 1L2 0"


def test_a_rectangle_is_never_wider_than_nothing_backwards() -> None:
    canvas = Canvas(10, 10)
    canvas.rect("band", 5, 5, -3, -1)
    assert 'width="0" height="0"' in canvas.parts[0]


@pytest.mark.parametrize("title", ["", " ", "\n"])
def test_a_picture_without_a_name_is_refused(title: str) -> None:
    with pytest.raises(ValueError, match="title"):
        Canvas(1, 1).done(title, "", "c")


@pytest.mark.parametrize(("description", "labels"), [("Vad den säger.", "c-t c-d"), ("", "c-t")])
def test_a_picture_is_read_aloud_by_its_title_and_what_it_says(description: str, labels: str) -> None:
    root = ElementTree.fromstring(Canvas(1, 1).done("Titel", description, "c"))  # noqa: S314 (our own)
    assert (root.attrib["role"], root.attrib["aria-labelledby"]) == ("img", labels)


@pytest.mark.parametrize("skin", [PAGE, PRINT])
def test_a_role_without_a_look_is_a_fault(skin: Skin) -> None:
    with pytest.raises(KeyError):
        skin.look("path", "okänd")
    with pytest.raises(KeyError):
        skin.look("text", "okänd")


@pytest.mark.parametrize("role", sorted({*SHAPE_LOOKS, *TEXT_LOOKS}))
def test_every_look_of_the_printed_skin_has_a_rule_on_the_page(role: str) -> None:
    assert re.search(rf"\.{role}\b", CHARTS_CSS), role


@pytest.mark.parametrize(("tone", "symbol"), [("met", "disc"), ("okänd", "okänd"), ('"><script>', '"><script>')])
@pytest.mark.parametrize("skin", [PAGE, PRINT])
def test_a_mark_is_one_of_ours_whatever_is_asked_for(skin: Skin, tone: str, symbol: str) -> None:
    found = skin.mark(tone, symbol, "1", "2", "13")
    assert "script" not in found
    assert ElementTree.fromstring(found).attrib["width"] == "13"  # noqa: S314 (our own)


@pytest.mark.parametrize("tone", sorted(TONES))
def test_a_printed_mark_can_be_seen_on_paper(tone: str) -> None:
    assert contrast(TONES[tone], PAPER) >= 3


@pytest.mark.parametrize("role", ["lab", "aim-text", "no-past"])
def test_printed_words_can_be_read_on_paper(role: str) -> None:
    assert contrast(TEXT_LOOKS[role]["fill"], PAPER) >= 4.5


def test_every_shape_is_in_the_sprite_and_none_looks_like_another() -> None:
    assert [f'id="m-{name}"' in symbols() for name in SHAPES] == [True] * len(SHAPES)
    assert len({drawn(name, "#000000", "#ffffff") for name in SHAPES}) == len(SHAPES)
