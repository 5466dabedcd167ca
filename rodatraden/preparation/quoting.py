"""What earlier reports may be quoted: those that are frozen, never a report that still moves."""

from rodatraden.documents.models import Frozen, FrozenQuerySet
from rodatraden.organisation.access import Actor
from rodatraden.tenancy.links import here

REPORT = "report"


def frozen_to_quote(actor: Actor) -> FrozenQuerySet:
    """Frozen reports. They are official documents: everybody who is signed in reads them."""
    if not actor.may("read", None):
        return Frozen.objects.none()
    return Frozen.objects.current().filter(subject__startswith=f"{REPORT}:").order_by("-made_at")


def address_of(frozen: Frozen) -> str:
    """Where a quoted report is read, in the version that was quoted; empty for what is no report."""
    what, *key = frozen.subject.split(":")
    return f"{here('followup:document', *key)}?version={frozen.version}" if what == REPORT and len(key) == 3 else ""
