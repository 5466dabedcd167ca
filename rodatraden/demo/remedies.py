"""The demo's deviations and remedies: made up, plausible, about goals of the municipality that are red or yellow."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import Model

from rodatraden.decisions.models import Decision
from rodatraden.demo.cast import demonstrating
from rodatraden.demo.load import insert
from rodatraden.demo.rows import DATA, Cell, Day, Keys, Line, Whole, rows_of
from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.organisation.models import Unit
from rodatraden.remedies.models import Deviation, Remedy, RemedyEffect
from rodatraden.remedies.services.telling import tell_material
from rodatraden.thread.models import Item

TEN_O_CLOCK = time(8, tzinfo=UTC)


class DeviationLine(Line):
    """A deviation, with a key of its own by which remedies name it. `amount` is in thousands of kronor. `handed` is
    the day when a report carried it to another authority; a material one went there at once."""

    key: str
    unit: str
    what: str
    on: date
    by: str
    item: str = ""
    indicator: str = ""
    analysis: str = ""
    amount: Cell = None
    material: bool = False
    handed: Day = None


class EffectLine(Line):
    """What was told of a remedy's effect."""

    on: date
    by: str
    text: str
    value: Cell = None


class RemedyLine(Line):
    """A remedy. `responsible` is "unit role"; `cost` is in thousands of kronor. `handed` as of deviations."""

    unit: str
    what: str
    on: date
    by: str
    deadline: date
    state: str
    deviation: str = ""
    item: str = ""
    line: str = ""
    year: Whole = None
    responsible: Keys = ()
    cost: Cell = None
    for_operations: str = ""
    for_economy: str = ""
    effect_text: str = ""
    effect_indicator: str = ""
    effect_value: Cell = None
    effect_on: Day = None
    decision: str = ""
    closed_reason: str = ""
    handed: Day = None
    effects: tuple[EffectLine, ...] = ()


def deviations_of(slug: str) -> tuple[DeviationLine, ...]:
    """A municipality's, as its files have them."""
    return tuple(rows_of(DATA / slug, "deviations", DeviationLine))


def remedies_of(slug: str) -> tuple[RemedyLine, ...]:
    return tuple(rows_of(DATA / slug, "remedies", RemedyLine))


def load_remedies(slug: str) -> None:
    """Deviations and remedies of the municipality at work; its units, items and indicators are there."""
    deviations, remedies = deviations_of(slug), remedies_of(slug)
    keys = {kind: dict(kind.objects.values_list("key", "pk")) for kind in (Unit, Item, Indicator, Decision)}
    insert(Deviation, [_deviation(row, keys) for row in deviations])
    made = {(row.unit_id, row.what): row for row in Deviation.objects.select_related("unit")}
    by_key = {row.key: made[keys[Unit][row.unit], row.what] for row in deviations}
    insert(Remedy, [_remedy(row, keys, by_key) for row in remedies])
    whose = {(row.unit_id, row.what): row.pk for row in Remedy.objects.all()}
    insert(RemedyEffect, list(_effects(remedies, keys, whose)))
    tell(made.values())


def tell(deviations: Iterable[Deviation]) -> None:
    """What is material reached the executive board the day that it was reported (E8): its notices are there."""
    actor = demonstrating()
    for row in deviations:
        if row.material and row.closed_at is None:
            with clock.held(clock.day_of(row.reported_at)):
                tell_material(actor, row)


def _deviation(row: DeviationLine, keys: Any) -> dict[str, Any]:
    at = datetime.combine(row.on, TEN_O_CLOCK)
    return {
        "unit_id": keys[Unit][row.unit],
        "item_id": _id(keys, Item, row.item),
        "indicator_id": _id(keys, Indicator, row.indicator),
        "what": row.what,
        "analysis": row.analysis,
        "amount": row.amount.value * 1000 if row.amount else None,
        "material": row.material,
        "period": Period.of("year", row.on),
        "reported_by": row.by,
        "reported_at": at,
        "handed_over_at": at if row.material else _at(row.handed),
        "example": row.example,
    }


def _remedy(row: RemedyLine, keys: Any, deviations: dict[str, Deviation]) -> dict[str, Any]:
    answered = deviations[row.deviation] if row.deviation else None
    at = datetime.combine(row.on, TEN_O_CLOCK)
    unit, role = (*row.responsible, "", "")[:2]
    same = ("what", "line", "year", "deadline", "for_operations", "for_economy", "effect_text", "effect_on", "state")
    return {
        **{name: getattr(row, name) for name in (*same, "closed_reason", "example")},
        "unit_id": keys[Unit][row.unit],
        "deviation_id": answered.pk if answered else None,
        "item_id": _id(keys, Item, row.item),
        "responsible_unit_id": keys[Unit][unit or row.unit],
        "responsible_kind": role,
        "cost": row.cost.value * 1000 if row.cost else None,
        "effect_indicator_id": _id(keys, Indicator, row.effect_indicator),
        "effect_value": row.effect_value.value if row.effect_value else None,
        "decision_id": _id(keys, Decision, row.decision),
        "written_by": row.by,
        "written_at": at,
        "handed_over_at": _at(row.handed) or (at if answered is not None and answered.material else None),
    }


def _at(day: date | None) -> datetime | None:
    return datetime.combine(day, TEN_O_CLOCK) if day else None


def _id(keys: Any, kind: type[Model], key: str) -> int | None:
    """The id of what a key names; None where none is named. A key that nothing has is a fault of the file."""
    found: int | None = keys[kind][key] if key else None
    return found


def _effects(remedies: Iterable[RemedyLine], keys: Any, whose: Any) -> Iterable[dict[str, Any]]:
    for row in remedies:
        for effect in row.effects:
            yield {
                "remedy_id": whose[keys[Unit][row.unit], row.what],
                "on": effect.on,
                "text": effect.text,
                "value": effect.value.value if effect.value else None,
                "entered_by": effect.by,
                "entered_at": datetime.combine(effect.on, TEN_O_CLOCK),
                "example": row.example,
            }
