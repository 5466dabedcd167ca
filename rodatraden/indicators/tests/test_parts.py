from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.indicators.parts import How, make
from rodatraden.lib.periods import Period

YEAR = Period.year_of(2018)


def values(**by_key: str) -> dict[Period, Decimal]:
    return {Period.parse(f"2018-{key[1:] if key[0] == 'm' else key}"): Decimal(value) for key, value in by_key.items()}


@pytest.mark.parametrize(
    ("how", "given", "value", "whole"),
    [
        ("sum", values(m01="4", m02="6"), "10", False),
        ("mean", values(m01="4", m02="6"), "5", False),
        ("latest", values(m01="4", m02="6"), "6", False),
        ("sum", values(T1="1", T2="2", T3="3"), "6", True),
        ("mean", values(T1="1", T2="2", T3="3"), "2", True),
        ("latest", values(H2="7"), "7", True),
        ("mean", values(m01="4", m03="6"), "5", False),
        ("mean", values(m01="1", m02="2", m03="4"), "2.333333", False),
    ],
)
def test_parts_make_a_year_as_the_indicator_says(
    how: How, given: dict[Period, Decimal], value: str, whole: bool
) -> None:
    made = make(given, YEAR, how)
    assert made is not None
    assert (made.value, made.whole) == (Decimal(value), whole)


def test_a_sum_with_a_hole_in_it_is_none() -> None:
    assert make(values(m01="4", m03="6"), YEAR, "sum") is None
    assert make(values(m02="4"), YEAR, "sum") is None


def test_of_parts_of_different_length_those_that_reach_furthest_count() -> None:
    made = make(values(T1="10", m05="3"), YEAR, "latest")
    assert made is not None and made.parts == (Period.parse("2018-05"),)
    longest = make(values(T1="10", m04="3"), YEAR, "latest")
    assert longest is not None and longest.parts == (Period.parse("2018-T1"),)


def test_without_parts_nothing_is_made() -> None:
    assert make({}, YEAR, "sum") is None


@pytest.mark.parametrize(
    ("how", "given", "told"),
    [
        ("sum", values(m01="4", m02="6"), "Utfallet hittills är summan till och med februari 2018."),
        ("mean", values(m01="4", m02="6"), "Utfallet hittills är medelvärdet av 2 värden, till och med februari 2018."),
        ("mean", values(m01="4"), "Utfallet hittills är ett enda värde, januari 2018."),
        ("latest", values(m01="4"), "Utfallet hittills är det senaste värdet under året, januari 2018."),
        ("sum", values(H1="4", H2="6"), "Utfallet är summan av årets 2 delar."),
        ("mean", values(H1="4", H2="6"), "Utfallet är medelvärdet av årets 2 delar."),
    ],
)
def test_how_it_was_made_is_told(how: How, given: dict[Period, Decimal], told: str) -> None:
    made = make(given, YEAR, how)
    assert made is not None
    assert str(made.told) == told


@given(st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=12))
def test_a_mean_lies_among_its_parts_and_a_sum_is_theirs(numbers: list[Decimal]) -> None:
    months = dict(zip(YEAR.parts("month"), numbers, strict=False))
    mean, total = make(months, YEAR, "mean"), make(months, YEAR, "sum")
    assert mean is not None and total is not None
    assert min(numbers) <= mean.value <= max(numbers)
    assert total.value == sum(numbers)
    assert total.whole == (len(numbers) == 12)
