"""The report of one unit: the page, and what is saved while one writes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from rodatraden.followup.acting import enter_figure, judge_goal, judge_overall, save_all
from rodatraden.followup.assigned import assigned
from rodatraden.followup.finding import address_of, find_slot
from rodatraden.followup.forms import FigureForm, JudgeForm, TextForm
from rodatraden.followup.reports import can
from rodatraden.followup.round import Round, Slot, texts_of
from rodatraden.followup.services import copy_forward, write_text
from rodatraden.followup.unit_report import Saved, report_page
from rodatraden.followup.way import stations
from rodatraden.organisation.http import Request
from rodatraden.tenancy.edits import Refused, Stale


def show_report(request: Request, kind: str, end: str, unit: str) -> HttpResponse:
    """What is left for me to do before I hand in?"""
    return shown(request, *find_slot(request, kind, end, unit))


def shown(
    request: Request, round: Round, slot: Slot, status: int = 200, saved: Saved | None = None, **told: Any
) -> HttpResponse:
    """The report's page, with what else is to be told on it."""
    page = report_page(request.actor, round, slot, saved)
    listed = assigned(round, page.thread, slot.place, request.actor) if page.readable else None
    context = {"page": page, "slot": slot, "round": round, "stations": stations(round, slot), "assigned": listed}
    return render(request, "followup/report.html", {**context, **told}, status=status)


@require_POST
def save_text(request: Request, kind: str, end: str, unit: str, part: str) -> HttpResponse:
    """One text, while it is being typed: what number it has now, or what somebody else has written meanwhile."""
    _round, slot = find_slot(request, kind, end, unit)
    form = TextForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"refused": _("Texten går inte att läsa.")}, status=422)
    text, seen = form.cleaned_data["text"].replace("\r\n", "\n"), form.cleaned_data["seen"]
    try:
        row = write_text(request.actor, slot.address, part, text, seen=seen, receiver=slot.due.receiver)
    except Stale as stale:
        told = {"theirs": stale.theirs["text"], "who": stale.who, "edit": _edits(slot).get(part, 0)}
        return JsonResponse(told, status=409)
    except Refused as refused:
        return JsonResponse({"refused": str(refused)}, status=422)
    return JsonResponse({"edit": row.edit})


def _edits(slot: Slot) -> dict[str, int]:
    """The change numbers of the report's texts as they stand."""
    rows = texts_of([slot.report]).get(slot.report.pk, {}) if slot.report else {}
    return {part: row.edit for part, row in rows.items()}


def others(request: Request, kind: str, end: str, unit: str) -> HttpResponse:
    """How the texts stand now: who has the page open is told when somebody else has written."""
    _round, slot = find_slot(request, kind, end, unit)
    if not can(request.actor, "write", slot.place.id, slot.due.receiver, slot.report):
        return JsonResponse({"texts": {}, "open": False})
    rows = texts_of([slot.report]).get(slot.report.pk, {}) if slot.report else {}
    told = {part: {"edit": row.edit, "who": row.written_by} for part, row in rows.items()}
    return JsonResponse({"texts": told, "open": True})


@require_POST
def save_texts(request: Request, kind: str, end: str, unit: str) -> HttpResponse:
    """All texts at once, for whoever has no script: a clash gives both texts back."""
    round, slot = find_slot(request, kind, end, unit)
    if not can(request.actor, "write", slot.place.id, slot.due.receiver, slot.report):
        raise PermissionDenied
    saved = save_all(request.actor, slot, request.POST.dict(), _edits(slot))
    if not saved.whole:
        round, slot = find_slot(request, kind, end, unit)
        return shown(request, round, slot, 422, saved=saved)
    messages.success(request, _("Texterna är sparade."))
    return redirect(f"{address_of('report', slot)}#texter")


@require_POST
def fetch_texts(request: Request, kind: str, end: str, unit: str) -> HttpResponse:
    """Begins the empty texts as last time's."""
    _round, slot = find_slot(request, kind, end, unit)
    try:
        count = copy_forward(request.actor, slot.address, receiver=slot.due.receiver)
        told = ngettext("%d text är hämtad från förra gången.", "%d texter är hämtade från förra gången.", count)
        messages.success(request, told % count)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(f"{address_of('report', slot)}#texter")


@require_POST
def save_figure(request: Request, kind: str, end: str, unit: str) -> HttpResponse:
    """One outcome that was missing. A doubt is asked back before it is written."""
    round, slot = find_slot(request, kind, end, unit)
    form = FigureForm(request.POST)
    if not form.is_valid():
        return shown(request, round, slot, 422, figure_fault=_("Skriv ett tal."), typed=request.POST)
    try:
        receipt = enter_figure(request.actor, slot, **form.cleaned_data)
    except Refused as refused:
        return shown(request, round, slot, 422, figure_fault=str(refused), typed=request.POST)
    if not receipt.written:
        return shown(request, round, slot, 422, doubts=receipt.doubts, typed=request.POST)
    messages.success(request, _("Siffran är sparad."))
    return redirect(f"{address_of('report', slot)}#siffror")


@require_POST
def judge(request: Request, kind: str, end: str, unit: str, item: str) -> HttpResponse:
    """How one goal is judged, by the unit that reports."""
    round, slot = find_slot(request, kind, end, unit)
    form = JudgeForm(request.POST)
    goals = report_page(request.actor, round, slot).goals
    goal = next((goal for goal in goals if goal.node.key == item), None)
    if goal is None or not form.is_valid():
        raise Http404
    try:
        judge_goal(request.actor, round, goal, **form.cleaned_data)
    except Refused as refused:
        return shown(request, round, slot, 422, judged=item, judge_fault=str(refused), typed=request.POST)
    messages.success(request, _("Bedömningen är sparad."))
    return redirect(f"{address_of('report', slot)}#bedomning")


@require_POST
def judge_whole(request: Request, kind: str, end: str, unit: str) -> HttpResponse:
    """How sound economic management is judged as a whole, by the unit that writes the municipality's report."""
    round, slot = find_slot(request, kind, end, unit)
    form = JudgeForm(request.POST)
    page = report_page(request.actor, round, slot)
    if page.overall is None or not form.is_valid():
        raise Http404
    try:
        judge_overall(request.actor, slot, page.overall, page.judge, **form.cleaned_data)
    except Refused as refused:
        return shown(request, round, slot, 422, overall_fault=str(refused), typed=request.POST)
    messages.success(request, _("Bedömningen är sparad."))
    return redirect(f"{address_of('report', slot)}#hushallning")
