"""The page of one item, and what is reported and judged from it."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rodatraden.lib import clock
from rodatraden.lib.periods import Period, year_asked
from rodatraden.lib.text import NOTHING
from rodatraden.organisation.access import fetch, need, need_anywhere
from rodatraden.organisation.http import Request
from rodatraden.tenancy.edits import Refused, Stale
from rodatraden.tenancy.links import here
from rodatraden.thread.assignments import assignments
from rodatraden.thread.breaking import breaks_of
from rodatraden.thread.forms import AssessForm, AssignmentForm, ProgressForm, assessing_units, givers
from rodatraden.thread.gather import gather
from rodatraden.thread.item_page import item_page, stations
from rodatraden.thread.link_forms import AnswersForm
from rodatraden.thread.models import ItemVersion, State
from rodatraden.thread.picture import MOST_ON_PAPER, around, on_paper, picture_of
from rodatraden.thread.services import answer, assess, give_assignment, report_progress
from rodatraden.thread.services.deciding import may_decide
from rodatraden.thread.services.doing import may_report, steps_of, values_of
from rodatraden.thread.services.ending import ending_decider
from rodatraden.thread.services.rows import level_named, model_to_show
from rodatraden.web.charts import thread_pair, thread_picture
from rodatraden.web.context import Station
from rodatraden.web.downloads import asked_form, download
from rodatraden.web.panels import panels


def tell(form: Any, fault: Refused) -> None:
    """Puts the reasons of a refused verb where they belong in the form."""
    for field, reason in fault.reasons.items():
        form.add_error(field if field in form.fields else None, reason)


def need_model(request: Request) -> None:
    """There is no page of the thread (404) before there is a model that holds today."""
    if request.actor.model_on(clock.today()) is None:
        raise Http404


def seen(request: Request) -> Any:
    """The versions that the actor may see, with what pages need of them."""
    return ItemVersion.objects.visible_to(request.actor).select_related(
        "item", "unit", "responsible_unit", "person", "decision", "end_decision"
    )


def decided(request: Request, key: str, to: Any = "read") -> ItemVersion:
    """The version of an item that holds today, or 404 or 403."""
    version: ItemVersion = fetch(request, seen(request).decided_on(clock.today()), item__key=key, to=to)
    return version


def path_to(request: Request, version: ItemVersion) -> list[Any]:
    """The red line down to an item that holds today; down to a draft by the first that it is to serve."""
    day = clock.today()
    thread = gather(request.actor, day, Period.of("year", day))
    node = thread.nodes.get(version.item.key)
    if node:
        return stations(thread, node)
    first = version.contributions.filter(serves__key__in=thread.nodes).values_list("serves__key", flat=True).first()
    above = [step for step in stations(thread, thread.nodes[first]) if not step.below] if first else []
    level = thread.model.level_of(version.level)
    here_now = Station(
        level.name.one.capitalize() if level else "", version.title, current=True, example=version.example
    )
    return [*(replace(step, current=False) for step in above), here_now]


def item(request: Request, key: str) -> HttpResponse:
    """What does this serve, what carries it, and where is the thread broken?"""
    need_model(request)
    version = seen(request).decided_on(clock.today()).filter(item__key=key).first()
    if version is None:
        draft = fetch(request, seen(request).latest_first(), item__key=key)
        return redirect(here("thread:draft" if draft.state == "draft" else "thread:history", key))
    year = Period.of("year", clock.today())
    thread = gather(request.actor, clock.today(), year, progress=True)
    if key not in thread.nodes:
        return _outlived(request, version)
    page = item_page(request.actor, version, year, thread)
    breaks = breaks_of(thread)
    drawn = picture_of(thread, breaks, around(thread, key), key)
    shown = {}
    if drawn.here and drawn.links:
        sheet = on_paper(picture_of(thread, breaks, around(thread, key, MOST_ON_PAPER), key))
        shown = {"svg": thread_pair(drawn, "led-for-led"), "sheet": thread_picture(sheet, "blad")}
    told = {"page": page, "stations": page.stations, "panels": panels("thread:item", request, version)}
    return render(request, "thread/item.html", {**told, **shown})


def _outlived(request: Request, version: ItemVersion) -> HttpResponse:
    """An item that holds at a level that the model of today no longer has: it is read, and can end."""
    decider = ending_decider(request.actor, model_to_show(), version)
    told = {
        "version": version,
        "versions": seen(request).filter(item=version.item).latest_first(),
        "outlived": True,
        "may_end": version.valid_to is None and may_decide(request.actor, version, decider),
        "stations": path_to(request, version),
    }
    return render(request, "thread/item_past.html", told)


def history(request: Request, key: str) -> HttpResponse:
    """All that was ever decided of an item that no longer holds; of one that holds its own page tells."""
    if seen(request).decided_on(clock.today()).filter(item__key=key).exists():
        return redirect(f"{here('thread:item', key)}#historik")
    version = fetch(request, seen(request).latest_first(), item__key=key)
    versions = seen(request).filter(item=version.item).latest_first()
    decided = (each for each in versions if each.state == State.DECIDED)
    coming = next((each for each in decided if each.valid_from and each.valid_from > clock.today()), None)
    told = {"version": version, "versions": versions, "coming": coming, "stations": path_to(request, version)}
    return render(request, "thread/item_past.html", told)


def progress(request: Request, key: str) -> HttpResponse:
    """How far has it come? A form for the phone."""
    version = decided(request, key)
    if not may_report(request.actor, version):
        need(request.actor, "enter", version.unit_id)
    latest = version.item.progress.current().first()
    initial = {"state": latest.state, "percent": latest.percent} if latest else {}
    form = ProgressForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            report_progress(request.actor, version.item, **form.cleaned_data)
            messages.success(request, _("Läget är rapporterat."))
            return redirect(here("thread:item", key))
        except Refused as fault:
            tell(form, fault)
    return _form(request, version, form, _("Hur långt har det kommit?"), _("Rapportera"))


def judge(request: Request, key: str) -> HttpResponse:
    """A judgement by hand, with its reason."""
    version, year = decided(request, key), clock.today().year
    need_anywhere(request.actor, "assess")
    form = _assess_form(request, version, year_asked(request.GET.get("ar", ""), year))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            assess(request.actor, version.item, Period.year_of(told.pop("year")), **told)
            messages.success(request, _("Bedömningen är sparad."))
            return redirect(here("thread:item", key))
        except Refused as fault:
            tell(form, fault)
    return _form(request, version, form, _("Hur går det, eller hur gick det?"), _("Spara bedömningen"))


def _assess_form(request: Request, version: ItemVersion, year: int) -> AssessForm:
    """The values in the words of the year as it stands, each with what the rule asks for it, and its proposal."""
    thread = gather(request.actor, clock.today(), Period.year_of(year), doing=False)
    node = thread.nodes.get(version.item.key)
    model = model_to_show()
    level = level_named(model, version.level)
    return AssessForm(
        assessing_units(request.actor, version),
        values_of(model, level, version, thread.closed),
        clock.today().year,
        request.POST or None,
        steps=steps_of(model, level, version),
        proposal=node.proposal.reason if node and node.proposal else NOTHING,
        initial={"year": year},
    )


def answers(request: Request, key: str) -> HttpResponse:
    """The level's questions and its quality criteria, on the draft if there is one."""
    version = fetch(request, seen(request).latest_first(), item__key=key)
    actor, model = request.actor, model_to_show()
    need(actor, "draft" if actor.may("draft", version.unit_id) else "assess", version.unit_id)
    given = {row.question: row for row in version.answers.all()}
    form = AnswersForm(model, level_named(model, version.level), given, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                for one in form.given():
                    answer(actor, version, one.key, one.words, one.met, seen=one.seen)
            return redirect(here("thread:item", key))
        except Stale as stale:
            form.tell_stale(stale)
        except Refused as fault:
            for question, reason in fault.reasons.items():
                form.add_error(f"why-{question}" if f"why-{question}" in form.fields else None, reason)
    return _form(request, version, form, _("Håller det för frågorna?"), _("Spara svaren"))


def _form(request: Request, version: ItemVersion, form: Any, sentence: str, button: str) -> HttpResponse:
    context = {
        "version": version,
        "form": form,
        "sentence": sentence,
        "button": button,
        "stations": path_to(request, version),
        "judging": isinstance(form, AnswersForm),
        "redate": isinstance(form, ProgressForm)
        and bool(version.deadline)
        and request.actor.may("enter", version.unit_id),
    }
    return render(request, "thread/item_form.html", context, status=422 if form.errors else 200)


def show_assignments(request: Request) -> HttpResponse:
    """Which assignments are not carried out?"""
    need_model(request)
    asked = {"organ": request.GET.get("organ", ""), "kvar": request.GET.get("kvar", "")}
    page = assignments(request.actor, clock.today(), asked["organ"], bool(asked["kvar"]))
    table = page.table().asked(request.GET.dict())
    if form := asked_form(request):
        return download(table, form)
    context = {"page": page, "table": table, "asked": asked, "stations": page.stations}
    return render(request, "thread/assignments.html", context)


def new_assignment(request: Request) -> HttpResponse:
    """An assignment from the council to a board, as decided."""
    need_anywhere(request.actor, "enter")
    model = model_to_show()
    if not givers(request.actor, model):
        raise PermissionDenied
    form = AssignmentForm(request.actor, model, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            version = give_assignment(request.actor, **form.values())
            return redirect(here("thread:item", version.item.key))
        except Refused as fault:
            tell(form, fault)
    context = {"form": form, "sentence": _("Nytt uppdrag"), "button": _("Lägg upp uppdraget")}
    return render(request, "thread/item_form.html", context, status=422 if form.errors else 200)
