"""A report as a document: one content, from which page, PDF, Word and Excel are made (F9).

Everything is read once for all the documents of an occasion, so that sixty reports cost no more queries than one.
"""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from rodatraden.documents.build import rich
from rodatraden.documents.content import Block as Part
from rodatraden.documents.content import (
    Callout,
    DateCell,
    DefinitionList,
    Document,
    Heading,
    KeySentence,
    Paragraph,
    Term,
    TextCell,
)
from rodatraden.followup.content_results import doing, goals, judged
from rodatraden.followup.content_sound import sound_economy, sound_in_short
from rodatraden.followup.content_source import Source, read
from rodatraden.followup.content_tables import assignments, attachments, audited, decisions_asked, economy, followed
from rodatraden.followup.models import HANDING_OVER, OFFICIAL
from rodatraden.followup.parts import parts_of
from rodatraden.followup.reports import is_body
from rodatraden.followup.round import Round, Slot
from rodatraden.followup.sound import Overall
from rodatraden.followup.way import occasion_told
from rodatraden.indicators.judgement import word_of
from rodatraden.lib import clock
from rodatraden.lib.text import say
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import UnitKind
from rodatraden.tenancy.current import current
from rodatraden.thread.gather import Node
from rodatraden.thread.goals import standing
from rodatraden.thread.marking import scale_of


def documents_of(
    actor: Actor, round: Round, slots: Sequence[Slot], *, depth: int = 1, final: bool = False
) -> list[tuple[Slot, Document]]:
    """The document of each slot, in their order; `depth` is how many floors of the reports beneath are laid in,
    `final` where they are about to be frozen. A fixed number of queries, and in Swedish, whoever asks."""
    with override("sv"):
        source = read(actor, round)
        return [(slot, document_of(source, slot, depth, final=final)) for slot in slots]


def document_of(source: Source, slot: Slot, depth: int = 1, *, final: bool = False) -> Document:
    """One report as a document."""
    round = source.round
    return Document(
        title=str(occasion_told(round)),
        municipality=current().name,
        date=clock.today(),
        parts=tuple(_parts(source, slot, depth)),
        subtitle=slot.place.name if slot.place.kind != UnitKind.COUNCIL else "",
        sender=slot.place.name,
        period=f"{round.occasion.start.isoformat()}–{round.occasion.last.isoformat()}",
        draft=not final and not is_official(slot),
        example=bool(slot.report and slot.report.example),
    )


def is_official(slot: Slot) -> bool:
    """Whether the report has left the hands of those who wrote it: treated, or handed over to others."""
    return slot.state in OFFICIAL or (slot.is_done and slot.place.kind in HANDING_OVER)


def _parts(source: Source, slot: Slot, depth: int) -> Iterable[Part]:
    round = source.round
    yield Heading(_("I korthet"), 1, "korthet")
    yield from _summary(source, slot)
    whole = source.whole(slot)
    yield from decisions_asked(round, slot)
    yield from _changes(source, slot, whole)
    yield from sound_in_short(whole)
    yield from _waiting(source, slot)
    yield from _chapter(_("Resultat"), "resultat", _results(source, slot, 2))
    yield from sound_economy(whole, 1)
    yield from _chapter(_("Analys"), "analys", _written(source, slot, 2))
    yield from _chapter(_("Rapporterna under"), "under", _beneath(source, slot, slot, depth))
    if source.audited is not None and slot.place.authority:
        yield from audited(source.audited.of(judged(source, slot), whole), 1)
    yield Heading(_("Om rapporten"), 1, "om")
    yield _about(source, slot)
    yield from attachments(round, slot, source.attached.get(slot.report.pk, ()) if slot.report else ())


def _goes_along(round: Round, slot: Slot, one: Slot) -> bool:
    """Whether a report beneath goes with that above it: it is handed in, and another authority's once that has handed
    over its own (TF 2:10, O5). The executive board writes the council's."""
    if not one.is_done:
        return False
    mine, theirs = round.tree.authority_id(slot.place.id), round.tree.authority_id(one.place.id)
    over = round.slots.get(theirs or one.place.id, one)
    if mine == theirs or (slot.place.kind == UnitKind.COUNCIL and over.place.kind == UnitKind.EXECUTIVE_BOARD):
        return True
    return over.is_handed_over or is_official(over)


def _beneath(source: Source, top: Slot, slot: Slot, depth: int) -> Iterable[Part]:
    """The reports that go with the topmost, so many floors down, each floor's after those that it answers to."""
    for one in source.round.beneath(slot.place.id) if depth else ():
        if _goes_along(source.round, top, one):
            yield Heading(one.place.name, 2)
            yield from _summary(source, one)
            yield from goals(source, one, 3)
            yield from economy(source.lines(one), 3)
            yield from _followed(source, one, 3)
            yield from _written(source, one, 3)
        yield from _beneath(source, top, one, depth - 1)


def _chapter(title: str, anchor: str, parts: Iterable[Part]) -> Iterable[Part]:
    """A chapter, where there is anything in it."""
    found = list(parts)
    if found:
        yield Heading(title, 1, anchor)
        yield from found


def _results(source: Source, slot: Slot, level: int) -> Iterable[Part]:
    yield from goals(source, slot, level)
    if (listed := source.assigned(slot)) is not None:
        yield from assignments(listed, level)
    yield from economy(source.lines(slot), level)
    yield from _followed(source, slot, level)
    yield from doing(source, slot, level)


def _followed(source: Source, slot: Slot, level: int) -> Iterable[Part]:
    """The unit's own deviations and remedies; a body's with those of the units beneath it."""
    units = [slot.place.id]
    if slot.place.authority:
        own = source.round.tree.authority_id(slot.place.id)
        below = source.round.all_beneath(slot.place.id)
        units += [one.place.id for one in below if source.round.tree.authority_id(one.place.id) == own]
    deviations = [row for unit in units for row in source.deviations.get(unit, ())]
    remedies = [row for unit in units for row in source.remedies.get(unit, ())]
    yield from followed(deviations, remedies, level)


def _summary(source: Source, slot: Slot) -> Iterable[Part]:
    """How the goals stand, in a sentence or two."""
    if (listed := source.assigned(slot)) is not None:
        yield KeySentence(str(listed.sentence))
    nodes = judged(source, slot)
    if not nodes:
        return
    first, then = standing(source.thread, nodes)
    yield KeySentence(str(first))
    if then:
        yield Paragraph(str(then), "lead")


def _changes(source: Source, slot: Slot, whole: Overall | None) -> Iterable[Part]:
    """The goals that stand otherwise than last time, and sound economic management as a whole."""
    items = []
    if whole and (change := whole.changed(source.before.get(None))):
        told = {"goal": _("God ekonomisk hushållning"), "was": change[0], "now": change[1]}
        items.append(str(say("{goal}: förut {was}, nu {now}", **told)))
    for node in judged(source, slot):
        then, scale = source.before.get(node.version.item_id), scale_of(source.thread.model, rule_key(node))
        value = scale.value(then.value) if then else None
        if value is None or node.judgement is None or node.judgement.value_key in (None, value.key):
            continue
        was = word_of(value, source.thread.closed)
        items.append(str(say("{goal}: förut {was}, nu {now}", goal=node.title, was=was, now=node.judgement.word)))
    if items:
        yield Callout("note", _("Ändrat sedan förra gången"), items=tuple(items))


def rule_key(node: Node) -> str:
    return node.version.rule or node.level.status


def _waiting(source: Source, slot: Slot) -> Iterable[Part]:
    waiting = [
        one.place.name for one in source.round.beneath(slot.place.id) if not _goes_along(source.round, slot, one)
    ]
    if waiting:
        yield Callout("missing", _("Rapporten lämnas utan"), items=tuple(waiting))


def _written(source: Source, slot: Slot, level: int) -> Iterable[Part]:
    round, texts = source.round, source.texts_of(slot)
    parts = parts_of(
        round.type,
        has_beneath=bool(round.beneath(slot.place.id)),
        is_body=is_body(round.tree, slot.place.id),
        is_whole=slot.place.kind == UnitKind.COUNCIL,
    )
    for part in parts:
        row = texts.get(part.key)
        if row is not None and row.text.strip():
            yield Heading(str(part.label), level)
            yield rich(row.text)


def _about(source: Source, slot: Slot) -> DefinitionList:
    report = slot.report
    terms = [Term(_("Lämnas senast"), DateCell(slot.by))]
    if report is not None and report.submitted_at is not None:
        submitted = clock.day_of(report.submitted_at).isoformat()
        terms.append(Term(_("Inlämnad"), TextCell(f"{submitted}, {report.submitted_by}")))
    if report is not None and report.decision is not None:
        decision = report.decision
        day = decision.date.isoformat() if decision.date else ""
        told = f"{report.get_treatment_display()}, {day} § {decision.paragraph}"
        terms.append(Term(_("Behandlad"), TextCell(told)))
    return DefinitionList(tuple(terms))
