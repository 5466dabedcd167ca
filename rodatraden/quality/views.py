"""Pages of processes: the list per manager, one process, and writing in it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.decisions.models import GoverningDocument
from rodatraden.lib import clock
from rodatraden.lib.text import fold, say
from rodatraden.organisation.access import Actor, fetch
from rodatraden.organisation.form_page import form_page
from rodatraden.organisation.forms import DayField, OpenedForm, VerbForm
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import Unit
from rodatraden.quality.models import Process
from rodatraden.quality.sentence import Facts, processes_told
from rodatraden.quality.services import (
    Step,
    change_process,
    end_process,
    may_keep,
    review_process,
    write_process,
)
from rodatraden.tenancy.links import here
from rodatraden.web.context import Station
from rodatraden.web.downloads import asked_form, download
from rodatraden.web.marks import Mark
from rodatraden.web.tables import Choice, Column, Example, Link, Table, Value

ARROW = ":"


class ProcessForm(OpenedForm):
    """A process: whose, what it is to give, and its activities with their routines, a line each."""

    unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(label=gettext_lazy("Enhet"), queryset=None)
    name = forms.CharField(label=gettext_lazy("Process"), max_length=200)
    owner_kind = forms.ChoiceField(label=gettext_lazy("Ansvarig roll"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Vad ska den ge?"), required=False, max_length=20_000, widget=forms.Textarea({"rows": 3})
    )
    activities = forms.CharField(
        label=gettext_lazy("Aktiviteter, i ordning"),
        required=False,
        max_length=30_000,
        widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy("En på varje rad. Efter kolon: rutinens titel, om det finns en."),
    )

    def __init__(self, actor: Actor, *args: Any, process: Process | None = None, **options: Any) -> None:
        self.now = process.edit if process else 1
        if process is not None:
            same = ("name", "owner_kind", "text", "edit")
            now = {name: getattr(process, name) for name in same}
            options["initial"] = {**now, "activities": lines_of(process)}
        super().__init__(*args, **options)
        fields: Any = self.fields
        reach = actor.reach.get("assess", frozenset()) | actor.reach.get("administer", frozenset())
        fields["unit"].queryset = Unit.objects.on(clock.today()).filter(pk__in=reach)
        model = actor.model_on(clock.today())
        fields["owner_kind"].choices = [
            ("", "–"),
            *((role.key, role.name.one) for role in (model.role if model else ())),
        ]
        if process is not None:
            del self.fields["unit"]

    def clean_activities(self) -> list[Step]:
        """Each line's activity and its routine, found by title among those that hold."""
        lines = [line.strip() for line in self.cleaned_data["activities"].splitlines() if line.strip()]
        known = {fold(row.title): row for row in GoverningDocument.objects.unreplaced().without_text()}
        found: list[Step] = []
        for line in lines:
            name, _colon, title = (part.strip() for part in line.partition(ARROW))
            if title and fold(title) not in known:
                raise forms.ValidationError(_("Rutinen ”%(title)s” finns inte i registret.") % {"title": title})
            found.append((name, known.get(fold(title)) if title else None))
        return found

    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "edit"}


class ReviewForm(VerbForm):
    """That a process was looked over."""

    on = DayField(label=gettext_lazy("Genomgången den"))
    note = forms.CharField(
        label=gettext_lazy("Vad kom fram?"), required=False, max_length=20_000, widget=forms.Textarea({"rows": 4})
    )


def lines_of(process: Process) -> str:
    steps = process.activities.select_related("routine")
    return "\n".join(f"{step.name}{ARROW} {step.routine.title}" if step.routine else step.name for step in steps)


@dataclass(frozen=True)
class Row:
    """A process, how it stands, and who answers for it."""

    process: Process
    facts: Facts
    owner: str

    def mark(self, year: int) -> Mark:
        if not self.facts.is_reviewed_in(year):
            return Mark("partly", "diamond", say("Inte genomgången {year}", year=year))
        return Mark("plain", "disc", say("Genomgången {day}", day=self.facts.reviewed))


def read_processes(actor: Actor, day: date) -> list[Row]:
    """The processes of a day, with their latest review. One query."""
    model = actor.model_on(day)
    rows: Any = (
        Process.objects.on(day)
        .select_related("unit")
        .annotate(
            reviewed=Max("reviews__on"),
            steps=Count("activities", distinct=True),
            bare=Count("activities", filter=Q(activities__routine=None), distinct=True),
        )
    )
    names = {role.key: role.name.one for role in model.role} if model else {}
    return [
        Row(row, Facts(row.reviewed, row.steps, row.bare), names.get(row.owner_kind, row.owner_kind)) for row in rows
    ]


def processes(request: Request) -> HttpResponse:
    """Which processes are there, and which have not been looked over this year?"""
    day, asked = clock.today(), request.GET.dict()
    found = read_processes(request.actor, day)
    unit, state = asked.get("enhet", ""), asked.get("lage", "")
    mine = {role.unit.id for role in request.actor.roles}
    rows = [
        row
        for row in found
        if (not unit or row.process.unit.key == unit)
        and (state != "kvar" or not row.facts.is_reviewed_in(day.year))
        and (state != "mina" or row.process.unit_id in mine)
    ]
    table = Table(_("Processer"), _columns(), [_line(row, day.year) for row in rows], name=_("processer")).asked(asked)
    if form := asked_form(request):
        return download(table, form)
    units = {row.process.unit.key: row.process.unit.name for row in found}
    context = {
        "table": table,
        "choices": [
            Choice("enhet", _("Enhet"), [("", _("Alla")), *units.items()], unit),
            Choice("lage", _("Vilka"), [("", _("Alla")), ("mina", _("Mina")), ("kvar", _("Inte genomgångna"))], state),
        ],
        "sentence": processes_told([row.facts for row in found], day.year),
        "total": len(found),
        "may": _may_somewhere(request.actor),
        "stations": [Station(_("Kvalitet"), _("Processer"), current=True)],
    }
    return render(request, "quality/processes.html", context)


def _may_somewhere(actor: Actor) -> bool:
    return actor.may_anywhere("assess") or actor.may_anywhere("administer")


def _columns() -> tuple[Column, ...]:
    return (
        Column("name", _("Process"), "link"),
        Column("unit", _("Enhet")),
        Column("owner", _("Ansvarig")),
        Column("steps", _("Aktiviteter"), "number", decimals=0),
        Column("bare", _("Utan rutin"), "number", decimals=0),
        Column("mark", _("Läge"), "status"),
    )


def _line(row: Row, year: int) -> dict[str, Value]:
    link = Link(row.process.name, here("quality:process", row.process.pk))
    return {
        "name": Example(link) if row.process.example else link,
        "unit": row.process.unit.name,
        "owner": row.owner or None,
        "steps": row.facts.steps,
        "bare": row.facts.without_routine,
        "mark": row.mark(year),
    }


def process(request: Request, pk: int) -> HttpResponse:
    """What is done here, in which order, by which routines, and when was it looked over?"""
    row = fetch(request, Process.objects.select_related("unit"), pk=pk)
    latest = row.reviews.first()
    day = clock.today()
    facts = Facts(latest.on if latest else None)
    model = request.actor.model_on(day)
    role = model.role_of(row.owner_kind) if model else None
    context = {
        "process": row,
        "owner": role.name.one if role else row.owner_kind,
        "mark": Row(row, facts, "").mark(day.year),
        "activities": row.activities.select_related("routine"),
        "reviews": row.reviews.all(),
        "may": may_keep(request.actor, row.unit_id) and row.valid_to is None,
        "stations": _way(Station(row.unit.name, row.name, current=True, example=row.example)),
    }
    return render(request, "quality/process.html", context)


def write(request: Request) -> HttpResponse:
    """Enters a process."""
    if not _may_somewhere(request.actor):
        raise PermissionDenied
    form, made = ProcessForm(request.actor, request.POST or None), list[Process]()
    if request.method == "POST" and form.does(lambda: made.append(write_process(request.actor, **form.said()))):
        return _done(request, made[0].pk)
    return _form(request, form, _("För in en process"), "", here("quality:processes"))


def _kept(request: Request, pk: int) -> Process:
    row = fetch(request, Process.objects.select_related("unit"), pk=pk)
    if not may_keep(request.actor, row.unit_id):
        raise PermissionDenied
    return row


def change(request: Request, pk: int) -> HttpResponse:
    """The process told anew."""
    row = _kept(request, pk)
    form = ProcessForm(request.actor, request.POST or None, process=row)
    if request.method == "POST" and form.does(
        lambda: change_process(request.actor, row, form.cleaned_data["edit"] or 0, **form.said())
    ):
        return _done(request, pk)
    return _form(request, form, _("Ändra processen"), row.name, here("quality:process", pk))


def review(request: Request, pk: int) -> HttpResponse:
    """Has it been looked over?"""
    row = _kept(request, pk)
    form = ReviewForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.does(lambda: review_process(request.actor, row, **form.cleaned_data)):
        return _done(request, pk)
    return _form(request, form, _("Processen är genomgången"), row.name, here("quality:process", pk))


def end(request: Request, pk: int) -> HttpResponse:
    """Is it no longer used?"""
    row, form = _kept(request, pk), VerbForm(request.POST or None)
    if request.method == "POST" and form.does(lambda: end_process(request.actor, row)):
        return _done(request, pk)
    return _form(request, form, _("Processen används inte längre"), row.name, here("quality:process", pk))


def _done(request: Request, pk: int) -> HttpResponse:
    messages.success(request, _("Processen är sparad."))
    return redirect(here("quality:process", pk))


def _form(request: Request, form: VerbForm, sentence: str, about: str, back: str) -> HttpResponse:
    way = _way(Station(_("Skriv"), sentence, current=True))
    return form_page(request, form, way, sentence=sentence, about=about, back=back)


def _way(*steps: Station) -> list[Station]:
    return [Station(_("Kvalitet"), _("Processer"), here("quality:processes")), *steps]
