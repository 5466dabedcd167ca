from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.lib.periods import Period, PeriodKind, PeriodProblem, day_in, is_within, last_of, year_asked

KINDS: list[PeriodKind] = ["year", "half", "tertial", "quarter", "month", "day"]
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))
periods = st.builds(Period.of, st.sampled_from(KINDS), days)


@pytest.mark.parametrize(
    ("text", "start", "end", "name"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31), "2018"),
        ("2018-H1", date(2018, 1, 1), date(2018, 6, 30), "första halvåret 2018"),
        ("2018-H2", date(2018, 7, 1), date(2018, 12, 31), "andra halvåret 2018"),
        ("2018-T2", date(2018, 5, 1), date(2018, 8, 31), "tertial 2 2018"),
        ("2018-Q3", date(2018, 7, 1), date(2018, 9, 30), "kvartal 3 2018"),
        ("2018-k3", date(2018, 7, 1), date(2018, 9, 30), "kvartal 3 2018"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "februari 2020"),
        ("2018-04-30", date(2018, 4, 30), date(2018, 4, 30), "2018-04-30"),
    ],
)
def test_a_period_is_read(text: str, start: date, end: date, name: str) -> None:
    period = Period.parse(text)
    assert (period.start, period.end, period.name) == (start, end, name)


@pytest.mark.parametrize("text", ["", "18", "2018-13", "2018-H3", "2018-T4", "2018-Q0", "2018-02-30", "hösten 2018"])
def test_what_is_no_period_is_said_to_be_none(text: str) -> None:
    with pytest.raises(PeriodProblem) as caught:
        Period.parse(text)
    assert "2018-H1" in str(caught.value)


@given(periods)
def test_the_key_is_read_back_as_the_same_period(period: Period) -> None:
    assert Period.parse(period.key) == period


@given(periods)
def test_periods_of_a_kind_meet_without_gap(period: Period) -> None:
    assert period.next().start == period.end + timedelta(days=1)
    assert period.next().previous() == period


@given(periods, periods)
def test_the_order_is_total(one: Period, other: Period) -> None:
    assert (one < other) + (other < one) + (one == other) == 1


@given(periods)
def test_a_year_contains_its_parts_and_comes_first(period: Period) -> None:
    year = Period.of("year", period.start)
    assert year.contains(period)
    assert year <= period


def test_a_year_has_three_tertials() -> None:
    assert [part.key for part in Period.year_of(2018).parts("tertial")] == ["2018-T1", "2018-T2", "2018-T3"]


@pytest.mark.parametrize(
    "text", ["0000", "0001", "0999-12", "9001", "9999", "9999-12-31", "٢٠١٨x", "2018-", "2018-H", "-2018"]
)
def test_a_year_at_the_end_of_the_calendar_is_no_period(text: str) -> None:
    """The one before or after it could not be named."""
    with pytest.raises(PeriodProblem):
        Period.parse(text)


@pytest.mark.parametrize("text", ["1000", "9000", "1000-01-01", "9000-12-31", "9000-T3"])
def test_every_period_that_is_read_has_one_before_and_one_after(text: str) -> None:
    period = Period.parse(text)
    assert period.previous() < period < period.next()
    assert period.parts("day")[-1].end == period.end


@given(st.text(max_size=12))
def test_any_text_is_a_period_or_is_said_to_be_none(text: str) -> None:
    try:
        assert Period.parse(text).key
    except PeriodProblem as problem:
        assert problem.typed == text


@pytest.mark.parametrize(
    ("whole", "kind", "keys"),
    [
        ("2018", "half", ["2018-H1", "2018-H2"]),
        ("2018-H1", "quarter", ["2018-Q1", "2018-Q2"]),
        ("2018-H1", "tertial", ["2018-T1"]),
        ("2018-T1", "quarter", ["2018-Q1"]),
        ("2018-Q1", "year", []),
        ("2018-02", "month", ["2018-02"]),
        ("2018-04-30", "month", []),
    ],
)
def test_the_parts_that_lie_wholly_within(whole: str, kind: PeriodKind, keys: list[str]) -> None:
    assert [part.key for part in Period.parse(whole).parts(kind)] == keys


@given(periods, st.sampled_from(KINDS))
def test_parts_lie_within_in_order_and_apart(period: Period, kind: PeriodKind) -> None:
    parts = period.parts(kind)
    assert all(period.contains(part) and part.kind == kind for part in parts)
    assert all(one.end < after.start for one, after in zip(parts, parts[1:], strict=False))


@pytest.mark.parametrize(
    ("key", "number"), [("2018", 1), ("2018-H2", 2), ("2018-T3", 3), ("2018-Q4", 4), ("2018-11", 11), ("2018-11-05", 1)]
)
def test_a_period_knows_which_of_its_year_it_is(key: str, number: int) -> None:
    assert Period.parse(key).number == number


@pytest.mark.parametrize(
    ("first", "last", "day", "within"),
    [
        (None, None, date(2018, 9, 10), True),
        (date(2018, 9, 10), date(2018, 9, 10), date(2018, 9, 10), True),
        (date(2018, 9, 11), None, date(2018, 9, 10), False),
        (None, date(2018, 9, 9), date(2018, 9, 10), False),
    ],
)
def test_both_days_belong_to_what_holds_between_them(
    first: date | None, last: date | None, day: date, within: bool
) -> None:
    assert is_within(day, first, last) is within


@given(periods, periods)
def test_periods_are_found_again_each_by_itself(one: Period, other: Period) -> None:
    assert hash(one) == hash(Period.parse(one.key))
    assert len({one, other, Period.parse(one.key)}) == (1 if one == other else 2)


def test_periods_that_begin_on_the_same_day_are_kept_apart() -> None:
    same = [Period.of(kind, date(2018, 1, 1)) for kind in KINDS]
    assert {period: period.kind for period in same} == dict(zip(same, KINDS, strict=True))


@pytest.mark.parametrize("usual", [2018, None])
@pytest.mark.parametrize("typed", ["", "18", "1989", "2101", "20l8", "²⁰¹⁸", "-2018", "02019"])
def test_what_is_no_year_of_steering_is_the_usual_one_or_none(typed: str, usual: int | None) -> None:
    assert year_asked(typed, usual) == usual
    assert year_asked("2019", usual) == 2019


@pytest.mark.parametrize(
    ("month", "asked", "day"), [(1, 31, 31), (2, 29, 29), (2, 31, 29), (4, 31, 30), (4, 30, 30), (12, 1, 1)]
)
def test_a_day_that_a_month_lacks_is_its_last(month: int, asked: int, day: int) -> None:
    assert day_in(2020, month, asked) == date(2020, month, day)
    assert last_of(2020, month) == date(2020, month, {2: 29, 4: 30}.get(month, 31))
