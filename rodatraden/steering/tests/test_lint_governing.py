"""Kinds of governing documents: their hierarchy, who else may decide them, and the law they rest on."""

from typing import Any

import pytest

from rodatraden.steering import facts
from rodatraden.steering.tests.lint_table import Found, found
from rodatraden.steering.tests.small import small

POLICY = {"key": "policy", "name": "policy", "decided_by": "kf"}
ROUTINE = {"key": "rutin", "name": "rutin", "decided_by": "Förvaltningschefen"}


def kinds(*given: dict[str, Any]) -> dict[str, Any]:
    return {"governing": list(given)}


@pytest.mark.parametrize(
    ("code", "changes", "expected"),
    [
        ("some-ranked", {}, []),
        ("some-ranked", kinds(POLICY, ROUTINE), []),
        ("some-ranked", kinds({**POLICY, "rank": 1}, {**ROUTINE, "rank": 2}), []),
        ("some-ranked", kinds({**POLICY, "rank": 1}, ROUTINE), [("warning", "governing[rutin].rank")]),
        (
            "some-ranked",
            kinds({**POLICY, "rank": 1}, {**ROUTINE, "assumed": "Står inte."}),
            [("remark", "governing[rutin].rank")],
        ),
        ("rank-upside-down", kinds({**POLICY, "rank": 1}, {**ROUTINE, "rank": 1}), []),
        (
            "rank-upside-down",
            kinds({**POLICY, "rank": 2}, {**ROUTINE, "rank": 1}),
            [("warning", "governing[rutin].rank")],
        ),
        ("rank-upside-down", kinds(POLICY, {**ROUTINE, "rank": 1}), []),
        (
            "undefined",
            kinds({**POLICY, "also_decided_by": ["kss"]}),
            [("error", "governing[policy].also_decided_by")],
        ),
        ("undefined", kinds({**POLICY, "also_decided_by": ["kf"]}), []),
    ],
)
def test_the_hierarchy_holds_together(code: str, changes: dict[str, Any], expected: Found) -> None:
    assert found(code, changes) == expected


def test_the_page_of_the_model_says_rank_and_law() -> None:
    law = {"printed": "3:9", "act": "1991:900", "current": "5:1"}
    told = facts.governing(small(governing=[{**POLICY, "rank": 2, "also_decided_by": ["kf"], "law": [law]}]))
    said = {str(fact.label): [str(line) for line in fact.lines] for fact in told[0].facts}
    assert said["Rang bland styrdokumenten"] == ["2"]
    assert said["Får också beslutas av"] == said["Beslutas av"]
    assert said["Lagrum"][0].startswith("KL 5:1") and "3:9" in said["Lagrum"][0]


def test_a_kind_is_found_by_its_key() -> None:
    model = small(governing=[POLICY])
    found_kind = model.governing_of("policy")
    assert found_kind is not None and found_kind.rank == 0
    assert model.governing_of("reglemente") is None
