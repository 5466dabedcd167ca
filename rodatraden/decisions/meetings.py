"""On which of a body's meetings something is to be treated: by whom it is put there, on which days, and in words.

On which days a body meets a higher floor says, by a dotted name in the settings.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.decisions.models import Decision
from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text, say
from rodatraden.organisation.access import Actor
from rodatraden.organisation.forms import DayField, VerbForm
from rodatraden.organisation.tree import Place
from rodatraden.tenancy.edits import refuse


def registers_for(actor: Actor, body: Place) -> bool:
    """Whether the actor decides in the body, or registers what it has decided."""
    return actor.may("decide", body.id) or actor.may("administer", body.id)


def meeting_days(actor: Actor, body: Place) -> Sequence[date]:
    """The days from today to the end of next year on which the body meets by the calendar, in order."""
    today = clock.today()
    return sorted(day for day in _days(actor, body, today.year, today.year + 1) if day >= today)


def _days(actor: Actor, body: Place, *years: int) -> Collection[date]:
    days: Collection[date] = import_string(settings.MEETING_DAYS)(actor, body, years)
    return days


def outside_calendar(actor: Actor, decision: Decision) -> Text:
    """That a body decided on a day when the calendar has no meeting of it; nothing of a body whose meetings that year
    the calendar does not have."""
    return outside_meetings(actor, actor.tree.places.get(decision.body_id or 0), decision.date)


def outside_meetings(actor: Actor, body: Place | None, day: date | None) -> Text:
    """That the calendar has no meeting of the body on the day; nothing of one whose meetings that year it does not
    have."""
    if body is None or day is None:
        return NOTHING
    days = _days(actor, body, day.year)
    if not days or day in days:
        return NOTHING
    return say("Kalendern har inget sammanträde för {body} {day}. Stämmer dagen?", body=body.name, day=day.isoformat())


def settled(actor: Actor, body: Place, meeting: date | None, why: str) -> dict[str, Any]:
    """The meeting and the reason to keep. Refused on a day that has been, and on one when the calendar has no meeting
    unless `why` says the reason."""
    if meeting is not None and meeting < clock.today():
        raise refuse(_("Dagen har redan varit."), "meeting")
    known = meeting is None or meeting in meeting_days(actor, body)
    if not known and not why.strip():
        told = _("%(body)s har inget sammanträde %(day)s i kalendern. Skriv varför ärendet tas upp då.")
        raise refuse(told % {"body": body.name, "day": meeting}, "meeting_why")
    return {"meeting": meeting, "meeting_why": "" if known else why.strip()[:300]}


def treated_told(what: Text, meeting: date | None, waits: bool, today: date) -> Text:
    """When the body is to treat what is not decided, and that what waits for it is on none of its meetings."""
    if meeting is None:
        return say("{what} är inte på något sammanträde än.", what=what) if waits else NOTHING
    if meeting < today:
        return say("{what} skulle ha tagits upp {day}, men saknar beslut.", what=what, day=meeting.isoformat())
    return say("{what} tas upp på sammanträdet {day}.", what=what, day=meeting.isoformat())


class MeetingForm(VerbForm):
    """On which of the body's meetings something is treated, or on another day and why."""

    chosen = forms.ChoiceField(label=gettext_lazy("Sammanträde"), required=False)
    other = DayField(label=gettext_lazy("En annan dag"), required=False)
    meeting_why = forms.CharField(
        label=gettext_lazy("Varför den dagen?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Behövs bara för en dag då kalendern inte har något sammanträde."),
    )

    def __init__(
        self, actor: Actor, body: Place | None, meeting: date | None, why: str, *args: Any, **options: Any
    ) -> None:
        days = meeting_days(actor, body) if body is not None else []
        known = meeting in days
        initial = {"chosen": meeting if known else "", "other": None if known else meeting, "meeting_why": why}
        super().__init__(*args, **{"initial": initial, **options})
        offered = [(day.isoformat(), day.isoformat()) for day in days]
        self.fields["chosen"].choices = [("", _("inget valt")), *offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The day, by whichever of the two it is said."""
        given = super().clean() or {}
        if given.get("chosen") and given.get("other"):
            self.add_error("other", _("Välj ett sammanträde eller en annan dag, inte båda."))
        day = given.get("other") or (date.fromisoformat(given["chosen"]) if given.get("chosen") else None)
        return {**given, "meeting": day}
