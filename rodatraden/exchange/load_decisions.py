"""Decisions from a file, so that a thread and targets can be loaded with what they rest on."""

from typing import Any

from rodatraden.decisions.models import Decision
from rodatraden.decisions.services import CORRECTED, correct_decision, record_decision
from rodatraden.exchange import lookup
from rodatraden.exchange.attempts import attempt, changes, differing
from rodatraden.exchange.layouts import DECISIONS, Fault, Known, Line
from rodatraden.exchange.load_indicators import key_fault
from rodatraden.exchange.lookup import Finder, Register
from rodatraden.exchange.reading import counted, lines_of
from rodatraden.exchange.steps import Step, faulty
from rodatraden.exchange.values import Value
from rodatraden.lib.text import say
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit


def load(actor: Actor, known: Known, commit: bool) -> list[Step]:
    """Records decisions, and corrects what may be corrected of one, row by row."""
    units = lookup.units()
    stored = {row.key: row for row in Decision.objects.select_related("body")}
    seen: dict[str, int] = {}
    return [_load(actor, line, units, stored, seen) for line in counted(known, lines_of(known))]


def values_of(row: Decision) -> dict[str, Value]:
    """A decision as the file has it."""
    found = {column.key: row.__dict__.get(column.key) for column in DECISIONS.columns}
    return {**found, "body": row.body.key if row.body else ""}


def _load(actor: Actor, line: Line, units: Register[Unit], stored: dict[str, Decision], seen: dict[str, int]) -> Step:
    finder = Finder(list(line.faults))
    said: dict[str, Value] = dict(line.values)
    key = str(said.get("key") or "")
    body = finder.find(units, said.get("body"), "Organ")
    if fault := key_fault(key, seen, line.number):
        finder.faults.append(fault)
    label = str(said.get("title") or key)
    if finder.faults:
        return faulty(line.number, finder.faults, label)
    if "body" in said:
        said["body"] = body.key if body else ""
    row = stored.get(key)
    if row is None:
        wanted: dict[str, Any] = {**said, "body": body}
        return attempt(Step(line.number, "new", label), DECISIONS, lambda: record_decision(actor, **wanted))
    had = values_of(row)
    differences = differing(DECISIONS, said, had)
    if not differences:
        return Step(line.number, "unchanged", label)
    step = Step(line.number, "changed", label, changes(DECISIONS, differences, had))
    fixed = [DECISIONS.column(name).name for name in differences if name not in CORRECTED]
    if fixed:
        why = say("Bara rubrik, paragraf och diarienummer rättas. För in ett nytt beslut.")
        return step.refused(*(Fault(name, why) for name in fixed))
    corrected: Any = {name: had[name] for name in CORRECTED} | differences
    return attempt(step, DECISIONS, lambda: correct_decision(actor, row, **corrected))
