"""Whether a plan divides more than there is."""

from collections.abc import Iterable

from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text, in_words, say
from rodatraden.organisation.access import Actor
from rodatraden.planning.frame_rows import FrameTable
from rodatraden.planning.framing import has_frames
from rodatraden.planning.models import Plan
from rodatraden.planning.source import read_economy


def over_told(tables: Iterable[FrameTable]) -> Text:
    """The lines on which the units have more than there is."""
    over = [table.line.name.one for table in tables if table.is_over]
    return say("Mer än det som finns är fördelat för {lines}.", lines=in_words(over)) if over else NOTHING


def divided_within(actor: Actor, plan: Plan) -> Text:
    """That more is divided than there is. Named in `settings.PLAN_CHECKS`; no query of a plan without frames."""
    model = actor.model_on(clock.today())
    kind = model.plan_of(plan.kind) if model is not None else None
    if model is None or kind is None or not has_frames(model, kind):
        return NOTHING
    return over_told(read_economy(actor, plan).frames)
