"""The ways of a report: no state is a dead end, and nothing that a body has treated is returned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.followup.models import OPEN, State, Treatment
from rodatraden.followup.states import NOT_BEGUN, WAYS, after_treatment, refusal_of

STATES = ["", *State.values]


@pytest.mark.parametrize("state", [each for each in STATES if each])
def test_every_state_has_a_way_on(state: str) -> None:
    assert any(state in way.sources for way in WAYS.values())


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", WAYS)
def test_a_verb_is_refused_in_words_where_it_has_no_way(verb: str, state: str) -> None:
    refused = refusal_of(verb, state)  # type: ignore[arg-type]
    assert (refused is None) is (state in WAYS[verb].sources)  # type: ignore[index]
    if refused is not None:
        assert str(refused).endswith(".")


@pytest.mark.parametrize("verb", ["return", "clear", "take_back", "write", "submit"])
def test_what_a_body_has_treated_nobody_below_or_above_it_moves(verb: str) -> None:
    assert refusal_of(verb, "treated") is not None  # type: ignore[arg-type]
    assert refusal_of(verb, "frozen") is not None  # type: ignore[arg-type]


@given(st.lists(st.sampled_from(sorted(WAYS)), max_size=12))
def test_whatever_is_tried_the_report_is_always_in_a_state_that_is_known(verbs: list[str]) -> None:
    state = NOT_BEGUN
    for verb in verbs:
        if refusal_of(verb, state) is None:  # type: ignore[arg-type]
            state = WAYS[verb].to  # type: ignore[index]
    assert state in STATES


@pytest.mark.parametrize(
    ("treatment", "state"),
    [("approved", "treated"), ("noted", "treated"), ("referred_back", "returned"), ("tabled", "submitted")],
)
def test_a_treatment_leads_where_the_council_means(treatment: str, state: str) -> None:
    assert after_treatment(treatment) == state
    assert treatment in Treatment.values
    assert (state in OPEN) is (treatment == "referred_back")
