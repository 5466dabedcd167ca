from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.lib.numbers import format_number
from rodatraden.thread.figures import stated_figures, unit_family


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Resultatet ska varje år uppgå till lägst 2 % i förhållande till skatter", [("2 %", "2", "%")]),
        ("bland de 25% bästa", [("25%", "25", "%")]),
        ("minst 2,5 procent", [("2,5 procent", "2.5", "%")]),
        ("fem procent per år", [("fem procent", "5", "%")]),
        ("minska med 3 procentenheter", [("3 procentenheter", "3", "procentenheter")]),
        ("högst 1,5 mkr", [("1,5 mkr", "1500000", "kr")]),
        ("1 826 kronor per invånare", [("1 826 kronor", "1826", "kr")]),
        ("minst 20 miljoner kronor", [("20 miljoner kronor", "20000000", "kr")]),
        ("mellan 3 och 5 %", [("5 %", "5", "%")]),
        ("3–5 %", [("5 %", "5", "%")]),
        ("år 2018 2 % och 100 kWh", [("2 %", "2", "%"), ("100 kWh", "100", "kwh")]),
        ("högst 25 dagar", [("25 dagar", "25", "dagar")]),
        ("Perstorp 2030", []),
        ("åldrarna 16 till 24 år", []),
        ("7 § kommunallagen, kapitel 2 tonade", []),
        ("processen procentuellt", []),
        ("", []),
    ],
)
def test_figures_with_a_unit_are_found(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(each.written, each.value, each.unit) for each in stated_figures(text)] == [
        (written, Decimal(value), unit) for written, value, unit in expected
    ]


@pytest.mark.parametrize(
    ("unit_of_measure", "expected"),
    [
        ("%", ("%", 1)),
        ("% av maxpoäng", ("%", 1)),
        ("kr/invånare", ("kr", 1)),
        ("tkr", ("kr", 1000)),
        ("kWh/m2", ("kwh", 1)),
        ("krav", ("krav", 1)),
        ("index", ("index", 1)),
        ("", ("", 1)),
    ],
)
def test_an_indicators_unit_is_understood_in_the_same_way(unit_of_measure: str, expected: tuple[str, Decimal]) -> None:
    assert unit_family(unit_of_measure) == expected


@given(st.decimals(0, 10**7, places=1))
def test_every_number_written_the_swedish_way_is_read_back(number: Decimal) -> None:
    (stated,) = stated_figures(f"Målet är minst {format_number(number)} % varje år")
    assert stated.value == number


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(each.written for each in stated_figures(text))
