"""Notices: telling whoever it concerns, and taking away what is done or read (Y2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.audit import log
from rodatraden.lib import clock
from rodatraden.lib.kept import keep
from rodatraden.lib.text import Text
from rodatraden.organisation.access import Actor
from rodatraden.organisation.addressing import addressed_to
from rodatraden.organisation.models import Notice, NoticeRead, Person, Unit
from rodatraden.tenancy.current import current
from rodatraden.tenancy.edits import checked, must_be_ours, refuse


@dataclass(frozen=True)
class To:
    """To whom a notice is, by id: a role on a unit (whoever holds it the day it is read), or one person."""

    unit: int | None = None
    role: str = ""
    person: int | None = None

    def __post_init__(self) -> None:
        by_role, by_person = (self.unit is not None, bool(self.role)), self.person is not None
        if by_role not in {(True, True), (False, False)} or by_role[0] is by_person:
            raise TypeError("A notice is to a role on a unit or to a person.")


def drafted(
    actor: Actor,
    key: str,
    *,
    to: To,
    kind: str,
    text: Text,
    link: str,
    about: str = "",
    duty: bool = False,
    due: date | None = None,
) -> Notice:
    """A notice that nobody has been told of yet, to show before it is."""
    return Notice(
        municipality=current(),
        key=key,
        kind=kind,
        to_unit_id=to.unit,
        to_role=to.role,
        to_person_id=to.person,
        text=keep(text),
        link=link,
        about=about,
        duty=duty,
        due=due,
        made_at=clock.now(),
        made_by=actor.by.name,
    )


def tell_all(notices: Sequence[Notice]) -> int:
    """Tells what was drafted within the caller's transaction, and says how many were news. As many queries for sixty
    as for one.

    The verb that tells has asked for access and writes the log. A key is of the municipality: to tell it again is
    nothing, also when it has been read or done.
    """
    for notice in notices:
        checked(notice, exclude=("to_unit", "to_person"))
    with transaction.atomic():
        _must_be_ours(notices)
        known = set(Notice.objects.filter(key__in=[each.key for each in notices]).values_list("key", flat=True))
        news = {each.key: each for each in notices if each.key not in known}
        Notice.objects.bulk_create(news.values(), ignore_conflicts=True)
    return len(news)


def tell_anew(notices: Sequence[Notice]) -> int:
    """Tells as `tell_all`, and takes away what the same were told before of the same matter in the same way: only the
    latest waits. Two queries more."""
    if not notices:
        return 0
    with transaction.atomic():
        news = tell_all(notices)
        kinds, matters = {each.kind for each in notices}, {each.about for each in notices}
        open_ones = Notice.objects.open().filter(kind__in=kinds, about__in=matters).order_by("pk")
        rows = list(open_ones.values_list("pk", "kind", "about", "to_unit", "to_role", "to_person"))
        latest = {tuple(to): pk for pk, *to in rows}
        former = [pk for pk, *to in rows if latest[tuple(to)] != pk]
        Notice.objects.filter(pk__in=former).update(done_at=clock.now())
    return news


def _must_be_ours(notices: Iterable[Notice]) -> None:
    """Stops what is addressed to a unit or a person of another municipality."""
    for kind, name in ((Unit, "to_unit"), (Person, "to_person")):
        wanted = {pk for each in notices if (pk := getattr(each, f"{name}_id")) is not None}
        if wanted and kind.objects.filter(pk__in=wanted).count() != len(wanted):
            raise refuse(_("Det du valde finns inte i kommunen."), name)


def done(*, about: str = "", key: str = "", kind: str = "", begins: str = "") -> int:
    """Says that a matter (or one notice) is done, within the caller's transaction; how many went off the lists.

    `kind` takes only one sort of what is about the matter: the reminder goes when a later one is told. `begins` takes
    only those whose keys begin so.
    """
    if not about and not key:
        raise TypeError("Say what is done: a matter or a notice's key.")
    asked = {"about": about, "key": key, "kind": kind, "key__startswith": begins}
    named = {name: value for name, value in asked.items() if value}
    return Notice.objects.open().filter(**named).update(done_at=clock.now())


def mark_read(actor: Actor, notices: Iterable[Notice]) -> None:
    """Marks what is addressed to the actor as read; once is enough. Nobody reads for another."""
    wanted = {notice.pk for notice in notices}
    with transaction.atomic():
        mine = Notice.objects.filter(addressed_to(actor), pk__in=wanted).count()
        if not actor.person_id or mine != len(wanted):
            raise PermissionDenied
        reader = {"municipality": current(), "person_id": actor.person_id, "at": clock.now()}
        read = [NoticeRead(notice_id=pk, **reader) for pk in sorted(wanted)]
        NoticeRead.objects.bulk_create(read, ignore_conflicts=True)


def choose_letters(actor: Actor, person: Person, wanted: bool) -> None:
    """Whether a person wants letters about what is no duty. One's own choice: nobody makes it for another."""
    must_be_ours(person, "")
    if actor.person_id != person.pk:
        raise PermissionDenied
    with transaction.atomic():
        row = Person.objects.select_for_update().get(pk=person.pk)
        if row.letters == wanted:
            return
        before, row.letters = {"letters": row.letters}, wanted
        row.save(update_fields=["letters"])
        log.record(actor.by, "ändrade", "person", row.pk, row.name, before, {"letters": wanted})
