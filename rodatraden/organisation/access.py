"""Who may do what. Nothing else decides.

Rights are code, the steering model's roles name which they carry. A role's rights run down the unit tree, and
to units that have ended or are to come, by the unit that answers for them. Everybody signed in who holds a
role in the municipality today reads what is neither draft nor personal. Auditors and those who administer
read the log as well.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.utils.translation import get_language

from rodatraden.audit.log import By
from rodatraden.lib import clock
from rodatraden.lib.periods import is_within
from rodatraden.organisation import unread
from rodatraden.organisation.desks import desks
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import AUTHORITIES, Role, Unit, UnitKind
from rodatraden.organisation.tree import Place, UnitTree
from rodatraden.steering.active import held_on, model_as_read
from rodatraden.steering.schema import Model
from rodatraden.tenancy.models import User, holds_on

Right = Literal["read", "draft", "enter", "assess", "decide", "administer"]
RIGHTS: tuple[Right, ...] = ("read", "enter", "assess", "decide", "administer")
"""Those that a model gives. `draft` follows from `enter`: to write what is not decided, where one enters and for whom
one prepares."""


@dataclass(frozen=True)
class HeldRole:
    """A role somebody holds today: its kind, where, and the rights that the model gives it. `name` is in the words of
    the reader's language, `written` in the municipality's own."""

    kind: str
    name: str
    unit: Place
    rights: frozenset[str]
    audits: bool = False
    written: str = ""

    @property
    def told(self) -> str:
        """The role and where: "enhetschef (Hemtjänsten)"."""
        return f"{self.name} ({self.unit.name})"

    @property
    def recorded(self) -> str:
        """As `told`, in the municipality's own words, whoever reads."""
        return f"{self.written or self.name} ({self.unit.name})"


@dataclass(frozen=True)
class Actor:
    """Whoever acts: a person with roles, or nobody. `tree` is the organisation of the day, `model` the steering model,
    which holds `until` a day (None is open), `told` how many unread notices came to the roles themselves."""

    by: By
    person_id: int | None = None
    roles: tuple[HeldRole, ...] = ()
    tree: UnitTree = field(default_factory=lambda: UnitTree({}))
    reach: Mapping[str, frozenset[int]] = field(default_factory=dict)
    day: date | None = None
    model: Model | None = None
    told: int = 0
    language: str | None = None
    until: date | None = None

    @property
    def is_operator(self) -> bool:
        """The console, which nobody has given a role."""
        return self.person_id == OPERATOR

    def model_on(self, day: date) -> Model | None:
        """The steering model of a day, as the language at hand reads it: the one that gave today's rights is not asked
        for again as long as it holds."""
        known = self.model is not None and is_within(day, self.day, self.until) and self.language == get_language()
        return self.model if known else model_as_read(day)

    @property
    def reads_log(self) -> bool:
        """Whether the log may be read: by auditors (KL 12 kap., lay ones too), by who administers, by the operator."""
        return self.is_operator or any(role.audits or "administer" in role.rights for role in self.roles)

    def may(self, right: Right, unit: int | None) -> bool:
        """Whether the actor holds a right over a unit; reading is everybody's who is signed in."""
        if right == "read":
            return self.person_id is not None
        return unit is not None and unit in self.reach.get(right, frozenset())

    def may_anywhere(self, right: Right) -> bool:
        return self.may("read", None) if right == "read" else bool(self.reach.get(right))

    @cached_property
    def own_units(self) -> frozenset[int]:
        """The units the actor works in: those of the roles and all beneath them."""
        return frozenset(below.id for role in self.roles for below in self.tree.downward(role.unit.id))

    @cached_property
    def same_authority(self) -> frozenset[int]:
        """All units of the authorities the actor works in: within them drafts may be read (TF 2 kap., O5)."""
        mine = {place.id for role in self.roles if (place := self.tree.authority_of(role.unit.id))}
        return frozenset(_with_heirs(self.tree, {p for p in self.tree.places if self.tree.authority_id(p) in mine}))

    @cached_property
    def near(self) -> frozenset[int]:
        """The units whose drafts the actor reads: of the same authorities, and those that the actor writes or
        decides for."""
        return self.same_authority | self.reach.get("draft", frozenset()) | self.reach.get("decide", frozenset())

    @cached_property
    def near_with_council(self) -> frozenset[int]:
        """The same with the council for who is near the executive board: it prepares what the council decides
        (KL 6:13, 11:7, 11:16)."""
        places = self.tree.places.values()
        if any(place.kind == UnitKind.EXECUTIVE_BOARD and place.id in self.near for place in places):
            return self.near | {place.id for place in places if place.kind == UnitKind.COUNCIL}
        return self.near

    def units_as(self, kinds: Iterable[str]) -> frozenset[int]:
        """The units that the actor holds one of some kinds of roles over: its own and all beneath, and those that
        they answer for."""
        held = {role.unit.id for role in self.roles if role.kind in set(kinds)}
        return frozenset(_with_heirs(self.tree, {place.id for unit in held for place in self.tree.downward(unit)}))

    @cached_property
    def managed_units(self) -> frozenset[int]:
        """The units whose own head the actor is: what is personal there is seen by nobody further up."""
        return frozenset(role.unit.id for role in self.roles if "assess" in role.rights)


OPERATOR = 0
NOBODY = Actor(By("", ""))


def system(tree: UnitTree | None = None) -> Actor:
    """An operator at the console, who may everything (the console is the machine's owner)."""
    units = tree or unit_tree()
    everywhere = frozenset(units.places) | frozenset(units.heirs)
    reach: dict[str, frozenset[int]] = dict.fromkeys((*RIGHTS, "draft"), everywhere)
    return Actor(By("", "Konsolen"), person_id=OPERATOR, tree=units, reach=reach)


GuardedRow = TypeVar("GuardedRow", bound=models.Model)


def fetch(request: Request, rows: "models.QuerySet[GuardedRow]", /, to: Right = "read", **which: Any) -> GuardedRow:
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


def may_read_log(request: Request) -> bool:
    """For the menu."""
    return request.actor.reads_log


def may_load(request: Request) -> bool:
    """For the menu: whether the actor may load files of anything."""
    return request.actor.may_anywhere("administer") or request.actor.may_anywhere("enter")


def need_anywhere(actor: Actor, right: Right) -> None:
    """Stops who holds the right nowhere."""
    if not actor.may_anywhere(right):
        raise PermissionDenied


def need_log(actor: Actor) -> None:
    """Stops who may not read the log."""
    if not actor.reads_log:
        raise PermissionDenied


def unit_tree(day: date | None = None) -> UnitTree:
    """The organisation of the municipality at work on a day, today unless another is named. One query."""
    day = day or clock.today()
    names = ("id", "key", "name", "kind", "parent_id", "valid_from", "valid_to", "replaced_by_id")
    places: list[Place] = []
    heirs: dict[int, int | None] = {}
    left: dict[int, str] = {}
    for pk, key, name, kind, parent, begins, ends, heir in Unit.objects.values_list(*names):
        if (begins is None or begins <= day) and (ends is None or day <= ends):
            places.append(Place(pk, key, name, kind, parent, authority=kind in AUTHORITIES))
        else:
            heirs[pk] = heir or parent
            if heir is None and ends is not None and ends < day:
                left[pk] = name
    return UnitTree.of(places, heirs, left)


def actor_of(user: User) -> Actor | None:
    """The person that a signed-in user is in the municipality at work, with today's roles on units of today.

    None for a stranger, and for somebody whose roles have all ended. Three queries: roles, units, the model.
    """
    day = clock.today()
    held = Role.objects.filter(holds_on(day), person__user=user).select_related("person")
    roles = list(unread.counted(held))
    if not roles:
        return None
    tree, (written, model, until) = unit_tree(), held_on(day) or (None, None, None)
    standing = [role for role in roles if role.unit_id in tree.places]
    if not standing:
        return None
    found = tuple(_held(role, tree.places[role.unit_id], model, written) for role in standing)
    person, by = roles[0].person, By(str(roles[0].person_id), roles[0].person.name)
    reach, told = reach_of(found, tree), unread.told(standing)
    return Actor(by, person.pk, found, tree, reach, day, model, told, get_language(), until)


def _held(role: Role, place: Place, model: Model | None, written: Model | None) -> HeldRole:
    """A role as the model describes it. One that the model does not know gives no rights but to read."""
    described = model.role_of(role.kind) if model else None
    if described is None:
        return HeldRole(role.kind, role.kind, place, frozenset(), audits=place.kind == UnitKind.AUDIT)
    audits = described.kind == "auditor" or place.kind == UnitKind.AUDIT
    own = written.role_of(role.kind) if written else None
    return HeldRole(
        role.kind, described.name.one, place, frozenset(described.rights), audits, own.name.one if own else ""
    )


def reach_of(roles: Iterable[HeldRole], tree: UnitTree) -> dict[str, frozenset[int]]:
    """The units over which roles give each right: the role's own, those beneath, and those they answer for; what the
    administrations write for a board, and the executive board for the council, they draft."""
    found: dict[str, set[int]] = {right: set() for right in RIGHTS}
    for role in roles:
        below = {place.id for place in tree.downward(role.unit.id)}
        for right in role.rights:
            found[right] |= below
    enter = found["enter"]
    found["draft"] = enter | {unit for unit in tree.places if enter and not enter.isdisjoint(desks(tree, unit))}
    return {right: frozenset(_with_heirs(tree, units)) for right, units in found.items()}


def _with_heirs(tree: UnitTree, units: set[int]) -> set[int]:
    return units | {unit for unit in tree.heirs if tree.standing(unit) in units}
