"""What the year adds to pages of lower floors."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from rodatraden.organisation.http import Request
from rodatraden.organisation.models import Person
from rodatraden.wheel.services import feed_of


def feed_panel(request: Request, person: Person) -> SafeString:
    """On a person's page: the calendar's secret address, to its holder, and to who administers so as to close it."""
    own, may = person.pk == request.actor.person_id, request.actor.may_anywhere("administer")
    feed = feed_of(person.pk) if own or may else None
    context = {"person": person, "own": own, "feed": feed}
    return SafeString(render_to_string("wheel/panel_feed.html", context, request) if own or feed else "")
