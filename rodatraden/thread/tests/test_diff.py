"""The difference between two texts, in words."""

import time

from hypothesis import given
from hypothesis import strategies as st

from rodatraden.thread.diff import Piece, changes, told, word_diff


@given(st.text(max_size=80), st.text(max_size=80))
def test_both_texts_are_whole_in_the_pieces(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after


@given(st.text(max_size=80))
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(piece.kind == "same" for piece in word_diff(text, text))


def test_whole_words_are_marked_and_not_letters() -> None:
    assert word_diff("Alla ska våga gå", "Alla ska vilja gå") == (
        Piece("same", "Alla ska "),
        Piece("gone", "våga"),
        Piece("new", "vilja"),
        Piece("same", " gå"),
    )


def test_a_very_long_text_counts_as_rewritten_and_keeps_nobody_waiting() -> None:
    before, after = "ord " * 5000, "annat " * 5000
    started = time.monotonic()
    assert [piece.kind for piece in word_diff(before, after)] == ["gone", "new"]
    assert time.monotonic() - started < 1


def test_only_fields_that_differ_are_told_in_the_order_of_their_names() -> None:
    names = {"title": "rubrik", "text": "lydelse", "unit": "ägare"}
    found = changes({"title": "A", "text": "x", "unit": "KS"}, {"title": "B", "text": "x"}, names)
    assert [change.field for change in found] == ["title", "unit"]
    assert str(told(found)) == "Ändrat: rubrik och ägare."
    assert str(told(found[:1])) == "Ändrat: rubrik."
    assert str(told(())) == "Ingenting ändrades."
