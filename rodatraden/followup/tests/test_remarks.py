"""What is pointed out before a report is handed in, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.followup.remarks import Standing, remarks_on, says_met

RED = Standing("Trygga skolvägar", "missed", "Bedöms inte uppfyllas", measured=1, indicators=1, remedies=1)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Målet nås.", True),
        ("Vi ser att målen uppfylls under hösten.", True),
        ("Målet är uppfyllt.", True),
        ("Målet nås inte.", False),
        ("Målet är inte uppfyllt.", False),
        ("Målet uppfylls delvis.", False),
        ("Om bemanningen håller nås målet.", False),
        ("Målet ska nås nästa år.", False),
        ("Vi arbetar vidare.", False),
        ("", False),
    ],
)
def test_a_claim_is_told_from_a_doubt(text: str, claims: bool) -> None:
    assert says_met(text) is claims


def test_a_text_that_claims_what_the_figures_deny_is_pointed_out() -> None:
    (found,) = remarks_on([RED], [("Var är vi?", "Målet nås.", "")])
    assert str(found.text) == (
        "I ”Var är vi?” står att mål nås, men bedömningen av ”Trygga skolvägar” är ”Bedöms inte uppfyllas”."
    )


def test_the_same_text_as_last_time_is_pointed_out_whatever_its_spaces() -> None:
    (found,) = remarks_on([], [("Var är vi?", "Vi är  på väg.\n", "Vi är på väg.")])
    assert found.kind == "same-as-before"


def test_green_although_half_is_unmeasured_is_pointed_out() -> None:
    green = Standing("Mål", "met", "Uppfylls", measured=1, indicators=2)
    (found,) = remarks_on([green], [])
    assert str(found.text) == "”Mål” har bedömningen ”Uppfylls”, men 1 av 2 indikatorer är ej mätt."
    assert not remarks_on([Standing("Mål", "met", "Uppfylls", measured=2, indicators=3)], [])


def test_a_shortfall_without_a_remedy_is_pointed_out() -> None:
    (found,) = remarks_on([Standing("Mål", "missed", "Uppfylls inte", 1, 1)], [])
    assert found.kind == "no-remedy"
    assert not remarks_on([RED], [])


@given(st.text(max_size=200))
def test_a_text_about_goals_that_are_met_is_never_contradicted(text: str) -> None:
    green = Standing("Mål", "met", "Uppfylls", measured=1, indicators=1)
    assert not [each for each in remarks_on([green], [("Fråga", text, "")]) if each.kind == "says-met"]


@given(st.text(max_size=200))
def test_an_empty_former_text_is_never_the_same(text: str) -> None:
    assert not remarks_on([], [("Fråga", text, " ")])
