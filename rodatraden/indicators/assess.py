"""The status of one indicator by a threshold rule of the model (M1, M4): docs/rules/threshold-rules.md.

No rule guesses: where its arithmetic has no meaning it says so and gives no status.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rodatraden.indicators.evidence import Aim, Evidence, aim_of, not_above, not_below, number_text
from rodatraden.indicators.judgement import Hole, Judgement, judged, not_judged
from rodatraden.indicators.remarks import remarks_on
from rodatraden.lib.text import NOTHING, Text, say, verbatim
from rodatraden.steering.schema.rules import (
    Band,
    Change,
    Compare,
    FromStep,
    LevelReached,
    Rank,
    Reached,
    Scale,
    ShareOfTarget,
    ShareOfWay,
    ThresholdRule,
    WithinStep,
)

HUNDRED = Decimal(100)
Step = FromStep | WithinStep


@dataclass(frozen=True)
class Figure:
    """The number that the steps of the rule are held against, and the reason in words."""

    figure: Decimal
    detail: Text


@dataclass(frozen=True)
class Refusal:
    """The rule has no meaning for this evidence, and why."""

    why: Text
    hole: Hole = "refused"


@dataclass(frozen=True)
class Case:
    """The evidence, and the value judged: the outcome, or during the year the forecast where there is one."""

    evidence: Evidence
    value: Decimal
    is_forecast: bool

    @property
    def shown(self) -> Text:
        value = self.evidence.shown(self.value)
        if self.is_forecast:
            return say("prognos {value}", value=value)
        return say("utfall hittills {value}", value=value) if self.evidence.is_so_far else value


def judge(rule: ThresholdRule, scale: Scale, evidence: Evidence, closed: bool) -> Judgement:
    """The rule's proposal. `closed` is annual closing: only then does a word state fulfilment."""
    is_forecast = not closed and evidence.forecast is not None and not evidence.is_final
    value = evidence.forecast if is_forecast else evidence.outcome
    remarks = remarks_on(evidence)
    if value is None or (evidence.measured_earlier and not is_forecast):
        return _unmeasured(rule, scale, evidence, closed, remarks)
    unsettled = NOTHING if is_forecast else _unsettled(evidence, closed)
    if unsettled:
        return not_judged(scale, unsettled, closed, remarks, "refused")
    found = FUNCTIONS[rule.compare](rule, Case(evidence, value, is_forecast))
    if isinstance(found, Refusal):
        return not_judged(scale, found.why, closed, remarks, found.hole)
    step = pick(rule.steps, found.figure) if not isinstance(rule, Reached) else _of_two(rule, found.figure)
    chosen = scale.value(step.value) if step else None
    if chosen is None:
        why = say("Regeln säger inget om {figure}", figure=number_text(found.figure))
        return not_judged(scale, why, closed, remarks, "refused")
    detail = found.detail
    if is_forecast and evidence.outcome is not None and not evidence.measured_earlier:
        detail = say("{detail}; utfall hittills {value}", detail=detail, value=evidence.shown(evidence.outcome))
    return judged(chosen, closed, detail, found.figure, remarks)


def _unsettled(evidence: Evidence, closed: bool) -> Text:
    """Why an outcome says nothing of the whole period: no fulfilment is stated from what may still change."""
    made = evidence.made
    if closed and made is not None and evidence.is_so_far:
        return say("Utfall finns bara till och med {last}, så ingen uppfyllelse anges", last=made.parts[-1].told)
    if closed and evidence.preliminary and evidence.outcome is not None:
        return say(
            "Utfallet {value} är preliminärt, så ingen uppfyllelse anges", value=evidence.shown(evidence.outcome)
        )
    if made is not None and made.how == "sum" and evidence.is_so_far:
        value, last = evidence.shown(made.value), made.parts[-1].told
        return say(
            "Summan till och med {last} är {value}, och hela periodens går inte att bedöma utan prognos",
            last=last,
            value=value,
        )
    return NOTHING


def pick(steps: Sequence[Step], figure: Decimal) -> Step | None:
    """The first step that the figure fills. A threshold belongs to the better value."""
    for step in steps:
        bound = step.at_least if isinstance(step, FromStep) else step.within
        if bound is None or (figure >= bound if isinstance(step, FromStep) else figure <= bound):
            return step
    return None


def _of_two(rule: Reached, figure: Decimal) -> FromStep:
    return rule.steps[0] if figure else rule.steps[1]


def _unmeasured(
    rule: ThresholdRule, scale: Scale, evidence: Evidence, closed: bool, remarks: tuple[Text, ...]
) -> Judgement:
    """No outcome that belongs to the period: the rule's `missing` value, and the reason. Never a zero."""
    if evidence.latest_part is not None:
        why = say(
            "Inget utfall för hela {period}, bara för delar, senast {part}",
            period=evidence.period.told,
            part=evidence.latest_part.told,
        )
        return not_judged(scale, why, closed, remarks, "refused")
    if evidence.measured_earlier and evidence.measured_period is not None:
        why = _not_measured_since(evidence.period.name, evidence.measured_period.name)
    elif evidence.previous_period is not None and (evidence.previous is not None or evidence.previous_parted):
        why = _not_measured_since(evidence.period.name, evidence.previous_period.name)
    elif closed:
        why = say("Ej mätt {period}, inget utfall", period=evidence.period.name)
    else:
        why = say("Inget utfall ännu för {period}", period=evidence.period.name)
    value = scale.value(rule.missing)
    if value is None or value.tone == "unmeasured":
        return not_judged(scale, why, closed, remarks)
    return judged(value, closed, why, remarks=remarks)


def _not_measured_since(period: str, measured: str) -> Text:
    return say("Ej mätt {period}, senast {measured}", period=period, measured=measured)


def _no_target(evidence: Evidence) -> Refusal:
    if evidence.target is not None and evidence.target.as_before:
        if evidence.previous_parted:
            return Refusal(say("Målvärdet utgår från perioden före, men mätmetoden har ändrats sedan dess"))
        if evidence.better == "lower":
            return Refusal(say("Målvärdet är högst som perioden före, men utfallet då saknas"))
        return Refusal(say("Målvärdet är minst som perioden före, men utfallet då saknas"))
    return Refusal(say("Målvärde saknas för {period}", period=evidence.period.name), "no-target")


def reached(rule: Reached, case: Case) -> Figure | Refusal:
    """1 when the target is reached, 0 when it is not. Any target has a meaning, also 0 and below."""
    aim = aim_of(case.evidence)
    if aim is None:
        return _no_target(case.evidence)
    return Figure(Decimal(aim.reached(case.value)), _against(case, aim))


def share_of_target(rule: ShareOfTarget, case: Case) -> Figure | Refusal:
    """Outcome in per cent of the target; where lower is better the target in per cent of the outcome."""
    aim = aim_of(case.evidence)
    if aim is None:
        return _no_target(case.evidence)
    bounds = [bound for bound in (aim.low, aim.high) if bound is not None]
    if min(bounds) <= 0:
        what = say("noll") if min(bounds) == 0 else say("negativt")
        return Refusal(say("Målvärdet är {what}, och en andel av det har ingen mening", what=what))
    share = _share(aim, case.value)
    if share is None:
        return Figure(HUNDRED, _against(case, aim))
    said = {"against": _against(case, aim), "share": not_above(share)}
    if aim.low is None:
        return Figure(share, say("{against}, måluppfyllelse {share}", **said))
    return Figure(share, say("{against}, {share} av målvärdet", **said))


def _share(aim: Aim, value: Decimal) -> Decimal | None:
    """Per cent, or None where the target is reached and a share adds nothing: an interval, 0 of at most 5."""
    if aim.low is not None and (aim.high is None or value < aim.low):
        return value / aim.low * HUNDRED
    if aim.high is not None and (aim.low is None or value > aim.high):
        return aim.high / value * HUNDRED if value > 0 else None
    return None


def share_of_way(rule: ShareOfWay, case: Case) -> Figure | Refusal:
    """How much of the way from the start value to the target is walked, in per cent.

    Where the start value already reached the target there is no way: 100 when it is still reached, else 0.
    """
    aim, start = aim_of(case.evidence), case.evidence.start
    if aim is None:
        return _no_target(case.evidence)
    if start is None:
        return _no_start(case.evidence)
    whole, left = _distance(aim, start), _distance(aim, case.value)
    against, start_words = _against(case, aim), case.evidence.shown(start)
    if whole <= 0:
        detail = say(
            "{against}; ingångsvärdet {start} nådde redan målvärdet, så ingen väg räknas",
            against=against,
            start=start_words,
        )
        return Figure(HUNDRED if left <= 0 else Decimal(0), detail)
    share = (whole - left) / whole * HUNDRED
    if share < 0:
        detail = say("{against}, längre bort än ingångsvärdet {start}", against=against, start=start_words)
    else:
        detail = say(
            "{against}, {share} av vägen från {start}",
            against=against,
            share=not_above(share),
            start=start_words,
        )
    return Figure(share, detail)


def _no_start(evidence: Evidence) -> Refusal:
    if evidence.start_parted:
        return Refusal(say("Mätmetoden har ändrats sedan ingångsvärdet, så vägen till målvärdet går inte att räkna"))
    return Refusal(say("Ingångsvärde saknas, så vägen till målvärdet går inte att räkna"))


def way_gone(evidence: Evidence, closed: bool) -> Decimal | None:
    """The share of the way from the start value to the target (1 is all of it), whatever rule judges.

    During the year of the forecast, where there is one. None where the period has no outcome of its own, no
    target or no start value.
    """
    aim, start = aim_of(evidence), evidence.start
    value = None if evidence.measured_earlier else evidence.outcome
    if evidence.forecast is not None and not (closed or evidence.is_final):
        value = evidence.forecast
    if aim is None or start is None or value is None:
        return None
    whole, left = _distance(aim, start), _distance(aim, value)
    if whole <= 0:
        return Decimal(left <= 0)
    return (whole - left) / whole


def _distance(aim: Aim, value: Decimal) -> Decimal:
    """What is left to the target; below zero when it is passed. Within an interval nothing is left."""
    if aim.low is not None and aim.high is not None:
        return aim.shortfall(value)
    if aim.low is not None:
        return aim.low - value
    return value - aim.high if aim.high is not None else Decimal(0)


def band(rule: Band, case: Case) -> Figure | Refusal:
    """How far the outcome lies on the wrong side of the target, in its own unit or in per cent of it."""
    aim = aim_of(case.evidence)
    if aim is None:
        return _no_target(case.evidence)
    off = aim.shortfall(case.value)
    against = _against(case, aim)
    if rule.tolerance == "units":
        if not off:
            return Figure(off, against)
        return Figure(off, _off(case, against, case.evidence.apart(off)))
    bound = aim.low if aim.low is not None and (aim.high is None or case.value < aim.low) else aim.high
    if not bound:
        return Refusal(say("Målvärdet är noll, och en avvikelse i procent av noll har ingen mening"))
    share = off / abs(bound) * HUNDRED
    if not off:
        return Figure(share, against)
    return Figure(share, _off(case, against, verbatim(not_below(share))))


def _off(case: Case, against: Text, off: Text) -> Text:
    """How far off the target: worse where one way is better, else only off."""
    if case.evidence.better == "band":
        return say("{against}, {off} från målvärdet", against=against, off=off)
    return say("{against}, {off} sämre än målvärdet", against=against, off=off)


def change(rule: Change, case: Case) -> Figure | Refusal:
    """The change for the better since the period before, in units or in per cent of the value then."""
    evidence, before = case.evidence, case.evidence.previous
    if before is None and evidence.previous_parted:
        return Refusal(say("Mätmetoden har ändrats sedan perioden före, så förändringen går inte att räkna"))
    if before is None:
        return Refusal(say("Utfall för perioden före saknas, så förändringen går inte att räkna"))
    if evidence.better == "band":
        aim = aim_of(evidence)
        if aim is None:
            return _no_target(evidence)
        better = aim.shortfall(before) - aim.shortfall(case.value)
    else:
        better = case.value - before if evidence.better == "higher" else before - case.value
    if rule.change == "per-cent":
        if not before:
            return Refusal(say("Utfallet före är noll, och en förändring i procent av noll har ingen mening"))
        figure = better / abs(before) * HUNDRED
        size = verbatim(not_above(abs(figure)))
    else:
        figure, size = better, evidence.apart(abs(better))
    return Figure(figure, _changed(case, before, better, size))


def _changed(case: Case, before: Decimal, better: Decimal, size: Text) -> Text:
    evidence = case.evidence
    period = evidence.previous_period
    then = say("{value} {period}", value=evidence.shown(before), period=period.name if period else "")
    words = {"now": case.shown, "then": then if period else evidence.shown(before), "size": size}
    if not better:
        return say("{now}, oförändrat mot {then}", **words)
    if better > 0:
        return say("{now} mot {then}, {size} bättre", **words)
    return say("{now} mot {then}, {size} sämre", **words)


def rank(rule: Rank, case: Case) -> Figure | Refusal:
    """The place, or the place in per cent of all compared. Place 1 is best."""
    of = case.evidence.rank_of
    if of is None:
        return Refusal(say("Indikatorn är ingen rangordning, så regeln för plats går inte att använda"))
    if not 1 <= case.value <= of:
        return Refusal(say("Plats {place} finns inte bland {of}", place=number_text(case.value), of=of))
    place = say("{place} av {of}", place=case.shown, of=of)
    if rule.count == "place":
        return Figure(case.value, place)
    share = case.value / of * HUNDRED
    return Figure(share, say("{place}, bland de {share} bästa", place=place, share=not_below(share)))


def level(rule: LevelReached, case: Case) -> Figure | Refusal:
    """The outcome itself, against levels that are set in advance."""
    upwards = isinstance(rule.steps[0], FromStep)
    if case.evidence.better == ("lower" if upwards else "higher"):
        if upwards:
            return Refusal(say("Regeln räknar ett högre utfall som bättre, men för indikatorn är lägre bättre"))
        return Refusal(say("Regeln räknar ett lägre utfall som bättre, men för indikatorn är högre bättre"))
    chosen = pick(rule.steps, case.value)
    place = rule.steps.index(chosen) if chosen in rule.steps else len(rule.steps)
    if bound := _bound_in_words(rule.steps[place : place + 1], case.evidence):
        return Figure(case.value, say("{value}, gränsen är {bound}", value=case.shown, bound=bound))
    nearest = _bound_in_words(rule.steps[max(place - 1, 0) : place], case.evidence)
    return Figure(case.value, say("{value}, närmaste gräns är {bound}", value=case.shown, bound=nearest))


def _bound_in_words(steps: Sequence[Step], evidence: Evidence) -> Text | None:
    for step in steps:
        if isinstance(step, FromStep) and step.at_least is not None:
            return Aim(step.at_least, None).words(evidence)
        if isinstance(step, WithinStep) and step.within is not None:
            return Aim(None, step.within).words(evidence)
    return None


def _against(case: Case, aim: Aim) -> Text:
    """ "52 mot minst 55", "106 mot högst 104", "plats 228 mot plats 175 eller bättre"."""
    evidence = case.evidence
    if evidence.rank_of is not None and aim.high is not None:
        return say("{value} mot {aim} eller bättre", value=case.shown, aim=evidence.shown(aim.high))
    return say("{value} mot {aim}", value=case.shown, aim=aim.words(evidence))


FUNCTIONS: Mapping[Compare, Callable[[Any, Case], Figure | Refusal]] = {
    "reached": reached,
    "share-of-target": share_of_target,
    "share-of-way": share_of_way,
    "band": band,
    "change": change,
    "rank": rank,
    "level": level,
}
