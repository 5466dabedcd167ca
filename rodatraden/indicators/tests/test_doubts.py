from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.indicators.doubts import FAR_ABOVE, FAR_BELOW, Known, Measure, decimals_of, doubts_about
from rodatraden.lib.numbers import SPACE

PLAIN = Measure(decimals=1)
PER_CENT = Measure(decimals=1, unit_of_measure="%")
PLACE = Measure(decimals=0, unit_of_measure="plats", rank_of=290)
NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


def asked(value: str, measure: Measure = PLAIN, *known: str) -> list[str]:
    sizes = [abs(Decimal(each)) for each in known]
    found = Known(min(sizes), max(sizes)) if sizes else Known()
    return [str(doubt) for doubt in doubts_about(Decimal(value), measure, found)]


def test_a_first_value_with_the_right_decimals_raises_no_question() -> None:
    assert asked("12.6") == []


def test_kronor_in_a_series_of_thousands_is_asked_about() -> None:
    said = asked("1826000", PLAIN, "1826", "1131")
    assert said == [
        f"1{SPACE}826{SPACE}000 är 1{SPACE}000 gånger större än det största hittills, 1{SPACE}826. Stämmer det?"
    ]


def test_thousands_in_a_series_of_kronor_is_asked_about() -> None:
    assert asked("1.8", PLAIN, "1800") == [
        f"1,8 är 1{SPACE}000 gånger mindre än det minsta hittills, 1{SPACE}800. Stämmer det?"
    ]


def test_a_zero_after_large_values_is_no_slip_of_the_pen() -> None:
    assert asked("0", PLAIN, "1800") == []


def test_a_value_near_the_others_is_not_asked_about() -> None:
    assert asked("49", PLAIN, "10") == []
    assert len(asked("50", PLAIN, "10")) == 1
    assert asked("0.2", PLAIN, "10") == []
    assert len(asked("0.1", PLAIN, "10")) == 1


def test_a_value_below_nought_is_asked_about_where_none_was() -> None:
    assert asked("-1826", PLAIN, "1826") == [
        f"−1{SPACE}826 är under noll, och det har inget värde varit hittills. Stämmer det?"  # noqa: RUF001
    ]
    assert asked("-3", PLAIN) == [], "a first value has nothing to be held against"


def test_a_value_below_nought_may_follow_another() -> None:
    assert list(doubts_about(Decimal(-3), PLAIN, Known(Decimal(2), Decimal(9), negative=True))) == []


def test_a_unit_without_figures_is_asked_about_where_others_have_some() -> None:
    (doubt,) = doubts_about(Decimal(3), PLAIN, Known(newcomer=True))
    assert str(doubt).endswith("Är det rätt enhet?")
    assert list(doubts_about(Decimal(4), PLAIN, Known(newcomer=True).with_value(Decimal(3)))) == []


def test_a_place_of_a_unit_without_figures_is_asked_about_too() -> None:
    assert len(list(doubts_about(Decimal(3), PLACE, Known(newcomer=True)))) == 1


def test_more_than_a_hundred_per_cent_is_asked_about() -> None:
    assert asked("126", PER_CENT, "12.6") == [f"126{SPACE}% är mer än hundra procent. Stämmer det?"]


def test_a_per_cent_that_was_over_a_hundred_before_may_be_so_again() -> None:
    assert asked("126", PER_CENT, "104") == []


def test_more_than_a_hundred_of_something_else_is_nothing_to_ask_about() -> None:
    assert asked("126") == []


@pytest.mark.parametrize("value", ["0", "291", "12.5"])
def test_a_place_that_does_not_exist_is_asked_about(value: str) -> None:
    assert len(asked(value, PLACE, "228")) == 1


def test_the_first_place_after_the_last_is_believed() -> None:
    assert asked("1", PLACE, "290") == []


def test_more_decimals_than_are_shown_are_asked_about() -> None:
    assert asked("12.65") == ["12,65 har 2 decimaler, men indikatorn visas med 1. Ska de stå kvar?"]
    assert asked("12.5", Measure(decimals=0)) == [
        "12,5 har 1 decimal, men indikatorn visas med inga. Ska den stå kvar?"
    ]


def test_fewer_decimals_are_as_good() -> None:
    assert asked("70") == []


@pytest.mark.parametrize(("value", "count"), [("70.50", 1), ("70", 0), ("700", 0), ("0.001", 3), ("0.00", 0)])
def test_closing_zeros_are_no_decimals(value: str, count: int) -> None:
    assert decimals_of(Decimal(value)) == count


def test_what_is_known_grows_with_each_value_but_not_with_zero() -> None:
    known = Known().with_value(Decimal("-5")).with_value(Decimal(0)).with_value(Decimal(9))
    assert known == Known(Decimal(5), Decimal(9), negative=True)


@given(NUMBERS, NUMBERS)
def test_a_question_about_size_is_asked_exactly_when_the_sizes_are_far_apart(value: Decimal, before: Decimal) -> None:
    said = doubts_about(value, Measure(decimals=2), Known().with_value(before))
    size, other = abs(value), abs(before)
    far = value and before and (size >= other * FAR_ABOVE or size * FAR_BELOW <= other)
    below = before > 0 > value
    assert len(said) == bool(far) + below


@given(NUMBERS)
def test_a_value_that_is_known_already_is_never_asked_about(value: Decimal) -> None:
    for unit in ("", "%"):
        assert doubts_about(value, Measure(2, unit), Known().with_value(value)) == ()
