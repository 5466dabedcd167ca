"""A rule told in words, a sentence for each value: what the reader sees beside a status."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rodatraden.lib.numbers import format_number
from rodatraden.lib.text import NOTHING, OR, Text, in_words, say
from rodatraden.steering.schema.rules import (
    Band,
    ByHand,
    Change,
    FromStep,
    GroupAndShare,
    GroupStep,
    Rank,
    Reached,
    RollUpRule,
    Scale,
    Share,
    ShareOfTarget,
    ShareOfWay,
    ShareStep,
    ThresholdRule,
    TwoStep,
    Weighted,
    WithinStep,
    Worst,
)

WHOLE = Decimal(100)
"""Per cent of the target, or of the way to it, at which the target is reached."""


@dataclass(frozen=True)
class Told:
    """A line of a rule. `value_key` is empty for a line that is about the whole rule."""

    value_key: str
    text: Text


def tell(rule: ThresholdRule | RollUpRule, scale: Scale) -> tuple[Told, ...]:
    """The lines of the rule, in its own order; last what it does with what is missing."""
    return tuple(_lines(rule, scale))


def _lines(rule: ThresholdRule | RollUpRule, scale: Scale) -> Iterator[Told]:
    if isinstance(rule, ByHand):
        yield Told("", say("Bedöms för hand, med motivering."))
        return
    if isinstance(rule, TwoStep):
        share = format_number(rule.measured_from)
        yield Told("", say("Minst {share} % av delarna ska vara mätta, annars ges ingen status.", share=share))
        yield from _lines(rule.then, scale)
        return
    if isinstance(rule, Worst):
        yield Told("", say("Den del som ligger sämst till avgör."))
    else:
        for step in rule.steps:
            yield Told(step.value, _condition(rule, step, scale) or say("annars"))
    yield from _missing(rule, scale)


def _condition(
    rule: ThresholdRule | Share | GroupAndShare | Weighted, step: FromStep | WithinStep | ShareStep, scale: Scale
) -> Text:
    if isinstance(rule, Reached):
        return say("målvärdet nås") if step is rule.steps[0] else NOTHING
    if isinstance(step, ShareStep):
        return _shares(rule, step, scale)
    bound = step.within if isinstance(step, WithinStep) else step.at_least
    if bound is None:
        return NOTHING
    return _threshold(rule, bound, isinstance(step, WithinStep))


def _threshold(rule: ThresholdRule | Share | GroupAndShare | Weighted, limit: Decimal, within: bool) -> Text:
    bound = format_number(abs(limit) if isinstance(rule, Change) else limit)
    if isinstance(rule, ShareOfTarget | ShareOfWay) and limit == WHOLE or isinstance(rule, Band) and limit == 0:
        return say("målvärdet nås")
    if isinstance(rule, ShareOfTarget):
        return say("minst {bound} % av målvärdet", bound=bound)
    if isinstance(rule, ShareOfWay):
        return say("minst {bound} % av vägen från ingångsvärdet till målvärdet", bound=bound)
    if isinstance(rule, Band):
        if rule.tolerance == "units":
            return say("högst {bound} sämre än målvärdet", bound=bound)
        return say("högst {bound} % sämre än målvärdet", bound=bound)
    if isinstance(rule, Change):
        return _change(rule, limit, bound)
    if isinstance(rule, Rank):
        if rule.count == "place":
            return say("plats {bound} eller bättre", bound=bound)
        return say("bland de {bound} % bästa", bound=bound)
    if isinstance(rule, Weighted):
        return say("minst {bound} poäng i vägt medelvärde", bound=bound)
    return say("högst {bound}", bound=bound) if within else say("minst {bound}", bound=bound)


def _change(rule: Change, limit: Decimal, bound: str) -> Text:
    if limit == 0:
        return say("minst lika bra som perioden före")
    if rule.change == "units":
        better = say("minst {bound} bättre än perioden före", bound=bound)
        return better if limit > 0 else say("högst {bound} sämre än perioden före", bound=bound)
    better = say("minst {bound} % bättre än perioden före", bound=bound)
    return better if limit > 0 else say("högst {bound} % sämre än perioden före", bound=bound)


def _shares(rule: ThresholdRule | Share | GroupAndShare | Weighted, step: ShareStep, scale: Scale) -> Text:
    part = NOTHING
    if step.share_of and step.at_least is not None:
        said = {"share": format_number(step.at_least), "words": _words(step.share_of, scale)}
        part = say("minst {share} % {words}", **said)
    if not isinstance(rule, GroupAndShare) or not isinstance(step, GroupStep) or not step.all_of:
        return part
    group = say("alla i gruppen ”{group}” {words}", group=rule.group, words=_words(step.all_of, scale))
    return say("{group}, och av de övriga {part}", group=group, part=part) if part else group


def _words(keys: tuple[str, ...], scale: Scale) -> Text:
    return in_words([value.word.lower() for value in scale.values if value.key in keys], OR)


def _missing(rule: ThresholdRule | Worst | Share | GroupAndShare | Weighted, scale: Scale) -> Iterator[Told]:
    if isinstance(rule, ThresholdRule):
        value = scale.value(rule.missing) or scale.unmeasured
        if value is None:
            yield Told("", say("Utan utfall för perioden ges ingen status."))
        else:
            yield Told(value.key, say("utan utfall för perioden"))
        return
    effects = {
        "counted-out": say("Det som inte är mätt räknas inte."),
        "counts-as-worst": say("Det som inte är mätt räknas som ”{word}”.", word=scale.judged[-1].word),
        "makes-unmeasured": say("Är något inte mätt ges ingen status."),
    }
    yield Told("", effects[rule.missing])
