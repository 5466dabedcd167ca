"""What is to be written, and what became of it: light values, for one figure or fifty thousand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from rodatraden.indicators.models import Breakdown, TargetForm
from rodatraden.lib.periods import Period
from rodatraden.tenancy import many
from rodatraden.tenancy.many import said


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What outcomes and targets have in common. Ids of the indicator and of the unit whose figure it is.

    A None is not said: a correction then keeps what the figure had before, a new figure gets the usual.
    `reason` says why an existing figure is changed. `seen` is the id of the figure that the writer saw
    there (0 for none); without it nobody looked.
    """

    indicator: int
    unit: int
    period: Period
    breakdown: str = Breakdown.TOTAL
    source: str | None = None
    note: str | None = None
    decimals: int | None = None
    example: bool | None = None
    reason: str = ""
    seen: int | None = None

    @property
    def values(self) -> tuple[Decimal | None, ...]:
        """The numbers: value, then low and high of a target."""
        raise NotImplementedError

    def content(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """The fields that make up the figure, given those it had before (empty for a new one)."""
        raise NotImplementedError

    @property
    def is_forecast(self) -> bool:
        """Whether it is said beforehand of a whole period: it stands beside the outcome."""
        return False

    @property
    def key(self) -> tuple[int, int, Period, str, bool]:
        return self.indicator, self.unit, self.period, self.breakdown, self.is_forecast


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeEntry(Entry):
    """An outcome. `measured_period` equal to `period` says that it was measured there after all. `people` is how many
    persons are behind it."""

    value: Decimal
    measured_period: Period | None = None
    preliminary: bool | None = None
    forecast: bool = False
    people: int | None = None

    @property
    def is_forecast(self) -> bool:
        return self.forecast

    @property
    def values(self) -> tuple[Decimal | None, ...]:
        return (self.value,)

    def content(self, before: Mapping[str, Any]) -> dict[str, Any]:
        measured = self.measured_period or before.get("measured_period") or ""
        return {
            "value": self.value,
            "measured_period": "" if measured == self.period else measured,
            "preliminary": bool(said(self.preliminary, before.get("preliminary", False))) and not self.forecast,
            "forecast": self.forecast,
            "people": said(self.people, before.get("people")),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetEntry(Entry):
    """A target: one value, an interval, or at least as the period before. `decision` is an id."""

    form: str = TargetForm.VALUE
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    mandate: bool | None = None
    decision: int | None = None

    @property
    def values(self) -> tuple[Decimal | None, ...]:
        return self.value, self.low, self.high

    def content(self, before: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "form": self.form,
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "mandate": said(self.mandate, before.get("mandate", False)),
            "decision_id": said(self.decision, before.get("decision_id")),
        }


@dataclass
class Report(many.Report):
    """What became of the entries; `was` is the value that a changed figure had before, by the entry's place."""

    was: dict[int, Decimal | None] = field(default_factory=dict)
