"""The page of what waits for the one signed in, and which letters one wants."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodatraden.organisation import services
from rodatraden.organisation.access import fetch
from rodatraden.organisation.addressing import addressed_to
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import Notice, Person
from rodatraden.organisation.notice_page import first_of, notices_page, unreached
from rodatraden.tenancy.links import here
from rodatraden.web.context import Station


def notices(request: Request) -> HttpResponse:
    """What waits for me, and what is new?"""
    page = notices_page(request.actor, request.GET.get("page"))
    stations = [Station(request.actor.by.name, _("Meddelanden"), current=True)]
    context = {"page": page, "unreached": unreached(request.actor), "stations": stations}
    return render(request, "organisation/notices.html", context)


@require_POST
def read(request: Request, pk: int) -> HttpResponse:
    """Marks one as read."""
    notice = fetch(request, Notice.objects.filter(addressed_to(request.actor)), pk=pk)
    services.mark_read(request.actor, [notice])
    return redirect(here("notices:list"))


@require_POST
def read_all(request: Request) -> HttpResponse:
    """Marks all that has come as read."""
    services.mark_read(request.actor, Notice.objects.open().filter(addressed_to(request.actor)))
    return redirect(here("notices:list"))


@require_POST
def letters(request: Request, pk: int) -> HttpResponse:
    """Chooses which letters one gets."""
    person = fetch(request, Person.objects.all(), pk=pk)
    services.choose_letters(request.actor, person, request.POST.get("letters") == "yes")
    messages.success(request, _("Ändringen är sparad."))
    return redirect(here("organisation:person", pk))


def panel(request: Request, _obj: object) -> SafeString:
    """On one's own page: what waits first."""
    context = {"rows": first_of(request.actor)}
    return SafeString(render_to_string("organisation/panel_notices.html", context, request))
