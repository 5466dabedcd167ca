"""From a judgement to the mark that is shown."""

from rodatraden.indicators.judgement import Judgement
from rodatraden.indicators.models import Indicator
from rodatraden.indicators.rules_of import rule_for
from rodatraden.lib.text import Text
from rodatraden.steering.schema import Model
from rodatraden.web.marks import Mark


def mark_of(model: Model | None, indicator: Indicator, judgement: Judgement, word: Text | None = None) -> Mark:
    """Colour and sign by the scale of the indicator's rule; the dotted ring where nothing is judged."""
    rule = rule_for(model, indicator) if model else None
    value = model.scale[rule.scale].value(judgement.value_key) if model and rule else None
    return Mark(judgement.tone, value.symbol if value else "ring", word or judgement.word, judgement.reason)
