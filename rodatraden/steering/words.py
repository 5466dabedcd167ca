"""The model told in plain words: its chain, deadlines, reports, and what is stated or assumed. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from rodatraden.lib.periods import MONTHS
from rodatraden.lib.text import NOTHING, Text, in_words, say
from rodatraden.steering.schema import Deadline, Level, Model, Report
from rodatraden.steering.schema.base import Part


def month_name(month: int) -> Text:
    return MONTHS[month - 1]


def deadline_told(deadline: Deadline | None) -> Text:
    """ "senast i juni året före", "senast 1 mars"."""
    if deadline is None:
        return NOTHING
    month = month_name(deadline.month)
    when = say("{day} {month}", day=deadline.day, month=month) if deadline.day else month
    years: Mapping[int, Text] = {
        -1: say("{when} året före", when=when),
        0: when,
        1: say("{when} året efter", when=when),
    }
    return years.get(deadline.year, when)


def chain(model: Model) -> list[list[Level]]:
    """The levels in steps from the top: each stands one step below the lowest of those that it serves."""
    depth: dict[str, int] = {}

    def depth_of(key: str, seen: frozenset[str]) -> int:
        level = model.level_of(key)
        if level is None or key in seen:
            return 0
        if key not in depth:
            above = [depth_of(up, seen | {key}) for up in level.serves if model.level_of(up)]
            depth[key] = max(above, default=-1) + 1
        return depth[key]

    steps: dict[int, list[Level]] = {}
    for level in model.level:
        steps.setdefault(depth_of(level.key, frozenset()), []).append(level)
    return [steps[number] for number in sorted(steps)]


def decided_in(model: Model, level: Level) -> str:
    """The document that a level is decided in: the plan's name, or what the source calls it."""
    plan = model.plan_of(level.decided_in)
    return plan.name.one if plan else " / ".join(level.document) or level.decided_in


def report_told(report: Report) -> Text:
    """When a report type comes: its period ends, or its months and what is excepted."""
    ends = [say("{day} {month}", day=end.day, month=month_name(end.month)) for end in report.period_ends]
    if ends:
        return say("per {ends}", ends=in_words(ends))
    if report.except_months:
        return say("varje månad utom {months}", months=in_words([month_name(m) for m in report.except_months]))
    return say("för {months}", months=in_words([month_name(m) for m in report.months])) if report.months else NOTHING


@dataclass(frozen=True)
class Stated:
    """A part of the model and where it stands, or why it is assumed."""

    path: str
    words: str


def stated(model: Model) -> list[Stated]:
    """Everything that names where in the document it stands."""
    return [Stated(path, part.source) for path, part in parts(model) if part.source]


def assumed(model: Model) -> list[Stated]:
    """Everything that is an assumption, and why."""
    return [Stated(path, part.assumed) for path, part in parts(model) if part.assumed]


def parts(model: Model) -> Iterator[tuple[str, Part]]:
    """Every part of the model with its path."""
    yield from _inside("", model)


def _inside(path: str, value: object) -> Iterator[tuple[str, Part]]:
    if isinstance(value, Part):
        yield path, value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _inside(f"{path}.{name}" if path else name, value.__dict__[name])
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            key = inner.__dict__.get("key") if isinstance(inner, BaseModel) else None
            yield from _inside(f"{path}[{key or number + 1}]", inner)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _inside(f"{path}.{key}", inner)
