"""A thread that bites its own tail, told in words. Pure."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from rodatraden.lib.text import NOTHING, Text, say
from rodatraden.lib.trees import find_circle

Node = TypeVar("Node", bound=Hashable)


def circle_told(edges: Mapping[Node, Iterable[Node]], titles: Mapping[Node, str]) -> Text | None:
    """Which items lead back to themselves, or None where none do. An unknown title is shown as "?"."""
    circle = find_circle(edges)
    return told([titles.get(node, "?") for node in circle]) if circle else None


def told(titles: Sequence[str]) -> Text:
    """ "A bidrar till B, som bidrar till C, som bidrar till A: en cirkel." The first is not repeated in `titles`."""
    if len(titles) == 1:
        return say("”{title}” kan inte bidra till sig självt.", title=titles[0])
    first, *rest = titles
    steps = NOTHING
    for title in [*rest[1:], first]:
        steps = say("{steps}, som bidrar till ”{title}”", steps=steps, title=title)
    return say(
        "Tråden går i cirkel: ”{first}” bidrar till ”{second}”{steps}. Ta bort ett av bidragen.",
        first=first,
        second=rest[0],
        steps=steps,
    )
