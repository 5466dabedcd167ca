"""What differs between two versions of a rule, by how each is told. Pure."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from rodatraden.lib.text import Text, in_words, say, verbatim
from rodatraden.steering.schema import Model, Part
from rodatraden.steering.schema.rules import RollUpRule, Scale, ThresholdRule, TwoStep, Weighted
from rodatraden.steering.schema.told import tell

AnyRule = ThresholdRule | RollUpRule


def rule_lines(before: Model, old: AnyRule, after: Model, new: AnyRule) -> Iterator[Text]:
    """The lines that were told otherwise before; one that says so where the change is not told."""
    if _content(old) == _content(new):
        return
    if old.scale != new.scale:
        yield say("skala: ”{old}” blir ”{new}”", old=old.scale, new=new.scale)
    was, now = _told(before, old), _told(after, new)
    changes = list(_changes(was, now))
    yield from changes
    if not was and not now:
        yield say("skrivs på annat sätt")
    elif not changes and old.scale == new.scale:
        yield say("skrivs på annat sätt men säger detsamma")


def _content(rule: AnyRule) -> dict[str, object]:
    return rule.model_dump(exclude=set(Part.model_fields))


def _changes(was: list[Text], now: list[Text]) -> Iterator[Text]:
    matcher = SequenceMatcher(None, [str(line) for line in was], [str(line) for line in now], autojunk=False)
    for sort, start, end, first, last in matcher.get_opcodes():
        if sort == "equal":
            continue
        for old, new in zip_longest(was[start:end], now[first:last]):
            if old and new:
                yield say("”{old}” blir ”{new}”", old=old, new=new)
            elif new:
                yield say("”{line}” tillkommer", line=new)
            elif old:
                yield say("”{line}” tas bort", line=old)


def _told(model: Model, rule: AnyRule) -> list[Text]:
    scale = model.scale.get(rule.scale) or next(iter(model.scale.values()), None)
    if scale is None:
        return []
    found = []
    for line in tell(rule, scale):
        value = scale.value(line.value_key)
        known = value is not None and value.word not in str(line.text)
        found.append(say("{word}: {text}", word=value.word, text=line.text) if value and known else line.text)
    return [*found, *_points(rule, scale)]


def _points(rule: AnyRule, scale: Scale) -> Iterator[Text]:
    """What each value is worth, which the mean of the points is counted from."""
    inner = rule.then if isinstance(rule, TwoStep) else rule
    if isinstance(inner, Weighted):
        worth = [_worth(scale, key, points) for key, points in inner.points.items()]
        yield say("poäng: {worth}", worth=in_words(worth))


def _worth(scale: Scale, key: str, points: object) -> Text:
    value = scale.value(key)
    return say("{value} {points}", value=verbatim(value.word if value else key), points=points)
