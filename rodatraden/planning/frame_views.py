"""The frames of a plan: how much each unit gets of what there is to divide."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rodatraden.organisation.http import Request
from rodatraden.planning.finding import away_from_writing, find_plan
from rodatraden.planning.frame_page import frames_page, read_frames
from rodatraden.planning.services import propose_frames
from rodatraden.planning.source import read_economy
from rodatraden.planning.way import stations
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.links import here


def frames(request: Request, plan: int) -> HttpResponse:
    """How much does each get, against the year before and against what there is?"""
    row = find_plan(request, plan)
    if away := away_from_writing(request, row):
        return away
    try:
        source = read_economy(request.actor, row)
    except Refused as refused:
        raise Http404 from refused
    page, status = frames_page(source), 200
    if request.method == "POST":
        sent = read_frames(source, request.POST.dict())
        wrong = dict(sent.faults)
        if not wrong:
            try:
                propose_frames(request.actor, row, sent.entries, seen=request.POST.get("seen", ""))
            except Refused as refused:
                wrong = dict(refused.reasons)
        if not wrong:
            messages.success(request, _("Ramarna är sparade."))
            return redirect(here("planning:frames", row.pk))
        page, status = frames_page(source, sent, wrong), 422
    path = stations(request.actor, source.model, row, _("Ramar"))
    return render(request, "planning/frames.html", {"page": page, "plan": row, "stations": path}, status=status)
