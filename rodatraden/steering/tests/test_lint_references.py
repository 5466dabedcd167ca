from typing import Any

import pytest

from rodatraden.steering.lint import check
from rodatraden.steering.lint.references import references
from rodatraden.steering.tests.lint_table import Found, found
from rodatraden.steering.tests.small import (
    ACTIVITY,
    ANNUAL,
    AUDITOR,
    BOARD,
    BY_LAW,
    COUNCIL,
    EXECUTIVE,
    GOAL,
    HALF_YEAR,
    HEAD,
    PLAN,
    ROLL_UP,
    SECRETARY,
    THRESHOLD,
    VALUES,
    VISION,
    event,
    small,
)


def goal(**fields: Any) -> dict[str, Any]:
    return {"level": [VISION, {**GOAL, **fields}, ACTIVITY]}


def council(**fields: Any) -> dict[str, Any]:
    return {"body": [{**COUNCIL, **fields}, EXECUTIVE, BOARD]}


def half_year(**fields: Any) -> dict[str, Any]:
    return {"report": [{**HALF_YEAR, **fields}, ANNUAL]}


def undefined(path: str) -> Found:
    return [("error", path)]


SPLIT = {"elected": {"who": "a", "asks": ["vad"]}, "officials": {"who": "b", "asks": ["hur"], "bodies": ["chf"]}}
CLIMB = {"sender": "namnden", "receiver": "kf", "edge": "decides"}

LETTER = {"key": "s", "letter": "S", "word": "Specifikt"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        (goal(serves=["visionen"]), undefined("level[mal].serves")),
        (goal(decided_by="fullmaktige"), undefined("level[mal].decided_by")),
        (goal(decided_in="plan"), undefined("level[mal].decided_in")),
        ({**goal(decided_in="plan"), "plan": [PLAN]}, []),
        (goal(owned_by=["nämnd"]), undefined("level[mal].owned_by")),
        (goal(owned_by=["board"]), []),
        (goal(quality="smart"), undefined("level[mal].quality")),
        (goal(status="vagd"), undefined("level[mal].status")),
        (goal(measure="granser"), undefined("level[mal].measure")),
        (goal(limit={"at_most": 7, "counting": ["malen"]}), undefined("level[mal].limit.counting")),
        (goal(limit={"at_most": 7, "counting": ["mal"]}), []),
        (council(appointed_by="folket"), undefined("body[kf].appointed_by")),
        (council(appointed_by="valet"), []),
        (council(decides=["budget"]), undefined("body[kf].decides")),
        ({"duty": [{"key": "a", "what": "b", "body": "kfs"}]}, undefined("duty[a].body")),
        ({"duty": [{"key": "a", "what": "b", "body": "Kommunchefen enligt instruktionen"}]}, []),
        ({"split": SPLIT}, undefined("split.officials.bodies")),
        ({"participation": [{"key": "a", "what": "b", "decides": "c"}]}, undefined("participation[a].decides")),
        ({"participation": [{"key": "a", "what": "b", "before": ["c"]}]}, undefined("participation[a].before")),
        ({"participation": [{"key": "a", "what": "b", "who": "medarbetare"}]}, undefined("participation[a].who")),
        ({"plan": [{**PLAN, "owner": "chefen"}]}, undefined("plan[plan].owner")),
        ({"plan": [{**PLAN, "decided_by": "Chefen"}]}, None),
        ({"plan": [{**PLAN, "decided_by": "chefen"}]}, undefined("plan[plan].decided_by")),
        ({"plan": [{**PLAN, "builds_on": ["budget"]}]}, undefined("plan[plan].builds_on")),
        ({"plan": [{**PLAN, "informs": ["alla som berörs", "kf"]}]}, []),
        ({"plan": [{**PLAN, "informs": ["kff"]}]}, undefined("plan[plan].informs")),
        ({"step": [{"key": "a", "what": "b", "who": "chefer"}]}, undefined("step[a].who")),
        ({"step": [{"key": "a", "what": "b", "before": ["c"]}]}, undefined("step[a].before")),
        ({"governing": [{"key": "a", "name": "policy", "decided_by": "kk"}]}, undefined("governing[a].decided_by")),
        (half_year(climbs=[CLIMB]), undefined("report[delar].climbs[1].sender")),
        (half_year(about=["malen"]), undefined("report[delar].about")),
        (half_year(about=["mal"]), []),
        (event(month=3, actor="namnden"), undefined("event[6].actor")),
        (event(month=3, actor="Partierna"), []),
        (event(month=3, report="manad"), undefined("event[6].report")),
        (event(month=3, plan="budget"), undefined("event[6].plan")),
        ({"rule": {"grans": {**THRESHOLD, "scale": "pilar"}, "vag": ROLL_UP}}, undefined("rule.grans.scale")),
        ({"economy": {"frames_decided_by": "kff"}}, undefined("economy.frames_decided_by")),
        ({"economy": {"sound": {"financial": ["fin"]}}}, undefined("economy.sound.financial")),
        ({"economy": {"sound": {"assessed_in": ["delar", "ars"]}}}, undefined("economy.sound.assessed_in")),
        ({"economy": {"sound": {"status": "vagg"}}}, undefined("economy.sound.status")),
        ({"control": {"report_to": "kss"}}, undefined("control.report_to")),
    ],
)
def test_a_key_that_names_no_part_is_an_error(changes: dict[str, Any], expected: Found | None) -> None:
    if expected is None:
        with pytest.raises(ValueError, match="decided_by"):
            small(**changes)
    else:
        assert found("undefined", changes) == expected


def proposals(changes: dict[str, Any]) -> list[str]:
    return [str(finding.proposal) for finding in check(small(**changes)) if finding.code == "undefined"]


def test_the_nearest_key_is_proposed() -> None:
    assert proposals(goal(serves=["visionen"])) == ["Menade du ”vision”?"]


def test_where_no_key_is_near_the_proposal_is_to_add_one() -> None:
    assert proposals(goal(quality="smart")) == ["Lägg till den, eller ta bort hänvisningen."]
    assert "stor bokstav" in proposals(event(month=3, actor="partigrupper"))[0]


def test_every_reference_of_the_small_model_is_looked_at() -> None:
    paths = {reference.path for reference in references(small(plan=[PLAN]))}
    assert {"level[mal].serves", "level[mal].status", "body[ks].appointed_by", "plan[plan].owner"} <= paths
    assert {"report[ar].climbs[1].receiver", "event[1].actor", "rule.vag.scale"} <= paths


@pytest.mark.parametrize(
    ("code", "changes", "expected"),
    [
        ("key-twice", {"level": [VISION, GOAL, {**ACTIVITY, "key": "mal"}]}, [("error", "level[mal]")]),
        ("key-twice", {"role": [HEAD, SECRETARY, AUDITOR, {**HEAD, "key": "kf"}]}, [("error", "role[kf]")]),
        ("key-twice", {"plan": [PLAN, PLAN]}, [("error", "plan[plan]")]),
        ("key-twice", {"plan": [{**PLAN, "key": "mal"}]}, []),
        ("was-in-use", {"level": [VISION, {**GOAL, "was": "aktivitet"}, ACTIVITY]}, [("error", "level[mal].was")]),
        ("was-in-use", {"level": [VISION, {**GOAL, "was": "namndmal"}, ACTIVITY]}, []),
        (
            "was-in-use",
            {"quality": [{"key": "smart", "letters": [{**LETTER, "was": "m"}, {**LETTER, "key": "m"}]}]},
            [("error", "quality[smart].letters[s].was")],
        ),
        ("rule-sort", goal(status="grans"), [("error", "level[mal].status")]),
        ("rule-sort", goal(measure="vag"), [("error", "level[mal].measure")]),
        ("rule-sort", goal(), []),
        ("no-scale", {"rule": {"grans": THRESHOLD, "vag": {"roll_up": "worst"}}}, [("error", "rule.vag.scale")]),
        ("no-scale", {}, []),
    ],
)
def test_keys_and_rules_of_the_wrong_sort(code: str, changes: dict[str, Any], expected: Found) -> None:
    assert found(code, changes) == expected


def scaled(*values: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"scale": {"ljus": {"values": list(values), **fields}}}


def steps(*given: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"rule": {"grans": {**THRESHOLD, "steps": list(given), **fields}, "vag": ROLL_UP}}


GREEN, RED, RING = VALUES


@pytest.mark.parametrize(
    ("code", "changes", "expected"),
    [
        ("look-alike", scaled(GREEN, {**RED, "symbol": "disc"}, RING), [("warning", "scale.ljus.values[2].symbol")]),
        (
            "look-alike",
            scaled(GREEN, {**RED, "symbol": "disc"}, RING, assumed="Oläsligt."),
            [("warning", "scale.ljus.values[2].symbol")],
        ),
        (
            "wrong-order",
            scaled(RED, GREEN, RING),
            [("warning", "scale.ljus.values"), ("warning", "rule.grans.steps[2].value")],
        ),
        (
            "no-forecast-word",
            scaled(GREEN, {**RED, "word_forecast": ""}, RING),
            [("remark", "scale.ljus.values[2].word_forecast")],
        ),
        (
            "gap",
            steps({"value": "gron", "from": 100}, {"value": "rod", "from": 50}),
            [("warning", "rule.grans.steps[2]")],
        ),
        (
            "gap",
            steps({"value": "gron", "from": 100}, {"value": "rod", "from": 50}, assumed="Gissat."),
            [("warning", "rule.grans.steps[2]")],
        ),
        ("overlap", steps({"value": "gron"}, {"value": "rod"}), [("warning", "rule.grans.steps[1]")]),
        (
            "unknown-value",
            steps({"value": "gron", "from": 100}, {"value": "lila"}),
            [("error", "rule.grans.steps[2].value")],
        ),
        (
            "unused-value",
            steps({"value": "gron", "from": 100}, {"value": "gron"}),
            [("remark", "rule.grans.steps")],
        ),
        ("no-measure-rule", goal(measure=""), [("remark", "level[mal].measure")]),
        ("no-measure-rule", goal(measure="", carries=[]), []),
        ("no-measure-rule", {}, []),
        ("unused-rule", {"rule": {"grans": THRESHOLD, "vag": ROLL_UP, "mer": ROLL_UP}}, [("remark", "rule.mer")]),
        ("unused-rule", {}, []),
        (
            "unused-rule",
            {"rule": {"grans": THRESHOLD, "vag": ROLL_UP, "mer": ROLL_UP}, "economy": {"sound": {"status": "mer"}}},
            [],
        ),
        ("rule-sort", {"economy": {"sound": {"status": "grans"}}}, [("error", "economy.sound.status")]),
        ("rule-sort", {"economy": {"sound": {"status": "vag"}}}, []),
        ("gap", {}, []),
        ("overlap", {}, []),
        ("look-alike", {}, []),
    ],
)
def test_scales_and_rules_that_leave_a_gap(code: str, changes: dict[str, Any], expected: Found) -> None:
    assert found(code, changes) == expected


def test_a_rule_whose_scale_is_not_in_the_file_is_told_once() -> None:
    changes = {"rule": {"grans": {**THRESHOLD, "scale": "pilar"}, "vag": ROLL_UP}, "event": BY_LAW}
    assert [finding.code for finding in check(small(**changes))] == ["undefined"]
