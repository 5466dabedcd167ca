"""What is to be written, and what became of it: light values, for one amount or a whole budget."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from rodatraden.economy.rows import Kind
from rodatraden.tenancy.many import said

Key = tuple[int, str, str, int, date]
"""Unit, line, kind, year and day: what only one amount may speak of at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountEntry:
    """An amount to enter or correct, in kronor. Without `as_of` it is the year's last day.

    A None is not said: a correction then keeps what the amount had before, a new one gets the usual. `reason` says
    why an amount that is there is changed. `seen` is the id of the amount that the writer saw there (0 for none);
    without it nobody looked. `decision` is an id, and said of frames only.
    """

    unit: int
    line: str
    kind: Kind
    year: int
    value: Decimal
    as_of: date | None = None
    preliminary: bool | None = None
    source: str | None = None
    note: str | None = None
    decision: int | None = None
    example: bool | None = None
    reason: str = ""
    seen: int | None = None

    @property
    def day(self) -> date:
        return self.as_of or date(self.year, 12, 31)

    @property
    def key(self) -> Key:
        return self.unit, self.line, self.kind, self.year, self.day

    def content(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """The fields that make up the amount, given those it had before (empty for a new one). Whether it is made up
        goes with the value: a new figure is real until somebody says otherwise."""
        same = before.get("value") == self.value
        return {
            "value": self.value,
            "preliminary": self.kind == "outcome" and bool(said(self.preliminary, before.get("preliminary"))),
            "source": said(self.source, before.get("source")) or "",
            "note": said(self.note, before.get("note")) or "",
            "decision_id": said(self.decision, before.get("decision_id")),
            "example": bool(said(self.example, before.get("example") if same else None)),
        }
