"""A plan on its way: each step asked first what it needs to know, then done."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rodatraden.decisions.meetings import MeetingForm
from rodatraden.documents.models import File
from rodatraden.documents.services import store
from rodatraden.lib import clock
from rodatraden.lib.text import Text, say
from rodatraden.organisation.heads import writes
from rodatraden.organisation.http import Request
from rodatraden.organisation.tree import Place
from rodatraden.planning import services
from rodatraden.planning.duties import duties_for, law_told
from rodatraden.planning.finding import find_plan
from rodatraden.planning.models import Plan
from rodatraden.planning.opinion import executive_reply, replied
from rodatraden.planning.plan_page import BUTTONS, is_known
from rodatraden.planning.remarks import undecided_ground
from rodatraden.planning.replies import replies
from rodatraden.planning.rights import board_of, body_of, by_official, can, executive_of, may
from rodatraden.planning.sentence import DONE, changes_told, how_much
from rodatraden.planning.services.rows import reading_mark
from rodatraden.planning.source import read
from rodatraden.planning.states import STANDING, refusal_of
from rodatraden.planning.step_forms import (
    MINUTES,
    DecideForm,
    MinutesForm,
    ProposeForm,
    ReviseForm,
    SendOutForm,
    StepForm,
    ViewForm,
)
from rodatraden.planning.way import stations
from rodatraden.tenancy.edits import Refused, refuse
from rodatraden.tenancy.links import here

ASKS: Mapping[str, tuple[tuple[str, ...], Text]] = {
    "foresla": (("comment", "day"), say("Förslag till beslut")),
    "kommunstyrelsen": (("comment", *MINUTES), say("Yttrande")),
    "ta-tillbaka": (("comment",), say("Varför?")),
    "aterremittera": (("comment", *MINUTES), say("Vad ska beredas vidare?")),
    "bordlagg": (("comment", *MINUTES), say("Till vilket möte?")),
    "avsla": (("comment", *MINUTES), say("Varför?")),
    "enligt-beslutet": ((), say("Kommentar")),
    "angra": ((), say("Kommentar")),
    "anmal": (MINUTES, say("Kommentar")),
    "justera": (("day", "file"), say("Kommentar")),
    "anslag": (("day",), say("Kommentar")),
    "overklagad": (("day", "comment"), say("Av vem, och varför?")),
    "star-fast": (("day", "comment"), say("Vad domstolen beslutade")),
    "upphavd": (("day", "comment"), say("Vad domstolen beslutade")),
    "avsluta": (("day", "comment"), say("Varför?")),
    "slang": ((), say("Kommentar")),
    "lagg-ner": (("comment",), say("Varför?")),
}
"""What each step asks, and what its comment is called."""
MISSING: Mapping[str, Text] = {
    "kommunstyrelsen": say("Skriv yttrandet."),
    "aterremittera": say("Skriv vad som ska beredas vidare."),
    "avsla": say("Skriv varför."),
    "avsluta": say("Skriv varför."),
    "lagg-ner": say("Skriv varför."),
}
"""What is said of a step that is not taken without a word."""
HINTS: Mapping[str, Text] = {
    "remiss": say("De ni frågar kan läsa planen som den står och kommentera i den."),
    "foresla": say("När planen är föreslagen skrivs den inte längre, förrän den är behandlad eller tagen tillbaka."),
    "sammantrade": say("Sammanträdena kommer ur kalendern. Flytta planen genom att välja ett annat."),
    "enligt-beslutet": say(
        "När beslutet ändrar förslaget skrivs planen först så som den beslutas: texter, mål och målvärden. "
        "Sedan beslutas den, och det som sparas är det som beslutades."
    ),
    "angra": say(
        "Säger planen det som föreslogs är den föreslagen igen. Är något ändrat finns ändringarna kvar, men planen är "
        "i förberedelse och ska föreslås på nytt."
    ),
    "anmal": say("Beslut på delegation anmäls till nämnden (kommunallagen 6 kap. 40 §). Ange mötet och paragrafen."),
    "besluta": say("Allt i planen beslutas med samma beslut, och innehållet sparas som det var."),
    "upphavd": say(
        "Det som planen beslutade räknas inte längre, och det som gällde före gäller igen: mål, målvärden, ramar och "
        "den plan som ersattes. Inget raderas, och det som har beslutats senare står kvar."
    ),
    "revidera": say("Det som är beslutat står kvar tills ändringen är beslutad."),
    "lagg-ner": say(
        "Andra har yttrat sig om planen. Den slängs därför inte, utan kan läsas som den var. De utkast som är "
        "påbörjade för den går inte vidare."
    ),
    "slang": say("Planen och de utkast som är påbörjade för den försvinner. Det som gäller påverkas inte."),
    "avsluta": say("Dagen är planens sista. Det som den har beslutat i tråden står kvar."),
}


def step(request: Request, plan: int, step: str) -> HttpResponse:
    """One step of a plan."""
    row = find_plan(request, plan)
    _allow(request, row, step)
    try:
        form = _form(request, row, step)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(here("planning:plan", row.pk))
    if request.method == "POST" and form.does(lambda: DOES[step](request, row, form.cleaned_data)):
        return _after(request, row, step)
    context = {"form": form, "plan": row, "step": step, "button": BUTTONS[step], "hint": _hint(request, row, step)}
    context["source"] = source = form.source if step == "besluta" else None
    context["laws"] = [law_told(duty) for duty in duties_for(source.model, source.kind)] if source else []
    context["changes"] = list(changes_told(source)) if source else []
    context["told"] = how_much(source) if source else ""
    context["ground"] = undecided_ground(request.actor, source.model, row) if source else ""
    context["hindrances"] = form.hindrances if step == "besluta" else []
    context["replies"] = replies(row) if step == "foresla" else []
    model = request.actor.model_on(clock.today())
    context["amends"] = BUTTONS["enligt-beslutet"] if source and can(request.actor, model, "amend", row) else ""
    context["stations"] = stations(request.actor, model, row, str(BUTTONS[step]))
    return render(request, "planning/step.html", context, status=422 if form.errors else 200)


def _hint(request: Request, plan: Plan, step: str) -> Text | None:
    """What is to be known of the step: of an opinion, that the executive board has written it in a reply already."""
    if step == "kommunstyrelsen" and (reply := executive_reply(request.actor, plan)):
        if reply.decision is not None:
            return say("{replied} För in ett nytt yttrande bara om den har lämnat ett.", replied=replied(reply))
        return say("{replied} Texten och dagen står här: för in protokollets paragraf.", replied=replied(reply))
    return HINTS.get(step)


def _allow(request: Request, plan: Plan, step: str) -> None:
    """404 for what is no step, 403 for who may not take it."""
    model = request.actor.model_on(clock.today())
    if step == "revidera":
        if not writes(request.actor, plan.unit_id):
            raise PermissionDenied
        return
    verb = is_known(step)
    if verb is None:
        raise Http404
    if not may(request.actor, model, verb, plan):
        raise PermissionDenied


def _form(request: Request, plan: Plan, step: str) -> Any:
    """The form, or Refused where the plan does not stand so that the step can be taken."""
    form = _blank(request, plan, step)
    if request.method == "POST" and isinstance(form, MinutesForm) and "paragraph" in form.fields:
        form.confirm_day(request.actor, _whose_minutes(request, plan, step))
    return form


def _whose_minutes(request: Request, plan: Plan, step: str) -> Place | None:
    """The body whose day and paragraph a step asks for; of a view the unit that gives it."""
    actor = request.actor
    if step == "yttra":
        unit = request.POST.get("unit", "")
        return actor.tree.at(int(unit)) if unit.isdecimal() and request.POST.get("paragraph") else None
    if step == "kommunstyrelsen":
        return executive_of(actor)
    if step == "anmal":
        return board_of(actor.tree, plan.unit_id)
    return body_of(actor, actor.model_on(clock.today()), plan)


def _blank(request: Request, plan: Plan, step: str) -> Any:
    model, verb = request.actor.model_on(clock.today()), is_known(step)
    if verb is not None and (reason := refusal_of(verb, plan.state, by_official=by_official(model, plan))):
        raise refuse(_("Planen är redan beslutad.") if verb == "decide" and plan.state in STANDING else str(reason))
    posted: Any = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    if step == "besluta":
        return DecideForm(read(request.actor, plan, economy=False), reading_mark(plan), *posted)
    if step == "remiss":
        return SendOutForm(request.actor, plan, *posted)
    if step == "sammantrade":
        body = body_of(request.actor, model, plan)
        return MeetingForm(request.actor, body, plan.meeting, plan.meeting_why, *posted)
    if step == "yttra":
        return ViewForm(request.actor, plan, request.GET.get("enhet", ""), *posted)
    if step == "revidera":
        if plan.state not in STANDING:
            raise refuse(_("Bara en beslutad plan revideras."))
        return ReviseForm(*posted)
    asks, words = ASKS[step]
    if by_official(model, plan):
        asks = tuple(name for name in asks if name in ("comment", "day") or step == "anmal")
    reply = executive_reply(request.actor, plan) if step == "kommunstyrelsen" else None
    if reply is not None and reply.decision is None:
        said = {"comment": reply.comment, "day": reply.day}
        return StepForm(asks, str(words), *posted, initial=said, missing=str(MISSING[step]))
    if step == "foresla":
        return ProposeForm(replies(plan), asks, str(words), *posted)
    return StepForm(asks, str(words), *posted, missing=str(MISSING.get(step, "")))


def _after(request: Request, plan: Plan, step: str) -> HttpResponse:
    messages.success(request, str(_told(plan, step)))
    if step == "slang":
        return redirect(f"{here('planning:plans')}?ar={plan.starts.year}")
    if step == "enligt-beslutet":
        return redirect(here("planning:write", plan.pk))
    if step == "revidera":
        new = Plan.objects.filter(replaces=plan).latest("pk")
        return redirect(here("planning:write", new.pk))
    return redirect(here("planning:plan", plan.pk))


def _told(plan: Plan, step: str) -> Text:
    """What has happened."""
    if step != "angra":
        return DONE[step]
    if Plan.objects.get(pk=plan.pk).state == "proposed":
        return say("Planen är föreslagen igen, som den var.")
    return say("Planen är ändrad sedan den föreslogs, och är därför i förberedelse. Den får föreslås på nytt.")


def _file(request: Request, given: Mapping[str, Any]) -> File | None:
    sent = given.get("file")
    return store(request.actor, sent.name, sent.file) if sent else None


def _decide(request: Request, plan: Plan, given: Mapping[str, Any]) -> None:
    left = ("file", "day_is_right")
    said = {name: value for name, value in given.items() if name not in left and value not in (None, "")}
    services.decide_plan(request.actor, plan, services.Deciding(file=_file(request, given), **said))


def _minutes(request: Request, given: Mapping[str, Any]) -> services.Minutes:
    paragraph, reference = given.get("paragraph", ""), given.get("reference", "")
    return services.Minutes(given.get("day"), paragraph, reference, _file(request, given))


def _with_minutes(verb: Callable[..., Any]) -> Callable[[Request, Plan, Mapping[str, Any]], Any]:
    def does(request: Request, plan: Plan, given: Mapping[str, Any]) -> Any:
        return verb(request.actor, plan, given["comment"], _minutes(request, given))

    return does


def _settle(upheld: bool) -> Callable[[Request, Plan, Mapping[str, Any]], Any]:
    return lambda request, plan, given: services.settle_appeal(
        request.actor, plan, upheld, given["day"], given["comment"]
    )


DOES: Mapping[str, Callable[[Request, Plan, Mapping[str, Any]], Any]] = {
    "remiss": lambda request, plan, given: services.send_out(
        request.actor, plan, list(given["to"]), given["due"], given["comment"]
    ),
    "yttra": lambda request, plan, given: services.give_view(
        request.actor, plan, given["unit"], given["comment"], _minutes(request, given)
    ),
    "foresla": lambda request, plan, given: services.propose(
        request.actor, plan, given["comment"], given["day"], confirmed=given.get("confirmed", False)
    ),
    "kommunstyrelsen": _with_minutes(services.advise),
    "sammantrade": lambda request, plan, given: services.schedule(
        request.actor, plan, given["meeting"], given["meeting_why"]
    ),
    "ta-tillbaka": lambda request, plan, given: services.take_back(request.actor, plan, given["comment"]),
    "aterremittera": _with_minutes(services.refer_back),
    "bordlagg": _with_minutes(services.table),
    "avsla": _with_minutes(services.reject),
    "enligt-beslutet": lambda request, plan, _given: services.amend(request.actor, plan),
    "angra": lambda request, plan, _given: services.leave_amending(request.actor, plan),
    "besluta": _decide,
    "anmal": lambda request, plan, given: services.report(request.actor, plan, _minutes(request, given)),
    "justera": lambda request, plan, given: services.approve_minutes(
        request.actor, plan, given["day"], _file(request, given)
    ),
    "anslag": lambda request, plan, given: services.announce(request.actor, plan, given["day"]),
    "overklagad": lambda request, plan, given: services.appeal(request.actor, plan, given["day"], given["comment"]),
    "star-fast": _settle(upheld=True),
    "upphavd": _settle(upheld=False),
    "avsluta": lambda request, plan, given: services.end_plan(request.actor, plan, given["day"], given["comment"]),
    "revidera": lambda request, plan, given: services.revise_plan(request.actor, plan, given["why"]),
    "slang": lambda request, plan, _given: services.discard_plan(request.actor, plan),
    "lagg-ner": lambda request, plan, given: services.lay_down(request.actor, plan, given["comment"]),
}
