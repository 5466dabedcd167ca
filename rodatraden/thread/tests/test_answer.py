import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.lib.text import say
from rodatraden.thread.answer import Beside, Standing, goals_answer, indicators_answer

MET, PARTLY = Standing("met", "bedöms uppfyllas"), Standing("partly", "bedöms uppfyllas delvis")
MISSED, NONE = Standing("missed", "bedöms inte uppfyllas"), Standing("unmeasured", "ej mätt")
FULL, HALF = Standing("met", "uppfylls"), Standing("partly", "uppfylls delvis")
BEHIND = Standing("missed", "efter plan")
LARGE, SMALL = Standing("partly", "bedöms nås till stor del"), Standing("partly", "bedöms nås till viss del")
standings = st.lists(st.sampled_from([MET, PARTLY, MISSED, NONE, FULL, HALF, BEHIND, LARGE, SMALL]), max_size=12)


@pytest.mark.parametrize(
    ("counted", "told", "rest"),
    [
        ([], "Här finns inga fullmäktigemål än.", ""),
        ([NONE] * 8, "8 fullmäktigemål är ej mätta.", ""),
        ([MET] * 8, "Alla 8 fullmäktigemål bedöms uppfyllas.", ""),
        ([FULL] * 8, "Alla 8 fullmäktigemål uppfylls.", ""),
        ([PARTLY, MET], "1 av 2 fullmäktigemål bedöms uppfyllas och 1 uppfyllas delvis.", ""),
        ([FULL, HALF, HALF], "1 av 3 fullmäktigemål uppfylls och 2 uppfylls delvis.", ""),
        ([MET, NONE, NONE], "1 av 3 fullmäktigemål bedöms uppfyllas.", "2 är ej mätta."),
        (
            [MISSED, MET, PARTLY, PARTLY, NONE],
            "1 av 5 fullmäktigemål bedöms inte uppfyllas.",
            "1 bedöms uppfyllas och 2 uppfyllas delvis. 1 är ej mätt.",
        ),
        (
            [BEHIND, Standing("missed", "sämre")],
            "1 av 2 fullmäktigemål har bedömningen ”efter plan” och 1 ”sämre”.",
            "",
        ),
        ([BEHIND, FULL], "1 av 2 fullmäktigemål har bedömningen ”efter plan”.", "1 uppfylls."),
        (
            [SMALL, LARGE, LARGE, MISSED],
            "1 av 4 fullmäktigemål bedöms inte uppfyllas.",
            "1 bedöms nås till viss del och 2 nås till stor del.",
        ),
    ],
)
def test_the_overview_answers_in_the_words_of_the_scale(counted: list[Standing], told: str, rest: str) -> None:
    sentence, then = goals_answer(counted, "fullmäktigemål")
    assert (str(sentence), str(then)) == (told, rest)


def test_what_drags_down_stands_in_the_sentence() -> None:
    told, _rest = goals_answer([MISSED, MET], "fullmäktigemål", because=say("våldsbrotten drar ned"))
    assert str(told) == "1 av 2 fullmäktigemål bedöms inte uppfyllas: våldsbrotten drar ned."


AREA = say("målområde 2 (Arbete)")


def test_a_red_area_beside_the_goals_is_never_left_out() -> None:
    told, _rest = goals_answer([MISSED, MET], "fullmäktigemål", [Beside(AREA, MISSED)])
    assert str(told) == "1 av 2 fullmäktigemål och målområde 2 (Arbete) bedöms inte uppfyllas."


def test_a_red_area_alone_is_the_answer_and_the_goals_come_after() -> None:
    told, rest = goals_answer([MET, NONE], "fullmäktigemål", [Beside(AREA, MISSED)])
    assert str(told) == "Målområde 2 (Arbete) bedöms inte uppfyllas."
    assert str(rest) == "1 bedöms uppfyllas. 1 av 2 fullmäktigemål är ej mätt."


def test_an_area_missed_by_another_scale_keeps_its_own_word() -> None:
    told, _rest = goals_answer([MISSED, MET], "mål", [Beside(AREA, BEHIND)])
    assert str(told) == "1 av 2 mål bedöms inte uppfyllas och målområde 2 (Arbete) har bedömningen ”efter plan”."


def test_an_area_that_is_not_red_is_not_told() -> None:
    told, _rest = goals_answer([MET, MET], "mål", [Beside(AREA, PARTLY)])
    assert str(told) == "Alla 2 mål bedöms uppfyllas."


@pytest.mark.parametrize(
    ("counted", "told"),
    [
        ([], "Styrkortet har inga indikatorer än."),
        ([NONE], "Den enda indikatorn är ej mätt."),
        ([MET], "Den enda indikatorn bedöms uppfyllas."),
        ([Standing("no-target", "bedöms inte")], "Den enda indikatorn saknar målvärde."),
        (
            [NONE, Standing("refused", "bedöms inte"), Standing("no-target", "bedöms inte")],
            "1 av 3 indikatorer är ej mätt. 1 saknar målvärde. 1 går inte att bedöma.",
        ),
        ([NONE] * 3, "3 indikatorer är ej mätta."),
        (
            [MET, MET, PARTLY, MISSED, NONE, NONE],
            "2 av 6 indikatorer bedöms uppfyllas, 1 uppfyllas delvis och 1 inte uppfyllas. 2 är ej mätta.",
        ),
        ([BEHIND, BEHIND, FULL], "1 av 3 indikatorer uppfylls och 2 har bedömningen ”efter plan”."),
    ],
)
def test_the_scorecard_answers_in_the_words_of_the_scale(counted: list[Standing], told: str) -> None:
    assert str(indicators_answer(counted)) == told


@given(standings)
def test_every_goal_is_told_once(counted: list[Standing]) -> None:
    told, rest = goals_answer(counted, "mål")
    numbers = [int(each) for each in f"{told} {rest}".split() if each.isdecimal()]
    if len({each.tone for each in counted}) > 1:
        assert sum(numbers) == 2 * len(counted), (told, rest)


@given(standings)
def test_what_is_nought_is_not_told(counted: list[Standing]) -> None:
    told, rest = goals_answer(counted, "mål")
    assert " 0 " not in f" {told} {rest} {indicators_answer(counted)} "
