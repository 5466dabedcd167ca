"""Drafts: a version that is written, changed by several hands, and thrown away or decided."""

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from rodatraden.lib import clock
from rodatraden.lib.text import slug
from rodatraden.organisation.access import Actor, need
from rodatraden.tenancy.edits import Stale, must_be_ours, refuse
from rodatraden.thread.models import Answer, Contribution, Item, ItemVersion, Measurement, State
from rodatraden.thread.services.rows import (
    CONTENT,
    SHADOWS,
    check_content,
    locked_draft,
    locked_item,
    model_at_work,
    plain,
    record,
    unknown_names,
)


def draft_version(actor: Actor, item: Item | None, *, key: str = "", **fields: Any) -> ItemVersion:
    """A draft of a new item, or of a new version of one, which begins as the latest decided one and its links.

    Needs `draft` over the owner, the new and the former. Raises Refused where a draft already exists, or
    where a field breaks the model.
    """
    unknown_names(fields)
    must_be_ours(item, "item")
    model = model_at_work()
    with transaction.atomic():
        before = _latest_before(item) if item else None
        if before:
            need(actor, "draft", before.unit_id)
        values = {**({name: getattr(before, name) for name in CONTENT} if before else {}), **fields}
        if values.get("unit") is None:
            raise refuse(_("Ange vem som äger ledet."), "unit")
        must_be_ours(values["unit"], "unit")
        need(actor, "draft", values["unit"].pk)
        version = ItemVersion(**values, state=State.DRAFT, written_by=actor.by.name, written_at=clock.now())
        check_content(model, version)
        if item is None and not key:
            _refuse_twin(version)
        version.item = item or Item.objects.create(key=_free_key(key or slug(version.title)[:70]))
        version.municipality_id = version.item.municipality_id
        version.save(force_insert=True)
        if before:
            _carry_over(before, version)
        record(actor, "skrev utkast", version, after=plain(fields))
    return version


def _latest_before(item: Item) -> ItemVersion | None:
    """The decided version that a new draft begins as. Refused where a draft is already being written."""
    rows = ItemVersion.objects.filter(item=locked_item(item))
    versions = list(rows.select_related("unit", "responsible_unit", "person"))
    if any(version.state == State.DRAFT for version in versions):
        raise refuse(_("Det finns redan ett utkast till ny version. Fortsätt på det."))
    decided = [version for version in versions if version.state == State.DECIDED]
    return max(
        decided, key=lambda version: (version.valid_from is not None, version.valid_from, version.pk), default=None
    )


def _refuse_twin(version: ItemVersion) -> None:
    """A new item that is already being written: a button pressed twice makes one draft, not two."""
    same = {"title": version.title, "text": version.text, "level": version.level, "unit": version.unit}
    if ItemVersion.objects.filter(state=State.DRAFT, written_by=version.written_by, **same).exists():
        raise refuse(_("Du har redan ett utkast med samma rubrik och lydelse."), "title")


def _free_key(wanted: str) -> str:
    """The key, or the key with the first free number."""
    wanted = wanted or "led"
    taken = set(Item.objects.filter(key__startswith=wanted).values_list("key", flat=True))
    number, free = 2, wanted
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    return free


def _carry_over(before: ItemVersion, version: ItemVersion) -> None:
    owned = {"version": version, "municipality_id": version.municipality_id}
    Contribution.objects.bulk_create(
        Contribution(serves_id=row.serves_id, how=row.how, **owned) for row in before.contributions.all()
    )
    Measurement.objects.bulk_create(
        Measurement(indicator_id=row.indicator_id, weight=row.weight, example=row.example, **owned)
        for row in before.measurements.all()
    )
    Answer.objects.bulk_create(
        Answer(question=row.question, met=row.met, text=row.text, **owned) for row in before.answers.all()
    )


def change_draft(actor: Actor, version: ItemVersion, edit: int, **fields: Any) -> ItemVersion:
    """Changes named fields of a draft that was opened at change number `edit`.

    Raises Stale with both texts when somebody else has saved since and says something else. Needs `draft`
    over the owner, and over the new owner where that changes.
    """
    unknown_names(fields)
    model = model_at_work()
    with transaction.atomic():
        row = locked_draft(version)
        need(actor, "draft", row.unit_id)
        changed = {name: value for name, value in fields.items() if getattr(row, name) != value}
        if not changed:
            return row
        if edit != row.edit:
            raise Stale({name: getattr(row, name) for name in fields}, fields, row.written_by)
        before = {name: getattr(row, name) for name in changed}
        for name, value in changed.items():
            setattr(row, name, value)
        check_content(model, row)
        need(actor, "draft", row.unit_id)
        row.edit += 1
        row.written_by, row.written_at = actor.by.name, clock.now()
        row.save(update_fields=[*changed, *SHADOWS, "personal", "edit", "written_by", "written_at"])
        record(actor, "ändrade utkast", row, plain(before), plain(changed))
    return row


def discard_draft(actor: Actor, version: ItemVersion) -> None:
    """Throws a draft away; an item that was nothing but this draft goes with it.

    Refused where something already serves such an item.
    """
    with transaction.atomic():
        row = locked_draft(version)
        need(actor, "draft", row.unit_id)
        record(actor, "slängde utkast", row, before={"title": row.title, "text": row.text})
        item = row.item
        row.delete()
        if not item.versions.exists():
            try:
                item.delete()
            except ProtectedError as fault:
                raise refuse(_("Andra utkast bidrar till det här. Flytta dem först.")) from fault
