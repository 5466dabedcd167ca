import pytest

from rodatraden.thread.tally import breaks_told


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((0, 0, 0), "Tråden håller hela vägen."),
        ((1, 0, 0), "Tråden brister på ett ställe, allvarligt."),
        ((0, 0, 1), "Tråden brister på ett ställe."),
        ((0, 2, 1), "Tråden brister på 3 ställen, inget av dem allvarligt."),
        ((2, 3, 0), "Tråden brister på 5 ställen, 2 av dem är allvarliga."),
    ],
)
def test_breaks_are_counted_in_a_sentence(counts: tuple[int, int, int], sentence: str) -> None:
    assert str(breaks_told(*counts)) == sentence
