"""Pages of the bodies' meetings."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from rodatraden.lib import clock
from rodatraden.lib.periods import year_asked
from rodatraden.organisation.http import Request
from rodatraden.tenancy.links import here
from rodatraden.web.context import Station
from rodatraden.wheel.body_page import bodies, body_page, following, next_told


def meetings(request: Request) -> HttpResponse:
    """Which bodies meet here?"""
    stations = [Station(_("Beslut"), _("Sammanträden"), current=True)]
    found = following(request.actor, clock.today())
    return render(request, "wheel/bodies.html", {"bodies": found, "sentence": next_told(found), "stations": stations})


def body(request: Request, unit: str) -> HttpResponse:
    """What is this body to decide, when, and what has it decided?"""
    place = next((each for each in bodies(request.actor) if each.key == unit), None)
    if place is None:
        raise Http404
    today = clock.today()
    page = body_page(request.actor, place, year_asked(request.GET.get("ar", ""), today.year), today)
    years = [(str(year), f"?ar={year}", year == page.year) for year in range(page.year - 1, page.year + 2)]
    stations = [
        Station(_("Beslut"), _("Sammanträden"), here("wheel:meetings")),
        Station(_("Organ"), place.name, current=True),
    ]
    return render(request, "wheel/body.html", {"page": page, "years": years, "stations": stations})
