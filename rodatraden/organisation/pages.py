"""What the pages of the organisation show, gathered in a few queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from rodatraden.audit.log import entries
from rodatraden.audit.models import Entry
from rodatraden.lib import clock
from rodatraden.lib.text import Text
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Person, Role, Unit, UnitKind
from rodatraden.organisation.sentence import holder_told, organisation_told, unit_told, unled_told
from rodatraden.organisation.tree import Place, UnitTree
from rodatraden.steering.active import model_as_read
from rodatraden.steering.schema import Role as RoleDescription
from rodatraden.tenancy.current import current
from rodatraden.tenancy.links import here
from rodatraden.web.context import Station
from rodatraden.web.tables import Column, Example, Link, Table, Value


@dataclass(frozen=True)
class Holding:
    """A role as a page shows it. `ended` says that it no longer holds, `coming` that it does not yet. `weight`
    orders those who lead before those who only read."""

    role: Role
    word: str
    ended: bool
    coming: bool
    weight: int = 0

    @property
    def holds(self) -> bool:
        return not self.ended and not self.coming

    @property
    def told(self) -> str:
        """The person and the role in a line."""
        return holder_told(self.role.person.name, self.word)


@dataclass(frozen=True)
class Branch:
    """A unit in the picture of the tree, with who holds roles on it today and what lies under it."""

    place: Place
    kind: str
    holders: tuple[Holding, ...]
    below: tuple["Branch", ...]
    example: bool


@dataclass(frozen=True)
class UnitsPage:
    """The whole organisation today."""

    sentence: Text
    then: Text
    branches: tuple[Branch, ...]
    table: Table
    ended: tuple[Unit, ...]


@dataclass(frozen=True)
class UnitPage:
    """One unit: who, what is under it, what it was made of, and what has happened to it."""

    sentence: Text
    holdings: tuple[Holding, ...]
    former: tuple[Holding, ...]
    below: tuple[Unit, ...]
    history: tuple[Entry, ...]
    stations: tuple[Station, ...]


def holdings(roles: Sequence[Role]) -> tuple[Holding, ...]:
    """Roles in the model's words, those that lead a unit first."""
    day, model = clock.today(), model_as_read(clock.today())
    described = {role.key: role for role in model.role} if model else {}
    return tuple(sorted((_holding(role, described.get(role.kind), day) for role in roles), key=lambda one: -one.weight))


def _holding(role: Role, described: RoleDescription | None, day: date) -> Holding:
    weights = {"assess": 4, "decide": 2, "enter": 1}
    return Holding(
        role,
        described.name.one if described else role.kind,
        role.valid_to is not None and role.valid_to < day,
        role.valid_from is not None and role.valid_from > day,
        sum(weights.get(right, 0) for right in described.rights) if described else 0,
    )


def units_page(actor: Actor) -> UnitsPage:
    """The tree of today and the units that have ended. Four queries."""
    tree = actor.tree
    held: dict[int, list[Holding]] = defaultdict(list)
    for holding in holdings(list(Role.objects.on(clock.today()).select_related("person"))):
        held[holding.role.unit_id].append(holding)
    units = Unit.objects.select_related("replaced_by").in_bulk()
    tops = tree.children.get(None, ())
    day = clock.today()
    return UnitsPage(
        organisation_told(current().name, tree),
        unled_told(tree, held),
        tuple(_branch(tree, place, held, units) for place in tops),
        _units_table(tree, held, units),
        tuple(unit for unit in units.values() if unit.valid_to is not None and unit.valid_to < day),
    )


def _branch(tree: UnitTree, place: Place, held: Mapping[int, Sequence[Holding]], units: Mapping[int, Unit]) -> Branch:
    below = tuple(_branch(tree, child, held, units) for child in tree.children.get(place.id, ()))
    return Branch(place, kind_word(place.kind), tuple(held.get(place.id, ())), below, units[place.id].example)


def kind_word(kind: str) -> str:
    return str(UnitKind(kind).label)


def _units_table(tree: UnitTree, held: Mapping[int, Sequence[Holding]], units: Mapping[int, Unit]) -> Table:
    columns = (
        Column("unit", _("Enhet"), kind="link"),
        Column("kind", _("Slag")),
        Column("above", _("Lyder under")),
        Column("roles", _("Roller i dag")),
    )
    order = [place for top in tree.children.get(None, ()) for place in tree.downward(top.id)]
    rows = [_unit_row(place, tree, held.get(place.id, ()), units[place.id]) for place in order]
    return Table(_("Enheter"), columns, rows, name="organisation")


def _unit_row(place: Place, tree: UnitTree, held: Sequence[Holding], unit: Unit) -> dict[str, Value]:
    link = Link(place.name, here("organisation:unit", place.key))
    above = tree.places.get(place.parent) if place.parent else None
    return {
        "unit": Example(link) if unit.example else link,
        "kind": kind_word(place.kind),
        "above": above.name if above else None,
        "roles": ", ".join(f"{one.role.person.name} ({one.word})" for one in held) or None,
    }


def unit_page(actor: Actor, unit: Unit) -> UnitPage:
    """Everything about a unit, also one that has ended."""
    found = holdings(list(Role.objects.filter(unit=unit).select_related("person", "substitute_for__person")))
    above = actor.tree.places.get(unit.parent_id) if unit.parent_id else None
    today = [(one.role.person.name, one.word) for one in found if one.holds]
    keys = [unit.key, *Unit.objects.filter(replaced_by=unit).values_list("key", flat=True)]
    return UnitPage(
        unit_told(kind_word(unit.kind).capitalize(), above, today),
        tuple(one for one in found if not one.ended),
        tuple(one for one in found if one.ended),
        tuple(Unit.objects.on(clock.today()).filter(parent=unit)),
        tuple(entries().filter(kind="unit", object_id__in=keys)[:50]),
        stations(actor.tree, unit),
    )


def stations(tree: UnitTree, unit: Unit | None = None, last: str = "", level: str = "") -> tuple[Station, ...]:
    """The way from the top of the organisation to a unit, and to what is done with it (`level` says what kind of
    thing `last` is)."""
    found = [Station(_("Kommun"), _("Organisation"), here("organisation:units"), current=unit is None and not last)]
    if unit is not None:
        above = reversed(tree.upward(unit.parent_id)) if unit.parent_id else ()
        found += [Station(_kind(place.kind), place.name, here("organisation:unit", place.key)) for place in above]
        address = here("organisation:unit", unit.key)
        found.append(Station(_kind(unit.kind), unit.name, address, current=not last, example=unit.example))
    if last:
        found.append(Station(level or _("Ändra"), last, current=True))
    return tuple(found)


def _kind(kind: str) -> str:
    return kind_word(kind).capitalize()


def people_table() -> Table:
    """Everybody known in the municipality, with today's roles. Three queries."""
    held: dict[int, list[Holding]] = defaultdict(list)
    for holding in holdings(list(Role.objects.on(clock.today()).select_related("unit"))):
        held[holding.role.person_id].append(holding)
    columns = (
        Column("person", _("Person"), kind="link"),
        Column("roles", _("Roller i dag")),
        Column("email", _("E-post")),
    )
    rows = [_person_row(person, held.get(person.pk, ())) for person in Person.objects.all()]
    return Table(_("Personer"), columns, rows, sort="person", name="personer")


def _person_row(person: Person, held: Sequence[Holding]) -> dict[str, Value]:
    link = Link(person.name, here("organisation:person", person.pk))
    roles = ", ".join(f"{one.word}, {one.role.unit.name}" for one in held)
    return {"person": Example(link) if person.example else link, "roles": roles, "email": person.email or None}
