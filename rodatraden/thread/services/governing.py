"""Which governing documents concern an item (D4): tied by whoever may change the item, or looks after the document."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_noop

from rodatraden.decisions.governing_reading import line_of, replacements
from rodatraden.decisions.governing_services import may_keep_document
from rodatraden.decisions.models import GoverningDocument
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.tenancy.edits import must_be_ours
from rodatraden.thread.models import Governed, Item, ItemVersion
from rodatraden.thread.services.rows import locked_item, record

VERBS = (gettext_noop("knöt till ett styrdokument"), gettext_noop("löste från ett styrdokument"))
TIED, UNTIED = VERBS


def may_tie(actor: Actor, version: ItemVersion, document: GoverningDocument) -> bool:
    """Whether the actor may tie them and untie them; `document` is read with its decision."""
    return actor.may("enter", version.unit_id) or may_keep_document(actor, document)


def tie(actor: Actor, item: Item, document: GoverningDocument) -> Governed:
    """Says that a governing document concerns an item. One that is tied in another wording stays as it is."""
    with transaction.atomic():
        version = _allowed(actor, item, document)
        there = Governed.objects.filter(item=item, document__in=_line(document)).first()
        if there is not None:
            return there
        row: Governed = Governed.objects.create(
            municipality_id=item.municipality_id, item=item, document=document, example=version.example
        )
        record(actor, TIED, version, after={"document": document.title})
    return row


def untie(actor: Actor, item: Item, document: GoverningDocument) -> None:
    """Says that a governing document concerns an item no longer, in any wording. Nothing where it did not."""
    with transaction.atomic():
        version = _allowed(actor, item, document)
        gone, _kinds = Governed.objects.filter(item=item, document__in=_line(document)).delete()
        if gone:
            record(actor, UNTIED, version, before={"document": document.title})


def _allowed(actor: Actor, item: Item, document: GoverningDocument) -> ItemVersion:
    """The version of the item that the actor sees, the item held until the transaction ends."""
    must_be_ours(item, "item")
    must_be_ours(document, "document")
    locked_item(item)
    seen = ItemVersion.objects.visible_to(actor).filter(item=item).select_related("item")
    version: ItemVersion | None = seen.decided_on(clock.today()).first() or seen.latest_first().first()
    if version is None or not may_tie(actor, version, document):
        raise PermissionDenied
    return version


def _line(document: GoverningDocument) -> Collection[int]:
    return line_of(document.pk, replacements())
