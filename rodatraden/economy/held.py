"""Frames that a plan has decided: a higher floor says which by a dotted name in the settings.

What is decided changes only by a new decision (E1). Whoever enters an amount of such a frame by hand names that
decision, or begins to change the plan.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from rodatraden.lib.text import Text, say

Held = tuple[int, str, int]
"""A unit's id, a line's key and a year: what a frame is of."""


@dataclass(frozen=True)
class Holder:
    """The plan that decided a frame: its title and where its change begins, who decided it and when."""

    title: str
    url: str
    body: int | None
    day: date | None

    @property
    def told(self) -> Text:
        """Why the frame cannot be changed as any other amount, and what to do."""
        return say(
            "Ramen är beslutad i ”{plan}” och ändras bara med ett nytt beslut. Gå till planen och välj Ändra planen, "
            "eller ange det nya beslut som ramen vilar på.",
            plan=self.title,
        )

    def yields_to(self, body: int | None, day: date | None) -> bool:
        """Whether a decision of a body on a day may change what the plan decided: the same body's, and not an older."""
        return body == self.body and (day is None or self.day is None or day >= self.day)


Find = Callable[[Collection[Held]], Mapping[Held, Holder]]


@cache
def _find(name: str) -> Find:
    found: Find = import_string(name)
    return found


def holders(frames: Collection[Held]) -> Mapping[Held, Holder]:
    """The plans that decided the frames, of those that any plan decided."""
    return _find(settings.FRAME_HOLDERS)(frames) if frames and settings.FRAME_HOLDERS else {}
