from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.lib.periods import Period
from rodatraden.steering.schema.levels import Letter
from rodatraden.thread.smart import FUNCTIONS, GoalFacts, suggest

SEEN = {"s": "", "m": "target", "a": "", "r": "", "t": "deadline", "ansvar": "responsible"}
SMARTA = [
    Letter.model_validate({"key": key, "letter": key[0].upper(), "word": key, "seen_by": seen})
    for key, seen in SEEN.items()
]
EVERYTHING = GoalFacts(3, 3, Period.year_of(2020), None, "Socialchefen")


def told(facts: GoalFacts, key: str) -> tuple[bool | None, str]:
    (found,) = (each for each in suggest(SMARTA, facts) if each.letter.key == key)
    return found.met, str(found.reason)


def test_everything_that_the_schema_can_see_by_has_its_function() -> None:
    assert set(FUNCTIONS) == set(get_args(Letter.model_fields["seen_by"].annotation))


@pytest.mark.parametrize(
    ("key", "facts", "expected"),
    [
        ("m", GoalFacts(), (False, "Ingen indikator mäter målet.")),
        ("m", GoalFacts(2), (False, "Ingen indikator har målvärde, så det går inte att säga när målet är nått.")),
        ("m", GoalFacts(3, 2), (True, "2 av 3 indikatorer har målvärde.")),
        ("m", GoalFacts(1, 1), (True, "Målets enda indikator har målvärde.")),
        ("m", EVERYTHING, (True, "Alla 3 indikatorer har målvärde.")),
        (
            "m",
            GoalFacts(3, 3, unmeasured=("2 %", "fem dagar")),
            (False, "Målet anger 2 % och fem dagar, men ingen indikator mäter det."),
        ),
        ("t", GoalFacts(), (False, "Målet har varken slutdatum eller målvärde för någon period.")),
        ("t", GoalFacts(deadline=date(2020, 12, 31)), (True, "Ska vara nått 2020-12-31.")),
        ("t", EVERYTHING, (True, "Det sista målvärdet gäller 2020.")),
        ("ansvar", GoalFacts(), (False, "Ingen är utsedd att ansvara för målet.")),
        ("ansvar", EVERYTHING, (True, "Socialchefen ansvarar för målet.")),
        (
            "ansvar",
            GoalFacts(responsible="Socialchefen", responsible_holds=False),
            (False, "Socialchefen ansvarar, men ingen har det uppdraget nu."),
        ),
        ("s", EVERYTHING, (None, "Syns inte av uppgifterna: bedöm och motivera.")),
    ],
)
def test_each_letter_has_a_proposal_and_a_reason(key: str, facts: GoalFacts, expected: tuple[bool | None, str]) -> None:
    assert told(facts, key) == expected


def test_a_letter_may_ask_for_an_indicator_alone() -> None:
    letter = Letter.model_validate({"key": "m", "letter": "M", "word": "Mätbart", "seen_by": "indicator"})
    assert [str(each.reason) for each in suggest([letter], GoalFacts(1))] == ["1 indikator mäter målet."]
    assert [each.met for each in suggest([letter], GoalFacts(0))] == [False]


@given(st.builds(GoalFacts, indicators=st.integers(0, 9), with_target=st.integers(0, 9), responsible=st.text()))
def test_every_letter_is_answered_in_the_municipalitys_order(facts: GoalFacts) -> None:
    found = suggest(SMARTA, facts)
    assert [each.letter for each in found] == SMARTA
    assert all(str(each.reason) for each in found)
