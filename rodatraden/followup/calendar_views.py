"""The calendar of occasions: who reports what, by when, and what is otherwise this year."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rodatraden.followup import services
from rodatraden.followup.calendar_forms import AddForm, CancelForm, MoveForm, OccasionForm, ReasonForm
from rodatraden.followup.calendar_page import CalendarPage, calendar_page
from rodatraden.followup.change_models import OccasionChange
from rodatraden.followup.ics import as_ics
from rodatraden.lib import clock
from rodatraden.lib.periods import year_asked
from rodatraden.organisation.access import fetch
from rodatraden.organisation.form_page import form_page
from rodatraden.organisation.http import Request
from rodatraden.tenancy.links import here
from rodatraden.web.context import Station
from rodatraden.web.downloads import asked_form, download


def page_of(request: Request) -> CalendarPage:
    """The calendar that the address asks for; no page (404) before there is a model."""
    today, asked = clock.today(), request.GET
    model = request.actor.model_on(today)
    if model is None:
        raise Http404
    year = year_asked(asked.get("ar", ""), today.year)
    return calendar_page(request.actor, model, year, today, asked.get("rapport", ""), asked.get("enhet", ""))


def show_calendar(request: Request) -> HttpResponse:
    """What is to be reported, by whom and by when?"""
    page = page_of(request)
    if form := asked_form(request):
        return download(page.table().asked(request.GET.dict()), form)
    context = {
        "page": page,
        "table": page.table().asked(request.GET.dict()) if request.GET.get("visa") == "tabell" else None,
        "years": _tabs(request, page.year),
        "shapes": _shapes(request),
        "may_change": services.may_change(request.actor),
        "downloads": [(name, _asked(request, format=form)) for name, form in (("Excel", "xlsx"), ("CSV", "csv"))]
        + [(_("Kalenderfil"), f"{here('followup:calendar-file')}{_asked(request)}")],
        "stations": _stations(_("Kalendern")),
    }
    return render(request, "followup/calendar.html", context)


def _stations(name: str, calendar: str = "") -> list[Station]:
    reports = Station(_("Rapporter"), _("Rapporter"), here("followup:reports"))
    if not calendar:
        return [reports, Station(_("Rapporter"), name, current=True)]
    return [reports, Station(_("Rapporter"), _("Kalendern"), calendar), Station(_("Kalendern"), name, current=True)]


def _asked(request: Request, **changed: str) -> str:
    kept = request.GET.copy()
    for name, value in changed.items():
        kept[name] = value
    return f"?{kept.urlencode()}"


def _tabs(request: Request, year: int) -> list[tuple[str, str, bool]]:
    this = clock.today().year
    return [
        (str(each), _asked(request, ar=str(each)), each == year) for each in sorted({this - 1, this, this + 1, year})
    ]


def _shapes(request: Request) -> list[tuple[str, str, bool]]:
    listed = request.GET.get("visa") != "tabell"
    return [
        (_("Månad för månad"), _asked(request, visa=""), listed),
        (_("Tabell"), _asked(request, visa="tabell"), not listed),
    ]


def calendar_file(request: Request) -> HttpResponse:
    """The same days as a file for calendars."""
    page = page_of(request)
    town = request.municipality
    name = _("Rapporter %(year)s, %(town)s") % {"year": page.year, "town": town.name}
    body = as_ics(page.groups, name=name, place=town.slug, at=clock.now())
    headers = {"Content-Disposition": f'attachment; filename="rapporter-{page.year}.ics"'}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


def move(request: Request) -> HttpResponse:
    """Moves an occasion of one year."""
    return _change(request, MoveForm, services.move_occasion, _("Flytta ett rapporttillfälle"), _("Flytta"))


def cancel(request: Request) -> HttpResponse:
    """Cancels an occasion of one year."""
    return _change(request, CancelForm, services.cancel_occasion, _("Ställ in ett rapporttillfälle"), _("Ställ in"))


def add(request: Request) -> HttpResponse:
    """Adds an occasion to one year."""
    return _change(request, AddForm, services.add_occasion, _("Lägg till ett rapporttillfälle"), _("Lägg till"))


def _change(
    request: Request, kind: type[OccasionForm], verb: Callable[..., OccasionChange], sentence: str, button: str
) -> HttpResponse:
    if not services.may_change(request.actor):
        raise PermissionDenied
    page = page_of(request)
    form, back = kind(page, request.POST or None), f"{here('followup:calendar')}?ar={page.year}"
    if request.method == "POST" and form.does(lambda: verb(request.actor, **form.said())):
        messages.success(request, _("Kalendern är ändrad. Det som redan är skrivet finns kvar."))
        return redirect(back)
    return form_page(request, form, _stations(button, back), sentence=sentence, button=button, back=back)


def take_back(request: Request, change: int) -> HttpResponse:
    """Lets an occasion be as the model gives it again."""
    if not services.may_change(request.actor):
        raise PermissionDenied
    row = fetch(request, OccasionChange.objects.current(), pk=change)
    form, back = ReasonForm(request.POST or None), f"{here('followup:calendar')}?ar={row.period_end.year}"
    if request.method == "POST" and form.does(lambda: services.take_back(request.actor, row, **form.cleaned_data)):
        messages.success(request, _("Ändringen är återtagen."))
        return redirect(back)
    sentence, button = _("Återta ändringen"), _("Återta")
    return form_page(request, form, _stations(button, back), sentence=sentence, button=button, back=back)
