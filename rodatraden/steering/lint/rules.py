"""Scales and rules that overlap, leave a gap or are hard to tell apart."""

import re
from collections.abc import Iterator

from rodatraden.steering.findings import Finding, Severity
from rodatraden.steering.lint.paths import graded
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.gaps import Code, gaps, scale_gaps

SEVERITIES: dict[Code, Severity] = {
    "unknown-value": "error",
    "gap": "warning",
    "overlap": "warning",
    "unreachable": "warning",
    "look-alike": "warning",
    "wrong-order": "warning",
    "unused-value": "remark",
    "no-forecast-word": "remark",
}


def counted(path: str) -> str:
    """The path with its parts counted from one, as everywhere else in what we say of a file."""
    return re.sub(r"\[(\d+)\]", lambda found: f"[{int(found.group(1)) + 1}]", path)


def scales(model: Model) -> Iterator[Finding]:
    for name, scale in model.scale.items():
        for gap in scale_gaps(scale):
            path = f"scale.{name}.{counted(gap.path)}"
            yield graded(SEVERITIES[gap.code], gap.code, path, gap.text, gap.proposal, rests_on=[scale])


def thresholds(model: Model) -> Iterator[Finding]:
    """Rules whose scale is not in the file are told by the references."""
    for name, rule in model.rule.items():
        scale = model.scale.get(rule.scale)
        for gap in gaps(rule, scale) if scale else ():
            path = f"rule.{name}.{counted(gap.path)}"
            yield graded(SEVERITIES[gap.code], gap.code, path, gap.text, gap.proposal, rests_on=[rule])
