"""Outcomes and targets from a file, through the same bulk verbs as everybody else's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rodatraden.decisions.models import Decision
from rodatraden.exchange import lookup
from rodatraden.exchange.layouts import OUTCOMES, Fault, Known, Layout, Line
from rodatraden.exchange.lookup import Finder, Register
from rodatraden.exchange.reading import counted, lines_of
from rodatraden.exchange.steps import Change, Step, faulty
from rodatraden.exchange.values import Value, shown
from rodatraden.indicators.models import Breakdown, Indicator, Outcome, Target, TargetForm
from rodatraden.indicators.services import (
    OutcomeEntry,
    Report,
    TargetEntry,
    record_outcomes,
    set_targets,
)
from rodatraden.indicators.sight import read_hidden, sight_of
from rodatraden.indicators.small_groups import Spot
from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text, say
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit

FIELDS = {"outcome": "value", "target": "value", "decision": "decision__key"}
"""Columns whose field has another name."""
UNSEEN = frozenset({"value", "people", "note"})
"""What is not told of a stored outcome that is hidden from who loads."""
READ, NAMED = 20, 40
"""How many percent of the work are done when the rows are read, and when what they name is looked up."""
Entry = OutcomeEntry | TargetEntry
Key = tuple[int, int, Period, str, bool]


@dataclass
class Reading:
    """What the rows name, and where each entry stands in the file."""

    layout: Layout
    indicators: Register[Indicator] = field(default_factory=lookup.indicators)
    units: Register[Unit] = field(default_factory=lookup.units)
    decisions: Register[Decision] = field(default_factory=lookup.decisions)
    entries: list[Any] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    steps: dict[int, Step] = field(default_factory=dict)
    periods: dict[Period, str] = field(default_factory=dict)

    def name(self, key: str) -> str:
        return self.layout.column(key).name

    def called(self, period: object) -> str:
        """A period's name, worked out once for all its rows; nothing for what is no period."""
        if not isinstance(period, Period):
            return ""
        return self.periods.get(period) or self.periods.setdefault(period, period.name)


def load(actor: Actor, known: Known, commit: bool) -> list[Step]:
    """Loads the rows, or tells what loading would do. A row is refused alone; the verb takes all or none."""
    reading = Reading(known.layout)
    lines = lines_of(known, READ)
    stored = _stored(actor, known.layout)
    for line in counted(known, lines, READ, NAMED):
        _read(reading, line, stored)
    run: Callable[..., Report] = record_outcomes if known.layout is OUTCOMES else set_targets
    report = run(actor, counted(known, reading.entries, NAMED), sure=True, dry_run=not commit)
    _tell(reading, report, stored)
    return [reading.steps[line.number] for line in lines]


def _stored(actor: Actor, layout: Layout) -> dict[Key, dict[str, Any]]:
    """Every current figure, light: what a row is compared with. `unseen` says why the actor may not see one."""
    hidden = read_hidden(sight_of(actor)) if layout is OUTCOMES else {}
    rows = (Outcome if layout is OUTCOMES else Target).objects.filter(superseded_at=None)
    names = [FIELDS.get(column.key, column.key) for column in layout.columns if not column.told]
    kept = [name for name in names if name not in ("indicator", "unit", "reason")]
    return {
        (row["indicator_id"], row["unit_id"], row["period"], row["breakdown"], bool(row.get("forecast"))): {
            **row,
            "unseen": hidden.get(row["indicator_id"], {}).get(Spot(row["unit_id"], row["breakdown"], row["period"])),
        }
        for row in rows.values("pk", "indicator_id", "unit_id", *kept).iterator(chunk_size=5000)
    }


def _read(reading: Reading, line: Line, stored: Mapping[Key, Any]) -> None:
    """Makes an entry of a row, or a step where it is refused or empty."""
    finder = Finder(list(line.faults))
    said = line.values
    indicator = finder.find(reading.indicators, said.get("indicator"), reading.name("indicator"))
    unit = finder.find(reading.units, said.get("unit"), reading.name("unit"))
    decision = finder.find(reading.decisions, said.get("decision"), "Beslut")
    whose = unit.pk if unit else indicator.owner_id if indicator else 0
    label = _label(reading, indicator, unit, said)
    if indicator is None or not isinstance(said.get("period"), Period) or finder.faults:
        reading.steps[line.number] = faulty(line.number, finder.faults, label)
        return
    breakdown, forecast = str(said.get("breakdown") or Breakdown.TOTAL), bool(said.get("forecast"))
    key = (indicator.pk, whose, said["period"], breakdown, forecast)
    if _is_empty(reading.layout, said):
        reading.steps[line.number] = _empty(reading, line, label, stored.get(key))  # type: ignore[arg-type]
        return
    entry = _entry(reading.layout, line, key, decision)  # type: ignore[arg-type]
    reading.steps[line.number] = Step(line.number, "unchanged", label)
    reading.entries.append(entry)
    reading.lines.append(line)


def _label(reading: Reading, indicator: Indicator | None, unit: Unit | None, said: Mapping[str, Any]) -> str:
    period = said.get("period")
    parts = [indicator.name if indicator else str(said.get("indicator") or ""), unit.name if unit else ""]
    return ", ".join(part for part in (*parts, reading.called(period)) if part)


def _is_empty(layout: Layout, said: Mapping[str, Any]) -> bool:
    if layout is OUTCOMES:
        return said.get("outcome") is None
    nothing = all(said.get(name) is None for name in ("target", "low", "high"))
    return nothing and said.get("form") != TargetForm.AS_BEFORE


def _empty(reading: Reading, line: Line, label: str, stored: Mapping[str, Any] | None) -> Step:
    """An empty value is a missing one: nothing to load, and no way to take a stored figure away."""
    if stored is None:
        return Step(line.number, "empty", label)
    if stored.get("unseen"):
        return Step(line.number, "unchanged", label)
    value = stored.get("value")
    what = say("{value}", value=shown(value)) if value is not None else say("ett målvärde")
    why = say("Cellen är tom, men {what} finns redan. En siffra tas inte bort med en tom cell.", what=what)
    column = "outcome" if reading.layout is OUTCOMES else "target"
    return faulty(line.number, [Fault(reading.name(column), why)], label)


def _entry(layout: Layout, line: Line, key: Key, decision: Decision | None) -> Entry:
    said = line.values
    shared: dict[str, Any] = {
        "indicator": key[0],
        "unit": key[1],
        "period": key[2],
        "breakdown": key[3],
        "reason": said.get("reason") or "",
        **{name: said[name] for name in ("source", "note", "example") if name in said},
    }
    if layout is OUTCOMES:
        measured = {"measured_period": said["measured_period"] or key[2]} if "measured_period" in said else {}
        return OutcomeEntry(
            value=said["outcome"],  # type: ignore[arg-type]
            preliminary=said.get("preliminary"),  # type: ignore[arg-type]
            people=said.get("people"),  # type: ignore[arg-type]
            forecast=key[4],
            **measured,  # type: ignore[arg-type]
            **shared,
        )
    low, high, value = (said.get(name) for name in ("low", "high", "target"))
    bounded = TargetForm.INTERVAL if value is None and (low is not None or high is not None) else TargetForm.VALUE
    return TargetEntry(
        form=str(said.get("form") or bounded),
        value=value,  # type: ignore[arg-type]
        low=low,  # type: ignore[arg-type]
        high=high,  # type: ignore[arg-type]
        mandate=said.get("mandate"),  # type: ignore[arg-type]
        decision=decision.pk if decision else None,
        **shared,
    )


def _tell(reading: Reading, report: Report, stored: Mapping[Key, Mapping[str, Any]]) -> None:
    """Turns the verb's report into steps: what happens, what is doubtful, what is refused."""
    columns = {**{column.key: column.name for column in reading.layout.columns}}
    columns["value"] = columns["outcome" if reading.layout is OUTCOMES else "target"]
    faults: dict[int, list[Fault]] = {}
    notes: dict[int, list[Text]] = {}
    for remark in report.faults:
        faults.setdefault(remark.at, []).append(Fault(columns.get(remark.field, ""), remark.text))
    for remark in report.doubts:
        notes.setdefault(remark.at, []).append(remark.text)
    for at, (line, entry, effect) in enumerate(zip(reading.lines, reading.entries, report.effects, strict=True)):
        had = stored.get(entry.key)
        step = reading.steps[line.number]
        reading.steps[line.number] = Step(
            line.number,
            effect,
            step.label,
            _changes(reading, line, had) if had and effect == "changed" else (),
            tuple(faults.get(at, ())),
            tuple(notes.get(at, ())),
            str(had["pk"]) if had else "",
        )


def _changes(reading: Reading, line: Line, had: Mapping[str, Any]) -> tuple[Change, ...]:
    found = []
    for column in reading.layout.columns:
        name = FIELDS.get(column.key, column.key)
        if column.key in line.values and name in had and name not in ("period", "breakdown"):
            before, after = had[name], _said(reading, line, column.key)
            if had.get("unseen") and name in UNSEEN:
                before = str(had["unseen"])
            if before != after and not (before in (None, "") and after in (None, "")):
                words = column.words.get
                found.append(Change(column.name, words(before, shown(before)), words(str(after), shown(after))))
    return tuple(found)


def _said(reading: Reading, line: Line, key: str) -> Value:
    """What the row says of a column, a decision by its key also where it was named by its title."""
    said = line.values[key]
    decision = reading.decisions.find(str(said)) if key == "decision" and said else None
    return decision.key if isinstance(decision, Decision) else said
