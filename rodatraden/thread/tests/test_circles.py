"""A circle is told with its titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.thread.circles import circle_told, told


@pytest.mark.parametrize(
    ("titles", "sentence"),
    [
        (["A"], "”A” kan inte bidra till sig självt."),
        (["A", "B"], "Tråden går i cirkel: ”A” bidrar till ”B”, som bidrar till ”A”. Ta bort ett av bidragen."),
        (
            ["A", "B", "C"],
            "Tråden går i cirkel: ”A” bidrar till ”B”, som bidrar till ”C”, som bidrar till ”A”. "
            "Ta bort ett av bidragen.",
        ),
    ],
)
def test_every_item_of_the_circle_is_named(titles: list[str], sentence: str) -> None:
    assert str(told(titles)) == sentence


def test_a_thread_without_circle_says_nothing() -> None:
    assert circle_told({1: [2, 3], 2: [4], 3: [4]}, {}) is None


def test_an_item_that_nobody_can_name_is_a_question_mark() -> None:
    assert "”?”" in str(circle_told({1: [2], 2: [1]}, {1: "A"}))


@given(st.lists(st.integers(0, 8), min_size=2, max_size=9, unique=True))
def test_a_ring_of_any_size_is_found_and_names_each_once_more_at_the_end(ring: list[int]) -> None:
    edges = {node: [ring[(place + 1) % len(ring)]] for place, node in enumerate(ring)}
    sentence = str(circle_told(edges, {node: f"led {node}" for node in ring}))
    assert all(f"”led {node}”" in sentence for node in ring)
    assert sentence.count("bidrar till") == len(ring)
