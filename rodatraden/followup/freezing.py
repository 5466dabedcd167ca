"""What is frozen when a body treats a report: its document, and those of the reports that it is made of."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from rodatraden.documents.freezing import Freezing
from rodatraden.followup.contents import documents_of
from rodatraden.followup.models import State, Step, StepKind
from rodatraden.followup.reports import Address
from rodatraden.followup.round import Round, Slot
from rodatraden.organisation.access import Actor

HANDED_IN = (State.SUBMITTED, State.CLEARED)
WHY = (StepKind.REOPENED, StepKind.RETURNED, StepKind.TAKEN_BACK, StepKind.COMPLETED)
"""Steps whose comment says why there is a new version."""


def subject_of(address: Address, unit: str) -> str:
    """What a frozen document is of: "report:delar:2018-07-31:socialnamnden"."""
    return f"report:{address.kind}:{address.end.isoformat()}:{unit}"


def frozen_of(actor: Actor, round: Round, slot: Slot) -> tuple[Sequence[Freezing], Sequence[int]]:
    """The documents to freeze when the slot's report is treated, its own first, and the units beneath it.

    Only reports of the same authority, and only what was handed in: another body's is frozen when that body
    treats it.
    """
    tree = round.tree
    own = tree.authority_id(slot.place.id)
    beneath = [
        one
        for one in round.all_beneath(slot.place.id)
        if one.state in HANDED_IN and tree.authority_id(one.place.id) == own
    ]
    reasons = why_anew([slot, *beneath])
    made = documents_of(actor, round, [slot, *beneath], final=True)
    found = [
        Freezing(
            subject_of(one.address, one.place.key),
            round.type.name.one,
            document,
            reasons.get(one.place.id) or _("Rapporten behandlades på nytt."),
        )
        for one, document in made
    ]
    return found, [one.place.id for one in beneath]


def why_anew(slots: Sequence[Slot]) -> dict[int, str]:
    """Why each report is opened and frozen anew, by unit: the latest comment that sent it back or
    opened it. One query."""
    reports = [slot.report for slot in slots if slot.report is not None]
    rows = Step.objects.filter(report__in=reports, kind__in=WHY).exclude(comment="")
    return dict(rows.order_by("pk").values_list("report__unit", "comment"))
