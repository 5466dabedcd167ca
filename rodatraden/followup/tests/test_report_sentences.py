"""The answers that the pages of follow-up begin with."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.followup.models import State
from rodatraden.followup.sentence import (
    STATES,
    Left,
    due_told,
    left_told,
    reported_told,
    returned_told,
    slot_told,
    state_told,
)

DUE = date(2018, 9, 14)


@pytest.mark.parametrize(
    ("left", "sentence"),
    [
        (Left(), "Allt är ifyllt: du kan lämna in."),
        (Left(figures=1), "En siffra återstår, sedan kan du lämna in."),
        (Left(texts=3), "3 texter återstår, sedan kan du lämna in."),
        (Left(1, 2, 1), "En siffra, en bedömning och 2 texter återstår, sedan kan du lämna in."),
    ],
)
def test_what_is_left_is_told_in_a_sentence(left: Left, sentence: str) -> None:
    assert str(left_told(left)) == sentence


def test_what_came_back_says_so_first() -> None:
    assert str(returned_told(Left())) == "Rapporten kom tillbaka: komplettera den och lämna in igen."
    assert str(returned_told(Left(texts=1))) == "Rapporten kom tillbaka, och en text saknas."


@pytest.mark.parametrize(
    ("today", "sentence"),
    [
        (date(2018, 9, 10), "Lämnas senast 2018-09-14, om 4 dagar."),
        (date(2018, 9, 13), "Lämnas senast 2018-09-14, i morgon."),
        (date(2018, 9, 14), "Lämnas senast i dag, 2018-09-14."),
        (date(2018, 9, 15), "Skulle ha lämnats 2018-09-14, för en dag sedan."),
        (date(2018, 9, 20), "Skulle ha lämnats 2018-09-14, för 6 dagar sedan."),
    ],
)
def test_the_day_is_told_from_where_one_stands(today: date, sentence: str) -> None:
    assert str(due_told(DUE, today)) == sentence


@pytest.mark.parametrize(
    ("done", "late", "total", "sentence"),
    [
        (0, [], 0, "Ingen enhet rapporterar hit vid det här tillfället."),
        (1, [], 1, "Den enda rapporten är inlämnad."),
        (4, [], 4, "Alla 4 har lämnat in."),
        (2, [], 4, "2 av 4 har lämnat in; ingen är sen än."),
        (2, ["Hemtjänsten"], 4, "2 av 4 har lämnat in; Hemtjänsten är sen."),
        (1, ["A", "B"], 4, "1 av 4 har lämnat in; A och B är sena."),
        (0, ["A", "B", "C", "D"], 4, "0 av 4 har lämnat in; 4 är sena."),
    ],
)
def test_who_has_reported_is_told_with_those_who_are_late(
    done: int, late: list[str], total: int, sentence: str
) -> None:
    assert str(reported_told(done, late, total)) == sentence


@pytest.mark.parametrize(
    ("state", "submitted", "late", "told"),
    [
        ("", None, False, "inte påbörjad, lämnas senast 2018-09-14"),
        ("", None, True, "inte påbörjad, skulle ha lämnats 2018-09-14"),
        ("returned", date(2018, 9, 1), True, "åter för komplettering, skulle ha lämnats 2018-09-14"),
        ("submitted", date(2018, 9, 7), False, "inlämnad 2018-09-07"),
        ("cleared", date(2018, 9, 17), True, "klarmarkerad 2018-09-17, sent"),
    ],
)
def test_one_report_in_a_list_says_how_it_stands(state: str, submitted: date | None, late: bool, told: str) -> None:
    assert str(slot_told(state, DUE, submitted, late=late)) == told


def test_every_state_has_a_word() -> None:
    assert set(STATES) == {"", *State.values}


def test_a_report_that_is_handed_in_says_by_whom() -> None:
    told = state_told("submitted", date(2018, 9, 7), "Rektor")
    assert str(told) == "Rapporten är inlämnad. Rektor lämnade in den 2018-09-07."
    assert str(state_told("draft", None, "")) == "Rapporten är påbörjad."


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_only_nothing_left_lets_everything_be_filled_in(figures: int, texts: int, judgements: int) -> None:
    left = Left(figures, texts, judgements)
    assert ("Allt är ifyllt" in str(left_told(left))) is (figures + texts + judgements == 0)
