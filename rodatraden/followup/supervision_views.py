"""The executive board's supervision: the page, and one step of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rodatraden.followup.audit_page import is_audited, is_shown
from rodatraden.followup.finding import find_round, find_slot
from rodatraden.followup.forms import SuperviseForm
from rodatraden.followup.mine import open_rounds
from rodatraden.followup.reminding import remindable
from rodatraden.followup.round import rounds_of_year, since_begun
from rodatraden.followup.services import supervise
from rodatraden.followup.supervision import Supervised, supervision, supervision_table
from rodatraden.followup.way import stations
from rodatraden.lib import clock
from rodatraden.organisation.http import Request
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.links import here
from rodatraden.web.downloads import asked_form, download


def show_latest(request: Request) -> HttpResponse:
    """The supervision of the occasion that is under way, or else of the last one."""
    today = clock.today()
    rounds = [one for year in (today.year - 1, today.year) for one in rounds_of_year(request.actor, year)]
    past = [one for one in rounds if one.occasion.last < today]
    chosen = (open_rounds(past, today) or past or rounds)[-1:]
    if not chosen:
        return redirect(here("followup:reports"))
    occasion = chosen[0].occasion
    return redirect(here("followup:supervision", occasion.report, occasion.end.isoformat()))


def show_supervision(request: Request, kind: str, end: str) -> HttpResponse:
    """Who has reported, in time and well enough, and what have we asked for?"""
    round = find_round(request.actor, kind, end)
    page = supervision(request.actor, round)
    if form := asked_form(request):
        return download(supervision_table(page), form)
    year = since_begun(rounds_of_year(request.actor, round.occasion.end.year))
    others = [one for one in year if one.occasion != round.occasion and one.occasion.last < clock.today()]
    context = {
        "page": page,
        "round": round,
        "others": others,
        "may_remind": bool(remindable(request.actor, round)),
        "may_audit": is_audited(round) and is_shown(request),
        "stations": stations(round, last=_("Uppsikt")),
    }
    return render(request, "followup/supervision.html", {**context, "assigned": page.assigned})


def take_step(request: Request, kind: str, end: str, unit: str) -> HttpResponse:
    """One step: asks, advises, judges, takes to the council; or the board's answer."""
    round, slot = find_slot(request, kind, end, unit)
    data: Any = request.POST if request.method == "POST" else None
    form = SuperviseForm(request.actor, round, slot, data)
    if not form.fields["kind"].choices:  # type: ignore[attr-defined]
        raise PermissionDenied
    if data is not None and form.is_valid():
        try:
            supervise(request.actor, slot.address, **form.cleaned_data)
            messages.success(request, _("Steget är sparat."))
            return redirect(here("followup:supervision", kind, end))
        except Refused as refused:
            for field, reason in refused.reasons.items():
                form.add_error(field if field in form.fields else None, reason)
    context = {"form": form, "slot": slot, "round": round, "stations": stations(round, slot)}
    context["row"] = Supervised(slot, (), may_supervise=True, may_answer=True)
    return render(request, "followup/supervise.html", context, status=422 if form.errors else 200)
