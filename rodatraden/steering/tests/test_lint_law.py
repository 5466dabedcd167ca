from typing import Any

import pytest

from rodatraden.steering.lint import check
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
    VISION,
    small,
)

COMPANY = {"key": "bolag", "name": {"one": "bolaget"}, "kind": "company", "appointed_by": "kf"}
TRIAL = {"month": 3, "what": "Prövning av bolagen", "actor": "ks", "law": "6:9"}
LOWER = {**GOAL, "key": "lagre", "name": {"one": "verksamhetsmål"}, "serves": ["mal"], "decided_by": "chef"}
BUDGET = {"month": 11, "year": -1}


def law(section: str, month: int, day: int | None = None, **fields: Any) -> dict[str, Any]:
    """The events of the law with another day for one section."""
    moved = [{**event, "month": month, "day": day, **fields} if event["law"] == section else event for event in BY_LAW]
    return {"event": moved}


def without(section: str) -> dict[str, Any]:
    return {"event": [event for event in BY_LAW if event["law"] != section]}


def ending(month: int, day: int, **fields: Any) -> dict[str, Any]:
    return {"report": [{**HALF_YEAR, "period_ends": [{"month": month, "day": day}], **fields}, ANNUAL]}


def economy(**fields: Any) -> dict[str, Any]:
    return {"economy": {"budget": BUDGET, "sound": {"by_item": True}, **fields}}


def levels(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"level": list(parts)}


def assessed_twice(report: str) -> tuple[str, str]:
    return ("warning", f"report[{report}].assesses_sound_economy")


def companies(*events: dict[str, Any]) -> dict[str, Any]:
    return {"body": [COUNCIL, EXECUTIVE, BOARD, COMPANY], "event": [*BY_LAW, *events]}


@pytest.mark.parametrize(
    ("month", "day", "is_allowed"),
    [
        (5, 31, False),
        (6, 29, False),
        (6, 30, True),
        (7, 31, True),
        (8, 30, False),
        (8, 31, True),
        (9, 30, False),
    ],
)
def test_a_half_year_report_covers_half_to_two_thirds_of_the_year(month: int, day: int, is_allowed: bool) -> None:
    path = "report[delar].period_ends"
    assert found("half-year-period", ending(month, day)) == ([] if is_allowed else [("warning", path)])
    assumed = ending(month, day, assumed="Oläsligt.")
    assert found("half-year-period", assumed) == found("half-year-period", ending(month, day))


@pytest.mark.parametrize(
    ("section", "month", "day", "is_late"),
    [
        ("11:8", 10, None, False),
        ("11:8", 10, 31, False),
        ("11:8", 11, 1, True),
        ("11:8", 11, None, True),
        ("11:10", 11, 30, False),
        ("11:10", 12, None, True),
        ("11:20", 4, None, False),
        ("11:20", 4, 15, False),
        ("11:20", 4, 16, True),
        ("11:20", 5, None, True),
        ("5:24", 6, 30, False),
        ("5:24", 7, None, True),
        ("11:16", 10, 31, False),
        ("11:16", 11, 1, True),
        ("11:16", 11, None, True),
    ],
)
def test_the_last_days_of_the_local_government_act(section: str, month: int, day: int | None, is_late: bool) -> None:
    number = [event["law"] for event in BY_LAW].index(section) + 1
    expected = [("warning", f"event[{number}]")] if is_late else []
    assert found("too-late", law(section, month, day)) == expected
    assumed = law(section, month, day, assumed="Oläsligt.")
    assert found("too-late", assumed) == expected


@pytest.mark.parametrize(
    ("month", "day", "last"), [(6, 30, "31 augusti"), (7, 31, "30 september"), (8, 31, "31 oktober")]
)
def test_the_half_year_report_is_handed_over_within_two_months(month: int, day: int, last: str) -> None:
    late = {**ending(month, day), **law("11:16", 12)}
    (sentence,) = told("too-late", late)
    assert "i december som delårsrapporten lämnas" in sentence
    assert f"senast {last}" in sentence


def test_the_section_of_the_law_is_named_with_the_finding() -> None:
    laws = {finding.code: finding.law for finding in check(small(**law("11:20", 5), mandate={"years": 3}))}
    assert laws["too-late"] == "11:20"
    assert laws["mandate"] == "5:9"


@pytest.mark.parametrize(
    ("code", "changes", "expected"),
    [
        (
            "annual-period",
            {"report": [HALF_YEAR, {**ANNUAL, "period_ends": [{"month": 6, "day": 30}]}]},
            [("warning", "report[ar].period_ends")],
        ),
        ("annual-period", {}, []),
        ("too-late", economy(budget_proposal={"month": 11, "year": -1}), [("warning", "economy.budget_proposal")]),
        ("too-late", economy(budget={"month": 12, "year": -1}), [("warning", "economy.budget")]),
        ("too-late", economy(budget={"month": 11}), [("warning", "economy.budget.year")]),
        ("too-late", economy(budget={"month": 11}, assumed="Oläsligt."), [("warning", "economy.budget.year")]),
        ("too-late", economy(budget_proposal={"month": 10, "year": -1}), []),
        ("discharge-first", law("5:24", 3), [("warning", "event[5]")]),
        ("discharge-first", law("5:24", 4), []),
        ("old-council", economy(budget={"month": 6, "year": -1}), [("remark", "economy.budget")]),
        (
            "old-council",
            economy(budget={"month": 6, "year": -1}, budget_election_year={"month": 9, "year": -1}),
            [("warning", "economy.budget_election_year")],
        ),
        (
            "old-council",
            economy(budget={"month": 6, "year": -1}, budget_election_year={"month": 10, "day": 14, "year": -1}),
            [("warning", "economy.budget_election_year")],
        ),
        ("old-council", economy(budget={"month": 6, "year": -1}, budget_election_year=BUDGET), []),
        (
            "old-council",
            {
                **economy(budget={"month": 6, "year": -1}),
                "event": [*BY_LAW, {**BY_LAW[1], "what": "Budget valår", "election_year": True}],
            },
            [],
        ),
        ("old-council", economy(), []),
        ("sound-economy", {"economy": {"budget": BUDGET}}, [("remark", "economy.sound")]),
        ("sound-economy", economy(sound={}), [("remark", "economy.sound")]),
        ("sound-economy", economy(sound={"financial": ["mal"]}), [("warning", "economy.sound.operational")]),
        ("sound-economy", economy(sound={"operational": ["mal"]}), [("warning", "economy.sound.financial")]),
        ("sound-economy", economy(sound={"operational": ["mal"], "financial": ["mal"]}), []),
        (
            "sound-economy",
            levels(VISION, {**GOAL, "sound_economy": False}, ACTIVITY),
            [("warning", "economy.sound.by_item")],
        ),
        ("sound-economy", economy(), []),
        ("sound-assessed", economy(sound={"by_item": True, "assessed_in": ["ar"]}), [assessed_twice("ar")]),
        ("sound-assessed", ending(8, 31, assesses_sound_economy=True), [assessed_twice("delar")]),
        (
            "sound-assessed",
            {
                **ending(8, 31, assesses_sound_economy=True),
                **economy(sound={"by_item": True, "assessed_in": ["delar"]}),
            },
            [],
        ),
        ("sound-assessed", {"economy": {"budget": BUDGET}}, []),
        ("sound-status", economy(), []),
        ("sound-status", economy(sound={"by_item": True, "assessed_in": ["ar"], "status": "vag"}), []),
        (
            "sound-status",
            economy(sound={"by_item": True, "assessed_in": ["ar"]}),
            [("remark", "economy.sound.status")],
        ),
        (
            "goal-by-official",
            levels(VISION, {**GOAL, "decided_by": "chef"}, ACTIVITY),
            [("warning", "level[mal].decided_by")],
        ),
        (
            "goal-by-official",
            levels(VISION, GOAL, LOWER, {**ACTIVITY, "serves": ["lagre"]}),
            [("remark", "level[lagre].decided_by")],
        ),
        ("goal-by-official", levels(VISION, GOAL, {**LOWER, "personal": True}, ACTIVITY), []),
        ("goal-by-official", levels(VISION, GOAL, ACTIVITY), []),
        ("mandate", {"mandate": {"years": 3}}, [("warning", "mandate.years")]),
        ("mandate", {"mandate": {"years": 3, "assumed": "Gissat."}}, [("warning", "mandate.years")]),
        ("mandate", {}, []),
        ("not-mentioned", without("11:8"), [("remark", "event")]),
        ("not-mentioned", without("11:16"), [("remark", "event")]),
        ("not-mentioned", without("11:10"), []),
        ("not-mentioned", {**without("11:10"), "economy": {"sound": {"by_item": True}}}, [("remark", "event")]),
        ("not-mentioned", companies(), [("remark", "event")]),
        ("not-mentioned", companies(TRIAL), []),
        ("not-mentioned", {}, []),
    ],
)
def test_what_the_law_asks_of_the_year(code: str, changes: dict[str, Any], expected: Found) -> None:
    assert found(code, changes) == expected


COUNCILS = {**BUDGET_PLAN, "kind": "budget"}
DECIDED = {"month": 12, "what": "Budgeten", "actor": "kf", "kind": "decision", "plan": "budget"}


@pytest.mark.parametrize(
    ("plan", "event", "expected"),
    [
        (COUNCILS, DECIDED, [("warning", "event[6]")]),
        (COUNCILS, {**DECIDED, "month": 11}, []),
        (COUNCILS, {**DECIDED, "kind": "plan"}, []),
        ({**COUNCILS, "decided_by": "chef"}, DECIDED, []),
        (BUDGET_PLAN, DECIDED, []),
    ],
)
def test_the_councils_budget_is_held_against_the_law_though_no_event_names_the_section(
    plan: dict[str, Any], event: dict[str, Any], expected: Found
) -> None:
    assert found("too-late", {"plan": [plan], "event": [*BY_LAW, event]}) == expected


def test_the_day_of_a_budget_plan_counts_where_the_economy_dates_none() -> None:
    late = {**COUNCILS, "deadline": {"month": 12, "year": -1}}
    undated = {"sound": {"by_item": True}}
    assert found("too-late", {"plan": [late], "economy": undated}) == [("warning", "plan[budget].deadline")]
    assert found("too-late", {"plan": [late]}) == []
    assert found("not-mentioned", {"plan": [COUNCILS], "economy": undated, **without("11:10")}) == []


def test_a_late_day_is_told_as_one_says_it() -> None:
    assert told("too-late", law("11:20", 5)) == [
        "Enligt filen är det i maj som årsredovisningen lämnas till fullmäktige och revisorerna, "
        "men lagen säger senast 15 april."
    ]
    early = economy(budget={"month": 6, "year": -1}, budget_election_year={"month": 6, "year": -1})
    assert told("old-council", early) == ["Valår beslutas budgeten i juni, innan nyvalda fullmäktige har tillträtt."]


def test_a_budget_in_october_without_a_day_may_be_the_new_councils() -> None:
    in_october = economy(budget_election_year={"month": 10, "year": -1})
    assert found("old-council", in_october) == []


def test_a_month_and_a_day_are_both_told_as_one_says_them() -> None:
    in_month = economy(budget={"month": 6, "year": -1})
    on_day = economy(budget={"month": 6, "day": 18, "year": -1})
    assert told("old-council", in_month) == ["Budgeten beslutas i juni. Det står inte vad som gäller valår."]
    assert told("old-council", on_day) == ["Budgeten beslutas 18 juni. Det står inte vad som gäller valår."]
