"""What a row of a linter test says: a change of the small model, and what is found of it by one code."""

from typing import Any

from rodatraden.steering.lint import check
from rodatraden.steering.tests.small import small

Found = list[tuple[str, str]]


def found(code: str, changes: dict[str, Any]) -> Found:
    """Severity and path of every finding of the code in the small model with the changes."""
    return [(finding.severity, finding.path) for finding in check(small(**changes)) if finding.code == code]


def told(code: str, changes: dict[str, Any]) -> list[str]:
    """The sentences of every finding of the code."""
    return [str(finding.message) for finding in check(small(**changes)) if finding.code == code]
