"""What the lines of the economy are called that a remedy may answer: the model's own, or the two that all have."""

from collections.abc import Sequence

from rodatraden.economy.lines import line_of, lines
from rodatraden.steering.schema import Model


def lines_to_choose(model: Model | None) -> Sequence[tuple[str, str]]:
    """Keys and words, in the order that they are shown."""
    return [(line.key, line.name.one) for line in lines(model)]


def line_told(model: Model | None, key: str) -> str | None:
    """The word of a line; None for one that is not there."""
    found = line_of(model, key)
    return found.name.one if found else None
