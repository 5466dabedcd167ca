"""What holds for every picture, whatever it shows and in whichever skin."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from rodatraden.web.charts import PAGE, PRINT, Skin
from rodatraden.web.charts.shapes import SHAPES, symbols
from rodatraden.web.charts.skin import SHAPE_LOOKS, TEXT_LOOKS
from rodatraden.web.charts.svg import Canvas, number
from rodatraden.web.tests.samples import EACH, picture

SVG = "{http://www.w3.org/2000/svg}"
CSS = Path(__file__).parent.parent / "static" / "web"
every_picture = pytest.mark.parametrize(("kind", "skin"), EACH)


def parsed(kind: str, skin: Skin) -> ElementTree.Element:
    return ElementTree.fromstring(picture(kind, skin))  # noqa: S314 (our own text)


@every_picture
def test_a_picture_is_well_formed_whatever_the_text(kind: str, skin: Skin) -> None:
    assert parsed(kind, skin).tag == f"{SVG}svg"


@every_picture
def test_text_of_users_never_becomes_markup(kind: str, skin: Skin) -> None:
    root = parsed(kind, skin)
    assert not list(root.iter(f"{SVG}script"))
    assert "<script" not in picture(kind, skin)


@every_picture
def test_a_picture_has_a_title_that_names_it(kind: str, skin: Skin) -> None:
    root = parsed(kind, skin)
    title = root.find(f"{SVG}title")
    assert title is not None and title.text
    assert title.get("id") in (root.get("aria-labelledby") or "").split()
    assert root.find(f"{SVG}desc") is not None


@every_picture
def test_a_picture_has_no_inline_style_and_no_handler(kind: str, skin: Skin) -> None:
    for element in parsed(kind, skin).iter():
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


@every_picture
def test_a_class_or_a_colour_but_never_both(kind: str, skin: Skin) -> None:
    text = picture(kind, skin)
    assert ("class=" in text) is skin.classes
    assert ("#c8102e" in text or "#1b1a17" in text) is not skin.classes


@every_picture
def test_coordinates_are_rounded_to_a_tenth(kind: str, skin: Skin) -> None:
    for element in parsed(kind, skin).iter():
        for name in ("x", "y", "cx", "cy", "d"):
            assert not re.search(r"\d\.\d\d", element.get(name, "")), (name, element.attrib)


@every_picture
def test_an_id_is_used_once(kind: str, skin: Skin) -> None:
    ids = [element.get("id") for element in parsed(kind, skin).iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_every_look_of_the_print_skin_has_a_rule_on_the_page() -> None:
    css = (CSS / "charts.css").read_text(encoding="utf-8")
    for name in SHAPE_LOOKS:
        assert re.search(rf"\.chart \.{name}\b", css), name
    for name in TEXT_LOOKS:
        assert re.search(rf"\.chart text\.{name}\b", css), name


def test_every_rule_on_the_page_has_a_look_in_print() -> None:
    css = (CSS / "charts.css").read_text(encoding="utf-8")
    shapes = set(re.findall(r"^\.chart \.([a-z-]+) \{", css, re.M))
    texts = set(re.findall(r"^\.chart text\.([a-z-]+) \{", css, re.M))
    assert shapes == set(SHAPE_LOOKS)
    assert texts == set(TEXT_LOOKS)


def test_stroke_widths_are_the_same_on_paper_as_on_the_page() -> None:
    css = (CSS / "charts.css").read_text(encoding="utf-8")
    for name, look in SHAPE_LOOKS.items():
        rule = re.search(rf"\.chart \.{name} \{{([^}}]*)\}}", css)
        assert rule is not None
        width = re.search(r"stroke-width: ([\d.]+)", rule.group(1))
        assert (width.group(1) if width else None) == look.get("stroke-width"), name


def test_a_role_without_a_look_is_a_fault_and_not_a_black_shape() -> None:
    with pytest.raises(KeyError):
        Canvas(10, 10).circle("nonsense", 1, 1, 1)


def test_a_picture_without_a_title_is_refused() -> None:
    with pytest.raises(ValueError, match="title"):
        Canvas(10, 10).done("  ", "", "c")


@pytest.mark.parametrize(
    ("value", "written"), [(1.0, "1"), (-0.01, "0"), (2.345, "2.3"), (1084, "1084"), (-3.26, "-3.3")]
)
def test_a_coordinate_is_written_short(value: float, written: str) -> None:
    assert number(value) == written


def test_the_sprite_holds_every_shape_and_parses() -> None:
    root = ElementTree.fromstring(f"<svg>{symbols()}</svg>")  # noqa: S314 (our own text)
    assert [symbol.get("id") for symbol in root] == [f"m-{name}" for name in SHAPES]


def test_an_unknown_shape_is_drawn_as_unmeasured_and_not_left_out() -> None:
    assert "#m-ring" in PAGE.mark("met", "nonsense", "0", "0", "13")
    assert 'class="plain"' in PAGE.mark("nonsense", "disc", "0", "0", "13")
    assert "stroke-dasharray" in PRINT.mark("unmeasured", "nonsense", "0", "0", "13")


def test_silhouettes_differ() -> None:
    assert len(set(SHAPES.values())) == len(SHAPES)
