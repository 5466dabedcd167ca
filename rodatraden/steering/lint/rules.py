"""Scales and rules that overlap, leave a gap or are hard to tell apart."""

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


def scales(model: Model) -> Iterator[Finding]:
    for name, scale in model.scale.items():
        for gap in scale_gaps(scale):
            path = f"scale.{name}.{gap.path}"
            yield graded(SEVERITIES[gap.code], gap.code, path, gap.text, gap.proposal, rests_on=[scale])


def thresholds(model: Model) -> Iterator[Finding]:
    """Rules whose scale is not in the file are told by the references."""
    for name, rule in model.rule.items():
        scale = model.scale.get(rule.scale)
        for gap in gaps(rule, scale) if scale else ():
            path = f"rule.{name}.{gap.path}"
            yield graded(SEVERITIES[gap.code], gap.code, path, gap.text, gap.proposal, rests_on=[rule])
