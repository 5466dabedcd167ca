"""A section of labelled lines: the form in which a page shows what a model says. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rodatraden.lib.text import Text, in_words, verbatim
from rodatraden.steering.schema import Model, Part


@dataclass(frozen=True)
class Line:
    """One thing that is said, and why it is assumed where it is assumed by itself."""

    text: Text
    assumed: str = ""

    def __str__(self) -> str:
        return str(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class Fact:
    """A label and what is said under it, one line for each thing."""

    label: Text
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Section:
    """A heading, its facts, and where they stand or why they are assumed. Never without facts."""

    title: Text
    facts: tuple[Fact, ...]
    source: str = ""
    assumed: str = ""
    comment: str = ""


def fact(label: Text, *lines: Line | Text | str) -> Fact | None:
    """A fact, or None where there is nothing to say."""
    told = tuple(_line(line) for line in lines if line)
    return Fact(label, told) if told else None


def _line(said: Line | Text | str) -> Line:
    if isinstance(said, Line):
        return said
    return Line(said if isinstance(said, Text) else verbatim(said))


def of(part: Part, said: Text | str) -> Line:
    """What a part of its own says, so that its assumption stands beside it."""
    return Line(said if isinstance(said, Text) else verbatim(said), part.assumed)


def section(title: Text, part: Part, *facts: Fact | None) -> Section | None:
    kept = tuple(found for found in facts if found)
    return Section(title, kept, part.source, part.assumed, part.comment) if kept else None


def kept(found: Iterable[Section | None]) -> tuple[Section, ...]:
    return tuple(one for one in found if one)


def names(model: Model, keys: Sequence[str]) -> Text:
    """The names of levels and plans."""
    found = [model.level_of(key) or model.plan_of(key) for key in keys]
    return in_words([part.name.one for part in found if part])
