"""Targets that outlive the council that set them (T7). Pure."""

from datetime import date

from rodatraden.lib.elections import last_day_of
from rodatraden.lib.periods import Period
from rodatraden.lib.text import NOTHING, Text, say


def outlives(period: Period, set_on: date) -> Text:
    """What to say of a target whose period begins after the council that sat when it was set; else nothing."""
    last = last_day_of(set_on)
    if period.start <= last:
        return NOTHING
    return say("gäller efter mandatperioden då det sattes, som slutar {last}", last=last.isoformat())
