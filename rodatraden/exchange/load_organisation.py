"""Units, people and their roles from a file."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from rodatraden.exchange import lookup
from rodatraden.exchange.attempts import attempt, changes, differing
from rodatraden.exchange.layouts import ROLES, UNITS, Fault, Known, Line
from rodatraden.exchange.load_indicators import key_fault
from rodatraden.exchange.lookup import Finder, Register
from rodatraden.exchange.reading import counted, lines_of
from rodatraden.exchange.steps import Step, faulty
from rodatraden.exchange.values import Value
from rodatraden.lib import clock
from rodatraden.lib.text import fold, say
from rodatraden.organisation.access import Actor, reach_of, system, unit_tree
from rodatraden.organisation.models import Person, Role, Unit
from rodatraden.organisation.services import add_person, change_unit, create_unit, end_role, end_unit, give_role
from rodatraden.steering.active import active_model
from rodatraden.tenancy.edits import Refused


def refreshed(actor: Actor) -> Actor:
    """The actor in the organisation as it is now: rights reach the units that this load has made."""
    tree = unit_tree()
    if actor.is_operator:
        return system(tree)
    return replace(actor, tree=tree, reach=reach_of(actor.roles, tree))


@dataclass
class Building:
    """What a load of units knows as it goes along."""

    actor: Actor
    stored: dict[str, Unit]
    register: Register[Unit]
    lines: dict[str, Line] = field(default_factory=dict)
    steps: dict[int, Step] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)


def load_units(actor: Actor, known: Known, commit: bool) -> list[Step]:
    """Makes, changes and ends units; a parent in the file comes before what lies under it."""
    stored = {unit.key: unit for unit in Unit.objects.select_related("parent")}
    work = Building(actor, stored, lookup.units())
    lines = lines_of(known)
    for line in lines:
        work.lines.setdefault(str(line.values.get("key")), line)
    for line in counted(known, lines):
        for one in _from_above(work, line):
            _unit(work, one)
    return [work.steps[line.number] for line in lines]


def _from_above(work: Building, line: Line) -> list[Line]:
    """A row after those in the file that it lies under; a circle is broken where it closes."""
    found, passed = [line], {line.number}
    while above := work.lines.get(str(found[-1].values.get("parent") or "")):
        if above.number in passed or above.number in work.steps or above.values.get("key") in work.stored:
            break
        found.append(above)
        passed.add(above.number)
    return found[::-1]


def values_of(unit: Unit) -> dict[str, Value]:
    """A unit as the file has it."""
    found: dict[str, Value] = {column.key: unit.__dict__.get(column.key) for column in UNITS.columns if not column.told}
    return {**found, "parent": unit.parent.key if unit.parent else ""}


def _unit(work: Building, line: Line) -> None:
    if line.number in work.steps:
        return
    key = str(line.values.get("key") or "")
    finder = Finder(list(line.faults))
    parent = finder.find(work.register, line.values.get("parent"), "Lyder under")
    label = str(line.values.get("name") or key)
    if fault := key_fault(key, work.seen, line.number):
        finder.faults.append(fault)
    if finder.faults:
        work.steps[line.number] = faulty(line.number, finder.faults, label)
        return
    said: dict[str, Value] = dict(line.values)
    if "parent" in said:
        said["parent"] = parent.key if parent else ""
    if said.get("position") is None:
        said.pop("position", None)
    row = work.stored.get(key)
    work.steps[line.number] = _changed(work, line, row, said, parent) if row else _new(work, line, key, said, parent)


def _new(work: Building, line: Line, key: str, said: dict[str, Value], parent: Unit | None) -> Step:
    fields: dict[str, Any] = {name: value for name, value in said.items() if name != "parent"}

    def write() -> None:
        unit = create_unit(work.actor, **fields, parent=parent)
        work.stored[key] = unit
        work.register.add(unit, unit.key, unit.name)
        work.actor = refreshed(work.actor)

    return attempt(Step(line.number, "new", str(said["name"])), UNITS, write)


def _changed(work: Building, line: Line, row: Unit, said: dict[str, Value], parent: Unit | None) -> Step:
    had = values_of(row)
    found = differing(UNITS, said, had)
    if not found:
        return Step(line.number, "unchanged", row.name)
    step = Step(line.number, "changed", row.name, changes(UNITS, found, had))
    fields: dict[str, Any] = {name: value for name, value in found.items() if name != "valid_to"}
    if "parent" in fields:
        fields["parent"] = parent

    def write() -> None:
        if fields:
            change_unit(work.actor, row, **fields)
        if "valid_to" in found:
            _end(work.actor, row, found["valid_to"])
        work.actor = refreshed(work.actor)

    return attempt(step, UNITS, write)


def _end(actor: Actor, row: Unit, on: Value) -> None:
    if not isinstance(on, date):
        raise Refused({"valid_to": str(say("En enhet som har avslutats öppnas inte igen. Lägg till en ny."))})
    end_unit(actor, row, on)


@dataclass
class Staffing:
    """What a load of roles knows as it goes along."""

    actor: Actor
    units: Register[Unit]
    kinds: Register[str]
    people: Register[Person]
    roles: list[Role]

    def held(self, person: Person, unit: Unit, kind: str) -> list[Role]:
        return [row for row in self.roles if (row.person, row.unit, row.kind) == (person, unit, kind)]


def load_roles(actor: Actor, known: Known, commit: bool) -> list[Step]:
    """Gives and ends roles; who is ordinary comes before who stands in for them. People are added as needed."""
    model = active_model(clock.today())
    lines = lines_of(known)
    if model is None:
        why = say("Kommunen har ingen styrmodell som gäller i dag, och därför inga roller.")
        return [faulty(line.number, [Fault("", why)]) for line in lines]
    work = Staffing(
        actor,
        lookup.units(),
        lookup.role_kinds(model),
        _people(),
        list(Role.objects.select_related("person", "unit", "substitute_for__person")),
    )
    steps = {}
    for line in counted(known, sorted(lines, key=lambda line: bool(line.values.get("substitute_for")))):
        steps[line.number] = _role(work, line)
    return [steps[line.number] for line in lines]


def _people() -> Register[Person]:
    """People by e-mail (where they have one) and by name."""
    found = Register[Person](say("personer"))
    for person in Person.objects.all():
        found.add(person, person.email or f"person {person.pk}", person.name)
    return found


def _role(work: Staffing, line: Line) -> Step:
    finder = Finder(list(line.faults))
    said = line.values
    unit = finder.find(work.units, said.get("unit"), "Enhet")
    kind = finder.find(work.kinds, said.get("role"), "Roll")
    name, email = str(said.get("person") or ""), str(said.get("email") or "")
    label = ", ".join(part for part in (name, str(said.get("role") or ""), unit.name if unit else "") if part)
    same_name = work.people.by_name.get(fold(name), [])
    if not email and len(same_name) > 1:
        finder.faults.append(Fault("E-post", say("Flera heter så. Skriv e-postadressen.")))
    if finder.faults or unit is None or kind is None:
        return faulty(line.number, finder.faults, label)
    by_email = work.people.by_key.get(fold(email)) if email else None
    named = same_name[0] if len(same_name) == 1 and (not email or same_name[0].email in ("", email)) else None
    person = by_email or named
    begins, ends = said.get("valid_from"), said.get("valid_to")
    for row in work.held(person, unit, kind) if person else ():
        if row.valid_from == begins or ("valid_from" not in said and row.holds_on(clock.today())):
            return _existing(work, line, row, ends if "valid_to" in said else row.valid_to, label)
    return attempt(Step(line.number, "new", label), ROLES_AS_VERB, _giving(work, line, person, unit, kind))


def _giving(work: Staffing, line: Line, person: Person | None, unit: Unit, kind: str) -> Callable[[], None]:
    said: dict[str, Any] = dict(line.values)

    def write() -> None:
        who = person or add_person(work.actor, name=said["person"], email=said.get("email") or "")
        regular = _regular(work, unit, kind, str(said.get("substitute_for") or ""))
        made = give_role(
            work.actor,
            person=who,
            unit=unit,
            kind=kind,
            valid_from=said.get("valid_from"),
            valid_to=said.get("valid_to"),
            substitute_for=regular,
        )
        work.roles.append(made)
        if person is None:
            work.people.add(who, who.email or f"person {who.pk}", who.name)

    return write


def _regular(work: Staffing, unit: Unit, kind: str, typed: str) -> Role | None:
    """The role that a substitute stands in for: the same one on the same unit, held by the person named."""
    if not typed:
        return None
    held = [row for row in work.roles if row.unit == unit and row.kind == kind and row.substitute_for_id is None]
    for row in held:
        if fold(typed) in (fold(row.person.name), fold(row.person.email)):
            return row
    raise Refused({"substitute_for": str(say("”{typed}” har inte den rollen på enheten.", typed=typed))})


def _existing(work: Staffing, line: Line, row: Role, ends: Value, label: str) -> Step:
    """A role that is there already: it may end, and nothing else of it is changed."""
    regular = row.substitute_for
    had = {"valid_to": row.valid_to, "substitute_for": regular.person.name if regular else ""}
    said = {"valid_to": ends, "substitute_for": line.values.get("substitute_for", had["substitute_for"])}
    if regular and fold(str(said["substitute_for"] or "")) == fold(regular.person.email):
        said["substitute_for"] = had["substitute_for"]
    found = differing(ROLES, said, had)
    if not found:
        return Step(line.number, "unchanged", label)
    step = Step(line.number, "changed", label, changes(ROLES, found, had))
    if "substitute_for" in found or not isinstance(ends, date):
        why = say("En roll ändras inte. Avsluta den med ett datum och ge en ny.")
        return step.refused(Fault("Ersätter" if "substitute_for" in found else "Till och med", why))
    last: date = ends
    return attempt(step, ROLES_AS_VERB, lambda: end_role(work.actor, row, last))


ROLES_AS_VERB = replace(
    ROLES,
    columns=(
        *ROLES.columns,
        replace(ROLES.column("role"), key="kind"),
        replace(ROLES.column("valid_to"), key="on"),
        replace(ROLES.column("person"), key="name"),
    ),
)
"""The columns by the names that the verbs give the fields they refuse."""
