"""What has been corrected of how a decision is recorded: told where the decision is read, and not in the log alone."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from rodatraden.audit.log import entries
from rodatraden.audit.models import Entry
from rodatraden.decisions.models import Decision
from rodatraden.organisation.log_words import lines_told

VERB = "rättade"


@dataclass(frozen=True)
class Correction:
    """The day, who did it, and what stands now in place of what: "paragraf: 12 → 112"."""

    day: date
    by: str
    what: str


def corrections(decision: Decision, since: datetime | None = None) -> list[Correction]:
    """All corrections of a decision, or those since a moment, the first of them first. One query."""
    rows = entries().filter(kind="decision", object_id=decision.key, verb=VERB).order_by("at", "pk")
    if since is not None:
        rows = rows.filter(at__gt=since)
    return [Correction(localdate(row.at), row.actor, _told(row)) for row in rows]


def _told(row: Entry) -> str:
    return "; ".join(lines_told(row.before or {}, row.after or {}))
