from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.indicators.evidence import (
    Aim,
    Evidence,
    TargetValue,
    aim_of,
    cut,
    not_above,
    not_below,
    number_text,
)
from rodatraden.lib.numbers import parse_number
from rodatraden.lib.periods import Period

YEAR = Period.year_of(2018)
FIVE, TEN, SEVEN = Decimal(5), Decimal(10), Decimal(7)


def evidence(**more: Any) -> Evidence:
    return Evidence(period=YEAR, **more)


@pytest.mark.parametrize(
    ("target", "direction", "expected"),
    [
        (TargetValue(FIVE), "higher", Aim(FIVE, None)),
        (TargetValue(FIVE), "lower", Aim(None, FIVE)),
        (TargetValue(FIVE), "band", Aim(FIVE, FIVE)),
        (TargetValue(low=FIVE, high=TEN), "higher", Aim(FIVE, None)),
        (TargetValue(low=FIVE, high=TEN), "lower", Aim(None, TEN)),
        (TargetValue(low=FIVE, high=TEN), "band", Aim(FIVE, TEN)),
        (TargetValue(low=FIVE), "band", Aim(FIVE, None)),
        (TargetValue(low=FIVE), "lower", Aim(FIVE, None)),
        (TargetValue(as_before=True), "higher", Aim(SEVEN, None)),
        (TargetValue(as_before=True), "lower", Aim(None, SEVEN)),
        (TargetValue(), "higher", None),
        (None, "higher", None),
    ],
)
def test_a_target_becomes_bounds(target: TargetValue | None, direction: Any, expected: Aim | None) -> None:
    assert aim_of(evidence(target=target, direction=direction, previous=SEVEN)) == expected


def test_as_before_without_a_before_is_no_target() -> None:
    assert aim_of(evidence(target=TargetValue(as_before=True))) is None


def test_a_place_is_better_when_lower_whatever_the_direction_says() -> None:
    ranked = evidence(rank_of=290, direction="higher", target=TargetValue(FIVE))
    assert ranked.better == "lower"
    assert aim_of(ranked) == Aim(None, FIVE)


@pytest.mark.parametrize(
    ("aim", "value", "short"),
    [
        (Aim(FIVE, None), 7, 0),
        (Aim(FIVE, None), 5, 0),
        (Aim(FIVE, None), 3, 2),
        (Aim(None, FIVE), 7, 2),
        (Aim(FIVE, TEN), 12, 2),
        (Aim(FIVE, TEN), 1, 4),
        (Aim(FIVE, TEN), 10, 0),
    ],
)
def test_the_shortfall_is_on_the_wrong_side_only(aim: Aim, value: int, short: int) -> None:
    assert aim.shortfall(Decimal(value)) == short
    assert aim.reached(Decimal(value)) is (short == 0)


@pytest.mark.parametrize(
    ("aim", "more", "words"),
    [
        (Aim(FIVE, None), {}, "minst 5"),
        (Aim(None, FIVE), {"rank_of": 290}, "högst plats 5"),
        (Aim(FIVE, TEN), {"unit_of_measure": "%"}, "mellan 5 och 10 %"),
        (Aim(FIVE, FIVE), {"decimals": 1}, "5,0"),
        (Aim(None, None), {}, ""),
    ],
)
def test_a_target_is_told_as_a_condition(aim: Aim, more: dict[str, Any], words: str) -> None:
    assert str(aim.words(evidence(**more))).replace("\N{NO-BREAK SPACE}", " ") == words


@pytest.mark.parametrize(
    ("measured", "earlier"), [(None, False), ("2018", False), ("2018-T1", False), ("2017", True), ("2017-12", True)]
)
def test_measured_earlier_means_before_the_period_began(measured: str | None, earlier: bool) -> None:
    period = Period.parse(measured) if measured else None
    assert evidence(outcome=FIVE, measured_period=period).measured_earlier is earlier


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("12.600000", None, "12,6"),
        ("27103.000000", None, "27 103"),
        ("100", None, "100"),
        ("70", 1, "70,0"),
        ("-0.5", None, "−0,5"),
        ("1E+3", None, "1 000"),
    ],
)
def test_numbers_are_written_the_swedish_way(value: str, decimals: int | None, text: str) -> None:
    assert number_text(Decimal(value), decimals).replace("\N{NO-BREAK SPACE}", " ") == text


numbers = st.decimals(-1000, 1000, places=4)


@given(numbers)
def test_a_share_is_rounded_but_never_up_to_a_whole_one(share: Decimal) -> None:
    near, up = parse_number(not_above(share).removesuffix("%")), parse_number(not_below(share).removesuffix("%"))
    assert near <= up and share <= up
    assert abs(near - share) <= Decimal("0.1")
    assert near <= share or near != near.to_integral_value()


@given(numbers, st.decimals(-1000, 1000, places=1))
def test_what_is_shown_reaches_a_threshold_exactly_when_it_is_reached(share: Decimal, threshold: Decimal) -> None:
    assert (parse_number(cut(share)) >= threshold) == (share >= threshold)


@given(numbers)
def test_without_decimals_a_number_is_written_in_full(value: Decimal) -> None:
    assert parse_number(number_text(value)) == value
