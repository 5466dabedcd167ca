"""Pages of deviations: fetch, act or gather, render."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rodatraden.lib import clock
from rodatraden.organisation.access import fetch
from rodatraden.organisation.form_page import form_page
from rodatraden.organisation.http import Request
from rodatraden.remedies.choices import written_units
from rodatraden.remedies.forms import DeviationForm, ReasonForm
from rodatraden.remedies.lists import deviations_page
from rodatraden.remedies.models import Deviation
from rodatraden.remedies.pages import deviation_page
from rodatraden.remedies.reading import About, items_told
from rodatraden.remedies.services import change_deviation, close_deviation, report_deviation
from rodatraden.remedies.services.rows import need_to_write
from rodatraden.remedies.stations import deviation_station, way_to
from rodatraden.tenancy.links import here
from rodatraden.thread.models import ItemVersion
from rodatraden.web.context import Station
from rodatraden.web.downloads import asked_form, download


def seen(request: Request) -> Any:
    return Deviation.objects.visible_to(request.actor).select_related("unit", "item", "indicator")


def need_to_write_somewhere(request: Request) -> None:
    """Stops who writes for no unit."""
    if not written_units(request.actor):
        raise PermissionDenied


def deviations(request: Request) -> HttpResponse:
    """What does not go as decided?"""
    page = deviations_page(request.actor, request.GET.dict())
    if form := asked_form(request):
        return download(page.file, form)
    way = [Station(_("Uppföljning"), _("Avvikelser"), current=True)]
    return render(request, "remedies/deviations.html", {"page": page, "stations": way})


def deviation(request: Request, pk: int) -> HttpResponse:
    """What deviates, why, and what is done about it?"""
    row = fetch(request, seen(request), pk=pk)
    page = deviation_page(request.actor, row)
    way = way_to(request, page.row.about, deviation_station(row, current=True))
    return render(request, "remedies/deviation.html", {"page": page, "deviation": row, "stations": way})


def item_asked(request: Request) -> ItemVersion | None:
    """The decided item that the address names."""
    rows = ItemVersion.objects.visible_to(request.actor).decided_on(clock.today()).select_related("item")
    found: ItemVersion | None = rows.filter(item__key=request.GET.get("led", "")[:80], personal=False).first()
    return found


def unit_asked(request: Request) -> int | None:
    """The unit that the address names by its key: where one came from, proposed as whose the new row is."""
    key = request.GET.get("enhet", "")
    return next((place.id for place in request.actor.tree.places.values() if place.key == key), None)


def about_item(request: Request, item: int | None) -> About | None:
    """What a page says of the item that its row is about."""
    return items_told(request.actor, [item], clock.today()).get(item) if item else None


def report(request: Request) -> HttpResponse:
    """Something does not go as decided: what, why, and must the executive board know now?"""
    need_to_write_somewhere(request)
    version = item_asked(request)
    form = DeviationForm(request.actor, request.POST or None, version=version, unit=unit_asked(request))
    made: list[Deviation] = []
    if request.method == "POST" and form.does(lambda: made.append(report_deviation(request.actor, **form.said()))):
        messages.success(request, _("Avvikelsen är rapporterad. Skriv vad som ska göras åt den."))
        return redirect(here("remedies:deviation", made[0].pk))
    way = way_to(
        request,
        about_item(request, version.item_id if version else None),
        Station(_("Avvikelse"), _("Ny"), current=True),
    )
    return _form(request, form, way, here("remedies:deviations"), about=version.title if version else "")


def change(request: Request, pk: int) -> HttpResponse:
    """The deviation told anew; who comes second sees both texts."""
    row = fetch(request, seen(request), pk=pk)
    need_to_write(request.actor, row.unit_id)
    form = DeviationForm(request.actor, request.POST or None, deviation=row)
    if request.method == "POST" and form.does(
        lambda: change_deviation(request.actor, row, form.cleaned_data["edit"] or 0, **form.said())
    ):
        messages.success(request, _("Avvikelsen är sparad."))
        return redirect(here("remedies:deviation", pk))
    about = about_item(request, row.item_id)
    way = way_to(request, about, deviation_station(row), Station(_("Skriv"), _("Ändra"), current=True))
    return _form(request, form, way, here("remedies:deviation", pk), deviation=row)


def _form(request: Request, form: DeviationForm, way: list[Station], back: str, **more: Any) -> HttpResponse:
    model = request.actor.model_on(clock.today())
    rule = model.economy.deviation if model else ""
    told = {"form": form, "stations": way, "back": back, "rule": rule}
    status = 409 if form.both else 422 if form.errors else 200
    return render(request, "remedies/deviation_form.html", {**told, **more}, status=status)


def close(request: Request, pk: int) -> HttpResponse:
    """Why is it over?"""
    row = fetch(request, seen(request), pk=pk)
    need_to_write(request.actor, row.unit_id)
    form, back = ReasonForm(request.POST or None), here("remedies:deviation", pk)
    if request.method == "POST" and form.does(lambda: close_deviation(request.actor, row, form.cleaned_data["reason"])):
        messages.success(request, _("Avvikelsen är avslutad. Åtgärderna följs tills effekten är känd."))
        return redirect(back)
    about = about_item(request, row.item_id)
    way = way_to(request, about, deviation_station(row), Station(_("Skriv"), _("Avsluta"), current=True))
    sentence, button = _("Avsluta avvikelsen"), _("Avsluta")
    return form_page(request, form, way, sentence=sentence, about=row.what, button=button, back=back)
