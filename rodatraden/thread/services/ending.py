"""An item ends by a decision, as it began. What was decided of it stays readable."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from rodatraden.audit import log
from rodatraden.decisions.models import Decision
from rodatraden.lib.text import in_words
from rodatraden.organisation.access import Actor
from rodatraden.steering.active import active_model
from rodatraden.steering.schema import Model
from rodatraden.tenancy.edits import must_be_ours, refuse
from rodatraden.thread.levels import Decider, decider_of
from rodatraden.thread.models import Contribution, Item, ItemVersion, State
from rodatraden.thread.services.deciding import anchor, need_to_decide
from rodatraden.thread.services.rows import hold_items, model_at_work

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
) -> ItemVersion:
    """Lets an item end; `on` is its last day. Whoever may decide at the level may end, in the same ways.

    Refused where it does not hold that day or another version follows. What would be left serving it is told,
    and must be `confirmed`.
    """
    must_be_ours(item, "item")
    must_be_ours(decision, "decision")
    model = model_at_work()
    with transaction.atomic():
        (row,) = _held_on([item.pk], on)
        decider = ending_decider(actor, model, row)
        need_to_decide(actor, row, decider)
        _tell_what_is_left(row, on, confirmed)
        row.end_decision, row.end_note = anchor(actor, row, decider, decision, delegation, note), note
        _end(actor, [row], on)
    return row


def end_items(actor: Actor, notes: Mapping[int, str], on: date, decision: Decision) -> list[ItemVersion]:
    """Lets many items end by one decision, as `end_item`, with a fixed number of queries; `notes` says why, by item.

    For a verb above that has asked already: whoever may decide a plan may end what it drops.
    """
    model = model_at_work()
    must_be_ours(decision, "decision")
    with transaction.atomic():
        rows = _held_on(notes, on)
        for row in rows:
            decider = ending_decider(actor, model, row)
            row.end_decision, row.end_note = anchor(actor, row, decider, decision, "", ""), notes[row.item_id]
        _end(actor, rows, on)
    return rows


def ending_decider(actor: Actor, model: Model, version: ItemVersion) -> Decider:
    """Who decides that an item ends: whoever decides at its level. Where the model no longer has the level, whoever did
    when the version was decided; where no model says that, the authority that owns it."""
    if level := model.level_of(version.level):
        return decider_of(model, level)
    begun = (version.decision.date if version.decision else None) or version.valid_from
    then = active_model(begun) if begun is not None else None
    if then is not None and (level := then.level_of(version.level)):
        return decider_of(then, level)
    owner = actor.tree.authority_of(version.unit_id)
    return Decider("body", "", owner.name if owner is not None else version.unit.name)


def _held_on(items: Collection[int], on: date) -> list[ItemVersion]:
    """The last decided version of each item, which must hold on the day that is to be the item's last."""
    hold_items(items)
    decided = ItemVersion.objects.filter(item__in=items, state=State.DECIDED).select_related("unit", "item", "decision")
    last = {row.item_id: row for row in decided.oldest_first()}
    if len(last) < len(items):
        raise refuse(_("Ledet är inte beslutat. Släng utkastet i stället."))
    for row in last.values():
        if row.valid_from is not None and on < row.valid_from:
            raise refuse(_("Ledet gäller först från %(day)s.") % {"day": row.valid_from}, "on")
        if row.valid_to is not None and row.valid_to <= on:
            raise refuse(_("Ledet upphör redan %(day)s.") % {"day": row.valid_to}, "on")
    return list(last.values())


def _end(actor: Actor, rows: Iterable[ItemVersion], on: date) -> None:
    told = [
        log.Told(
            row.item_id,
            row.title,
            {"valid_to": on, "decision": str(row.end_decision or row.end_note)},
            {"valid_to": row.valid_to},
        )
        for row in rows
    ]
    for row in rows:
        row.valid_to = on
    ItemVersion.objects.bulk_update(rows, ["valid_to", "end_decision", "end_note"])
    log.record_all(actor.by, "avslutade", "item", told)


def _tell_what_is_left(version: ItemVersion, on: date, confirmed: bool) -> None:
    goes_on = Q(version__valid_to=None) | Q(version__valid_to__gt=on)
    left = Contribution.objects.filter(goes_on, serves=version.item_id, version__state=State.DECIDED)
    titles = list(left.values_list("version__title", flat=True)[: MOST_NAMED + 1])
    if titles and not confirmed:
        named = [*titles[:MOST_NAMED], *([_("fler")] if len(titles) > MOST_NAMED else [])]
        told = _("Det här bidrar till ledet och lämnas kvar: %(what)s. Bekräfta om det ändå ska upphöra.")
        raise refuse(told % {"what": in_words(named)}, "confirmed")
