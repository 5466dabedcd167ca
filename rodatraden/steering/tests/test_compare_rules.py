"""What is said of a rule that is written otherwise: its own lines, before and after."""

from typing import Any

import pytest

from rodatraden.steering.compare_rules import rule_lines
from rodatraden.steering.schema import Model
from rodatraden.steering.tests.small import VALUES, small

SHARE: dict[str, Any] = {
    "scale": "ljus",
    "roll_up": "share",
    "steps": [{"value": "gron", "share_of": "gron", "from": 80}, {"value": "rod"}],
}
WEIGHTED: dict[str, Any] = {
    "scale": "ljus",
    "roll_up": "weighted",
    "points": {"gron": 3, "rod": 1},
    "steps": [{"value": "gron", "from": 2}, {"value": "rod"}],
}
BAND: dict[str, Any] = {
    "scale": "ljus",
    "compare": "band",
    "steps": [{"value": "gron", "within": 5}, {"value": "rod"}],
}
TWO_STEP: dict[str, Any] = {"scale": "ljus", "roll_up": "two-step", "measured_from": 50, "then": WEIGHTED}


def with_rule(rule: dict[str, Any]) -> Model:
    return small(rule={"vag": rule}, scale={"ljus": {"values": VALUES}, "andra": {"values": VALUES}})


def told(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    before, after = with_rule(old), with_rule(new)
    return [str(line) for line in rule_lines(before, before.rule["vag"], after, after.rule["vag"])]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (SHARE, SHARE, []),
        (SHARE, {**SHARE, "assumed": "Står inte."}, []),
        (
            SHARE,
            {**SHARE, "steps": [{"value": "gron", "share_of": "gron", "from": 75}, {"value": "rod"}]},
            ["”Ja: minst 80 % ja” blir ”Ja: minst 75 % ja”"],
        ),
        (
            SHARE,
            {**SHARE, "missing": "makes-unmeasured"},
            ["”Det som inte är mätt räknas inte.” blir ”Är något inte mätt ges ingen status.”"],
        ),
        (SHARE, {**SHARE, "scale": "andra"}, ["skala: ”ljus” blir ”andra”"]),
        (
            BAND,
            {**BAND, "tolerance": "per-cent"},
            ["”Ja: högst 5 sämre än målvärdet” blir ”Ja: högst 5 % sämre än målvärdet”"],
        ),
        (
            BAND,
            {**BAND, "steps": [{"value": "gron", "within": 5, "comment": "Fem."}, {"value": "rod"}]},
            ["skrivs på annat sätt men säger detsamma"],
        ),
        (
            WEIGHTED,
            {**WEIGHTED, "points": {"gron": 3, "rod": 0}},
            ["”poäng: Ja 3 och Nej 1” blir ”poäng: Ja 3 och Nej 0”"],
        ),
        (
            TWO_STEP,
            {**TWO_STEP, "then": {**WEIGHTED, "points": {"gron": 5, "rod": 1}}},
            ["”poäng: Ja 3 och Nej 1” blir ”poäng: Ja 5 och Nej 1”"],
        ),
        (
            TWO_STEP,
            WEIGHTED,
            ["”Minst 50 % av delarna ska vara mätta, annars ges ingen status.” tas bort"],
        ),
        (
            WEIGHTED,
            TWO_STEP,
            ["”Minst 50 % av delarna ska vara mätta, annars ges ingen status.” tillkommer"],
        ),
    ],
)
def test_a_rule_is_told_by_the_lines_that_differ(old: dict[str, Any], new: dict[str, Any], expected: list[str]) -> None:
    assert told(old, new) == expected


def test_a_rule_of_another_sort_is_told_line_by_line() -> None:
    found = told(WEIGHTED, {"scale": "ljus", "roll_up": "by-hand"})
    assert found[0].endswith("blir ”Bedöms för hand, med motivering.”")
    assert all(line.endswith("tas bort") for line in found[1:])


def test_a_rule_without_any_scale_is_still_told_to_be_changed() -> None:
    before, after = with_rule(WEIGHTED), with_rule(SHARE)
    bare = before.model_copy(update={"scale": {}})
    assert [str(line) for line in rule_lines(bare, before.rule["vag"], bare, after.rule["vag"])] == [
        "skrivs på annat sätt"
    ]
