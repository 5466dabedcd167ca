"""The linter as a whole. Each rule has its table in test_lint_<subject>."""

import re
from pathlib import Path
from typing import Any

import pytest

from rodatraden.steering.findings import ORDER
from rodatraden.steering.lint import RULES, check
from rodatraden.steering.lint.rules import SEVERITIES
from rodatraden.steering.tests.small import ANNUAL, BY_LAW, GOAL, VISION, content, small

HERE = Path(__file__).parent
FAULTY = small(
    level=[{**VISION, "decided_by": "kfx"}, {**GOAL, "status": "", "carries": ["target"]}],
    report=[ANNUAL],
    event=[{**BY_LAW[0], "month": 12}, *BY_LAW[1:]],
)


def test_nothing_is_found_in_a_model_without_faults() -> None:
    assert check(small()) == ()


def test_the_worst_is_told_first() -> None:
    severities = [ORDER[finding.severity] for finding in check(FAULTY)]
    assert severities == sorted(severities)
    assert set(severities) == {0, 1, 2}


def test_every_rule_stands_once_in_the_table() -> None:
    assert len(set(RULES)) == len(RULES)


def test_every_rule_written_is_in_the_table() -> None:
    """A rule that nobody runs finds nothing."""
    written = set()
    for path in (HERE.parent / "lint").glob("*.py"):
        public = re.findall(r"^def ([a-z]\w*)\(model: Model\) -> Iterator\[Finding\]", path.read_text(), re.M)
        written |= {(path.stem, name) for name in public}
    run = {(rule.__module__.rpartition(".")[2], rule.__name__) for rule in RULES}
    assert run == written


def test_every_rule_has_a_test_that_names_its_code() -> None:
    codes = set()
    for path in (HERE.parent / "lint").glob("*.py"):
        codes |= set(re.findall(r'^\s+"(?:error|warning|remark)",\s+"([a-z-]+)",', path.read_text(), re.M))
    tested = "".join(path.read_text() for path in HERE.glob("test_lint_*.py"))
    assert len(codes) > 30
    assert [code for code in sorted(codes) if f'"{code}"' not in tested] == []


def test_every_finding_says_what_to_do_in_whole_sentences() -> None:
    for finding in check(FAULTY):
        assert str(finding.message).endswith("."), finding
        assert str(finding.proposal)[-1] in ".?", finding
        assert "{" not in str(finding.message) + str(finding.proposal)
        assert finding.path


@pytest.mark.parametrize("part", ["level", "body", "role", "report", "event"])
def test_checking_survives_a_model_whose_references_lead_nowhere(part: str) -> None:
    without: dict[str, Any] = {} if part == "level" else {part: []}
    levels = [{**VISION, "serves": ["x"], "decided_by": "y"}, {**GOAL, "serves": ["z"], "decided_in": "q"}]
    assert check(small(**without, level=levels))


def test_the_small_model_is_what_a_file_can_say() -> None:
    assert set(content()) <= set(type(small()).model_fields)


def test_every_code_is_explained_in_the_documentation() -> None:
    explained = (HERE.parents[2] / "docs" / "rules" / "model-linter.md").read_text(encoding="utf-8")
    codes = set(SEVERITIES)
    for path in (HERE.parent / "lint").glob("*.py"):
        codes |= set(re.findall(r'"(?:error|warning|remark)",\s+"([a-z-]+)",', path.read_text(), re.M))
    assert [code for code in sorted(codes) if f"`{code}`" not in explained] == []
