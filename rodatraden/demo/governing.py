"""The demo's governing documents, motions and processes: what the municipalities' documents name, and made up ones."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from rodatraden.decisions.models import Concern, Decision, GoverningDocument, Motion
from rodatraden.demo.load import insert
from rodatraden.demo.rows import DATA, Day, Keys, Line, rows_of
from rodatraden.organisation.models import Unit
from rodatraden.quality.models import Activity, Process, Review
from rodatraden.thread.models import Governed, Item


class GoverningLine(Line):
    """A governing document. Its decision is named by key, or told here. `responsible` is "unit role". `items` are keys
    of what it concerns in the thread."""

    key: str
    kind: str
    title: str
    decision: str = ""
    body: str = ""
    date: Day = None
    paragraph: str = ""
    position: str = ""
    delegation: str = ""
    responsible: Keys = ()
    units: Keys = ()
    items: Keys = ()
    valid_from: Day = None
    valid_to: Day = None
    revise_by: Day = None
    follow_up_by: Day = None
    followed_up_on: Day = None
    replaces: str = ""
    law_current: str = ""
    law_note: str = ""
    text: str = ""
    note: str = ""
    source: str = ""

    @property
    def is_decided(self) -> bool:
        """Whether a decision of its own is told here."""
        return bool(self.body or self.position)


class MotionLine(Line):
    kind: str = "motion"
    title: str
    by: str
    submitted: date
    at: str = ""
    prepared_on: Day = None
    reference: str = ""
    why: str = ""


class ProcessLine(Line):
    """A process. `activities` are told as on the page: a name, and after a colon the key of a routine. `reviewed` is
    when it was last looked over."""

    unit: str
    role: str
    name: str
    text: str = ""
    activities: tuple[str, ...] = ()
    reviewed: Day = None
    note: str = ""
    by: str = ""


def processes_of(slug: str) -> tuple[ProcessLine, ...]:
    return tuple(rows_of(DATA / slug, "processes", ProcessLine))


def governing_of(slug: str) -> tuple[GoverningLine, ...]:
    """A municipality's, as its files have them."""
    return tuple(rows_of(DATA / slug, "governing", GoverningLine))


def motions_of(slug: str) -> tuple[MotionLine, ...]:
    return tuple(rows_of(DATA / slug, "motions", MotionLine))


def load_governing(slug: str) -> None:
    """Governing documents, motions and processes of the municipality at work; its units and decisions are there."""
    rows, units = governing_of(slug), dict(Unit.objects.values_list("key", "pk"))
    insert(Decision, [_decision(row, units) for row in rows if row.is_decided])
    decisions: dict[str, Decision] = {row.key: row for row in Decision.objects.all()}
    insert(GoverningDocument, [_document(row, units, decisions) for row in rows])
    made = {row.key: row for row in GoverningDocument.objects.all()}
    insert(
        Concern,
        [{"document_id": made[row.key].pk, "unit_id": units[key]} for row in rows for key in row.units],
    )
    items = dict(Item.objects.values_list("key", "pk"))
    insert(
        Governed,
        [
            {"document_id": made[row.key].pk, "item_id": items[key], "example": row.example}
            for row in rows
            for key in row.items
        ],
    )
    newer = [(made[row.key], made[row.replaces]) for row in rows if row.replaces]
    for new, old in newer:
        new.replaces = old
    GoverningDocument.objects.bulk_update([new for new, _ in newer], ["replaces"])
    insert(Motion, [_motion(row, units) for row in motions_of(slug)])
    _load_processes(processes_of(slug), units, {key: row.pk for key, row in made.items()})


def _load_processes(rows: Iterable[ProcessLine], units: Mapping[str, int], documents: Mapping[str, int]) -> None:
    listed = list(rows)
    same = ("name", "text", "example")
    insert(
        Process,
        [
            {**{name: getattr(row, name) for name in same}, "unit_id": units[row.unit], "owner_kind": row.role}
            for row in listed
        ],
    )
    ids = {(row.unit_id, row.name): row.pk for row in Process.objects.all()}
    keyed = [(ids[units[row.unit], row.name], row) for row in listed]
    insert(Activity, [step for pk, row in keyed for step in _steps(pk, row, documents)])
    insert(
        Review,
        [
            {"process_id": pk, "on": row.reviewed, "note": row.note, "by": row.by, "example": row.example}
            for pk, row in keyed
            if row.reviewed
        ],
    )


def _steps(pk: int, row: ProcessLine, documents: Mapping[str, int]) -> Iterable[dict[str, Any]]:
    for place, told in enumerate(row.activities, start=1):
        name, _colon, key = (part.strip() for part in told.partition(":"))
        yield {"process_id": pk, "position": place, "name": name, "routine_id": documents[key] if key else None}


def _key(row: GoverningLine) -> str:
    return row.decision or f"styrdokument-{row.key}"


def _decision(row: GoverningLine, units: Mapping[str, int]) -> dict[str, Any]:
    same = ("title", "date", "paragraph", "position", "delegation", "note", "source", "example")
    return {
        **{name: getattr(row, name) for name in same},
        "key": _key(row),
        "body_id": units[row.body] if row.body else None,
    }


def _document(row: GoverningLine, units: Mapping[str, int], decisions: Mapping[str, Decision]) -> dict[str, Any]:
    same = (
        "key", "kind", "title", "valid_to", "revise_by", "follow_up_by", "followed_up_on", "law_current", "law_note",
        "note", "source", "example",
    )  # fmt: skip
    unit, role = (*row.responsible, "", "")[:2]
    decision = decisions.get(_key(row))
    return {
        **{name: getattr(row, name) for name in same},
        "text": row.text.strip(),
        "decision_id": decision.pk if decision else None,
        "valid_from": row.valid_from or (decision.date if decision else None),
        "responsible_unit_id": units[unit] if unit else None,
        "responsible_kind": role,
    }


def _motion(row: MotionLine, units: Mapping[str, int]) -> dict[str, Any]:
    return {**row.model_dump(exclude={"at"}), "at_id": units[row.at] if row.at else None}
