"""Targets that outlive the council that set them (T7). Pure.

A council sits for four years from 15 October of the year of election (the Local Government Act, chapter 5).
"""

from datetime import date

from rodatraden.lib.periods import Period
from rodatraden.lib.text import NOTHING, Text, say

ELECTION, YEARS = 2014, 4


def last_day_of(sitting: date) -> date:
    """The last day of the council that sits on a day."""
    elected = sitting.year if sitting >= date(sitting.year, 10, 15) else sitting.year - 1
    return date(elected - (elected - ELECTION) % YEARS + YEARS, 10, 14)


def outlives(period: Period, set_on: date) -> Text:
    """What to say of a target whose period begins after the council that sat when it was set; else nothing."""
    last = last_day_of(set_on)
    if period.start <= last:
        return NOTHING
    return say("gäller efter mandatperioden då det sattes, som slutar {last}", last=last.isoformat())
