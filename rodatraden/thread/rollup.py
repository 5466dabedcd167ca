"""The status of a goal from the statuses of its parts, by a roll-up rule (docs/rules/roll-up-rules.md).

Parts are indicators of a goal, or goals of an area. Decimal arithmetic; the answer does not depend on the
order of the parts. What the rule does with a part without status, the reason says.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from rodatraden.indicators.evidence import cut, not_above
from rodatraden.indicators.judgement import Hole, Judgement, judged, not_judged, word_of
from rodatraden.lib.text import OR, Text, in_words, say, say_many
from rodatraden.steering.schema.rules import (
    ByHand,
    FromStep,
    GroupAndShare,
    GroupStep,
    RollUp,
    RollUpRule,
    Scale,
    ScaleValue,
    Share,
    ShareStep,
    TwoStep,
    Weighted,
    Worst,
)

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class PartStatus:
    """One part: its label, its value of the scale (None: no status), its weight, and its group if any.

    `measured` is whether there is an outcome behind it, though no rule may have judged it, and `hidden` whether the
    reader may not see how it stands: then it counts as nothing, whatever the rule makes of what is missing.
    """

    label: str
    value_key: str | None
    weight: Decimal = Decimal(1)
    group: str = ""
    measured: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Counted:
    """The parts that have a status, those that lack one, and what the rule made of that."""

    scale: Scale
    closed: bool
    parts: tuple[PartStatus, ...]
    without: tuple[PartStatus, ...]
    note: Text | None = None

    def share(self, keys: Sequence[str] | None, among: Sequence[PartStatus]) -> Decimal:
        """Per cent of some parts that have one of the values."""
        having = sum(part.value_key in (keys or ()) for part in among)
        return having * HUNDRED / len(among)

    def words(self, keys: Sequence[str]) -> Text:
        values = [value for value in self.scale.judged if value.key in keys]
        return in_words([str(word_of(value, self.closed)).lower() for value in values], OR)


def roll_up(rule: RollUpRule, scale: Scale, parts: Sequence[PartStatus], closed: bool) -> Judgement:
    """The rule's proposal. Without parts, or with none that has a status, there is none."""
    if not parts:
        return not_judged(scale, say("Inget att väga samman"), closed)
    counted = _counted(scale, parts, closed)
    if isinstance(rule, ByHand | TwoStep):
        return FUNCTIONS[rule.roll_up](rule, counted)
    if not counted.parts:
        return not_judged(scale, _none_judged(parts), closed, hole=_hole(parts))
    if counted.without:
        if rule.missing == "makes-unmeasured" or (rule.missing == "counts-as-worst" and _any_hidden(counted.without)):
            told = _missing(counted, say(", så ingen status ges"))
            return not_judged(scale, told, closed, hole=_hole(counted.without))
        if rule.missing == "counts-as-worst":
            worst = scale.judged[-1]
            filled = tuple(replace(part, value_key=worst.key) for part in counted.without)
            note = _missing(counted, say(" och räknas som ”{word}”", word=word_of(worst, closed)))
            counted = Counted(scale, closed, (*counted.parts, *filled), (), note)
        else:
            note = _missing(counted, say(" och räknas inte"))
            counted = Counted(scale, closed, counted.parts, counted.without, note)
    return FUNCTIONS[rule.roll_up](rule, counted)


def _counted(scale: Scale, parts: Sequence[PartStatus], closed: bool) -> Counted:
    known = {value.key for value in scale.judged}
    having = tuple(part for part in parts if part.value_key in known)
    without = tuple(part for part in parts if part.value_key not in known)
    return Counted(scale, closed, having, without)


def _hole(parts: Sequence[PartStatus]) -> Hole:
    """Hidden where a part is; not measured where none of the parts is; else there is something that no rule could
    judge."""
    if _any_hidden(parts):
        return "hidden"
    return "refused" if any(part.measured for part in parts) else "unmeasured"


def _any_hidden(parts: Sequence[PartStatus]) -> bool:
    return any(part.hidden for part in parts)


def _none_judged(parts: Sequence[PartStatus]) -> Text:
    if _any_hidden(parts):
        return say_many(len(parts), "Visas inte: den enda delen är dold", "Visas inte: av {n} delar är någon dold")
    if _hole(parts) == "refused":
        return say_many(len(parts), "Den enda delen går inte att bedöma", "Ingen av {n} delar går att bedöma")
    return say_many(len(parts), "Den enda delen är ej mätt", "Ingen av {n} delar är mätt")


def _missing(counted: Counted, effect: Text) -> Text:
    count = len(counted.without)
    if hidden := sum(part.hidden for part in counted.without):
        return say_many(hidden, "{n} del visas inte{effect}", "{n} delar visas inte{effect}", effect=effect)
    if _hole(counted.without) == "refused":
        return say_many(
            count, "{n} del går inte att bedöma{effect}", "{n} delar går inte att bedöma{effect}", effect=effect
        )
    return say_many(count, "{n} del är ej mätt{effect}", "{n} delar är ej mätta{effect}", effect=effect)


def _answer(counted: Counted, value: ScaleValue | None, detail: Text, figure: Decimal | None) -> Judgement:
    if counted.note:
        detail = say("{detail}; {note}", detail=detail, note=counted.note)
    if value is None:
        why = say("Regeln säger inget om {detail}", detail=detail)
        return not_judged(counted.scale, why, counted.closed, hole="refused")
    return judged(value, counted.closed, detail, figure)


def worst(rule: Worst, counted: Counted) -> Judgement:
    """The status of the part that is worst off."""
    value = next(
        value for value in reversed(counted.scale.judged) if any(part.value_key == value.key for part in counted.parts)
    )
    labels = sorted(part.label for part in counted.parts if part.value_key == value.key)
    shown: list[Text | str] = [f"”{label}”" for label in labels[:3]]
    if len(labels) > 3:
        shown = [*shown[:2], say_many(len(labels) - 2, "{n} till", "{n} till")]
    return _answer(counted, value, say("sämst är {labels}", labels=in_words(shown)), None)


def share(rule: Share, counted: Counted) -> Judgement:
    """The first step whose share is filled."""
    step = next((step for step in rule.steps if _is_filled(step, counted, counted.parts)), None)
    told = _told_step(rule.steps, step)
    detail = _tally(counted, counted.parts, told.share_of or ())
    figure = counted.share(told.share_of, counted.parts)
    return _answer(counted, counted.scale.value(step.value) if step else None, detail, figure)


def _is_filled(step: ShareStep, counted: Counted, among: Sequence[PartStatus]) -> bool:
    return step.at_least is None or counted.share(step.share_of, among) >= step.at_least


def _told_step(steps: Sequence[ShareStep], filled: ShareStep | None) -> ShareStep:
    """The step that the reason tells of: the one filled, or the last share that was not."""
    if filled is not None and filled.share_of:
        return filled
    return next((step for step in reversed(steps) if step.share_of), steps[-1])


def _tally(counted: Counted, among: Sequence[PartStatus], keys: Sequence[str]) -> Text:
    """ "5 av 6 uppfylls, 83,3 %"."""
    having = sum(part.value_key in keys for part in among)
    return say(
        "{having} av {all} {words}, {share}",
        having=having,
        all=len(among),
        words=counted.words(keys),
        share=not_above(counted.share(keys, among)),
    )


def weighted(rule: Weighted, counted: Counted) -> Judgement:
    """The mean of the points of the parts, by their weights."""
    for part in counted.parts:
        if part.value_key not in rule.points:
            why = say("”{value}” saknar poäng i regeln", value=part.value_key)
            return not_judged(counted.scale, why, counted.closed, hole="refused")
    total = sum((part.weight for part in counted.parts), Decimal(0))
    if total <= 0 or any(part.weight < 0 for part in counted.parts):
        return not_judged(counted.scale, say("Vikterna ska vara positiva tal"), counted.closed, hole="refused")
    # Kept as a fraction: total × threshold is exact where points / total would be rounded.
    points = sum((part.weight * rule.points[part.value_key or ""] for part in counted.parts), Decimal(0))
    step = next((step for step in rule.steps if _is_heavy(step, points, total)), None)
    mean = points / total
    detail = say("vägt medelvärde {mean} poäng", mean=cut(mean))
    return _answer(counted, counted.scale.value(step.value) if step else None, detail, mean)


def _is_heavy(step: FromStep, points: Decimal, total: Decimal) -> bool:
    return step.at_least is None or points >= step.at_least * total


def group_and_share(rule: GroupAndShare, counted: Counted) -> Judgement:
    """All in the group, and a share of the others. Where either is empty the rule has nothing to judge."""
    group = tuple(part for part in counted.parts if part.group == rule.group)
    others = tuple(part for part in counted.parts if part.group != rule.group)
    if not group:
        why = say("Ingen del i gruppen ”{group}” har någon status", group=rule.group)
        return not_judged(counted.scale, why, counted.closed, hole="refused")
    if not others:
        why = say("Ingen del utanför gruppen ”{group}” har någon status", group=rule.group)
        return not_judged(counted.scale, why, counted.closed, hole="refused")
    step = next((step for step in rule.steps if _both(step, counted, group, others)), None)
    told = _told_step(rule.steps, step)
    all_of = next((each.all_of for each in (step, *rule.steps) if each and each.all_of), (counted.scale.judged[0].key,))
    detail = say(
        "i gruppen ”{group}”: {first}; övriga: {second}",
        group=rule.group,
        first=_tally(counted, group, all_of),
        second=_tally(counted, others, told.share_of or ()),
    )
    value = counted.scale.value(step.value) if step else None
    return _answer(counted, value, detail, counted.share(told.share_of, others))


def _both(step: GroupStep, counted: Counted, group: Sequence[PartStatus], others: Sequence[PartStatus]) -> bool:
    all_in = step.all_of is None or all(part.value_key in step.all_of for part in group)
    return all_in and _is_filled(step, counted, others)


def two_step(rule: TwoStep, counted: Counted) -> Judgement:
    """Enough must be measured; then another rule judges those that are."""
    total = len(counted.parts) + len(counted.without)
    measured = len(counted.parts) + sum(part.measured for part in counted.without)
    if measured * HUNDRED < rule.measured_from * total:
        why = say(
            "{having} av {all} är mätta, minst {needed} krävs",
            having=measured,
            all=total,
            needed=not_above(rule.measured_from),
        )
        return not_judged(counted.scale, why, counted.closed)
    return roll_up(rule.then, counted.scale, (*counted.parts, *counted.without), counted.closed)


def by_hand(rule: ByHand, counted: Counted) -> Judgement:
    """No proposal, but how the parts stand, for the one who is to judge."""
    tally = Counter(part.value_key for part in counted.parts)
    said: list[Text | str] = [
        f"{tally[value.key]} {str(word_of(value, counted.closed)).lower()}" for value in counted.scale.judged
    ]
    unmeasured = sum(not part.measured for part in counted.without)
    refused = len(counted.without) - unmeasured
    said += [say("{number} ej mätt", number=unmeasured)] if unmeasured else []
    said += [say("{number} inte bedömd", number=refused)] if refused else []
    why = say("Bedöms för hand, med motivering. Delarna: {tally}", tally=in_words(said))
    return replace(not_judged(counted.scale, why, counted.closed, hole="refused"), word=say("Inte bedömt än"))


FUNCTIONS: Mapping[RollUp, Callable[[Any, Counted], Judgement]] = {
    "worst": worst,
    "share": share,
    "weighted": weighted,
    "group-and-share": group_and_share,
    "two-step": two_step,
    "by-hand": by_hand,
}
