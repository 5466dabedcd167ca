"""The verbs of the register of governing documents (D4).

What was decided does not move: a new wording is a new document, by its own decision, that replaces the old one. Only
how a document is recorded is corrected, with a reason where it touches what was decided; the log keeps what stood.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import IO, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.audit import log
from rodatraden.decisions.models import Concern, Decision, GoverningDocument
from rodatraden.decisions.services import record_decision
from rodatraden.decisions.taken import must_hold
from rodatraden.documents.models import File
from rodatraden.documents.services import store
from rodatraden.documents.words_in import Words, words_in
from rodatraden.lib import clock
from rodatraden.lib.text import capital, slug
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.current import current
from rodatraden.tenancy.edits import (
    Refused,
    Stale,
    checked,
    differing,
    free_key,
    must_be_ours,
    put,
    refuse,
    unknown_names,
)

RESERVED = frozenset({"nytt"})
"""Keys that are addresses of other pages."""
DECIDED = ("kind", "title", "decision", "text", "valid_from", "law_printed", "law_act", "law_current", "law_note")
"""What was decided, or says by what: corrected with a reason alone."""
CARE = ("responsible_unit", "responsible_kind", "revise_by", "follow_up_by", "note", "source", "adopted_on")
"""How the document is looked after."""
FIELDS = (*DECIDED, *CARE)
SHADOWS = ("title_sorted", "searched")
LAW = ("law_printed", "law_act", "law_current", "law_note")


@dataclass(frozen=True)
class Attached:
    """A file that is kept, and its words."""

    file: File
    words: Words


def take_file(actor: Actor, name: str, stream: IO[bytes]) -> Attached:
    """Keeps a file and reads it, before any transaction: reading takes some seconds. Raises Refused."""
    file = store(actor, name, stream)
    return Attached(file, words_in(file))


def may_keep(actor: Actor, body: int | None, unit: int | None) -> bool:
    """Whether the actor looks after documents that a body decides, or that a unit answers for: whoever decides or
    administers there. What belongs to nobody is looked after by whoever administers anything."""
    if body is None and unit is None:
        return actor.may_anywhere("administer")
    return any(actor.may(right, at) for right in ("decide", "administer") for at in (body, unit))


def may_keep_document(actor: Actor, document: GoverningDocument) -> bool:
    """The same, of a document that is there, with its decision."""
    return may_keep(actor, document.decision.body_id if document.decision else None, document.responsible_unit_id)


def record_missing(actor: Actor, title: str, body: Unit, day: date, paragraph: str) -> Decision:
    """Records the decision of a document that is being entered, under the document's title. What it refuses is told
    at the fields of that form."""
    try:
        return record_decision(actor, title=title, body=body, date=day, paragraph=paragraph)
    except Refused as refused:
        raise Refused({f"new_{name}": why for name, why in refused.reasons.items()}) from refused


def register_document(
    actor: Actor,
    *,
    kind: str,
    title: str,
    decision: Decision | None = None,
    units: Iterable[Unit] = (),
    attached: Attached | None = None,
    key: str = "",
    valid_to: date | None = None,
    followed_up_on: date | None = None,
    example: bool = False,
    **fields: Any,
) -> GoverningDocument:
    """Enters a document in the register. Holds from its decision's date unless `valid_from` says otherwise.

    Needs `decide` or `administer` over the body that decided it, or over the unit that answers for it; `administer`
    where there is neither. Raises Refused by field.
    """
    unknown_names(fields, FIELDS)
    row = GoverningDocument(municipality=current(), kind=kind, title=title.strip(), decision=decision, **_clean(fields))
    row.valid_from = row.valid_from or (decision.date if decision else None)
    row.valid_to, row.followed_up_on, row.example = valid_to, followed_up_on, example
    with transaction.atomic():
        _enter(actor, row, list(units), attached, key)
        log.record(actor.by, "förde in", "governing", row.key, row.title, after=_said(row))
    return row


def revise_document(
    actor: Actor,
    document: GoverningDocument,
    *,
    decision: Decision | None,
    valid_from: date | None = None,
    units: Iterable[Unit] | None = None,
    attached: Attached | None = None,
    **fields: Any,
) -> GoverningDocument:
    """A new wording by a new decision: a document of its own, which replaces the old one from a day.

    What is not named is as in the old one, but for dates and file. The old one holds until the day before, or until
    its own end where that is earlier: a revision never lengthens what it replaces.
    """
    unknown_names(fields, FIELDS)
    with transaction.atomic():
        old = _held(document)
        _need(actor, old)
        _must_be_open(old)
        if decision is None or decision.pk == old.decision_id:
            raise refuse(_("En ny lydelse behöver ett nytt beslut."), "decision")
        begins = valid_from or decision.date
        if begins is None:
            raise refuse(_("Beslutet har inget datum. Ange när den nya lydelsen börjar gälla."), "valid_from")
        if old.valid_from is not None and begins <= old.valid_from:
            raise refuse(_("Den nya lydelsen börjar gälla före den gamla."), "valid_from")
        same = {name: getattr(old, name) for name in ("kind", "title", "text", *LAW, *CARE[:2], "source")}
        said = {**same, **_clean(fields), "decision": decision, "valid_from": begins}
        row = GoverningDocument(municipality=current(), replaces=old, **said)
        kept = [concern.unit for concern in old.concerns.select_related("unit")] if units is None else list(units)
        _enter(actor, row, kept, attached, "")
        before = {} if old.valid_to is None else {"valid_to": old.valid_to}
        old.valid_to = min(begins - timedelta(days=1), old.valid_to or date.max)
        old.edit += 1
        old.save(update_fields=["valid_to", "edit"])
        after = {"valid_to": old.valid_to, "replaced_by": row.title}
        log.record(actor.by, "ersatte", "governing", old.key, old.title, before=before, after=after)
        log.record(actor.by, "förde in", "governing", row.key, row.title, after=_said(row))
    return row


def correct_document(
    actor: Actor,
    document: GoverningDocument,
    edit: int | None = None,
    *,
    reason: str = "",
    units: Iterable[Unit] | None = None,
    **fields: Any,
) -> GoverningDocument:
    """Corrects how a document is recorded and looked after. Raises Stale for one opened at an earlier change.

    What was decided is corrected only where it was recorded wrongly, which `reason` says.
    """
    unknown_names(fields, FIELDS)
    with transaction.atomic():
        row = _held(document)
        _need(actor, row)
        said = _clean(fields)
        changed = differing(row, said)
        now, wanted = _units_of(row), None if units is None else {unit.pk: unit for unit in units}
        moved = wanted is not None and set(wanted) != set(now)
        if not changed and not moved:
            return row
        if edit is not None and edit != row.edit:
            raise Stale({name: getattr(row, name) for name in said}, said)
        if not reason.strip() and any(name in DECIDED for name in changed):
            raise refuse(_("Skriv varför: det du ändrar är beslutat, och loggen ska säga vad som var fel."), "reason")
        must_hold(changed.get("decision"))
        before = put(row, changed)
        row.edit += 1
        _check(actor, row)
        _check_words(actor, row, changed)
        row.save(update_fields=[*changed, *SHADOWS, "edit"])
        if moved and wanted is not None:
            before, changed = {**before, "units": _names(now)}, {**changed, "units": _names(wanted)}
            _set_units(row, list(wanted.values()))
        after = {**changed, **({"reason": reason.strip()} if reason.strip() else {})}
        log.record(actor.by, "rättade", "governing", row.key, row.title, before, after)
    return row


def follow_up_document(
    actor: Actor, document: GoverningDocument, *, on: date, note: str = "", again: date | None = None
) -> GoverningDocument:
    """Says that a document has been followed up, what came of it, and when it is to be done again."""
    with transaction.atomic():
        row = _held(document)
        _need(actor, row)
        if on > clock.today():
            raise refuse(_("Dagen har inte varit än."), "on")
        if again is not None and again <= on:
            raise refuse(_("Nästa uppföljning ska ligga efter den här."), "again")
        before = {"followed_up_on": row.followed_up_on, "follow_up_by": row.follow_up_by}
        row.followed_up_on, row.follow_up_by = on, again
        row.edit += 1
        row.save(update_fields=["followed_up_on", "follow_up_by", "edit"])
        after = {"followed_up_on": on, "follow_up_by": again, "note": note.strip()}
        log.record(actor.by, "följde upp", "governing", row.key, row.title, before, after)
    return row


def end_document(actor: Actor, document: GoverningDocument, *, on: date, reason: str) -> GoverningDocument:
    """Lets a document hold no longer than a day, without another in its place. Never longer than it did."""
    with transaction.atomic():
        row = _held(document)
        _need(actor, row)
        _must_be_open(row)
        if not reason.strip():
            raise refuse(_("Skriv varför det upphör, gärna med beslutet."), "reason")
        if row.valid_to is not None and on > row.valid_to:
            raise refuse(_("Dokumentet upphör redan %(day)s. Välj en tidigare dag.") % {"day": row.valid_to}, "on")
        before, row.valid_to = {"valid_to": row.valid_to}, on
        row.edit += 1
        checked(row, exclude=_unchecked(row))
        row.save(update_fields=["valid_to", "edit"])
        after = {"valid_to": on, "reason": reason.strip()}
        log.record(actor.by, "avslutade", "governing", row.key, row.title, before, after)
    return row


def attach_file(
    actor: Actor, document: GoverningDocument, attached: Attached, *, reason: str = ""
) -> GoverningDocument:
    """Puts the document's file in the register. Another in its place needs a reason; the log keeps which it was."""
    must_be_ours(attached.file, "file")
    with transaction.atomic():
        row = _held(document)
        _need(actor, row)
        if row.file_id == attached.file.pk:
            return row
        if row.file_id and not reason.strip():
            raise refuse(_("Skriv varför filen byts: dokumentet är beslutat."), "reason")
        before = {"file": row.file.name, "sha256": row.file.sha256} if row.file else None
        _put(row, attached)
        row.edit += 1
        row.save(update_fields=["file", "file_text", "file_unread", *SHADOWS, "edit"])
        after = {"file": attached.file.name, "sha256": attached.file.sha256, "reason": reason.strip()}
        log.record(actor.by, "bifogade", "governing", row.key, row.title, before, after)
    return row


def _put(row: GoverningDocument, attached: Attached) -> None:
    row.file, row.file_text, row.file_unread = attached.file, attached.words.text, attached.words.unread


def _enter(actor: Actor, row: GoverningDocument, units: list[Unit], attached: Attached | None, key: str) -> None:
    if attached is not None:
        must_be_ours(attached.file, "file")
        _put(row, attached)
    must_hold(row.decision)
    row.key = key or free_key(GoverningDocument.objects.all(), slug(row.title)[:70] or "styrdokument", RESERVED)
    if row.key in RESERVED or GoverningDocument.objects.filter(key=row.key).exists():
        raise refuse(_("Ett styrdokument med den nyckeln finns redan."), "key")
    _check(actor, row)
    _check_words(actor, row, ("kind", "responsible_kind"))
    row.save(force_insert=True)
    _set_units(row, units)


def _check(actor: Actor, row: GoverningDocument) -> None:
    must_be_ours(row.decision, "decision")
    must_be_ours(row.responsible_unit, "responsible_unit")
    _need(actor, row)
    if row.responsible_kind and row.responsible_unit is None:
        raise refuse(_("Ange enheten där rollen finns."), "responsible_unit")
    if row.law_printed and not row.law_act:
        raise refuse(_("Ange vilken lag som dokumentet menar: SFS-numret."), "law_act")
    if row.adopted_on and row.adopted_on > clock.today():
        raise refuse(_("Dagen har inte varit än."), "adopted_on")
    if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
        raise refuse(_("Sista dagen ligger före den första."), "valid_from")
    for name in ("revise_by", "follow_up_by"):
        if row.valid_from and (day := getattr(row, name)) and day < row.valid_from:
            raise refuse(_("Dagen ligger före den då dokumentet börjar gälla."), name)
    checked(row, exclude=_unchecked(row))


def _check_words(actor: Actor, row: GoverningDocument, changed: Iterable[str]) -> None:
    """A kind or role that is new in the row must be one of the model's; what stands there already may be older."""
    model = actor.model_on(clock.today())
    if model is None:
        return
    kind = model.governing_of(row.kind)
    if row.adopted_on and kind is not None and not kind.binds_when_adopted:
        told = _("%(kind)s antas inte av någon bolagsstämma. Lämna dagen tom.")
        raise refuse(told % {"kind": capital(kind.name)}, "adopted_on")
    if "kind" in changed and model.governing_of(row.kind) is None:
        raise refuse(_("Styrmodellen har inget sådant slag av styrdokument."), "kind")
    if "responsible_kind" in changed and row.responsible_kind and model.role_of(row.responsible_kind) is None:
        raise refuse(_("Styrmodellen har ingen sådan roll."), "responsible_kind")


def _unchecked(row: GoverningDocument) -> list[str]:
    """Fields that come from rows which are there, and a text that has no limit but its own."""
    return ["searched", "title_sorted", "file", "decision", "responsible_unit", "replaces"]


def _need(actor: Actor, row: GoverningDocument) -> None:
    if not may_keep_document(actor, row):
        raise PermissionDenied


def _held(document: GoverningDocument) -> GoverningDocument:
    """The row, held until the transaction ends."""
    must_be_ours(document, "")
    rows = GoverningDocument.objects.select_for_update(of=("self",))
    found: GoverningDocument | None = (
        rows.select_related("decision", "responsible_unit", "file").filter(pk=document.pk).first()
    )
    if found is None:
        raise refuse(_("Dokumentet finns inte längre."))
    return found


def _must_be_open(row: GoverningDocument) -> None:
    if GoverningDocument.objects.filter(replaces=row).exists():
        raise refuse(_("Dokumentet är redan ersatt av ett annat."))
    if row.valid_to is not None and row.valid_to < clock.today():
        raise refuse(_("Dokumentet har redan upphört att gälla."))


def _clean(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}


def _set_units(row: GoverningDocument, units: list[Unit]) -> None:
    for unit in units:
        must_be_ours(unit, "units")
    row.concerns.exclude(unit__in=units).delete()
    there = set(row.concerns.values_list("unit", flat=True))
    new = [unit for unit in dict.fromkeys(units) if unit.pk not in there]
    Concern.objects.bulk_create(Concern(municipality=row.municipality, document=row, unit=unit) for unit in new)


def _units_of(row: GoverningDocument) -> dict[int, Unit]:
    return {concern.unit_id: concern.unit for concern in row.concerns.select_related("unit")}


def _names(units: Mapping[int, Unit]) -> str:
    return ", ".join(sorted(unit.name for unit in units.values()))


def _said(row: GoverningDocument) -> dict[str, Any]:
    """What a new document says, for the log; its text by its length, since it stands in the row itself."""
    found = {name: getattr(row, name) for name in FIELDS if name != "text"}
    return {name: value for name, value in found.items() if value not in (None, "")}
