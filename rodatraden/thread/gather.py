"""The whole thread of a day, read in a fixed number of queries: what pages, exports and breaks are made of.

Six queries: versions, contributions, measurements with their indicators, outcomes, targets, assessments; one more for
the people behind a figure and one for progress, where they are asked for. Read for a few items only, it has three for
where all hangs, two for what others measured, and no contributions or assessments. The actor has the organisation.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from typing import NamedTuple

from django.db.models import Q

from rodatraden.indicators.evidence import Evidence
from rodatraden.indicators.judgement import Judgement
from rodatraden.indicators.models import Indicator
from rodatraden.indicators.rows import (
    Figures,
    OutcomeRow,
    TargetRow,
    evidence_for,
    hides,
    made_of_parts,
    parts_of,
    read_figures,
    whose,
    years,
)
from rodatraden.indicators.rules_of import is_closed, judge_indicator
from rodatraden.indicators.sight import sight_of
from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text, say
from rodatraden.lib.trees import reachable
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import BOARDS
from rodatraden.organisation.tree import Place, UnitTree
from rodatraden.steering.schema import Level, Model
from rodatraden.tenancy.among import among
from rodatraden.tenancy.edits import Refused
from rodatraden.thread import narrowing
from rodatraden.thread.hands import carrying
from rodatraden.thread.levels import DOING, ENDED
from rodatraden.thread.measured import Measured, read_measured
from rodatraden.thread.models import Assessment, Contribution, ItemVersion, Progress
from rodatraden.thread.narrowing import Elsewhere, Hanging, Near, Only, Versions
from rodatraden.thread.needed import judged_with
from rodatraden.thread.statuses import judge_node

YEARS_BACK, YEARS_AHEAD = 6, 4
UNREAD = ("title_folded", "text_folded", "comment_folded", "written_at", "decided_to")
"""Columns of a version that no page of a thread shows."""
Proposed = Mapping[int, int | None]
"""By item: the version that a plan wants instead of the one that holds, or None where the item is to end."""


@dataclass(frozen=True)
class Figure:
    """One indicator of an item: whose figures are shown, what the rule says of the period, and by what it judged.
    Many are read and never judged, so that is done when somebody asks."""

    indicator: Indicator
    unit_id: int
    outcomes: Mapping[Period, OutcomeRow]
    targets: Mapping[Period, TargetRow]
    period: Period
    closed: bool
    model: Model = field(repr=False)
    level: Level = field(repr=False)
    weight: Decimal = Decimal(1)
    example: bool = False
    forecasts: Mapping[Period, OutcomeRow] = field(default_factory=dict)
    breaks: tuple[date, ...] = ()
    hidden: Mapping[Period, Text] = field(default_factory=dict)

    @cached_property
    def judgement(self) -> Judgement:
        return judge_indicator(self.model, self.indicator, self.judged_by, self.closed, self.level)

    @cached_property
    def judged_by(self) -> Evidence:
        return self._evidence(self.period)

    def evidence(self, period: Period) -> Evidence:
        """What a rule is given to judge a period."""
        return self.judged_by if period == self.period else self._evidence(period)

    def _evidence(self, period: Period) -> Evidence:
        told = (self.outcomes, self.targets, self.forecasts, self.breaks, self.hidden)
        return evidence_for(self.indicator, period, *told)

    def why_hidden(self, period: Period) -> Text:
        """Why the reader may not see the outcome of a period, though there is one."""
        return hides(self.indicator, period, self.outcomes, self.hidden)

    def outcome(self, period: Period) -> OutcomeRow | None:
        """The outcome of a period, also one that its parts make so far."""
        if period in self.outcomes:
            return self.outcomes[period]
        made = made_of_parts(self.indicator, period, self.outcomes, self.hidden)
        return made.row if made else None

    def shown(self, period: Period) -> OutcomeRow | None:
        """What is judged of a period: its outcome or, where that is not final, the forecast if there is one."""
        outcome, forecast = self.outcome(period), self.forecasts.get(period)
        return forecast if forecast is not None and not self.evidence(period).is_final else outcome


@dataclass
class Node:
    """An item as decided on the day, with what it serves, what measures it and how it stands.

    `judgement` is the status that counts, `proposed` the rule's own, which stands beside one given by hand. Most
    pages show how a few stand, so `judge` does it when somebody asks. `measured_by` are the keys of its indicators,
    also where their figures were not read.
    """

    version: ItemVersion
    level: Level
    serves: tuple[str, ...]
    authority: Place | None
    figures: tuple[Figure, ...] = ()
    proposed: Judgement | None = field(default=None, compare=False)
    by_hand: Assessment | None = None
    progress: Progress | None = None
    measured_by: tuple[str, ...] = ()
    judge: Callable[[str], Judgement | None] | None = field(default=None, repr=False, compare=False)

    @cached_property
    def judgement(self) -> Judgement | None:
        return self.judge(self.key) if self.judge is not None else None

    @property
    def proposal(self) -> Judgement | None:
        """What the rule says of what is judged."""
        return self.proposed if self.judgement is not None else None

    @cached_property
    def key(self) -> str:
        return self.version.item.key

    @property
    def title(self) -> str:
        return self.version.title

    @property
    def is_over(self) -> bool:
        """Whether it is reported as done or cancelled."""
        return self.progress is not None and self.progress.state in ENDED

    def is_late(self, day: date) -> bool:
        """Whether it should have been done before the day, and is not."""
        return self.version.deadline is not None and self.version.deadline < day and not self.is_over


class Measures(NamedTuple):
    """That an indicator measures an item of a unit."""

    indicator: Indicator
    unit_id: int
    example: bool


@dataclass(frozen=True)
class Thread:
    """Everything that hangs together on a day, judged for a period (a year). `measuring`: the units with an item
    that an indicator measures, also where its figures were not asked for. Of `asides`, by key, no more was
    read than where they hang (`Only`): they are none of the nodes, and `order` has the keys of both as they are shown.
    `elsewhere` are the outcomes of which no more was read than that they are there. `measures` are the indicators by
    key, in the order they are shown, each as it measures its first item, also where no figures were read."""

    day: date
    period: Period
    model: Model
    tree: UnitTree
    nodes: Mapping[str, Node] = field(default_factory=dict)
    figures: Figures = field(default_factory=lambda: Figures({}, {}))
    measuring: frozenset[int] = frozenset()
    asides: Mapping[str, Hanging] = field(default_factory=dict)
    order: Sequence[str] = ()
    elsewhere: Elsewhere = field(default_factory=dict)
    measures: Mapping[str, Measures] = field(default_factory=dict)

    @cached_property
    def closed(self) -> bool:
        return is_closed(self.period, self.day)

    @cached_property
    def boards(self) -> Mapping[int, str]:
        """The key of the board that each unit is or lies under, a merged one by its heir; what has none is left out."""
        units = (*self.tree.places, *self.tree.heirs)
        found = {unit: [p.key for p in self.tree.upward(unit) if p.kind in BOARDS] for unit in units}
        return {unit: keys[0] for unit, keys in found.items() if keys}

    @cached_property
    def below(self) -> Mapping[str, tuple[str, ...]]:
        """The items that serve each item directly, in the order they are shown."""
        found: dict[str, list[str]] = {}
        for node in self.nodes.values():
            for served in node.serves:
                found.setdefault(served, []).append(node.key)
        return {key: tuple(keys) for key, keys in found.items()}

    def is_of(self, node: Node, *units: int) -> bool:
        """Whether an item is one of the units' own, or of one that they answer for since it ended."""
        own = node.version.unit_id
        return own in units or self.tree.standing(own) in units

    def of_kind(self, *kinds: str) -> list[Node]:
        return [node for node in self.nodes.values() if node.level.kind in kinds]

    def serving(self, key: str) -> list[Node]:
        """The items directly beneath."""
        return [self.nodes[below] for below in self.below.get(key, ())]

    @cached_property
    def above(self) -> Mapping[str, tuple[str, ...]]:
        """The items that each item serves directly."""
        return {key: tuple(up for up in node.serves if up in self.nodes) for key, node in self.nodes.items()}

    def upward(self, key: str) -> list[Node]:
        """All that an item serves, nearest first."""
        return [self.nodes[found] for found in reachable(self.above, key)]

    def downward(self, key: str) -> list[Node]:
        """All that serves an item, nearest first."""
        return [self.nodes[found] for found in reachable(self.below, key)]

    def shared_with(self, node: Node) -> Node | None:
        """The area whose indicators the document does not divide among its goals, if the node is such a goal."""
        if node.measured_by or node.level.kind != "goal":
            return None
        above = [self.nodes[key] for key in node.serves if key in self.nodes]
        return next((area for area in above if area.measured_by and area.level.kind == "direction"), None)


def gather(
    actor: Actor,
    day: date,
    period: Period,
    *,
    doing: bool = True,
    progress: bool = False,
    units: Collection[int] | None = None,
    breaks: bool = False,
    public: bool = False,
    proposed: Proposed | None = None,
    only: Only | None = None,
) -> Thread:
    """The decided thread of a day, as the actor may see it, judged for a year. Of a year that is over it is the
    thread and the model of its last day: what has been decided since changes nothing in it.

    With `proposed` it is the thread as a plan would have it. Without `doing` strategies, activities and assignments
    are left out: no status depends on them. With `units` only their items are judged, and only what they are judged by
    has figures: all that their scorecards show; with `breaks` too, all targets that breaks are found in. With `public`
    small groups are hidden as from anybody: what comes of it is read by others than the actor. With `only` it is read
    for some items and indicators, and nothing is judged. Raises Refused where no model holds on the day.
    """
    held = min(day, period.end)
    model = actor.model_on(held) or actor.model_on(day)
    if model is None:
        raise Refused({"": str(say("Ingen styrmodell gäller {day}.", day=day.isoformat()))})
    levels = [level for level in model.level if doing or level.kind not in DOING]
    decided = _decided(actor, levels, held, proposed or {})
    near = narrowing.narrowed(decided, levels, only) if only is not None else None
    nodes = _nodes(actor, decided, levels, near.whole if near else None)
    measured, broken, peopled = read_measured(near.figured if near else None)
    measuring = _measuring(actor.tree, nodes.values(), measured)
    thread = Thread(day, period, model, actor.tree, nodes, measuring=measuring, measures=_measures(nodes, measured))
    judged, wanted = (nodes, nodes) if units is None else judged_with(thread, units, measured)
    of_outcomes = whose(_by_unit(wanted.values(), measured))
    of_targets = of_outcomes if units is not None and not breaks else Q()
    if near is not None:
        of_targets = among("indicator_id", {indicator.pk for each in measured.values() for indicator, *_ in each})
    read = partial(read_figures, breaks=broken, peopled=peopled, of_outcomes=of_outcomes, of_targets=of_targets)
    thread = replace(thread, figures=read(around_year(period), sight=sight_of(actor, model, public=public)))
    if near is not None:
        thread = replace(thread, asides=near.asides, order=near.order, elsewhere=_elsewhere(thread, near, measured))
    _attach_figures(thread, wanted.values(), measured)
    if progress:
        _attach_progress(thread, near.progress if near else narrowing.latest_progress(Q()))
    if near is None:
        _attach_hands(thread)
        _let_judge(thread, judged.values())
    return thread


def _let_judge(thread: Thread, nodes: Iterable[Node]) -> None:
    """Each is judged once, with those that it rests on, when somebody asks."""
    judge = partial(judge_node, thread, done={})
    for node in nodes:
        node.judge = judge


def _measures(nodes: Mapping[str, Node], measured: Measured) -> dict[str, Measures]:
    found: dict[str, Measures] = {}
    for node in nodes.values():
        each = measured.get(node.version.pk, ())
        node.measured_by = node.measured_by or tuple(indicator.key for indicator, *_ in each)
        for indicator, _, example in each:
            found.setdefault(indicator.key, Measures(indicator, node.version.unit_id, example))
    return found


def _elsewhere(thread: Thread, near: Near, measured: Measured) -> Elsewhere:
    """What others have measured of the indicators at which the items may be broken, where the rules ask."""
    watched = {one.pk: one for each in measured.values() for one, *_ in each if one.pk in near.watched}
    asked = narrowing.in_doubt(thread.figures, watched.values(), thread.tree).intersection(watched)
    if not asked:
        return {}
    return narrowing.measured_elsewhere(among("indicator_id", asked) & around_year(thread.period), thread.day.year)


def _measuring(tree: UnitTree, nodes: Iterable[Node], measured: Measured) -> frozenset[int]:
    standing = {tree.standing(node.version.unit_id) for node in nodes if node.version.pk in measured}
    return frozenset(unit for unit in standing if unit is not None)


def around_year(period: Period) -> Q:
    """The years around the one that is judged, and its parts and the last one's."""
    return years(period.year - YEARS_BACK, period.year + YEARS_AHEAD) | parts_of(period.year - 1, period.year)


def _attach_progress(thread: Thread, reported: Mapping[int, Progress]) -> None:
    for node in thread.nodes.values():
        node.progress = reported.get(node.version.item_id)


def _decided(actor: Actor, levels: Sequence[Level], day: date, proposed: Proposed) -> Versions:
    visible = ItemVersion.objects.visible_to(actor).filter(level__in=[level.key for level in levels])
    decided = visible.decided_on(day)
    if not proposed:
        return decided
    wanted = visible.filter(pk__in=[pk for pk in proposed.values() if pk is not None])
    return visible.filter(
        Q(pk__in=decided.exclude(item__in=proposed).order_by().values("pk")) | Q(pk__in=wanted.order_by().values("pk"))
    )


def _served(decided: Versions) -> Mapping[int, Sequence[str]]:
    """By version: the keys of what it serves. One query."""
    found: dict[int, list[str]] = {}
    edges = Contribution.objects.filter(version__in=decided.order_by().values("pk")).order_by("pk")
    for version, key in edges.values_list("version_id", "serves__key"):
        found.setdefault(version, []).append(key)
    return found


def _nodes(
    actor: Actor, decided: Versions, levels: Sequence[Level], whole: Mapping[int, Hanging] | None
) -> dict[str, Node]:
    """The items, or those that are read `whole`, in the order they are shown."""
    order = {level.key: place for place, level in enumerate(levels)}
    served = _served(decided) if whole is None else {pk: row.serves for pk, row in whole.items()}
    rows = decided if whole is None else decided.filter(among("pk", whole))
    versions = sorted(rows.light(*UNREAD, along="item"), key=lambda row: order[row.level])
    return {
        version.item.key: Node(
            version,
            levels[order[version.level]],
            tuple(served.get(version.pk, ())),
            actor.tree.authority_of(version.unit_id),
            measured_by=whole[version.pk].measured_by if whole else (),
        )
        for version in versions
    }


def _by_unit(nodes: Iterable[Node], measured: Measured) -> dict[int, list[Indicator]]:
    """By unit: the indicators that measure its items."""
    found: dict[int, list[Indicator]] = {}
    for node in nodes:
        for indicator, _, _ in measured.get(node.version.pk, ()):
            found.setdefault(node.version.unit_id, []).append(indicator)
    return found


def _figure(thread: Thread, node: Node, indicator: Indicator, weight: Decimal, example: bool) -> Figure:
    unit = node.version.unit_id
    outcomes = thread.figures.outcomes_of(indicator, unit)
    targets = thread.figures.targets_of(indicator, unit)
    forecasts, breaks = thread.figures.forecasts_of(indicator, unit), thread.figures.breaks_of(indicator)
    hidden = thread.figures.hidden_of(indicator, unit)
    judged_by = (thread.period, thread.closed, thread.model, node.level)
    return Figure(indicator, unit, outcomes, targets, *judged_by, weight, example, forecasts, breaks, hidden)


def _attach_figures(thread: Thread, nodes: Iterable[Node], measured: Measured) -> None:
    for node in nodes:
        node.figures = tuple(_figure(thread, node, *each) for each in measured.get(node.version.pk, ()))


def _attach_hands(thread: Thread) -> None:
    by_item: dict[int, list[Assessment]] = {}
    for row in Assessment.objects.filter(superseded_at=None, period=thread.period).order_by("entered_at"):
        by_item.setdefault(row.item_id, []).append(row)
    for node in thread.nodes.values():
        node.by_hand = carrying(thread.tree, node.version.unit_id, by_item.get(node.version.item_id, ()))
