"""The difference between two texts, word by word, and the matching that it stands on. Pure.

What differs one way differs the same way back: the longest run that two sequences share is not always one, so
which of them is searched in the other is settled by what they hold and not by which came first.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, TypeVar

Kind = Literal["same", "gone", "new"]
Run = tuple[int, int, int]
"""Where a run that both sides have begins in the old, in the new, and how long it is."""
Item = TypeVar("Item", bound=Hashable)
TOO_MANY = 60_000
"""Above this many pairs of like items a middle counts as rewritten: the comparison would keep the reader waiting."""
HARDLY_ALIKE = 0.2
"""A line that keeps less than this share of its words is shown as one text for another, not as crumbs of both."""
_WORD = re.compile(r"(\d(?:[\d\u00a0\u202f]*\d)?(?:[.,:-]\d+)*|\w+|[^\w\s])(\s*)")


@dataclass(frozen=True)
class Piece:
    """A run of text that stayed, went away or came."""

    kind: Kind
    text: str


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces that make one text into another. What stayed and what went is `before`, whole; what stayed
    and what came is `after`, whole. Where both stand, what went stands first. A figure is one word."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for a, b, c, d, same in _stretches(matching(old, new), len(old), len(new)):
        if same:
            pieces.append(Piece("same", "".join(old[a:b])))
        elif b - a == d - c:
            for line, other in zip(old[a:b], new[c:d], strict=True):
                end = _blanks_after(line, other)
                pieces += _by_words(line[: len(line) - end], other[: len(other) - end])
                pieces.append(Piece("same", line[len(line) - end :]))
        else:
            pieces += _by_words("".join(old[a:b]), "".join(new[c:d]))
    return tuple(_joined(pieces))


def matching(old: Sequence[Item], new: Sequence[Item]) -> list[Run]:
    """The runs that two sequences share, in order, none overlapping another. The same both ways."""
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    one, other = old[head : len(old) - tail], new[head : len(new) - tail]
    # What is alike has one number: an item may be a whole table, and is asked what it holds once.
    numbers: dict[Item, int] = {}
    a, b = ([numbers.setdefault(item, len(numbers)) for item in items] for items in (one, other))
    runs = [(0, 0, head)]
    if a and b and _effort(a, b) <= TOO_MANY:
        turned = repr(other[0]) < repr(one[0])
        found = SequenceMatcher(None, b if turned else a, a if turned else b, autojunk=False).get_matching_blocks()
        runs += [(head + (y if turned else x), head + (x if turned else y), size) for x, y, size in found]
    runs.append((len(old) - tail, len(new) - tail, tail))
    return [run for run in runs if run[2]]


def _shared(old: Sequence[Item], new: Sequence[Item]) -> int:
    """How many items the two begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


def _effort(old: Sequence[Item], new: Sequence[Item]) -> int:
    """How many pairs of like items there are: what one search through them costs."""
    here, there = Counter(old), Counter(new)
    return sum(count * there[item] for item, count in here.items())


def _stretches(runs: Sequence[Run], old: int, new: int) -> list[tuple[int, int, int, int, bool]]:
    """Both sequences whole, from end to end: what stands between the runs, and the runs themselves."""
    found, a, c = [], 0, 0
    for x, y, size in [*runs, (old, new, 0)]:
        if x > a or y > c:
            found.append((a, x, c, y, False))
        if size:
            found.append((x, x + size, y, y + size, True))
        a, c = x + size, y + size
    return found


def _by_words(before: str, after: str) -> list[Piece]:
    """Words are matched without the blanks after them, so that a full stop more leaves the word as it was."""
    (blank_before, old), (blank_after, new) = _words(before), _words(after)
    runs = matching([word for word, _ in old], [word for word, _ in new])
    if sum(size for *_, size in runs) < HARDLY_ALIKE * max(len(old), len(new)):
        return [Piece("gone", before), Piece("new", after)]
    pieces = _either(blank_before, blank_after)
    for a, b, c, d, same in _stretches(runs, len(old), len(new)):
        if not same:
            pieces += [Piece("gone", _text(old[a:b])), Piece("new", _text(new[c:d]))]
            continue
        for (word, blank), (_, other) in zip(old[a:b], new[c:d], strict=True):
            pieces += [Piece("same", word), *_either(blank, other)]
    return pieces


def _either(old: str, new: str) -> list[Piece]:
    return [Piece("same", old)] if old == new else [Piece("gone", old), Piece("new", new)]


def _words(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The blanks that a text begins with, and its words, each with the blanks after it."""
    start = len(text) - len(text.lstrip())
    return text[:start], [(found[1], found[2]) for found in _WORD.finditer(text, start)]


def _text(words: Sequence[tuple[str, str]]) -> str:
    return "".join(word + blank for word, blank in words)


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of a kind as one, what went before what came. A blank or a comma alone between two changes is
    part of both, so that a rewritten clause is read as one; the blanks that end both belong to what stayed."""
    found: list[Piece] = []
    for old, new in _changes(pieces):
        if old == new:
            found.append(Piece("same", old))
            continue
        after = 0 if old.isspace() or new.isspace() else _blanks_after(old, new)
        found += [Piece("gone", old[: len(old) - after]), Piece("new", new[: len(new) - after])]
        found.append(Piece("same", old[len(old) - after :]))
    return [
        Piece(kind, "".join(one.text for one in run))
        for kind, run in groupby((one for one in found if one.text), lambda one: one.kind)
    ]


def _changes(pieces: Iterable[Piece]) -> list[tuple[str, str]]:
    """Old and new by turns: what stayed has both alike, and no two changes stand with a crumb between them."""
    found: list[tuple[str, str]] = []
    for same, run in groupby((one for one in pieces if one.text), lambda one: one.kind == "same"):
        pieces = list(run)
        old = "".join(one.text for one in pieces if one.kind != "new")
        new = "".join(one.text for one in pieces if one.kind != "gone")
        if not same and len(found) > 1 and _is_crumb(found[-1][0]):
            (crumb, _), (old_before, new_before) = found.pop(), found.pop()
            old, new = old_before + crumb + old, new_before + crumb + new
        found.append((old, new))
    return found


def _is_crumb(text: str) -> bool:
    """Whether it says nothing by itself, and stands within a line."""
    return not any(sign.isalnum() or sign in "\r\n" for sign in text)


def _blanks_after(old: str, new: str) -> int:
    """How many blanks end both texts alike."""
    blanks = min(len(old) - len(old.rstrip()), len(new) - len(new.rstrip()))
    return next(n for n in range(blanks, -1, -1) if old[len(old) - n :] == new[len(new) - n :])
