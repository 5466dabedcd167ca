"""The worked cases of docs/rules/remedies.md are computed: a page that says otherwise than the code fails here."""

from datetime import date
from decimal import Decimal

import pytest

from rodatraden.remedies.due import STATES, Came, Expected, Facts, ask, compared, reached, standing
from rodatraden.tests.test_docs_rules import section, table

CASES = table("remedies", "Worked cases")


def day(text: str) -> date | None:
    return None if text == "–" else date.fromisoformat(text)


@pytest.mark.parametrize("case", CASES, ids=[" ".join(case[:3]) for case in CASES])
def test_a_worked_case_is_what_the_rule_says(case: list[str]) -> None:
    state, deadline, effect, words, asked = case
    facts = Facts(state, date.fromisoformat(deadline), day(effect))  # type: ignore[arg-type]
    assert str(standing(facts, date(2018, 9, 10))) == words
    assert (ask(facts, date(2018, 9, 10)) or "–") == asked


def test_every_state_is_worked() -> None:
    assert {case[0] for case in CASES} == set(STATES)


def test_the_numbers_of_the_home_care_are_right() -> None:
    text = section("remedies", "Expected and come to")
    may = Expected(Decimal("14.5"), "14,5", "lower")
    assert f"*{compared(may, Came(Decimal('14.2'), '14,2', 'maj 2018'))}*" in text
    assert reached(may, Decimal("14.2")) and not reached(Expected(Decimal(15), "15,0", "lower"), Decimal("15.1"))
