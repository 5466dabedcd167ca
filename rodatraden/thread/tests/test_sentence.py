"""The sentence that an item's page begins with: for none, one, many, and what is late."""

from datetime import date
from typing import Any

import pytest

from rodatraden.lib.numerals import numeral
from rodatraden.lib.text import say
from rodatraden.steering.schema import Word
from rodatraden.thread.sentence import (
    Doing,
    ItemFacts,
    Neighbour,
    Work,
    key_sentence,
    late_told,
    then_sentence,
)

GOAL = Neighbour("Trygg kommun", "fullmäktigemål", "fullmäktigemål")
PRIORITY = Neighbour("Skolan först", "prioritering", "prioriteringar")
ACTIVITY = Neighbour("Vandring", "aktivitet", "aktiviteter")

ACTIVITIES = Word(one="aktivitet", many="aktiviteter", definite="aktiviteten", en="activity", en_many="activities")
PROJECT = Word(one="projekt", many="projekt", definite="projektet")


def work(total: int, done: int = 0, late: int = 0, without_responsible: int = 0) -> Work:
    return Work(total, done, late, without_responsible, ACTIVITIES)


def said(**facts: Any) -> str:
    return str(key_sentence(ItemFacts("Svar direkt", **facts)))


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "Svar direkt: bidrar inte till något och bärs inte av något."),
        ({"top": True, "bottom": True}, "Svar direkt."),
        ({"top": True, "bottom": True, "breaks": 1}, "Svar direkt: tråden brister på ett ställe."),
        ({"serves": [GOAL], "bottom": True}, "Svar direkt: bidrar till ”Trygg kommun”."),
        (
            {"serves": [GOAL, GOAL], "carried_by": [ACTIVITY] * 4, "subject": "nämndmålet"},
            "Svar direkt: nämndmålet bidrar till två fullmäktigemål och bärs av fyra aktiviteter.",
        ),
        (
            {"serves": [GOAL, GOAL], "carried_by": [ACTIVITY], "breaks": 1, "subject": "målet"},
            "Svar direkt: målet bidrar till två fullmäktigemål och bärs av ”Vandring”, "
            "och tråden brister på ett ställe.",
        ),
        (
            {"serves": [GOAL, GOAL, PRIORITY], "bottom": True, "breaks": 3},
            "Svar direkt: bidrar till två fullmäktigemål och en prioritering, och tråden brister på tre ställen.",
        ),
        (
            {"top": True, "carried_by": [Neighbour("Kö", "uppdrag", "uppdrag", neuter=True), ACTIVITY]},
            "Svar direkt: bärs av ett uppdrag och en aktivitet.",
        ),
        ({"top": True, "carried_by": [GOAL] * 13}, "Svar direkt: bärs av 13 fullmäktigemål."),
    ],
)
def test_the_sentence_tells_what_it_serves_what_carries_it_and_where_it_breaks(
    facts: dict[str, Any], sentence: str
) -> None:
    assert said(**facts) == sentence


@pytest.mark.parametrize(
    ("doing", "sentence"),
    [
        (Doing(), "aktiviteten saknar rapporterat läge och bidrar till ”Trygg kommun”."),
        (
            Doing(say("pågår"), False, date(2018, 10, 1), date(2018, 9, 10)),
            "aktiviteten pågår, ska vara klar 2018-10-01 och bidrar till ”Trygg kommun”.",
        ),
        (
            Doing(say("pågår"), False, date(2018, 8, 31), date(2018, 9, 10)),
            "aktiviteten är 10 dagar sen och bidrar till ”Trygg kommun”.",
        ),
        (
            Doing(say("är planerat"), False, date(2018, 10, 1), date(2018, 9, 10), neuter=True),
            "aktiviteten är planerat, ska vara klart 2018-10-01 och bidrar till ”Trygg kommun”.",
        ),
        (
            Doing(say("är planerat"), False, date(2018, 9, 9), date(2018, 9, 10), neuter=True),
            "aktiviteten är 1 dag sent och bidrar till ”Trygg kommun”.",
        ),
        (
            Doing(say("är klar"), True, date(2018, 8, 31), date(2018, 9, 10)),
            "aktiviteten är klar och bidrar till ”Trygg kommun”.",
        ),
    ],
)
def test_what_is_done_says_where_it_stands(doing: Doing, sentence: str) -> None:
    assert said(serves=[GOAL], bottom=True, subject="aktiviteten", doing=doing) == f"Svar direkt: {sentence}"


@pytest.mark.parametrize(
    ("day", "late"), [(date(2018, 8, 30), 0), (date(2018, 8, 31), 0), (date(2018, 9, 1), 1), (date(2018, 9, 10), 10)]
)
def test_late_begins_the_day_after_the_deadline(day: date, late: int) -> None:
    assert Doing(None, False, date(2018, 8, 31), day).days_late == late
    assert Doing(None, True, date(2018, 8, 31), day).days_late == 0
    assert Doing(None, False, None, day).days_late == 0


@pytest.mark.parametrize(
    ("work", "near", "sentence"),
    [
        (Work(), 0, ""),
        (Work(), 1, "I leden intill finns en brist till."),
        (Work(), 2, "I leden intill finns två brister till."),
        (work(4, without_responsible=1), 0, "En av fyra aktiviteter saknar ansvarig."),
        (work(1, without_responsible=1), 0, "Aktiviteten under saknar ansvarig."),
        (work(4, late=4), 0, "Alla aktiviteter är försenade."),
        (
            work(4, late=2, without_responsible=1),
            0,
            "En av fyra aktiviteter saknar ansvarig. Två av fyra aktiviteter är försenade.",
        ),
        (work(13, late=2), 0, "2 av 13 aktiviteter är försenade."),
        (work(3, done=3), 0, "Alla aktiviteter är klara."),
        (work(1, done=1), 0, "Aktiviteten under är klar."),
        (Work(4, late=1, name=PROJECT), 0, "Ett av fyra projekt är försenat."),
        (Work(1, late=1, name=PROJECT), 0, "Projektet under är försenat."),
        (Work(1, done=1, name=PROJECT), 0, "Projektet under är klart."),
        (Work(2, done=2, name=PROJECT), 0, "Alla projekt är klara."),
    ],
)
def test_what_lies_behind_is_told_for_none_one_some_and_all(work: Work, near: int, sentence: str) -> None:
    told = str(then_sentence(ItemFacts("A", work=[work], breaks_near=near)))
    assert told.startswith(sentence) and bool(told) == bool(sentence)


def test_numbers_are_words_from_two_to_twelve() -> None:
    assert [str(numeral(n)) for n in (0, 1, 2, 12, 13)] == ["0", "1", "två", "tolv", "13"]


def test_one_day_late_is_singular() -> None:
    assert (str(late_told(1)), str(late_told(2))) == ("1 dag sen", "2 dagar sen")
