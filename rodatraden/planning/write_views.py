"""A plan is written: its sections save themselves, remarks stand beside, and what was before can be read."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodatraden.lib import clock
from rodatraden.lib.word_diff import word_diff
from rodatraden.organisation.http import Request
from rodatraden.planning.contents import section_parts, text_as_read
from rodatraden.planning.finding import find_plan
from rodatraden.planning.forms import MOST_QUOTED, CommentForm, HeadingForm, TextForm, WriterForm
from rodatraden.planning.models import Plan, PlanComment, PlanText, PlanTextPast
from rodatraden.planning.passages import has_changed
from rodatraden.planning.rights import is_writer_of, may
from rodatraden.planning.services import (
    add_section,
    assign_section,
    comment,
    remove_section,
    resolve,
    write_section,
)
from rodatraden.planning.source import read
from rodatraden.planning.states import written_no_more
from rodatraden.planning.way import stations
from rodatraden.planning.write_page import Clash, save_all, warnings_for, write_page
from rodatraden.tenancy.edits import Refused, Stale
from rodatraden.tenancy.links import here


def _section(request: Request, pk: int) -> PlanText:
    """A section of a plan that the actor may know of."""
    plans = Plan.objects.visible_to(request.actor)
    rows = PlanText.objects.filter(plan__in=plans).select_related("plan__unit", "writer_unit")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _need_to_write(request: Request, plan: Plan) -> None:
    model = request.actor.model_on(clock.today())
    mine = any(is_writer_of(request.actor, row) for row in plan.texts.all())
    if not (may(request.actor, model, "write", plan) or mine):
        raise PermissionDenied


def show_writing(request: Request, plan: int) -> HttpResponse:
    """What is left to write, and what is already decided above?"""
    row = find_plan(request, plan)
    _need_to_write(request, row)
    if not row.is_written:
        messages.error(request, str(written_no_more(row.state)))
        return redirect(here("planning:plan", row.pk))
    return _shown(request, row)


def _shown(request: Request, plan: Plan, saved: Clash | None = None, status: int = 200) -> HttpResponse:
    try:
        page = write_page(request.actor, plan, saved)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(here("planning:plan", plan.pk))
    path = stations(request.actor, request.actor.model_on(clock.today()), plan, _("Skriv"))
    return render(request, "planning/write.html", {"page": page, "plan": plan, "stations": path}, status=status)


@require_POST
def save_text(request: Request, section: int) -> HttpResponse:
    """One section, while it is being typed: its number now, or what somebody else has written meanwhile."""
    row, form = _section(request, section), TextForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"refused": _("Texten går inte att läsa.")}, status=422)
    text, seen = form.cleaned_data["text"].replace("\r\n", "\n"), form.cleaned_data["seen"]
    try:
        saved = write_section(request.actor, row, text, seen=seen)
    except Stale as stale:
        told = {"theirs": stale.theirs["text"], "who": stale.who, "edit": PlanText.objects.get(pk=section).edit}
        return JsonResponse(told, status=409)
    except Refused as refused:
        return JsonResponse({"refused": str(refused)}, status=422)
    return JsonResponse({"edit": saved.edit, "warnings": warnings_for(request.actor, saved)})


def others(request: Request, plan: int) -> HttpResponse:
    """How the texts stand now: who has the page open is told when somebody else has written."""
    row = find_plan(request, plan)
    _need_to_write(request, row)
    texts = {str(each.pk): {"edit": each.edit, "who": each.written_by} for each in row.texts.all()}
    return JsonResponse({"texts": texts, "open": row.is_written})


@require_POST
def save_texts(request: Request, plan: int) -> HttpResponse:
    """All sections at once, for whoever has no script: a clash gives both texts back."""
    row = find_plan(request, plan)
    _need_to_write(request, row)
    saved = save_all(request.actor, row, request.POST.dict())
    if saved.clashes or saved.refusals:
        return _shown(request, row, saved, 422)
    messages.success(request, _("Texterna är sparade."))
    return redirect(here("planning:write", row.pk))


@require_POST
def new_section(request: Request, plan: int) -> HttpResponse:
    """A section of the plan's own."""
    row, form = find_plan(request, plan), HeadingForm(request.POST)
    if not form.does(lambda: add_section(request.actor, row, form.cleaned_data["heading"])):
        messages.error(request, " ".join(str(fault) for faults in form.errors.values() for fault in faults))
    else:
        messages.success(request, _("Avsnittet är tillagt, sist bland planens avsnitt."))
    return redirect(here("planning:write", row.pk))


def show_section(request: Request, section: int) -> HttpResponse:
    """One section: who writes it, what is said of it, and how it has changed. `stalle` is the passage to comment."""
    quote = request.GET.get("stalle", "")[:MOST_QUOTED]
    return _section_shown(request, _section(request, section), CommentForm(initial={"quote": quote}))


def _section_shown(request: Request, row: PlanText, form: CommentForm, status: int = 200) -> HttpResponse:
    try:
        source = read(request.actor, row.plan)
    except Refused as refused:
        raise Http404 from refused
    model = request.actor.model_on(clock.today())
    chosen = f"{row.writer_unit_id}:{row.writer_kind}" if row.writer_unit_id else ""
    stood: list[PlanText | PlanTextPast] = [*row.past.all(), row]
    shown = [(text_as_read(source, each.text), each.written_by, each.written_at) for each in stood]
    changes = [(word_diff(was[0], now[0]), now[1], now[2]) for was, now in zip(shown, shown[1:], strict=False)]
    ways = (row.text, shown[-1][0])
    remarks = [(each, has_changed(each.quote, ways, each.at, row.written_at)) for each in row.comments.all()]
    may_write = row.plan.is_written and may(request.actor, model, "write", row.plan, row)
    context = {
        "section": row,
        "parts": section_parts(source, row.text, 2, is_draft=row.plan.is_open),
        "plan": row.plan,
        "changes": changes[::-1],
        "comments": remarks,
        "may_write": may_write,
        "may_comment": row.plan.is_open and (may_write or may(request.actor, model, "give_view", row.plan)),
        "may_assign": row.plan.is_written and may(request.actor, model, "propose", row.plan),
        "comment_form": form,
        "writer_form": WriterForm(source, initial={"writer": chosen}),
        "stations": stations(request.actor, model, row.plan, row.heading),
    }
    return render(request, "planning/section.html", context, status=status)


@require_POST
def delete_section(request: Request, section: int) -> HttpResponse:
    row = _section(request, section)
    try:
        remove_section(request.actor, row)
        messages.success(request, _("Avsnittet är borttaget."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(here("planning:write", row.plan_id))


@require_POST
def assign(request: Request, section: int) -> HttpResponse:
    """Who is to write a section."""
    row = _section(request, section)
    try:
        form = WriterForm(read(request.actor, row.plan, economy=False), request.POST)
    except Refused as refused:
        raise Http404 from refused
    if form.does(lambda: assign_section(request.actor, row, *form.chosen())):
        messages.success(request, _("Sparat."))
    else:
        messages.error(request, _("Välj en roll i listan."))
    return redirect(here("planning:section", row.pk))


@require_POST
def remark(request: Request, section: int) -> HttpResponse:
    """A remark on a section."""
    row, form = _section(request, section), CommentForm(request.POST)
    if form.does(lambda: comment(request.actor, row, form.cleaned_data["comment"], form.cleaned_data["quote"])):
        messages.success(request, _("Kommentaren är sparad."))
        return redirect(here("planning:section", row.pk))
    return _section_shown(request, row, form, 422)


@require_POST
def settle(request: Request, remark: int) -> HttpResponse:
    """A remark has been dealt with."""
    plans = Plan.objects.visible_to(request.actor)
    row = PlanComment.objects.filter(section__plan__in=plans, pk=remark).select_related("section__plan").first()
    if row is None:
        raise Http404
    resolve(request.actor, row)
    return redirect(here("planning:section", row.section_id))
