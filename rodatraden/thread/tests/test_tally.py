import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.lib.text import say
from rodatraden.thread.tally import Tally, breaks_told, goals_told, indicators_told, rest_told

tallies = st.builds(Tally, *[st.integers(0, 30)] * 6)


@pytest.mark.parametrize(
    ("tally", "closed", "sentence"),
    [
        (Tally(), False, "Styrkortet har inga indikatorer än."),
        (Tally(unmeasured=1), False, "Den enda indikatorn är inte mätt 2018."),
        (Tally(unmeasured=3), True, "Ingen av de 3 indikatorerna är mätt 2018."),
        (
            Tally(8, 6, 7, 7),
            False,
            "Av 28 indikatorer bedöms 8 uppfyllas 2018, 6 uppfyllas delvis och 7 inte. 7 är ej mätta.",
        ),
        (Tally(2, 0, 1, 1), True, "Av 4 indikatorer uppfylldes 2 helt och 1 inte år 2018. En är ej mätt."),
        (Tally(3), True, "Av 3 indikatorer uppfylldes 3 helt år 2018."),
        (Tally(aimless=1), True, "Den enda indikatorn har inget målvärde 2018 och går inte att bedöma."),
        (Tally(aimless=9), True, "Ingen av de 9 indikatorerna har målvärde 2018, så ingen går att bedöma."),
        (Tally(refused=1), False, "Den enda indikatorn går inte att bedöma 2018."),
        (
            Tally(unmeasured=6, aimless=21, refused=1),
            True,
            "Ingen av de 28 indikatorerna går att bedöma 2018. 6 är ej mätta. 21 saknar målvärde."
            " En går inte att bedöma.",
        ),
        (Tally(3, aimless=1), True, "Av 4 indikatorer uppfylldes 3 helt år 2018. En saknar målvärde."),
        (Tally(2, 1, 1), True, "Av 4 indikatorer uppfylldes 2 2018, 1 delvis och 1 inte."),
        (Tally(0, 3, 0, 1), False, "Av 4 indikatorer bedöms 3 uppfyllas delvis år 2018. En är ej mätt."),
        (Tally(5, 0, 2), False, "Av 7 indikatorer bedöms 5 uppfyllas och 2 inte uppfyllas år 2018."),
    ],
)
def test_the_scorecard_answers_in_a_sentence(tally: Tally, closed: bool, sentence: str) -> None:
    assert str(indicators_told(tally, 2018, closed)) == sentence


@pytest.mark.parametrize(
    ("tally", "closed", "sentence"),
    [
        (Tally(), False, "Här finns inga fullmäktigemål än."),
        (Tally(unmeasured=8), False, "Inget av 8 fullmäktigemål är mätt än."),
        (Tally(unmeasured=7, refused=1), False, "Inget av 8 fullmäktigemål går att bedöma än."),
        (Tally(met=8), False, "Alla 8 fullmäktigemål bedöms uppfyllas."),
        (Tally(met=8), True, "Alla 8 fullmäktigemål nåddes."),
        (Tally(3, 1, 0, 4), False, "Av 8 fullmäktigemål bedöms 3 uppfyllas helt och 1 delvis."),
        (Tally(3, 1, 0, 4), True, "Av 8 fullmäktigemål nåddes 3 helt och 1 delvis."),
        (Tally(1, 0, 0, 3), False, "1 av 4 fullmäktigemål bedöms uppfyllas."),
        (Tally(1, 0, 0, 3), True, "1 av 4 fullmäktigemål nåddes."),
        (Tally(0, 4), False, "4 av 4 fullmäktigemål bedöms uppfyllas delvis."),
        (Tally(0, 1, 0, 3), True, "1 av 4 fullmäktigemål nåddes delvis."),
        (Tally(1, 2, 1, 4), False, "1 av 8 fullmäktigemål bedöms inte uppfyllas."),
        (Tally(1, 2, 1, 4), True, "1 av 8 fullmäktigemål nåddes inte."),
    ],
)
def test_the_overview_answers_in_a_sentence(tally: Tally, closed: bool, sentence: str) -> None:
    assert str(goals_told(tally, "fullmäktigemål", closed)) == sentence


def test_what_drags_down_stands_in_the_sentence() -> None:
    told = goals_told(Tally(1, 2, 1, 4), "fullmäktigemål", False, say("våldsbrotten drar ned"))
    assert str(told) == "1 av 8 fullmäktigemål bedöms inte uppfyllas: våldsbrotten drar ned."


def test_the_rest_is_told_when_some_are_missed_and_when_some_are_not_measured() -> None:
    assert str(rest_told(Tally(1, 2, 1, 4), False)) == "1 bedöms uppfyllas helt och 2 delvis. 4 är ej mätta."
    assert str(rest_told(Tally(1, 2, 1, 4), True)) == "Helt nåddes 1 och delvis 2. 4 är ej mätta."
    assert str(rest_told(Tally(4, 0, 0, 4), False)) == "4 är ej mätta."
    assert str(rest_told(Tally(4, 0, 0, 3, 0, 1), False)) == "3 är ej mätta. Ett går inte att bedöma."
    assert str(rest_told(Tally(0, 2, 1, 1), False)) == "2 bedöms uppfyllas delvis. Ett är ej mätt."
    assert str(rest_told(Tally(2, 0, 1), True)) == "2 nåddes."
    assert not rest_told(Tally(missed=3), False)
    assert not rest_told(Tally(8), False)
    assert not rest_told(Tally(unmeasured=8), False)


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


@given(tallies, st.booleans())
def test_the_sentence_never_claims_fulfilment_before_closing(tally: Tally, closed: bool) -> None:
    told = str(goals_told(tally, "mål", closed)) + str(rest_told(tally, closed))
    if not closed:
        assert "nådde" not in told


@given(tallies, st.booleans())
def test_what_is_nought_is_not_told(tally: Tally, closed: bool) -> None:
    told = f"{indicators_told(tally, 2018, closed)} {goals_told(tally, 'mål', closed)} {rest_told(tally, closed)}"
    assert " 0 " not in f" {told}"


@given(st.lists(st.sampled_from(["met", "partly", "missed", "unmeasured"])))
def test_every_tone_is_counted_once(tones: list) -> None:  # type: ignore[type-arg]
    assert Tally.of(tones).total == len(tones)
