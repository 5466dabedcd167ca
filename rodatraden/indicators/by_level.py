"""An indicator that measures several levels may be judged by several rules: then each says what it says.

Which levels an indicator measures is known upstairs; it comes here as a facet of the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rodatraden.indicators.evidence import Evidence
from rodatraden.indicators.judgement import Judgement
from rodatraden.indicators.models import Indicator
from rodatraden.indicators.rules_of import judge_indicator, rule_for
from rodatraden.lib.text import Text, in_words, say
from rodatraden.steering.schema import Level, Model
from rodatraden.steering.schema.rules import ThresholdRule
from rodatraden.steering.schema.told import tell
from rodatraden.web.panels import Facet

LEVELS = "niva"
"""The name of the facet that says which levels an indicator measures."""
COMPARED: dict[str, Text] = {
    "reached": say("målvärdet nås eller nås inte"),
    "share-of-target": say("hur stor andel av målvärdet som är nådd"),
    "share-of-way": say("hur stor del av vägen från ingångsvärdet till målvärdet som är gången"),
    "band": say("hur långt från målvärdet utfallet ligger"),
    "change": say("förändringen sedan perioden före"),
    "rank": say("platsen i jämförelsen"),
    "level": say("nivåer som är bestämda i förväg"),
}
"""How each threshold rule compares, in words; the keys are those of the schema."""


@dataclass(frozen=True)
class LevelStatus:
    """What one rule says, and of which levels. No levels: the indicator measures none that is known."""

    levels: tuple[Level, ...]
    rule: ThresholdRule | None
    judgement: Judgement

    @property
    def where(self) -> Text:
        """ "nämndmål och fullmäktigemål"."""
        return in_words([level.name.one for level in self.levels])


def levels_of(facets: Sequence[Facet], indicator: Indicator, model: Model | None) -> tuple[Level, ...]:
    """The levels that the indicator measures, from the top."""
    members = next((facet.members for facet in facets if facet.name == LEVELS), {})
    keys = {key for key, ids in members.items() if indicator.pk in ids}
    return tuple(level for level in model.level if level.key in keys) if model else ()


def judge_levels(
    model: Model | None, indicator: Indicator, evidence: Evidence, closed: bool, levels: Sequence[Level]
) -> tuple[LevelStatus, ...]:
    """One status where all levels get the same, else one for each that differs, the topmost first."""
    found: list[LevelStatus] = []
    for level in levels or (None,):
        rule = rule_for(model, indicator, level) if model else None
        judgement = judge_indicator(model, indicator, evidence, closed, level)
        mine = (level,) if level else ()
        same = next((at for at, one in enumerate(found) if _is_same(one.judgement, judgement)), None)
        if same is None:
            found.append(LevelStatus(mine, rule, judgement))
        else:
            found[same] = LevelStatus((*found[same].levels, *mine), found[same].rule, found[same].judgement)
    return tuple(found)


def _is_same(one: Judgement, other: Judgement) -> bool:
    return (str(one.word), one.standing) == (str(other.word), other.standing)


def rule_in_words(model: Model | None, rule: ThresholdRule | None) -> Text:
    """How the rule compares and where its thresholds lie: "… : Uppfylls minst 100 %, annars Uppfylls inte"."""
    if model is None or rule is None:
        return say("ingen regel")
    scale = model.scale[rule.scale]
    words = {value.key: value.word for value in scale.values}
    steps = [
        say("{word}: {condition}", word=words[line.value_key], condition=line.text)
        for line in tell(rule, scale)
        if line.value_key in words
    ]
    told = COMPARED[rule.compare]
    for step in steps:
        told = say("{rule} · {step}", rule=told, step=step)
    return told
