"""What a load does, row by row, and how that is told. Pure."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from rodatraden.exchange.layouts import Fault, Layout
from rodatraden.lib.numbers import format_number
from rodatraden.lib.text import NOTHING, Text, in_words, say, say_many

Effect = Literal["new", "changed", "unchanged", "empty", "refused"]
EFFECTS: tuple[Effect, ...] = ("new", "changed", "unchanged", "empty", "refused")


@dataclass(frozen=True, slots=True)
class Change:
    """One column of a changed row: its name, what is stored and what the file says, as shown."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one row. `mark` tells apart what was there before: part of the fingerprint."""

    row: int
    effect: Effect
    label: str = ""
    changes: tuple[Change, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[Text, ...] = ()
    mark: str = ""

    def refused(self, *faults: Fault) -> "Step":
        return replace(self, effect="refused", faults=(*self.faults, *faults))


@dataclass(frozen=True)
class Part:
    """One sheet of the file. `strange` are columns that nothing is known of and that are not read."""

    layout: Layout
    sheet: str
    steps: tuple[Step, ...]
    strange: tuple[str, ...] = ()

    def count(self, effect: Effect) -> int:
        return sum(step.effect == effect for step in self.steps)


@dataclass(frozen=True)
class Refusal:
    """A refused row as it is told: sheet, row (0 is the file itself), column (may be empty) and why."""

    sheet: str
    row: int
    column: str
    reason: Text

    @property
    def words(self) -> Text:
        place = say("Blad {sheet}, rad {row}", sheet=self.sheet, row=self.row) if self.sheet else NOTHING
        place = place or (say("Rad {row}", row=self.row) if self.row else NOTHING)
        if self.column:
            return say("{place}, {column}: {reason}", place=place, column=self.column, reason=self.reason)
        return say("{place}: {reason}", place=place, reason=self.reason) if place else self.reason


@dataclass(frozen=True)
class Preview:
    """What loading a file would do. `problem` is why it could not be read at all; then there are no parts."""

    filename: str
    content: bytes = field(repr=False)
    parts: tuple[Part, ...] = ()
    problem: Text = NOTHING

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def fingerprint(self) -> str:
        """The same for two previews that say the same of every row, and of what was there before."""
        found = hashlib.sha256(self.sha256.encode())
        for part in self.parts:
            for step in part.steps:
                found.update(f"{part.layout.key}|{step.row}|{step.effect}|{step.mark}\n".encode())
                for change in step.changes:
                    found.update(f"{change.column}|{change.before}|{change.after}\n".encode())
        return found.hexdigest()

    @property
    def refused(self) -> tuple[Refusal, ...]:
        """Every reason why the file cannot be loaded as it is."""
        if self.problem:
            return (Refusal("", 0, "", self.problem),)
        return tuple(self._refusals())

    def _refusals(self) -> Iterator[Refusal]:
        several = len(self.parts) > 1
        for part in self.parts:
            for step in part.steps:
                for fault in step.faults:
                    yield Refusal(part.sheet if several else "", step.row, fault.column, fault.reason)

    @property
    def changes_anything(self) -> bool:
        return any(step.effect in ("new", "changed") for step in self.steps())

    @property
    def loadable(self) -> bool:
        return not self.problem and self.changes_anything and self.count("refused") == 0

    def steps(self) -> Iterator[Step]:
        for part in self.parts:
            yield from part.steps

    def count(self, effect: Effect) -> int:
        return sum(part.count(effect) for part in self.parts)

    def headline(self) -> Text:
        """What the preview comes to, in one sentence."""
        refused, coming = self.count("refused"), self.count("new") + self.count("changed")
        if self.problem:
            return say("Filen går inte att läsa in.")
        if refused:
            return say_many(
                refused,
                "En rad måste rättas innan filen kan läsas in.",
                "{number} rader måste rättas innan filen kan läsas in.",
                number=format_number(refused),
            )
        if not coming:
            return say("Filen säger samma sak som det som redan finns.")
        return say_many(coming, "En rad läses in.", "{number} rader läses in.", number=format_number(coming))

    def sentences(self) -> list[Text]:
        """The preview in sentences: what the file is, how many rows of each sort, and each refusal."""
        if self.problem:
            return [say("{file} kan inte läsas in.", file=self.filename), self.problem]
        found = [part_in_words(part) for part in self.parts]
        found += [unread(part) for part in self.parts if part.strange]
        found += [refusal.words for refusal in self.refused]
        if self.count("refused"):
            found.append(say("Ingenting läses in förrän alla rader går att läsa."))
        elif not self.changes_anything:
            found.append(say("Filen säger samma sak som det som redan finns."))
        return found

    def in_words(self) -> list[str]:
        return [str(sentence) for sentence in self.sentences()]


def part_in_words(part: Part) -> Text:
    """ "Utfall: 3 nya, 1 ändrad, 200 oförändrade, ingen avvisad."""
    counts = {effect: part.count(effect) for effect in EFFECTS}
    words = [
        _counted(counts["new"], "{number} ny", "{number} nya"),
        _counted(counts["changed"], "{number} ändrad", "{number} ändrade"),
        _counted(counts["unchanged"], "{number} oförändrad", "{number} oförändrade"),
        _counted(counts["refused"], "{number} avvisad", "{number} avvisade"),
    ]
    if counts["empty"]:
        words.append(_counted(counts["empty"], "{number} utan värde", "{number} utan värde"))
    listed = dict(zip("abcde", words, strict=False))
    if counts["empty"]:
        return say("{title}: {a}, {b}, {c}, {d} och {e}.", title=say(part.layout.title), **listed)
    return say("{title}: {a}, {b}, {c} och {d}.", title=say(part.layout.title), **listed)


def unread(part: Part) -> Text:
    names = in_words([f"”{name}”" for name in part.strange])
    return say_many(
        len(part.strange),
        "Kolumnen {names} är okänd och läses inte.",
        "Kolumnerna {names} är okända och läses inte.",
        names=names,
    )


def _counted(count: int, one: str, many: str) -> Text:
    return say_many(count, one, many, number=format_number(count))


def faulty(number: int, faults: Iterable[Fault], label: str = "") -> Step:
    return Step(number, "refused", label, faults=tuple(faults))
