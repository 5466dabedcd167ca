"""Finds the rows that a file names, by key or by name, without asking the database per row."""

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from rodatraden.decisions.models import Decision
from rodatraden.exchange.layouts import Fault
from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.lib.text import Text, fold, say
from rodatraden.organisation.models import Unit
from rodatraden.steering.schema import Model
from rodatraden.thread.models import Item, ItemVersion

Found = TypeVar("Found")


@dataclass
class Register(Generic[Found]):
    """Things by key and by name. A name that several have finds none of them."""

    what: Text
    by_key: dict[str, Found] = field(default_factory=dict)
    by_name: dict[str, list[Found]] = field(default_factory=dict)
    asked: dict[str, Found | Text] = field(default_factory=dict)

    def add(self, thing: Found, key: str, *names: str) -> None:
        self.asked.clear()
        self.by_key[fold(key)] = thing
        for name in {fold(name) for name in names if name}:
            self.by_name.setdefault(name, []).append(thing)

    def find(self, typed: str) -> Found | Text:
        """The thing, or why it is not found, with the nearest that is. The same question is answered once."""
        if typed not in self.asked:
            self.asked[typed] = self._find(typed)
        return self.asked[typed]

    def _find(self, typed: str) -> Found | Text:
        asked = fold(typed)
        if asked in self.by_key:
            return self.by_key[asked]
        named = self.by_name.get(asked, [])
        if len(named) == 1:
            return named[0]
        if named:
            return say("{many} {what} heter ”{typed}”. Skriv nyckeln.", many=len(named), what=self.what, typed=typed)
        near = difflib.get_close_matches(asked, [*self.by_key, *self.by_name], 1, 0.75)
        if near:
            return say("”{typed}” finns inte. Menas ”{near}”?", typed=typed, near=near[0])
        return say("”{typed}” finns inte bland kommunens {what}.", typed=typed, what=self.what)


def units() -> Register[Unit]:
    """All units, also those that have ended: figures of earlier years are theirs."""
    found = Register[Unit](say("enheter"))
    for unit in Unit.objects.order_by("valid_to", "pk"):
        found.add(unit, unit.key, unit.name)
    return found


def indicators() -> Register[Indicator]:
    found = Register[Indicator](say("indikatorer"))
    for row in Indicator.objects.all():
        found.add(row, row.key, row.name, row.short_name, row.printed_name)
    return found


def decisions() -> Register[Decision]:
    found = Register[Decision](say("beslut"))
    for row in Decision.objects.all():
        found.add(row, row.key, row.title)
    return found


def items() -> Register[Item]:
    """What holds in the thread today and is nobody's own, by key or title."""
    found = Register[Item](say("led"))
    for version in ItemVersion.objects.decided_on(clock.today()).filter(personal=False).select_related("item"):
        found.add(version.item, version.item.key, version.title)
    return found


def levels(model: Model) -> Register[str]:
    found = Register[str](say("nivåer"))
    for level in model.level:
        found.add(level.key, level.key, level.name.one, level.name.many)
    return found


def role_kinds(model: Model) -> Register[str]:
    found = Register[str](say("roller"))
    for role in model.role:
        found.add(role.key, role.key, role.name.one, role.name.many)
    return found


@dataclass
class Finder:
    """Looks several things up for one row and gathers what was not found."""

    faults: list[Fault] = field(default_factory=list)

    def find(self, register: Register[Found], typed: object, column: str) -> Found | None:
        if not typed:
            return None
        found = register.find(str(typed))
        if isinstance(found, Text):
            self.faults.append(Fault(column, found))
            return None
        return found

    def all(self, find: Callable[[str], Found | Text], typed: Iterable[str], column: str) -> list[Found]:
        found = []
        for one in typed:
            thing = find(one)
            if isinstance(thing, Text):
                self.faults.append(Fault(column, thing))
            else:
                found.append(thing)
        return found


def faults_of(reasons: Mapping[str, str], columns: Mapping[str, str]) -> list[Fault]:
    """What a verb refused, by field, as faults by the file's column."""
    return [Fault(columns.get(name, ""), say("{said}", said=said)) for name, said in reasons.items()]
