"""The secret address of a person's calendar feed: opened, opened anew, closed, and read without signing in."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_noop

from rodatraden.audit import log
from rodatraden.lib import clock
from rodatraden.lib.tokens import new_token, sum_of
from rodatraden.organisation.access import Actor, actor_of
from rodatraden.organisation.models import Person
from rodatraden.tenancy.current import current
from rodatraden.wheel.models import Feed

VERBS = (
    gettext_noop("skapade kalenderadress"),
    gettext_noop("återkallade kalenderadress"),
    gettext_noop("läste årshjulet med kalenderadress"),
)
OPENED, CLOSED, READ = VERBS
WHICH = ("mitt-ar", "hela-aret")
"""The two calendars that an address leads to."""


def links_of(token: str) -> tuple[str, ...]:
    """The whole addresses of both calendars: they are read outside of the product."""
    return tuple(settings.SITE_ADDRESS + reverse("wheel-feed", args=[current().slug, token, which]) for which in WHICH)


def feed_of(person: int | None) -> Feed | None:
    """The person's address, if one is open."""
    return Feed.objects.open().filter(person=person).first()


def open_feed(actor: Actor) -> tuple[Feed, str]:
    """Gives the actor a secret address, known only now; an earlier one leads nowhere from now on."""
    token = new_token()
    with transaction.atomic():
        person = Person.objects.select_for_update().filter(pk=actor.person_id or 0).first()
        if person is None:
            raise PermissionDenied
        Feed.objects.open().filter(person=person).update(revoked_at=clock.now())
        row = Feed.objects.create(person=person, token_sha256=sum_of(token), made_at=clock.now())
        log.record(actor.by, OPENED, "feed", row.pk, person.name)
    return row, token


def close_feed(actor: Actor, person: Person) -> bool:
    """Lets the person's address lead nowhere. Its holder may, and who administers. Whether one was open."""
    if actor.person_id != person.pk and not actor.may_anywhere("administer"):
        raise PermissionDenied
    with transaction.atomic():
        found = Feed.objects.open().filter(person=person).update(revoked_at=clock.now())
        if found:
            log.record(actor.by, CLOSED, "feed", person.pk, person.name)
    return bool(found)


def reader_of(token: str) -> Actor | None:
    """Whoever an address was given to, with today's roles; None where it leads nowhere, or they have no role left.

    The first reading of a day is logged: a calendar asks every hour.
    """
    row = Feed.objects.open().filter(token_sha256=sum_of(token)).select_related("person__user").first()
    if row is None or row.person.user is None or not row.person.user.is_active:
        return None
    actor = actor_of(row.person.user)
    if actor is None or actor.person_id != row.person_id:
        return None
    today = clock.today()
    with transaction.atomic():
        unread = Feed.objects.filter(pk=row.pk).filter(Q(read_on=None) | ~Q(read_on=today))
        if unread.update(read_on=today):
            log.record(actor.by, READ, "feed", row.pk, row.person.name)
    return actor
