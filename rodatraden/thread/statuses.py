"""The status of an item, from what measures it or hangs beneath it.

An item's own indicators speak for it; where it has none, the goals that serve it do. Three things are never
passed over in silence: a goal whose area's indicators the document does not divide, a goal that states a
figure which none of its indicators measures, and an assessment by hand.
"""

from collections.abc import MutableMapping
from decimal import Decimal
from typing import TYPE_CHECKING

from rodatraden.indicators.judgement import Judgement, judged, not_judged
from rodatraden.indicators.rules_of import UNJUDGED
from rodatraden.lib.text import NOTHING, Text, say, say_many, verbatim
from rodatraden.steering.schema.rules import RollUpRule, Scale
from rodatraden.thread.breaks import unmeasured_figures
from rodatraden.thread.rollup import PartStatus, roll_up
from rodatraden.thread.viewing import indicator_view

if TYPE_CHECKING:
    from rodatraden.thread.gather import Node, Thread

Done = MutableMapping[str, Judgement | None]


def rule_of(thread: "Thread", node: "Node") -> RollUpRule | None:
    """The rule that gives the item a status; None for a level that the model gives none."""
    rule = thread.model.rule.get(node.version.rule or node.level.status)
    return rule if isinstance(rule, RollUpRule) else None


def judge_node(thread: "Thread", key: str, done: Done) -> Judgement | None:
    """The item's status, each item judged once; None where no rule gives it one."""
    if key in done:
        return done[key]
    done[key] = None
    node = thread.nodes[key]
    rule = rule_of(thread, node)
    if rule is not None:
        node.proposed = _proposed(thread, node, rule, done)
        done[key] = _by_hand(thread, node, thread.model.scale[rule.scale]) if node.by_hand else node.proposed
    return done[key]


def _proposed(thread: "Thread", node: "Node", rule: RollUpRule, done: Done) -> Judgement:
    """What the rule says, whoever may have judged by hand."""
    scale = thread.model.scale[rule.scale]
    silent = _cannot_be_judged(thread, node)
    if silent:
        shared = thread.shared_with(node)
        measured = shared is not None and any(figure.judgement.is_measured for figure in shared.figures)
        return not_judged(scale, silent, thread.closed, hole="refused" if measured else "unmeasured")
    counted = [figure for figure in node.figures if figure.indicator.kind not in UNJUDGED]
    parts = [
        PartStatus(
            f.indicator.name,
            f.judgement.value_key,
            Decimal(f.weight),
            measured=f.judgement.is_measured,
            hidden=f.judgement.hole == "hidden",
        )
        for f in counted
    ]
    return roll_up(rule, scale, parts or _beneath(thread, node, done), thread.closed)


def _by_hand(thread: "Thread", node: "Node", scale: Scale) -> Judgement:
    assessment = node.by_hand
    value = scale.value(assessment.value) if assessment else None
    if assessment is None or value is None:
        return not_judged(scale, say("Bedömningen finns inte längre i skalan"), thread.closed, hole="refused")
    place = thread.tree.places.get(assessment.unit_id)
    who = verbatim(place.name) if place else say("någon")
    return judged(value, assessment.closing, say("bedömt av {who}, {why}", who=who, why=verbatim(assessment.reason)))


def _cannot_be_judged(thread: "Thread", node: "Node") -> Text:
    """Why no rule may judge the item although there are figures around it, or nothing."""
    shared = thread.shared_with(node)
    if shared is not None:
        return say_many(
            len(shared.figures),
            "Dokumentet delar inte upp områdets enda indikator mellan målen",
            "Dokumentet delar inte upp områdets {n} indikatorer mellan målen",
        )
    if node.figures and node.level.kind == "goal":
        missing = unmeasured_figures(node.title, node.version.text, map(indicator_view, node.figures))
        if missing:
            return say("Målet anger {figure}, men ingen indikator mäter det", figure=missing[0].written)
    return NOTHING


def _beneath(thread: "Thread", node: "Node", done: Done) -> list[PartStatus]:
    """The statuses of the goals that serve the item; activities and assignments have none of their own.

    Their group is how they count towards sound economic management (T13): all financial ones and a share of
    the others is a common rule.
    """
    below = [child for child in thread.serving(node.key) if child.level.kind in {"direction", "goal", "priority"}]
    found = [(child, judge_node(thread, child.key, done)) for child in below]
    return [
        PartStatus(
            child.title,
            status.value_key,
            group=child.version.sound_economy,
            measured=status.is_measured,
            hidden=status.hole == "hidden",
        )
        for child, status in found
        if status is not None
    ]
