"""Lines of the economy: what they must hold, and what the page and the comparison say of them."""

from typing import Any

import pytest

from rodatraden.steering.compare import differences
from rodatraden.steering.facts import economy
from rodatraden.steering.language import in_language
from rodatraden.steering.tests.lint_table import Found, found
from rodatraden.steering.tests.small import small

OPERATIONS = {"key": "drift", "name": {"one": "drift", "en": "operations"}}
INVESTMENTS = {"key": "investeringar", "name": {"one": "investeringar"}, "kind": "investment"}


def lines(*given: dict[str, Any]) -> dict[str, Any]:
    return {"economy_line": list(given)}


@pytest.mark.parametrize(
    ("code", "changes", "expected"),
    [
        ("no-operations", {}, []),
        ("no-operations", lines(OPERATIONS), []),
        ("no-operations", lines(OPERATIONS, INVESTMENTS), []),
        ("no-operations", lines(INVESTMENTS), [("warning", "economy_line")]),
        ("no-operations", lines({**INVESTMENTS, "assumed": "Står inte."}), [("remark", "economy_line")]),
        ("key-twice", lines(OPERATIONS, {**INVESTMENTS, "key": "drift"}), [("error", "economy_line[drift]")]),
        ("one-name", lines(OPERATIONS, {**OPERATIONS, "key": "annan"}), [("warning", "economy_line[annan].name")]),
        (
            "two-names",
            lines({**OPERATIONS, "also_called": ["löpande verksamhet"]}),
            [("warning", "economy_line[drift].also_called")],
        ),
    ],
)
def test_the_lines_hold_together(code: str, changes: dict[str, Any], expected: Found) -> None:
    assert found(code, changes) == expected


def test_the_page_tells_the_lines_in_the_readers_language() -> None:
    model = small(**lines(OPERATIONS, INVESTMENTS))
    told = {str(fact.label): [str(line) for line in fact.lines] for part in economy(model) for fact in part.facts}
    assert (told["Rader för driften"], told["Rader för investeringar"]) == (["drift"], ["investeringar"])
    assert in_language(model, "en").economy_line[0].name.one == "operations"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ((), (OPERATIONS,), ["raden ”drift” tillkommer"]),
        ((OPERATIONS, INVESTMENTS), (OPERATIONS,), ["raden ”investeringar” tas bort"]),
        ((OPERATIONS,), ({**OPERATIONS, "kind": "investment"},), ["slag: drift blir investeringar"]),
        ((OPERATIONS,), ({**OPERATIONS, "key": "netto", "was": "drift"},), ["nyckeln ”drift” blir ”netto”"]),
    ],
)
def test_a_change_of_the_lines_is_told(before: tuple[Any, ...], after: tuple[Any, ...], told: list[str]) -> None:
    found = differences(small(**lines(*before)), small(**lines(*after)))
    assert [str(each.told) for each in found] == told
