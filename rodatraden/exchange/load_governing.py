"""The register of governing documents from a file: entered, and corrected where the file says otherwise.

A decision is named by its key or title, or by who decided, which day and under which paragraph: one that is not
recorded yet is recorded then. A row without a key is the document of the same title, where there is one that holds.
The items of the thread that a document concerns are named at its latest wording, for all of its wordings.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rodatraden.decisions.governing_services import FIELDS, correct_document, register_document
from rodatraden.decisions.models import Decision, GoverningDocument
from rodatraden.decisions.services import record_decision
from rodatraden.exchange import lookup
from rodatraden.exchange.attempts import attempt, changes, differing
from rodatraden.exchange.layouts import GOVERNING, Fault, Known, Line
from rodatraden.exchange.load_indicators import key_fault
from rodatraden.exchange.lookup import Finder, Register
from rodatraden.exchange.reading import counted, lines_of
from rodatraden.exchange.steps import Step, faulty
from rodatraden.exchange.values import Value
from rodatraden.lib import clock
from rodatraden.lib.text import fold, in_words, say
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.steering.schema import Model
from rodatraden.thread.governing import item_keys
from rodatraden.thread.models import Item
from rodatraden.thread.services import tie, untie

DECIDING = ("body", "date", "paragraph")
STANDING = ("valid_to", "example")
"""What a file says of a new document alone: an old one is ended on its page."""


@dataclass
class Place:
    """What rows of a file may name, and the documents that are there."""

    actor: Actor
    model: Model | None
    units: Register[Unit]
    decisions: Register[Decision]
    items: Register[Item]
    tied: Mapping[int, tuple[str, ...]]
    stored: dict[str, GoverningDocument]
    titled: dict[str, GoverningDocument]
    seen: dict[str, int] = field(default_factory=dict)

    def kind_of(self, typed: str) -> str:
        """The key of a kind, typed as its key or its name; as typed where the model has none such."""
        for kind in self.model.governing if self.model else ():
            if fold(typed) in (kind.key, fold(kind.name)):
                return kind.key
        return typed

    def strange(self, said: Mapping[str, Value], row: GoverningDocument | None) -> Iterator[Fault]:
        """Words that are not the model's, told with all else that is wrong in the row; what stands already may be
        older."""
        kind, role = str(said.get("kind") or ""), str(said.get("responsible_kind") or "")
        if self.model is None:
            return
        if kind and (row is None or row.kind != kind) and self.model.governing_of(kind) is None:
            names = in_words([f"”{one.name}”" for one in self.model.governing])
            told = say("Styrmodellen har inget slag som heter ”{typed}”, men {names}.", typed=kind, names=names)
            yield Fault(GOVERNING.column("kind").name, told)
        if role and (row is None or row.responsible_kind != role) and self.model.role_of(role) is None:
            told = say("Styrmodellen har ingen roll som heter ”{typed}”.", typed=role)
            yield Fault(GOVERNING.column("responsible_kind").name, told)


def load(actor: Actor, known: Known, commit: bool) -> list[Step]:
    """Enters documents and corrects those that are there, row by row."""
    rows = list(
        GoverningDocument.objects.select_related("decision__body", "responsible_unit").prefetch_related(
            "concerns__unit"
        )
    )
    titled = {fold(row.title): row for row in rows if row.valid_to is None or row.valid_to >= clock.today()}
    model = actor.model_on(clock.today())
    stored = {row.key: row for row in rows}
    place = Place(actor, model, lookup.units(), lookup.decisions(), lookup.items(), item_keys(), stored, titled)
    return [_load(place, line) for line in counted(known, lines_of(known))]


def values_of(row: GoverningDocument, items: tuple[str, ...] = ()) -> dict[str, Value]:
    """A document as the file has it; `items` are the keys of what it concerns in the thread."""
    found = {column.key: row.__dict__.get(column.key) for column in GOVERNING.columns}
    decision, body = row.decision, row.decision.body if row.decision else None
    return {
        **found,
        "decision": decision.key if decision else "",
        "body": body.key if body else "",
        "date": decision.date if decision else None,
        "paragraph": decision.paragraph if decision else "",
        "responsible_unit": row.responsible_unit.key if row.responsible_unit else "",
        "units": tuple(sorted(concern.unit.key for concern in row.concerns.all())),
        "items": items,
        "reason": "",
        "replaces": "",
    }


def _load(place: Place, line: Line) -> Step:
    finder, said = Finder(list(line.faults)), dict(line.values)
    key, title = str(said.get("key") or ""), str(said.get("title") or "")
    label = title or key
    if fault := key_fault(key, place.seen, line.number):
        finder.faults.append(fault)
    said["kind"] = place.kind_of(str(said.get("kind") or ""))
    if "paragraph" in said:
        said["paragraph"] = str(said["paragraph"] or "").removeprefix("§").strip()
    rows = _rows(place, finder, said)
    row = place.stored.get(key) if key else place.titled.get(fold(title))
    finder.faults += place.strange(said, row)
    if finder.faults:
        return faulty(line.number, finder.faults, label)
    if row is None:
        return attempt(Step(line.number, "new", label), GOVERNING, lambda: _enter(place, said, rows))
    return _correct(place, row, Step(line.number, "unchanged", label), said, rows)


def _rows(place: Place, finder: Finder, said: dict[str, Value]) -> dict[str, Any]:
    """The rows that a line names; what it says of them is written as their keys."""
    found: dict[str, Any] = {
        "decision": finder.find(place.decisions, said.get("decision"), "Beslut"),
        "body": finder.find(place.units, said.get("body"), "Beslutat av"),
        "responsible_unit": finder.find(place.units, said.get("responsible_unit"), "Ansvarig enhet"),
    }
    typed: Any = said.get("units") or ()
    found["units"] = finder.all(place.units.find, typed, "Berör")
    named: Any = said.get("items") or ()
    found["items"] = {item.key: item for item in finder.all(place.items.find, named, "Gäller i tråden")}
    for name in ("decision", "body", "responsible_unit"):
        if name in said:
            said[name] = found[name].key if found[name] else ""
    if "units" in said:
        said["units"] = tuple(sorted(unit.key for unit in found["units"]))
    if "items" in said:
        said["items"] = tuple(sorted(found["items"]))
    return found


def _decision(place: Place, said: Mapping[str, Value], rows: Mapping[str, Any]) -> Decision | None:
    """The decision that a line names, or tells of by body, day and paragraph; recorded where it is not yet."""
    if rows["decision"] is not None or rows["body"] is None:
        found: Decision | None = rows["decision"]
        return found
    told, paragraph = said.get("date"), str(said.get("paragraph") or "")
    day = told if isinstance(told, date) else None
    same = Decision.objects.filter(body=rows["body"], date=day)
    there = same.filter(paragraph=paragraph) if paragraph else same.filter(title=said["title"])
    if (known := there.first()) is not None:
        return known
    note = "" if day else str(say("Datum framgår inte av registret."))
    fields: dict[str, Any] = {"title": said["title"], "body": rows["body"], "date": day, "paragraph": paragraph}
    return record_decision(place.actor, **fields, note=note, example=bool(said.get("example")))


def _enter(place: Place, said: Mapping[str, Value], rows: Mapping[str, Any]) -> None:
    fields: dict[str, Any] = {name: said[name] for name in FIELDS if name in said and name not in ("decision", "text")}
    fields |= {"responsible_unit": rows["responsible_unit"], "text": str(said.get("text") or "")}
    ends = said.get("valid_to")
    row = register_document(
        place.actor,
        **fields,
        decision=_decision(place, said, rows),
        units=rows["units"],
        key=str(said.get("key") or ""),
        valid_to=ends if isinstance(ends, date) else None,
        example=bool(said.get("example")),
    )
    _tie(place, row, rows["items"], ())


def _tie(place: Place, row: GoverningDocument, wanted: Mapping[str, Item], there: Iterable[str]) -> None:
    """Ties the document to the items that a line names, by key, and to no others of those that it is tied to."""
    for key in wanted.keys() - set(there):
        tie(place.actor, wanted[key], row)
    for item in Item.objects.filter(key__in=set(there) - wanted.keys()):
        untie(place.actor, item, row)


def _correct(place: Place, row: GoverningDocument, step: Step, said: dict[str, Value], rows: Mapping[str, Any]) -> Step:
    items = place.tied.get(row.pk, ())
    had = values_of(row, items)
    told = {name: value for name, value in said.items() if name not in ("key", "reason", "replaces")}
    differences = differing(GOVERNING, told, had)
    if "decision" in told and told["decision"]:
        differences = {name: value for name, value in differences.items() if name not in DECIDING}
    if not differences:
        return step
    step = Step(step.row, "changed", step.label, changes(GOVERNING, differences, had))
    if fixed := [name for name in differences if name in STANDING]:
        why = say("Det här ändras på dokumentets sida, inte genom en fil.")
        return step.refused(*(Fault(GOVERNING.column(name).name, why) for name in fixed))

    def work() -> None:
        fields: dict[str, Any] = {name: said[name] for name in differences if name in FIELDS}
        if "responsible_unit" in fields:
            fields["responsible_unit"] = rows["responsible_unit"]
        if "decision" in fields or any(name in differences for name in DECIDING):
            fields["decision"] = _decision(place, said, rows)
        units = rows["units"] if "units" in differences else None
        correct_document(place.actor, row, reason=str(said.get("reason") or ""), units=units, **fields)
        if "items" in differences:
            _tie(place, row, rows["items"], items)

    return attempt(step, GOVERNING, work)
