"""The rows of the files that come in again, as they stand today."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import F

from rodatraden.decisions.models import Decision, GoverningDocument
from rodatraden.economy.models import Amount
from rodatraden.exchange import load_decisions, load_governing, load_indicators, load_organisation
from rodatraden.exchange.layouts import THREAD, Col, Layout
from rodatraden.exchange.summaries import plain_number, thread_of
from rodatraden.exchange.thread_values import (
    LINED,
    asked_columns,
    content_of,
    decided_of,
    latest_progress,
    progress_of,
    with_links,
)
from rodatraden.indicators.models import Indicator, Outcome, Target
from rodatraden.indicators.sight import read_hidden, sight_of
from rodatraden.indicators.small_groups import Spot
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Role, Unit
from rodatraden.steering.active import active_model
from rodatraden.thread.governing import item_keys
from rodatraden.thread.models import ItemVersion
from rodatraden.web.tables import Value

Row = Mapping[str, Value]


def definition_rows() -> Iterator[Row]:
    for indicator in Indicator.objects.select_related("owner").prefetch_related("breaks"):
        yield _plain(load_indicators.values_of(indicator))


def unit_rows() -> Iterator[Row]:
    """Units, those above before those beneath."""
    units = list(Unit.objects.select_related("parent", "replaced_by"))
    by_pk = {unit.pk: unit for unit in units}
    depth = {unit.pk: _depth(unit, by_pk) for unit in units}
    for unit in sorted(units, key=lambda unit: depth[unit.pk]):
        heir = unit.replaced_by
        yield {**_plain(load_organisation.values_of(unit)), "replaced_by": heir.key if heir else ""}


def _depth(unit: Unit, units: Mapping[int, Unit]) -> int:
    found, above = 0, unit.parent_id
    while above is not None and found <= len(units):
        found, above = found + 1, units[above].parent_id
    return found


def role_rows() -> Iterator[Row]:
    for role in Role.objects.select_related("person", "unit", "substitute_for__person").order_by("unit__key", "pk"):
        regular = role.substitute_for
        yield {
            "person": role.person.name,
            "email": role.person.email,
            "role": role.kind,
            "unit": role.unit.key,
            "substitute_for": regular.person.name if regular else "",
            "valid_from": role.valid_from,
            "valid_to": role.valid_to,
            "example": role.person.example,
        }


def outcome_rows(actor: Actor) -> Iterator[Row]:
    """Current outcomes, of all years; those of small groups that the actor may not see with why in their place."""
    hidden = read_hidden(sight_of(actor))
    for row in _figure_rows(Outcome, ("measured_period", "value", "preliminary", "forecast", "people")):
        spot = Spot(row["unit_id"], str(row["breakdown"]), row["period"])  # type: ignore[arg-type]
        why = hidden.get(row["indicator_id"], {}).get(spot)  # type: ignore[arg-type]
        yield {**row, "outcome": why, "people": None, "note": ""} if why else row


def target_rows() -> Iterator[Row]:
    yield from _figure_rows(Target, ("form", "value", "low", "high", "mandate", "decision__key"))


def _figure_rows(kind: type[Outcome] | type[Target], names: tuple[str, ...]) -> Iterator[Row]:
    rows = kind.objects.filter(superseded_at=None)
    whose = (
        "indicator_id",
        "unit_id",
        "indicator__key",
        "indicator__name",
        "unit__key",
        "unit__name",
        "period",
        "breakdown",
    )
    ordered = rows.order_by("indicator__position", "indicator__key", "unit__key", "breakdown", "period")
    value_name = "outcome" if kind is Outcome else "target"
    for row in ordered.values(*whose, *names, "source", "note", "example").iterator(chunk_size=5000):
        yield {
            **row,
            "indicator": row["indicator__key"],
            "indicator_name": row["indicator__name"],
            "unit": row["unit__key"],
            "unit_name": row["unit__name"],
            "decision": row.get("decision__key"),
            value_name: plain_number(row["value"]),
            "low": plain_number(row.get("low")),
            "high": plain_number(row.get("high")),
        }


def amount_rows() -> Iterator[Row]:
    """Current frames, outcomes and forecasts, of all years."""
    names = ("line", "kind", "year", "as_of", "preliminary", "source", "note", "example")
    rows = Amount.objects.current().order_by("year", "unit__position", "unit__key", "line", "kind", "as_of")
    for row in rows.values("unit__key", "unit__name", "value", "decision__key", *names).iterator(chunk_size=5000):
        yield {
            **row,
            "unit": row["unit__key"],
            "unit_name": row["unit__name"],
            "year": str(row["year"]),
            "value": plain_number(row["value"]),
            "decision": row["decision__key"],
        }


def decision_rows() -> Iterator[Row]:
    """Decisions, the earliest first."""
    for decision in Decision.objects.select_related("body").order_by(F("date").asc(nulls_first=True), "key"):
        yield _plain(load_decisions.values_of(decision))


def governing_rows() -> Iterator[Row]:
    """The register of governing documents, the earliest versions first."""
    rows = GoverningDocument.objects.select_related("decision__body", "responsible_unit", "replaces")
    rows, items = rows.order_by(F("valid_from").asc(nulls_first=True), "pk"), item_keys()
    for row in rows.prefetch_related("concerns__unit"):
        values = load_governing.values_of(row, items.get(row.pk, ()))
        yield {**_plain(values), "replaces": row.replaces.key if row.replaces else ""}


def asked(day: date) -> tuple[Col, ...]:
    """The columns that the thread has for the questions of the model of a day."""
    model = active_model(day)
    return asked_columns(model) if model else ()


def thread_rows(actor: Actor, year: int) -> Iterator[Row]:
    """The decided thread with its statuses of a year, those above before those beneath. Of personal goals only those
    that the actor may read, with whose they are (R5)."""
    thread = thread_of(actor, year)
    shown = [node.version.pk for node in thread.nodes.values()]
    versions = {version.pk: version for version in with_links(ItemVersion.objects.filter(pk__in=shown))}
    layout = replace(THREAD, columns=(*THREAD.columns, *asked_columns(thread.model)))
    progress = latest_progress()
    for node in thread.nodes.values():
        version, status = versions[node.version.pk], node.judgement
        yield {
            "key": node.key,
            **_plain({**content_of(version, layout), **decided_of(version)}),
            **_plain(progress_of(progress.get(version.item_id))),
            "person": version.person.name if version.person else None,
            "state": version.get_state_display(),
            "status": status.word if status else None,
            "status_reason": status.reason if status else None,
        }


def _plain(values: Mapping[str, object]) -> dict[str, Value]:
    """Values as cells: several keys as one text, what is said of each on a line of its own."""
    return {
        name: ("\n" if name in LINED else ", ").join(value) if isinstance(value, tuple) else value  # type: ignore[misc]
        for name, value in values.items()
    }


def worded(column: Col, value: Value) -> Value:
    """A key as the word that the file shows for it."""
    return column.words.get(str(value), value) if column.words and value else value


def in_words(layout: Layout, rows: Iterator[Row]) -> Iterator[Row]:
    """Rows with words instead of keys where the layout has words."""
    chosen = [column for column in layout.columns if column.words]
    for row in rows:
        yield {**row, **{column.key: worded(column, row.get(column.key)) for column in chosen}}
