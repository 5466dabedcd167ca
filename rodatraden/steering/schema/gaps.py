"""Gaps and overlaps in scales and rules, each told in one sentence. Pure; the linter gives them severity."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Literal

from rodatraden.lib.text import NOTHING, OR, Text, in_words, say
from rodatraden.steering.schema.rules import (
    Band,
    ByHand,
    FromStep,
    GroupAndShare,
    GroupStep,
    Rank,
    Reached,
    RollUpRule,
    Scale,
    Share,
    ShareStep,
    ThresholdRule,
    TwoStep,
    Weighted,
    WithinStep,
    Worst,
)

Code = Literal[
    "gap",
    "overlap",
    "unreachable",
    "unknown-value",
    "unused-value",
    "wrong-order",
    "look-alike",
    "no-forecast-word",
]
Step = FromStep | WithinStep | ShareStep
Stepped = ThresholdRule | Share | GroupAndShare | Weighted


@dataclass(frozen=True)
class Gap:
    """A hole or a clash. `path` is the key path below the rule or the scale, for example `steps[1].from`."""

    code: Code
    path: str
    text: Text
    proposal: Text = NOTHING


def scale_gaps(scale: Scale) -> tuple[Gap, ...]:
    """What makes a scale hard to read: values that look alike, an odd order, no words for a forecast."""
    return (*_look_alikes(scale), *_order_of_tones(scale), *_forecast_words(scale))


def _look_alikes(scale: Scale) -> Iterator[Gap]:
    for (_, first), (place, second) in combinations(enumerate(scale.values), 2):
        if first.symbol == second.symbol:
            yield Gap(
                "look-alike",
                f"values[{place}].symbol",
                say(
                    "”{first}” och ”{second}” har samma symbol och går inte att skilja åt utan färg.",
                    first=first.word,
                    second=second.word,
                ),
                say("Ge ”{second}” en annan symbol.", second=second.word),
            )
        if first.word.casefold() == second.word.casefold():
            yield Gap(
                "look-alike",
                f"values[{place}].word",
                say("Två värden i skalan heter ”{word}”.", word=first.word),
                say("Ge ett av dem ett eget ord."),
            )


def _order_of_tones(scale: Scale) -> Iterator[Gap]:
    order = {"met": 0, "partly": 1, "missed": 2}
    for better, worse in pairwise(scale.judged):
        if order[better.tone] > order[worse.tone]:
            yield Gap(
                "wrong-order",
                "values",
                say(
                    "Skalan skrivs med det bästa värdet först, men ”{better}” står före ”{worse}”.",
                    better=better.word,
                    worse=worse.word,
                ),
                say("Byt plats på dem, eller byt färgroll (tone)."),
            )


def _forecast_words(scale: Scale) -> Iterator[Gap]:
    for place, value in enumerate(scale.values):
        if value.tone != "unmeasured" and not value.word_forecast:
            yield Gap(
                "no-forecast-word",
                f"values[{place}].word_forecast",
                say("”{word}” har inget ord för prognosen under året.", word=value.word),
                say("Skriv till exempel word_forecast = ”Bedöms: {word}”.", word=value.word.lower()),
            )


def gaps(rule: ThresholdRule | RollUpRule, scale: Scale) -> tuple[Gap, ...]:
    """Everything in a rule that leaves a result without value, or a value without result."""
    if isinstance(rule, TwoStep):
        inner = gaps(rule.then, scale)
        return tuple(Gap(gap.code, f"then.{gap.path}", gap.text, gap.proposal) for gap in inner)
    if isinstance(rule, Worst | ByHand):
        return ()
    steps = _steps(rule)
    return (
        *_unknown_values(rule, scale),
        *_order_of_values(steps, scale),
        *_unused_values(steps, scale),
        *(() if isinstance(rule, Reached) else _open_ends(steps)),
        *_bounds(rule),
        *(_points(rule, scale) if isinstance(rule, Weighted) else ()),
        *(_idle_group(rule) if isinstance(rule, GroupAndShare) else ()),
    )


def _steps(rule: Stepped) -> Sequence[Step]:
    return rule.steps


def _named(rule: Stepped) -> Iterator[tuple[str, str]]:
    for place, step in enumerate(_steps(rule)):
        yield f"steps[{place}].value", step.value
        if isinstance(step, ShareStep):
            yield from ((f"steps[{place}].share_of", key) for key in step.share_of or ())
        if isinstance(step, GroupStep):
            yield from ((f"steps[{place}].all_of", key) for key in step.all_of or ())
    if isinstance(rule, ThresholdRule) and rule.missing:
        yield "missing", rule.missing
    if isinstance(rule, Weighted):
        yield from ((f"points.{key}", key) for key in rule.points)


def _unknown_values(rule: Stepped, scale: Scale) -> Iterator[Gap]:
    known = in_words([value.key for value in scale.values], OR)
    for path, key in _named(rule):
        if scale.value(key) is None:
            yield Gap(
                "unknown-value",
                path,
                say("Skalan har inget värde ”{key}”.", key=key),
                say("Skriv {known}.", known=known),
            )


def _order_of_values(steps: Sequence[Step], scale: Scale) -> Iterator[Gap]:
    place_of = {value.key: place for place, value in enumerate(scale.judged)}
    for place, (step, after) in enumerate(pairwise(steps), start=1):
        if place_of.get(step.value, -1) > place_of.get(after.value, len(place_of)):
            yield Gap(
                "wrong-order",
                f"steps[{place}].value",
                say("”{after}” är bättre än ”{step}” men står efter.", after=after.value, step=step.value),
                say("Skriv stegen med det bästa värdet först."),
            )


def _unused_values(steps: Sequence[Step], scale: Scale) -> Iterator[Gap]:
    used = {step.value for step in steps}
    for value in scale.judged:
        if value.key not in used:
            yield Gap(
                "unused-value",
                "steps",
                say("Regeln kan aldrig ge ”{word}”, fast skalan har det värdet.", word=value.word),
                say("Lägg till ett steg för det, eller använd en skala utan det."),
            )


def _bound(step: Step) -> Decimal | None:
    return step.within if isinstance(step, WithinStep) else step.at_least


def _is_open(step: Step) -> bool:
    return _bound(step) is None and not (isinstance(step, GroupStep) and step.all_of is not None)


def _open_ends(steps: Sequence[Step]) -> Iterator[Gap]:
    if not _is_open(steps[-1]):
        yield Gap(
            "gap",
            f"steps[{len(steps) - 1}]",
            say("Sista steget har en gräns, så det som faller utanför den får ingen status."),
            say("Ta bort gränsen i sista steget, eller lägg till ett sista steg utan gräns."),
        )
    for place, step in enumerate(steps[:-1]):
        if _is_open(step):
            yield Gap(
                "overlap",
                f"steps[{place}]",
                say("Steget ”{value}” saknar gräns, så stegen efter det används aldrig.", value=step.value),
                say("Ge steget en gräns, eller flytta det sist."),
            )


def _bounds(rule: Stepped) -> Iterator[Gap]:
    if isinstance(rule, Reached):
        yield from _bounds_of_reached(rule)
        return
    for (_, before), (place, after) in combinations(enumerate(_steps(rule)), 2):
        if _swallows(before, after):
            yield Gap(
                "overlap",
                f"steps[{place}]",
                say(
                    "Steget ”{after}” används aldrig, för ”{before}” tar allt det skulle ta.",
                    after=after.value,
                    before=before.value,
                ),
                say("Skriv stegen så att kravet blir lägre för varje steg."),
            )
    lowest = _lowest(rule)
    for place, step in enumerate(_steps(rule)):
        bound = _bound(step)
        if lowest is not None and bound is not None and bound < lowest:
            yield Gap(
                "unreachable",
                f"steps[{place}].within",
                say("Inget utfall kan ligga inom {bound}.", bound=bound),
                say("Den lägsta gränsen som betyder något är {lowest}.", lowest=lowest),
            )


def _lowest(rule: Stepped) -> Decimal | None:
    """The lowest bound that anything can lie within, where there is one."""
    if isinstance(rule, Rank) and rule.count == "place":
        return Decimal(1)
    return Decimal(0) if isinstance(rule, Band | Rank) else None


def _bounds_of_reached(rule: Reached) -> Iterator[Gap]:
    for place, step in enumerate(rule.steps):
        if step.at_least is not None:
            yield Gap(
                "unreachable",
                f"steps[{place}].from",
                say("Regeln frågar bara om målvärdet nås, så gränsen läses aldrig."),
                say("Ta bort from, eller använd compare = ”share-of-target”."),
            )


def _swallows(before: Step, after: Step) -> bool:
    """Whether everything that would fill the later step has already filled the earlier one."""
    mine, yours = _bound(before), _bound(after)
    if isinstance(before, GroupStep) and isinstance(after, GroupStep) and before.all_of is not None:
        if after.all_of is None or not set(after.all_of) <= set(before.all_of):
            return False
        if mine is None:
            return True
    if mine is None or yours is None:
        return False
    if isinstance(before, WithinStep):
        return yours <= mine
    if isinstance(before, ShareStep) and isinstance(after, ShareStep):
        return set(after.share_of or ()) <= set(before.share_of or ()) and yours >= mine
    return yours >= mine


def _points(rule: Weighted, scale: Scale) -> Iterator[Gap]:
    for value in scale.judged:
        if value.key not in rule.points:
            yield Gap(
                "gap",
                "points",
                say("”{word}” saknar poäng, så den som har det värdet kan inte vägas in.", word=value.word),
                say("Skriv poäng för {key}.", key=value.key),
            )


def _idle_group(rule: GroupAndShare) -> Iterator[Gap]:
    if not any(step.all_of for step in rule.steps):
        yield Gap(
            "gap",
            "steps",
            say("Inget steg kräver något av gruppen ”{group}”.", group=rule.group),
            say("Skriv all_of i minst ett steg, eller använd roll_up = ”share”."),
        )
