"""What a plan means for one unit, made from the thread (D5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rodatraden.lib.text import Text, say, say_many
from rodatraden.organisation.access import Actor
from rodatraden.organisation.tree import Place
from rodatraden.planning.kinds import due_of, holder_of, owner_kinds
from rodatraden.planning.models import Fate, Plan
from rodatraden.planning.source import Source, read
from rodatraden.steering.schema.planning import Plan as Kind
from rodatraden.thread.gather import Node
from rodatraden.thread.levels import DOING


@dataclass(frozen=True)
class Goal:
    """A goal of the plan, and whether it is new, changed or as before: what the unit does for it, and through which
    other goals of the plan it does the rest."""

    node: Node
    fate: str
    ours: Sequence[Node]
    through: Sequence[Node] = ()


@dataclass(frozen=True)
class ForUs:
    """All of the page. `next` are the unit's own plans that build on this one, with their days."""

    place: Place
    goals: Sequence[Goal]
    others: Sequence[Goal]
    dropped: Sequence[str]
    next: Sequence[tuple[Kind, date | None]]

    @property
    def sentence(self) -> Text:
        """ "Parkskolan bidrar till 2 av planens 5 mål; 1 är nytt." """
        all_goals = len(self.goals) + len(self.others)
        if not all_goals:
            return say("Planen har inga mål i tråden.")
        if not self.goals:
            return say("{unit} bidrar ännu inte till något mål i planen.", unit=self.place.name)
        new = sum(goal.fate in (Fate.NEW, Fate.CHANGED) for goal in self.goals)
        told = say_many(
            all_goals,
            "{unit} bidrar till planens enda mål",
            "{unit} bidrar till {own} av planens {n} mål",
            unit=self.place.name,
            own=len(self.goals),
        )
        if not new:
            return say("{told}, samma som förut.", told=told)
        if all_goals == 1:
            return say("{told}; det är nytt eller ändrat.", told=told)
        return say_many(new, "{told}; ett är nytt eller ändrat.", "{told}; {n} är nya eller ändrade.", told=told)


def units_to_choose(actor: Actor, plan: Plan) -> list[Place]:
    """The units beneath the plan's, those of the actor's own first."""
    beneath = [place for place in actor.tree.downward(plan.unit_id) if place.id != plan.unit_id]
    return sorted(beneath, key=lambda place: place.id not in actor.own_units)


def for_us(actor: Actor, plan: Plan, asked: str = "") -> ForUs:
    """The page for the unit asked for by its key, else the actor's own beneath the plan's, else the plan's own."""
    places = units_to_choose(actor, plan)
    mine = next((place for place in places if place.key == asked), None)
    if mine is None:
        mine = next((place for place in places if place.id in actor.own_units), None)
    place = mine or next(iter(places), None) or actor.tree.at(plan.unit_id)
    if place is None:
        place = Place(plan.unit_id, plan.unit.key, plan.unit.name, plan.unit.kind, None)
    return _made(read(actor, plan, economy=False, whole=True), place)


def _made(source: Source, place: Place) -> ForUs:
    inside = {one.id for one in source.actor.tree.downward(place.id)} | {place.id}
    aims = [node for node in source.nodes if node.level.kind not in DOING]
    below = {node.key: source.thread.downward(node.key) for node in aims}
    ours = {key: {each.key for each in nodes if each.version.unit_id in inside} for key, nodes in below.items()}
    goals: list[Goal] = []
    others: list[Goal] = []
    for node in aims:
        through = [each for each in below[node.key] if ours.get(each.key)]
        told = {key for each in through for key in (each.key, *ours[each.key])}
        nearest = [each for each in below[node.key] if each.key in ours[node.key] - told]
        goal = Goal(node, source.rows[node.key].fate, nearest, through)
        (goals if ours[node.key] or node.version.unit_id in inside else others).append(goal)
    dropped = [version.title for row in source.dropped if (version := source.before.get(row.item_id)) is not None]
    return ForUs(place, goals, others, dropped, _next(source, place))


def _next(source: Source, place: Place) -> list[tuple[Kind, date | None]]:
    """The plans that the unit makes after this one."""
    model, tree, year = source.model, source.actor.tree, source.plan.starts.year
    found = []
    for kind in model.plan:
        if source.kind.key in kind.builds_on:
            holder = holder_of(tree, owner_kinds(model, kind), place.id)
            if holder is not None:
                found.append((kind, due_of(kind, year)))
    return found
