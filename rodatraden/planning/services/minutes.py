"""What the minutes say of a plan: on which day a body treated it, under which paragraph, with the extract."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from rodatraden.decisions.models import Decision
from rodatraden.decisions.services import record_decision
from rodatraden.documents.models import File
from rodatraden.lib import clock
from rodatraden.lib.text import Text
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.organisation.tree import Place
from rodatraden.planning.models import Plan
from rodatraden.planning.services.rows import made_up
from rodatraden.planning.states import TREATED, last_treated
from rodatraden.tenancy.edits import Refused, must_be_ours, refuse

FIELDS: Mapping[str, str] = {"date": "day", "title": "", "body": "", "position": "", "key": ""}
"""What a fault in a decision is called where it is asked for."""


@dataclass(frozen=True)
class Minutes:
    """A body's day and paragraph, a reference number and the extract as a file; the day is today where none is
    said."""

    day: date | None = None
    paragraph: str = ""
    reference: str = ""
    file: File | None = None


def first_day(plan: Plan, passing: Collection[str] = ()) -> tuple[date, str] | None:
    """The first day on which what is next can have happened, and why, naming the step; None where nothing has.
    `passing` are steps that it may come before."""
    found = last_treated((step.kind, step.day) for step in plan.steps.exclude(kind__in=passing).order_by("pk"))
    if found is None:
        return None
    kind, day = found
    return day, str(Text(TREATED[kind].template, {"day": day.isoformat()}))


def check_day(plan: Plan, day: date, field: str = "day", passing: Collection[str] = ()) -> None:
    """Refuses a day to come, and one before the plan's last step, but for those in `passing`."""
    if day > clock.today():
        raise refuse(_("Dagen har inte varit än."), field)
    first = first_day(plan, passing)
    if first is not None and day < first[0]:
        raise refuse(first[1], field)


def recorded(actor: Actor, plan: Plan, **fields: Any) -> Decision:
    """The decision as it is recorded; its faults are told by the fields of planning's forms."""
    try:
        return record_decision(actor, allowed=True, **{"title": plan.title, "example": made_up(actor, plan), **fields})
    except Refused as refused:
        raise Refused({FIELDS.get(name, name): why for name, why in refused.reasons.items()}) from refused


def by_minutes(actor: Actor, plan: Plan, body: Place, title: str, said: Minutes) -> Decision:
    """What a body decided of a plan, which is not to adopt it, as a decision of its own."""
    must_be_ours(said.file, "file")
    if not said.paragraph.strip():
        raise refuse(_("Ange paragrafen i protokollet."), "paragraph")
    return recorded(
        actor,
        plan,
        title=title[:300],
        body=Unit.objects.get(pk=body.id),
        date=said.day or clock.today(),
        paragraph=said.paragraph,
        reference=said.reference.strip(),
        file=said.file,
    )
