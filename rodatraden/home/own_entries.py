"""The year's own entries as a file: fetched, changed in Excel and loaded again, by the verbs of the year.

A row with a number is that entry. One without is the entry of the same unit, day and words where there is one, and
else a new one: loaded twice it is there once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rodatraden.exchange import lookup, values
from rodatraden.exchange.attempts import attempt, changes, differing
from rodatraden.exchange.kinds import FileKind
from rodatraden.exchange.layouts import Col, Fault, Known, Layout, Line, must, pick, text, when, yes
from rodatraden.exchange.lookup import Finder, Register
from rodatraden.exchange.reading import counted, lines_of
from rodatraden.exchange.steps import Step, faulty
from rodatraden.exchange.values import Value
from rodatraden.lib.text import Text, fold, say
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.wheel.models import OwnEntry, OwnKind
from rodatraden.wheel.services import add_entry, change_entry

LAYOUT = Layout(
    "own-entries",
    "Egna tidpunkter",
    (
        Col("number", "Nummer i årshjulet", values.whole, "number"),
        must("what", "Vad händer", 200),
        pick("kind", "Slag", OwnKind.choices),
        must("unit", "Enhet"),
        Col("first", "Dag", values.day, "date", needed=True, filled=True),
        when("last", "Till och med"),
        yes("whole_month", "Bara månaden är bestämd"),
        yes("yearly", "Återkommer varje år"),
        text("link", "Länk", 300),
        yes("example", "Exempel"),
    ),
)
Same = tuple[int, date, str]
"""What two entries have alike that are the same: the unit, the day, the words folded."""


@dataclass
class Place:
    """What rows may name, the entries that are there, and what earlier rows of the file were about."""

    actor: Actor
    units: Register[Unit]
    numbered: Mapping[int, OwnEntry]
    alike: Mapping[Same, OwnEntry]
    seen: dict[object, int] = field(default_factory=dict)


def rows(actor: Actor, year: int) -> Iterator[Mapping[str, Any]]:
    """All own entries, by day; those of other years too."""
    for row in OwnEntry.objects.visible_to(actor).select_related("unit"):
        yield {"number": row.pk, **values_of(row)}


def values_of(row: OwnEntry) -> dict[str, Value]:
    """An entry as the file has it."""
    found = {column.key: row.__dict__.get(column.key) for column in LAYOUT.columns if column.key != "number"}
    return {**found, "unit": row.unit.key}


def load(actor: Actor, known: Known, commit: bool) -> list[Step]:
    """Adds entries and changes those that are there, row by row. What the file lacks stays."""
    there = list(OwnEntry.objects.visible_to(actor).select_related("unit"))
    alike = {_same(row.unit_id, row.first, row.what): row for row in reversed(there)}
    place = Place(actor, lookup.units(), {row.pk: row for row in there}, alike)
    return [_load(place, line) for line in counted(known, lines_of(known))]


def _same(unit: int, first: date, what: str) -> Same:
    return unit, first, fold(what)


def _load(place: Place, line: Line) -> Step:
    finder, said = Finder(list(line.faults)), dict(line.values)
    label = str(said.get("what") or "")
    unit = finder.find(place.units, said.get("unit"), "Enhet")
    row, wrong = (None, None) if finder.faults or unit is None else _entry(place, line, unit)
    if wrong is not None:
        finder.faults.append(wrong)
    if finder.faults or unit is None:
        return faulty(line.number, finder.faults, label)
    said["unit"] = unit.key
    if "kind" in said:
        said["kind"] = said["kind"] or OwnKind.OWN
    fields: dict[str, Any] = {name: value for name, value in said.items() if name != "number"}
    if row is None:
        new = {"kind": OwnKind.OWN, **fields, "unit": unit}
        return attempt(Step(line.number, "new", label), LAYOUT, lambda: add_entry(place.actor, **new))
    had = values_of(row)
    differences = differing(LAYOUT, fields, had)
    step = Step(line.number, "changed" if differences else "unchanged", label, changes(LAYOUT, differences, had))
    if "example" in differences:
        return step.refused(Fault("Exempel", say("Det som är ett exempel förblir det.")))
    if not differences:
        return step
    wanted = {name: unit if name == "unit" else fields[name] for name in differences}
    return attempt(step, LAYOUT, lambda: change_entry(place.actor, row, row.edit, **wanted))


def _entry(place: Place, line: Line, unit: Unit) -> tuple[OwnEntry | None, Fault | None]:
    """The entry that a row is about, if there is one, or why the row cannot be about any."""
    number, first = line.values.get("number"), line.values["first"]
    same = _same(unit.pk, first, str(line.values["what"])) if isinstance(first, date) else None
    row = place.numbered.get(number) if isinstance(number, int) else place.alike.get(same) if same else None
    if number is not None and row is None:
        why: Text = say("Tidpunkten {number} finns inte. Lämna numret tomt för en ny.", number=number)
        return None, Fault("Nummer i årshjulet", why)
    about = row.pk if row is not None else same
    if about in place.seen:
        return None, Fault("", say("Samma tidpunkt står redan på rad {row}.", row=place.seen[about]))
    place.seen[about] = line.number
    return row, None


KIND = FileKind(
    LAYOUT,
    say("Egna tidpunkter"),
    say("Det som enheterna själva har lagt in i årshjulet, för alla år."),
    rows,
    load,
    entered=True,
)
