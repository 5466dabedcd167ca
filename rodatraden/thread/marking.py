"""From a judgement to the mark that is shown: colour, symbol and word."""

from typing import TYPE_CHECKING

from rodatraden.indicators.judgement import Judgement
from rodatraden.indicators.rules_of import rule_for
from rodatraden.lib.text import NOTHING, Text
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.rules import RollUpRule, Scale, ThresholdRule
from rodatraden.web.marks import Mark

if TYPE_CHECKING:
    from rodatraden.thread.gather import Figure, Node, Thread


def mark_of(scale: Scale, judgement: Judgement, note: Text = NOTHING) -> Mark:
    """The mark of a judgement by a scale; what is not measured has the ring where the scale has no sign for it."""
    value = scale.value(judgement.value_key)
    return Mark(judgement.tone, value.symbol if value else "ring", judgement.word, note)


def scale_of(model: Model, rule_key: str) -> Scale:
    """The scale that a rule of the model answers in; the model's first where the rule names none."""
    rule = model.rule.get(rule_key)
    known = rule.scale if isinstance(rule, ThresholdRule | RollUpRule) else ""
    return model.scale[known] if known in model.scale else next(iter(model.scale.values()))


def mark_of_node(thread: "Thread", node: "Node") -> Mark | None:
    """The mark of an item by the scale of its rule; None where nothing is judged at its level."""
    if node.judgement is None:
        return None
    return mark_of(scale_of(thread.model, node.version.rule or node.level.status), node.judgement)


def mark_of_figure(thread: "Thread", node: "Node", figure: "Figure") -> Mark:
    """The mark of an indicator by the scale of the rule that judged it, which its item's level may name."""
    rule = rule_for(thread.model, figure.indicator, node.level)
    scale = thread.model.scale[rule.scale] if rule else scale_of(thread.model, "")
    return mark_of(scale, figure.judgement)
