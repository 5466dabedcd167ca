"""The year as a calendar: whole days, each known again by the id that it keeps (RFC 5545)."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from rodatraden.followup.ics import Day, calendar_of
from rodatraden.lib.periods import MONTHS
from rodatraden.lib.text import say
from rodatraden.wheel.entries import KINDS, Entry
from rodatraden.wheel.gathering import Line, lines_of

PRODUCT = "-//Röda tråden//Årshjul//SV"


def as_ics(entries: Iterable[Entry], *, name: str, place: str, at: datetime) -> bytes:
    """The entries as a calendar. Those that differ only in whom they concern are one day in it."""
    return calendar_of(map(_day, lines_of(entries)), name=name, place=place, at=at, product=PRODUCT)


def _day(line: Line) -> Day:
    """What has no day stands on the first of its month, and says so; what lasts from month to month on its first."""
    entry = line.entry
    when = line.when or MONTHS[entry.first.month - 1]
    summary = f"{entry.what} ({line.who})"
    told = say("Någon gång: {when}", when=when) if not entry.exact else None
    source = say("Källa: {source}", source=entry.source) if entry.source else None
    assumed = say("Antaget: {why}", why=" ".join(line.assumed)) if line.assumed else None
    named = ", ".join(line.named)
    lines = [str(one) for one in (told, named, source, assumed, *entry.notes) if one]
    return Day(
        ident=entry.ident,
        first=entry.first,
        last=line.last if entry.exact else None,
        summary=summary if entry.exact else f"{when}: {summary}",
        lines=lines,
        categories=(str(KINDS[entry.kind]),),
        url=f"{settings.SITE_ADDRESS}{entry.url}" if entry.url.startswith("/") else "",
    )
