"""All that a plan is made of, read once: for its page, its writing, its decision and its document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rodatraden.economy.lines import lines as lines_by
from rodatraden.economy.reading import ledger_of
from rodatraden.economy.rows import Ledger, LineRow
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.lib.text import say
from rodatraden.organisation.access import Actor
from rodatraden.planning.changes import FrameChange, TargetChange, Whose, frame_changes, target_changes
from rodatraden.planning.drafted import breaks_in, items_of, only_for, thread_of
from rodatraden.planning.frame_rows import FrameTable, Proposed, frame_tables
from rodatraden.planning.framing import framed_lines, has_frames
from rodatraden.planning.kinds import decider_of, deciding_place, levels_of
from rodatraden.planning.models import Fate, Plan, PlanFrame, PlanItem, PlanTarget, PlanText, StepKind
from rodatraden.planning.placing import Placed, placed_in
from rodatraden.planning.states import WITH_BODY
from rodatraden.steering.schema import Level, Model
from rodatraden.steering.schema.planning import Plan as Kind
from rodatraden.tenancy.edits import Refused
from rodatraden.thread.break_kinds import Break
from rodatraden.thread.gather import Figure, Node, Thread
from rodatraden.thread.levels import Decider
from rodatraden.thread.models import Answer, ItemVersion


@dataclass(frozen=True)
class Source:
    """A plan with its type, its texts and items, and the thread as it would be by it.

    `before` are the versions that held before the plan, by item; `placed` is what its texts place.
    """

    actor: Actor
    plan: Plan
    model: Model
    kind: Kind
    texts: Sequence[PlanText]
    items: Sequence[PlanItem]
    thread: Thread
    before: Mapping[int, ItemVersion]
    targets: Mapping[Whose, PlanTarget]
    answers: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    ledger: Ledger | None = None
    proposed_frames: Sequence[PlanFrame] = ()
    ledger_before: Ledger | None = None
    placed: frozenset[Placed] = frozenset()

    @cached_property
    def decider(self) -> Decider:
        return decider_of(self.model, self.kind)

    @property
    def decider_name(self) -> str:
        """The body that decides by its own name, else what the role is called."""
        place = deciding_place(self.actor.tree, self.decider, self.plan.unit_id)
        return place.name if place else self.decider.name

    @cached_property
    def rows(self) -> Mapping[str, PlanItem]:
        """The plan's items by key."""
        return {row.item.key: row for row in self.items}

    @cached_property
    def nodes(self) -> Sequence[Node]:
        """The items as the plan wants them, in the thread's order; what is dropped is not among them."""
        own = {row.item.key for row in self.items if row.fate != Fate.DROPPED}
        return [node for node in self.thread.nodes.values() if node.key in own]

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Whatever can be placed, by the key of its indicator: the figures of the first item that it measures."""
        found: dict[str, Figure] = {}
        for node in self.thread.nodes.values():
            for figure in node.figures:
                found.setdefault(figure.indicator.key, figure)
        return found

    @cached_property
    def levels(self) -> Sequence[Level]:
        """The levels that the plan decides."""
        return levels_of(self.model, self.kind)

    def at(self, level: Level) -> list[Node]:
        return [node for node in self.nodes if node.level.key == level.key]

    @cached_property
    def above(self) -> Sequence[Node]:
        """What others have decided that the plan's items may serve: it stands as it is."""
        own = {node.key for node in self.nodes}
        served = {key for level in self.levels for key in level.serves} - {level.key for level in self.levels}
        mine = {place.id for place in self.actor.tree.upward(self.plan.unit_id)}
        return [
            node
            for node in self.thread.nodes.values()
            if node.level.key in served and node.key not in own and node.version.unit_id in mine
        ]

    @cached_property
    def dropped(self) -> Sequence[PlanItem]:
        return [row for row in self.items if row.fate == Fate.DROPPED]

    @cached_property
    def lost(self) -> Sequence[tuple[PlanItem, str]]:
        """What stands at a level that the plan does not decide in the model, with its title."""
        known = {level.key for level in self.levels}
        found = [(row, row.version or self.before.get(row.item_id)) for row in self.items if row.fate != Fate.DROPPED]
        return [(row, version.title) for row, version in found if version is not None and version.level not in known]

    def with_fate(self, *fates: str) -> list[Node]:
        return [node for node in self.nodes if self.rows[node.key].fate in fates]

    def target(self, figure: Figure, period: Period) -> PlanTarget | None:
        """What the plan proposes for a figure's period."""
        return self.targets.get((figure.indicator.pk, figure.unit_id, period))

    @cached_property
    def years(self) -> Sequence[Period]:
        return [Period.year_of(year) for year in range(self.plan.starts.year, self.plan.ends.year + 1)]

    @cached_property
    def breaks(self) -> tuple[Break, ...]:
        """Where the thread would be broken at what is in the plan. One query more."""
        targeted = {target.indicator.key for target in self.targets.values()}
        near = [year.year for year in self.years[:2]]
        return breaks_in(self.thread, self.kind, self.items, targeted, near)

    @cached_property
    def proposal(self) -> str:
        """What the body is proposed to decide, in the words of whoever proposed it. One query of a proposed plan."""
        if self.plan.state not in WITH_BODY:
            return ""
        steps = self.plan.steps.filter(kind=StepKind.PROPOSED).order_by("-pk")
        return steps.values_list("comment", flat=True).first() or ""

    @cached_property
    def changed_targets(self) -> Sequence[TargetChange]:
        """The targets that say something else than what held before. One query more of a plan with targets."""
        return target_changes(self.plan, self.targets)

    @cached_property
    def changed_frames(self) -> Sequence[FrameChange]:
        """The frames that a change of a decided plan changes. Two queries more of such a plan."""
        return frame_changes(self.plan, self.model, self.actor.tree) if self.has_frames else ()

    @property
    def has_frames(self) -> bool:
        """Whether the plan decides frames."""
        return has_frames(self.model, self.kind)

    @cached_property
    def frames(self) -> Sequence[FrameTable]:
        """The frames that the plan divides, line by line, beside those of the year before; none where it is read
        without its economy or decides no frames."""
        if self.ledger is None or self.ledger_before is None:
            return ()
        lines = framed_lines(self.model, self.kind, lines_by(self.model))
        proposed = {
            (row.unit_id, row.line): Proposed(row.value, row.reason, row.example) for row in self.proposed_frames
        }
        return frame_tables(lines, self.plan.unit_id, self.ledger_before, self.ledger, proposed)

    def lines(self) -> list[LineRow]:
        """The unit's lines of the economy, the plan's first year."""
        if self.ledger is None:
            return []
        unit = self.plan.unit_id
        return [self.ledger.row(unit, line) for line in self.ledger.lines if self.ledger.has(unit, line)]


def read(
    actor: Actor,
    plan: Plan,
    *,
    public: bool = False,
    economy: bool = True,
    thread: Thread | None = None,
    whole: bool = False,
) -> Source:
    """Everything of a plan, in a fixed number of queries. Raises Refused where no model has the plan's type.

    The thread is read as far as the plan's document and breaks need it, unless it is asked for `whole`. Whoever
    reads many plans that change nothing gives the `thread`.
    """
    model, kind = _by_model(actor, plan)
    items = items_of(plan)
    texts = list(plan.texts.all())
    placed = frozenset().union(*(placed_in(row.text) for row in texts))
    if thread is None:
        only = None if whole else only_for(kind, model, items, placed)
        thread = thread_of(actor, plan, items, public=public, only=only)
    held = (
        ItemVersion.objects.filter(item__in=[row.item_id for row in items], state="decided")
        .select_related("item")
        .oldest_first()
    )
    drafted = {row.version_id for row in items}
    before = {version.item_id: version for version in held if version.pk not in drafted}
    targets = plan.targets.select_related("indicator")
    answers: dict[int, dict[str, str]] = {}
    own = {row.item_id for row in items if row.fate != Fate.DROPPED}
    pks = [node.version.pk for node in thread.nodes.values() if node.version.item_id in own and node.level.questions]
    for version, question, text in Answer.objects.filter(version__in=pks).values_list("version", "question", "text"):
        answers.setdefault(version, {})[question] = text
    frames = economy and has_frames(model, kind)
    return Source(
        actor,
        plan,
        model,
        kind,
        texts,
        items,
        thread,
        before,
        {(row.indicator_id, row.unit_id, row.period): row for row in targets},
        answers,
        ledger_of(plan.starts.year, plan.starts, actor.tree, model) if economy else None,
        list(plan.frames.all()) if frames else (),
        ledger_of(plan.starts.year - 1, plan.starts, actor.tree, model) if frames else None,
        placed,
    )


def read_economy(actor: Actor, plan: Plan) -> Source:
    """The plan with its economy alone, without what is in it of the thread. Raises as `read`."""
    model, kind = _by_model(actor, plan)
    now, before = (ledger_of(year, plan.starts, actor.tree, model) for year in (plan.starts.year, plan.starts.year - 1))
    nothing = Thread(plan.starts, Period.year_of(plan.starts.year), model, actor.tree)
    return Source(actor, plan, model, kind, (), (), nothing, {}, {}, {}, now, list(plan.frames.all()), before)


def _by_model(actor: Actor, plan: Plan) -> tuple[Model, Kind]:
    """The model of today and the plan's type in it; of a decided plan else the model of the day it was decided."""
    decided = plan.decision.date if plan.decision is not None else None
    for day in filter(None, (clock.today(), decided, plan.starts)):
        model = actor.model_on(day)
        kind = model.plan_of(plan.kind) if model is not None else None
        if model is not None and kind is not None:
            return model, kind
    told = say("Plantypen ”{kind}” finns inte längre i styrmodellen.", kind=plan.kind)
    raise Refused({"": str(told)})
