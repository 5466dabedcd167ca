"""Pages of what prepares a plan: fetch, act or gather, render."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rodatraden.documents.services import store
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor, fetch
from rodatraden.organisation.form_page import form_page
from rodatraden.organisation.forms import VerbForm
from rodatraden.organisation.http import Request
from rodatraden.planning.finding import find_plan
from rodatraden.planning.models import Plan
from rodatraden.planning.way import stations
from rodatraden.preparation.analysis_page import analysis_page
from rodatraden.preparation.forms import ChangeForm, ConclusionForm, ConsultationForm, StepForm, WithdrawForm
from rodatraden.preparation.hindering import wanted
from rodatraden.preparation.models import Change, Conclusion, Consultation
from rodatraden.preparation.services import (
    mark_step,
    may_prepare,
    record_consultation,
    withdraw_consultation,
    write_change,
    write_conclusion,
)
from rodatraden.tenancy.links import here
from rodatraden.thread.services.rows import model_at_work
from rodatraden.web.context import Station


def way(actor: Actor, plan: Plan, last: str = "") -> list[Station]:
    """The plan's own way to what prepares it, and one step further."""
    name = _("Analys och förslag")
    found = stations(actor, actor.model_on(clock.today()), plan, last or name)
    if last:
        found.insert(-1, Station(_("Sida"), name, here("preparation:analysis", plan.pk)))
    return found


def to_prepare(request: Request, plan: int) -> Plan:
    """The plan, for who may write what prepares it."""
    found = find_plan(request, plan)
    if not may_prepare(request.actor, found):
        raise PermissionDenied
    return found


def analysis(request: Request, plan: int) -> HttpResponse:
    """What does the analysis show, what ought to change, and is everybody consulted?"""
    found = find_plan(request, plan)
    page = analysis_page(request.actor, found)
    return render(
        request, "preparation/analysis.html", {"page": page, "plan": found, "stations": way(request.actor, found)}
    )


def conclusion(request: Request, plan: int, conclusion: int | None = None) -> HttpResponse:
    """What does the analysis show, and what does it lead to?"""
    found = to_prepare(request, plan)
    row = fetch(request, Conclusion.objects.filter(plan=found), pk=conclusion) if conclusion else None
    form = ConclusionForm(request.actor, found, row, request.POST or None)
    if request.method == "POST" and form.does(lambda: write_conclusion(request.actor, found, row, **form.cleaned_data)):
        messages.success(request, _("Slutsatsen är sparad."))
        return back_to(found)
    return _form(request, found, form, _("Vad visar analysen, och vad leder det till?"), _("Slutsats"))


def change(request: Request, plan: int, proposal: int | None = None) -> HttpResponse:
    """What ought to change, and what follows of it?"""
    found = to_prepare(request, plan)
    row = fetch(request, Change.objects.filter(plan=found), pk=proposal) if proposal else None
    form = ChangeForm(found, row, request.POST or None)
    if request.method == "POST" and form.does(lambda: write_change(request.actor, found, row, **form.cleaned_data)):
        messages.success(request, _("Förslaget är sparat."))
        return back_to(found)
    return _form(request, found, form, _("Vad bör ändras, och vad blir följden?"), _("Förslag"))


def consultation(request: Request, plan: int) -> HttpResponse:
    """Who was consulted before the decision, and did they agree?"""
    found, model = to_prepare(request, plan), model_at_work()
    if not wanted(model, found.kind):
        raise Http404
    form = ConsultationForm(model, found, request.POST or None, request.FILES or None)

    def keep() -> None:
        said: dict[str, Any] = dict(form.cleaned_data)
        upload = said.pop("file")
        file = store(request.actor, upload.name, upload) if upload else None
        record_consultation(request.actor, found, file=file, **said)

    if request.method == "POST" and form.does(keep):
        messages.success(request, _("Förhandlingen är antecknad."))
        return back_to(found)
    return _form(request, found, form, _("Vilka har hörts före beslutet?"), _("Förhandling"))


def step(request: Request, plan: int) -> HttpResponse:
    """Which step of the preparation is done, and when?"""
    found = to_prepare(request, plan)
    steps = [each for each in analysis_page(request.actor, found).steps if not each.held]
    if not steps:
        raise Http404
    form = StepForm(steps, request.GET.get("steg", ""), request.POST or None)
    if request.method == "POST" and form.does(lambda: mark_step(request.actor, found, **form.cleaned_data)):
        messages.success(request, _("Steget är antecknat."))
        return back_to(found)
    return _form(request, found, form, _("Vilket steg i beredningen är klart?"), _("Steg"))


def withdraw(request: Request, plan: int, consultation: int) -> HttpResponse:
    """What was recorded by mistake is taken back."""
    found = to_prepare(request, plan)
    row = fetch(request, Consultation.objects.filter(plan=found, withdrawn_at=None), pk=consultation)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.does(
        lambda: withdraw_consultation(request.actor, row, form.cleaned_data["why"])
    ):
        messages.success(request, _("Anteckningen är återtagen."))
        return back_to(found)
    return _form(request, found, form, _("Varför ska anteckningen inte räknas?"), _("Återta"))


def back_to(plan: Plan) -> HttpResponse:
    return redirect(here("preparation:analysis", plan.pk))


def _form(request: Request, plan: Plan, form: VerbForm, sentence: str, name: str) -> HttpResponse:
    path, back = way(request.actor, plan, name), here("preparation:analysis", plan.pk)
    return form_page(request, form, path, sentence=sentence, about=plan.title, back=back, example=plan.example)
