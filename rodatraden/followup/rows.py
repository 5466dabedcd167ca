"""The due days of a year as rows: for the page, for files, and for other programs."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from rodatraden.followup.calendar import Occasion
from rodatraden.followup.deadlines import Due
from rodatraden.lib.text import Text, say
from rodatraden.organisation.tree import UnitTree
from rodatraden.steering.schema import Model
from rodatraden.web.tables import Column, Table, Value

Models = Mapping[Occasion, Model]


def report_name(models: Models, occasion: Occasion) -> str:
    """What the municipality calls the report."""
    report = models[occasion].report_of(occasion.report) if occasion in models else None
    return report.name.one if report else occasion.report


def floor_name(models: Models, due: Due, many: bool = False) -> str:
    """What the municipality calls a floor: "enhetschef", "nämnder"."""
    model = models.get(due.occasion)
    part = (model.body_of(due.floor) or model.role_of(due.floor)) if model else None
    if part is None:
        return due.floor
    return (part.name.many if many else "") or part.name.one


def unit_name(tree: UnitTree, unit: int | None) -> str:
    place = tree.at(unit)
    return place.name if place else ""


def is_whole(tree: UnitTree, due: Due) -> bool:
    """Whether the row is the report for the whole municipality."""
    place = tree.places.get(due.unit)
    return place is not None and place.kind == "council"


def receiver_name(models: Models, tree: UnitTree, due: Due) -> Text | str:
    """To whom the report goes: a unit, or the council where the whole municipality's goes to it."""
    if due.receiver is not None:
        return unit_name(tree, due.receiver)
    return unit_name(tree, due.unit) if is_whole(tree, due) else ""


def due_table(models: Models, tree: UnitTree, found: Iterable[Due]) -> Table:
    """Who is to report by when, a row for each."""
    columns = (
        Column("report", _("Rapport")),
        Column("period", _("Period")),
        Column("unit", _("Lämnas av")),
        Column("floor", _("Led"), off=True),
        Column("due", _("Senast"), kind="date"),
        Column("receiver", _("Lämnas till")),
        Column("treated", _("Behandlas"), kind="date", off=True),
        Column("assumed", _("Antaget"), off=True),
        Column("reason", _("Ändrat"), off=True),
    )
    rows = [_row(models, tree, due) for due in found]
    return Table(_("Rapporternas sista dagar"), columns, rows, name="rapportkalender")


def _row(models: Models, tree: UnitTree, due: Due) -> dict[str, Value]:
    unit = unit_name(tree, due.unit)
    return {
        "report": report_name(models, due.occasion),
        "period": due.occasion.told,
        "unit": say("{unit} (hela kommunen)", unit=unit) if is_whole(tree, due) else unit,
        "floor": floor_name(models, due),
        "due": due.due,
        "receiver": receiver_name(models, tree, due) or None,
        "treated": due.treated,
        "assumed": " ".join(map(str, (*due.occasion.assumed, *due.assumed))) or None,
        "reason": due.reason or None,
    }


def due_objects(models: Models, tree: UnitTree, found: Iterable[Due]) -> list[dict[str, Any]]:
    """The same for other programs: keys of the model and of units, days as ISO dates."""
    return [_object(models, tree, due) for due in found]


def _object(models: Models, tree: UnitTree, due: Due) -> dict[str, Any]:
    occasion, receiver = due.occasion, tree.at(due.receiver)
    return {
        "report": occasion.report,
        "report_name": report_name(models, occasion),
        "kind": occasion.kind,
        "unit": tree.places[due.unit].key,
        "unit_name": unit_name(tree, due.unit),
        "period": occasion.period,
        "period_start": occasion.start.isoformat(),
        "period_end": occasion.last.isoformat(),
        "due": due.due.isoformat(),
        "floor": due.floor,
        "edge": due.edge,
        "receiver": receiver.key if receiver else None,
        "decided": due.decided.isoformat() if due.decided else None,
        "treated": due.treated.isoformat() if due.treated else None,
        "assumed": bool(due.assumed or occasion.assumed),
        "why": [str(reason) for reason in (*occasion.assumed, *due.assumed)],
        "changed": due.reason or None,
    }
