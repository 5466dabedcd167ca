"""Which items a report is about."""

from rodatraden.followup.round import Round
from rodatraden.thread.gather import Node, Thread
from rodatraden.thread.levels import DOING


def own_nodes(thread: Thread, unit: int) -> list[Node]:
    """The items that a unit owns, and what it is to do, in the thread's order."""
    return [
        node
        for node in thread.nodes.values()
        if not node.version.personal
        and (thread.is_of(node, unit) or (node.level.kind in DOING and node.version.responsible_unit_id == unit))
    ]


def is_judged(round: Round, node: Node) -> bool:
    """Whether the report type asks about the item: all that is judged, or the levels that the type is about."""
    if node.level.kind in DOING or node.judgement is None:
        return False
    about = round.type.about
    return node.level.key in about if about else round.occasion.kind != "short"
