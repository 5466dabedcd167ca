"""The municipality that deviations and remedies are tried in: two boards, each with a unit and its head."""

from datetime import date
from typing import Any

from django.test import Client

from rodatraden.organisation.models import UnitKind
from rodatraden.remedies.models import Deviation, Remedy
from rodatraden.remedies.services import report_deviation, write_remedy
from rodatraden.tenancy.models import User
from rodatraden.thread.models import ItemVersion
from rodatraden.thread.tests.cast import Town

AUTUMN = date(2018, 10, 31)


class Place(Town):
    """`head` answers for the school under one board, `stranger` for the home care under another."""

    def __init__(self) -> None:
        super().__init__()
        self.other_board = self.unit("sn", "Socialnämnden", UnitKind.BOARD, self.council)
        self.home_care = self.unit("hemtjanst", "Hemtjänsten", UnitKind.UNIT, self.other_board)
        self.stranger = self.person("Enhetschef", "enhetschef", self.home_care)
        self.reading = self.indicator("lasning", owner=self.school, unit_of_measure="%")
        self.goal: ItemVersion = self.measured("Alla läser", self.reading, unit=self.board)

    @property
    def everybody(self) -> dict[str, User]:
        return {**self.cast, "stranger": self.stranger}

    def deviation(self, who: str = "head", **fields: Any) -> Deviation:
        told: Any = {"unit": self.school, "what": "Färre läser", "item": self.goal.item, **fields}
        return report_deviation(self.actor(self.everybody[who]), **told)

    def remedy(self, who: str = "head", **fields: Any) -> Remedy:
        told: Any = {"unit": self.school, "what": "Läs varje dag", "deadline": AUTUMN, **fields}
        if not {"deviation", "item", "line"} & set(told):
            told["item"] = self.goal.item
        return write_remedy(self.actor(self.everybody[who]), **told)

    def client(self, who: str) -> Client:
        client = Client()
        client.force_login(self.everybody[who])
        return client

    def page(self, who: str, path: str) -> tuple[int, str]:
        answered = self.client(who).get(f"/perstorp/{path}")
        return answered.status_code, answered.content.decode()
