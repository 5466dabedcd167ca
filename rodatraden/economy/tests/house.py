"""A small municipality with people, and amounts of its economy."""

from datetime import date
from decimal import Decimal
from typing import Any

from rodatraden.decisions.models import Decision
from rodatraden.economy.models import Amount
from rodatraden.lib import clock
from rodatraden.organisation.models import Unit
from rodatraden.organisation.tests.cast import Town

YEAR_END, JULY, AUGUST = date(2018, 12, 31), date(2018, 7, 31), date(2018, 8, 31)


class House(Town):
    """The organisation's town with a decision of the council, and rows of the economy on demand."""

    def __init__(self) -> None:
        super().__init__()
        self.budget = Decision.objects.create(
            key="kf-budget", title="Budget 2018", body=self.council, date=date(2017, 11, 27), paragraph="133"
        )

    def amount(self, unit: Unit, kind: str, thousands: int, day: date = YEAR_END, **more: Any) -> Amount:
        """An amount in thousands of kronor, of the day's year, on the line of operations."""
        told: dict[str, Any] = {"line": "drift", "year": day.year, "entered_by": "Provet", "entered_at": clock.now()}
        told |= {"unit": unit, "kind": kind, "value": Decimal(thousands) * 1000, "as_of": day, **more}
        return Amount.objects.create(**told)

    def some(self) -> None:
        """Two boards with frames, outcomes and forecasts; one expects a deficit."""
        for unit, frame, outcome, forecast in (
            (self.board, 152_600, 102_700, 155_000),
            (self.other, 21_900, 14_400, 21_800),
        ):
            self.amount(unit, "frame", frame, decision=self.budget)
            self.amount(unit, "outcome", outcome, AUGUST, source="Ekonomisystemet")
            self.amount(unit, "forecast", forecast, JULY)

    def told(self, unit: Unit, **more: Any) -> dict[str, Any]:
        """What `record_amount` is given for a forecast of 150 mkr."""
        usual = {"unit": unit.pk, "line": "drift", "kind": "forecast", "year": 2018, "as_of": AUGUST}
        return {**usual, "value": Decimal(150_000_000), **more}
