"""The red line of a page: down to the item that a deviation or remedy is about, and to the row itself."""

from dataclasses import replace

from django.utils.translation import gettext as _

from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.lib.text import shortened
from rodatraden.organisation.http import Request
from rodatraden.remedies.models import Deviation
from rodatraden.remedies.reading import About
from rodatraden.tenancy.links import here
from rodatraden.thread.gather import gather
from rodatraden.thread.item_page import stations
from rodatraden.web.context import Station

LONGEST = 60


def way_to(request: Request, about: About | None, *steps: Station) -> list[Station]:
    """From the vision by the item to the steps; from the list where no item is in question, or it holds no more."""
    day = clock.today()
    if about is not None and request.actor.model_on(day) is not None:
        thread = gather(request.actor, day, Period.of("year", day))
        node = thread.nodes.get(about.key)
        if node is not None:
            url = here("thread:item", about.key)
            path = [each for each in stations(thread, node) if not each.below]
            return [*(replace(each, current=False, url=each.url or url) for each in path), *steps]
    return [Station(_("Uppföljning"), _("Åtgärder"), here("remedies:remedies")), *steps]


def deviation_station(deviation: Deviation, current: bool = False) -> Station:
    url = here("remedies:deviation", deviation.pk)
    return Station(_("Avvikelse"), shortened(deviation.what, LONGEST), url, current=current, example=deviation.example)
