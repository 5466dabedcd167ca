"""Frames, outcomes and forecasts from a file, through the same bulk verb as everybody else's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rodatraden.decisions.models import Decision
from rodatraden.economy.lines import day_in, lines
from rodatraden.economy.models import Amount, AmountKind
from rodatraden.economy.services import AmountEntry, Report, record_amounts
from rodatraden.economy.services.entries import Key
from rodatraden.exchange import lookup
from rodatraden.exchange.layouts import ECONOMY, Fault, Known, Line
from rodatraden.exchange.lookup import Finder, Register
from rodatraden.exchange.reading import counted, lines_of
from rodatraden.exchange.steps import Change, Step, faulty
from rodatraden.exchange.values import shown
from rodatraden.lib.periods import FIRST, LAST
from rodatraden.lib.text import Text, say
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.steering.active import active_model

FIELDS = {"decision": "decision__key"}
"""Columns whose field has another name."""
COMPARED = ("value", "preliminary", "decision", "source", "note", "example")


@dataclass
class Reading:
    """What the rows name, and where each entry stands in the file."""

    units: Register[Unit] = field(default_factory=lookup.units)
    decisions: Register[Decision] = field(default_factory=lookup.decisions)
    lines: dict[int, Register[str]] = field(default_factory=dict)
    entries: list[AmountEntry] = field(default_factory=list)
    read: list[Line] = field(default_factory=list)
    steps: dict[int, Step] = field(default_factory=dict)

    def lines_in(self, year: int) -> Register[str]:
        """The lines of a year's model, by key and name."""
        if year not in self.lines:
            found = Register[str](say("rader i ekonomin"))
            for line in lines(active_model(day_in(year))):
                found.add(line.key, line.key, line.name.one)
            self.lines[year] = found
        return self.lines[year]


def load(actor: Actor, known: Known, commit: bool) -> list[Step]:
    """Loads the rows, or tells what loading would do. A row is refused alone; the verb takes all or none."""
    reading = Reading()
    found = lines_of(known)
    stored = _stored()
    for line in found:
        _read(reading, line, stored)
    report = record_amounts(actor, counted(known, reading.entries), sure=True, dry_run=not commit)
    _tell(reading, report, stored)
    return [reading.steps[line.number] for line in found]


def _stored() -> dict[Key, dict[str, Any]]:
    """Every current amount, light: what a row is compared with."""
    names = [FIELDS.get(name, name) for name in COMPARED]
    rows = Amount.objects.current().values("pk", "unit_id", "line", "kind", "year", "as_of", *names)
    return {
        (row["unit_id"], row["line"], row["kind"], row["year"], row["as_of"]): row
        for row in rows.iterator(chunk_size=5000)
    }


def _read(reading: Reading, line: Line, stored: Mapping[Key, Any]) -> None:
    """Makes an entry of a row, or a step where it is refused or empty."""
    finder, said = Finder(list(line.faults)), line.values
    year = said.get("year")
    sound = isinstance(year, int) and FIRST <= year <= LAST
    unit = finder.find(reading.units, said.get("unit"), "Enhet")
    decision = finder.find(reading.decisions, said.get("decision"), "Beslut")
    row = finder.find(reading.lines_in(year), said.get("line"), "Rad") if sound else None  # type: ignore[arg-type]
    faulty_columns = {fault.column for fault in finder.faults}
    if not sound and "År" not in faulty_columns:
        finder.faults.append(Fault("År", say("”{year}” är inget år.", year=year)))
    dated = said.get("kind") in (AmountKind.OUTCOME, AmountKind.FORECAST)
    if dated and said.get("as_of") is None and "Per" not in faulty_columns:
        finder.faults.append(Fault("Per", say("Skriv vilken dag utfallet eller prognosen gäller.")))
    label = _label(unit, row, said)
    if finder.faults or unit is None or row is None or not isinstance(year, int):
        reading.steps[line.number] = faulty(line.number, finder.faults, label)
        return
    whose: dict[str, Any] = {"unit": unit.pk, "line": row, "kind": said["kind"], "year": year}
    whose["as_of"] = said.get("as_of")
    if said.get("value") is None:
        reading.steps[line.number] = _empty(line, label, stored, whose)
        return
    kept = {name: said[name] for name in ("value", "preliminary", "source", "note", "example") if name in said}
    decided = {"decision": decision.pk} if decision else {}
    reading.entries.append(AmountEntry(**whose, **kept, **decided, reason=str(said.get("reason") or "")))  # type: ignore[arg-type]
    reading.read.append(line)
    reading.steps[line.number] = Step(line.number, "unchanged", label)


def _label(unit: Unit | None, line: str | None, said: Mapping[str, Any]) -> str:
    kind, day = said.get("kind"), said.get("as_of")
    what = str(AmountKind(kind).label) if kind in AmountKind.values else ""
    when = day.isoformat() if isinstance(day, date) and kind != AmountKind.FRAME else str(said.get("year") or "")
    parts = (unit.name if unit else str(said.get("unit") or ""), line or "", f"{what} {when}".strip())
    return ", ".join(part for part in parts if part)


def _empty(line: Line, label: str, stored: Mapping[Key, Any], whose: Mapping[str, Any]) -> Step:
    """An empty value is a missing one: nothing to load, and no way to take a stored amount away."""
    day = whose["as_of"] or date(whose["year"], 12, 31)
    had = stored.get((whose["unit"], whose["line"], whose["kind"], whose["year"], day))
    if had is None:
        return Step(line.number, "empty", label)
    what = shown(had["value"])
    why = say("Cellen är tom, men {what} finns redan. En siffra tas inte bort med en tom cell.", what=what)
    return faulty(line.number, [Fault(ECONOMY.column("value").name, why)], label)


def _tell(reading: Reading, report: Report, stored: Mapping[Key, Mapping[str, Any]]) -> None:
    """Turns the verb's report into steps: what happens, what is doubtful, what is refused."""
    columns = {column.key: column.name for column in ECONOMY.columns}
    faults: dict[int, list[Fault]] = {}
    notes: dict[int, list[Text]] = {}
    for remark in report.faults:
        faults.setdefault(remark.at, []).append(Fault(columns.get(remark.field, ""), remark.text))
    for remark in report.doubts:
        notes.setdefault(remark.at, []).append(remark.text)
    for at, (line, entry, effect) in enumerate(zip(reading.read, reading.entries, report.effects, strict=True)):
        had = stored.get(entry.key)
        reading.steps[line.number] = Step(
            line.number,
            effect,
            reading.steps[line.number].label,
            _changes(reading, line, had) if had and effect == "changed" else (),
            tuple(faults.get(at, ())),
            tuple(notes.get(at, ())),
            str(had["pk"]) if had else "",
        )


def _changes(reading: Reading, line: Line, had: Mapping[str, Any]) -> tuple[Change, ...]:
    found = []
    for name in COMPARED:
        if name in line.values:
            before, after = had[FIELDS.get(name, name)], line.values[name]
            if name == "decision" and after:
                decision = reading.decisions.find(str(after))
                after = decision.key if isinstance(decision, Decision) else after
            if before != after and not (before in (None, "") and after in (None, "")):
                found.append(Change(ECONOMY.column(name).name, shown(before), shown(after)))
    return tuple(found)
