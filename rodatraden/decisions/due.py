"""What the register asks of a year: when governing documents are to be looked over."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from django.db.models import Q

from rodatraden.decisions.models import GoverningDocument
from rodatraden.lib.text import Text, say
from rodatraden.organisation.access import Actor
from rodatraden.tenancy.links import to_pages

Kind = Literal["revise", "follow-up", "review"]


class Due(NamedTuple):
    """A day by which something is to be done, what, of which kind, by which unit, and where it is done. `key`
    names what it is about for ever, and `done` says whether it is done where that can be known."""

    day: date
    title: Text
    kind: Kind
    unit: int | None
    url: str
    key: str
    done: bool | None = None


def due_dates(year: int, actor: Actor) -> Sequence[Due]:
    """When documents that still hold are to be revised and followed up, in the order of the days. One query.

    None of it is done: a document that is looked over gets another day, or another takes its place.
    """
    if not actor.may("read", None):
        return []
    first, last = date(year, 1, 1), date(year, 12, 31)
    asked = Q(revise_by__range=(first, last)) | Q(follow_up_by__range=(first, last))
    rows = GoverningDocument.objects.unreplaced().filter(asked)
    names = ("key", "title", "revise_by", "follow_up_by", "valid_to", "responsible_unit_id")
    address, found = to_pages("decisions:governing"), list[Due]()
    for key, title, revise_by, follow_up_by, ends, unit in rows.values_list(*names):
        asked_for: tuple[tuple[Kind, date | None, Text], ...] = (
            ("revise", revise_by, say("{title} revideras", title=title)),
            ("follow-up", follow_up_by, say("{title} följs upp", title=title)),
        )
        for kind, day, told in asked_for:
            if day and first <= day <= last and (ends is None or day <= ends):
                found.append(Due(day, told, kind, unit, address(key), key, done=False))
    return sorted(found, key=lambda due: (due.day, due.url))
