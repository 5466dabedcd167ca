"""The difference between two versions of an item, in words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from rodatraden.lib.text import NOTHING, Text, say
from rodatraden.lib.word_diff import Piece, word_diff


@dataclass(frozen=True)
class Change:
    """One field that differs: its name for the reader, and the pieces of both texts in reading order."""

    field: str
    name: str
    pieces: tuple[Piece, ...]


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
