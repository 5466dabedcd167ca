"""The difference between two versions of a text, in words. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rodatraden.lib.text import NOTHING, Text, say

Kind = Literal["same", "gone", "new"]
TOO_MANY = 4_000_000
"""Above this many pairs of words a text counts as rewritten: the comparison would keep the reader waiting."""


@dataclass(frozen=True)
class Piece:
    """A run of text that stayed, went away or came."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Change:
    """One field that differs: its name for the reader, and the pieces of both texts in reading order."""

    field: str
    name: str
    pieces: tuple[Piece, ...]


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces that make one text into another. What stayed and what went is `before`, whole; what stayed
    and what came is `after`, whole."""
    old, new = _words(before), _words(after)
    if len(old) * len(new) > TOO_MANY:
        return tuple(piece for piece in (Piece("gone", before), Piece("new", after)) if piece.text)
    pieces: list[Piece] = []
    for change, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        pieces += [Piece("gone", "".join(old[a:b]))] if b > a else []
        pieces += [Piece("new", "".join(new[c:d]))] if d > c else []
    return tuple(pieces)


def changes(before: Mapping[str, str], after: Mapping[str, str], names: Mapping[str, str]) -> tuple[Change, ...]:
    """The fields that differ, in the order of `names`. A field that one side lacks counts as empty there."""
    found = []
    for field, name in names.items():
        old, new = before.get(field, ""), after.get(field, "")
        if old != new:
            found.append(Change(field, name, word_diff(old, new)))
    return tuple(found)


def told(found: tuple[Change, ...]) -> Text:
    """Which fields changed, in one sentence."""
    if not found:
        return say("Ingenting ändrades.")
    return say("Ändrat: {names}.", names=_listed([change.name for change in found]))


def _listed(names: list[str]) -> Text:
    if not names:
        return NOTHING
    if len(names) == 1:
        return say("{name}", name=names[0])
    return say("{first} och {last}", first=", ".join(names[:-1]), last=names[-1])


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", text)
