"""The people, the organisation and the small model that the thread's pages and verbs are tried by."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from rodatraden.decisions.models import Decision
from rodatraden.indicators.models import Indicator, Outcome, Target
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.organisation.access import Actor, actor_of, system
from rodatraden.organisation.models import Person, Role, Unit, UnitKind
from rodatraden.steering.tests.steered import begin_by
from rodatraden.tenancy import current
from rodatraden.tenancy.models import User
from rodatraden.thread.gather import Thread, gather
from rodatraden.thread.models import Item, ItemVersion
from rodatraden.thread.services import decide_version, draft_version, measure, serve

MODEL = (Path(__file__).parent / "model.toml").read_text(encoding="utf-8")
FROM = date(2018, 1, 1)
YEAR = Period.parse("2018")


class Town:
    """A small municipality: a council, two boards, a unit under one of them, and six people."""

    def __init__(self, model: str = MODEL) -> None:
        begin_by(model)
        self.council = self.unit("kf", "Kommunfullmäktige", UnitKind.COUNCIL, None)
        self.executive = self.unit("ks", "Kommunstyrelsen", UnitKind.EXECUTIVE_BOARD, self.council)
        self.board = self.unit("bun", "Barn- och utbildningsnämnden", UnitKind.BOARD, self.council)
        self.school = self.unit("skolan", "Parkskolan", UnitKind.SCHOOL, self.board)
        self.audit = self.unit("revision", "Revisionen", UnitKind.AUDIT, self.council)
        self.controller = self.person("Controller", "controller", self.council)
        self.secretary = self.person("Nämndsekreterare", "sekreterare", self.board)
        self.head = self.person("Rektor", "enhetschef", self.school)
        self.member = self.person("Ledamot", "ledamot", self.executive)
        self.auditor = self.person("Revisor", "revisor", self.audit)
        self.meeting = self.decision("kf-77", self.council, "77")
        self.board_meeting = self.decision("bun-12", self.board, "12")

    @property
    def cast(self) -> dict[str, User]:
        return {
            "controller": self.controller,
            "secretary": self.secretary,
            "head": self.head,
            "member": self.member,
            "auditor": self.auditor,
        }

    def unit(self, key: str, name: str, kind: UnitKind, parent: Unit | None) -> Unit:
        return Unit.objects.create(key=key, name=name, kind=kind, parent=parent)

    def person(self, name: str, kind: str, unit: Unit) -> User:
        user = User.objects.create(username=f"{kind}-{unit.key}-{current().slug}")
        Role.objects.create(person=Person.objects.create(name=name, user=user), unit=unit, kind=kind)
        return user

    def decision(self, key: str, body: Unit, paragraph: str) -> Decision:
        return Decision.objects.create(
            key=key, title=f"Beslut {paragraph}", body=body, date=date(2017, 11, 29), paragraph=paragraph
        )

    def actor(self, user: User) -> Actor:
        found = actor_of(user)
        assert found is not None
        return found

    @property
    def operator(self) -> Actor:
        return system()

    def draft(self, title: str, level: str = "namndmal", unit: Unit | None = None, **fields: Any) -> ItemVersion:
        return draft_version(self.operator, None, level=level, title=title, unit=unit or self.board, **fields)

    def decided(
        self,
        title: str,
        level: str = "namndmal",
        unit: Unit | None = None,
        serves: tuple[Item, ...] = (),
        since: date = FROM,
        **fields: Any,
    ) -> ItemVersion:
        version = self.draft(title, level, unit, **fields)
        if serves:
            serve(self.operator, version, serves)
        return decide_version(self.operator, version, None, since, note="Framgår inte av källan.", confirmed=True)

    def indicator(self, key: str = "trygghet", **fields: Any) -> Indicator:
        told: Any = {"name": key.capitalize(), "unit_of_measure": "index", "owner": self.council, **fields}
        return Indicator.objects.create(key=key, **told)

    def outcome(self, indicator: Indicator, period: str, value: str, **fields: Any) -> Outcome:
        told: Any = {"unit": indicator.owner, "entered_by": "Provet", "entered_at": clock.now(), **fields}
        return Outcome.objects.create(indicator=indicator, period=Period.parse(period), value=Decimal(value), **told)

    def target(self, indicator: Indicator, period: str, value: str | None, **fields: Any) -> Target:
        told: Any = {"unit": indicator.owner, "entered_by": "Provet", "entered_at": clock.now(), **fields}
        number = None if value is None else Decimal(value)
        return Target.objects.create(indicator=indicator, period=Period.parse(period), value=number, **told)

    def measured(self, title: str, *indicators: Indicator, **fields: Any) -> ItemVersion:
        """A decided item that indicators measure."""
        serves, since = fields.pop("serves", ()), fields.pop("since", FROM)
        version = self.draft(title, fields.pop("level", "namndmal"), fields.pop("unit", None), **fields)
        serve(self.operator, version, serves)
        measure(self.operator, version, indicators)
        return decide_version(self.operator, version, None, since, note="Framgår inte av källan.", confirmed=True)

    def thread(self, year: Period = YEAR, progress: bool = True) -> Thread:
        return gather(self.operator, clock.today(), year, progress=progress)
