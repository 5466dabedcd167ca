"""Which members of two sequences are each other's before and after."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.documents.difference_pairs import MOST_TRIED, fellows, gaps, likeness, paired, woven

LEAST = 0.3
words = st.lists(st.sampled_from(["mål", "nås", "inte", "ekonomi", "personal"]), max_size=5).map(" ".join)
texts = st.lists(words, max_size=6)


@st.composite
def matchings(draw: st.DrawFn) -> tuple[int, int, dict[int, int]]:
    """How long two sequences are, and pairs of their places, crossing or not."""
    old, new = draw(st.integers(0, 6)), draw(st.integers(0, 6))
    count = draw(st.integers(0, min(old, new)))
    here = draw(st.permutations(range(old)))[:count]
    there = draw(st.permutations(range(new)))[:count]
    return old, new, dict(zip(here, there, strict=True))


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [
        ("Målet nås i år", "Målet nås i år", 1),
        ("Målet nås", "nås Målet", 1),
        ("Målet nås", "Målet missas", 0.5),
        ("Målet nås", "Vi väntar", 0),
        ("", "", 1),
        ("", "Målet", 0),
    ],
)
def test_likeness_is_the_share_of_the_words_of_both(before: str, after: str, share: float) -> None:
    assert likeness(before, after) == share


@given(matchings())
def test_every_member_is_woven_in_once(found: tuple[int, int, dict[int, int]]) -> None:
    old, new, matched = found
    pairs = woven(old, new, matched)
    assert sorted(a for a, _ in pairs if a is not None) == list(range(old))
    assert [b for _, b in pairs if b is not None] == list(range(new))
    assert {a: b for a, b in pairs if a is not None and b is not None} == matched


def test_what_has_gone_stands_after_what_it_stood_after() -> None:
    assert woven(4, 3, {1: 0, 3: 1}) == [(0, None), (1, 0), (2, None), (3, 1), (None, 2)]
    assert woven(2, 0, {}) == [(0, None), (1, None)]
    assert woven(3, 2, {0: 1, 1: 0}) == [(1, 0), (2, None), (0, 1)]


@given(texts, texts)
def test_fellows_never_cross_and_are_alike_enough_and_the_same_both_ways(old: list[str], new: list[str]) -> None:
    pairs = fellows(old, new, likeness, LEAST)
    assert [pairs[a] for a in sorted(pairs)] == sorted(pairs.values())
    assert len(set(pairs.values())) == len(pairs)
    assert all(likeness(old[a], new[b]) >= LEAST for a, b in pairs.items())
    assert fellows(new, old, likeness, LEAST) == {b: a for a, b in pairs.items()}


@given(texts, texts)
def test_what_stands_between_pairs_is_all_that_is_unpaired(old: list[str], new: list[str]) -> None:
    matched = paired(old, new)
    between = gaps(len(old), len(new), matched)
    assert sorted([*matched, *(a for here, _ in between for a in here)]) == list(range(len(old)))
    assert sorted([*matched.values(), *(b for _, there in between for b in there)]) == list(range(len(new)))
    assert all(old[a] == new[b] for a, b in matched.items())


def test_the_most_alike_are_taken_together_though_the_first_is_somewhat_alike() -> None:
    old = ["Skolan har färre elever"]
    new = ["Skolan har en ny rektor", "Skolan har fler elever"]
    assert fellows(old, new, likeness, LEAST) == {0: 1}


def test_who_has_rewritten_very_much_is_not_kept_waiting() -> None:
    many = [f"Text {n} om mål {n}" for n in range(MOST_TRIED // 10)]
    started = time.monotonic()
    assert fellows(many, [f"{one} igen" for one in many], likeness, LEAST) == {}
    assert time.monotonic() - started < 1
