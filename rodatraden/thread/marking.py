"""From a judgement to the mark that is shown: colour, symbol and word."""

from rodatraden.indicators.judgement import Judgement
from rodatraden.lib.text import NOTHING, Text
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.rules import RollUpRule, Scale, ThresholdRule
from rodatraden.web.marks import Mark


def mark_of(scale: Scale, judgement: Judgement, note: Text = NOTHING) -> Mark:
    """The mark of a judgement by a scale; what is not measured has the ring where the scale has no sign for it."""
    value = scale.value(judgement.value_key)
    return Mark(judgement.tone, value.symbol if value else "ring", judgement.word, note)


def scale_of(model: Model, rule_key: str) -> Scale:
    """The scale that a rule of the model answers in; the model's first where the rule names none."""
    rule = model.rule.get(rule_key)
    known = rule.scale if isinstance(rule, ThresholdRule | RollUpRule) else ""
    return model.scale[known] if known in model.scale else next(iter(model.scale.values()))
