from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.indicators.signal import FEWEST, Point, Signal, read_signal
from rodatraden.lib.periods import Period

STEADY = [50, 52, 49, 51, 50, 48, 51, 50]


def series(values: list[int] | list[float], first: int = 2001) -> list[Point]:
    return [Point(Period.year_of(first + place), Decimal(str(value))) for place, value in enumerate(values)]


def found(signal: Signal) -> set[tuple[str, bool]]:
    return {(special.rule, special.upwards) for special in signal.specials}


@pytest.mark.parametrize("count", range(FEWEST))
def test_fewer_points_than_eight_never_give_a_signal(count: int) -> None:
    signal = read_signal(series([10**place for place in range(count)]), "higher")
    assert (signal.state, signal.specials) == ("too-few", ())
    assert all(segment.limits is None for segment in signal.segments)


def test_two_points_are_two_points() -> None:
    signal = read_signal(series([241, 228]), "lower")
    assert str(signal.text) == "För få mätningar: 2 av minst 8. Ingen trend går att utläsa."


def test_no_point_at_all() -> None:
    assert str(read_signal([], "higher").text) == "Ingen mätning ännu."


def test_limits_lie_2_66_mean_moving_ranges_from_the_mean() -> None:
    limits = read_signal(series(STEADY), "higher").segments[0].limits
    assert limits is not None
    assert limits.mean == pytest.approx(50.125)
    mean_range = (2 + 3 + 2 + 1 + 2 + 3 + 1) / 7
    assert limits.upper == pytest.approx(50.125 + 2.66 * mean_range)
    assert limits.lower == pytest.approx(50.125 - 2.66 * mean_range)


def test_common_variation_is_no_signal() -> None:
    signal = read_signal(series(STEADY), "higher")
    assert signal.state == "steady"
    assert str(signal.text) == "Det senaste värdet är vanlig variation, mellan 44,8 och 55,4."


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ([*STEADY, *STEADY, 60], "outside"),
        ([40, 42, 41, 40, 42, 41, 40, 42, *[45, 46, 45, 46, 45, 46, 45, 46]], "run"),
        ([50, 47, 53, 48, 52, 47, 48, 49, 50, 51, 52], "trend"),
        ([*STEADY, *STEADY, 55, 50, 55], "two-of-three"),
    ],
)
def test_each_rule_finds_what_it_is_for(values: list[int], rule: str) -> None:
    up = read_signal(series(values), "higher")
    assert (rule, True) in found(up)
    assert up.state == "better"
    assert read_signal(series(values), "lower").state == "worse"
    assert read_signal(series(values), "band").state == "changed"
    assert str(up.text).startswith("Bättre: ")


def test_seven_on_one_side_and_five_rising_are_not_enough() -> None:
    low = [40, 42, 41, 40, 42, 41, 40, 42]
    high = [45, 46, 45, 46, 45, 46, 45, 46]
    assert ("run", True) not in found(read_signal(series([*low, *high[:7]]), "higher"))
    assert ("run", True) in found(read_signal(series([*low, *high]), "higher"))
    rising = [50, 47, 53, 48, 52, 49, 48, 49, 50, 51, 52]
    assert ("trend", True) not in found(read_signal(series(rising), "higher"))
    assert ("trend", True) in found(read_signal(series([*rising, 53]), "higher"))


def test_an_old_special_cause_is_shown_but_is_no_signal_now() -> None:
    signal = read_signal(series([*STEADY, 60, *STEADY]), "higher")
    assert signal.state == "steady"
    assert ("outside", True) in found(signal)


def test_a_break_in_the_series_begins_anew() -> None:
    values = [*STEADY, *[value + 100 for value in STEADY]]
    with_break = read_signal(series(values), "higher", breaks=[date(2009, 1, 1)])
    assert with_break.state == "steady"
    assert [len(segment.points) for segment in with_break.segments] == [8, 8]
    means = [segment.limits.mean for segment in with_break.segments if segment.limits]
    assert means == pytest.approx([50.125, 150.125])
    assert read_signal(series(values), "higher").state == "better"


def test_after_a_break_the_points_before_do_not_count() -> None:
    signal = read_signal(series([*STEADY, 70, 71]), "higher", breaks=[date(2009, 1, 1)])
    assert signal.state == "too-few"
    assert str(signal.text).startswith("För få mätningar sedan mätmetoden ändrades: 2 av minst 8.")
    assert signal.segments[0].limits is not None


def test_two_points_for_one_period_must_be_chosen_between() -> None:
    with pytest.raises(ValueError, match="2001"):
        read_signal([*series([1]), *series([2])], "higher")


def test_a_series_that_never_changes_is_steady() -> None:
    assert read_signal(series([0.1] * 12), "higher").state == "steady"


values = st.lists(st.integers(-500, 500), min_size=0, max_size=30)


@given(values)
def test_turned_upside_down_the_signals_turn_too(numbers: list[int]) -> None:
    up, down = read_signal(series(numbers), "higher"), read_signal(series([-one for one in numbers]), "lower")
    assert up.state == down.state
    assert [replace(special, upwards=not special.upwards) for special in down.specials] == list(up.specials)


@given(values, st.integers(-1000, 1000))
def test_a_signal_does_not_depend_on_where_zero_lies(numbers: list[int], more: int) -> None:
    moved = read_signal(series([one + more for one in numbers]), "higher")
    assert moved.specials == read_signal(series(numbers), "higher").specials


@given(values, st.randoms(use_true_random=False))
def test_the_order_in_which_points_are_given_does_not_matter(numbers: list[int], random: Random) -> None:
    points = series(numbers)
    mixed = random.sample(points, len(points))
    assert read_signal(mixed, "higher") == read_signal(points, "higher")
