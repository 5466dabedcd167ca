"""A process is killed anywhere while a report is handed in or treated: all of it is there or nothing, and no more."""

from pathlib import Path

import pytest

from rodatraden.followup.tests import killed
from rodatraden.tests.dying import apart

pytestmark = pytest.mark.django_db(transaction=True)
HANDED_IN = {"draft": -1, "submitted": 1, "steps": 1, "entries": 1, "notices": 1, "statuses": 1}
TREATED = {"submitted": -1, "cleared": -1, "treated": 1, "frozen": 1, "steps": 1, "entries": 3, "notices": 1}
"""A step, its entry in the log and those of the documents frozen with it, and what the unit's own are told."""


def nothing(whole: dict[str, int], refusal: str) -> dict[str, object]:
    """The process left nothing; tried again it is all there, and a third time it is refused."""
    return {"died": True, "left": {}, "first": "", "again": whole, "once more": refusal}


def everything(whole: dict[str, int], refusal: str) -> dict[str, object]:
    """The process died after the deed was done: whoever tries again is told so, and nothing is done twice."""
    return {**nothing(whole, refusal), "left": whole, "first": refusal}


def test_wherever_it_is_killed_a_report_is_handed_in_and_treated_whole_or_not_at_all_and_once(tmp_path: Path) -> None:
    once = (HANDED_IN, "Rapporten är redan inlämnad.")
    again = ({**TREATED, "versions": 2}, "Bara en inlämnad rapport kan behandlas.")
    assert apart(tmp_path, killed.main) == {
        "handed in": {
            "before its state changes": nothing(*once),
            "before anybody is told": nothing(*once),
            "before it is stored": nothing(*once),
            "when it is stored": everything(*once),
        },
        "treated": {
            "when the content lies on the disk": nothing(*again),
            "before the log": nothing(*again),
            "before those beneath follow": nothing(*again),
            "when it is stored": everything(*again),
        },
    }
