"""Asking somebody for one thing by a link, and the page that the link leads to."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodatraden.followup.acting import use_in_report
from rodatraden.followup.finding import address_of, find_slot
from rodatraden.followup.forms import AnswerForm, AskForm
from rodatraden.followup.models import Inquiry
from rodatraden.followup.reports import may
from rodatraden.followup.services.asking import answer_inquiry, ask, open_inquiry, withdraw_inquiry
from rodatraden.followup.unit_report import report_page
from rodatraden.followup.way import stations
from rodatraden.organisation.http import Request
from rodatraden.organisation.letters import letters_leave
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality


def new_inquiry(request: Request, kind: str, end: str, unit: str) -> HttpResponse:
    """Whom do you ask, and what? The link is shown once."""
    round, slot = find_slot(request, kind, end, unit)
    if not may(request.actor, "write", slot.place.id, slot.due.receiver):
        raise PermissionDenied
    form = AskForm(report_page(request.actor, round, slot), request.POST or None)
    told: dict[str, Any] = {"form": form, "slot": slot, "round": round, "stations": stations(round, slot)}
    told["sent"] = letters_leave()
    if request.method == "POST" and form.is_valid():
        try:
            told["inquiry"], told["link"] = ask(request.actor, slot.address, **form.wanted())
        except ValidationError:
            form.add_error("email", _("E-postadressen går inte att läsa."))
        except Refused as refused:
            for field, reason in refused.reasons.items():
                form.add_error(field if field in form.fields else None, reason)
    return render(request, "followup/ask.html", told, status=422 if form.errors else 200)


@require_POST
def handle_inquiry(request: Request, kind: str, end: str, unit: str, pk: int) -> HttpResponse:
    """Takes an answer into the report, or the link back."""
    _round, slot = find_slot(request, kind, end, unit)
    rows = Inquiry.objects.filter(report=slot.report).select_related("report__unit", "indicator")
    row = rows.filter(pk=pk).first() if slot.report else None
    if row is None:
        raise Http404
    try:
        if "withdraw" in request.POST:
            withdraw_inquiry(request.actor, row)
            messages.success(request, _("Länken gäller inte längre."))
        else:
            messages.success(request, use_in_report(request.actor, slot, row))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(f"{address_of('report', slot)}#fragor")


def answer_link(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """One question, to whoever has the link. Nothing else of the municipality is shown."""
    municipality = Municipality.objects.filter(slug=slug).first()
    if municipality is None:
        raise Http404
    with scope(municipality):
        row = open_inquiry(token)
        form = AnswerForm(request.POST or None, initial={"answer": row.answer} if row else {})
        nothing_else = {"nav": None, "foot_nav": None, "find_url": ""}
        told: dict[str, Any] = {"form": form, "inquiry": row, "town": municipality, **nothing_else}
        if row is not None and request.method == "POST" and form.is_valid():
            try:
                told["done"] = answer_inquiry(token, form.cleaned_data["answer"])
            except Refused as refused:
                form.add_error("answer", str(refused))
        return render(request, "followup/answer.html", told, status=410 if row is None else 422 if form.errors else 200)
