"""Which threshold rule of the model judges an indicator, and what it says. The only place that chooses."""

from collections.abc import Mapping
from datetime import date

from rodatraden.indicators.assess import judge
from rodatraden.indicators.evidence import Evidence
from rodatraden.indicators.judgement import WORDS, Judgement, not_judged
from rodatraden.indicators.models import Indicator, IndicatorKind
from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text, say
from rodatraden.steering.schema import Level, Model
from rodatraden.steering.schema.rules import ThresholdRule

UNJUDGED = frozenset({IndicatorKind.VOLUME, IndicatorKind.COMPARISON})
"""Kinds that describe and promise nothing: they are no parts of a goal's status."""


def rule_for(model: Model, indicator: Indicator, level: Level | None = None) -> ThresholdRule | None:
    """The indicator's own rule or, without one, its level's.

    Where the level is not known, or says nothing, the first level that names a rule stands for all. A volume or
    a comparison without a rule of its own is not judged (M2). A key that the model lacks, or that names a roll-up rule,
    counts as none: the linter and the form say so, a page must not fall over it.
    """
    own = _threshold(model, indicator.rule)
    if own is not None or indicator.kind in UNJUDGED:
        return own
    named = _threshold(model, level.measure) if level is not None else None
    found = (_threshold(model, each.measure) for each in model.level)
    return named or next((rule for rule in found if rule is not None), None)


def threshold_rules(model: Model) -> Mapping[str, ThresholdRule]:
    """The rules of the model that can judge an indicator, by key."""
    return {key: rule for key, rule in model.rule.items() if isinstance(rule, ThresholdRule)}


def _threshold(model: Model, key: str) -> ThresholdRule | None:
    rule = model.rule.get(key)
    return rule if isinstance(rule, ThresholdRule) and rule.scale in model.scale else None


FOLLOWED = say("Följs utan målvärde")


def judge_indicator(
    model: Model | None, indicator: Indicator, evidence: Evidence, closed: bool, level: Level | None = None
) -> Judgement:
    """The rule's proposal for one indicator in the evidence's period; without a rule no status, and why."""
    rule = rule_for(model, indicator, level) if model else None
    if model is None or rule is None:
        word = FOLLOWED if indicator.kind in UNJUDGED else WORDS["refused"]
        return Judgement(None, "unmeasured", word, _why_none(model, indicator), closed, hole="refused")
    if evidence.hidden:
        return not_judged(model.scale[rule.scale], evidence.hidden, closed, hole="hidden")
    found = judge(rule, model.scale[rule.scale], evidence, closed)
    if found.hole == "refused" and evidence.hidden_before:
        return not_judged(model.scale[rule.scale], evidence.hidden_before, closed, hole="hidden")
    return found


def _why_none(model: Model | None, indicator: Indicator) -> Text:
    if model is None:
        return say("Kommunen har ingen styrmodell som gäller")
    if indicator.kind == IndicatorKind.VOLUME:
        return say("Ett verksamhetsmått visar volymen och bedöms inte")
    if indicator.kind == IndicatorKind.COMPARISON:
        return say("Ett jämförelsetal visar hur andra har det och bedöms inte")
    return say("Styrmodellen har ingen regel för indikatorer")


def is_closed(period: Period, day: date) -> bool:
    """Whether the annual accounts of the period's year are due: after 15 April of the next year (KL 11:20)."""
    return day > date(period.year + 1, 4, 15)
