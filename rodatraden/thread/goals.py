"""Which of some items are counted as goals, what they are called together, and how they stand in a sentence."""

from collections.abc import Iterable, Sequence

from rodatraden.lib.text import Text, say
from rodatraden.thread.answer import Beside, Standing, goals_answer
from rodatraden.thread.gather import Node, Thread
from rodatraden.thread.statuses import rule_of


def counted(thread: Thread, nodes: Iterable[Node]) -> list[Node]:
    """The goals, after the areas that say more than the goals beneath them; areas alone where there are no goals.

    An area whose status only repeats that of the goals beneath it is left out: they would be counted twice.
    """
    found = list(nodes)
    goals = [node for node in found if node.level.kind == "goal"]
    if goals:
        areas = [node for node in found if node.level.kind == "direction" and rule_of(thread, node)]
        return [*(area for area in areas if _stands_alone(thread, area, goals)), *goals]
    return [node for node in found if node.level.kind in {"direction", "priority"}]


def _stands_alone(thread: Thread, area: Node, goals: Sequence[Node]) -> bool:
    """Whether the area's status says more than the goals beneath it do: it has none, or others' too."""
    below = [child for child in thread.serving(area.key) if rule_of(thread, child) is not None]
    return not any(child in goals for child in below) or any(child not in goals for child in below)


def called(goals: Iterable[Node]) -> str:
    """What the items are called: by their level's own word where they are of one, else by what they are."""
    levels = {node.level.key: node.level for node in goals}
    if len(levels) == 1:
        (level,) = levels.values()
        return level.name.many or level.name.one
    return str(say("områden och mål") if any(each.kind == "direction" for each in levels.values()) else say("mål"))


def with_undivided(thread: Thread, goals: Sequence[Node]) -> list[Node]:
    """The goals, and after them each area whose indicators the document does not divide among its goals."""
    rows: list[Node] = []
    for place, node in enumerate(goals):
        rows.append(node)
        area = thread.shared_with(node)
        following = goals[place + 1] if place + 1 < len(goals) else None
        if area is not None and (following is None or thread.shared_with(following) is not area):
            rows.append(area)
    return rows


def beside_goals(areas: Iterable[Node]) -> list[Beside]:
    """Areas whose indicators nobody divides, as they stand in the sentence beside the goals."""
    return [Beside(_named(area), Standing.of(area.judgement)) for area in areas if area.judgement is not None]


def _named(area: Node) -> Text:
    """An area in a sentence: "målområde 2 (En kommun för alla)"."""
    said = {"level": area.level.name.one, "number": area.version.number, "title": area.title}
    return say("{level} {number} ({title})", **said) if area.version.number else say("{level} ”{title}”", **said)


def standing(thread: Thread, nodes: Iterable[Node]) -> tuple[Text, Text]:
    """How a unit's own items stand: the key sentence, and what follows it."""
    own = list(nodes)
    goals = counted(thread, own)
    areas = [each for each in with_undivided(thread, goals) if each in own and each not in goals]
    standings = [Standing.of(node.judgement) for node in goals if node.judgement]
    return goals_answer(standings, called(goals), beside_goals(areas))
