"""What may stand in the way of a decision: higher floors say so by dotted names in the settings (D2)."""

from collections.abc import Callable, Iterator
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from rodatraden.lib.text import Text
from rodatraden.organisation.access import Actor
from rodatraden.planning.models import Plan

Check = Callable[[Actor, Plan], Text]
"""What stands in the way of deciding the plan, in words; empty where nothing does."""


@cache
def _check(name: str) -> Check:
    found: Check = import_string(name)
    return found


def hindrances(actor: Actor, plan: Plan) -> Iterator[Text]:
    """All that stands in the way. Whoever decides may do so anyhow, with a reason."""
    for name in settings.PLAN_CHECKS:
        told = _check(name)(actor, plan)
        if told:
            yield told
