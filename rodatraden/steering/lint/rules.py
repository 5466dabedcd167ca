"""Scales and rules that overlap, leave a gap or are hard to tell apart."""

import re
from collections.abc import Iterator

from rodatraden.lib.text import say
from rodatraden.steering.findings import Finding, Severity
from rodatraden.steering.lint.paths import numbered
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
    """A fault of a scale is the file's own, whoever chose the scale: it is as grave where the scale is assumed."""
    for name, scale in model.scale.items():
        for gap in scale_gaps(scale):
            path = f"scale.{name}.{counted(gap.path)}"
            yield Finding(SEVERITIES[gap.code], gap.code, path, gap.text, gap.proposal)


def thresholds(model: Model) -> Iterator[Finding]:
    """Rules whose scale is not in the file are told by the references."""
    for name, rule in model.rule.items():
        scale = model.scale.get(rule.scale)
        for gap in gaps(rule, scale) if scale else ():
            path = f"rule.{name}.{counted(gap.path)}"
            yield Finding(SEVERITIES[gap.code], gap.code, path, gap.text, gap.proposal)


def measured_by_no_rule(model: Model) -> Iterator[Finding]:
    """A level whose indicators no rule judges: each indicator must then name its own."""
    for path, level in numbered("level", model.level):
        if "indicator" in level.carries and not level.measure:
            yield Finding(
                "remark",
                "no-measure-rule",
                f"{path}.measure",
                say("Ingen regel säger hur indikatorerna för ”{name}” bedöms.", name=level.name.one),
                say("Skriv measure = ”…” med en regel som har compare."),
            )


def used_by_no_level(model: Model) -> Iterator[Finding]:
    """A rule that only an indicator or an item which names it could use: more often one that was forgotten."""
    used = {key for level in model.level for key in (level.status, level.measure)}
    used |= {model.economy.sound.status} if model.economy.sound else set()
    for name in model.rule:
        if name not in used:
            yield Finding(
                "remark",
                "unused-rule",
                f"rule.{name}",
                say("Ingen nivå använder regeln ”{key}”.", key=name),
                say("Skriv den i status eller measure på en nivå, eller ta bort den."),
            )
