"""Puts a municipality's rows into the database, in bulk and in the order they lean on each other.

The verbs write row by row, with permission and log entry each; a demo of hundreds of rows is one deed by the
console, so it goes in by a few bulk inserts within the caller's scope and transaction, and gets one entry.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model

from rodatraden.decisions.models import Decision
from rodatraden.demo.rows import EvidenceRow, Figure, ItemRow, Line, Town
from rodatraden.economy.models import Amount
from rodatraden.indicators.models import Indicator, Outcome, SeriesBreak, Target
from rodatraden.lib import clock
from rodatraden.organisation.models import Unit
from rodatraden.tenancy import current
from rodatraden.thread.models import Answer, Contribution, Item, ItemVersion, Measurement, Progress

BY = "Demonstrationen"
AT_A_TIME = 1000
Kept = TypeVar("Kept", bound=Model)


def load_town(town: Town) -> None:
    """Units, decisions, indicators, figures and the thread of the municipality at work; nothing exists before."""
    units = load_units(town)
    decisions = _by_key(
        Decision,
        [_named(row, body_id=units.get(row.body), body=None) for row in town.decisions],
    )
    indicators = _by_key(
        Indicator,
        [
            _named(row, owner_id=units[row.owner], owner=None, breaks=None, position=place)
            for place, row in enumerate(town.indicators)
        ],
    )
    load_breaks(town, indicators)
    load_evidence(town, units, decisions, indicators)
    load_amounts(town, units, decisions)
    load_thread(town, units, decisions, indicators)


def load_units(town: Town) -> dict[str, int]:
    """The units, then who stands under whom. Returns ids by key."""
    keys = _by_key(Unit, [_named(row, parent=None, position=place) for place, row in enumerate(town.units, start=1)])
    moved = []
    for unit in Unit.objects.filter(key__in=[row.key for row in town.units if row.parent]):
        unit.parent_id = keys[{row.key: row.parent for row in town.units}[unit.key]]
        moved.append(unit)
    Unit.objects.bulk_update(moved, ["parent"])
    return keys


def load_breaks(town: Town, indicators: Mapping[str, int]) -> None:
    """Where the series of the indicators break."""
    rows = [(row.key, each) for row in town.indicators for each in row.breaks]
    insert(
        SeriesBreak,
        [{"indicator_id": indicators[key], "day": each.day, "reason": each.reason} for key, each in rows],
    )


def load_evidence(
    town: Town, units: Mapping[str, int], decisions: Mapping[str, int], indicators: Mapping[str, int]
) -> None:
    """Targets and outcomes. `decimals` is kept where the source prints others than the indicator has."""
    usual = {row.key: row.decimals for row in town.indicators}
    now = clock.now()
    targets, outcomes = [], []
    for row in town.evidence:
        shared = {
            "indicator_id": indicators[row.indicator],
            "unit_id": units[row.unit],
            "period": row.period,
            "breakdown": row.breakdown,
            "source": row.source,
            "note": row.note,
            "example": row.example,
            "decimals": _other_decimals(row, usual[row.indicator]),
            "entered_by": BY,
            "entered_at": now,
        }
        if row.what == "target":
            targets.append({**shared, **_promise(row), "decision_id": decisions.get(row.decision)})
        elif row.figure:
            outcomes.append({**shared, **_measured(row, row.figure)})
    insert(Target, targets)
    insert(Outcome, outcomes)


def _measured(row: EvidenceRow, figure: Figure) -> dict[str, Any]:
    said = {"measured_period": figure.measured, "preliminary": row.preliminary, "forecast": row.what == "forecast"}
    said["people"] = row.people
    return {"value": figure.value, **said}


def _promise(row: EvidenceRow) -> dict[str, Any]:
    if row.low and row.high:
        return {"form": "interval", "low": row.low.value, "high": row.high.value, "mandate": row.mandate}
    if row.figure:
        return {"form": "value", "value": row.figure.value, "mandate": row.mandate}
    return {"form": "as_before", "mandate": row.mandate}


def _other_decimals(row: EvidenceRow, usual: int) -> int | None:
    printed = row.figure or row.low
    return printed.decimals if printed and printed.decimals != usual else None


def load_amounts(town: Town, units: Mapping[str, int], decisions: Mapping[str, int]) -> None:
    """Frames, outcomes and forecasts of the economy."""
    entered = {"entered_by": BY, "entered_at": clock.now()}
    rows = [
        _named(row, unit_id=units[row.unit], unit=None, decision_id=decisions.get(row.decision), decision=None)
        for row in town.amounts
    ]
    insert(Amount, [{**row, **entered} for row in rows])


def load_thread(
    town: Town, units: Mapping[str, int], decisions: Mapping[str, int], indicators: Mapping[str, int]
) -> None:
    """Items with their one version each, what they serve, what measures them, answers and progress."""
    now = clock.now()
    items = _by_key(Item, [{"key": row.key} for row in town.items])
    insert(
        ItemVersion,
        [_version(row, place, items, units, decisions, now) for place, row in enumerate(town.items, start=1)],
    )
    versions = dict(ItemVersion.objects.values_list("item__key", "pk"))
    edges, measures, answers, progress = [], [], [], []
    for row in town.items:
        version = versions[row.key]
        edges += [{"version_id": version, "serves_id": items[key]} for key in row.serves]
        measures += [
            {"version_id": version, "indicator_id": indicators[key], "example": row.example} for key in row.indicators
        ]
        answers += [
            {"version_id": version, "question": question, "text": told.text, "met": told.met}
            for question, told in row.answers.items()
        ]
        progress += _progress(row, items[row.key], now)
    for kind, rows in ((Contribution, edges), (Measurement, measures), (Answer, answers), (Progress, progress)):
        insert(kind, rows)


def _version(
    row: ItemRow,
    place: int,
    items: Mapping[str, int],
    units: Mapping[str, int],
    decisions: Mapping[str, int],
    now: datetime,
) -> dict[str, Any]:
    left_out = {"key", "unit", "responsible", "decision", "serves", "indicators", "answers", "progress"}
    unit, role = (*row.responsible, "", "")[:2]
    return {
        **row.model_dump(exclude=left_out),
        "item_id": items[row.key],
        "unit_id": units[row.unit],
        "responsible_unit_id": units.get(unit),
        "responsible_kind": role,
        "decision_id": decisions.get(row.decision),
        "decided_to": row.valid_to,
        "position": place,
        "written_by": BY,
        "written_at": now,
    }


def _progress(row: ItemRow, item: int, now: datetime) -> list[dict[str, Any]]:
    if not row.progress:
        return []
    told = row.progress.model_dump(exclude={"on", "example"})
    shared = {"item_id": item, "reported_on": row.progress.on, "entered_by": BY, "entered_at": now}
    return [{**told, **shared, "example": row.example}]


def _named(row: Line, **changed: Any) -> dict[str, Any]:
    """A row's fields, with some replaced; None takes a field away."""
    return {
        name: value
        for name, value in {**row.model_dump(), **changed}.items()
        if name not in changed or value is not None
    }


def _by_key(kind: type[Kept], rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Inserts rows that have a key, and returns the ids of all such rows by key."""
    insert(kind, rows)
    return dict(kind._default_manager.values_list("key", "pk"))


def insert(kind: type[Kept], rows: Iterable[Mapping[str, Any]]) -> None:
    """Inserts rows for the municipality at work, with the shadows for search and sort filled in."""
    owner = current().pk
    made = [kind(municipality_id=owner, **row) for row in rows]
    kind._default_manager.bulk_create(made, batch_size=AT_A_TIME)
