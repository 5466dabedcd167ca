"""From a judgement to the mark that is shown."""

from rodatraden.indicators.judgement import Judgement
from rodatraden.lib.text import Text
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.rules import ThresholdRule
from rodatraden.web.marks import Mark


def mark_of(model: Model | None, rule: ThresholdRule | None, judgement: Judgement, word: Text | None = None) -> Mark:
    """Colour and sign by the scale of the rule that judged; the dotted ring where nothing is judged."""
    value = model.scale[rule.scale].value(judgement.value_key) if model and rule else None
    return Mark(judgement.tone, value.symbol if value else "ring", word or judgement.word, judgement.reason)
