"""The texts of a report: written by several hands, saved while one types, and begun from last time's."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.followup.models import Report, ReportText
from rodatraden.followup.reports import Address
from rodatraden.followup.services.rows import allow, begun, locked
from rodatraden.lib import clock
from rodatraden.lib.text import storable
from rodatraden.organisation.access import Actor
from rodatraden.tenancy.edits import Stale, refuse

LONGEST = 200_000
"""As long as any text may be: more than a whole annual report, and still one save."""


def write_text(
    actor: Actor,
    address: Address,
    part: str,
    text: str,
    *,
    seen: int,
    receiver: int | None = None,
    example: bool = False,
) -> ReportText:
    """Saves a text of a report; the first one begins the report. Saving what already stands changes nothing.

    `seen` is the change number of the text that the writer opened, 0 where there was none. Raises Stale, with both
    texts, where somebody else has saved another one since; Refused where the report is no longer being written.
    """
    text = storable(text)
    if len(text) > LONGEST:
        raise refuse(_("Texten är för lång. Här får högst 200 000 tecken plats; lägg resten i en bilaga."), "text")
    with transaction.atomic():
        allow(actor, "write", address, receiver, locked(address))
        report = begun(actor, address, example=example)
        row = ReportText.objects.select_for_update().filter(report=report, part=part).first()
        if row is None:
            row = ReportText(report=report, part=part, edit=0, municipality_id=report.municipality_id)
        if row.text == text and row.pk:
            return row
        if row.edit != seen:
            raise Stale({"text": row.text}, {"text": text}, row.written_by)
        return _saved(actor, row, text, None)


def copy_forward(actor: Actor, address: Address, *, receiver: int | None = None) -> int:
    """Begins each text that is still empty as the unit's latest one in an earlier report of the same type.

    They are marked with the day they come from until somebody changes them. Gives how many.
    """
    with transaction.atomic():
        allow(actor, "write", address, receiver, locked(address))
        earlier = Report.objects.filter(kind=address.kind, unit=address.unit, period_end__lt=address.end)
        former = earlier.order_by("-period_end").first()
        if former is None:
            raise refuse(_("Det finns ingen tidigare rapport att hämta text från."))
        report = begun(actor, address)
        written = {row.part: row for row in ReportText.objects.filter(report=report)}
        copied = 0
        for old in former.texts.exclude(text=""):
            row = written.get(old.part) or ReportText(
                report=report, part=old.part, edit=0, municipality_id=report.municipality_id
            )
            if not row.text:
                _saved(actor, row, old.text, former.period_end)
                copied += 1
    return copied


def _saved(actor: Actor, row: ReportText, text: str, copied_from: date | None) -> ReportText:
    row.text, row.copied_from = text, copied_from
    row.edit += 1
    row.written_by, row.written_at = actor.by.name, clock.now()
    row.save()
    return row
