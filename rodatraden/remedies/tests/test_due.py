"""When a remedy is late, when its effect is asked for, and what is said of both."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.remedies import due
from rodatraden.remedies.due import Came, Count, Expected, Facts, Span, State

DAY = date(2018, 9, 10)
DEADLINE, EFFECT = date(2018, 8, 31), date(2018, 9, 1)
days = st.dates(date(2015, 1, 1), date(2022, 12, 31))
facts = st.builds(Facts, st.sampled_from(due.STATES), days, st.none() | days)
numbers = st.decimals(-1000, 1000, places=2)
better = st.sampled_from(["higher", "lower", "band"])
spans = st.lists(
    st.tuples(days, st.integers(0, 400)).map(lambda pair: Span(pair[0], pair[0] + timedelta(days=pair[1]))), max_size=6
)


def of(state: State, deadline: date = DEADLINE, effect_on: date | None = EFFECT) -> Facts:
    return Facts(state, deadline, effect_on)


TABLE: list[tuple[Facts, str, str, due.Ask | None]] = [
    (of("proposed", DAY), "föreslagen, ska vara klar 2018-09-10", "föreslagen", "decide"),
    (of("proposed"), "föreslagen, 10 dagar sen", "föreslagen, 10 dagar sen", "decide"),
    (of("decided", DAY, None), "beslutad, ska vara klar 2018-09-10", "beslutad, effekten ska redovisas", "finish"),
    (of("decided", DAY, date(2018, 12, 31)), "beslutad, ska vara klar 2018-09-10", "beslutad", None),
    (of("decided", effect_on=date(2018, 12, 31)), "beslutad, 10 dagar sen", "beslutad, 10 dagar sen", "start"),
    (of("ongoing", date(2018, 9, 9), date(2018, 12, 31)), "pågår, 1 dag sen", "pågår, 1 dag sen", "finish"),
    (of("ongoing"), "pågår, 10 dagar sen", "pågår, 10 dagar sen", "finish"),
    (of("done"), "genomförd, effekten skulle redovisas 2018-09-01", "effekten ska redovisas", "effect"),
    (of("done", effect_on=None), "genomförd, effekten skulle redovisas 2018-08-31", "effekten ska redovisas", "effect"),
    (of("done", effect_on=date(2019, 1, 31)), "genomförd, effekten redovisas 2019-01-31", "genomförd", None),
    (of("known"), "effekten är känd", "effekten är känd", None),
    (of("closed"), "avslutad", "avslutad", None),
]


@pytest.mark.parametrize(("remedy", "whole", "short", "asked"), TABLE)
def test_where_a_remedy_stands_and_what_is_asked(remedy: Facts, whole: str, short: str, asked: due.Ask | None) -> None:
    assert str(due.standing(remedy, DAY)) == whole
    assert str(due.brief(remedy, DAY)) == short
    assert due.ask(remedy, DAY) == asked


def test_the_effect_is_asked_for_when_it_is_expected_or_else_at_the_deadline() -> None:
    assert due.awaits_effect(of("done"), EFFECT)
    assert not due.awaits_effect(of("done"), EFFECT - timedelta(days=1))
    assert due.awaits_effect(of("done", effect_on=None), DEADLINE)
    assert not due.awaits_effect(of("proposed"), DAY), "of what nobody has decided no effect is asked"


@given(facts, days, days)
def test_what_is_followed_stays_in_every_report(remedy: Facts, since: date, told_on: date) -> None:
    assert due.stays(remedy, None, since) is remedy.is_followed
    if remedy.is_followed:
        assert due.stays(remedy, told_on, since)
    else:
        assert due.stays(remedy, told_on, since) is (told_on >= since), "once more, when it became known or was closed"


@given(facts, days)
def test_only_what_is_not_done_is_late_and_only_what_is_followed_awaits(remedy: Facts, day: date) -> None:
    late, awaits = due.days_late(remedy, day), due.awaits_effect(remedy, day)
    assert late >= 0
    assert not late or remedy.state in due.TO_DO
    assert not awaits or remedy.is_followed
    assert due.ask(remedy, day) is None or remedy.is_followed
    if not remedy.is_followed:
        assert (late, awaits) == (0, False)


@given(facts, days, st.integers(1, 400))
def test_time_alone_never_makes_a_remedy_less_late(remedy: Facts, day: date, more: int) -> None:
    later = day + timedelta(days=more)
    assert due.days_late(remedy, later) >= due.days_late(remedy, day)
    assert due.awaits_effect(remedy, later) >= due.awaits_effect(remedy, day)


@given(facts, days)
def test_whoever_is_asked_can_do_what_is_asked(remedy: Facts, day: date) -> None:
    asked = due.ask(remedy, day)
    assert asked is None or asked in due.STEPS[remedy.state]
    assert str(due.standing(remedy, day)) and str(due.brief(remedy, day))


@given(facts)
def test_everything_but_what_is_closed_can_be_closed(remedy: Facts) -> None:
    assert ("close" in due.STEPS[remedy.state]) is (remedy.state != "closed")


@given(facts, days)
def test_a_known_effect_ends_all_questions(remedy: Facts, day: date) -> None:
    known = replace(remedy, state="known")
    assert due.ask(known, day) is None and not due.days_late(known, day) and not due.awaits_effect(known, day)


# The effect against what was expected

EXPECTED = Expected(Decimal(75), "75")
SEVENTY_TWO = Came(Decimal(72), "72", "2018")


@pytest.mark.parametrize(
    ("measured", "told", "words", "verdict"),
    [
        (SEVENTY_TWO, None, "väntat 75, blev 72 (2018)", "effekten nåddes inte"),
        (SEVENTY_TWO, Came(Decimal(72), "72"), "väntat 75, blev 72 (2018)", "effekten nåddes inte"),
        (
            SEVENTY_TWO,
            Came(Decimal(76), "76"),
            "väntat 75, redovisat 76, utfallet 72 (2018)",
            "effekten nåddes inte",
        ),
        (replace(SEVENTY_TWO, proof="before"), None, "väntat 75, senast 72 (2018)", ""),
        (replace(SEVENTY_TWO, proof="so_far"), None, "väntat 75, hittills 72 (2018)", ""),
        (replace(SEVENTY_TWO, proof="before"), Came(Decimal(75), "75"), "väntat 75, blev 75", "effekten nåddes"),
        (None, Came(Decimal(80), "80"), "väntat 75, blev 80", "effekten nåddes"),
        (None, None, "väntat 75, inget utfall än", ""),
    ],
)
def test_the_effect_is_compared_with_the_figure(
    measured: Came | None, told: Came | None, words: str, verdict: str
) -> None:
    assert str(due.compared(EXPECTED, measured, told)) == words
    assert str(due.verdict(EXPECTED, measured, told)) == verdict


def test_where_no_value_was_expected_nothing_is_compared() -> None:
    assert not due.compared(None, SEVENTY_TWO) and not due.verdict(None, SEVENTY_TWO)


@given(numbers, numbers, better)
def test_what_is_as_good_as_expected_has_been_reached(expected: Decimal, value: Decimal, direction: object) -> None:
    wanted = Expected(expected, str(expected), direction)  # type: ignore[arg-type]
    found = due.reached(wanted, value)
    if value == expected:
        assert found is True
    elif direction == "band":
        assert found is None
    else:
        mirrored = Expected(-expected, "", "lower" if direction == "higher" else "higher")
        assert found is due.reached(mirrored, -value)


def test_the_shortest_period_that_holds_the_day_tells_of_the_effect() -> None:
    year, half, july = (
        Span(date(2018, 1, 1), date(2018, 12, 31), 0),
        Span(date(2018, 7, 1), date(2018, 12, 31), 1),
        Span(date(2018, 7, 1), date(2018, 7, 31), 2),
    )
    asked, known = date(2018, 7, 15), date(2019, 1, 1)
    assert due.outcome_at([year, half, july], asked, known) == (july, "after")
    assert due.outcome_at([year, half], asked, known) == (half, "after")


def test_a_later_period_tells_where_none_holds_the_day_and_an_earlier_proves_nothing() -> None:
    june, august = Span(date(2018, 6, 1), date(2018, 6, 30), 0), Span(date(2018, 8, 1), date(2018, 8, 31), 1)
    year = Span(date(2018, 1, 1), date(2018, 12, 31), 2)
    asked = date(2018, 7, 15)
    assert due.outcome_at([june, august, year], asked, DAY) == (august, "after")
    assert due.outcome_at([june, year], asked, DAY) == (year, "so_far")
    assert due.outcome_at([june], asked, DAY) == (june, "before")
    assert due.outcome_at([august], asked, date(2018, 7, 20)) is None
    assert due.outcome_at([], asked, DAY) is None


@given(spans, days, days)
def test_only_a_period_that_is_over_and_not_before_the_day_proves_anything(
    known: list[Span], on: date, day: date
) -> None:
    found = due.outcome_at(known, on, day)
    if found is None:
        assert not [span for span in known if span.end < on and span.start <= day]
        return
    span, proof = found
    assert span in known and span.start <= day
    assert proof != "after" or (span.end <= day and span.end >= on)
    assert proof != "so_far" or span.start <= on <= span.end
    assert proof != "before" or span.end < on


# Many at once


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(0, 0, 0, 0), "Inga åtgärder än."),
        (Count(2, 0, 0, 0), "Inga åtgärder följs just nu: effekten av alla är känd, eller så är de avslutade."),
        (Count(1, 1, 0, 0), "En åtgärd följs, ingen är sen."),
        (Count(13, 12, 2, 3), "12 åtgärder följs: 2 är sena och av 3 ska effekten redovisas nu."),
        (Count(3, 3, 1, 0), "3 åtgärder följs: en är sen."),
        (Count(3, 3, 0, 1), "3 åtgärder följs: av en ska effekten redovisas nu."),
    ],
)
def test_how_many_remedies_there_are_in_a_sentence(count: Count, words: str) -> None:
    assert str(due.many_told(count)) == words


@given(st.lists(facts, max_size=8), days)
def test_no_more_are_late_or_awaited_than_are_followed(remedies: list[Facts], day: date) -> None:
    count = Count.of(remedies, day)
    assert count.total == len(remedies)
    assert max(count.late, count.awaiting) <= count.followed <= count.total


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        ((0, 0, 0), "Inga öppna avvikelser."),
        ((1, 0, 0), "En avvikelse är öppen, inte väsentlig."),
        ((1, 1, 1), "En avvikelse är öppen och väsentlig. 1 saknar åtgärd."),
        ((5, 1, 0), "5 avvikelser är öppna, en av dem väsentlig."),
        ((5, 2, 2), "5 avvikelser är öppna, 2 av dem väsentliga. 2 saknar åtgärd."),
        ((5, 0, 0), "5 avvikelser är öppna, ingen väsentlig."),
    ],
)
def test_how_many_deviations_are_open_in_a_sentence(counted: tuple[int, int, int], words: str) -> None:
    assert str(due.deviations_told(*counted)) == words
