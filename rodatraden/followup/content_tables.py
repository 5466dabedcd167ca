"""The tables of a report as a document: economy, what auditors ask for, and what the body is to decide."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from rodatraden.documents.build import status
from rodatraden.documents.content import (
    Attachment,
    AttachmentList,
    BulletList,
    Callout,
    Cell,
    Column,
    DateCell,
    Heading,
    MissingCell,
    MoneyCell,
    NumberCell,
    Paragraph,
    Row,
    StatusCell,
    Table,
    TextCell,
)
from rodatraden.documents.content import Block as Part
from rodatraden.economy.rows import Figure, LineRow
from rodatraden.followup.assigned import Assigned
from rodatraden.followup.for_auditors import ForAuditors
from rodatraden.followup.models import Attachment as Attached
from rodatraden.followup.models import AttachmentKind
from rodatraden.followup.round import Round, Slot
from rodatraden.indicators.figure_rows import target_words, written
from rodatraden.indicators.models import Evidence, Target
from rodatraden.indicators.rows import TargetRow
from rodatraden.lib import clock
from rodatraden.lib.text import capital, say
from rodatraden.organisation.models import UnitKind
from rodatraden.remedies.reading import DeviationRow, RemedyRow
from rodatraden.thread.assignments import Assignment

AUDITED = frozenset({"half_year", "annual"})
"""Kinds of reports that the auditors judge (KL 12:2)."""


def economy(rows: Sequence[LineRow], level: int) -> Iterable[Part]:
    """Frame, outcome, forecast and deviation, in tkr and per cent; nothing where nothing is entered."""
    known = [row for row in rows if row.figures]
    if not known:
        return
    yield Heading(_("Ekonomi"), level)
    as_of = max((row.outcome.as_of for row in known if row.outcome), default=None)
    columns = (
        Column(_("Rad"), width=3),
        Column(_("Ram"), "money"),
        Column(_("Utfall t.o.m. %(day)s") % {"day": as_of.isoformat()} if as_of else _("Utfall"), "money"),
        Column(_("Prognos"), "money"),
        Column(_("Avvikelse"), "money", signed=True),
        Column(_("Avvikelse"), "number", unit="%", decimals=1, signed=True),
    )
    yield Table(_("Ram, utfall och prognos"), columns, tuple(_line(row) for row in known))


def _line(row: LineRow) -> Row:
    found = row.deviation
    per_cent = found.per_cent if found else None
    return Row(
        (
            TextCell(capital(row.name), example=row.example),
            _money(row.frame),
            _money(row.outcome),
            _money(row.forecast),
            MoneyCell(found.kronor) if found else MissingCell(),
            NumberCell(per_cent) if per_cent is not None else MissingCell(),
        )
    )


def _money(figure: Figure | None) -> Cell:
    return MoneyCell(figure.value, example=figure.example) if figure else MissingCell()


def assignments(found: Assigned, level: int) -> Iterable[Part]:
    """The assignments with where each stands: first those that are decided and not carried out (T11)."""
    if not found.rows:
        return
    yield Heading(_("Uppdrag"), level)
    for caption, rows in ((_("Uppdrag som inte är genomförda"), found.left), (_("Avslutade uppdrag"), found.over)):
        if rows:
            yield Table(caption, _assignment_columns(), tuple(_assignment(each) for each in rows))


def _assignment_columns() -> tuple[Column, ...]:
    return (
        Column(_("Uppdrag"), width=4),
        Column(_("Givet till"), width=2),
        Column(_("Ska vara klart"), "date"),
        Column(_("Läge")),
        Column(_("Vad som gjorts"), width=4),
    )


def _assignment(each: Assignment) -> Row:
    version, progress = each.node.version, each.node.progress
    return Row(
        (
            TextCell(version.title, example=version.example),
            TextCell(str(each.to)),
            DateCell(version.deadline) if version.deadline else MissingCell(),
            TextCell(str(each.state)),
            TextCell(progress.note if progress else ""),
        )
    )


def followed(deviations: Sequence[DeviationRow], remedies: Sequence[RemedyRow], level: int) -> Iterable[Part]:
    """Deviations, and the remedies that are followed until their effect is known (F4)."""
    if not deviations and not remedies:
        return
    yield Heading(_("Avvikelser och åtgärder"), level)
    if deviations:
        columns: tuple[Column, ...] = (
            Column(_("Avvikelse"), width=4),
            Column(_("Anmäld"), "date"),
            Column(_("Belopp"), "money"),
            Column(_("Analys"), width=4),
        )
        yield Table(_("Avvikelser"), columns, tuple(_deviation(row) for row in deviations))
    if remedies:
        columns = (
            Column(_("Åtgärd"), width=4),
            Column(_("Ansvarig"), width=2),
            Column(_("Klar senast"), "date"),
            Column(_("Läge"), "status"),
            Column(_("Effekt"), width=3),
        )
        yield Table(_("Åtgärder"), columns, tuple(_remedy(row) for row in remedies))


def _deviation(row: DeviationRow) -> Row:
    found = row.deviation
    words = f"{found.what} ({_('väsentlig')})" if found.material else found.what
    return Row(
        (
            TextCell(words, example=found.example),
            DateCell(clock.day_of(found.reported_at)),
            MoneyCell(found.amount) if found.amount is not None else MissingCell(),
            TextCell(found.analysis),
        )
    )


def _remedy(row: RemedyRow) -> Row:
    found = row.remedy
    effect = "; ".join(each for each in (found.effect_text, str(row.compared)) if each)
    return Row(
        (
            TextCell(found.what, example=found.example),
            TextCell(row.responsible),
            DateCell(found.deadline) if found.deadline else MissingCell(),
            StatusCell(status(row.mark)),
            TextCell(effect),
        )
    )


def decisions_asked(round: Round, slot: Slot) -> Iterable[Part]:
    """What the body is to decide, first in the document of a body."""
    name = round.type.name.definite or round.type.name.one
    items = [str(say("{name} per {end} godkänns", name=name, end=round.occasion.last.isoformat()))]
    if slot.place.kind == UnitKind.COUNCIL:
        yield Callout("decision", _("Fullmäktige ska besluta"), items=tuple(items))
    elif slot.place.authority:
        items.append(_("rapporten lämnas vidare"))
        yield Callout("decision", _("Förslag till beslut"), items=tuple(items))


def audited(found: ForAuditors, level: int) -> Iterable[Part]:
    """What auditors look for: judged by hand, targets set anew, goals without a decision, adopted against reported."""
    yield Heading(_("Underlag för granskning"), level, "granskning")
    if found.hands:
        columns: tuple[Column, ...] = (
            Column(_("Mål"), width=3),
            Column(_("Regelns förslag")),
            Column(_("Bedömt som")),
            Column(_("Varför"), width=4),
        )
        rows = tuple(
            Row(tuple(TextCell(str(each)) for each in (hand.title, hand.proposed, hand.judged, hand.reason)))
            for hand in found.hands
        )
        yield Table(_("Bedömningar som avviker från regelns förslag"), columns, rows)
    if found.targets:
        columns = (
            Column(_("Indikator"), width=4),
            Column(_("Förut")),
            Column(_("Nu")),
            Column(_("Ändrat"), "date"),
            Column(_("Varför"), width=3),
        )
        yield Table(_("Målvärden som ändrats under året"), columns, tuple(_target(each) for each in found.targets))
    if found.undecided:
        yield Paragraph(_("Mål som det inte går att se ett beslut om:"))
        yield BulletList(tuple(node.title for node in found.undecided))
    if found.differences:
        columns = (Column(_("Mål"), width=3), Column(_("Skillnad mot det beslutade"), width=5))
        rows = tuple(Row((TextCell(each.title), TextCell(str(each.told)))) for each in found.differences)
        yield Table(_("Beslutat mot redovisat"), columns, rows)
    if found.is_empty:
        yield Paragraph(_("Inga bedömningar, målvärden eller mål avviker från det som är beslutat."))


def _target(target: Target) -> Row:
    unit = written(target.indicator)
    before = target.replaces
    return Row(
        (
            TextCell(target.indicator.called),
            TextCell(str(target_words(target_as_row(before), unit))) if before else MissingCell(),
            TextCell(str(target_words(target_as_row(target), unit))),
            DateCell(clock.day_of(target.entered_at)),
            TextCell(target.reason),
        )
    )


def target_as_row(target: Evidence) -> TargetRow:
    """A target as the words for it take one."""
    return TargetRow._make(getattr(target, name) for name in TargetRow._fields)


def attachments(round: Round, slot: Slot, rows: Sequence[Attached]) -> Iterable[Part]:
    """The files beside the document with their sums; of the auditors' judgement also that it is missing (F7)."""
    found = [Attachment(row.title, row.file.name, row.file.sha256, row.file.size) for row in rows]
    audits = any(row.kind == AttachmentKind.AUDITORS for row in rows)
    if round.type.kind in AUDITED and slot.place.kind == UnitKind.COUNCIL and not audits:
        found.append(Attachment(_("Revisorernas bedömning"), missing=_("Den har inte kommit in.")))
    if found:
        yield Heading(_("Bilagor"), 2, "bilagor")
        yield AttachmentList(tuple(found))
