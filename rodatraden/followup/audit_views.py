"""The auditors' lists as a page of their own, beside the executive board's supervision."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rodatraden.followup.audit_page import audit_page, is_audited, is_shown, occasions_to_audit
from rodatraden.followup.finding import find_round
from rodatraden.followup.round import Round, rounds_of_year, since_begun
from rodatraden.followup.way import stations
from rodatraden.lib import clock
from rodatraden.organisation.http import Request
from rodatraden.tenancy.links import here
from rodatraden.web.downloads import asked_form, download


def show_latest(request: Request) -> HttpResponse:
    """The lists of the latest occasion that the auditors judge."""
    if not is_shown(request):
        raise PermissionDenied
    found = recent(request)
    if not found:
        return redirect(here("followup:reports"))
    occasion = found[0].occasion
    return redirect(here("followup:audit", occasion.report, occasion.end.isoformat()))


def recent(request: Request) -> list[Round]:
    """What there is to audit of this year and the last, the latest first."""
    today = clock.today()
    rounds = [one for year in (today.year - 1, today.year) for one in rounds_of_year(request.actor, year)]
    return occasions_to_audit(since_begun(rounds), today)


def show_audit(request: Request, kind: str, end: str) -> HttpResponse:
    """What has been judged otherwise than the rules say, set anew, or never decided?"""
    round = find_round(request.actor, kind, end)
    if not is_shown(request):
        raise PermissionDenied
    if not is_audited(round):
        raise Http404
    page = audit_page(request.actor, round)
    table = page.table.asked(request.GET.dict())
    if form := asked_form(request):
        return download(table, form)
    others = [one for one in recent(request) if one.occasion != round.occasion]
    told = {"page": page, "table": table, "round": round, "others": others}
    return render(request, "followup/audit.html", {**told, "stations": stations(round, last=_("Granskning"))})
