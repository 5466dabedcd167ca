"""The difference between two texts, word by word."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.lib.word_diff import Piece, matching, word_diff

few = st.lists(st.sampled_from(["mål", "nås", "inte", ",", ".", " ", "\n", "12,5", "5"]), max_size=30).map("".join)
"""Texts of few words, which have much in common."""
texts = st.text(max_size=80) | few
TURNED = {"same": "same", "gone": "new", "new": "gone"}


def sides(pieces: tuple[Piece, ...]) -> tuple[str, str]:
    old = "".join(piece.text for piece in pieces if piece.kind != "new")
    return old, "".join(piece.text for piece in pieces if piece.kind != "gone")


def in_short(before: str, after: str) -> str:
    signs = {"same": "{}", "gone": "[-{}]", "new": "[+{}]"}
    return "".join(signs[piece.kind].format(piece.text) for piece in word_diff(before, after))


@given(texts, texts)
def test_both_texts_are_whole_in_the_pieces(before: str, after: str) -> None:
    assert sides(word_diff(before, after)) == (before, after)


@given(texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(piece.kind == "same" for piece in word_diff(text, text))


@given(texts, texts)
def test_what_came_one_way_went_the_other(before: str, after: str) -> None:
    there, back = word_diff(before, after), word_diff(after, before)
    assert sorted((TURNED[one.kind], one.text) for one in there) == sorted((one.kind, one.text) for one in back)


@given(texts, texts)
def test_no_piece_is_empty_and_none_has_a_neighbour_of_its_kind(before: str, after: str) -> None:
    kinds = [piece.kind for piece in word_diff(before, after) if piece.text]
    assert len(kinds) == len(word_diff(before, after))
    assert all(a != b and (a, b) != ("new", "gone") for a, b in zip(kinds, kinds[1:], strict=False))


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
def test_runs_are_alike_and_never_cross(old: list[str], new: list[str]) -> None:
    runs = matching(old, new)
    assert all(old[a : a + size] == new[b : b + size] for a, b, size in runs)
    assert all(a + size <= c and b + size <= d for (a, b, size), (c, d, _) in zip(runs, runs[1:], strict=False))
    assert matching(new, old) == [(b, a, size) for a, b, size in runs]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Alla ska våga gå", "Alla ska vilja gå", "Alla ska [-våga][+vilja] gå"),
        ("Målet nås i år.", "Målet nås inte i år.", "Målet nås [+inte ]i år."),
        ("Målet nås", "Målet nås.", "Målet nås[+.]"),
        ("I dag var andelen 12,5 procent.", "I dag var andelen 12,8 procent.",
         "I dag var andelen [-12,5][+12,8] procent."),
        ("Det kostar 1\u00a0200 tkr nu", "Det kostar 1\u00a0250 tkr nu",
         "Det kostar [-1\u00a0200][+1\u00a0250] tkr nu"),
        ("senast 2018-09-10 i år", "senast 2018-10-10 i år", "senast [-2018-09-10][+2018-10-10] i år"),
        ("ett två tre fyra fem", "ett 2 3 fyra fem", "ett [-två tre][+2 3] fyra fem"),
        ("Första.\nAndra.", "Första.\nMellan.\nAndra.", "Första.\n[+Mellan.\n]Andra."),
        ("", "Ny", "[+Ny]"),
        ("Borta", "", "[-Borta]"),
    ],
)  # fmt: skip
def test_whole_words_and_figures_are_marked(before: str, after: str, told: str) -> None:
    assert in_short(before, after) == told


def test_a_text_for_another_is_not_shown_as_crumbs_of_both() -> None:
    before, after = "Vi har ont om folk i hemtjänsten sedan i vår", "Kostnaden för skolskjuts ökar i alla områden nu"
    assert [piece.kind for piece in word_diff(before, after)] == ["gone", "new"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ord " * 50_000, "annat " * 30_000),
        ("a b " * 50_000, "b a " * 40_000 + "c"),
        ("".join(f"x{n} a " for n in range(244)), "".join(f"y{n} a " for n in range(244))),
    ],
)
def test_a_very_long_text_keeps_nobody_waiting(before: str, after: str) -> None:
    started = time.monotonic()
    assert sides(word_diff(before, after)) == (before, after)
    assert time.monotonic() - started < 8


def test_a_word_in_a_long_text_is_found() -> None:
    before = " ".join(f"ord{n % 700}" for n in range(8_000))
    after = before.replace("ord350 ord351", "ord350 nytt ord351", 1)
    assert [piece.text for piece in word_diff(before, after) if piece.kind == "new"] == ["nytt "]
