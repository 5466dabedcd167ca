"""What the preview's page shows: the rows that something happens to, as many as one can look through."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from rodatraden.exchange.steps import EFFECTS, Effect, Part, Preview, Step, unread
from rodatraden.lib.numbers import format_number
from rodatraden.lib.text import NOTHING, Text, say, say_many

MOST_SHOWN = 300
SHOWN: tuple[Effect, ...] = ("refused", "changed", "new")


@dataclass(frozen=True)
class Entry:
    """A line of the table: a row of the file, with one of its changes, faults or notes."""

    row: int
    what: str
    column: str = ""
    before: str = ""
    after: str = ""
    why: Text | str = NOTHING


@dataclass(frozen=True)
class Group:
    """The rows of one sheet that share their fate. `left` is how many more there are than are shown."""

    head: Text | str
    effect: Effect
    entries: tuple[Entry, ...]
    left: Text | str


def _head(effect: Effect, title: Text) -> Text:
    if effect == "refused":
        return say("{title}: att rätta", title=title)
    return say("{title}: ändras", title=title) if effect == "changed" else say("{title}: nya", title=title)


def preview_page(found: Preview) -> dict[str, Any]:
    """The template's content."""
    return {
        "preview": found,
        "counts": [(part, {effect: part.count(effect) for effect in EFFECTS}) for part in found.parts],
        "groups": [group for effect in SHOWN for part in found.parts if (group := _group(part, effect))],
        "unread": [unread(part) for part in found.parts if part.strange],
    }


def stored(page: dict[str, Any]) -> dict[str, Any]:
    """The page's content as JSON values that the template reads alike, in the reader's language of now."""
    found: Preview = page["preview"]
    return {
        "preview": {
            "headline": str(found.headline()),
            "filename": found.filename,
            "problem": str(found.problem),
            "loadable": found.loadable,
            "sha256": found.sha256,
        },
        "counts": [
            ({"layout": {"title": str(say(part.layout.title))}, "sheet": part.sheet}, counts)
            for part, counts in page["counts"]
        ],
        "groups": [asdict(group) for group in map(_told, page["groups"])],
        "unread": [str(sentence) for sentence in page["unread"]],
    }


def _told(group: Group) -> Group:
    """With its sentences filled in."""
    entries = tuple(replace(entry, why=str(entry.why)) for entry in group.entries)
    return replace(group, head=str(group.head), left=str(group.left), entries=entries)


def _group(part: Part, effect: Effect) -> Group | None:
    steps = [step for step in part.steps if step.effect == effect]
    if not steps:
        return None
    entries = tuple(entry for step in steps[:MOST_SHOWN] for entry in _entries(step))
    more = len(steps) - MOST_SHOWN
    left = say_many(more, "… och en rad till.", "… och {number} rader till.", number=format_number(more))
    left = left if more > 0 else NOTHING
    return Group(_head(effect, say(part.layout.title)), effect, entries, left)


def _entries(step: Step) -> Iterator[Entry]:
    """A refused row by its faults; else its changes, and what there is to think about."""
    if step.effect == "refused":
        yield from (Entry(step.row, step.label, fault.column, why=fault.reason) for fault in step.faults)
        return
    notes = list(step.notes)
    for change in step.changes:
        yield Entry(
            step.row, step.label, change.column, change.before, change.after, notes.pop(0) if notes else NOTHING
        )
    if not step.changes and not notes:
        yield Entry(step.row, step.label)
    yield from (Entry(step.row, step.label, why=note) for note in notes)
