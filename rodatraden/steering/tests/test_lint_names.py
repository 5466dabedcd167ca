from typing import Any

import pytest

from rodatraden.steering.tests.lint_table import Found, found, told
from rodatraden.steering.tests.small import (
    ACTIVITY,
    ANNUAL,
    BOARD,
    BUDGET_PLAN,
    BY_LAW,
    COUNCIL,
    EXECUTIVE,
    GOAL,
    HALF_YEAR,
    PLAN,
    VISION,
)


def goal(**fields: Any) -> dict[str, Any]:
    return {"plan": [BUDGET_PLAN, PLAN], "level": [VISION, {**GOAL, **fields}, ACTIVITY]}


def plans(*parts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"plan": list(parts), **more}


def due(month: int, day: int | None = None, year: int = -1) -> dict[str, Any]:
    return {"deadline": {"month": month, "year": year, **({"day": day} if day else {})}}


def executive(**fields: Any) -> dict[str, Any]:
    return {"body": [COUNCIL, {**EXECUTIVE, **fields}, BOARD], "plan": [PLAN]}


@pytest.mark.parametrize(
    ("code", "changes", "expected"),
    [
        (
            "two-names",
            goal(decided_in="budget", document=["Övergripande mål"]),
            [("warning", "level[mal].document")],
        ),
        ("two-names", goal(document=["Mål och budget", "Målplanen"]), [("warning", "level[mal].document")]),
        (
            "two-names",
            goal(document=["Mål och budget", "Målplanen"], assumed="Gissat."),
            [("remark", "level[mal].document")],
        ),
        ("two-names", goal(decided_in="budget", document=["Mål och  Budget"]), []),
        ("two-names", goal(document=["Målplanen"]), []),
        ("two-names", goal(document=["Målplanen", "Målplanen"]), []),
        ("two-names", plans({**PLAN, "also_called": ["årsplan"]}), [("warning", "plan[plan].also_called")]),
        ("two-names", plans({**PLAN, "short": "VP", "also_called": ["VP", "verksamhetsplan"]}), []),
        (
            "two-names",
            {
                **goal(decided_in="budget", document=["årsplan"]),
                "plan": [{**BUDGET_PLAN, "also_called": ["årsplan"]}, PLAN],
            },
            [("warning", "plan[budget].also_called")],
        ),
        ("two-names", executive(also_called=["styrelsen"]), [("warning", "body[ks].also_called")]),
        ("two-names", executive(also_called=["styrelsen"], assumed="Gissat."), [("warning", "body[ks].also_called")]),
        ("two-names", executive(also_called=["Kommunstyrelsen"]), []),
        ("two-names", goal(also_called=["fullmäktigemål"]), [("warning", "level[mal].also_called")]),
        (
            "two-names",
            {"report": [{**HALF_YEAR, "also_called": ["delårsbokslut"]}, ANNUAL]},
            [("warning", "report[delar].also_called")],
        ),
        ("one-name", plans(PLAN, {**PLAN, "key": "annan"}), [("warning", "plan[annan].name")]),
        ("one-name", plans(PLAN, BUDGET_PLAN), []),
        (
            "one-name",
            plans({**PLAN, "also_called": ["mål och budget"]}, BUDGET_PLAN),
            [("warning", "plan[plan].also_called")],
        ),
        ("one-name", plans({**PLAN, "also_called": ["verksamhetsplan"]}, BUDGET_PLAN), []),
        (
            "one-name",
            {"report": [HALF_YEAR, ANNUAL, {**ANNUAL, "key": "ar2", "name": {"one": "Årsredovisning"}}]},
            [("warning", "report[ar2].name")],
        ),
        (
            "word-twice",
            {"glossary": [{"word": "Mål", "meaning": "a"}, {"word": "mål", "meaning": "b"}]},
            [("warning", "glossary[2].word")],
        ),
        ("word-twice", {"glossary": [{"word": "Mål", "meaning": "a"}, {"word": "Mått", "meaning": "b"}]}, []),
        (
            "contradiction",
            {"contradiction": [{"subject": "Delåret", "one": "juni", "other": "augusti"}]},
            [("warning", "contradiction[1]")],
        ),
        ("contradiction", {}, []),
        ("who-decides", executive(decides=["mal"]), [("warning", "body[ks].decides")]),
        ("who-decides", executive(decides=["plan"]), [("warning", "body[ks].decides")]),
        ("who-decides", executive(decides=["mal"], assumed="Gissat."), [("remark", "body[ks].decides")]),
        ("who-decides", {"body": [{**COUNCIL, "decides": ["mal", "vision"]}, EXECUTIVE, BOARD]}, []),
    ],
)
def test_names_and_deciders_in_two_ways(code: str, changes: dict[str, Any], expected: Found) -> None:
    assert found(code, changes) == expected


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        (due(11), due(12), []),
        (due(11), due(11), []),
        (due(11, 30), due(11, 15), [("warning", "plan[plan].deadline")]),
        (due(11, 15), due(11, 30), []),
        (due(11), due(10), [("warning", "plan[plan].deadline")]),
        (due(11), due(1, year=0), []),
        (due(1, year=0), due(11), [("warning", "plan[plan].deadline")]),
        ({"deadline": None}, due(1), []),
        ({**due(11), "every": "mandate"}, due(10), []),
        (
            {"deadline": {"month": 11, "year": -1, "assumed": "Månaden är oläslig."}},
            due(10),
            [("remark", "plan[plan].deadline")],
        ),
        ({**due(11), "assumed": "Antalet år är gissat."}, due(10), [("warning", "plan[plan].deadline")]),
    ],
)
def test_a_plan_is_not_due_before_what_it_builds_on(
    first: dict[str, Any], then: dict[str, Any], expected: Found
) -> None:
    builds = plans({**BUDGET_PLAN, **first}, {**PLAN, **then, "builds_on": ["budget"]})
    serves = plans(
        {**BUDGET_PLAN, **first},
        {**PLAN, **then},
        level=[VISION, {**GOAL, "decided_in": "budget"}, {**ACTIVITY, "decided_in": "plan"}],
    )
    assert found("too-early", builds) == expected
    assert found("too-early", serves) == expected


def test_the_sentence_says_whether_a_plan_builds_on_the_later_one_or_a_level_serves_it() -> None:
    early = {**PLAN, **due(10)}
    builds = plans(BUDGET_PLAN, {**early, "builds_on": ["budget"]})
    levels = [VISION, {**GOAL, "decided_in": "budget"}, {**ACTIVITY, "decided_in": "plan"}]
    assert told("too-early", builds) == [
        "”verksamhetsplan” ska vara klar i oktober, före ”mål och budget” som den bygger på (november)."
    ]
    assert told("too-early", plans(BUDGET_PLAN, early, level=levels)) == [
        "”aktivitet” beslutas i oktober, före ”mål” som det ska bidra till (november)."
    ]


@pytest.mark.parametrize(
    ("deadline", "event", "expected"),
    [
        (due(11), {"month": 12}, [("warning", "event[6]")]),
        ({"deadline": {"month": 11, "assumed": "Oläsligt."}}, {"month": 12}, [("remark", "event[6]")]),
        (due(11), {"month": 11}, []),
        (due(11), {"month": 9}, []),
        (due(1, year=0), {"month": 12}, []),
        (due(11), {"month": 12, "kind": "plan"}, []),
        (due(11), {"month": 12, "actor": "ks"}, []),
        ({"deadline": None}, {"month": 12}, []),
    ],
)
def test_a_plan_is_decided_by_the_time_that_it_is_to_be_ready(
    deadline: dict[str, Any], event: dict[str, Any], expected: Found
) -> None:
    decided = {"what": "Planen", "actor": "kf", "kind": "decision", "plan": "budget", **event}
    assert found("plan-late", plans({**BUDGET_PLAN, **deadline}, event=[*BY_LAW, decided])) == expected


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({}, [("warning", "event[6]")]),
        ({"assumed": "Oläsligt."}, [("remark", "event[6]")]),
        ({"year_after_election": True}, []),
        ({"election_year": True}, []),
        ({"kind": "plan"}, []),
    ],
)
def test_a_plan_of_the_mandate_is_not_decided_each_year(event: dict[str, Any], expected: Found) -> None:
    decided = {"month": 6, "what": "Planen", "actor": "kf", "kind": "decision", "plan": "budget", **event}
    mandate = {**BUDGET_PLAN, "every": "mandate", "deadline": None}
    assert found("each-year", plans(mandate, event=[*BY_LAW, decided])) == expected
    assert found("each-year", plans({**mandate, "every": "year"}, event=[*BY_LAW, decided])) == []


def test_a_plan_that_both_builds_on_and_serves_is_told_once() -> None:
    changes = plans(
        BUDGET_PLAN,
        {**PLAN, **due(10), "builds_on": ["budget"]},
        level=[VISION, {**GOAL, "decided_in": "budget"}, {**ACTIVITY, "decided_in": "plan"}],
    )
    assert len(found("too-early", changes)) == 1


def test_plans_that_build_on_each_other_in_a_circle_are_an_error() -> None:
    circle = plans({**PLAN, "builds_on": ["budget"]}, {**BUDGET_PLAN, "builds_on": ["plan"]})
    assert found("circle", circle) == [("error", "plan[plan].builds_on")]
    assert found("circle", plans(PLAN, {**BUDGET_PLAN, "builds_on": ["plan"]})) == []


def test_both_names_stand_in_the_sentence() -> None:
    changes = goal(decided_in="budget", document=["Övergripande mål och riktlinjer"])
    assert told("two-names", changes) == [
        "Dokumentet där ”mål” beslutas kallas ”mål och budget” och ”Övergripande mål och riktlinjer”."
    ]


def test_both_deciders_stand_in_the_sentence() -> None:
    assert told("who-decides", executive(decides=["mal"])) == [
        "”mål” beslutas av kommunfullmäktige, men på ett annat ställe av kommunstyrelsen."
    ]


def test_a_told_contradiction_says_what_the_file_goes_by() -> None:
    told_one = {"subject": "Delåret", "one": "juni", "other": "augusti", "chosen": "augusti"}
    assert told("contradiction", {"contradiction": [told_one]}) == [
        "Delåret: på ett ställe juni, på ett annat augusti."
    ]
