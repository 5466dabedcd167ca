"""Which figures of a series may be held against each other, whatever breaks it has."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.lib.periods import Period, PeriodKind
from rodatraden.lib.stretches import apart, between, cuts, stretch_of

NEW_SURVEY, MIDSUMMER = date(2014, 1, 1), date(2014, 7, 1)
KINDS: tuple[PeriodKind, ...] = ("year", "half", "tertial", "quarter", "month", "day")
days = st.dates(date(2005, 1, 1), date(2025, 12, 31))
breaks = st.lists(days, max_size=5)
moments = st.integers(0, 60)


def period(text: str) -> Period:
    return Period.parse(text)


def run(kind: PeriodKind, count: int) -> list[Period]:
    """So many periods of a kind, one after the other from 2006."""
    found = [Period.of(kind, date(2006, 1, 1))]
    while len(found) < count:
        found.append(found[-1].next())
    return found


@pytest.mark.parametrize(
    ("one", "other", "day", "said"),
    [
        ("2013", "2014", NEW_SURVEY, True),
        ("2012", "2013", NEW_SURVEY, False),
        ("2014", "2015", NEW_SURVEY, False),
        ("2012", "2016", NEW_SURVEY, True),
        ("2013", "2014", MIDSUMMER, True),
        ("2014", "2015", MIDSUMMER, True),
        ("2013", "2015", MIDSUMMER, True),
        ("2014-06", "2014-07", MIDSUMMER, True),
        ("2014-07", "2014-08", MIDSUMMER, False),
        ("2014", "2014", MIDSUMMER, False),
        ("2013", "2014-10", MIDSUMMER, True),
        ("2014-10", "2015", MIDSUMMER, False),
        ("2014-03", "2013", MIDSUMMER, False),
    ],
)
def test_a_break_between_two_periods_or_inside_one_of_them_sets_them_apart(
    one: str, other: str, day: date, said: bool
) -> None:
    assert apart(period(one), period(other), [day]) is apart(period(other), period(one), [day]) is said
    assert between(period(one), period(other), [day]) == (day if said else None)


@pytest.mark.parametrize(
    ("text", "stretch"),
    [("2012", (0, 0)), ("2013", (0, 0)), ("2014", (1, 2)), ("2015", (2, 2)), ("2014-06", (1, 1)), ("2014-07", (2, 2))],
)
def test_a_stretch_tells_the_breaks_up_to_a_period_and_those_inside_it(text: str, stretch: tuple[int, int]) -> None:
    assert stretch_of(period(text), [NEW_SURVEY, MIDSUMMER]) == stretch


def test_the_latest_of_several_breaks_is_told() -> None:
    assert between(period("2010"), period("2018"), [MIDSUMMER, NEW_SURVEY]) == MIDSUMMER
    assert between(period("2010"), period("2018"), []) is None


def test_periods_are_cut_where_they_are_apart() -> None:
    years = [period(str(at)) for at in (2011, 2013, 2014, 2015, 2016)]
    assert cuts(years, [NEW_SURVEY]) == (2,)
    assert cuts(years, [MIDSUMMER]) == (2, 3)
    assert cuts(years, [date(2012, 6, 1)]) == (1,)
    assert cuts(years, []) == cuts([], [NEW_SURVEY]) == cuts(years[:1], [NEW_SURVEY]) == ()


@given(st.sampled_from(KINDS), moments, moments, breaks)
def test_two_periods_are_apart_exactly_where_their_stretches_differ(
    kind: PeriodKind, first: int, second: int, known: list[date]
) -> None:
    periods = run(kind, 61)
    one, other = periods[first], periods[second]
    same = stretch_of(one, known) == stretch_of(other, known)
    assert apart(one, other, known) is not same


@given(st.sampled_from(KINDS), moments, moments, breaks)
def test_being_apart_is_mutual_and_more_breaks_never_join_anything(
    kind: PeriodKind, first: int, second: int, known: list[date]
) -> None:
    periods = run(kind, 61)
    one, other = periods[first], periods[second]
    assert apart(one, other, known) is apart(other, one, known)
    assert apart(one, other, [*known, NEW_SURVEY]) or not apart(one, other, known)
    assert not apart(one, one, known)
    assert (between(one, other, known) is not None) is apart(one, other, known)


@given(st.sampled_from(KINDS), breaks)
def test_a_stretch_never_comes_back_once_it_is_left(kind: PeriodKind, known: list[date]) -> None:
    stretches = [stretch_of(each, known) for each in run(kind, 61)]
    assert stretches == sorted(stretches)
    assert [at for at, (one, after) in enumerate(pairwise(stretches), 1) if one != after] == list(
        cuts(run(kind, 61), known)
    )


@given(days)
def test_a_break_on_the_first_day_of_a_period_leaves_the_period_whole(day: date) -> None:
    for kind in KINDS:
        here = Period.of(kind, day)
        assert stretch_of(here, [here.start]) == (1, 1)
        assert stretch_of(here, [here.end + timedelta(days=1)]) == (0, 0)
        assert apart(here.previous(), here, [here.start]) and not apart(here, here.next(), [here.start])
