"""Pages of remedies: fetch, act or gather, render."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodatraden.lib import clock
from rodatraden.lib.numbers import natural
from rodatraden.lib.text import shortened
from rodatraden.organisation.access import fetch
from rodatraden.organisation.form_page import form_page
from rodatraden.organisation.http import Request
from rodatraden.remedies import services
from rodatraden.remedies.deviation_views import about_item, item_asked, need_to_write_somewhere, unit_asked
from rodatraden.remedies.forms import ReasonForm
from rodatraden.remedies.lists import remedies_page
from rodatraden.remedies.models import Deviation, DeviationState, Remedy
from rodatraden.remedies.pages import RemedyPage, remedy_page
from rodatraden.remedies.remedy_forms import DecideForm, EffectForm, RemedyForm
from rodatraden.remedies.services import may_decide
from rodatraden.remedies.services.rows import need_to_write
from rodatraden.remedies.stations import LONGEST, deviation_station, way_to
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.links import here
from rodatraden.web.context import Station
from rodatraden.web.downloads import asked_form, download


def seen(request: Request) -> Any:
    return Remedy.objects.visible_to(request.actor).select_related(
        "unit", "item", "deviation", "responsible_unit", "effect_indicator"
    )


def remedies(request: Request) -> HttpResponse:
    """What is done, by whom, and does it help?"""
    page = remedies_page(request.actor, request.GET.dict())
    if form := asked_form(request):
        return download(page.file, form)
    way = [Station(_("Uppföljning"), _("Åtgärder"), current=True)]
    return render(request, "remedies/remedies.html", {"page": page, "stations": way})


def remedy(request: Request, pk: int) -> HttpResponse:
    """How far has it come, and what came of it?"""
    page = remedy_page(request.actor, fetch(request, seen(request), pk=pk))
    return _show(request, page)


def _show(request: Request, page: RemedyPage, form: EffectForm | None = None) -> HttpResponse:
    """The page, with the form for its effect where the reader may tell it now."""
    tells = "effect" in page.steps and (page.row.awaits or page.remedy.state == "done")
    form = form or (EffectForm(page.remedy) if tells else None)
    context = {"page": page, "remedy": page.remedy, "row": page.row, "form": form, "stations": _way(request, page)}
    return render(request, "remedies/remedy.html", context, status=422 if form and form.errors else 200)


def _way(request: Request, page: RemedyPage, *steps: Station) -> list[Station]:
    """Down to the remedy, by the item and the deviation that it answers."""
    above = [deviation_station(page.row.deviation)] if page.row.deviation else []
    url, last = here("remedies:remedy", page.remedy.pk), not steps
    own = Station(_("Åtgärd"), shortened(page.remedy.what, LONGEST), url, current=last, example=page.remedy.example)
    return way_to(request, page.row.about, *above, own, *steps)


def _deviation_asked(request: Request) -> Deviation | None:
    """The open deviation that the address names."""
    asked = natural(request.GET.get("avvikelse", ""))
    if asked is None:
        return None
    rows = Deviation.objects.visible_to(request.actor).select_related("unit")
    found: Deviation | None = rows.filter(pk=asked, state=DeviationState.OPEN).first()
    return found


def write(request: Request) -> HttpResponse:
    """A new remedy: for a deviation, a goal or a forecast."""
    need_to_write_somewhere(request)
    deviation, version = _deviation_asked(request), item_asked(request)
    asked = {"line": request.GET.get("rad", "")[:60], "year": request.GET.get("ar", "")[:4]}
    form = RemedyForm(
        request.actor,
        request.POST or None,
        deviation=deviation,
        version=version if deviation is None else None,
        unit=unit_asked(request),
        may_decide=request.actor.may_anywhere("assess") or request.actor.may_anywhere("decide"),
        initial={name: value for name, value in asked.items() if value},
    )
    made: list[Remedy] = []
    if request.method == "POST" and form.does(lambda: made.append(services.write_remedy(request.actor, **form.said()))):
        messages.success(request, _("Åtgärden är sparad."))
        return redirect(here("remedies:remedy", made[0].pk))
    above = [deviation_station(deviation)] if deviation else []
    item = deviation.item_id if deviation else version.item_id if version else None
    way = way_to(request, about_item(request, item), *above, Station(_("Åtgärd"), _("Ny"), current=True))
    about = deviation.what if deviation else version.title if version else ""
    return _form(request, form, way, here("remedies:remedies"), about)


def change(request: Request, pk: int) -> HttpResponse:
    """The remedy told anew; who comes second sees both texts."""
    row = fetch(request, seen(request), pk=pk)
    need_to_write(request.actor, row.unit_id)
    form = RemedyForm(request.actor, request.POST or None, remedy=row)
    if request.method == "POST" and form.does(
        lambda: services.change_remedy(request.actor, row, form.cleaned_data["edit"] or 0, **form.said())
    ):
        messages.success(request, _("Åtgärden är sparad."))
        return redirect(here("remedies:remedy", pk))
    way = _way(request, remedy_page(request.actor, row), Station(_("Skriv"), _("Ändra"), current=True))
    return _form(request, form, way, here("remedies:remedy", pk), row.what, remedy=row)


def _form(request: Request, form: RemedyForm, way: list[Station], back: str, about: str, **more: Any) -> HttpResponse:
    model = request.actor.model_on(clock.today())
    rule = model.economy.deficit_measures if model else ""
    told = {"form": form, "stations": way, "back": back, "about": about, "rule": rule, **more}
    return render(request, "remedies/remedy_form.html", told, status=409 if form.both else 422 if form.errors else 200)


def decide(request: Request, pk: int) -> HttpResponse:
    """It is to be carried out; by a body's decision where there is one."""
    row = fetch(request, seen(request), pk=pk)
    if not may_decide(request.actor, row.unit_id):
        raise PermissionDenied
    form = DecideForm(request.POST or None)
    done = _("Åtgärden är beslutad.")
    if request.method == "POST" and form.does(
        lambda: services.decide_remedy(request.actor, row, form.cleaned_data["decision"])
    ):
        messages.success(request, done)
        return redirect(here("remedies:remedy", pk))
    return _asked(request, row, form, _("Ska åtgärden genomföras?"), _("Besluta"))


def _asked(request: Request, row: Remedy, form: Any, sentence: str, button: str) -> HttpResponse:
    way = _way(request, remedy_page(request.actor, row), Station(_("Skriv"), button, current=True))
    back = here("remedies:remedy", row.pk)
    return form_page(request, form, way, sentence=sentence, about=row.what, button=button, back=back)


@require_POST
def start(request: Request, pk: int) -> HttpResponse:
    """It has begun."""
    return _click(request, pk, services.start_remedy, _("Åtgärden pågår."))


@require_POST
def finish(request: Request, pk: int) -> HttpResponse:
    """It has been carried out."""
    return _click(request, pk, services.finish_remedy, _("Åtgärden är genomförd. Effekten återstår att redovisa."))


def _click(request: Request, pk: int, verb: Callable[..., Remedy], done: str) -> HttpResponse:
    row = fetch(request, seen(request), pk=pk)
    try:
        verb(request.actor, row)
        messages.success(request, done)
    except Refused as fault:
        messages.warning(request, str(fault))
    return redirect(here("remedies:remedy", pk))


def effect(request: Request, pk: int) -> HttpResponse:
    """What came of it, against what was expected."""
    row = fetch(request, seen(request), pk=pk)
    if not services.may_work(request.actor, row):
        raise PermissionDenied
    form = EffectForm(row, request.POST or None)
    if request.method == "POST" and form.does(lambda: services.record_effect(request.actor, row, **form.cleaned_data)):
        messages.success(request, _("Effekten är redovisad."))
        return redirect(here("remedies:remedy", pk))
    return _show(request, remedy_page(request.actor, row), form)


def close(request: Request, pk: int) -> HttpResponse:
    """Why is it no longer followed?"""
    row = fetch(request, seen(request), pk=pk)
    if not services.may_work(request.actor, row):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.does(
        lambda: services.close_remedy(request.actor, row, form.cleaned_data["reason"])
    ):
        messages.success(request, _("Åtgärden är avslutad."))
        return redirect(here("remedies:remedy", pk))
    return _asked(request, row, form, _("Avsluta åtgärden"), _("Avsluta"))
