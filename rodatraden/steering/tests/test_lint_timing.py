"""Days before a meeting, meetings that are not held, reminders, small groups."""

from typing import Any

import pytest

from rodatraden.steering.lint import check
from rodatraden.steering.tests.lint_table import Found, found, told
from rodatraden.steering.tests.small import (
    ANNUAL,
    AUDIT,
    BOARD,
    BY_LAW,
    CLIMB,
    COUNCIL,
    EXECUTIVE,
    HALF_YEAR,
    small,
)

LEADS = {"notice": 5, "presidium": 7, "administration": 10, "area": 12, "unit": 14}
MEETS = {"week": "last", "weekday": "monday", "except_months": [7]}
BODIES = [{**COUNCIL, "meets": MEETS}, {**EXECUTIVE, "meets": MEETS}, {**BOARD, "meets": MEETS}, AUDIT]


def leads(**days: Any) -> dict[str, Any]:
    return {"leads": {**LEADS, **days}, "body": BODIES}


def treated(month: int, **meets: Any) -> dict[str, Any]:
    report = {**ANNUAL, "treated": [], "climbs": [{**CLIMB, "month": month}]}
    return {
        "report": [HALF_YEAR, report],
        "body": [{**COUNCIL, "meets": {**MEETS, **meets}}, *BODIES[1:]],
        "leads": LEADS,
    }


def event(month: int, **fields: Any) -> dict[str, Any]:
    said = {"what": "Behandlas", "actor": "kf", "report": "ar", "kind": "decision", "month": month, **fields}
    return {"event": [*BY_LAW, said], "body": BODIES, "leads": LEADS}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        (leads(), []),
        (leads(unit=12, area=12), []),
        (leads(unit=11), [("warning", "leads.unit")]),
        (leads(presidium=4), [("warning", "leads.presidium")]),
        (leads(unit=1, area=0), [("warning", "leads.area")]),
        (leads(unit=11, assumed="Dagarna är våra."), [("warning", "leads.unit")]),
    ],
)
def test_a_floor_is_not_done_after_the_one_above_it(changes: dict[str, Any], expected: Found) -> None:
    assert found("leads-order", changes) == expected


def test_what_lies_in_the_wrong_order_is_told_with_both_days() -> None:
    assert told("leads-order", leads(unit=11)) == [
        "enheten är klar 11 dagar före sammanträdet, men området redan 12 dagar före."
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (treated(4), []),
        (treated(7), [("warning", "report[ar]")]),
        (treated(7, except_months=[]), []),
        (treated(7, assumed="Dagen är vår."), [("remark", "report[ar]")]),
        (event(7), [("warning", "report[ar]")]),
        (event(7, kind="work"), []),
        (event(7, actor="namnd"), [("warning", "report[ar]")]),
        (event(7, actor="Alla"), []),
    ],
)
def test_a_body_treats_a_report_when_it_meets(changes: dict[str, Any], expected: Found) -> None:
    assert found("no-meeting-then", changes) == expected


def test_a_model_that_says_nothing_of_days_is_not_reproached() -> None:
    assert check(small()) == () and check(small(**leads())) == ()


def test_what_days_cannot_be_counted_from_is_told_where_the_file_speaks_of_days() -> None:
    assert found("no-meetings", {"leads": LEADS}) == [("remark", "body")]
    assert told("no-meetings", {"leads": LEADS}) == ["Det står inte när kommunfullmäktige sammanträder."]
    assert found("no-leads", {"body": BODIES}) == [("remark", "leads")]
    assert found("no-meetings", {"body": BODIES}) == []


@pytest.mark.parametrize(
    ("reminders", "expected"),
    [
        ({}, []),
        ({"duty": []}, []),
        ({"after": []}, [("warning", "reminders.duty[1]")]),
        ({"before": [], "duty": ["after", "before"]}, [("warning", "reminders.duty[2]")]),
    ],
)
def test_reminders_that_are_a_duty_have_days(reminders: dict[str, Any], expected: Found) -> None:
    assert found("duty-without-days", {"reminders": reminders}) == expected


@pytest.mark.parametrize(
    ("shown", "hidden", "expected"),
    [(None, 5, []), (5, 5, []), (10, 5, []), (4, 5, [("warning", "openness.small_group")]), (4, None, [])],
)
def test_residents_are_not_shown_what_the_municipality_hides_from_its_own(
    shown: int | None, hidden: int | None, expected: Found
) -> None:
    small_group = {"fewer_than": hidden, "shown_to": ["chef"]} if hidden else None
    changes = {"openness": {"small_group": shown}, "small_group": small_group}
    assert found("small-group", changes) == expected


def test_small_groups_are_shown_to_roles_of_the_file() -> None:
    assert found("undefined", {"small_group": {"fewer_than": 5, "shown_to": ["chef", "kung"]}}) == [
        ("error", "small_group.shown_to")
    ]
