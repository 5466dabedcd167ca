"""The picture of the thread: order, heights, text, keyboard."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.web import charts
from rodatraden.web.charts.layers import Layers, crossings, heights, layered
from rodatraden.web.charts.measure import text_width
from rodatraden.web.charts.thread import LEAST
from rodatraden.web.marks import Mark
from rodatraden.web.sample_thread import large, picture

SVG = "{http://www.w3.org/2000/svg}"
COLUMNS = [charts.ThreadColumn("Vision"), charts.ThreadColumn("Mål"), charts.ThreadColumn("Aktivitet")]


def node(key: str, column: int, **more: object) -> charts.ThreadNode:
    return charts.ThreadNode(key, column, f"Titel {key}", f"/{key}", **more)  # type: ignore[arg-type]


def drawn(nodes: list[charts.ThreadNode], *links: charts.ThreadLink, here: str = "") -> ElementTree.Element:
    shown = charts.ThreadPicture("Tråden", "Beskrivning", COLUMNS, nodes, links, here)
    return ElementTree.fromstring(charts.thread_picture(shown, "c"))  # noqa: S314 (our own text)


def classes(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if element.get("class") == name]


def test_columns_with_a_crossing_order_are_put_right() -> None:
    places = {"a": 0, "b": 0, "c": 1, "d": 1}
    assert crossings(Layers([["a", "b"], ["d", "c"]], [("a", "c"), ("b", "d")])) == 1
    assert crossings(layered(places, [("a", "d"), ("b", "c")])) == 0


def test_a_link_that_skips_a_column_passes_a_place_of_its_own_there() -> None:
    layers = layered({"a": 0, "m": 1, "b": 2}, [("a", "m"), ("a", "b")])
    route = layers.routes["a", "b"]
    assert (route[0], route[-1], len(route)) == ("a", "b", 3)
    assert set(layers.columns[1]) == {"m", route[1]}


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=25))
def test_lines_keep_their_order_and_their_distance(pairs: list[tuple[int, int]]) -> None:
    places = {f"{at}": at // 3 for at in range(9)}
    links = [(str(one), str(other)) for one, other in pairs]
    layers = layered(places, links)
    assert sorted(key for column in layers.columns for key in column if key in places) == sorted(places)
    y = heights(layers, dict.fromkeys(places, 60.0), top=50)
    assert min(y.values()) == pytest.approx(50)
    for column in layers.columns:
        for one, after in pairwise(column):
            assert y[after] - y[one] >= (60 if one in places else 24) - 1e-6


def test_a_chain_lies_on_one_straight_line() -> None:
    layers = layered({"a": 0, "b": 1, "c": 2}, [("a", "b"), ("b", "c")])
    assert len(set(heights(layers, dict.fromkeys("abc", 60.0), 50).values())) == 1


def test_a_line_lies_in_the_middle_of_what_hangs_from_it() -> None:
    y = heights(layered({"a": 0, "b": 1, "c": 1}, [("a", "b"), ("a", "c")]), dict.fromkeys("abc", 60.0), 50)
    assert y["a"] == pytest.approx((y["b"] + y["c"]) / 2)


def test_unknown_ends_and_links_that_lead_back_do_not_break_the_picture() -> None:
    root = drawn([node("a", 0), node("b", 1)], charts.ThreadLink("b", "a"), charts.ThreadLink("a", "nowhere"))
    assert len(list(root.iter(f"{SVG}a"))) == 2


def test_the_path_through_the_chosen_one_is_red_and_the_neighbours_grey() -> None:
    nodes = [node("v", 0), node("m", 1), node("n", 1), node("x", 2)]
    links = [charts.ThreadLink(*pair) for pair in (("v", "m"), ("v", "n"), ("m", "x"))]
    root = drawn(nodes, *links, here="m")
    assert len(classes(root, "here")) == 1
    assert len(classes(root, "node")) == 2
    assert len(classes(root, "node-idle")) == 1


def test_without_a_chosen_one_the_whole_thread_is_red_and_fine() -> None:
    root = drawn([node("v", 0), node("m", 1)], charts.ThreadLink("v", "m"))
    assert classes(root, "whole") and not classes(root, "live") and not classes(root, "idle")


def test_every_node_is_a_link_that_says_its_level_and_status() -> None:
    root = drawn(
        [node("m", 1, mark=Mark("missed", "square", "Bedöms inte uppfyllas"), fault="Brister: ingen indikator")]
    )
    (link,) = root.iter(f"{SVG}a")
    assert link.get("href") == "/m"
    assert link.get("aria-label") == "Mål. Titel m. Bedöms inte uppfyllas. Brister: ingen indikator"
    assert root.get("role") == "group"


def test_the_keyboard_meets_the_columns_from_left_to_right_and_top_to_bottom() -> None:
    nodes = [node("x", 2), node("b", 1), node("v", 0), node("a", 1)]
    links = [charts.ThreadLink(*pair) for pair in (("v", "a"), ("v", "b"), ("a", "x"))]
    order = [link.get("href") for link in drawn(nodes, *links).iter(f"{SVG}a")]
    assert order[0] == "/v" and order[-1] == "/x"


def test_a_break_frays_the_end_and_a_missing_measure_opens_the_point() -> None:
    assert len(classes(drawn([node("m", 1, frayed=("below",))]), "fray")) == 3
    assert len(classes(drawn([node("m", 1, frayed=("above", "below"))]), "fray")) == 6
    assert len(classes(drawn([node("m", 1, open=True)]), "open")) == 1


def test_a_link_that_nobody_holds_is_torn_in_two() -> None:
    whole = drawn([node("v", 0), node("m", 1)], charts.ThreadLink("v", "m"))
    torn = drawn([node("v", 0), node("m", 1)], charts.ThreadLink("v", "m", broken=True))
    assert len(classes(torn, "fray")) == 6
    assert len(classes(torn, "whole")) == len(classes(whole, "whole")) + 1


def test_words_fit_their_column() -> None:
    root = drawn(
        [charts.ThreadNode("a", 0, "Kommunfullmäktigeledamotsarvodesreglemente " * 3), node("b", 1), node("c", 2)]
    )
    for text in root.iter(f"{SVG}text"):
        assert text_width(text.text or "") < 320


@pytest.mark.parametrize("count", [10, 60, 200])
def test_it_copes_with_many_nodes(count: int) -> None:
    shown = large(count)
    root = ElementTree.fromstring(charts.thread_picture(shown, "c"))  # noqa: S314 (our own text)
    assert len(list(root.iter(f"{SVG}a"))) == len(shown.nodes)
    width, height = (float(part) for part in (root.get("viewBox") or "").split()[2:])
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.get("x", "")) < width
        assert 0 < float(text.get("y", "")) < height


def test_many_levels_make_the_picture_wider_rather_than_unreadable() -> None:
    columns = [charts.ThreadColumn(f"Nivå {at}") for at in range(12)]
    nodes = [charts.ThreadNode(str(at), at, "Ord") for at in range(12)]
    svg = charts.thread_picture(charts.ThreadPicture("T", "", columns, nodes, []), "c")
    width = re.search(r'viewBox="0 0 ([\d.]+)', svg)
    assert width is not None and float(width.group(1)) >= 12 * LEAST


def test_an_empty_thread_draws_nothing() -> None:
    assert charts.thread_picture(charts.ThreadPicture("T", "", COLUMNS, [], []), "c") == ""


def test_the_table_says_what_each_serves_and_where_it_breaks() -> None:
    table = charts.thread_table(picture(), ("Nivå", "Vad", "Bidrar till", "Status", "Brist"))
    row = next(row for row in table.rows if row[1] == "Enkla frågor får svar direkt")
    assert row[0] == "Nämndmål"
    assert row[2] == "Delaktighet, trygghet och minskade skillnader; Enkelt att vara företagare"
    assert {row[4] for row in table.rows} >= {"Brister: ingen ansvarig", "Brister: ingen aktivitet"}
    assert len(table.rows) == len(picture().nodes)


NATURAL = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30)


@given(NATURAL)
def test_no_two_neighbours_could_change_places_and_be_nearer_to_their_natural_order(
    pairs: list[tuple[int, int]],
) -> None:
    places = {str(at): at // 4 for at in range(12)}
    layers = layered(places, [(str(one), str(other)) for one, other in pairs])
    fewest = crossings(layers)
    top = next((at + 1 for at, column in enumerate(layers.columns) if len(column) > 1), 3)
    for column in layers.columns[top:]:
        for at in range(len(column) - 1):
            one, other = column[at : at + 2]
            column[at : at + 2] = other, one
            assert crossings(layers) >= fewest
            if one in places and other in places and int(one) > int(other):
                assert crossings(layers) > fewest
            column[at : at + 2] = one, other


@given(NATURAL)
def test_what_stands_at_the_top_keeps_its_order_whatever_it_costs(pairs: list[tuple[int, int]]) -> None:
    places = {str(at): at // 4 for at in range(12)}
    layers = layered(places, [(str(one), str(other)) for one, other in pairs])
    assert layers.columns[0] == ["0", "1", "2", "3"]


def test_areas_stand_in_the_documents_order_and_what_is_beneath_gives_way() -> None:
    """Goals that serve areas two apart would draw their areas together."""
    places = {"vision": 0, "1": 1, "2": 1, "3": 1, "a": 2, "b": 2, "c": 2}
    links = [("vision", each) for each in "123"] + [("1", "a"), ("3", "a"), ("2", "b"), ("3", "b"), ("1", "c")]
    layers = layered(places, links)
    assert layers.columns[:2] == [["vision"], ["1", "2", "3"]]
    assert crossings(layers) == 1


def test_siblings_keep_the_order_they_are_given_where_that_crosses_no_lines() -> None:
    places = {"vision": 0, "1": 1, "2": 1, "1.1": 2, "2.1": 2, "2.2": 2, "a": 3, "b": 3}
    up = [("vision", "1"), ("vision", "2"), ("1", "1.1"), ("2", "2.1"), ("2", "2.2")]
    layers = layered(places, [*up, ("2.1", "b"), ("1.1", "a"), ("2.2", "b")])
    assert layers.columns == [["vision"], ["1", "2"], ["1.1", "2.1", "2.2"], ["a", "b"]]


def test_where_the_natural_order_crosses_lines_what_is_at_the_bottom_moves() -> None:
    places = {"vision": 0, "1": 1, "2": 1, "1.1": 2, "2.1": 2, "a": 3, "b": 3, "c": 3}
    links = [("vision", "1"), ("vision", "2"), ("1", "1.1"), ("2", "2.1"), ("1.1", "c"), ("2.1", "a"), ("2.1", "b")]
    layers = layered(places, links)
    assert crossings(layers) == 0
    assert layers.columns[1:] == [["1", "2"], ["1.1", "2.1"], ["c", "a", "b"]]
