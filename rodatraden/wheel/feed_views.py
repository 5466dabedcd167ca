"""The calendar feed, read by calendars without signing in, and the page where its holder opens and closes it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from rodatraden.lib import clock
from rodatraden.organisation.access import fetch
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import Person
from rodatraden.tenancy import scope
from rodatraden.tenancy.links import here
from rodatraden.tenancy.models import Municipality
from rodatraden.web.context import Station
from rodatraden.wheel.ics import as_ics
from rodatraden.wheel.page import Asked, chosen
from rodatraden.wheel.services import close_feed, open_feed, reader_of
from rodatraden.wheel.services.feeds import WHICH, links_of
from rodatraden.wheel.sources import model_of_year, year_entries


@require_safe
@never_cache
def feed(request: HttpRequest, slug: str, token: str, which: str) -> HttpResponse:
    """This year and the next, as whoever was given the address may see them; nobody knows whether it was ever one."""
    municipality = Municipality.objects.filter(slug=slug).first()
    if municipality is None or which not in WHICH:
        raise Http404
    with scope(municipality), override("sv"):
        actor = reader_of(token)
        if actor is None:
            raise Http404
        this, mine = clock.today().year, which == WHICH[0]
        entries = [
            entry for year in (this, this + 1)
            for entry in chosen(year_entries(actor, year), Asked(mine=mine), actor, model_of_year(actor, year))
        ]  # fmt: skip
        # What goes on over New Year is an entry of both years, and one event.
        entries = list({entry.ident: entry for entry in reversed(entries)}.values())[::-1]
        name = (_("Mitt år, %(town)s") if mine else _("Årshjul, %(town)s")) % {"town": municipality.name}
        body = as_ics(entries, name=name, place=slug, at=clock.now())
    headers = {"X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


@never_cache
def address(request: Request, pk: int) -> HttpResponse:
    """The secret address of one's own calendar: asked for, and shown once."""
    person = fetch(request, Person.objects.all(), pk=pk)
    if person.pk != request.actor.person_id:
        raise PermissionDenied
    links: tuple[str, ...] = ()
    if request.method == "POST":
        links = links_of(open_feed(request.actor)[1])
    back = here("organisation:person", pk)
    way = [Station(_("Person"), person.name, back), Station(_("Årshjul"), _("Kalenderadress"), current=True)]
    return render(request, "wheel/address.html", {"links": links, "back": back, "stations": way})


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    """Lets an address lead nowhere."""
    person = fetch(request, Person.objects.all(), pk=pk)
    if close_feed(request.actor, person):
        messages.success(request, _("Kalenderadressen är återkallad och leder ingenstans."))
    return redirect(here("organisation:person", pk))
