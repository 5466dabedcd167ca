import pytest

from rodatraden.lib.numerals import FIRST, NUMERALS, first_numeral, numeral


@pytest.mark.parametrize(
    ("number", "within", "first"),
    [(2, "två", "Två"), (12, "tolv", "Tolv"), (13, "13", "13"), (1, "1", "1"), (0, "0", "0")],
)
def test_two_to_twelve_are_written_in_words(number: int, within: str, first: str) -> None:
    assert (str(numeral(number)), str(first_numeral(number))) == (within, first)


def test_what_begins_a_sentence_is_the_same_word_with_a_capital() -> None:
    assert [str(word).capitalize() for word in NUMERALS] == [str(word) for word in FIRST]
