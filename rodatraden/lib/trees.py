"""Walks in graphs given as a mapping from a node to those it leads to."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def reachable(edges: Mapping[Node, Iterable[Node]], start: Node) -> list[Node]:
    """Every node that can be reached from `start`, nearest first, without `start` itself."""
    seen, found, queue = {start}, [], [start]
    while queue:
        following = []
        for node in queue:
            for after in edges.get(node, ()):
                if after not in seen:
                    seen.add(after)
                    found.append(after)
                    following.append(after)
        queue = following
    return found


def turned(edges: Mapping[Node, Iterable[Node]]) -> dict[Node, list[Node]]:
    """The same graph with every edge the other way."""
    back: dict[Node, list[Node]] = {}
    for node, after in edges.items():
        for other in after:
            back.setdefault(other, []).append(node)
    return back


def find_circle(edges: Mapping[Node, Iterable[Node]]) -> list[Node] | None:
    """The nodes of one circle in the order they lead to each other, or None where there is none."""
    done: set[Node] = set()
    for start in edges:
        path: list[Node] = []
        on_path: set[Node] = set()
        stack: list[tuple[Node, list[Node]]] = [(start, list(edges.get(start, ())))]
        if start in done:
            continue
        path.append(start)
        on_path.add(start)
        while stack:
            node, waiting = stack[-1]
            if not waiting:
                stack.pop()
                path.pop()
                on_path.discard(node)
                done.add(node)
                continue
            after = waiting.pop()
            if after in on_path:
                return path[path.index(after) :]
            if after not in done:
                stack.append((after, list(edges.get(after, ()))))
                path.append(after)
                on_path.add(after)
    return None
