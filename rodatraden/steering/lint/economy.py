"""Lines of the economy that leave out what every municipality has."""

from collections.abc import Iterator

from rodatraden.lib.text import say
from rodatraden.steering.findings import Finding
from rodatraden.steering.lint.paths import graded
from rodatraden.steering.schema import Model


def no_operations(model: Model) -> Iterator[Finding]:
    """Lines, but none of them for what operations cost: no board could be said to expect a deficit."""
    if model.economy_line and all(line.kind == "investment" for line in model.economy_line):
        yield graded(
            "warning",
            "no-operations",
            "economy_line",
            say("Ingen av ekonomins rader gäller driften."),
            say("Lägg till en rad med kind = ”operations”, eller ta bort raderna: då gäller drift och investeringar."),
            rests_on=model.economy_line,
        )
