"""What waits for a body's decision, and the meeting that it is put on: from functions named in `settings.AGENDA`.

A function `(actor, body) -> Iterable[Ready]` gives what is prepared and that this actor may see, in a constant number
of queries. A higher floor adds itself by its dotted name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from rodatraden.decisions.models import GoverningDocument, Motion
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import UnitKind
from rodatraden.organisation.tree import Place
from rodatraden.tenancy.links import here


@dataclass(frozen=True)
class Ready:
    """Something that a body may decide: what, of which sort, where it is read, and since when it waits. `meeting` is
    the day on which it is to be treated, `why` the reason where the calendar has no meeting then."""

    title: str
    sort: str
    url: str
    since: date | None = None
    example: bool = False
    meeting: date | None = None
    why: str = ""


def ready_for(actor: Actor, body: Place) -> list[Ready]:
    """All that waits for the body, the longest waiting first; what has no day last."""
    found = [each for name in settings.AGENDA for each in import_string(name)(actor, body)]
    return sorted(found, key=lambda each: (each.since is None, each.since or date.max, each.title))


def prepared_motions(actor: Actor, body: Place) -> Iterable[Ready]:
    """Motions and citizens' proposals that are prepared and not settled: the council's. One query."""
    if body.kind != UnitKind.COUNCIL:
        return []
    rows = Motion.objects.filter(decision=None, prepared_on__lte=clock.today())
    return [
        Ready(
            row.title, row.get_kind_display(), here("decisions:motion", row.pk), row.prepared_on, row.example,
            row.meeting, row.meeting_why,
        )
        for row in rows
    ]  # fmt: skip


def documents_to_revise(actor: Actor, body: Place) -> Iterable[Ready]:
    """Governing documents of the body that should have been revised. One query."""
    day = clock.today()
    rows = GoverningDocument.objects.unreplaced().without_text().filter(decision__body=body.id, revise_by__lt=day)
    return [
        Ready(row.title, _("ska revideras"), here("decisions:governing", row.key), row.revise_by, row.example)
        for row in rows
        if row.valid_to is None or row.valid_to >= day
    ]
