"""Drafts: a version that is written, changed by several hands, and thrown away or decided."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from rodatraden.audit import log
from rodatraden.lib import clock
from rodatraden.lib.text import slug
from rodatraden.organisation.access import Actor, need
from rodatraden.tenancy.edits import Stale, differing, free_key, must_be_ours, put, refuse, unknown_names
from rodatraden.thread.models import Answer, Contribution, Item, ItemVersion, Measurement, State
from rodatraden.thread.services.rows import (
    CONTENT,
    SHADOWS,
    WRITABLE,
    check_content,
    hold_items,
    locked_draft,
    model_at_work,
    record,
)

DRAFTED = gettext_noop("skrev utkast")


def draft_version(actor: Actor, item: Item | None, *, key: str = "", **fields: Any) -> ItemVersion:
    """A draft of a new item, or of a new version of one, which begins as the latest decided one and its links.

    Needs `draft` over the owner, the new and the former. Raises Refused where a draft already exists, or
    where a field breaks the model.
    """
    unknown_names(fields, WRITABLE)
    must_be_ours(item, "item")
    model = model_at_work()
    with transaction.atomic():
        before = _latest_before([item.pk]).get(item.pk) if item else None
        if before:
            need(actor, "draft", before.unit_id)
        values = {**({name: getattr(before, name) for name in CONTENT} if before else {}), **fields}
        if values.get("unit") is None:
            raise refuse(_("Ange vem som äger ledet."), "unit")
        must_be_ours(values["unit"], "unit")
        need(actor, "draft", values["unit"].pk)
        version = _draft(actor, values)
        check_content(model, version)
        if item is None and not key:
            _refuse_twin(version)
        version.item = item or Item.objects.create(
            key=free_key(Item.objects.all(), key or slug(version.title)[:70] or "led")
        )
        version.municipality_id = version.item.municipality_id
        version.save(force_insert=True)
        if before:
            _carry_over({before.pk: version})
        record(actor, DRAFTED, version, after=fields)
    return version


def draft_anew(actor: Actor, items: Collection[int]) -> dict[int, ItemVersion]:
    """A draft of each item as it was last decided, but without a last day, with a fixed number of queries.

    For a verb above that has asked already: what a plan carries on is decided anew where it would have ended.
    """
    if not items:
        return {}
    model = model_at_work()
    with transaction.atomic():
        before = _latest_before(items)
        made = {row.pk: _draft(actor, {name: getattr(row, name) for name in CONTENT}) for row in before.values()}
        for row in before.values():
            version = made[row.pk]
            version.item, version.municipality_id = row.item, row.municipality_id
            check_content(model, version)
        ItemVersion.objects.bulk_create(made.values())
        _carry_over(made)
        log.record_all(actor.by, DRAFTED, "item", [log.Told(row.item_id, row.title) for row in made.values()])
    return {version.item_id: version for version in made.values()}


def _draft(actor: Actor, values: Mapping[str, Any]) -> ItemVersion:
    return ItemVersion(**values, state=State.DRAFT, written_by=actor.by.name, written_at=clock.now())


def _latest_before(items: Collection[int]) -> dict[int, ItemVersion]:
    """The decided version that a new draft of each item begins as. Refused where a draft is already being written."""
    hold_items(items)
    rows = ItemVersion.objects.filter(item__in=items).select_related("item", "unit", "responsible_unit", "person")
    versions = sorted(rows, key=lambda version: (version.valid_from or date.min, version.pk))
    if any(version.state == State.DRAFT for version in versions):
        raise refuse(_("Det finns redan ett utkast till ny version. Fortsätt på det."))
    return {version.item_id: version for version in versions if version.state == State.DECIDED}


def _refuse_twin(version: ItemVersion) -> None:
    """A new item that is already being written: a button pressed twice makes one draft, not two."""
    same = {"title": version.title, "text": version.text, "level": version.level, "unit": version.unit}
    if ItemVersion.objects.filter(state=State.DRAFT, written_by=version.written_by, **same).exists():
        raise refuse(_("Du har redan ett utkast med samma rubrik och lydelse."), "title")


def _carry_over(drafts: Mapping[int, ItemVersion]) -> None:
    """What each version of these hung together with, its draft does as well."""
    links: tuple[Any, ...] = (Contribution.objects, Measurement.objects, Answer.objects)
    for rows in links:
        fresh = list(rows.filter(version__in=drafts))
        for row in fresh:
            row.pk, row.version = None, drafts[row.version_id]
        rows.bulk_create(fresh)


def change_draft(actor: Actor, version: ItemVersion, edit: int, **fields: Any) -> ItemVersion:
    """Changes named fields of a draft that was opened at change number `edit`.

    Raises Stale with both texts when somebody else has saved since and says something else. Needs `draft`
    over the owner, and over the new owner where that changes.
    """
    unknown_names(fields, WRITABLE)
    model = model_at_work()
    with transaction.atomic():
        row = locked_draft(version)
        need(actor, "draft", row.unit_id)
        changed = differing(row, fields)
        if not changed:
            return row
        if edit != row.edit:
            raise Stale({name: getattr(row, name) for name in fields}, fields, row.written_by)
        before = put(row, changed)
        check_content(model, row)
        need(actor, "draft", row.unit_id)
        row.edit += 1
        row.written_by, row.written_at = actor.by.name, clock.now()
        row.save(update_fields=[*changed, *SHADOWS, "personal", "edit", "written_by", "written_at"])
        record(actor, "ändrade utkast", row, before, changed)
    return row


def discard_draft(actor: Actor, version: ItemVersion) -> None:
    """Throws a draft away; an item that was nothing but this draft goes with it.

    Refused where something already serves such an item.
    """
    discard_drafts(actor, [version])


def discard_drafts(actor: Actor, versions: Iterable[ItemVersion], *, allowed: bool = False) -> None:
    """Throws drafts away together, so that one may serve another of them. `allowed` where the verb above has asked
    for access.

    Refused where something else already serves an item that was nothing but its draft.
    """
    with transaction.atomic():
        rows = [locked_draft(version) for version in versions]
        for row in rows:
            if not allowed:
                need(actor, "draft", row.unit_id)
            record(actor, "slängde utkast", row, before={"title": row.title, "text": row.text})
            row.delete()
        try:
            Item.objects.filter(pk__in=[row.item_id for row in rows], versions=None).delete()
        except ProtectedError as fault:
            raise refuse(_("Andra utkast bidrar till det här. Flytta dem först.")) from fault
