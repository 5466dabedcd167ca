"""Where a job stands, from what is known of it, and in which words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.jobs.models import State
from rodatraden.jobs.phases import ENDS, Phase, headline, meaning, phase_of
from rodatraden.lib.text import say

DO, DOING, ENDED, HOME = say("läsa in"), say("Läser in"), say("är inläst"), say("Läs in en fil")
bits = st.booleans()


@pytest.mark.parametrize(
    ("held", "queued", "attended", "phase"),
    [
        (False, True, True, "waiting"),
        (False, True, False, "unattended"),
        (True, False, True, "running"),
        (True, True, False, "running"),
        (False, False, True, "interrupted"),
        (False, False, False, "interrupted"),
    ],
)
def test_an_open_job_stands_where_it_is_seen(held: bool, queued: bool, attended: bool, phase: str) -> None:
    assert phase_of("open", held, queued, attended) == phase


@given(st.sampled_from([State.DONE, State.REFUSED, State.FAILED, State.CANCELLED]), bits, bits, bits)
def test_what_has_ended_has_ended_whoever_still_holds_it(state: State, held: bool, queued: bool, there: bool) -> None:
    assert phase_of(state, held, queued, there) == state.value


def test_every_state_but_open_is_an_end() -> None:
    assert set(ENDS) == set(State.values) - {State.OPEN.value}


@pytest.mark.parametrize(
    ("phase", "sentence", "then"),
    [
        ("waiting", "Väntar på att läsa in a.xlsx.", "Du kan lämna sidan."),
        ("unattended", "Väntar på att läsa in a.xlsx, men ingenting arbetar i bakgrunden.", "rodatraden worker"),
        ("running", "Läser in a.xlsx.", "under ”Läs in en fil”"),
        ("interrupted", "Arbetet med att läsa in a.xlsx avbröts.", "stannade mitt i. Ingenting har ändrats."),
        ("done", "a.xlsx är inläst.", ""),
        ("refused", "Det gick inte att läsa in a.xlsx.", ""),
        ("failed", "Det gick inte att läsa in a.xlsx.", ""),
        ("cancelled", "a.xlsx togs ur kön.", "Ingenting har ändrats."),
    ],
)
def test_each_phase_in_words(phase: Phase, sentence: str, then: str) -> None:
    assert str(headline(phase, "a.xlsx", DO, DOING, ENDED)) == sentence
    assert then in str(meaning(phase, HOME))
    assert bool(then) == bool(meaning(phase, HOME))
