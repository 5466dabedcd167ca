"""An item ends by a decision, as it began. What was decided of it stays readable."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from rodatraden.decisions.models import Decision
from rodatraden.lib.text import in_words
from rodatraden.organisation.access import Actor
from rodatraden.tenancy.edits import must_be_ours, refuse
from rodatraden.thread.levels import decider_of
from rodatraden.thread.models import Contribution, Item, ItemVersion, State
from rodatraden.thread.services.deciding import anchor, need_to_decide
from rodatraden.thread.services.rows import level_named, locked_item, model_at_work, record

MOST_NAMED = 5


def end_item(
    actor: Actor,
    item: Item,
    on: date,
    decision: Decision | None = None,
    *,
    delegation: str = "",
    note: str = "",
    confirmed: bool = False,
    allowed: bool = False,
) -> ItemVersion:
    """Lets an item end; `on` is its last day. Whoever may decide at the level may end, in the same ways.

    Refused where it does not hold that day or another version follows. What would be left serving it is told,
    and must be `confirmed`. `allowed` is said by a verb above that has asked already.
    """
    must_be_ours(item, "item")
    must_be_ours(decision, "decision")
    model = model_at_work()
    with transaction.atomic():
        row = _held_on(locked_item(item), on)
        decider = decider_of(model, level_named(model, row.level))
        if not allowed:
            need_to_decide(actor, row, decider)
        _tell_what_is_left(row, on, confirmed)
        row.end_decision = anchor(actor, row, decider, decision, delegation, note)
        before = {"valid_to": row.valid_to}
        row.valid_to, row.end_note = on, note
        row.save(update_fields=["valid_to", "end_decision", "end_note"])
        record(actor, "avslutade", row, before, {"valid_to": on, "decision": str(row.end_decision or note)})
    return row


def _held_on(item: Item, on: date) -> ItemVersion:
    """The last decided version, which must hold on the day that is to be the item's last."""
    decided = ItemVersion.objects.filter(item=item, state=State.DECIDED).select_related("unit", "item")
    row = decided.order_by("valid_from").last()
    if row is None:
        raise refuse(_("Ledet är inte beslutat. Släng utkastet i stället."))
    if row.valid_from is not None and on < row.valid_from:
        raise refuse(_("Ledet gäller först från %(day)s.") % {"day": row.valid_from}, "on")
    if row.valid_to is not None and row.valid_to <= on:
        raise refuse(_("Ledet upphör redan %(day)s.") % {"day": row.valid_to}, "on")
    return row


def _tell_what_is_left(version: ItemVersion, on: date, confirmed: bool) -> None:
    goes_on = Q(version__valid_to=None) | Q(version__valid_to__gt=on)
    left = Contribution.objects.filter(goes_on, serves=version.item_id, version__state=State.DECIDED)
    titles = list(left.values_list("version__title", flat=True)[: MOST_NAMED + 1])
    if titles and not confirmed:
        named = [*titles[:MOST_NAMED], *([_("fler")] if len(titles) > MOST_NAMED else [])]
        told = _("Det här bidrar till ledet och lämnas kvar: %(what)s. Bekräfta om det ändå ska upphöra.")
        raise refuse(told % {"what": in_words(named)}, "confirmed")
