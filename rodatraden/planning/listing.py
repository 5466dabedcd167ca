"""The plans of a year: what is due, how far it has come, and what is next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text, in_words, say, say_many
from rodatraden.organisation.access import Actor
from rodatraden.organisation.desks import desks
from rodatraden.organisation.heads import writes
from rodatraden.organisation.tree import Place
from rodatraden.planning.kinds import begins_in, called, due_of, order_of, owners
from rodatraden.planning.models import Plan, State
from rodatraden.planning.states import OPEN, STANDING, shown
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.planning import Plan as Kind
from rodatraden.web.marks import Mark

IN_FORCE = say("gäller")


@dataclass(frozen=True)
class Due:
    """A plan that a unit is to have: the one that there is, if any, and the day by which it is to be decided.

    Where the one that there is was rejected, annulled or ended, another may be begun.
    """

    kind: Kind
    place: Place
    plan: Plan | None
    by: date | None
    readable: bool
    may_begin: bool

    @property
    def name(self) -> str:
        return called(self.kind)

    @property
    def is_decided(self) -> bool:
        return self.plan is not None and self.plan.state in STANDING

    @property
    def is_late(self) -> bool:
        """Whether its day has passed. A decided plan that is being changed was decided in time."""
        is_change = self.plan is not None and self.plan.replaces_id is not None
        return not self.is_decided and not is_change and self.by is not None and self.by < clock.today()

    @property
    def state(self) -> Text | str:
        if self.plan is None:
            return say("inte påbörjad")
        return state_told(self.plan)

    @property
    def mark(self) -> Mark:
        """What is decided, what is being made, and what is late or not begun, as colour, symbol and word."""
        if self.is_decided:
            return Mark("met", "disc", self.state)
        if self.is_late:
            return Mark("missed", "square", self.state)
        return Mark("partly", "diamond", self.state) if self.plan else Mark("unmeasured", "ring", self.state)


def state_told(plan: Plan) -> Text | str:
    """The state in words: one in force says so."""
    state = shown(plan.state, plan.valid_from, plan.valid_to, clock.today())
    return IN_FORCE if state == "in_force" else str(State(state).label)


@dataclass(frozen=True)
class Group:
    """All plans of a type."""

    kind: Kind
    rows: Sequence[Due]
    decided_by: str
    builds_on: Text

    @property
    def name(self) -> str:
        name = self.kind.name.many or self.kind.name.one
        return name[:1].upper() + name[1:]


@dataclass(frozen=True)
class Plans:
    """The plans that begin a year, by type. `mine` are those that the actor's own units are to have or to write, in
    the order of their days."""

    year: int
    groups: Sequence[Group]
    own: frozenset[int]

    @cached_property
    def rows(self) -> list[Due]:
        return [row for group in self.groups for row in group.rows]

    @cached_property
    def mine(self) -> list[Due]:
        found = [row for row in self.rows if row.place.id in self.own and not row.is_decided]
        return sorted(found, key=lambda row: row.by or date.max)

    @property
    def sentence(self) -> Text:
        """ "14 planer för 2019: 3 beslutade, 5 på väg och 6 inte påbörjade." """
        decided = sum(row.is_decided for row in self.rows)
        written = sum(row.plan is not None and row.plan.state in OPEN for row in self.rows)
        left = len(self.rows) - decided - written
        if not self.rows:
            return say("Inga planer börjar {year}.", year=self.year)
        if decided == len(self.rows):
            return say_many(
                decided, "Planen för {year} är beslutad.", "Alla planer för {year} är beslutade.", year=self.year
            )
        if len(self.rows) == 1:
            if written:
                return say("Planen för {year} är på väg.", year=self.year)
            return say("Planen för {year} är inte påbörjad.", year=self.year)
        return say(
            "{n} planer för {year}: {decided}, {written} och {left}.",
            n=len(self.rows),
            year=self.year,
            decided=say_many(decided, "en beslutad", "{n} beslutade") if decided else say("ingen beslutad"),
            written=say_many(written, "en på väg", "{n} på väg") if written else say("ingen på väg"),
            left=say_many(left, "en inte påbörjad", "{n} inte påbörjade") if left else say("ingen kvar att påbörja"),
        )

    @property
    def next(self) -> Text:
        """What is late, or due next."""
        late = sum(row.is_late for row in self.rows)
        if late:
            return say_many(late, "En har passerat sin sista dag.", "{n} har passerat sin sista dag.")
        coming = [row for row in self.rows if not row.is_decided and row.by is not None]
        if not coming:
            return NOTHING
        first = min(coming, key=lambda row: row.by or date.max)
        return say(
            "Närmast: {plan}, senast {day}.", plan=called(first.kind), day=first.by.isoformat() if first.by else ""
        )


def plans_of(actor: Actor, model: Model, year: int) -> Plans:
    """The plans that are to begin a year, and others that do. Two queries."""
    rows = Plan.objects.filter(starts__year=year).select_related("unit", "decision").order_by("pk")
    there: dict[tuple[str, int], Plan] = {}
    for plan in rows:
        former = there.get((plan.kind, plan.unit_id))
        if former is None or former.state not in STANDING or plan.state in OPEN:
            there[plan.kind, plan.unit_id] = plan
    readable = set(Plan.objects.visible_to(actor).filter(starts__year=year).values_list("pk", flat=True))
    own = _own(actor)
    groups = []
    for kind in order_of(model):
        due = list(_rows(actor, model, kind, year, there, readable))
        others = [found.name.one for key in kind.builds_on if (found := model.plan_of(key)) is not None]
        groups.append(Group(kind, due, model.who(kind.decided_by), in_words(others)))
    return Plans(year, [group for group in groups if group.rows], own)


def _own(actor: Actor) -> frozenset[int]:
    """The actor's units, and those whose plans are written at them: a board's is by its administration."""
    units = frozenset(role.unit.id for role in actor.roles)
    writing = frozenset(role.unit.id for role in actor.roles if {"enter", "assess"} & set(role.rights))
    return units | {place for place in actor.tree.places if writing & desks(actor.tree, place)}


def _rows(
    actor: Actor,
    model: Model,
    kind: Kind,
    year: int,
    there: Mapping[tuple[str, int], Plan],
    readable: set[int],
) -> Iterator[Due]:
    expected = begins_in(model, kind, year)
    for place in owners(actor.tree, model, kind):
        plan = there.get((kind.key, place.id))
        if plan is not None or expected:
            is_free = plan is None or plan.state not in OPEN | STANDING
            may_begin = is_free and writes(actor, place.id)
            yield Due(kind, place, plan, due_of(kind, year), plan is not None and plan.pk in readable, may_begin)
