"""Finds the line of a model file that a key path means, as near as can be told without a parser of its own."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rodatraden.steering.findings import Finding


@dataclass(frozen=True)
class Step:
    """One step of a key path: a name, and the key or number of the part in a list, or nothing."""

    name: str
    chosen: str = ""


def steps_of(path: str) -> tuple[Step, ...]:
    """`level[namndmal].limit.at_most` as its three steps."""
    found = re.findall(r"([^.\[\]]+)(?:\[([^\]]*)\])?", path)
    return tuple(Step(name, chosen) for name, chosen in found)


def place(findings: Iterable[Finding], text: str) -> tuple[Finding, ...]:
    """The findings with the line of each that has none."""
    lines = text.splitlines()
    return tuple(
        finding if finding.line or not finding.path else replace(finding, line=line_of(finding.path, lines))
        for finding in findings
    )


def line_of(path: str, lines: Sequence[str]) -> int | None:
    """The line, counted from one, of the deepest step that can be found; None where not even its table can."""
    steps = steps_of(path)
    if not steps:
        return None
    block = _block(steps, lines)
    if block is None:
        return None
    at, end = block
    for step in steps:
        at = _narrowed(step, lines, at, end)
    return at + 1


def _heads(lines: Sequence[str], pattern: str) -> list[int]:
    return [number for number, line in enumerate(lines) if re.match(rf"\s*{pattern}\s*(#.*)?$", line)]


def _end(start: int, lines: Sequence[str]) -> int:
    """The next header of a table, or the end of the file."""
    following = (n for n in range(start + 1, len(lines)) if re.match(r"\s*\[{1,2}[\w.\"-]+\]{1,2}\s*(#.*)?$", lines[n]))
    return next(following, len(lines))


def _block(steps: Sequence[Step], lines: Sequence[str]) -> tuple[int, int] | None:
    """First and last line (exclusive) of the table that holds the path."""
    first = steps[0]
    if first.chosen:
        heads = _heads(lines, rf"\[\[\s*{re.escape(first.name)}\s*\]\]")
        key = re.compile(rf"\s*key\s*=\s*[\"']{re.escape(first.chosen)}[\"']")
        for head in heads:
            if any(key.match(line) for line in lines[head : _end(head, lines)]):
                return head, _end(head, lines)
        number = int(first.chosen) if first.chosen.isdigit() else 0
        return (heads[number - 1], _end(heads[number - 1], lines)) if 0 < number <= len(heads) else None
    for depth in range(len(steps), 0, -1):
        name = re.escape(".".join(step.name for step in steps[:depth]))
        heads = _heads(lines, rf"\[{{1,2}}\s*{name}\s*\]{{1,2}}")
        if heads:
            return heads[0], _end(heads[0], lines)
    return None


def _narrowed(step: Step, lines: Sequence[str], at: int, end: int) -> int:
    """The line of the step at or below a line, or that line where it is not found."""
    wanted = re.compile(rf"(^|[{{,\s]){re.escape(step.name)}\s*=")
    found = next((number for number in range(at, end) if wanted.search(lines[number])), None)
    if found is None or not step.chosen:
        return at if found is None else found
    key = re.compile(rf"key\s*=\s*[\"']{re.escape(step.chosen)}[\"']")
    named = next((number for number in range(found, end) if key.search(lines[number])), None)
    if named is not None:
        return named
    inner = [number for number in range(found + 1, end) if lines[number].lstrip().startswith("{")]
    place = int(step.chosen) - 1 if step.chosen.isdigit() else -1
    return inner[place] if 0 <= place < len(inner) else found
