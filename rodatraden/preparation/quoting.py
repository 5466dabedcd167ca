"""What earlier reports may be quoted: those that are frozen, never a report that still moves."""

from rodatraden.documents.models import Frozen, FrozenQuerySet
from rodatraden.lib.text import swedish_key
from rodatraden.organisation.access import Actor
from rodatraden.tenancy.links import here

REPORT = "report"


def frozen_to_quote(actor: Actor) -> FrozenQuerySet:
    """Frozen reports. They are official documents: everybody who is signed in reads them."""
    if not actor.may("read", None):
        return Frozen.objects.none()
    return Frozen.objects.current().filter(subject__startswith=f"{REPORT}:").order_by("-made_at")


def by_unit(actor: Actor) -> list[tuple[str, list[tuple[int, str]]]]:
    """The frozen reports by the name of the unit that reported, the latest first. One query."""
    names = {place.key: place.name for place in actor.tree.places.values()}
    found: dict[str, list[tuple[int, str]]] = {}
    for row in frozen_to_quote(actor):
        unit = row.subject.rpartition(":")[2]
        found.setdefault(names.get(unit, unit), []).append((row.pk, row.title))
    return sorted(found.items(), key=lambda pair: swedish_key(pair[0]))


def address_of(frozen: Frozen) -> str:
    """Where a quoted report is read, in the version that was quoted; empty for what is no report."""
    what, *key = frozen.subject.split(":")
    return f"{here('followup:document', *key)}?version={frozen.version}" if what == REPORT and len(key) == 3 else ""
