"""What of a thread is judged for some units, and what has to have figures for that."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from rodatraden.indicators.rules_of import UNJUDGED
from rodatraden.thread.measured import Measured

if TYPE_CHECKING:
    from rodatraden.thread.gather import Node, Thread

Nodes = dict[str, "Node"]


def judged_with(thread: "Thread", units: Collection[int], measured: Measured) -> tuple[Nodes, Nodes]:
    """The units' items, with the areas that stand beside them because nobody divides their indicators; and these with
    what must have figures: for what no indicator judges, the items above and beneath that speak for it."""
    judged = {key: node for key, node in thread.nodes.items() if thread.is_of(node, *units)}
    areas = [area for node in judged.values() if (area := thread.shared_with(node)) is not None]
    judged |= {area.key: area for area in areas}
    waiting = list(judged.values())
    speaking: Nodes = {}
    beside: Nodes = {}
    while waiting:
        node = waiting.pop()
        if node.key not in speaking:
            speaking[node.key] = node
            if all(indicator.kind in UNJUDGED for indicator, *_ in measured.get(node.version.pk, ())):
                waiting += thread.serving(node.key)
                beside |= {key: thread.nodes[key] for key in thread.above[node.key]}
    return judged, beside | speaking
