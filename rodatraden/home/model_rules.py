"""The scales and the rules of a model on the page "Så styrs …": in words, and worked out on figures."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rodatraden.indicators.assess import judge
from rodatraden.indicators.evidence import Evidence, TargetValue
from rodatraden.indicators.judgement import Judgement, word_of
from rodatraden.lib.periods import Period
from rodatraden.lib.text import NOTHING, Text, in_words, say, verbatim
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.rules import ByHand, Rank, RollUpRule, Scale, ScaleKind, ThresholdRule
from rodatraden.steering.schema.told import Told, tell
from rodatraden.thread.levels import many_of
from rodatraden.thread.marking import mark_of
from rodatraden.thread.rollup import PartStatus, roll_up
from rodatraden.web.marks import Mark

SAMPLE = Period.year_of(2018)
START, TARGET, COMPARED = Decimal(50), Decimal(60), 290
TRIED = tuple(Decimal(tried) for tried in (61, 57, 55, 52, 50, 49, 40, 20))
GIVEN: Mapping[str, Text] = {
    "reached": say("Målvärdet är {target}.", target=TARGET),
    "share-of-target": say("Målvärdet är {target}.", target=TARGET),
    "band": say("Målvärdet är {target}.", target=TARGET),
    "share-of-way": say("Ingångsvärdet är {start} och målvärdet {target}.", start=START, target=TARGET),
    "change": say("Perioden före var utfallet {start}.", start=START),
    "rank": say("{n} jämförs.", n=COMPARED),
    "level": NOTHING,
}
KINDS: Mapping[ScaleKind, Text] = {
    "light": say("Visas som ljus: färg, tecken och ord."),
    "arrow": say("Visas som pilar: riktning, färg och ord."),
    "symbol": say("Visas som tecken: form, färg och ord."),
}


@dataclass(frozen=True)
class Line:
    """A line of a rule with the mark that it gives, if it is about one value."""

    mark: Mark | None
    text: Text


@dataclass(frozen=True)
class Example:
    """A worked example: what was put in, the mark that came out, and the reason."""

    given: Text
    mark: Mark
    reason: Text


@dataclass(frozen=True)
class RuleTold:
    """A rule on the page. `name` tells what it judges, in the municipality's own words; `given` what the
    examples start from."""

    key: str
    name: Text
    lines: tuple[Line, ...]
    given: Text
    examples: tuple[Example, ...]
    assumed: str
    source: str


@dataclass(frozen=True)
class ScaleTold:
    """A scale by itself: what uses it, and each value's word when the year is closed and before that."""

    name: Text
    shown: Text
    values: tuple[tuple[Mark, Text], ...]
    unmeasured: Text
    assumed: str
    source: str


def scales_told(model: Model) -> list[ScaleTold]:
    """Every scale with its values, best first."""
    return [_scale(model, key, scale) for key, scale in model.scale.items()]


def _scale(model: Model, key: str, scale: Scale) -> ScaleTold:
    ruled = {name for name, rule in model.rule.items() if rule.scale == key}
    levels = many_of(level for level in model.level if level.status in ruled)
    name = say("Skalan för {levels}", levels=levels) if levels and len(model.scale) > 1 else say("Skalan")
    values = tuple((Mark(v.tone, v.symbol, v.word), word_of(v, closed=False)) for v in scale.judged)
    unmeasured = verbatim(scale.unmeasured.word) if scale.unmeasured else say("Ej mätt")
    return ScaleTold(name, KINDS[scale.kind], values, unmeasured, scale.assumed, scale.source)


def rules_told(model: Model) -> list[RuleTold]:
    """Every rule of the model in words and worked out."""
    found = []
    for key, rule in model.rule.items():
        scale = model.scale.get(rule.scale) or next(iter(model.scale.values()), None)
        if scale is None:
            continue
        lines = tuple(Line(_mark(scale, told), told.text) for told in tell(rule, scale))
        if isinstance(rule, ThresholdRule):
            name, given, examples = _measured_by(model, key), GIVEN[rule.compare], _tried(rule, scale)
        else:
            name, given, examples = _judged_by(model, key), say("Fem delar vägs samman."), _rolled(rule, scale)
        found.append(RuleTold(key, name, lines, given, examples, rule.assumed, rule.source))
    return found


def _judged_by(model: Model, key: str) -> Text:
    """What a roll-up rule judges: the levels that have it, and sound economic management as a whole; without any, what
    names the rule for itself."""
    levels = [level for level in model.level if level.status == key]
    sound = model.economy.sound is not None and model.economy.sound.status == key
    names: list[Text | str] = [level.name.many or level.name.one for level in levels]
    names += [say("god ekonomisk hushållning samlat")] if sound else []
    return in_words(names) if names else say("led som själva väljer regeln ”{key}”", key=key)


def _measured_by(model: Model, key: str) -> Text:
    """Whose indicators a threshold rule judges; just indicators where the model has one such rule."""
    levels = [level for level in model.level if level.measure == key]
    if sum(isinstance(rule, ThresholdRule) for rule in model.rule.values()) == 1:
        return say("indikatorer")
    if levels:
        return say("indikatorer för {levels}", levels=many_of(levels))
    return say("indikatorer som själva väljer regeln ”{key}”", key=key)


def _mark(scale: Scale, told: Told) -> Mark | None:
    value = scale.value(told.value_key)
    return Mark(value.tone, value.symbol, value.word) if value else None


def _tried(rule: ThresholdRule, scale: Scale) -> tuple[Example, ...]:
    """The rule on outcomes from good to bad (places for a rank), one per status."""
    found: dict[str | None, Example] = {}
    rank = isinstance(rule, Rank)
    for outcome in TRIED if not rank else (Decimal(40), Decimal(120), Decimal(250)):
        evidence = Evidence(
            SAMPLE,
            outcome=outcome,
            target=TargetValue(TARGET),
            start=START,
            previous=START,
            previous_period=SAMPLE.previous(),
            rank_of=COMPARED if rank else None,
            decimals=0,
        )
        judgement = judge(rule, scale, evidence, closed=True)
        given = say("Plats {place}", place=outcome) if rank else say("Utfall {outcome}", outcome=outcome)
        found.setdefault(judgement.value_key, Example(given, mark_of(scale, judgement), _why(judgement)))
    return tuple(found.values())


def _why(judgement: Judgement) -> Text:
    """The reason without the word, which the mark says already."""
    return judgement.detail or judgement.reason


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
        parts = [
            PartStatus(str(say("del {n}", n=number)), key, group=_group(rule)) for number, key in enumerate(case, 1)
        ]
        judgement = roll_up(rule, scale, parts, closed=True)
        given = in_words([f"{number} {_word(scale, key)}" for key, number in Counter(case).items()])
        found.setdefault(judgement.value_key, Example(given, mark_of(scale, judgement), _why(judgement)))
    return tuple(found.values())


def _group(rule: RollUpRule) -> str:
    return rule.group if rule.roll_up == "group-and-share" else ""


def _word(scale: Scale, key: str | None) -> str:
    value = scale.value(key) or scale.unmeasured
    return value.word.lower() if value else "–"
