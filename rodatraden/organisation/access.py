"""Who may do what. Nothing else decides.

Rights are code, the steering model's roles name which they carry. A role's rights run down the unit tree.
Everybody signed in with a person in the municipality reads what is neither draft nor personal. Auditors
read the log as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404

from rodatraden.audit.log import By
from rodatraden.lib import clock
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import AUTHORITIES, Role, Unit, UnitKind
from rodatraden.organisation.tree import Place, UnitTree
from rodatraden.steering.active import active_model
from rodatraden.tenancy.models import User, holds_on

Right = Literal["read", "enter", "assess", "decide", "administer"]
RIGHTS: tuple[Right, ...] = ("read", "enter", "assess", "decide", "administer")


@dataclass(frozen=True)
class HeldRole:
    """A role somebody holds today: its kind, where, and the rights that the model gives it."""

    kind: str
    name: str
    unit: Place
    rights: frozenset[str]


@dataclass(frozen=True)
class Actor:
    """Whoever acts: a person with roles, or nobody. `tree` is the organisation of the day."""

    by: By
    person_id: int | None = None
    roles: tuple[HeldRole, ...] = ()
    tree: UnitTree = field(default_factory=lambda: UnitTree({}))
    reach: Mapping[str, frozenset[int]] = field(default_factory=dict)

    @property
    def reads_log(self) -> bool:
        return any(role.unit.kind == UnitKind.AUDIT or "administer" in role.rights for role in self.roles)

    def may(self, right: Right, unit: int | None) -> bool:
        """Whether the actor holds a right over a unit; reading is everybody's who is signed in."""
        if right == "read":
            return self.person_id is not None
        return unit is not None and unit in self.reach.get(right, frozenset())

    def may_anywhere(self, right: Right) -> bool:
        return self.may("read", None) if right == "read" else bool(self.reach.get(right))

    @property
    def own_units(self) -> frozenset[int]:
        """The units the actor works in: those of the roles and all beneath them."""
        return frozenset(below.id for role in self.roles for below in self.tree.downward(role.unit.id))

    @property
    def same_authority(self) -> frozenset[int]:
        """All units of the authorities the actor works in: within them drafts may be read (TF 2 kap., O5)."""
        mine = {self.tree.authority_of(role.unit.id) for role in self.roles} - {None}
        return frozenset(place for place in self.tree.places if self.tree.authority_of(place) in mine)

    @property
    def managed_units(self) -> frozenset[int]:
        """The units whose own head the actor is: what is personal there is seen by nobody further up."""
        return frozenset(role.unit.id for role in self.roles if "assess" in role.rights)


NOBODY = Actor(By("", ""))


def system(tree: UnitTree | None = None) -> Actor:
    """An operator at the console, who may everything (the console is the machine's owner)."""
    units = tree or unit_tree()
    everywhere = frozenset(units.places)
    return Actor(By("", "Konsolen"), person_id=0, tree=units, reach=dict.fromkeys(RIGHTS, everywhere))


class Guarded(Protocol):
    """A row that somebody answers for."""

    def answering_unit(self) -> int | None: ...


GuardedRow = TypeVar("GuardedRow", bound=models.Model)


def fetch(
    request: Request, rows: "models.QuerySet[GuardedRow]", /, to: Right = "read", **which: Any
) -> GuardedRow:
    """The row, if the actor may: 404 for who may not know of it, 403 for who may read but not do `to`.

    `rows` must already be what the actor can see (`visible_to`); the row says which unit answers for it.
    """
    row = rows.filter(**which).first()
    if row is None:
        raise Http404
    need(request.actor, to, row.answering_unit())  # type: ignore[attr-defined]
    return row


def need(actor: Actor, right: Right, unit: int | None) -> None:
    """Stops who does not hold the right over the unit. Verbs ask this before they change anything."""
    if not actor.may(right, unit):
        raise PermissionDenied


def need_anywhere(actor: Actor, right: Right) -> None:
    """Stops who holds the right nowhere."""
    if not actor.may_anywhere(right):
        raise PermissionDenied


def unit_tree() -> UnitTree:
    """The organisation of the municipality at work, today. One query."""
    rows = Unit.objects.filter(holds_on(clock.today())).values_list("id", "key", "name", "kind", "parent_id")
    return UnitTree.of(Place(*row, authority=row[3] in AUTHORITIES) for row in rows)


def actor_of(user: User) -> Actor | None:
    """The person that a signed-in user is in the municipality at work, with today's roles. Two queries."""
    day = clock.today()
    held = Role.objects.filter(holds_on(day), person__user=user).select_related("person")
    roles = list(held)
    if not roles:
        return None
    tree, model = unit_tree(), active_model(day)
    person = roles[0].person
    words = {role.key: role for role in model.role} if model else {}
    found = tuple(
        HeldRole(
            role.kind,
            str(words[role.kind].name.one) if role.kind in words else role.kind,
            tree.places[role.unit_id],
            frozenset(words[role.kind].rights) if role.kind in words else frozenset(),
        )
        for role in roles
        if role.unit_id in tree.places
    )
    reach = {
        right: frozenset(p.id for role in found if right in role.rights for p in tree.downward(role.unit.id))
        for right in RIGHTS
    }
    return Actor(By(str(person.pk), person.name), person.pk, found, tree, reach)
