"""What all verbs of deviations and remedies ask before they write."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from rodatraden.audit import log
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.remedies.models import WRITING, Deviation, Handed, Remedy
from rodatraden.tenancy.edits import Stale, differing, put, refuse
from rodatraden.thread.models import Item, ItemVersion

HandedRow = TypeVar("HandedRow", bound=Handed)
KINDS: Mapping[type[Handed], str] = {Deviation: "deviation", Remedy: "remedy"}
"""What the log calls them."""


def may_write(actor: Actor, unit: int | None) -> bool:
    """Whether the actor reports deviations and writes remedies for a unit."""
    return any(actor.may(right, unit) for right in WRITING)


def need_to_write(actor: Actor, unit: int | None) -> None:
    if not may_write(actor, unit):
        raise PermissionDenied


def may_decide(actor: Actor, unit: int | None) -> bool:
    """Whether the actor decides that a remedy of the unit is carried out: who answers for the unit (R3: how is the
    officials'), or who registers what its body has decided."""
    return actor.may("assess", unit) or actor.may("decide", unit)


def may_work(actor: Actor, remedy: Remedy) -> bool:
    """Whether the actor tells how a remedy goes: who writes for its unit or for the one that carries it out, and the
    role that is responsible."""
    if may_write(actor, remedy.unit_id) or may_write(actor, remedy.responsible_unit_id):
        return True
    mine = {(role.kind, role.unit.id) for role in actor.roles}
    return (remedy.responsible_kind, remedy.responsible_unit_id) in mine


def locked(row: HandedRow) -> HandedRow:
    """The row, held until the transaction ends."""
    rows: Any = type(row)._default_manager
    found: HandedRow | None = rows.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if found is None:
        raise refuse(_("Raden finns inte längre."))
    return found


def check_item(actor: Actor, item: Item | None) -> None:
    """What is decided and not personal: an employee's own goals are nothing to report about."""
    if item is None:
        return
    rows = ItemVersion.objects.visible_to(actor).decided_on(clock.today())
    if not rows.filter(item=item, personal=False).exists():
        raise refuse(_("Ledet är inte beslutat, eller gäller inte i dag."), "item")


def settle(row: Handed, edit: int | None, fields: Mapping[str, Any], who: str) -> dict[str, Any]:
    """Puts new values into a row that was opened at change number `edit`, and returns what they were before.

    Raises Stale with both texts where somebody else has saved since, unless both say the same.
    """
    changed = differing(row, fields)
    if changed and edit is not None and edit != row.edit:
        raise Stale({name: getattr(row, name) for name in fields}, fields, who)
    before = put(row, changed)
    row.edit += 1 if changed else 0
    return before


def record(actor: Actor, verb: str, row: Handed, before: Any = None, after: Any = None) -> None:
    """One entry in the log."""
    log.record(actor.by, verb, KINDS[type(row)], row.pk, row.what, before, after)


def told(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a new row that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", False)}


def not_after_today(day: date, field: str) -> None:
    if day > clock.today():
        raise refuse(_("Dagen har inte varit än."), field)
