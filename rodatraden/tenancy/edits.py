"""Two people on one text: the second is told, and sees both."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass
class Stale(Exception):
    """Somebody else saved since this text was opened. `theirs` and `mine` hold the named fields of both."""

    theirs: Mapping[str, Any]
    mine: Mapping[str, Any]
    who: str = ""

    def differing(self) -> list[str]:
        """The fields that both have, with different content."""
        return [name for name in self.mine if name in self.theirs and self.theirs[name] != self.mine[name]]


@dataclass
class Refused(Exception):
    """A verb that cannot be done as asked. `reasons` are sentences for the user, by field ("" = the whole)."""

    reasons: Mapping[str, str]

    def __str__(self) -> str:
        return " ".join(self.reasons.values())
