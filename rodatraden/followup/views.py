"""The year's occasions and what waits for me; one occasion as a matrix of units and goals."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from rodatraden.followup.assigned import assigned
from rodatraden.followup.finding import find_round
from rodatraden.followup.matrix import matrix
from rodatraden.followup.mine import my_reports, open_rounds
from rodatraden.followup.reminding import drafts_for, remindable
from rodatraden.followup.round import Round
from rodatraden.followup.services.supervising import supervisors
from rodatraden.followup.table import matrix_table
from rodatraden.followup.way import stations
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor, need_anywhere
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import UnitKind
from rodatraden.organisation.services.notices import tell_anew
from rodatraden.organisation.tree import Place
from rodatraden.tenancy.links import here
from rodatraden.web.downloads import asked_form, download


def show_reports(request: Request) -> HttpResponse:
    """What must I do now, by when?"""
    page = my_reports(request.actor)
    context = {"page": page, "open": open_rounds(page.rounds, clock.today()), "today": clock.today()}
    return render(request, "followup/reports.html", context)


def show_occasion(request: Request, kind: str, end: str) -> HttpResponse:
    """Who has reported, who is late, and how do the goals stand?"""
    round = find_round(request.actor, kind, end)
    places = {place.key: place for place in tops_of(round)}
    top = places.get(request.GET.get("under", "")) or usual_top(request.actor, list(places.values()))
    if top is None:
        raise Http404
    page = matrix(request.actor, round, top)
    if form := asked_form(request):
        return download(matrix_table(page), form)
    context = {"page": page, "round": round, "tops": places.values(), "stations": stations(round)}
    context["assigned"] = assigned(round, page.thread, top)
    context["may_remind"] = bool(remindable(request.actor, round))
    return render(request, "followup/occasion.html", context)


def tops_of(round: Round) -> list[Place]:
    """Whom somebody reports to: units that report themselves, then those that only receive (the executive board, where
    administrations or companies report straight to it)."""
    receivers = {slot.due.receiver for slot in round.slots.values()}
    reporting = [slot.place for slot in round.slots.values() if slot.place.id in receivers]
    return reporting + [p for p in round.tree.places.values() if p.id in receivers and p.id not in round.slots]


def usual_top(actor: Actor, places: Sequence[Place]) -> Place | None:
    """Whose matrix is shown first: the actor's own, else that of the whole municipality."""
    own = {role.unit.id for role in actor.roles if role.unit.kind not in (UnitKind.EXECUTIVE_BOARD, UnitKind.COUNCIL)}
    mine = next((place for place in places if place.id in own), None)
    whole = next((place for place in places if place.kind == UnitKind.COUNCIL), None)
    return mine or whole or next(iter(places), None)


def remind(request: Request, kind: str, end: str) -> HttpResponse:
    """The letter to all who are late, shown before it is sent by one button."""
    if not supervisors(request.actor):
        need_anywhere(request.actor, "administer")
    if request.method == "POST":
        # What is kept is in the municipality's own words, whoever sends it.
        with override("sv"):
            round = find_round(request.actor, kind, end)
            told = tell_anew(drafts_for(request.actor, round, remindable(request.actor, round)))
        messages.success(request, ngettext("%d påminnelse är lagd.", "%d påminnelser är lagda.", told) % told)
        return redirect(here("followup:occasion", kind, end))
    round = find_round(request.actor, kind, end)
    slots = remindable(request.actor, round)
    notices = drafts_for(request.actor, round, slots)
    named = [(notice, request.actor.tree.places[notice.to_unit_id].name) for notice in notices if notice.to_unit_id]
    context = {"round": round, "slots": slots, "notices": named, "stations": stations(round, last=_("Påminn"))}
    return render(request, "followup/remind.html", context)
