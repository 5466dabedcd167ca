"""The picture of the thread for a phone: from the vision down, indented by what serves what."""

import re
from xml.etree import ElementTree

import pytest

from rodatraden.web import charts
from rodatraden.web.charts.measure import text_width
from rodatraden.web.charts.standing import WIDTH
from rodatraden.web.marks import Mark
from rodatraden.web.sample_thread import large, picture

SVG = "{http://www.w3.org/2000/svg}"
COLUMNS = [charts.ThreadColumn("Vision"), charts.ThreadColumn("Mål"), charts.ThreadColumn("Aktivitet")]


def node(key: str, column: int, **more: object) -> charts.ThreadNode:
    return charts.ThreadNode(key, column, f"Titel {key}", f"/{key}", **more)  # type: ignore[arg-type]


def link(above: str, below: str, broken: bool = False) -> charts.ThreadLink:
    return charts.ThreadLink(above, below, broken)


def drawn(nodes: list[charts.ThreadNode], *links: charts.ThreadLink, here: str = "") -> ElementTree.Element:
    shown = charts.ThreadPicture("Tråden", "Beskrivning", COLUMNS, nodes, links, here)
    return ElementTree.fromstring(charts.thread_standing(shown, "c"))  # noqa: S314 (our own text)


def words(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def of_class(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if element.get("class") == name]


def test_each_hangs_beneath_the_first_that_it_serves_in_the_order_given() -> None:
    root = drawn(
        [node("v", 0), node("a", 1), node("b", 1), node("x", 2)], link("v", "a"), link("v", "b"), link("a", "x")
    )
    assert [link.get("href") for link in root.iter(f"{SVG}a")] == ["/v", "/a", "/x", "/b"]


def test_what_serves_more_than_one_stands_once_and_says_what_else_it_serves() -> None:
    root = drawn(
        [node("v", 0), node("a", 1), node("b", 1), node("x", 2)],
        *(link(*pair) for pair in (("v", "a"), ("v", "b"), ("a", "x"), ("b", "x"))),
    )
    assert words(root).count("Titel x") == 1
    assert "Bidrar även till Titel b" in words(root)


def test_a_deeper_level_stands_further_in() -> None:
    root = drawn([node("v", 0), node("a", 1), node("x", 2)], link("v", "a"), link("a", "x"))
    dots = [float(dot.get("cx", 0)) for dot in root.iter(f"{SVG}circle")]
    assert dots == sorted(set(dots))


def test_the_path_through_the_chosen_one_is_red_and_the_neighbours_grey() -> None:
    root = drawn([node("v", 0), node("a", 1), node("b", 1)], link("v", "a"), link("v", "b"), here="a")
    assert len(of_class(root, "here")) == len(of_class(root, "live")) == len(of_class(root, "idle")) == 1
    assert len(of_class(root, "node-idle")) == 1


def test_ends_are_frayed_and_a_missing_measure_is_an_open_dot() -> None:
    root = drawn([node("v", 0, frayed=["below"]), node("x", 2, frayed=["above"], open=True)])
    assert len(of_class(root, "fray")) == 6
    assert len(of_class(root, "open")) == 1


def test_a_link_that_nobody_holds_is_torn() -> None:
    whole = drawn([node("v", 0), node("a", 1)], link("v", "a"))
    torn = drawn([node("v", 0), node("a", 1)], link("v", "a", broken=True))
    assert (len(of_class(whole, "fray")), len(of_class(torn, "fray"))) == (0, 3)


def test_level_status_fault_and_notes_are_told() -> None:
    told = node(
        "a", 1, mark=Mark("met", "disc", "Uppfylls"), fault="Brister: ingen aktivitet", notes=["BUN", "exempel"]
    )
    root = drawn([told])
    assert words(root) == ["Mål", "Titel a", "Uppfylls", "Brister: ingen aktivitet", "BUN · exempel"]
    assert [each.get("aria-label") for each in root.iter(f"{SVG}a")] == [
        "Mål. Titel a. Uppfylls. Brister: ingen aktivitet"
    ]


def test_a_circle_and_unknown_ends_do_not_hinder_the_picture() -> None:
    root = drawn([node("a", 1), node("b", 2)], link("a", "b"), link("b", "a"), link("a", "nowhere"))
    assert sorted(each.get("href") or "" for each in root.iter(f"{SVG}a")) == ["/a", "/b"]


def test_no_nodes_no_picture() -> None:
    assert charts.thread_standing(charts.ThreadPicture("Tråden", "", COLUMNS, [], []), "c") == ""


@pytest.mark.parametrize("shown", [picture(), large(120)], ids=["sample", "large"])
def test_all_of_it_lies_within_the_width_of_a_phone(shown: charts.ThreadPicture) -> None:
    root = ElementTree.fromstring(charts.thread_standing(shown, "c"))  # noqa: S314 (our own text)
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    assert width == WIDTH
    for text in root.iter(f"{SVG}text"):
        x, y = float(text.get("x", 0)), float(text.get("y", 0))
        assert x >= 0
        assert x + text_width(text.text or "") * 0.97 <= WIDTH
        assert 0 <= y <= height


def test_the_pair_is_one_for_wide_windows_and_one_for_narrow_with_ids_of_their_own() -> None:
    pair = charts.thread_pair(picture(), "c")
    assert pair.count('class="chart threads wide-only"') == pair.count('class="chart threads narrow-only"') == 1
    idents = re.findall(r' id="([^"]+)"', pair)
    assert len(idents) == len(set(idents)) == 4
