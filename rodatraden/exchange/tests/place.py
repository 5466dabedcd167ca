"""A small municipality with something of everything that can be exchanged."""

from datetime import date
from decimal import Decimal
from typing import Any

from rodatraden.decisions.governing_services import register_document
from rodatraden.economy.models import Amount
from rodatraden.exchange.exports import export
from rodatraden.exchange.imports import preview
from rodatraden.exchange.steps import Preview
from rodatraden.exchange.tests import files
from rodatraden.indicators.models import Indicator, Outcome, SeriesBreak, Target
from rodatraden.lib.periods import Period
from rodatraden.organisation.models import Unit
from rodatraden.thread.models import ItemVersion, State
from rodatraden.thread.services import measure, tie
from rodatraden.thread.tests.cast import MODEL, Town

ENTERED = {"entered_by": "Provet", "entered_at": "2018-01-01T00:00:00Z"}
OUTCOME_HEAD = ("Indikator", "Enhet", "Period", "Utfall", "Orsak")


class Place(Town):
    """The thread's town, with a goal, three indicators, and figures of two years."""

    def __init__(self, model: str = MODEL) -> None:
        super().__init__(model)
        self.safety = self.new_indicator("trygghet", "Tryggheten i kommunen", self.council, source="SCB")
        self.rank = self.new_indicator("rang", "Företagsklimatet", self.council, rank_of=290, direction="lower")
        self.share = self.new_indicator(
            "andel", "=Andel nöjda", self.board, unit_of_measure="%", decimals=1, by_gender=True
        )
        SeriesBreak.objects.create(indicator=self.safety, day=date(2016, 1, 1), reason="ny enkät: på webben")
        self.outcome(self.safety, "2017", "51")
        self.outcome(self.rank, "2017", "228", measured_period="2016", note="Rang bland 290")
        self.outcome(self.share, "2018-T1", "70.5", breakdown="women", preliminary=True, example=True)
        self.new_target(self.safety, "2018", value=Decimal(55), decision=self.meeting)
        self.new_target(self.rank, "2018", form="interval", low=Decimal(100), high=Decimal(175))
        self.new_target(self.share, "2018", form="as_before", mandate=True)
        self.frame = self.new_amount("frame", "186300000", date(2018, 12, 31), decision=self.board_meeting)
        self.spent = self.new_amount("outcome", "122367000.5", date(2018, 8, 31), preliminary=True, example=True)
        self.area = self.decided("En öppen och trygg kommun", "vision", self.council, key="omrade-1", number="1")
        self.goal = self._goal()
        self.policy = register_document(
            self.operator,
            kind="policy",
            title="Policy för inköp",
            decision=self.meeting,
            responsible_unit=self.council,
            responsible_kind="controller",
            revise_by=date(2019, 1, 31),
            units=[self.board, self.council],
            text="Första raden\nandra raden å ä ö",
        )
        self.guideline = register_document(
            self.operator, kind="riktlinje", title="=Riktlinje", decision=self.board_meeting, law_current="KL 5:1"
        )
        tie(self.operator, self.goal.item, self.policy)

    def new_indicator(self, key: str, name: str, owner: Unit, **more: Any) -> Indicator:
        fields: Any = {"key": key, "name": name, "owner": owner, "unit_of_measure": "index", **more}
        return Indicator.objects.create(**fields)

    def outcome(self, indicator: Indicator, period: str, value: str, **more: Any) -> Outcome:
        said: dict[str, Any] = {"unit": indicator.owner, **ENTERED, **more}
        return Outcome.objects.create(indicator=indicator, period=Period.parse(period), value=Decimal(value), **said)  # type: ignore[misc]

    def new_target(self, indicator: Indicator, period: str, **more: Any) -> Target:
        said: dict[str, Any] = {"unit": indicator.owner, **ENTERED, **more}
        return Target.objects.create(indicator=indicator, period=Period.parse(period), **said)  # type: ignore[misc]

    def new_amount(self, kind: str, value: str, day: date, **more: Any) -> Amount:
        """An amount of the board on the line of operations."""
        said: dict[str, Any] = {"unit": self.board, "line": "drift", "year": day.year, "as_of": day, **ENTERED, **more}
        said |= {"kind": kind, "value": Decimal(value)}
        return Amount.objects.create(**said)

    def _goal(self) -> ItemVersion:
        version = self.decided(
            "@Alla ska känna sig trygga",
            "fullmaktigemal",
            self.council,
            (self.area.item,),
            key="mal-1",
            text="Första raden\nandra raden å ä ö",
            deadline=date(2018, 12, 31),
        )
        ItemVersion.objects.filter(pk=version.pk).update(state=State.DRAFT)
        version.refresh_from_db()
        measure(self.operator, version, [self.safety, self.rank])
        ItemVersion.objects.filter(pk=version.pk).update(state=State.DECIDED)
        version.refresh_from_db()
        return version

    def show(self, *rows: tuple[Any, ...], name: str = "fil.csv") -> Preview:
        """The preview of a CSV file with these rows."""
        return preview(self.operator, name, files.csv(*rows))

    def out(self, what: str, form: str) -> bytes:
        return export(self.operator, what, 2018, form)
