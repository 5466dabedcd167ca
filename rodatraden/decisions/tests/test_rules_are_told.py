"""The tables and the worked case of docs/rules/governing.md are computed: a page that says otherwise fails here."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from rodatraden.decisions.deciders import Decider, may_decide_kind
from rodatraden.decisions.standing import FINDINGS, STATES, Facts, findings_of, state_of
from rodatraden.steering.tests.small import BOARD, COUNCIL, EXECUTIVE, HEAD, small

TOLD = (Path(__file__).parents[3] / "docs/rules/governing.md").read_text(encoding="utf-8")
DAY = date(2018, 9, 10)
PAST = DAY - timedelta(days=1)
WRONG = {
    "unadopted": Facts(adopted=False),
    "revise": Facts(revise_by=PAST),
    "follow-up": Facts(follow_up_by=PAST),
    "unowned": Facts(owned=False, held=False),
    "vacant": Facts(held=False),
    "undecided": Facts(decided=False, allowed=None),
    "wrong-body": Facts(allowed=False),
    "unknown-kind": Facts(known_kind=False),
}
STANDING = {
    "coming": Facts(valid_from=DAY + timedelta(days=1)),
    "replaced": Facts(valid_to=PAST, replaced=True),
    "ended": Facts(valid_to=PAST),
    "holds": Facts(),
}


def test_every_state_is_told_and_is_what_the_table_says() -> None:
    assert set(re.findall(r"(?m)^\| (coming|\w+) \| (?:the day|`valid_to`|else)", TOLD)) == set(STATES)
    assert {name: state_of(facts, DAY) for name, facts in STANDING.items()} == {name: name for name in STATES}


def test_every_finding_is_told_and_found_alone() -> None:
    assert set(re.findall(r"(?m)^\| `([\w-]+)` \|", TOLD)) == set(FINDINGS)
    assert {name: findings_of(facts, DAY) for name, facts in WRONG.items()} == {name: (name,) for name in FINDINGS}


@pytest.mark.parametrize("facts", WRONG.values(), ids=WRONG)
def test_nothing_is_found_at_what_is_settled(facts: Facts) -> None:
    assert "what is replaced or ended is settled" in TOLD
    assert findings_of(replace(facts, valid_to=PAST), DAY) == ()
    assert findings_of(replace(facts, valid_from=DAY + timedelta(days=1)), DAY) != ()


def test_on_the_last_day_nothing_is_late() -> None:
    assert "On the last day itself nothing is late." in TOLD
    assert findings_of(Facts(revise_by=DAY, follow_up_by=DAY), DAY) == ()


@pytest.mark.parametrize(
    ("by", "also", "who", "may"),
    [
        ("kf", (), Decider("council", "fullm", "Fullmäktige"), True),
        ("kf", (), Decider("board", "sn", "Socialnämnden"), False),
        ("kf", ("kommunchefens ledningsgrupp",), Decider("board", "sn", "Socialnämnden"), None),
    ],
)
def test_who_may_decide_is_the_worked_example(by: str, also: tuple[str, ...], who: Decider, may: bool | None) -> None:
    assert all(f'"{name}"' in TOLD for name in (by, *also))
    document = {"key": "policy", "name": "policy", "decided_by": by, "also_decided_by": also}
    model = small(body=[COUNCIL, EXECUTIVE, BOARD], role=[HEAD], governing=[document])
    assert may_decide_kind(model, "policy", who) is may
