"""Governing documents on the pages of items, and items on the pages of governing documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.governing_reading import GoverningRow, line_of, read_documents, replacements
from rodatraden.decisions.governing_services import may_keep_document
from rodatraden.decisions.models import GoverningDocument
from rodatraden.decisions.services import may_record
from rodatraden.lib import clock
from rodatraden.lib.text import capital
from rodatraden.organisation.access import Actor
from rodatraden.organisation.forms import VerbForm
from rodatraden.thread.models import Governed, ItemVersion, VersionQuerySet
from rodatraden.thread.services.governing import may_tie


@dataclass(frozen=True)
class Tied:
    """A document that concerns an item, in the wording that holds today, or else the latest."""

    tie: Governed
    row: GoverningRow
    may: bool


@dataclass(frozen=True)
class Reached:
    """An item that a document concerns, in the version that holds today."""

    tie: Governed
    version: ItemVersion
    level: str
    may: bool


def documents_of(actor: Actor, version: ItemVersion) -> list[Tied]:
    """The documents that concern an item, by their kinds. Six queries, one where there are none."""
    ties = list(Governed.objects.filter(item=version.item_id).order_by("pk"))
    if not ties:
        return []
    replaces = replacements()
    lines = {tie.pk: line_of(tie.document_id, replaces) for tie in ties}
    wanted = {pk for line in lines.values() for pk in line}
    rows = {row.document.pk: row for row in read_documents(actor, _named(wanted), clock.today())}
    shown = {}
    for tie in ties:
        line = [rows[pk] for pk in lines[tie.pk]]
        row = next((row for row in line if row.state == "holds"), line[0])
        shown[row.document.pk] = Tied(tie, row, may_tie(actor, version, row.document))
    return sorted(shown.values(), key=lambda each: (each.row.rank, each.row.document.title_sorted))


def _named(pks: set[int]) -> Any:
    return GoverningDocument.objects.filter(pk__in=pks)


def items_of(actor: Actor, document: GoverningDocument) -> list[Reached]:
    """The items that a document concerns in any wording, level by level as the model has them. Two queries."""
    line = line_of(document.pk, replacements())
    ties = {tie.item_id: tie for tie in Governed.objects.filter(document__in=line)}
    levels = levels_of(actor)
    order = list(levels)
    seen = _holding(actor).filter(item__governed_by__document__in=line).distinct()
    found = [
        Reached(ties[each.item_id], each, levels.get(each.level, each.level), may_tie(actor, each, document))
        for each in seen
    ]
    # The order within a level is that of the versions themselves.
    return sorted(found, key=lambda each: order.index(each.version.level) if each.version.level in levels else 99)


def item_keys() -> Mapping[int, tuple[str, ...]]:
    """The keys of the items that documents concern, by the id of each document's latest wording: of what holds today
    and is nobody's own. Two queries."""
    replaces = replacements()
    holding = ItemVersion.objects.decided_on(clock.today()).filter(personal=False).order_by().values("item")
    found: dict[int, set[str]] = {}
    for document, key in Governed.objects.filter(item__in=holding).values_list("document", "item__key"):
        found.setdefault(line_of(document, replaces)[0], set()).add(key)
    return {document: tuple(sorted(keys)) for document, keys in found.items()}


def levels_of(actor: Actor) -> Mapping[str, str]:
    """What the levels of today's model are called in the plural, in the model's order."""
    model = actor.model_on(clock.today())
    return {level.key: capital(level.name.many or level.name.one) for level in model.level} if model else {}


def _holding(actor: Actor) -> VersionQuerySet[ItemVersion]:
    rows: VersionQuerySet[ItemVersion] = ItemVersion.objects.visible_to(actor).decided_on(clock.today())
    return rows.select_related("item", "unit")


def may_tie_some(actor: Actor, version: ItemVersion) -> bool:
    """Whether the actor may tie some document to the item."""
    return actor.may("enter", version.unit_id) or may_record(actor)


def may_tie_to(actor: Actor, document: GoverningDocument) -> bool:
    """Whether the actor may tie some item to the document."""
    return may_keep_document(actor, document) or actor.may_anywhere("enter")


Choices = Sequence[tuple[str, Sequence[tuple[str, str]]]]


class TieForm(VerbForm):
    """What is to be tied: one of what is grouped under heads."""

    chosen = forms.ChoiceField()

    def __init__(self, label: Any, choices: Choices, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["chosen"]
        field.label, field.choices = label, [("", _("– välj –")), *choices]
        self.has_choices = bool(choices)


def documents_to_tie(actor: Actor, version: ItemVersion, tied: Sequence[Tied]) -> Choices:
    """Documents that hold or will hold and are not tied to the item yet, by kind; of those that the actor may tie."""
    there = {each.row.document.pk for each in tied}
    lasting = Q(valid_to=None) | Q(valid_to__gte=clock.today())
    rows = GoverningDocument.objects.unreplaced().without_text().filter(lasting).exclude(pk__in=there)
    model = actor.model_on(clock.today())
    names = {kind.key: kind.name.partition(",")[0] for kind in model.governing} if model else {}
    found: dict[str, list[tuple[str, str]]] = {kind: [] for kind in names}
    for row in rows.select_related("decision"):
        if may_tie(actor, version, row):
            found.setdefault(row.kind, []).append((str(row.pk), row.title))
    return [(capital(names.get(kind, kind)), options) for kind, options in found.items() if options]


def items_to_tie(actor: Actor, document: GoverningDocument, reached: Sequence[Reached]) -> Choices:
    """Items that hold today and are not tied to the document yet, by level; of those that the actor may tie."""
    there = {each.version.item_id for each in reached}
    rows = _holding(actor).exclude(item__in=there)
    if not may_keep_document(actor, document):
        rows = rows.filter(unit__in=actor.reach.get("enter", frozenset()))
    levels = levels_of(actor)
    found: dict[str, list[tuple[str, str]]] = {level: [] for level in levels}
    for item, level, number, title in rows.values_list("item", "level", "number", "title"):
        found.setdefault(level, []).append((str(item), f"{number} {title}".strip()))
    return [(levels.get(level, level), options) for level, options in found.items() if options]
