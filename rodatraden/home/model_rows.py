"""The rows that use keys of the steering model: which are in use, and how a new version's `was` maps them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import Q, QuerySet

from rodatraden.economy.models import Amount, AmountQuerySet
from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.organisation.models import Role
from rodatraden.remedies.due import FOLLOWED
from rodatraden.remedies.models import Remedy
from rodatraden.steering.schema import Letter, Level, Model, Question
from rodatraden.steering.schema.rules import Scale
from rodatraden.thread.levels import letters
from rodatraden.thread.models import Answer, Assessment, ItemVersion

Kind = Literal["level", "role", "perspective", "economy_line", "question", "value"]


@dataclass(frozen=True)
class Mapping:
    """Rows that shall have a new key in one of their fields."""

    kind: Kind
    was: str
    key: str
    field: str
    rows: QuerySet[Any]


def still_or_later(day: date) -> Q:
    """What holds on the day or will hold."""
    return Q(valid_to=None) | Q(valid_to__gte=day)


def live() -> QuerySet[ItemVersion]:
    return ItemVersion.objects.living().filter(still_or_later(clock.today()))


def by_level() -> Counter[str]:
    return Counter(live().values_list("level", flat=True))


def by_perspective() -> Counter[str]:
    return Counter(live().exclude(perspective="").values_list("perspective", flat=True))


def by_role() -> Counter[str]:
    """Rows by the kind of role that they name: those who hold it, and what it is responsible for."""
    today = clock.today()
    held = Role.objects.filter(still_or_later(today)).values_list("kind", flat=True)
    items = live().values_list("responsible_kind", flat=True)
    indicators = Indicator.objects.filter(still_or_later(today)).values_list("responsible_kind", flat=True)
    remedies = Remedy.objects.filter(state__in=FOLLOWED).values_list("responsible_kind", flat=True)
    return Counter(kind for kind in (*held, *items, *indicators, *remedies) if kind)


def lines_in_use() -> AmountQuerySet[Amount]:
    """The amounts of the year that runs and later ones: those before are read by the models of their own years."""
    return Amount.objects.filter(year__gte=clock.today().year)


def by_line() -> Counter[str]:
    """Amounts by the economy's line that they stand on."""
    return Counter(lines_in_use().current().values_list("line", flat=True))


def by_rule() -> Counter[str]:
    indicators = Indicator.objects.filter(still_or_later(clock.today())).values_list("rule", flat=True)
    return Counter(rule for rule in (*indicators, *live().values_list("rule", flat=True)) if rule)


def by_question() -> Counter[tuple[str, str]]:
    """Answers by level and question; the letters of a quality are questions too."""
    return Counter(Answer.objects.filter(version__in=live()).values_list("version__level", "question"))


@dataclass(frozen=True)
class Judged:
    """An assessment that speaks: level and own rule of what it is about, value, and whether its year is over."""

    level: str
    rule: str
    value: str
    over: bool


def judged() -> list[Judged]:
    """The assessments of what is live. Those of years that are over are read by the models of those years."""
    versions = {
        version.item_id: version for version in live().only("item_id", "level", "rule").order_by("-state", "pk")
    }
    begins = clock.today().replace(month=1, day=1)
    return [
        Judged(version.level, version.rule, row.value, row.period.end < begins)
        for row in Assessment.objects.current().only("item_id", "value", "period")
        if (version := versions.get(row.item_id))
    ]


def level_before(model: Model, key: str) -> Level | None:
    """The level that a row's key of today means in a new version of the model."""
    return model.level_of(key) or next((level for level in model.level if level.was == key), None)


def asked_at(model: Model, level: Level) -> tuple[Question | Letter, ...]:
    """What is asked at a level: its own questions and the letters that it is held against."""
    return (*level.questions, *letters(model, level))


def scale_at(model: Model, level: Level, own_rule: str) -> Scale | None:
    """The scale that an item is judged on: of its own rule or its level's, else the model's first."""
    rule = model.rule.get(own_rule or level.status)
    return model.scale.get(rule.scale) if rule else next(iter(model.scale.values()), None)


def mappings(model: Model) -> Iterator[Mapping]:
    """What the file's `was` maps. Levels first: questions and values are found by the new key of their level."""
    for level in model.level:
        if level.was:
            yield Mapping("level", level.was, level.key, "level", ItemVersion.objects.filter(level=level.was))
    for perspective in model.perspective:
        was, key = perspective.was, perspective.key
        if was:
            yield Mapping("perspective", was, key, "perspective", ItemVersion.objects.filter(perspective=was))
    for role in model.role:
        was, key = role.was, role.key
        if was:
            yield Mapping("role", was, key, "kind", Role.objects.filter(kind=was))
            for kind in (ItemVersion, Indicator, Remedy):
                yield Mapping("role", was, key, "responsible_kind", kind.objects.filter(responsible_kind=was))
    for line in model.economy_line:
        if line.was:
            yield Mapping("economy_line", line.was, line.key, "line", lines_in_use().filter(line=line.was))
    for level in model.level:
        yield from _questions(model, level)
        yield from _values(model, level)


def _at(level: Level) -> set[str]:
    """The level's key, and the one that its rows have until they are mapped."""
    return {level.key, level.was} - {""}


def _questions(model: Model, level: Level) -> Iterator[Mapping]:
    for asked in asked_at(model, level):
        if asked.was:
            rows = Answer.objects.filter(version__level__in=_at(level), question=asked.was)
            free = rows.exclude(version__in=_answered(level, asked.key))
            yield Mapping("question", asked.was, asked.key, "question", free)


def _answered(level: Level, question: str) -> QuerySet[Answer, int]:
    found = Answer.objects.filter(version__level__in=_at(level), question=question)
    return found.values_list("version_id", flat=True)


def _values(model: Model, level: Level) -> Iterator[Mapping]:
    """By the level's scale, and by that of each rule that an item at the level has of its own."""
    for rule in ("", *model.rule):
        scale = scale_at(model, level, rule)
        for value in scale.values if scale else ():
            if value.was:
                items = ItemVersion.objects.filter(level__in=_at(level), rule=rule).values("item")
                rows = Assessment.objects.filter(item__in=items, value=value.was)
                yield Mapping("value", value.was, value.key, "value", rows)


def map_rows(model: Model) -> Counter[tuple[Kind, str, str]]:
    """Gives rows the new keys that the file says were renamed; how many, by kind and old and new key."""
    done: Counter[tuple[Kind, str, str]] = Counter()
    for each in mappings(model):
        done[each.kind, each.was, each.key] += each.rows.update(**{each.field: each.key})
    return +done


def renames_in_use(model: Model) -> bool:
    """Whether what is live uses a key that the model renames: it can follow only on the day that it happens."""
    used: dict[Kind, set[str]] = {
        "level": set(by_level()),
        "role": set(by_role()),
        "perspective": set(by_perspective()),
        "economy_line": set(by_line()),
        "question": {question for _, question in by_question()},
        "value": {each.value for each in judged() if not each.over},
    }
    return any(each.was in used[each.kind] for each in mappings(model))
