"""Where a series breaks: the day from which figures are not comparable with those before, and why."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from rodatraden.audit import log
from rodatraden.indicators.models import Indicator, SeriesBreak
from rodatraden.lib.periods import FIRST, LAST
from rodatraden.lib.text import say
from rodatraden.organisation.access import Actor, need
from rodatraden.tenancy.edits import Refused, must_be_ours

LONGEST = 300
ADDED, REMOVED, CHANGED = (
    gettext_noop("lade till ny mätmetod"),
    gettext_noop("tog bort ny mätmetod"),
    gettext_noop("ändrade nya mätmetoder"),
)


def add_series_break(actor: Actor, indicator: Indicator, day: date, reason: str) -> SeriesBreak:
    """Says that the series breaks on a day. Needs `administer` over the owner: it changes what every trend and
    comparison of the indicator says. Refused without a reason, and where it breaks on that day already."""
    must_be_ours(indicator, "")
    need(actor, "administer", indicator.owner_id)
    said = _checked(day, reason)
    try:
        with transaction.atomic():
            row = SeriesBreak.objects.create(indicator=indicator, day=day, reason=said)
            log.record(actor.by, ADDED, "indicator", indicator.pk, indicator.name, after=_told(day, said))
    except IntegrityError as fault:
        raise Refused({"day": _("En ny mätmetod gäller redan från den dagen.")}) from fault
    return row


def remove_series_break(actor: Actor, row: SeriesBreak, reason: str) -> None:
    """Takes back that a series breaks: its figures are comparable again. Needs `administer`, and a reason."""
    must_be_ours(row, "")
    indicator = row.indicator
    need(actor, "administer", indicator.owner_id)
    if not reason.strip():
        raise Refused({"reason": _("Skriv varför mätmetoden inte längre räknas som ny.")})
    with transaction.atomic():
        gone, _kinds = SeriesBreak.objects.filter(pk=row.pk).delete()
        if not gone:
            raise Refused({"": _("Den nya mätmetoden är redan borttagen.")})
        before, after = _told(row.day, row.reason), {"reason": reason.strip()}
        log.record(actor.by, REMOVED, "indicator", indicator.pk, indicator.name, before, after)


def set_series_breaks(actor: Actor, indicator: Indicator, wanted: Mapping[date, str]) -> None:
    """All breaks of a series at once, by day with their reasons: what is not named is taken away. Needs
    `administer`; writes nothing where nothing differs."""
    must_be_ours(indicator, "")
    need(actor, "administer", indicator.owner_id)
    said = {day: _checked(day, reason) for day, reason in sorted(wanted.items())}
    with transaction.atomic():
        held = SeriesBreak.objects.select_for_update().filter(indicator=indicator).order_by("day")
        had = {row.day: row.reason for row in held}
        if had == said:
            return
        held.delete()
        owner = indicator.municipality_id
        rows = [
            SeriesBreak(municipality_id=owner, indicator=indicator, day=day, reason=why) for day, why in said.items()
        ]
        SeriesBreak.objects.bulk_create(rows)
        log.record(actor.by, CHANGED, "indicator", indicator.pk, indicator.name, _listed(had), _listed(said))


def _checked(day: date, reason: str) -> str:
    """The reason on one line, as it is stored."""
    said = " ".join(reason.split())
    if not FIRST <= day.year <= LAST:
        raise Refused({"day": _("Dagen ligger för långt bort.")})
    if not said:
        raise Refused({"reason": _("Skriv vad som ändrades i mätningen.")})
    if len(said) > LONGEST:
        raise Refused({"reason": str(say("Texten är för lång: högst {longest} tecken.", longest=LONGEST))})
    return said


def _told(day: date, reason: str) -> dict[str, str]:
    return {"day": day.isoformat(), "reason": reason}


def _listed(breaks: Mapping[date, str]) -> dict[str, str]:
    return {"breaks": "\n".join(f"{day.isoformat()}: {reason}" for day, reason in breaks.items())}
