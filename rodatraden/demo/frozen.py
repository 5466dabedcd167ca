"""The demo's reports that a body has treated are frozen as the product freezes them, with the reports beneath.

After the demo is built, since frozen content lies in files: what is built for a test has none.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import prefetch_related_objects

from rodatraden.demo.cast import demonstrating
from rodatraden.demo.rows import towns
from rodatraden.documents.freezing import Freezing, freeze_all
from rodatraden.documents.models import Frozen
from rodatraden.followup.contents import documents_of
from rodatraden.followup.freezing import subject_of
from rodatraden.followup.models import OFFICIAL
from rodatraden.followup.round import Round, rounds_of_year
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality

REPORTS = "report:"


def freeze_demo(today: date) -> int:
    """Freezes what is treated in the demo's municipalities where nothing is frozen yet. How many documents."""
    found = 0
    for municipality in Municipality.objects.filter(is_demo=True, slug__in=towns()):
        with scope(municipality), clock.held(today), transaction.atomic():
            if not Frozen.objects.filter(subject__startswith=REPORTS).exists():
                actor = demonstrating()
                years = (today.year - 1, today.year)
                found += freeze_treated(actor, [one for year in years for one in rounds_of_year(actor, year)])
    return found


def freeze_treated(actor: Actor, rounds: Iterable[Round]) -> int:
    """Freezes what the bodies treated at some occasions, as it stood on the day of the last decision. How many.

    Only their content: a file is made of it when somebody asks for one.
    """
    return sum(_freeze(actor, round) for round in rounds)


def _freeze(actor: Actor, round: Round) -> int:
    slots = [slot for slot in round.slots.values() if slot.state in OFFICIAL]
    if not slots:
        return 0
    reports = [slot.report for slot in slots if slot.report is not None]
    prefetch_related_objects(reports, "decision")
    with clock.held(_last(report.decision.date for report in reports if report.decision)):
        made = documents_of(actor, round, slots, final=True)
        kind = round.type.name.one
        frozen = [Freezing(subject_of(slot.address, slot.place.key), kind, document) for slot, document in made]
        return len(freeze_all(actor, frozen))


def _last(days: Iterable[date | None]) -> date:
    return max((day for day in days if day), default=clock.today())
