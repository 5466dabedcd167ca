"""Reports that are handed in and treated by processes that are killed on the way. For a process of its own.

Tells for each stage: whether the process died, what it left, what there is when the same was tried again, and what
whoever tries once more is told.
"""

from collections.abc import Callable
from typing import Any

from rodatraden.audit import log
from rodatraden.audit.models import Entry
from rodatraden.documents import freezing as documents
from rodatraden.documents.models import Frozen
from rodatraden.followup import freezing
from rodatraden.followup.models import Report, ReportedStatus, ReportText, State, Step
from rodatraden.followup.services import handing, take_back_report, treat_report, treating
from rodatraden.followup.services.telling import tell_step
from rodatraden.followup.tests import cast
from rodatraden.followup.tests.cast import ReportTown
from rodatraden.organisation.models import Notice
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.dying import die, forked, then_die, was_killed

Found = dict[str, Any]
Stages = dict[str, tuple[object, str, Callable[..., Any]]]
HANDED_IN: Stages = {
    "before its state changes": (handing, "move", die),
    "before anybody is told": (handing, "tell_step", die),
    "before it is stored": (handing, "tell_step", then_die(tell_step)),
    "when it is stored": (cast, "submit_report", then_die(handing.submit_report)),
}
TREATED: Stages = {
    "when the content lies on the disk": (documents, "_written", die),
    "before the log": (log, "record_all", die),
    "before those beneath follow": (treating, "freeze_all", then_die(documents.freeze_all)),
    "when it is stored": (treating, "treat_report", then_die(treat_report)),
}
"""What is replaced, and by what, for the process to die there."""


def killed_at(
    stage: tuple[object, str, Callable[..., Any]], begin: Callable[[], object], does: Callable[[], object]
) -> Found:
    place, name, by = stage

    def there() -> None:
        setattr(place, name, by)
        does()

    begin()
    Notice.objects.all().delete()
    before = standing()
    died = was_killed(forked(there))
    left = since(before)
    first = told_by(does)
    return {"died": died, "left": left, "first": first, "again": since(before), "once more": told_by(does)}


def told_by(does: Callable[[], object]) -> str:
    try:
        does()
    except Refused as refused:
        return str(refused)
    return ""


def standing() -> dict[str, int]:
    """How many there are of all that a step leaves. Raises Damaged where a frozen row has lost its content."""
    for row in Frozen.objects.all():
        documents.content(row)
    return {
        **{str(state): Report.objects.filter(state=state).count() for state in State},
        "steps": Step.objects.count(),
        "entries": Entry.objects.filter(kind__in=("report", "frozen")).count(),
        "notices": Notice.objects.count(),
        "statuses": ReportedStatus.objects.count(),
        "versions": Frozen.objects.count(),
    }


def since(before: dict[str, int]) -> dict[str, int]:
    """What has come or gone."""
    return {name: now - before[name] for name, now in standing().items() if now != before[name]}


def handing_in(town: ReportTown) -> dict[str, Found]:
    """The school hands in, and takes it back before the next stage."""
    address, receiver = town.address(town.school), town.receiver(town.school)

    def begin() -> None:
        if Report.objects.filter(state=State.SUBMITTED).exists():
            take_back_report(town.operator, address, receiver=receiver)
        ReportedStatus.objects.all().delete()

    town.write(town.school)
    return {name: killed_at(stage, begin, lambda: town.submit(town.school)) for name, stage in HANDED_IN.items()}


def treated(town: ReportTown) -> dict[str, Found]:
    """The board treats its report with the school's beneath it; each time with other words in them."""
    decision = town.treated_by(town.board)

    def begin() -> None:
        Report.objects.filter(unit=town.board).update(state=State.SUBMITTED, decision=None)
        Report.objects.filter(unit=town.school).update(state=State.CLEARED, decision=None)
        for text in ReportText.objects.all():
            ReportText.objects.filter(pk=text.pk).update(text=f"{text.text} Och mer.")

    def treat() -> None:
        round = town.round()
        slot = round.slots[town.board.pk]
        frozen, beneath = freezing.frozen_of(town.operator, round, slot)
        treating.treat_report(town.operator, slot.address, "noted", decision, frozen, beneath=beneath)

    town.write(town.board)
    town.submit(town.board)
    return {name: killed_at(stage, begin, treat) for name, stage in TREATED.items()}


def main() -> Found:
    with scope(Municipality.objects.create(code="1275", slug="perstorp", name="Perstorps kommun")):
        town = ReportTown()
        goal = town.decided("Trygga skolvägar")
        town.decided("Måla övergångsställen", "aktivitet", town.school, (goal.item,))
        return {"handed in": handing_in(town), "treated": treated(town)}
