"""The plans of a year: what is due, how far it has come, and what is next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.db.models import Q

from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text, capital, fold, in_words, say, say_many
from rodatraden.organisation.access import Actor
from rodatraden.organisation.desks import desks
from rodatraden.organisation.heads import writes
from rodatraden.organisation.tree import Place
from rodatraden.planning.due import Changing, Due, day_for
from rodatraden.planning.kinds import begins_in, due_of, order_of, owner_kinds, owners
from rodatraden.planning.models import Plan
from rodatraden.planning.states import OPEN, STANDING
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.planning import Plan as Kind

LONG = 12
"""A list of more rows than this is folded, and can be searched."""


def _counted(rows: Sequence[Due]) -> Text:
    """ "3 beslutade, 5 på väg och 6 inte påbörjade"."""
    decided = sum(row.is_decided for row in rows)
    written = sum(row.plan is not None and row.plan.state in OPEN for row in rows)
    left = len(rows) - decided - written
    return say(
        "{decided}, {written} och {left}",
        decided=say_many(decided, "en beslutad", "{n} beslutade") if decided else say("ingen beslutad"),
        written=say_many(written, "en på väg", "{n} på väg") if written else say("ingen på väg"),
        left=say_many(left, "en inte påbörjad", "{n} inte påbörjade") if left else say("ingen kvar att påbörja"),
    )


def _late(rows: Sequence[Due]) -> Text:
    late = sum(row.is_late for row in rows)
    return say_many(late, "En har passerat sin sista dag.", "{n} har passerat sin sista dag.") if late else NOTHING


def _named(rows: Sequence[Due]) -> list[str]:
    """ "Budget 2019 (Kommunfullmäktige)", "Enhetsplaner 2019 (37)": a type at a time, by its unit where it is one."""
    kinds: dict[str, list[Due]] = {}
    for row in rows:
        kinds.setdefault(row.kind.key, []).append(row)
    return [
        f"{first.named} ({first.place.name})"
        if not others
        else f"{capital(first.kind.name.many or first.kind.name.one)} {first.year} ({len(others) + 1})"
        for first, *others in kinds.values()
    ]


@dataclass(frozen=True)
class Group:
    """All plans of a type."""

    kind: Kind
    rows: Sequence[Due]
    decided_by: str
    builds_on: Text

    @property
    def name(self) -> str:
        return capital(self.kind.name.many or self.kind.name.one)

    @property
    def is_long(self) -> bool:
        """Whether it is told in a sentence, and its rows when one asks for them."""
        return len(self.rows) > LONG

    @property
    def sentence(self) -> Text:
        """ "31 planer: 3 beslutade, 5 på väg och 23 inte påbörjade. 19 har passerat sin sista dag." """
        told = say("{n} planer: {counted}.", n=len(self.rows), counted=_counted(self.rows))
        late = _late(self.rows)
        return say("{first} {then}", first=told, then=late) if late else told

    def holding(self, words: str) -> "Group":
        """The rows that hold all of the words, in what the list shows of them."""
        wanted = fold(words).split()
        return replace(self, rows=[row for row in self.rows if all(each in fold(row.shown) for each in wanted)])


@dataclass(frozen=True)
class Plans:
    """The plans that begin a year, by type. `others` are those of this year and later ones that remain to be decided
    or changed. `mine` are those of any year that the actor's own units are to have or to write, in the order of their
    days."""

    year: int
    groups: Sequence[Group]
    own: frozenset[int]
    others: Sequence[Due] = ()

    @cached_property
    def rows(self) -> list[Due]:
        return [row for group in self.groups for row in group.rows]

    @cached_property
    def to_do(self) -> list[Due]:
        """What remains, in the order of its days."""
        found = [row for row in (*self.rows, *self.others) if not row.is_decided or row.change]
        return sorted(found, key=lambda row: row.next_day or date.max)

    @property
    def is_long(self) -> bool:
        return len(self.rows) > LONG

    def holding(self, words: str) -> list[Group]:
        """The types, with the rows that hold all of the words."""
        found = (group.holding(words) for group in self.groups)
        return [group for group in found if group.rows]

    @cached_property
    def mine(self) -> list[Due]:
        return [row for row in self.to_do if row.place.id in self.own]

    @property
    def sentence(self) -> Text:
        """ "14 planer för 2019: 3 beslutade, 5 på väg och 6 inte påbörjade." """
        decided = sum(row.is_decided for row in self.rows)
        if not self.rows:
            return say("Inga planer börjar {year}.", year=self.year)
        if decided == len(self.rows):
            return say_many(
                decided, "Planen för {year} är beslutad.", "Alla planer för {year} är beslutade.", year=self.year
            )
        if len(self.rows) == 1:
            if self.rows[0].plan is not None and self.rows[0].plan.state in OPEN:
                return say("Planen för {year} är på väg.", year=self.year)
            return say("Planen för {year} är inte påbörjad.", year=self.year)
        return say("{n} planer för {year}: {counted}.", n=len(self.rows), year=self.year, counted=_counted(self.rows))

    @property
    def next(self) -> Text:
        """What is late, and what is due next, of whatever year."""
        told = [each for each in (_late(self.rows) or self._late_of_others, self._nearest) if each]
        return say("{first} {then}", first=told[0], then=told[1]) if len(told) > 1 else next(iter(told), NOTHING)

    @property
    def _late_of_others(self) -> Text:
        years = [row.year for row in self.others if row.is_late]
        if not years:
            return NOTHING
        return say_many(
            years.count(min(years)),
            "En plan för {year} har passerat sin sista dag.",
            "{n} planer för {year} har passerat sin sista dag.",
            year=min(years),
        )

    @property
    def _nearest(self) -> Text:
        today = clock.today()
        for row in self.to_do:
            day = row.next_day
            if day is not None and day >= today:
                same = [each for each in self.to_do if each.next_day == day and each.year == row.year]
                told = {"plan": in_words(_named(same)), "day": day.isoformat(), "year": row.year}
                if row.year != self.year:
                    return say("Närmast, bland planerna för {year}: {plan}, senast {day}.", **told)
                return say("Närmast: {plan}, senast {day}.", **told)
        return NOTHING


def plans_of(actor: Actor, model: Model, asked: int | None = None) -> Plans:
    """The plans that are to begin a year, and others that do. Two queries.

    Where no year is asked for, it is the earliest from this one on that has a plan that is not decided; of a year that
    nobody has made any plan of, only if it is yet to come.
    """
    this = clock.today().year
    found = Plan.objects.filter(Q(starts__year__gte=this) | Q(starts__year=asked or this))
    rows = list(found.select_related("unit", "decision", "replaces__decision").order_by("pk"))
    readable = set(found.visible_to(actor).values_list("pk", flat=True))
    made = {plan.starts.year for plan in rows}
    years = sorted({this + 1, *made, asked or this + 1})
    groups = _groups(actor, model, years, _There(rows, readable))
    due = {year: [row for group in groups[year] for row in group.rows] for year in years}
    left = {year: [row for row in due[year] if not row.is_decided] for year in years if year >= this}
    year = asked or next((each for each in years if left.get(each)), this + 1)
    others = [row for each in years if each != year and each >= this for row in due[each]]
    return Plans(year, groups[year], _own(actor), [row for row in others if not row.is_decided or row.change])


class _There:
    """The plans that there are, by type, unit and year: the one that stands, else the one that is written, else the
    latest; and what changes the one that stands."""

    def __init__(self, rows: Sequence[Plan], readable: set[int]) -> None:
        self.readable = readable
        self.plans: dict[tuple[str, int, int], list[Plan]] = {}
        for plan in rows:
            self.plans.setdefault((plan.kind, plan.unit_id, plan.starts.year), []).append(plan)

    def of(self, kind: str, unit: int, year: int) -> tuple[Plan | None, Plan | None]:
        rows = self.plans.get((kind, unit, year), [])
        standing = next((plan for plan in reversed(rows) if plan.state in STANDING), None)
        written = next((plan for plan in reversed(rows) if plan.state in OPEN), None)
        if standing is not None:
            return standing, written
        return written or next(reversed(rows), None), None


def _groups(actor: Actor, model: Model, years: Sequence[int], there: _There) -> Mapping[int, list[Group]]:
    """The plans of each year, by type."""
    found: dict[int, list[Group]] = {year: [] for year in years}
    for kind in order_of(model):
        kinds, own = owner_kinds(model, kind), {place.id for place in owners(actor.tree, model, kind)}
        places = [(place, place.id in own) for place in actor.tree.places.values() if place.kind in kinds]
        before = [known.name.one for key in kind.builds_on if (known := model.plan_of(key)) is not None]
        for year in years:
            due = list(_rows(actor, model, kind, year, places, there))
            if due:
                found[year].append(Group(kind, due, model.who(kind.decided_by), in_words(before)))
    return found


def _own(actor: Actor) -> frozenset[int]:
    """The actor's units, and those whose plans are written at them: a board's is by its administration."""
    units = frozenset(role.unit.id for role in actor.roles)
    writing = frozenset(role.unit.id for role in actor.roles if {"enter", "assess"} & set(role.rights))
    return units | {place for place in actor.tree.places if writing & desks(actor.tree, place)}


def _rows(
    actor: Actor, model: Model, kind: Kind, year: int, places: Sequence[tuple[Place, bool]], there: _There
) -> Iterator[Due]:
    """The plans of those that are to have one of the type, and of others that have one."""
    is_expected = begins_in(model, kind, year)
    for place, is_owner in places:
        plan, change = there.of(kind.key, place.id, year)
        if plan is None and not (is_expected and is_owner):
            continue
        day = day_for(model, kind, plan) if plan is not None and plan.state in OPEN else due_of(kind, year)
        is_free = plan is None or plan.state not in OPEN | STANDING
        readable = plan is not None and plan.pk in there.readable
        row = Due(kind, place, year, plan, day, readable, is_free and writes(actor, place.id))
        if change is not None:
            changing = Changing(change, day_for(model, kind, change), change.pk in there.readable)
            row = replace(row, change=changing)
        yield row
