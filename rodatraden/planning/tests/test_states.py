"""The way of a plan, as the table has it."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodatraden.planning.models import State
from rodatraden.planning.states import (
    BY_OFFICIAL,
    OF_BODIES,
    OPEN,
    PROPOSED,
    STANDING,
    TREATED,
    WAYS,
    WITH_BODY,
    WRITABLE,
    WRITING,
    Verb,
    after,
    appeal_until,
    back_from_amending,
    change_fault,
    last_treated,
    minutes_due,
    refusal_of,
    shown,
)

VERBS = st.sampled_from(list(WAYS))


def test_every_verb_has_a_way_and_every_state_is_one_of_the_rows() -> None:
    assert set(WAYS) == set(get_args(Verb))
    named = {state for way in WAYS.values() for state in (*way.sources, way.to) if state}
    assert named <= set(State.values)


def test_every_state_can_be_reached_from_preparation() -> None:
    reached, waiting = {"preparation"}, ["preparation"]
    while waiting:
        state = waiting.pop()
        for verb in WAYS:
            if refusal_of(verb, state) is None and (to := after(verb, state)) not in reached:
                reached.add(to)
                waiting.append(to)
    assert reached == set(State.values)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(VERBS, max_size=12))
def test_no_sequence_of_verbs_brings_what_is_decided_back_to_be_written(verbs: list[Verb]) -> None:
    state, decided = "preparation", False
    for verb in verbs:
        if refusal_of(verb, state) is None:
            state = after(verb, state)
        decided = decided or state == "decided"
        assert not (decided and state in OPEN)
        assert not (decided and refusal_of("write", state) is None)


@pytest.mark.parametrize(
    ("verb", "state", "to"),
    [
        ("send_out", "preparation", "out_for_views"),
        ("propose", "preparation", "proposed"),
        ("propose", "out_for_views", "proposed"),
        ("propose", "referred_back", "proposed"),
        ("take_back", "proposed", "preparation"),
        ("refer_back", "tabled", "referred_back"),
        ("table", "proposed", "tabled"),
        ("reject", "tabled", "rejected"),
        ("decide", "tabled", "decided"),
        ("amend", "proposed", "amending"),
        ("amend", "tabled", "amending"),
        ("write", "amending", "amending"),
        ("decide", "amending", "decided"),
        ("put_back", "amending", "proposed"),
        ("reopen", "amending", "preparation"),
        ("approve_minutes", "decided", "minutes_approved"),
        ("announce", "minutes_approved", "announced"),
        ("appeal", "announced", "appealed"),
        ("uphold", "appealed", "announced"),
        ("annul", "appealed", "annulled"),
        ("advise", "proposed", "proposed"),
        ("write", "referred_back", "referred_back"),
    ],
)
def test_a_way_leads_where_it_says(verb: Verb, state: str, to: str) -> None:
    assert refusal_of(verb, state) is None
    assert after(verb, state) == to


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        ("write", "proposed"),
        ("write", "decided"),
        ("decide", "preparation"),
        ("amend", "preparation"),
        ("amend", "decided"),
        ("propose", "amending"),
        ("take_back", "amending"),
        ("put_back", "proposed"),
        ("reopen", "proposed"),
        ("decide", "decided"),
        ("decide", "rejected"),
        ("take_back", "tabled"),
        ("announce", "decided"),
        ("appeal", "decided"),
        ("discard", "proposed"),
        ("replace", "rejected"),
    ],
)
def test_other_ways_are_closed_with_a_reason(verb: Verb, state: str) -> None:
    assert str(refusal_of(verb, state))


def test_an_official_decides_without_a_proposal_and_has_no_minutes() -> None:
    assert all(refusal_of("decide", state, by_official=True) is None for state in OPEN)
    assert refusal_of("decide", "decided", by_official=True) is not None
    assert all(refusal_of(verb, "decided", by_official=True) is not None for verb in OF_BODIES)
    assert set(BY_OFFICIAL) == {"decide"}


@given(st.sampled_from(sorted(WITH_BODY)), st.booleans(), st.booleans())
def test_what_is_changed_is_told_and_what_is_told_is_changed(state: str, differs: bool, told: bool) -> None:
    assert bool(change_fault(state, differs, told)) == (differs != told)


def test_a_change_that_is_not_told_is_told_of_where_it_can_be() -> None:
    assert "Skriv vad som ändrades" in str(change_fault("amending", True, False))
    assert "Skriv planen enligt beslutet" in str(change_fault("proposed", True, False))


@given(st.lists(st.tuples(VERBS, st.booleans()), max_size=12))
def test_what_is_proposed_is_never_something_else_than_what_was_proposed(steps: list[tuple[Verb, bool]]) -> None:
    """A plan is written when it may be; leaving the amending goes by whether it differs from what was proposed."""
    state, text, proposal = "preparation", 0, None
    for number, (verb, edits) in enumerate(steps, 1):
        if edits and refusal_of("write", state) is None:
            text = number
        if verb in ("put_back", "reopen"):
            verb = back_from_amending(text != proposal)
        if refusal_of(verb, state) is not None:
            continue
        state = after(verb, state)
        proposal = text if verb == "propose" else proposal
        assert state not in PROPOSED or text == proposal


DAYS = st.dates(date(2018, 1, 1), date(2018, 12, 31))


@given(st.lists(st.tuples(st.sampled_from([*TREATED, "begun", "sent_out", "view", "amending"]), DAYS), max_size=8))
def test_nothing_comes_before_the_last_step_that_was_treated(steps: list[tuple[str, date]]) -> None:
    found = last_treated(steps)
    days = [day for kind, day in steps if kind in TREATED]
    assert (found is None) == (not days)
    if found is not None:
        assert found in steps
        assert found[1] == max(days)


def test_of_two_steps_on_a_day_the_later_is_named() -> None:
    day = date(2018, 9, 3)
    assert last_treated([("proposed", day), ("tabled", day), ("view", date(2018, 9, 9))]) == ("tabled", day)
    assert all("{day}" in told.template for told in TREATED.values())


def test_states_are_sorted_into_open_and_settled() -> None:
    assert WRITING < OPEN
    assert not WRITING & WITH_BODY
    assert WRITABLE - WRITING == WITH_BODY - PROPOSED == {"amending"}
    assert not OPEN & STANDING


@pytest.mark.parametrize(
    ("state", "today", "expected"),
    [
        ("decided", date(2018, 9, 10), "decided"),
        ("decided", date(2019, 1, 1), "in_force"),
        ("announced", date(2019, 12, 31), "in_force"),
        ("announced", date(2020, 1, 1), "ended"),
        ("appealed", date(2019, 3, 1), "appealed"),
        ("preparation", date(2019, 3, 1), "preparation"),
        ("replaced", date(2018, 9, 10), "replaced"),
        ("replaced", date(2019, 12, 31), "in_force"),
        ("replaced", date(2020, 1, 1), "replaced"),
        ("ended", date(2019, 3, 1), "in_force"),
        ("ended", date(2020, 1, 1), "ended"),
    ],
)
def test_whether_a_plan_is_in_force_follows_from_its_days(state: str, today: date, expected: str) -> None:
    assert shown(state, date(2019, 1, 1), date(2019, 12, 31), today) == expected


def test_what_is_decided_without_days_is_in_force() -> None:
    assert shown("decided", None, None, date(2018, 9, 10)) == "in_force"


def test_the_last_day_of_appeal_is_a_working_day() -> None:
    assert appeal_until(date(2018, 6, 4)) == date(2018, 6, 25)
    assert appeal_until(date(2018, 6, 1)) == date(2018, 6, 25), "Midsummer's Eve, then a weekend"
    assert minutes_due(date(2018, 6, 1)) == date(2018, 6, 15)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("proposed", "Planen skrivs inte längre. Ta tillbaka den först."),
        ("tabled", "Planen skrivs inte längre."),
        ("decided", "Planen är beslutad. En ändring är ett nytt beslut: revidera planen."),
        ("announced", "Planen är beslutad. En ändring är ett nytt beslut: revidera planen."),
        ("rejected", "Planen skrivs inte längre."),
    ],
)
def test_why_a_plan_is_not_written_names_only_what_can_be_done(state: str, told: str) -> None:
    assert str(refusal_of("write", state)) == told
