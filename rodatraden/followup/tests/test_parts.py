"""Which texts a unit, a body and the whole municipality write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.followup.parts import parts_of, unwritten
from rodatraden.followup.tests.cast import reporting_model
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Report

HALF, YEAR = parse(reporting_model()).report


def keys(report: Report = HALF, **told: bool | int) -> list[str]:
    facts = {"has_beneath": False, "is_body": False, "is_whole": False, **told}
    return [part.key for part in parts_of(report, **facts)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, ["fraga-var", "fraga-sedan"]),
        ({"has_beneath": True}, ["fraga-var", "fraga-sedan", "analys"]),
        ({"has_beneath": True, "is_body": True}, ["fraga-var", "fraga-sedan", "analys", "del-personal"]),
        (
            {"has_beneath": True, "is_body": True, "is_whole": True},
            ["fraga-var", "fraga-sedan", "analys", "del-personal", "god-ekonomisk-hushallning"],
        ),
    ],
)
def test_each_floor_writes_what_is_its_own(told: dict[str, bool], expected: list[str]) -> None:
    assert keys(HALF, **told) == expected


def test_a_type_without_questions_asks_for_a_comment() -> None:
    assert keys(YEAR) == ["analys"]


def test_an_action_plan_is_asked_for_where_the_model_wants_one_and_goals_fall_short() -> None:
    asking = HALF.model_copy(update={"action_plan": "En åtgärdsplan för de mål som inte nås."})
    assert "atgardsplan" in keys(asking, shortfalls=2)
    assert "atgardsplan" not in keys(asking, shortfalls=0)
    assert "atgardsplan" not in keys(HALF, shortfalls=2)


@given(st.sets(st.sampled_from(["fraga-var", "fraga-sedan", "analys", "del-personal"])))
def test_what_is_left_is_what_is_needed_and_not_written(written: set[str]) -> None:
    parts = parts_of(HALF, has_beneath=True, is_body=True, is_whole=False)
    left = {part.key for part in unwritten(parts, list(written))}
    assert left == {"fraga-var", "fraga-sedan", "analys"} - written
