import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.lib.trees import find_circle, reachable, turned

graphs = st.dictionaries(st.integers(0, 12), st.lists(st.integers(0, 12), max_size=4), max_size=13)


def test_what_can_be_reached_comes_nearest_first() -> None:
    assert reachable({"a": ["b", "c"], "b": ["d"], "c": ["d"]}, "a") == ["b", "c", "d"]


def test_a_circle_is_named_in_its_order() -> None:
    circle = find_circle({"a": ["b"], "b": ["c"], "c": ["b"]})
    assert circle in (["b", "c"], ["c", "b"])


def test_two_ways_to_one_place_are_no_circle() -> None:
    assert find_circle({"a": ["b", "c"], "b": ["d"], "c": ["d"]}) is None


def test_what_serves_itself_is_a_circle() -> None:
    assert find_circle({"a": ["a"]}) == ["a"]


@given(graphs)
def test_a_circle_found_is_a_circle(graph: dict[int, list[int]]) -> None:
    circle = find_circle(graph)
    if circle is None:
        assert all(start not in reachable(graph, after) for start in graph for after in graph[start])
        assert all(start not in graph[start] for start in graph)
    else:
        for node, after in zip(circle, [*circle[1:], circle[0]], strict=True):
            assert after in graph[node]


@given(graphs)
def test_turning_twice_keeps_the_edges(graph: dict[int, list[int]]) -> None:
    edges = sorted((a, b) for a, after in graph.items() for b in after)
    again = sorted((a, b) for a, after in turned(turned(graph)).items() for b in after)
    assert again == edges


def test_a_long_chain_needs_no_deep_stack() -> None:
    chain = {number: [number + 1] for number in range(50_000)}
    assert find_circle(chain) is None
    assert len(reachable(chain, 0)) == 50_000


@pytest.mark.parametrize(
    ("edges", "circle"),
    [
        ({}, None),
        ({"a": []}, None),
        ({"a": ["b"], "b": []}, None),
        ({"a": ["utanför"]}, None),
        ({"a": ["b"], "b": ["a"]}, {"a", "b"}),
        ({"a": ["b"], "b": ["c"], "c": ["d"], "d": ["b"]}, {"b", "c", "d"}),
        ({"x": ["y"], "a": ["b"], "b": ["a"]}, {"a", "b"}),
        ({"a": ["b", "b"], "b": []}, None),
    ],
)
def test_only_those_in_the_circle_are_named(edges: dict[str, list[str]], circle: set[str] | None) -> None:
    found = find_circle(edges)
    assert (set(found) if found else None) == circle


@given(graphs, st.integers(0, 12))
def test_what_is_reached_is_reached_once_and_never_from_itself(graph: dict[int, list[int]], start: int) -> None:
    found = reachable(graph, start)
    assert len(found) == len(set(found))
    assert start not in found
    assert all(after in {start, *found} for node in (start, *found) for after in graph.get(node, ()))


@given(graphs, st.integers(0, 12), st.integers(0, 12))
def test_who_reaches_is_reached_the_other_way(graph: dict[int, list[int]], one: int, other: int) -> None:
    assert (other in reachable(graph, one)) == (one in reachable(turned(graph), other))
