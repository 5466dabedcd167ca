"""Remedies day by day: when each is late, asked about and followed, and the exact words of effects and counts."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.lib.text import NOTHING, Text, capital, say
from rodatraden.remedies import due
from rodatraden.remedies.due import Came, Count, Expected, Facts, Proof, Span, State
from rodatraden.remedies.lists import FOLLOWED, about_told, answers_told, effect_told, remedies_told, thousands
from rodatraden.remedies.models import RemedyState
from rodatraden.thread.sentence import late_told

DEADLINE, EFFECT = date(2018, 8, 31), date(2018, 11, 30)
days = st.dates(date(2015, 1, 1), date(2022, 12, 31))
states = st.sampled_from(due.STATES)
numbers = st.decimals(-1000, 1000, places=2)


def of(state: State, effect_on: date | None = EFFECT) -> Facts:
    return Facts(state, DEADLINE, effect_on)


# Day by day


@pytest.mark.parametrize(
    ("state", "day", "late", "awaits", "asked"),
    [
        ("proposed", date(2018, 8, 30), 0, False, "decide"),
        ("proposed", date(2018, 8, 31), 0, False, "decide"),
        ("proposed", date(2018, 9, 1), 1, False, "decide"),
        ("proposed", date(2018, 12, 1), 92, False, "decide"),
        ("decided", date(2018, 8, 31), 0, False, None),
        ("decided", date(2018, 9, 1), 1, False, "start"),
        ("decided", date(2018, 11, 29), 90, False, "start"),
        ("decided", date(2018, 11, 30), 91, True, "finish"),
        ("ongoing", date(2018, 8, 31), 0, False, None),
        ("ongoing", date(2018, 9, 1), 1, False, "finish"),
        ("ongoing", date(2018, 11, 30), 91, True, "finish"),
        ("done", date(2018, 9, 1), 0, False, None),
        ("done", date(2018, 11, 29), 0, False, None),
        ("done", date(2018, 11, 30), 0, True, "effect"),
        ("done", date(2019, 6, 1), 0, True, "effect"),
        ("known", date(2019, 6, 1), 0, False, None),
        ("closed", date(2019, 6, 1), 0, False, None),
    ],
)
def test_each_state_on_each_side_of_its_days(
    state: State, day: date, late: int, awaits: bool, asked: str | None
) -> None:
    facts = of(state)
    assert (due.days_late(facts, day), due.awaits_effect(facts, day), due.ask(facts, day)) == (late, awaits, asked)


@pytest.mark.parametrize(
    ("state", "followed", "to_do", "word"),
    [
        ("proposed", True, True, "föreslagen"),
        ("decided", True, True, "beslutad"),
        ("ongoing", True, True, "pågår"),
        ("done", True, False, "genomförd"),
        ("known", False, False, "effekten är känd"),
        ("closed", False, False, "avslutad"),
    ],
)
def test_each_state_is_followed_or_not_and_has_a_word(state: State, followed: bool, to_do: bool, word: str) -> None:
    assert (of(state).is_followed, state in due.TO_DO, str(due.WORDS[state])) == (followed, to_do, word)


def test_the_rules_know_every_state_that_is_kept_and_no_other() -> None:
    assert set(due.STATES) == set(RemedyState.values) == set(due.WORDS) == set(due.STEPS)


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        ("proposed", "decide start close"),
        ("decided", "start finish effect close"),
        ("ongoing", "finish effect close"),
        ("done", "effect close"),
        ("known", "effect close"),
        ("closed", ""),
    ],
)
def test_what_can_be_done_next_begins_with_what_is_nearest(state: State, steps: str) -> None:
    assert " ".join(due.STEPS[state]) == steps


@pytest.mark.parametrize(
    ("state", "told_on", "since", "stays"),
    [
        ("done", None, date(2018, 9, 1), True),
        ("known", date(2018, 9, 1), date(2018, 9, 1), True),
        ("known", date(2018, 8, 31), date(2018, 9, 1), False),
        ("known", None, date(2018, 9, 1), False),
        ("closed", date(2018, 12, 1), date(2018, 9, 1), True),
        ("closed", date(2018, 1, 1), date(2018, 9, 1), False),
    ],
)
def test_what_ended_is_told_once_more(state: State, told_on: date | None, since: date, stays: bool) -> None:
    assert due.stays(of(state), told_on, since) is stays


@pytest.mark.parametrize(
    ("asked", "to_one", "to_all"),
    [
        ("decide", "Besluta om den ska genomföras", "Ingen har beslutat om den ska genomföras."),
        ("start", "Börja, eller ändra datum", "Den är beslutad men har inte börjat."),
        ("finish", "Säg om den är genomförd", "Ingen har sagt om den är genomförd."),
        ("effect", "Redovisa effekten", "Effekten är inte redovisad."),
    ],
)
def test_what_is_asked_is_told_to_whom_it_concerns_and_to_all(asked: due.Ask, to_one: str, to_all: str) -> None:
    assert (str(due.ASKED[asked]), str(due.WAITS[asked])) == (to_one, to_all)


@given(states, days, st.none() | days, days)
def test_a_list_names_no_day_that_stands_in_a_column_of_its_own(
    state: State, deadline: date, effect_on: date | None, day: date
) -> None:
    facts = Facts(state, deadline, effect_on)
    told = str(due.brief(facts, day))
    assert deadline.isoformat() not in told and facts.asked_on.isoformat() not in told
    assert ("sen" in told.split()) is (due.days_late(facts, day) > 0)
    assert ("ska redovisas" in told) is (due.awaits_effect(facts, day) and not due.days_late(facts, day))


@given(states, days, st.none() | days, days)
def test_a_page_names_one_day_of_what_is_followed_unless_it_is_late(
    state: State, deadline: date, effect_on: date | None, day: date
) -> None:
    facts = Facts(state, deadline, effect_on)
    told = str(due.standing(facts, day))
    named = deadline.isoformat() in told or facts.asked_on.isoformat() in told
    assert named is (facts.is_followed and not due.days_late(facts, day))


# The effect against what was expected


@pytest.mark.parametrize(
    ("direction", "value", "reached"),
    [
        ("higher", 74, False), ("higher", 75, True), ("higher", 76, True),
        ("lower", 74, True), ("lower", 75, True), ("lower", 76, False),
        ("band", 74, None), ("band", 75, True), ("band", 76, None),
    ],
)  # fmt: skip
def test_as_good_as_expected_is_reached(direction: Any, value: int, reached: bool | None) -> None:
    assert due.reached(Expected(Decimal(75), "75", direction), Decimal(value)) is reached


@pytest.mark.parametrize(
    ("direction", "proof", "value", "told", "words", "verdict"),
    [
        ("higher", "after", 80, None, "väntat 75, blev 80 (2018)", "effekten nåddes"),
        ("lower", "after", 80, None, "väntat 75, blev 80 (2018)", "effekten nåddes inte"),
        ("band", "after", 80, None, "väntat 75, blev 80 (2018)", ""),
        ("band", "after", 75, None, "väntat 75, blev 75 (2018)", "effekten nåddes"),
        ("higher", "after", 80, 70, "väntat 75, redovisat 70, utfallet 80 (2018)", "effekten nåddes"),
        ("higher", "so_far", 80, 70, "väntat 75, blev 70", "effekten nåddes inte"),
        ("higher", "so_far", 80, None, "väntat 75, hittills 80 (2018)", ""),
        ("higher", "before", 80, None, "väntat 75, senast 80 (2018)", ""),
        ("lower", "before", 80, 70, "väntat 75, blev 70", "effekten nåddes"),
    ],
)
def test_only_an_outcome_after_the_day_outweighs_what_was_told(
    direction: Any, proof: Proof, value: int, told: int | None, words: str, verdict: str
) -> None:
    expected = Expected(Decimal(75), "75", direction)
    measured = Came(Decimal(value), str(value), "2018", proof)
    said = Came(Decimal(told), str(told)) if told is not None else None
    assert str(due.compared(expected, measured, said)) == words
    assert str(due.verdict(expected, measured, said)) == verdict


@given(numbers, numbers)
def test_one_value_is_never_better_both_ways_than_another(expected: Decimal, value: Decimal) -> None:
    up = due.reached(Expected(expected, "", "higher"), value)
    down = due.reached(Expected(expected, "", "lower"), value)
    assert (up and down) is (value == expected)
    assert up or down


def year(number: int, place: int = 0) -> Span:
    return Span(date(number, 1, 1), date(number, 12, 31), place)


def month(number: int, place: int = 0, of_year: int = 2018) -> Span:
    first = date(of_year, number, 1)
    return Span(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1), place)


ON = date(2018, 7, 15)


@pytest.mark.parametrize(
    ("spans", "day", "found"),
    [
        ([], date(2019, 1, 1), None),
        ([year(2018)], date(2018, 12, 30), (year(2018), "so_far")),
        ([year(2018)], date(2018, 12, 31), (year(2018), "after")),
        ([year(2017)], date(2018, 12, 31), (year(2017), "before")),
        ([year(2016), year(2017)], date(2018, 12, 31), (year(2017), "before")),
        ([year(2019)], date(2018, 12, 31), None),
        ([year(2019)], date(2019, 12, 30), None),
        ([year(2019)], date(2019, 12, 31), (year(2019), "after")),
        ([month(6), month(7), month(8)], date(2018, 9, 1), (month(7), "after")),
        ([month(6), month(8), month(9)], date(2018, 10, 1), (month(8), "after")),
        ([month(6), month(8)], date(2018, 8, 30), (month(6), "before")),
        ([month(7)], date(2018, 7, 30), (month(7), "so_far")),
        ([year(2018), month(9)], date(2018, 10, 1), (month(9), "after")),
        ([year(2018), month(9)], date(2018, 9, 29), (year(2018), "so_far")),
        ([month(7, 0), month(7, 1)], date(2018, 9, 1), (month(7, 0), "after")),
        ([month(6, 0), month(6, 1)], date(2018, 9, 1), (month(6, 0), "before")),
        ([month(8, 1), month(8, 0)], date(2018, 9, 1), (month(8, 0), "after")),
    ],
)
def test_which_period_tells_of_an_effect_in_july(
    spans: list[Span], day: date, found: tuple[Span, Proof] | None
) -> None:
    assert due.outcome_at(spans, ON, day) == found


@given(st.permutations([year(2017, 0), year(2018, 1), month(6, 2), month(7, 3), month(8, 4)]), days)
def test_the_order_of_the_figures_changes_nothing(spans: list[Span], day: date) -> None:
    ordered = sorted(spans, key=lambda span: span.place)
    assert due.outcome_at(spans, ON, day) == due.outcome_at(ordered, ON, day)


# Many at once


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(1, 0, 0, 0), "Inga åtgärder följs just nu: effekten av alla är känd, eller så är de avslutade."),
        (Count(2, 1, 0, 0), "En åtgärd följs, ingen är sen."),
        (Count(2, 2, 0, 0), "2 åtgärder följs, ingen är sen."),
        (Count(1, 1, 1, 0), "En åtgärd följs: en är sen."),
        (Count(1, 1, 1, 1), "En åtgärd följs: en är sen och av en ska effekten redovisas nu."),
        (Count(9, 5, 3, 0), "5 åtgärder följs: 3 är sena."),
        (Count(9, 5, 0, 2), "5 åtgärder följs: av 2 ska effekten redovisas nu."),
    ],
)
def test_what_is_late_is_told_before_what_is_awaited(count: Count, words: str) -> None:
    assert str(due.many_told(count)) == words


@pytest.mark.parametrize(
    ("days_", "words"), [(1, "1 dag sen"), (2, "2 dagar sen"), (31, "31 dagar sen"), (365, "365 dagar sen")]
)
def test_one_day_late_is_no_days_late(days_: int, words: str) -> None:
    assert str(late_told(days_)) == words


def test_a_count_counts_each_remedy_in_each_way_that_it_stands() -> None:
    facts = [of("proposed"), of("decided"), of("ongoing"), of("done"), of("known"), of("closed")]
    assert Count.of(facts, DEADLINE) == Count(6, 4, 0, 0)
    assert Count.of(facts, DEADLINE + timedelta(days=1)) == Count(6, 4, 3, 0)
    assert Count.of(facts, EFFECT) == Count(6, 4, 3, 3)
    assert Count.of([], EFFECT) == Count(0, 0, 0, 0)


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        ((0, 3, 3), "Inga öppna avvikelser."),
        ((1, 0, 1), "En avvikelse är öppen, inte väsentlig. 1 saknar åtgärd."),
        ((1, 1, 0), "En avvikelse är öppen och väsentlig."),
        ((2, 0, 2), "2 avvikelser är öppna, ingen väsentlig. 2 saknar åtgärd."),
        ((2, 1, 1), "2 avvikelser är öppna, en av dem väsentlig. 1 saknar åtgärd."),
        ((14, 3, 0), "14 avvikelser är öppna, 3 av dem väsentliga."),
    ],
)
def test_open_deviations_are_told_with_how_many_matter_and_lack_an_answer(
    counted: tuple[int, int, int], words: str
) -> None:
    assert str(due.deviations_told(*counted)) == words


# The cells of the lists


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        ("", {"proposed", "decided", "ongoing", "done"}),
        ("foreslagna", {"proposed"}),
        ("beslutade", {"decided"}),
        ("pagar", {"ongoing"}),
        ("genomforda", {"done"}),
        ("kanda", {"known"}),
        ("avslutade", {"closed"}),
        ("alla", set(due.STATES)),
        ("sena", {"decided"}),
        ("effekt", {"done"}),
    ],
)
def test_the_address_says_which_remedies_are_shown(shown: str, wanted: set[str]) -> None:
    rows: dict[str, Any] = {
        state: SimpleNamespace(
            facts=of(state), late=int(state == "decided"), awaits=state == "done", remedy=SimpleNamespace(state=state)
        )
        for state in due.STATES
    }
    assert {state for state, row in rows.items() if FOLLOWED[shown](row)} == wanted


@pytest.mark.parametrize(
    ("remedies", "followed", "is_open", "words"),
    [
        (0, 0, True, "ingen än"),
        (0, 0, False, ""),
        (1, 1, True, "1 följs"),
        (3, 3, False, "3 följs"),
        (2, 1, True, "1 av 2 följs"),
        (2, 0, True, "0 av 2 följs"),
    ],
)
def test_a_deviation_tells_how_many_of_its_remedies_are_followed(
    remedies: int, followed: int, is_open: bool, words: str
) -> None:
    row: Any = SimpleNamespace(remedies=remedies, followed=followed, deviation=SimpleNamespace(is_open=is_open))
    assert str(remedies_told(row)) == words


GOAL, SEEN, LINE = SimpleNamespace(title="Alla läser"), SimpleNamespace(what="Färre läser"), "Driften"


@pytest.mark.parametrize(
    ("about", "deviation", "line", "words"),
    [
        (GOAL, SEEN, LINE, "Alla läser"),
        (GOAL, None, "", "Alla läser"),
        (None, SEEN, LINE, "Färre läser"),
        (None, None, LINE, "Prognos 2018: Driften"),
        (None, None, "", ""),
    ],
)
def test_a_remedy_answers_a_goal_before_a_deviation_before_a_forecast(
    about: Any, deviation: Any, line: str, words: str
) -> None:
    row: Any = SimpleNamespace(about=about, deviation=deviation, line=line, remedy=SimpleNamespace(year=2018))
    assert answers_told(row) == words


@pytest.mark.parametrize(
    ("about", "indicator", "words"),
    [
        (GOAL, SimpleNamespace(called="Läsning"), "Alla läser"),
        (None, SimpleNamespace(called="Läsning"), "Läsning"),
        (None, None, ""),
    ],
)
def test_a_deviation_is_about_a_goal_before_an_indicator(about: Any, indicator: Any, words: str) -> None:
    row: Any = SimpleNamespace(about=about, deviation=SimpleNamespace(indicator=indicator))
    assert about_told(row) == words


@pytest.mark.parametrize(
    ("compared", "verdict", "effects", "words"),
    [
        (say("väntat 75, blev 80"), say("effekten nåddes"), [], "Läsning: väntat 75, blev 80. Effekten nåddes."),
        (say("väntat 75, inget utfall än"), NOTHING, [], "Läsning: väntat 75, inget utfall än"),
        (NOTHING, NOTHING, ["Fler läser."], "Fler läser."),
        (NOTHING, NOTHING, ["Nästan alla.", "Fler läser."], "Nästan alla."),
        (NOTHING, NOTHING, [], "Alla ska läsa."),
        (say("väntat 75, blev 80"), NOTHING, ["Fler läser."], "Läsning: väntat 75, blev 80"),
    ],
)
def test_values_are_told_before_words_and_what_came_before_what_is_expected(
    compared: Text, verdict: Text, effects: list[str], words: str
) -> None:
    remedy = SimpleNamespace(effect_indicator=SimpleNamespace(called="Läsning"), effect_text="Alla ska läsa.")
    told = [SimpleNamespace(text=each) for each in effects]
    row: Any = SimpleNamespace(compared=compared, verdict=verdict, effects=told, remedy=remedy)
    assert str(effect_told(row)) == words


@given(st.decimals(-(10**12), 10**12, places=2))
def test_thousands_are_whole_and_never_more_than_half_away(kronor: Decimal) -> None:
    found = thousands(kronor)
    assert found is not None and found == found.to_integral_value()
    assert abs(found * 1000 - kronor) <= 500
    assert thousands(-kronor) == -found


@pytest.mark.parametrize(("words", "shown"), [("", ""), ("å", "Å"), ("effekten nåddes", "Effekten nåddes")])
def test_only_the_first_letter_is_made_a_capital(words: str, shown: str) -> None:
    assert capital(say(words)) == shown


@given(states, days, days)
def test_a_remedy_without_a_day_for_its_effect_is_asked_about_as_if_the_deadline_were_it(
    state: State, deadline: date, day: date
) -> None:
    bare = Facts(state, deadline)
    dated = replace(bare, effect_on=deadline)
    assert due.ask(bare, day) == due.ask(dated, day)
    assert str(due.standing(bare, day)) == str(due.standing(dated, day))
