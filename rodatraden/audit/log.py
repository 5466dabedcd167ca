"""The one way to write the log, and to read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet

from rodatraden.audit.models import Entry
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.tenancy import current, current_or_none
from rodatraden.tenancy.models import Owned

Values = Mapping[str, Any]


@dataclass(frozen=True)
class By:
    """Who acts, as the log remembers it: an id that need not resolve, and a name."""

    id: str
    name: str


def record(
    actor: By,
    verb: str,
    kind: str,
    object_id: object,
    label: str,
    before: Values | None = None,
    after: Values | None = None,
) -> Entry:
    """Writes one entry for the municipality at work (none for what concerns the whole installation).

    `before` and `after` hold the named fields that changed: rows are kept by what they are called, and
    periods by their key.
    """
    municipality = current_or_none()
    return Entry.objects.create(
        municipality_id=municipality.pk if municipality else None,
        at=clock.now(),
        actor_id=actor.id,
        actor=actor.name,
        verb=verb,
        kind=kind,
        object_id=str(object_id),
        label=label[:300],
        before=_plain(before),
        after=_plain(after),
    )


class Told(NamedTuple):
    """What is said of one of the many that a verb did something to."""

    id: object
    label: str
    after: Values | None = None
    before: Values | None = None


def record_all(actor: By, verb: str, kind: str, rows: Iterable[Told]) -> None:
    """One entry for each row, in one statement: for a verb upon many at once."""
    municipality = current_or_none()
    fixed = {
        "municipality_id": municipality.pk if municipality else None,
        "at": clock.now(),
        "actor_id": actor.id,
        "actor": actor.name,
        "verb": verb,
        "kind": kind,
    }
    Entry.objects.bulk_create(
        Entry(
            **fixed,
            object_id=str(row.id),
            label=row.label[:300],
            before=_plain(row.before),
            after=_plain(row.after),
        )
        for row in rows
    )


def _plain(values: Values | None) -> dict[str, Any] | None:
    return {name: _as_json(value) for name, value in values.items()} if values else None


def _as_json(value: Any) -> Any:
    if isinstance(value, Owned):
        return str(value)
    if isinstance(value, Period):
        return value.key
    simple = (str, int, float, bool, type(None), list, dict)
    return value if isinstance(value, simple) else DjangoJSONEncoder().default(value)


def entries() -> QuerySet[Entry]:
    """The log of the municipality at work, newest first."""
    return Entry.objects.filter(municipality_id=current().pk)
