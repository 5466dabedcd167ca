"""The thread standing up: every node with its words, links as straight pieces and arcs, nothing outside."""

import re
import xml.etree.ElementTree as ET

import pytest

from rodatraden.web import charts
from rodatraden.web.charts.stem import WIDTH

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*links: tuple[str, str], keys: str = "abc", notes: tuple[str, ...] = ("nämnd",)) -> ET.Element:
    nodes = [charts.ThreadNode(key, 0, f"Nivå {key}", notes=notes) for key in keys]
    picture = charts.ThreadPicture("Kedjan", "Uppifrån", [], nodes, [charts.ThreadLink(*link) for link in links])
    return ET.fromstring(charts.stem(picture, "s"))  # noqa: S314


def paths(root: ET.Element) -> list[str]:
    return [each.attrib["d"] for each in root.iter(f"{SVG}path")]


def test_each_node_stands_with_its_words_in_the_order_given() -> None:
    words = [each.text for each in drawn(("a", "b"), ("b", "c")).iter(f"{SVG}text")]
    assert words == ["Nivå a", "nämnd", "Nivå b", "nämnd", "Nivå c", "nämnd"]


def test_neighbours_hang_on_a_straight_piece_and_others_on_an_arc() -> None:
    found = paths(drawn(("a", "b"), ("a", "c")))
    assert sorted("C" in each for each in found) == [False, True]


def test_an_arc_is_wider_the_further_it_goes_and_stays_inside() -> None:
    root = drawn(("a", "c"), ("a", "e"), keys="abcde")
    outs = [float(re.findall(r"C(-?[\d.]+)", each)[0]) for each in paths(root)]
    dots = {float(each.attrib["cx"]) for each in root.iter(f"{SVG}circle")}
    assert outs[1] < outs[0] < dots.pop()
    assert dots == set()
    start = float(root.find(f"{SVG}circle").attrib["cx"])  # type: ignore[union-attr]
    reach = [start * 0.25 + out * 0.75 for out in outs]
    assert min(reach) >= 0


def test_a_link_to_what_is_not_there_is_left_out() -> None:
    assert paths(drawn(("a", "x"), ("x", "b"))) == []


@pytest.mark.parametrize("count", [1, 8, 26])
def test_the_picture_is_as_high_as_its_words(count: int) -> None:
    root = drawn(keys="abcdefghijklmnopqrstuvwxyz"[:count], notes=("kommunstyrelsens arbetsutskott " * 3,))
    width, height = map(float, root.attrib["viewBox"].split()[2:])
    assert width == WIDTH
    assert max(float(each.attrib["y"]) for each in root.iter(f"{SVG}text")) <= height


def test_no_nodes_no_picture() -> None:
    assert charts.stem(charts.ThreadPicture("T", "D", [], [], []), "s") == ""
