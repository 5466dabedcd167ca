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
