"""The page of the year, and its files."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from rodatraden.lib import clock
from rodatraden.lib.periods import year_asked
from rodatraden.organisation.http import Request
from rodatraden.tenancy.links import here
from rodatraden.web.charts import key_mark
from rodatraden.web.context import Station
from rodatraden.web.downloads import asked_form, download
from rodatraden.wheel.document import poster_of
from rodatraden.wheel.entries import KINDS, SHAPES
from rodatraden.wheel.ics import as_ics
from rodatraden.wheel.page import Asked, WheelPage, wheel_page
from rodatraden.wheel.services import may_adopt, units_to_write

PDF = "application/pdf"


def page_of(request: Request) -> WheelPage:
    """The year that the address asks for; no page (404) before there is a model."""
    today, given = clock.today(), request.GET
    asked = Asked(
        given.get("organ", ""),
        given.get("enhet", ""),
        given.get("slag", "") if given.get("slag") in KINDS else "",
        mine=given.get("visa") == "mitt",
        by_actor=given.get("ordning") == "organ",
    )
    page = wheel_page(request.actor, year_asked(given.get("ar", ""), today.year), today, asked)
    if page.model is None:
        raise Http404
    return page


def show_wheel(request: Request) -> HttpResponse:
    """What happens in the year, and what is next for me?"""
    page = page_of(request)
    if form := asked_form(request):
        return download(page.table(), form)
    if request.GET.get("format") in FILES:
        return FILES[request.GET["format"]](request, page)
    context = {
        "page": page,
        "years": _tabs(request, page.year),
        "whose": _whose(request, page),
        "orders": _orders(request, page),
        "shapes": [(key_mark(SHAPES[kind], f"k-{kind}", str(told)), told) for kind, told in KINDS.items()],
        "downloads": [
            (name, asked(request, format=form))
            for name, form in ((_("A3 att skriva ut (PDF)"), "pdf"), ("Excel", "xlsx"), ("CSV", "csv"),
                               (_("Kalenderfil"), "ics"))
        ],
        "may_write": bool(units_to_write(request.actor)),
        "may_adopt": may_adopt(request.actor),
        "person_url": here("organisation:person", request.actor.person_id),
        "stations": [Station(_("Årshjul"), _("Årshjul %(year)s") % {"year": page.year}, current=True)],
    }  # fmt: skip
    return render(request, "wheel/wheel.html", context)


def as_pdf(request: Request, page: WheelPage) -> HttpResponse:
    """One A3 to hang on the wall."""
    body = poster_of(page, request.municipality.name)
    return _file(body, PDF, f"arshjul-{page.year}.pdf")


def as_calendar(request: Request, page: WheelPage) -> HttpResponse:
    """The same days as a file for calendars."""
    town = request.municipality
    name = _("Årshjul %(year)s, %(town)s") % {"year": page.year, "town": town.name}
    body = as_ics(page.entries, name=name, place=town.slug, at=clock.now())
    return _file(body, "text/calendar; charset=utf-8", f"arshjul-{page.year}.ics")


FILES = {"pdf": as_pdf, "ics": as_calendar}


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(body, content_type=kind, headers=headers)


def asked(request: Request, **changed: str) -> str:
    """The address of the page with parts of what is asked changed; an empty value drops one."""
    kept = request.GET.copy()
    for name, value in changed.items():
        if value:
            kept[name] = value
        else:
            kept.pop(name, None)
    return f"?{kept.urlencode()}"


def _tabs(request: Request, year: int) -> list[tuple[str, str, bool]]:
    this = clock.today().year
    return [
        (str(each), asked(request, ar=str(each)), each == year) for each in sorted({this - 1, this, this + 1, year})
    ]


def _whose(request: Request, page: WheelPage) -> list[tuple[str, str, bool]]:
    return [
        (_("Hela året"), asked(request, visa=""), not page.asked.mine),
        (_("Mitt år"), asked(request, visa="mitt"), page.asked.mine),
    ]


def _orders(request: Request, page: WheelPage) -> list[tuple[str, str, bool]]:
    return [
        (_("Månad för månad"), asked(request, ordning=""), not page.asked.by_actor),
        (_("Var och en för sig"), asked(request, ordning="organ"), page.asked.by_actor),
    ]
