from typing import Any

import pytest

from rodatraden.steering.tests.lint_table import Found, found, told
from rodatraden.steering.tests.small import ACTIVITY, GOAL, VISION

LOWER = {**GOAL, "key": "lagre", "name": {"one": "lägre mål"}, "serves": ["mal"]}
STRATEGY = {**ACTIVITY, "key": "strategi", "name": {"one": "strategi"}, "kind": "strategy", "serves": []}


def levels(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"level": list(parts)}


@pytest.mark.parametrize(
    ("code", "changes", "expected"),
    [
        ("circle", levels(VISION, {**GOAL, "serves": ["lagre"]}, LOWER), [("error", "level[mal].serves")]),
        ("circle", levels(VISION, {**GOAL, "serves": ["mal"]}, ACTIVITY), [("error", "level[mal].serves")]),
        ("circle", levels(VISION, GOAL, LOWER), []),
        ("circle", levels(VISION, GOAL, LOWER, {**ACTIVITY, "serves": ["mal", "lagre"]}), []),
        ("nothing-leads-to", levels(VISION, GOAL, LOWER, ACTIVITY), [("warning", "level[lagre]")]),
        ("nothing-leads-to", levels(VISION, GOAL), [("warning", "level[mal]")]),
        ("nothing-leads-to", levels(VISION, GOAL, {**LOWER, "personal": True}), []),
        ("nothing-leads-to", levels(VISION, {**GOAL, "assumed": "Dokumentet tiger."}), [("remark", "level[mal]")]),
        ("nothing-leads-to", levels(VISION, GOAL, ACTIVITY), []),
        (
            "leads-nowhere",
            levels(VISION, GOAL, {**LOWER, "serves": []}, {**ACTIVITY, "serves": ["mal", "lagre"]}),
            [("warning", "level[lagre].serves")],
        ),
        ("leads-nowhere", levels(VISION, GOAL, ACTIVITY, STRATEGY), [("warning", "level[strategi].serves")]),
        ("leads-nowhere", levels(VISION, GOAL, ACTIVITY, {**STRATEGY, "kind": "assignment"}), []),
        ("leads-nowhere", levels(VISION, GOAL, ACTIVITY, {**STRATEGY, "kind": "priority"}), []),
        ("leads-nowhere", levels({**GOAL, "serves": []}, ACTIVITY), []),
        ("no-measures", levels(VISION, {**GOAL, "carries": []}, ACTIVITY), [("warning", "level[mal].carries")]),
        (
            "no-measures",
            levels(VISION, {**GOAL, "carries": ["responsible"], "assumed": "Tyst."}, ACTIVITY),
            [("remark", "level[mal].carries")],
        ),
        ("no-measures", levels(VISION, {**GOAL, "carries": ["indicator"]}, ACTIVITY), []),
        ("no-measures", levels(VISION, GOAL, {**LOWER, "carries": [], "reported": False}, ACTIVITY), []),
        ("no-measures", levels(VISION, GOAL, {**LOWER, "carries": [], "personal": True}, ACTIVITY), []),
        ("no-measures", levels(VISION, GOAL, {**LOWER, "carries": [], "kind": "direction"}, ACTIVITY), []),
        (
            "target-alone",
            levels(VISION, {**GOAL, "carries": ["target"]}, ACTIVITY),
            [("warning", "level[mal].carries")],
        ),
        ("target-alone", levels(VISION, GOAL, ACTIVITY), []),
        ("no-status-rule", levels(VISION, {**GOAL, "status": ""}, ACTIVITY), [("remark", "level[mal].status")]),
        ("no-status-rule", levels(VISION, GOAL, {**ACTIVITY, "status": ""}), []),
        ("limit", levels(VISION, {**GOAL, "limit": {"at_most": 0}}, ACTIVITY), [("error", "level[mal].limit.at_most")]),
        ("limit", levels(VISION, {**GOAL, "limit": {"at_most": 7}}, ACTIVITY), []),
        (
            "no-perspectives",
            levels(VISION, {**GOAL, "perspectives": True}, ACTIVITY),
            [("warning", "level[mal].perspectives")],
        ),
        (
            "no-perspectives",
            {
                **levels(VISION, {**GOAL, "perspectives": True}, ACTIVITY),
                "perspective": [{"key": "ekonomi", "name": {"one": "ekonomi"}}],
            },
            [],
        ),
    ],
)
def test_holes_in_the_chain_of_levels(code: str, changes: dict[str, Any], expected: Found) -> None:
    assert found(code, changes) == expected


def test_a_circle_names_the_levels_in_it() -> None:
    assert told("circle", levels(VISION, {**GOAL, "serves": ["lagre"]}, LOWER)) == [
        "Nivåerna bidrar till varandra i en cirkel: mål och lägre mål."
    ]


def test_a_level_without_followers_is_called_by_its_own_name() -> None:
    assert told("nothing-leads-to", levels(VISION, GOAL)) == ["Ingen nivå leder till ”mål”."]
