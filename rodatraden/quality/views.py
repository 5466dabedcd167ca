"""Pages of processes: the list per manager, one process, and writing in it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rodatraden.lib import clock
from rodatraden.organisation.access import fetch
from rodatraden.organisation.form_page import form_page
from rodatraden.organisation.forms import VerbForm
from rodatraden.organisation.http import Request
from rodatraden.quality.forms import ProcessForm, ReviewForm
from rodatraden.quality.listing import Row, processes_page
from rodatraden.quality.models import Process
from rodatraden.quality.sentence import Facts
from rodatraden.quality.services import (
    change_process,
    end_process,
    may_keep,
    may_write,
    review_process,
    write_process,
)
from rodatraden.tenancy.links import here
from rodatraden.web.context import Station
from rodatraden.web.downloads import asked_form, download


def processes(request: Request) -> HttpResponse:
    """Which processes are there, and which have not been looked over this year?"""
    page = processes_page(request.actor, request.GET.dict())
    if form := asked_form(request):
        return download(page.table, form)
    stations = [Station(_("Kvalitet"), _("Processer"), current=True)]
    return render(request, "quality/processes.html", {"page": page, "stations": stations})


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
    if not may_write(request.actor):
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
