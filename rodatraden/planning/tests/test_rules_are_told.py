"""The tables and worked cases of docs/rules/plans.md are computed: a page that says otherwise than the code fails."""

import re
from datetime import date
from pathlib import Path

import pytest

from rodatraden.planning.models import State
from rodatraden.planning.states import (
    AMENDING,
    BY_OFFICIAL,
    MINUTES_DAYS,
    OPEN,
    PROPOSED,
    WAYS,
    appeal_until,
    back_from_amending,
    change_fault,
)

TOLD = (Path(__file__).parents[3] / "docs/rules/plans.md").read_text(encoding="utf-8")
CELLS = re.compile(r"(?m)^\| `(\w+)` \| ([^|]+) \| ([^|]*)\| (\w+) \|$")


def states(cell: str) -> frozenset[str]:
    """The states that a cell names: "out for views, referred back"."""
    return frozenset(each.strip().replace(" ", "_") for each in cell.split(",") if each.strip())


def test_the_ways_are_told_one_by_one() -> None:
    told = {verb: (states(sources), states(to), who) for verb, sources, to, who in CELLS.findall(TOLD)}
    assert told == {verb: (way.sources, states(way.to), way.who) for verb, way in WAYS.items()}
    assert frozenset().union(*(sources for sources, _to, _who in told.values())) <= set(State)


def test_an_official_decides_from_every_open_state() -> None:
    assert "it can be decided from every open state" in TOLD
    assert BY_OFFICIAL == {"decide": OPEN}


@pytest.mark.parametrize(
    ("line", "differs", "told", "refused"),
    [
        ("| as proposed | no | decided |", False, False, False),
        ("| as proposed | yes | refused: nothing differs |", False, True, True),
        ("| differs | yes | decided, with changes |", True, True, False),
        ("| differs | no | refused: say what was changed |", True, False, True),
    ],
)
@pytest.mark.parametrize("state", sorted({AMENDING, *PROPOSED}))
def test_what_a_body_changed_is_told_where_there_is_anything(
    line: str, differs: bool, told: bool, refused: bool, state: str
) -> None:
    assert line in TOLD
    assert bool(change_fault(state, differs, told)) is refused


def test_what_is_left_undecided_is_the_proposal_again_or_in_preparation() -> None:
    assert "it is the proposal again where nothing differs; else it is nobody's proposal, back in preparation" in TOLD
    assert (WAYS[back_from_amending(differs=False)].to, WAYS[back_from_amending(differs=True)].to) == (
        "proposed", "preparation",
    )  # fmt: skip


def test_the_last_day_for_appeal_is_moved_past_the_holidays() -> None:
    assert "Announced on 4 December 2018: until 27 December" in TOLD
    assert appeal_until(date(2018, 12, 4)) == date(2018, 12, 27)
    assert f"Minutes are approved within {MINUTES_DAYS} days" in TOLD
