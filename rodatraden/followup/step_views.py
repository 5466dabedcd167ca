"""A report on its way: handed in, taken back, returned, cleared, treated, opened for correction."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.followup.acting import decision_of, statuses_in
from rodatraden.followup.finding import address_of, find_slot
from rodatraden.followup.forms import ReopenForm, ReturnForm, SubmitForm, TreatForm
from rodatraden.followup.freezing import frozen_of
from rodatraden.followup.models import HANDING_OVER
from rodatraden.followup.reports import may
from rodatraden.followup.round import Round, Slot
from rodatraden.followup.services import (
    clear_report,
    reopen_report,
    return_report,
    submit_report,
    take_back_report,
    treat_report,
)
from rodatraden.followup.states import WAYS
from rodatraden.followup.unit_report import report_page
from rodatraden.followup.way import stations, title_of
from rodatraden.organisation.http import Request
from rodatraden.tenancy.edits import Refused, refuse

DONE: Mapping[str, Any] = {
    "submit": gettext_lazy("Rapporten är inlämnad."),
    "take_back": gettext_lazy("Rapporten är åter hos dig."),
    "return": gettext_lazy("Rapporten är skickad tillbaka."),
    "clear": gettext_lazy("Rapporten är klarmarkerad."),
    "treat": gettext_lazy("Behandlingen är registrerad."),
    "reopen": gettext_lazy("Rapporten är öppen för rättelse."),
}
ADDRESSES: Mapping[str, str] = {
    "lamna-in": "submit",
    "ta-tillbaka": "take_back",
    "skicka-tillbaka": "return",
    "klarmarkera": "clear",
    "behandla": "treat",
    "ratta": "reopen",
}
BUTTONS: Mapping[str, Any] = {
    "submit": gettext_lazy("Lämna in"),
    "take_back": gettext_lazy("Ta tillbaka"),
    "return": gettext_lazy("Skicka tillbaka"),
    "clear": gettext_lazy("Klarmarkera"),
    "treat": gettext_lazy("Registrera"),
    "reopen": gettext_lazy("Öppna för rättelse"),
}
SENTENCES: Mapping[str, Any] = {
    "submit": gettext_lazy("Lämna in rapporten?"),
    "take_back": gettext_lazy("Ta tillbaka rapporten?"),
    "return": gettext_lazy("Skicka tillbaka rapporten för komplettering?"),
    "clear": gettext_lazy("Klarmarkera rapporten?"),
    "treat": gettext_lazy("Hur behandlades rapporten?"),
    "reopen": gettext_lazy("Rätta en behandlad rapport?"),
}


def step(request: Request, kind: str, end: str, unit: str, verb: str) -> HttpResponse:
    """One step of a report: asked first what it needs to know, then done."""
    round, slot = find_slot(request, kind, end, unit)
    name = ADDRESSES.get(verb, "")
    if name not in WAYS:
        raise Http404
    if not may(request.actor, name, slot.place.id, slot.due.receiver):  # type: ignore[arg-type]
        raise PermissionDenied
    form = _form(request, name, slot)
    if request.method == "POST" and form.is_valid():
        try:
            VERBS[name](request, round, slot, form)
            messages.success(request, DONE[name])
            return redirect(address_of("report", slot))
        except Refused as refused:
            for field, reason in refused.reasons.items():
                form.add_error(field if field in form.fields else None, reason)
    page = report_page(request.actor, round, slot) if name == "submit" else None
    told = {
        "form": form,
        "slot": slot,
        "round": round,
        "name": name,
        "sentence": SENTENCES[name],
        "page": page,
        "button": BUTTONS[name],
    }
    told["stations"] = stations(round, slot)
    return render(request, "followup/step.html", told, status=422 if form.errors else 200)


def _form(request: Request, name: str, slot: Slot) -> Any:
    data: Any = request.POST or ({} if request.method == "POST" else None)
    if name == "treat":
        return TreatForm(request.actor, slot, data)
    return {"return": ReturnForm, "reopen": ReopenForm}.get(name, SubmitForm)(data)


def _submit(request: Request, round: Round, slot: Slot, form: Any) -> None:
    page = report_page(request.actor, round, slot)
    if page.unexplained:
        raise refuse(_("Beslutade mål saknar utfall. Skriv varför, under ”Mål och målvärden utan utfall”."))
    handed_over = slot.place.kind in HANDING_OVER
    submit_report(
        request.actor,
        slot.address,
        statuses_in(round, page.thread, slot.place.id),
        frozen_of(request.actor, round, slot)[0][:1] if handed_over else (),
        due=slot.by,
        receiver=slot.due.receiver,
        comment=form.cleaned_data["comment"],
    )


def _treat(request: Request, round: Round, slot: Slot, form: Any) -> None:
    with transaction.atomic():
        decision = decision_of(request.actor, form, str(title_of(round, slot)))
        frozen, beneath = frozen_of(request.actor, round, slot)
        treatment = form.cleaned_data["treatment"]
        treat_report(request.actor, slot.address, treatment, decision, frozen, beneath=beneath)


VERBS: Mapping[str, Callable[[Request, Round, Slot, Any], Any]] = {
    "submit": _submit,
    "take_back": lambda request, _round, slot, _form: take_back_report(
        request.actor, slot.address, receiver=slot.due.receiver
    ),
    "return": lambda request, _round, slot, form: return_report(
        request.actor, slot.address, form.cleaned_data["comment"], receiver=slot.due.receiver
    ),
    "clear": lambda request, _round, slot, _form: clear_report(request.actor, slot.address, receiver=slot.due.receiver),
    "treat": _treat,
    "reopen": lambda request, _round, slot, form: reopen_report(
        request.actor, slot.address, form.cleaned_data["reason"]
    ),
}
