"""The first page of a municipality: which of the council's goals are not met, and what drags them down."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rodatraden.indicators.assess import way_gone
from rodatraden.indicators.rules_of import rule_for
from rodatraden.lib.numbers import format_number
from rodatraden.lib.periods import Period
from rodatraden.lib.stretches import cuts
from rodatraden.lib.text import NOTHING, Text, in_words, say, verbatim
from rodatraden.steering.schema import Word
from rodatraden.thread.answer import Standing, goals_answer
from rodatraden.thread.gather import Figure, Node, Thread
from rodatraden.thread.goals import beside_goals, called, counted, with_undivided
from rodatraden.thread.item_page import counted_levels
from rodatraden.thread.marking import mark_of, scale_of
from rodatraden.thread.scorecard import council_of, numbered
from rodatraden.thread.whose import hand_told, whose
from rodatraden.web.charts import Spark, Traveller, road, spark
from rodatraden.web.marks import Mark

DRAGGING_AT_MOST = 3


@dataclass(frozen=True)
class GoalRow:
    """A council goal on its line: status, the indicators' way to this year's target, the one that lags most."""

    node: Node
    area: str
    mark: Mark | None
    reason: Text
    hand: Text
    road: str
    furthest_behind: Figure | None
    curve: str
    told: Text


@dataclass(frozen=True)
class Overview:
    """The page in one value."""

    sentence: Text
    then: Text
    rows: tuple[GoalRow, ...]
    word: str
    name: Word
    headline: str
    example: bool
    whose: Text
    below: str = ""
    last: int = 0
    """The latest year with outcomes, where the one that is shown has none."""

    @property
    def by_hand(self) -> bool:
        """Whether somebody has judged any of the rows."""
        return any(row.hand for row in self.rows)


def overview(thread: Thread) -> Overview:
    """The council's goals; where the model has none, whatever the council decides beneath the vision."""
    goals = council_goals(thread)
    nodes = with_undivided(thread, goals)
    missed = [node for node in nodes if node.judgement is not None and node.judgement.tone == "missed"]
    dragging = [found for node in missed if (found := furthest_behind(thread, node)) is not None]
    names = list(dict.fromkeys(_short(figure) for figure in dragging))[:DRAGGING_AT_MOST]
    beside = beside_goals([node for node in nodes if node not in goals])
    word = called(goals)
    name = goals[0].level.name if len({node.level.key for node in goals}) == 1 else Word(one=word)
    standings = [Standing.of(node.judgement) for node in goals if node.judgement is not None]
    sentence, then = goals_answer(standings, word, beside, because(names))
    return Overview(
        sentence,
        then,
        tuple(_row(thread, node) for node in nodes),
        word,
        name,
        str(say("{n} {goals}", n=len(goals), goals=word)),
        any(_is_example(figure, thread.period) for node in goals for figure in measured_for(thread, node)),
        whose(goals),
        below(thread, goals),
        last_measured(thread, nodes),
    )


def last_measured(thread: Thread, nodes: Sequence[Node]) -> int:
    """The latest year before the one that is shown with an outcome of the goals' indicators; 0 where the one that is
    shown has some, and where none has."""
    figures = [figure for node in nodes for figure in measured_for(thread, node)]
    if any(figure.shown(thread.period) is not None for figure in figures):
        return 0
    return max((at.year for figure in figures for at in figure.outcomes if at.end < thread.period.start), default=0)


def _is_example(figure: Figure, period: Period) -> bool:
    shown = figure.shown(period)
    return shown is not None and shown.example


def below(thread: Thread, goals: Sequence[Node]) -> str:
    """What the boards hang directly under the council's goals, counted: "21 nämndmål"."""
    own = {node.key for node in goals}
    found = {child.key: child for node in goals for child in thread.serving(node.key) if child.key not in own}
    return counted_levels([each for each in found.values() if each.level.kind in {"goal", "priority"}])


def council_goals(thread: Thread) -> list[Node]:
    council = council_of(thread.tree)
    mine = [node for node in thread.nodes.values() if thread.tree.standing(node.version.unit_id) == council]
    return counted(thread, mine)


def because(names: Sequence[str]) -> Text:
    if not names:
        return NOTHING
    return say("{what} drar ned", what=in_words([_within(name) for name in names]))


def _within(name: str) -> str:
    """A name within a sentence: its capital goes, unless it is an abbreviation."""
    return name if name[:2].isupper() else f"{name[:1].lower()}{name[1:]}"


def _short(figure: Figure) -> str:
    return figure.indicator.short_name or figure.indicator.name


def measured_for(thread: Thread, node: Node) -> Sequence[Figure]:
    """The goal's own indicators, or those of the goals beneath; none where its area has them undivided."""
    if node.figures or thread.shared_with(node) is not None:
        return node.figures
    below = [child for child in thread.serving(node.key) if child.level.kind in {"goal", "direction"}]
    return [figure for child in below for figure in child.figures]


def share_of(thread: Thread, figure: Figure) -> Decimal | None:
    return way_gone(figure.evidence(thread.period), thread.closed)


def furthest_behind(thread: Thread, node: Node) -> Figure | None:
    """The indicator that has gone the shortest way; None where none is measured."""
    known = [
        (share, figure) for figure in measured_for(thread, node) if (share := share_of(thread, figure)) is not None
    ]
    return min(known, key=lambda pair: pair[0])[1] if known else None


def _row(thread: Thread, node: Node) -> GoalRow:
    scale = scale_of(thread.model, node.version.rule or node.level.status)
    figures = measured_for(thread, node)
    travellers = [Traveller(_short(f), share_of(thread, f), _mark(thread, f)) for f in figures]
    behind = furthest_behind(thread, node)
    area = next((thread.nodes[key] for key in node.serves if key in thread.nodes), None)
    return GoalRow(
        node=node,
        area=numbered(area) if area else "",
        mark=mark_of(scale, node.judgement) if node.judgement else None,
        reason=node.judgement.reason if node.judgement else NOTHING,
        hand=hand_told(thread, node),
        road=road(travellers, str(say("Indikatorernas väg")), f"vag-{node.version.pk}") if travellers else "",
        furthest_behind=behind,
        curve=_curve(behind, node.version.pk) if behind else "",
        told=_told(behind, thread.period) if behind else NOTHING,
    )


def _mark(thread: Thread, figure: Figure) -> Mark:
    rule = rule_for(thread.model, figure.indicator)
    scale = thread.model.scale[rule.scale] if rule else scale_of(thread.model, "")
    return mark_of(scale, figure.judgement)


def _told(figure: Figure, period: Period) -> Text:
    """The figure against its target: "12,7, målvärde 12,4", "prognos 12,7, målvärde 12,4"."""
    outcome, target = figure.shown(period), figure.targets.get(period)
    if why := figure.why_hidden(period):
        return why
    if outcome is None:
        return NOTHING
    value = verbatim(format_number(outcome.value, _decimals(outcome.decimals, figure)))
    if outcome.forecast:
        value = say("prognos {value}", value=value)
    if target is None or target.value is None:
        return value
    aim = format_number(target.value, _decimals(target.decimals, figure))
    return say("{value}, målvärde {aim}", value=value, aim=aim)


def _decimals(own: int | None, figure: Figure) -> int:
    return figure.indicator.decimals if own is None else own


def _curve(figure: Figure, goal: int) -> str:
    """The figure over time and the road to the last target; years with neither are skipped.

    One indicator may be furthest behind for several goals, each with a curve of its own.
    """
    span = sorted({at for at in (*figure.outcomes, *figure.targets) if at.kind == "year"})
    outcomes = [row.value if (row := figure.shown(at)) else None for at in span]
    aims = [figure.targets[at].value if at in figure.targets else None for at in span]
    better: Literal["higher", "lower"] = "lower" if figure.indicator.direction == "lower" else "higher"
    curve = Spark(_short(figure), outcomes, aims, better, cuts(span, figure.breaks))
    return spark(curve, f"bakom-{goal}-{figure.indicator.pk}")
