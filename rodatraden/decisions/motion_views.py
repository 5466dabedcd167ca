"""Pages of motions and citizens' proposals: the list that the council is given, and writing in it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.decisions.forms import BODIES, DecisionChoice
from rodatraden.decisions.governing_forms import decisions_by_body, decisions_to_rest_on
from rodatraden.decisions.meetings import MeetingForm, treated_told
from rodatraden.decisions.models import Motion, MotionKind
from rodatraden.decisions.motion_document import facts_of, list_for_council, mark_words
from rodatraden.decisions.motion_services import (
    FIELDS,
    change_motion,
    council_for,
    may_keep_motion,
    record_motion,
    schedule_motion,
)
from rodatraden.decisions.motions import motions_told, unfit_for_meeting
from rodatraden.documents.answering import BUILT, as_file
from rodatraden.lib import clock
from rodatraden.lib.periods import day_in
from rodatraden.lib.text import Text, say
from rodatraden.organisation.access import Actor, fetch
from rodatraden.organisation.form_page import form_page
from rodatraden.organisation.forms import DayField, OpenedForm, VerbForm
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.links import here
from rodatraden.web.context import Station
from rodatraden.web.downloads import asked_form, download
from rodatraden.web.marks import Mark
from rodatraden.web.tables import Choice, Column, Example, Link, Table, Value

PRINTED = ("pdf", "docx")
"""As these the list is a document for the council; as a table it is what the page shows."""
WHAT: Mapping[str, Text] = {MotionKind.MOTION: say("Motionen"), MotionKind.PROPOSAL: say("Medborgarförslaget")}
REPORTED = "5:35"
"""The section by which the model's events tell the council what is not prepared."""


class MotionForm(OpenedForm):
    """A motion or a citizens' proposal, where it lies and how far it has come."""

    kind = forms.ChoiceField(label=gettext_lazy("Slag"), choices=MotionKind.choices)
    title = forms.CharField(label=gettext_lazy("Rubrik"), max_length=300)
    by = forms.CharField(
        label=gettext_lazy("Lämnad av"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("En invånares namn behövs inte här."),
    )
    submitted = DayField(label=gettext_lazy("Lämnad"))
    reference = forms.CharField(label=gettext_lazy("Diarienummer"), max_length=60, required=False)
    at: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        label=gettext_lazy("Bereds av"), queryset=None, required=False, empty_label=gettext_lazy("inte utsett än")
    )
    prepared_on = DayField(label=gettext_lazy("Beredd den"), required=False)
    why = forms.CharField(
        label=gettext_lazy("Varför är den inte beredd?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
    decision = DecisionChoice(
        label=gettext_lazy("Beslut"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("inte än"),
        help_text=gettext_lazy("Fullmäktiges. Ett medborgarförslag kan också en nämnd ha avgjort."),
    )

    def __init__(self, *args: Any, motion: Motion | None = None, **options: Any) -> None:
        self.now = motion.edit if motion else 1
        if motion is not None:
            now = {name: getattr(motion, name) for name in (*FIELDS, "edit")}
            options["initial"] = {**now, "at": motion.at_id, "decision": motion.decision_id}
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["at"].queryset = Unit.objects.on(clock.today()).filter(kind__in=BODIES)
        chosen = motion.decision_id if motion else None
        fields["decision"].queryset = decisions_to_rest_on(chosen)
        fields["decision"].choices = decisions_by_body(fields["decision"].empty_label, chosen)

    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name in FIELDS}


def reported_next(actor: Actor, day: date) -> date | None:
    """By when the council is next told of what is not prepared, by the model's own events."""
    model = actor.model_on(day)
    events = [event for event in (model.event if model else ()) if event.law == REPORTED]
    days = [day_in(year, event.month, event.day or 31) for event in events for year in (day.year, day.year + 1)]
    return min((each for each in days if each >= day), default=None)


def motions(request: Request) -> HttpResponse:
    """Which are not prepared, and since when?"""
    day, asked = clock.today(), request.GET.dict()
    found = list(Motion.objects.select_related("at", "decision"))
    shown = asked.get("lage", "")
    rows = [row for row in found if shown == "alla" or facts_of(row).is_prepared(day) is (shown == "beredda")]
    columns = [column for column in _columns() if shown or column.key != "meeting"]
    table = Table(_("Motioner och medborgarförslag"), columns, [_line(row, day) for row in rows], name=_("motioner"))
    reported = reported_next(request.actor, day)
    if (form := request.GET.get("format", "")) in PRINTED:
        document = list_for_council(found, day, reported)
        return as_file(BUILT[form](document), document.title, form)  # type: ignore[arg-type]
    if form := asked_form(request):
        return download(replace(table, columns=(*_columns(), Column("why", _("Varför")))).asked(asked), form)
    words = [("", _("Inte beredda")), ("beredda", _("Beredda")), ("alla", _("Alla"))]
    context = {
        "table": table.asked(asked),
        "choices": [Choice("lage", _("Läge"), words, shown)],
        "sentence": motions_told([facts_of(row) for row in found], day, reported),
        "total": len(found),
        "may": may_keep_motion(request.actor, None),
        "stations": [Station(_("Kommun"), _("Motioner och medborgarförslag"), current=True)],
    }
    return render(request, "decisions/motions.html", context)


def _columns() -> tuple[Column, ...]:
    return (
        Column("title", _("Rubrik"), "link"),
        Column("kind", _("Slag")),
        Column("submitted", _("Lämnad"), "date"),
        Column("at", _("Bereds av")),
        Column("reference", _("Diarienummer")),
        Column("meeting", _("Tas upp"), "date"),
        Column("mark", _("Läge"), "status"),
    )


def _line(row: Motion, day: date) -> dict[str, Value]:
    link = Link(row.title, here("decisions:motion", row.pk))
    return {
        "title": Example(link) if row.example else link,
        "kind": row.get_kind_display(),
        "submitted": row.submitted,
        "at": row.at.name if row.at else None,
        "reference": row.reference or None,
        "meeting": row.meeting,
        "mark": _mark(row, day),
        "why": row.why or None,
    }


def _mark(row: Motion, day: date) -> Mark:
    facts = facts_of(row)
    word = mark_words(facts, day)
    if facts.decided:
        return Mark("plain", "disc", word)
    if facts.is_prepared(day):
        return Mark("plain", "disc-half", word)
    return Mark("missed", "square", word) if facts.is_late(day) else Mark("partly", "diamond", word)


def motion(request: Request, pk: int) -> HttpResponse:
    """What is asked for, where does it lie, and how was it settled?"""
    row = fetch(request, Motion.objects.select_related("at", "decision__body"), pk=pk)
    day = clock.today()
    fit = unfit_for_meeting(facts_of(row), day) is None
    context = {
        "motion": row,
        "mark": _mark(row, day),
        "treated": treated_told(WHAT[row.kind], row.meeting, True, day) if fit else "",
        "may_schedule": fit and council_for(request.actor) is not None,
        "may": may_keep_motion(request.actor, row.at_id),
        "stations": _way(Station(row.get_kind_display().capitalize(), row.title, current=True, example=row.example)),
    }
    return render(request, "decisions/motion.html", context)


def new_motion(request: Request) -> HttpResponse:
    """Enters a motion or a citizens' proposal."""
    if not may_keep_motion(request.actor, None):
        raise PermissionDenied
    form, made = MotionForm(request.POST or None, initial={"submitted": clock.today()}), list[Motion]()
    if request.method == "POST" and form.does(lambda: made.append(record_motion(request.actor, **form.said()))):
        messages.success(request, _("Den är införd."))
        return redirect(here("decisions:motion", made[0].pk))
    return _form(request, form, _("För in en motion eller ett medborgarförslag"), "", here("decisions:motions"))


def change(request: Request, pk: int) -> HttpResponse:
    """Says where it lies, that it is prepared, or how it was settled."""
    row = fetch(request, Motion.objects.select_related("at"), pk=pk)
    if not may_keep_motion(request.actor, row.at_id):
        raise PermissionDenied
    form, back = MotionForm(request.POST or None, motion=row), here("decisions:motion", pk)
    if request.method == "POST" and form.does(
        lambda: change_motion(request.actor, row, form.cleaned_data["edit"] or 0, **form.said())
    ):
        messages.success(request, _("Den är sparad."))
        return redirect(back)
    return _form(request, form, _("Ändra"), row.title, back)


def schedule(request: Request, pk: int) -> HttpResponse:
    """Puts it on one of the council's meetings, moves it, or takes it off."""
    row = fetch(request, Motion.objects.select_related("decision"), pk=pk)
    council, back = council_for(request.actor), here("decisions:motion", pk)
    if council is None:
        raise PermissionDenied
    if reason := unfit_for_meeting(facts_of(row), clock.today()):
        messages.error(request, str(reason))
        return redirect(back)
    form = MeetingForm(request.actor, council, row.meeting, row.meeting_why, request.POST or None)
    if request.method == "POST" and form.does(
        lambda: schedule_motion(request.actor, row, form.cleaned_data["meeting"], form.cleaned_data["meeting_why"])
    ):
        messages.success(request, _("Det är antecknat när den tas upp."))
        return redirect(back)
    return _form(request, form, _("Sätt upp på ett sammanträde"), row.title, back)


def _form(request: Request, form: VerbForm, sentence: str, about: str, back: str) -> HttpResponse:
    way = _way(Station(_("Skriv"), sentence, current=True))
    return form_page(request, form, way, sentence=sentence, about=about, back=back)


def _way(*steps: Station) -> list[Station]:
    return [Station(_("Kommun"), _("Motioner och medborgarförslag"), here("decisions:motions")), *steps]
