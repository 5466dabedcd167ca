"""What the steering model says of a plan type: whose it is, who decides it, for which time, with what in it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rodatraden.lib.elections import AN_ELECTION, is_election_year, new_council_from
from rodatraden.lib.periods import day_in
from rodatraden.lib.text import capital, slug
from rodatraden.organisation.tree import Place, UnitTree
from rodatraden.steering.schema import Level, Model
from rodatraden.steering.schema.organisation import AUTHORITIES, BOARDS, COMPANIES, ONE_OF_ITS_KIND
from rodatraden.steering.schema.planning import Deadline, Plan
from rodatraden.thread.levels import Decider, decider_named

WITHIN = frozenset({"administration", "area", "school", "unit"})
"""Kinds of units within an authority: their plans are an official's."""


def decider_of(model: Model, kind: Plan) -> Decider:
    """Who decides plans of the type."""
    return decider_named(model, kind.decided_by)


def owner_kinds(model: Model, kind: Plan) -> frozenset[str]:
    """The kinds of units that have a plan of the type; empty where the model names none.

    Of a role they are where it belongs, and where all that the plan decides may be owned: a school's plan is its
    head's, whatever the head is called there.
    """
    body = model.body_of(kind.owner)
    if body is not None:
        return BOARDS if body.kind in BOARDS and body.many else frozenset({body.kind})
    role = model.role_of(kind.owner)
    if role is None:
        return frozenset()
    owned = [frozenset(level.owned_by) for level in model.level if level.decided_in == kind.key]
    shared = frozenset.intersection(*owned) & WITHIN if owned else frozenset()
    return frozenset(role.belongs_to) | shared


def levels_of(model: Model, kind: Plan) -> tuple[Level, ...]:
    """The levels that plans of the type decide.

    A company's plan that no level names decides what companies own, where the plan that it is named for is not theirs.
    """
    named = tuple(level for level in model.level if level.decided_in == kind.key)
    kinds = owner_kinds(model, kind)
    if named or not kinds or not kinds <= AUTHORITIES - BOARDS - ONE_OF_ITS_KIND:
        return named
    others = {other.key: owner_kinds(model, other) for other in model.plan}
    return tuple(
        level
        for level in model.level
        if kinds & set(level.owned_by) and not kinds & others.get(level.decided_in, frozenset())
    )


def holder_of(tree: UnitTree, kinds: frozenset[str], unit: int) -> Place | None:
    """The unit in whose plan another's items stand: itself or the nearest above that has a plan of the type."""
    path = tree.upward(unit)
    return next((place for place in path if place.kind in kinds), None) if kinds else (path[0] if path else None)


def owners(tree: UnitTree, model: Model, kind: Plan) -> list[Place]:
    """The units that are to have a plan of the type, in the order of the organisation.

    A unit that gathers companies is none itself: its companies have the plans.
    """
    kinds = owner_kinds(model, kind)
    found = [place for place in tree.places.values() if place.kind in kinds]
    gathering = {place.parent for place in found if place.kind in COMPANIES}
    return [place for place in found if not (place.kind in COMPANIES and place.id in gathering)]


def deciding_place(tree: UnitTree, decider: Decider, unit: int) -> Place | None:
    """The body that decides the unit's plan; None where an official does."""
    if decider.by == "role":
        return None
    if decider.kind in ONE_OF_ITS_KIND:
        return next((place for place in tree.places.values() if place.kind == decider.kind), None)
    if decider.kind == "committee":
        return next((place for place in tree.upward(unit) if place.kind == "committee"), tree.authority_of(unit))
    return tree.authority_of(unit)


@dataclass(frozen=True)
class Section:
    """A part that the model asks the plan to have."""

    key: str
    heading: str


def sections_of(kind: Plan) -> tuple[Section, ...]:
    """The sections by the required contents, in their order."""
    found: dict[str, Section] = {}
    for words in kind.contents:
        key = slug(words)[:80] or f"del-{len(found) + 1}"
        found.setdefault(key, Section(key, capital(words)))
    return tuple(found.values())


def time_of(kind: Plan, year: int) -> tuple[date, date]:
    """The first and the last day of a plan that begins a year."""
    return date(year, 1, 1), date(year + kind.horizon - 1, 12, 31)


def due_of(kind: Plan, year: int) -> date | None:
    """The day by which the plan that begins a year is to be decided; the last of the month where no day is given."""
    return day_of(kind.deadline, year) if kind.deadline else None


def day_of(deadline: Deadline, year: int) -> date:
    """The day, or the last of the month where it says none or the month is shorter."""
    return day_in(year + deadline.year, deadline.month, deadline.day or 31)


def begins_in(model: Model, kind: Plan, year: int) -> bool:
    """Whether a plan of the type is to begin the year: each year, or once in a mandate period."""
    if kind.every == "when-needed":
        return False
    return kind.every == "year" or is_election_year(year - years_after_election(kind), model.mandate.years)


def years_after_election(kind: Plan) -> int:
    """How many years after an election the newly elected council's plan of the type begins.

    It is the first plan that is due when that council serves: one due in June the year before it begins is decided the
    year after the election, and begins the year after that. Without a deadline it begins with the council's first year.
    """
    if kind.deadline is None:
        return 1
    due = day_of(kind.deadline, AN_ELECTION - kind.deadline.year)
    return max(1, (due < new_council_from(AN_ELECTION)) - kind.deadline.year)


def order_of(model: Model) -> Sequence[Plan]:
    """The plan types from the one that the others build on, as they are decided after each other."""
    done: dict[str, Plan] = {}
    waiting = list(model.plan)
    while waiting:
        ready = [one for one in waiting if all(key in done or model.plan_of(key) is None for key in one.builds_on)]
        for one in ready or waiting:
            done[one.key] = one
        waiting = [one for one in waiting if one.key not in done]
    return list(done.values())


def called(kind: Plan) -> str:
    """What the type is called where it stands alone: "Verksamhetsplan", "GPF"."""
    return capital(kind.name.one)


def title_of(kind: Plan, unit: str, starts: date, ends: date) -> str:
    """What a plan is called: the type, the time and the unit."""
    years = f"{starts.year}" if ends.year == starts.year else f"{starts.year}–{ends.year}"
    return f"{called(kind)} {years}, {unit}"


def title_alone(title: str, unit: str) -> str:
    """A title where the unit stands beside it: "Verksamhetsplan 2019"."""
    return title.removesuffix(f", {unit}")
