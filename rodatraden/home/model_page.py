"""What the page "Så styrs …" shows: the model in words, and worked examples of its rules."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rodatraden.indicators.assess import judge
from rodatraden.indicators.evidence import Evidence, TargetValue
from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text, in_words, say
from rodatraden.steering.findings import ORDER, Finding
from rodatraden.steering.lint import check
from rodatraden.steering.schema import Event, Level, Model, Report
from rodatraden.steering.schema.rules import ByHand, Rank, RollUpRule, Scale, ThresholdRule
from rodatraden.steering.schema.told import Told, tell
from rodatraden.steering.words import chain, month_name, report_told
from rodatraden.thread.marking import mark_of
from rodatraden.thread.rollup import PartStatus, roll_up
from rodatraden.web.charts import ThreadColumn, ThreadLink, ThreadNode, ThreadPicture, thread_picture
from rodatraden.web.marks import Mark

SAMPLE = Period.year_of(2018)
START, TARGET = Decimal(50), Decimal(60)
TRIED = tuple(Decimal(tried) for tried in (61, 57, 55, 52, 50, 49, 40, 20))


@dataclass(frozen=True)
class Line:
    """A line of a rule with the mark that it gives, if it is about one value."""

    mark: Mark | None
    text: Text


@dataclass(frozen=True)
class Example:
    """A worked example: what was put in, the mark that came out, and the reason."""

    given: Text | str
    mark: Mark
    reason: Text


@dataclass(frozen=True)
class RuleTold:
    """A rule on the page. `name` tells what it judges, in the municipality's own words."""

    key: str
    name: Text
    lines: tuple[Line, ...]
    examples: tuple[Example, ...]
    assumed: str
    source: str


@dataclass(frozen=True)
class MonthOfYear:
    """A month with its events."""

    name: str
    events: tuple[tuple[Event, str], ...]


def rules_told(model: Model) -> list[RuleTold]:
    """Every rule of the model in words and worked out."""
    found = []
    for key, rule in model.rule.items():
        scale = model.scale.get(rule.scale) or next(iter(model.scale.values()), None)
        if scale is None:
            continue
        lines = tuple(Line(_mark(scale, told), told.text) for told in tell(rule, scale))
        examples = _tried(rule, scale) if isinstance(rule, ThresholdRule) else _rolled(rule, scale)
        found.append(RuleTold(key, _judged_by(model, key), lines, examples, rule.assumed, rule.source))
    return found


def _judged_by(model: Model, key: str) -> Text:
    """What a rule judges: the levels that have it, or else indicators; by its key where there are several."""
    levels = [level.name.many or level.name.one for level in model.level if level.status == key]
    if levels:
        return in_words(levels)
    many = sum(isinstance(rule, ThresholdRule) for rule in model.rule.values()) > 1
    return say("indikatorer ({key})", key=key) if many else say("indikatorer")


def _mark(scale: Scale, told: Told) -> Mark | None:
    value = scale.value(told.value_key)
    return Mark(value.tone, value.symbol, value.word) if value else None


def _tried(rule: ThresholdRule, scale: Scale) -> tuple[Example, ...]:
    """The rule on a start value of 50 and a target of 60 (or places 100 and 60 of 290), one per status."""
    found: dict[str | None, Example] = {}
    for outcome in TRIED if not isinstance(rule, Rank) else (Decimal(40), Decimal(120), Decimal(250)):
        evidence = Evidence(
            SAMPLE,
            outcome=outcome,
            target=TargetValue(TARGET),
            start=START,
            previous=START,
            previous_period=SAMPLE.previous(),
            rank_of=290 if isinstance(rule, Rank) else None,
            decimals=0,
        )
        judgement = judge(rule, scale, evidence, closed=True)
        found.setdefault(judgement.value_key, Example(str(outcome), mark_of(scale, judgement), judgement.reason))
    return tuple(found.values())


def _rolled(rule: RollUpRule, scale: Scale) -> tuple[Example, ...]:
    """The rule on five parts, from all best to most of them worst, and with three unmeasured, one per status.

    What is judged by hand has no example: the answer is a person's.
    """
    if isinstance(rule, ByHand):
        return ()
    best, second, worst = scale.judged[0].key, scale.judged[min(1, len(scale.judged) - 1)].key, scale.judged[-1].key
    cases: Sequence[Sequence[str | None]] = (
        [best] * 5,
        [best] * 4 + [worst],
        [best] * 2 + [second] * 3,
        [best] * 3 + [worst] * 2,
        [best] + [worst] * 4,
        [best] * 2 + [None] * 3,
    )
    found: dict[str | None, Example] = {}
    for case in cases:
        parts = [PartStatus(str(number), key, group=_group(rule)) for number, key in enumerate(case, 1)]
        judgement = roll_up(rule, scale, parts, closed=True)
        given = in_words([f"{number} {_word(scale, key)}" for key, number in Counter(case).items()])
        found.setdefault(judgement.value_key, Example(given, mark_of(scale, judgement), judgement.reason))
    return tuple(found.values())


def _group(rule: RollUpRule) -> str:
    return rule.group if rule.roll_up == "group-and-share" else ""


def _word(scale: Scale, key: str | None) -> str:
    value = scale.value(key) or scale.unmeasured
    return value.word.lower() if value else "–"


def months(model: Model) -> list[MonthOfYear]:
    """The year month by month, only the months in which something happens."""
    found = []
    for number in range(1, 13):
        events = tuple((event, model.who(event.actor)) for event in model.event if event.month == number)
        if events:
            found.append(MonthOfYear(str(month_name(number)), events))
    return found


def reports(model: Model) -> list[tuple[Report, Text]]:
    return [(report, report_told(report)) for report in model.report]


def findings(model: Model) -> list[Finding]:
    return sorted(check(model), key=lambda finding: ORDER[finding.severity])


def chain_picture(model: Model) -> str:
    """The levels as a thread from left to right."""
    steps = chain(model)
    column = {level.key: place for place, step in enumerate(steps) for level in step}
    levels = [level for step in steps for level in step]
    picture = ThreadPicture(
        title=model.model.name,
        description=" → ".join(level.name.one for level in levels),
        columns=[ThreadColumn(model.who(_first(step).decided_by)) for step in steps],
        nodes=[ThreadNode(level.key, column[level.key], level.name.one.capitalize()) for level in levels],
        links=[ThreadLink(up, level.key) for level in levels for up in level.serves if up in column],
    )
    return thread_picture(picture, "kedjan")


def _first(step: Sequence[Level]) -> Level:
    return step[0]
