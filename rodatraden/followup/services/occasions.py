"""Occasions are moved, cancelled and added for one year, with a reason. What is written for them stays (F2)."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from rodatraden.audit import log
from rodatraden.followup.calendar import Occasion
from rodatraden.followup.change_models import ChangeKind, OccasionChange
from rodatraden.followup.year import year_of
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit, UnitKind
from rodatraden.steering.active import active_model
from rodatraden.tenancy.current import current
from rodatraden.tenancy.edits import checked, must_be_ours, refuse
from rodatraden.tenancy.models import Municipality

STEERING = frozenset({UnitKind.COUNCIL, UnitKind.EXECUTIVE_BOARD})
"""The calendar is the whole municipality's: whoever administers one of these may change it."""
VERBS = {
    "moved": gettext_noop("flyttade"),
    "cancelled": gettext_noop("ställde in"),
    "added": gettext_noop("lade till"),
}


def may_change(actor: Actor) -> bool:
    return any(actor.may("administer", place.id) for place in actor.tree.places.values() if place.kind in STEERING)


def move_occasion(
    actor: Actor,
    *,
    report: str,
    period_end: date,
    reason: str,
    unit: Unit | None = None,
    new_due: date | None = None,
    new_end: date | None = None,
    example: bool = False,
) -> OccasionChange:
    """Gives an occasion another due day, another last day covered, or both, in its year.

    For one unit and those beneath it only the due day. Needs `administer` over the council or executive board.
    Raises Refused by field.
    """
    row = _row(actor, "moved", report, period_end, unit, reason, example)
    row.new_due, row.new_end = new_due, new_end
    with transaction.atomic():
        _lock()
        occasion = _existing(actor, row)
        if new_due is None and new_end is None:
            raise refuse(_("Ange en ny sista dag, eller en ny dag då perioden slutar."), "new_due")
        if unit is not None and new_end is not None:
            raise refuse(_("Periodens slut flyttas för alla. För en enhet flyttas bara sista dagen."), "new_end")
        if new_end is not None:
            _check_end(actor, row, occasion, new_end)
        if new_due is not None and new_due <= (new_end or occasion.last):
            raise refuse(_("Sista dagen måste ligga efter perioden."), "new_due")
        return _store(actor, row)


def cancel_occasion(
    actor: Actor, *, report: str, period_end: date, reason: str, unit: Unit | None = None, example: bool = False
) -> OccasionChange:
    """Cancels an occasion in its year, for all or for a unit with those beneath it.

    What is already written is kept. Needs `administer` over the council or executive board. Raises Refused by field.
    """
    row = _row(actor, "cancelled", report, period_end, unit, reason, example)
    with transaction.atomic():
        _lock()
        _existing(actor, row)
        return _store(actor, row)


def add_occasion(
    actor: Actor,
    *,
    report: str,
    period_end: date,
    reason: str,
    unit: Unit | None = None,
    new_due: date | None = None,
    example: bool = False,
) -> OccasionChange:
    """Adds an occasion of one of the model's report types, for all that report or for a unit with those beneath it.

    Without a due day that is counted back as for the others. Needs `administer` over the council or executive
    board. Raises Refused by field.
    """
    row = _row(actor, "added", report, period_end, unit, reason, example)
    row.new_due = new_due
    with transaction.atomic():
        _lock()
        model = active_model(period_end)
        if model is None or model.report_of(report) is None:
            raise refuse(_("Styrmodellen har ingen sådan rapport den dagen."), "report")
        if any(_in_the_way(actor, each, row) for each in year_of(actor, period_end.year).occasions):
            raise refuse(_("Rapporten har redan ett tillfälle den dagen."), "period_end")
        if new_due is not None and new_due <= period_end:
            raise refuse(_("Sista dagen måste ligga efter perioden."), "new_due")
        return _store(actor, row)


def take_back(actor: Actor, change: OccasionChange, *, reason: str) -> None:
    """Takes a change back: the occasion is again as the model gives it. The log keeps the change and both reasons."""
    must_be_ours(change, "")
    _need(actor)
    if not reason.strip():
        raise refuse(_("Skriv varför."), "reason")
    with transaction.atomic():
        _lock()
        row = OccasionChange.objects.current().filter(pk=change.pk).first()
        if row is None:
            raise refuse(_("Ändringen är redan återtagen."))
        row.superseded_at = clock.now()
        row.save(update_fields=["superseded_at"])
        before = {"kind": row.kind, "reason": row.reason}
        log.record(actor.by, "återtog", "occasion", row.pk, _label(row), before, {"reason": reason.strip()})


def _need(actor: Actor) -> None:
    if not may_change(actor):
        raise PermissionDenied


def _row(
    actor: Actor, kind: str, report: str, period_end: date, unit: Unit | None, reason: str, example: bool
) -> OccasionChange:
    must_be_ours(unit, "unit")
    _need(actor)
    if not reason.strip():
        raise refuse(_("Skriv varför."), "reason")
    return OccasionChange(
        municipality=current(),
        report=report,
        kind=ChangeKind(kind),
        period_end=period_end,
        unit=unit,
        reason=reason.strip(),
        entered_by=actor.by.name,
        entered_at=clock.now(),
        example=example,
    )


def _lock() -> None:
    """One change of the calendar at a time."""
    Municipality.objects.select_for_update().get(pk=current().pk)


def _same(occasion: Occasion, row: OccasionChange) -> bool:
    same = (occasion.report, occasion.end) == (row.report, row.period_end)
    return same and occasion.only in (None, row.unit_id)


def _in_the_way(actor: Actor, occasion: Occasion, row: OccasionChange) -> bool:
    """Whether some unit would be asked twice for the same report and day."""
    if (occasion.report, occasion.end) != (row.report, row.period_end):
        return False
    if occasion.only is None or row.unit_id is None:
        return True
    lines = [{place.id for place in actor.tree.upward(unit)} for unit in (occasion.only, row.unit_id)]
    return row.unit_id in lines[0] or occasion.only in lines[1]


def _existing(actor: Actor, row: OccasionChange) -> Occasion:
    """The occasion that is to be changed, as it stands now. Refused where there is none, or the unit lacks it."""
    year = year_of(actor, row.period_end.year)
    found = next((each for each in year.occasions if _same(each, row)), None)
    if found is None:
        raise refuse(_("Rapporten har inget sådant tillfälle."), "period_end")
    if row.unit_id is not None and not any(due.unit == row.unit_id for due in year.dues if due.occasion == found):
        raise refuse(_("Enheten lämnar inte den rapporten."), "unit")
    return found


def _check_end(actor: Actor, row: OccasionChange, occasion: Occasion, new_end: date) -> None:
    if new_end < occasion.start:
        raise refuse(_("Perioden kan inte sluta innan den börjar."), "new_end")
    others = [each for each in year_of(actor, row.period_end.year).occasions if each != occasion]
    if any(each.report == row.report and each.last == new_end for each in others):
        raise refuse(_("Rapporten har redan ett tillfälle den dagen."), "new_end")


def _store(actor: Actor, row: OccasionChange) -> OccasionChange:
    """Stores a change in the place of an earlier one of the same kind, and logs it."""
    checked(row)
    same = OccasionChange.objects.current().filter(
        report=row.report, period_end=row.period_end, unit=row.unit, kind=row.kind
    )
    same.update(superseded_at=clock.now())
    row.save(force_insert=True)
    after = {"unit": str(row.unit or ""), "new_end": row.new_end, "new_due": row.new_due, "reason": row.reason}
    log.record(actor.by, VERBS[row.kind], "occasion", row.pk, _label(row), after=after)
    return row


def _label(row: OccasionChange) -> str:
    model = active_model(row.period_end)
    report = model.report_of(row.report) if model else None
    return f"{report.name.one if report else row.report} {row.period_end}"
