"""Pairs the parts of two lists that are the same part, though keys, words and places may have changed. Pure."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from rodatraden.steering.schema import Climb, Contradiction, Dated, Event, Law, Part, Term, ValueWord

ALIKE = 0.6
"""How alike two texts must be to be one text that was reworded."""
Identity = Callable[[Any], Hashable]
IDENTITIES: Sequence[tuple[type[Part], Sequence[Identity]]] = (
    (Event, (lambda e: (e.month, e.what), lambda e: e.what)),
    (Term, (lambda t: t.word,)),
    (ValueWord, (lambda v: v.word,)),
    (Contradiction, (lambda c: c.subject, lambda c: (c.one, c.other))),
    (Climb, (lambda c: (c.sender, c.receiver), lambda c: c.sender, lambda c: c.receiver)),
    (Law, (lambda law: law.current,)),
    (Dated, (lambda d: (d.month, d.day), lambda d: d.month, lambda d: "")),
)
"""What tells which of the keyless parts one is, the surest first."""
TEXTS: Sequence[tuple[type[Part], Identity]] = (
    (Event, lambda e: e.what),
    (Term, lambda t: t.word),
    (ValueWord, lambda v: v.word),
    (Contradiction, lambda c: f"{c.subject} {c.one} {c.other}"),
)


@dataclass(frozen=True)
class Matched:
    """Pairs as places (before, after) in the order of the list after, and the places without any."""

    pairs: tuple[tuple[int, int], ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]

    @property
    def in_another_order(self) -> bool:
        places = [before for before, _ in self.pairs]
        return places != sorted(places)


def match(old: Sequence[Part], new: Sequence[Part]) -> Matched:
    """Pairs by key and `was` where the parts have keys, else by what is equal, by identity and by likeness."""
    pairing = _Pairing(old, new)
    if any("key" in type(part).model_fields for part in (*old, *new)):
        pairing.by(lambda part: part.__dict__["key"], lambda part: part.__dict__["key"])
        pairing.by(lambda part: part.__dict__["key"], lambda part: part.__dict__.get("was") or None)
        return pairing.done()
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            pairing.pair(block.a + step, block.b + step)
    pairing.by(lambda part: part, lambda part: part)
    kind = type((*old, *new)[0]) if (*old, *new) else Part
    for identity in next((found for sort, found in IDENTITIES if issubclass(kind, sort)), ()):
        pairing.by(identity, identity)
    text = next((found for sort, found in TEXTS if issubclass(kind, sort)), None)
    if text:
        pairing.by_likeness(text)
    return pairing.done()


class _Pairing:
    """What is left to pair, and what is paired."""

    def __init__(self, old: Sequence[Part], new: Sequence[Part]) -> None:
        self.old, self.new = dict(enumerate(old)), dict(enumerate(new))
        self.pairs: list[tuple[int, int]] = []

    def pair(self, before: int, after: int) -> None:
        self.pairs.append((before, after))
        del self.old[before], self.new[after]

    def by(self, of_old: Identity, of_new: Identity) -> None:
        """Pairs those of one identity, in their order where several have it."""
        waiting: dict[Hashable, list[int]] = {}
        for before, part in self.old.items():
            waiting.setdefault(of_old(part), []).append(before)
        for after, part in list(self.new.items()):
            found = waiting.get(of_new(part))
            if found:
                self.pair(found.pop(0), after)

    def by_likeness(self, text: Identity) -> None:
        """Pairs those whose texts are alike enough, the most alike first."""
        close = [
            (-_likeness(str(text(one)), str(text(other))), before, after)
            for before, one in self.old.items()
            for after, other in self.new.items()
        ]
        for likeness, before, after in sorted(close):
            if -likeness >= ALIKE and before in self.old and after in self.new:
                self.pair(before, after)

    def done(self) -> Matched:
        return Matched(tuple(sorted(self.pairs, key=lambda pair: pair[1])), tuple(self.old), tuple(self.new))


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0
