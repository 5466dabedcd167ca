"""Notices and letters as the tests of both make them."""

from collections.abc import Iterable
from typing import Any

from django.core import mail
from django.db.models import QuerySet

from rodatraden.lib.text import Text, say
from rodatraden.organisation.access import Actor, system
from rodatraden.organisation.addressing import addressed_to
from rodatraden.organisation.models import Letter, LetterState, Notice, Person, Unit
from rodatraden.organisation.services import To, drafted, tell_all

REPORT = "report:delar:2018-07-31:vo"


def as_told(unit: Unit | None = None, **changed: Any) -> dict[str, Any]:
    """What is told where nothing else is said: that the head of a unit has a report to write."""
    to = To(unit=unit.pk, role="chef") if unit else changed.pop("to")
    text: Text = say("{report} ska lämnas", report=changed.pop("report", "Delårsrapporten"))
    return {"to": to, "kind": "report.due", "text": text, "link": "/perstorp/organisation/", "about": REPORT, **changed}


def tell(actor: Actor, key: str, **given: Any) -> bool:
    """Tells one thing; whether it was news."""
    return tell_all([drafted(actor, key, **given)]) == 1


def told(key: str, unit: Unit | None = None, **changed: Any) -> Notice:
    assert tell(system(), key, **as_told(unit, **changed))
    return Notice.objects.get(key=key)


def draft(key: str, unit: Unit | None = None, **changed: Any) -> Notice:
    return drafted(system(), key, **as_told(unit, **changed))


def to(actor: Actor) -> list[str]:
    """The keys of the open notices to somebody."""
    return sorted(Notice.objects.open().filter(addressed_to(actor)).values_list("key", flat=True))


def give_addresses(people: Iterable[Person]) -> None:
    for person in people:
        Person.objects.filter(pk=person.pk).update(email=f"{person.pk}@perstorp.example")


def address_of(person: Person) -> str:
    return f"{person.pk}@perstorp.example"


def sent_to() -> list[str]:
    """To whom e-mails have gone, in order."""
    return [message.to[0] for message in mail.outbox]


def letters(state: LetterState) -> QuerySet[Letter]:
    return Letter.objects.filter(state=state)
