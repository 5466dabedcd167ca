"""The cast: test people of each municipality, named by their role, never by an invented name.

At least one of them can sign in for each role of the municipality's model; the others hold the roles that
activities and goals point at. Used by the demo's sign-in page and by tests.
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain

from rodatraden.audit.log import By
from rodatraden.demo.load import BY
from rodatraden.demo.rows import PersonRow, Town
from rodatraden.lib import clock
from rodatraden.lib.text import slug
from rodatraden.organisation.access import Actor, system
from rodatraden.organisation.models import Person, Role, Unit
from rodatraden.tenancy.models import User


def username(town: str, account: str) -> str:
    """The sign-in name of one of the cast: "perstorp-controller"."""
    return f"{town}-{account}"


def make_cast(town: Town) -> None:
    """Persons, accounts and roles of the municipality at work; its units exist. Accounts are used again."""
    users = _accounts(town)
    units = dict(Unit.objects.values_list("key", "pk"))
    people: dict[str, Person] = {}
    roles: dict[tuple[str, str, str], Role] = {}
    for row in town.people:
        if row.name not in people:
            account = users.get(username(town.slug, row.account)) if row.account else None
            email = f"{row.account or slug(row.name)[:60]}@{town.slug}.example"
            people[row.name] = Person.objects.create(name=row.name, email=email, user=account, example=True)
        roles[row.name, row.unit, row.role] = _role(row, people[row.name], units[row.unit], roles)


def _role(row: PersonRow, person: Person, unit: int, roles: dict[tuple[str, str, str], Role]) -> Role:
    stands_for = roles[row.substitute_for, row.unit, row.role] if row.substitute_for else None
    return Role.objects.create(
        person=person,
        unit_id=unit,
        kind=row.role,
        substitute_for=stands_for,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def _accounts(town: Town) -> dict[str, User]:
    """The accounts, without passwords: in the demo one chooses a role instead of signing in."""
    wanted = {username(town.slug, row.account): row.name for row in town.people if row.account}
    found = set(User.objects.filter(username__in=wanted).values_list("username", flat=True))
    made = [User(username=name) for name in wanted if name not in found]
    for user in made:
        user.set_unusable_password()
    User.objects.bulk_create(made)
    return User.objects.in_bulk(list(wanted), field_name="username")


def demonstrating() -> Actor:
    """The console as it makes the demo: what it freezes and tells says that the demo did it."""
    return replace(system(), by=By("", BY))


def writers(actor: Actor) -> Mapping[int, str]:
    """By unit, who of the cast writes for it: an official there, else right under it, else nearest above it."""
    model, tree = actor.model_on(clock.today()), actor.tree
    writing = {role.key for role in model.role if role.kind == "official" and "enter" in role.rights} if model else ()
    held = Role.objects.on(clock.today()).filter(kind__in=writing, substitute_for=None).order_by("-pk")
    named = dict(held.values_list("unit", "person__name"))
    found = {}
    for place in tree.places.values():
        near = chain([place], tree.children.get(place.id, ()), tree.upward(place.id))
        found[place.id] = next((named[one.id] for one in near if one.id in named), "")
    return found
