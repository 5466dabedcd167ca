"""Pages of own entries: write, change, take away."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodatraden.organisation.access import fetch
from rodatraden.organisation.http import Request
from rodatraden.tenancy.links import here
from rodatraden.web.context import Station
from rodatraden.wheel.forms import OwnForm
from rodatraden.wheel.models import OwnEntry
from rodatraden.wheel.services import add_entry, change_entry, delete_entry, may_write, units_to_write


def write(request: Request) -> HttpResponse:
    """Something that the model does not know: what, when, and whose?"""
    if not units_to_write(request.actor):
        raise PermissionDenied
    form, made = OwnForm(request.actor, request.POST or None), list[OwnEntry]()
    if request.method == "POST" and form.does(lambda: made.append(add_entry(request.actor, **form.said()))):
        messages.success(request, _("Tidpunkten står i årshjulet."))
        return redirect(f"{here('wheel:wheel')}?ar={made[0].first.year}")
    return _form(request, form, _("Lägg in i årshjulet"), _("Lägg in"))


def change(request: Request, pk: int) -> HttpResponse:
    """The entry told anew, or only shown to who may not."""
    row = fetch(request, OwnEntry.objects.visible_to(request.actor).select_related("unit"), pk=pk)
    if not may_write(request.actor, row.unit_id):
        way = _way(row.what)
        return render(request, "wheel/own.html", {"entry": row, "back": here("wheel:wheel"), "stations": way})
    form = OwnForm(request.actor, request.POST or None, entry=row)
    if request.method == "POST" and form.does(
        lambda: change_entry(request.actor, row, form.cleaned_data["edit"] or 0, **form.said())
    ):
        messages.success(request, _("Tidpunkten är sparad."))
        return redirect(f"{here('wheel:wheel')}?ar={form.cleaned_data['first'].year}")
    return _form(request, form, _("Ändra i årshjulet"), _("Spara"), row)


@require_POST
def delete(request: Request, pk: int) -> HttpResponse:
    """Takes the entry out of the year."""
    row = fetch(request, OwnEntry.objects.visible_to(request.actor), pk=pk)
    delete_entry(request.actor, row)
    messages.success(request, _("Tidpunkten är borttagen."))
    return redirect(f"{here('wheel:wheel')}?ar={row.first.year}")


def _form(request: Request, form: OwnForm, sentence: str, button: str, row: OwnEntry | None = None) -> HttpResponse:
    told = {"form": form, "sentence": sentence, "button": button, "entry": row, "back": here("wheel:wheel")}
    return render(
        request, "wheel/own_form.html", {**told, "stations": _way(sentence)}, status=422 if form.errors else 200
    )


def _way(name: str) -> list[Station]:
    return [Station(_("Årshjul"), _("Året"), here("wheel:wheel")), Station(_("Årshjul"), name, current=True)]
