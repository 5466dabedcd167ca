"""Every amount of a unit and year with where it came from, and those that were replaced or taken back."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.utils.timezone import localtime

from rodatraden.economy.deviation import in_thousands
from rodatraden.economy.models import Amount, AmountKind
from rodatraden.economy.rows import KINDS
from rodatraden.economy.sentence import signed_told
from rodatraden.lib.text import Text, say
from rodatraden.steering.schema import EconomyLine

SHORT = 8
"""So many amounts are shown at once; more unfold."""


@dataclass(frozen=True)
class Entry:
    """An amount as the history shows it. `address` is the query that opens its form."""

    amount: Amount
    line: str
    kind: str
    address: str
    may_change: bool = False

    @property
    def thousands(self) -> Decimal:
        return in_thousands(self.amount.value)

    @property
    def source(self) -> str:
        decision = self.amount.decision
        return "; ".join(part for part in (decision.title if decision else "", self.amount.source) if part)


@dataclass(frozen=True)
class Past:
    """An amount that no longer speaks: what it was, what it became, why and by whom."""

    what: str
    told: Text
    why: str
    by: str
    on: str


@dataclass(frozen=True)
class History:
    """What speaks, by line and kind with the newest first, and what no longer does."""

    entries: tuple[Entry, ...] = ()
    past: tuple[Past, ...] = ()

    @property
    def is_short(self) -> bool:
        return len(self.entries) <= SHORT


def history_of(unit: int, year: int, lines: Sequence[EconomyLine], may_write: Collection[str] = ()) -> History:
    """`may_write` are the kinds of amounts that the reader may change. One query."""
    found = Amount.objects.filter(unit=unit, year=year).select_related("decision").order_by("-as_of", "-pk")
    amounts = list(found)
    names = {line.key: line.name.one for line in lines}
    place = {key: at for at, key in enumerate(names)}
    current = [each for each in amounts if each.superseded_at is None]
    current.sort(key=lambda each: (place.get(each.line, len(place)), KINDS.index(each.kind)))
    return History(
        tuple(_entry(each, names.get(each.line, each.line), each.kind in may_write) for each in current),
        tuple(_past(amounts, names)),
    )


def _entry(amount: Amount, line: str, may_change: bool) -> Entry:
    kind = str(AmountKind(amount.kind).label)
    query = urlencode({"ar": amount.year, "rad": amount.line, "slag": amount.kind, "per": amount.as_of.isoformat()})
    return Entry(amount, line, kind, f"?{query}", may_change)


def _past(amounts: Sequence[Amount], names: dict[str, str]) -> Iterator[Past]:
    """The newest change first."""
    heirs = {each.replaces_id: each for each in amounts if each.replaces_id}
    gone = [each for each in amounts if each.superseded_at is not None]
    for each in sorted(gone, key=lambda each: (each.superseded_at, each.pk), reverse=True):
        heir = heirs.get(each.pk)
        what = f"{names.get(each.line, each.line)}, {AmountKind(each.kind).label} {each.as_of.isoformat()}"
        before = signed_told(each.value)
        told = (
            say("{before} blev {after}.", before=before, after=signed_told(heir.value))
            if heir
            else say("{before} återkallades.", before=before)
        )
        why = heir.reason if heir else each.withdrawn_because
        by = heir.entered_by if heir else each.withdrawn_by
        day = each.superseded_at
        yield Past(what, told, why, by, localtime(day).date().isoformat() if day else "")
