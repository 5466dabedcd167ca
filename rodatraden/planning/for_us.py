"""What a plan means for one unit, made from the thread (D5)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from rodatraden.lib.text import Text, say, say_many
from rodatraden.organisation.access import Actor
from rodatraden.organisation.tree import Place
from rodatraden.planning.content_tables import responsible
from rodatraden.planning.kinds import due_of, holder_of, owner_kinds
from rodatraden.planning.models import Fate, Plan
from rodatraden.planning.source import Source, read
from rodatraden.planning.states import STANDING
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
class Task:
    """Something of the plan that is done: whether it is new, changed or as before, and who answers for it."""

    node: Node
    fate: str
    responsible: str


@dataclass(frozen=True)
class Next:
    """A plan that the unit makes: its type, its day, and the plan itself where the reader may read it."""

    kind: Kind
    due: date | None
    plan: Plan | None


@dataclass(frozen=True)
class ForUs:
    """All of the page. `tasks` are what the plan has the unit do, `wider` what falls on those that it belongs to;
    `next` are the unit's own plans that build on this one."""

    place: Place
    goals: Sequence[Goal]
    others: Sequence[Goal]
    dropped: Sequence[str]
    next: Sequence[Next]
    tasks: Sequence[Task] = ()
    wider: Sequence[Task] = ()

    @property
    def sentence(self) -> Text:
        """ "Parkskolan bidrar till 2 av planens 5 mål; 1 är nytt." """
        all_goals = len(self.goals) + len(self.others)
        if not self.goals:
            return self._without_goals(all_goals)
        new = sum(goal.fate in (Fate.NEW, Fate.CHANGED) for goal in self.goals)
        told = say_many(
            all_goals,
            "{unit} bidrar till planens enda mål",
            "{unit} bidrar till {own} av planens {n} mål",
            unit=self.place.name,
            own=say("ett") if len(self.goals) == 1 else len(self.goals),
        )
        if not new:
            return say("{told}, samma som förut.", told=told)
        if all_goals == 1:
            return say("{told}; det är nytt eller ändrat.", told=told)
        return say_many(new, "{told}; ett är nytt eller ändrat.", "{told}; {n} är nya eller ändrade.", told=told)

    def _without_goals(self, all_goals: int) -> Text:
        """Of a plan without goals, or with none that the unit serves: what it has the unit do all the same."""
        done, unit = len(self.tasks), self.place.name
        if not all_goals:
            if not done and self.wider:
                return say("Planen ger {unit} inga egna uppgifter, men nämnden eller förvaltningen har det.", unit=unit)
            if not done:
                return say("Planen har inga mål i tråden.")
            return say_many(done, "{unit} har en uppgift i planen.", "{unit} har {n} uppgifter i planen.", unit=unit)
        if not done:
            return say("{unit} bidrar ännu inte till något mål i planen.", unit=unit)
        return say_many(
            done,
            "{unit} bidrar ännu inte till något mål i planen, men har en uppgift i den.",
            "{unit} bidrar ännu inte till något mål i planen, men har {n} uppgifter i den.",
            unit=unit,
        )


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
    ours = {
        key: {each.key for each in nodes if each.version.unit_id in inside and not _is_over(source, each)}
        for key, nodes in below.items()
    }
    goals: list[Goal] = []
    others: list[Goal] = []
    for node in aims:
        through = [each for each in below[node.key] if ours.get(each.key)]
        told = {key for each in through for key in (each.key, *ours[each.key])}
        nearest = [each for each in below[node.key] if each.key in ours[node.key] - told]
        goal = Goal(node, source.rows[node.key].fate, nearest, through)
        (goals if ours[node.key] or node.version.unit_id in inside else others).append(goal)
    dropped = [version.title for row in source.dropped if (version := source.before.get(row.item_id)) is not None]
    told = {each.key for goal in goals for each in goal.ours}
    tasks = [task for task in _tasks(source, inside) if task.node.key not in told]
    above = {one.id for one in source.actor.tree.upward(place.id)} - inside - {source.plan.unit_id}
    falls = told | {task.node.key for task in tasks}
    wider = [task for task in _tasks(source, above) if task.node.key not in falls]
    return ForUs(place, goals, others, dropped, _next(source, place), tasks, wider)


def _tasks(source: Source, units: Collection[int]) -> list[Task]:
    """What the plan has some of the units do: what is theirs, and what somebody at them answers for."""
    return [
        Task(node, source.rows[node.key].fate, responsible(source, node))
        for node in source.nodes
        if node.level.kind in DOING
        and {node.version.unit_id, node.version.responsible_unit_id} & set(units)
        and not _is_over(source, node)
    ]


def _is_over(source: Source, node: Node) -> bool:
    """Whether it is to be done before the plan begins: it belongs to the plan before."""
    return node.version.deadline is not None and node.version.deadline < source.plan.starts


def _next(source: Source, place: Place) -> list[Next]:
    """The plans that the unit makes after this one. One query."""
    model, tree, year = source.model, source.actor.tree, source.plan.starts.year
    kinds = {
        kind.key: (kind, holder.id)
        for kind in model.plan
        if source.kind.key in kind.builds_on
        and (holder := holder_of(tree, owner_kinds(model, kind), place.id)) is not None
    }
    rows = Plan.objects.visible_to(source.actor).filter(kind__in=kinds, starts__year=year).order_by("pk")
    plans = {(row.kind, row.unit_id): row for row in sorted(rows, key=lambda row: row.state in STANDING)}
    return [Next(kind, due_of(kind, year), plans.get((key, unit))) for key, (kind, unit) in kinds.items()]
