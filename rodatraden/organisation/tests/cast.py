"""A small organisation, and somebody for each role in it."""

from datetime import date
from pathlib import Path

from rodatraden.organisation.access import Actor, actor_of
from rodatraden.organisation.models import Person, Role, Unit, UnitKind
from rodatraden.steering.tests.steered import begin_by
from rodatraden.tenancy.models import User

MODEL = (Path(__file__).parent / "model.toml").read_text(encoding="utf-8")
TODAY = date(2018, 9, 10)


class Town:
    """A council, two boards with what lies under one of them, the auditors, and one person for each role.

    `cast` holds the accounts; "stranger" has an account but no person here, "former" had a role last year.
    """

    def __init__(self) -> None:
        begin_by(MODEL)
        self.council = self.unit("kf", "Kommunfullmäktige", UnitKind.COUNCIL)
        self.board = self.unit("sn", "Socialnämnden", UnitKind.BOARD, self.council)
        self.other = self.unit("bn", "Byggnadsnämnden", UnitKind.BOARD, self.council)
        self.office = self.unit("sf", "Socialförvaltningen", UnitKind.ADMINISTRATION, self.board)
        self.area = self.unit("vo", "Vård och omsorg", UnitKind.AREA, self.office)
        self.home_care = self.unit("ht", "Hemtjänsten", UnitKind.UNIT, self.area)
        self.audit = self.unit("rev", "Revisionen", UnitKind.AUDIT, self.council)
        self.cast: dict[str, User] = {}
        self.people: dict[str, Person] = {}
        self.person("controller", self.council)
        self.person("sekreterare", self.board)
        self.person("chef", self.area)
        self.person("ledamot", self.council)
        self.person("revisor", self.audit)
        self.person("sekreterare", self.other, account="former", ended=date(2017, 12, 31))
        self.cast["stranger"] = User.objects.create(username="stranger")

    def unit(self, key: str, name: str, kind: UnitKind, parent: Unit | None = None) -> Unit:
        return Unit.objects.create(key=key, name=name, kind=kind, parent=parent)

    def person(self, kind: str, unit: Unit, account: str = "", ended: date | None = None) -> Role:
        account = account or kind
        user = User.objects.create(username=account)
        self.people[account] = Person.objects.create(name=f"{kind} {unit.key}", user=user)
        self.cast[account] = user
        return Role.objects.create(person=self.people[account], unit=unit, kind=kind, valid_to=ended)

    def actor(self, account: str) -> Actor:
        found = actor_of(self.cast[account])
        assert found is not None
        return found
