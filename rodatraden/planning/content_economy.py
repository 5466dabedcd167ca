"""The economy in a plan's document: the frames that it divides beside those of the year before, or its own lines."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from rodatraden.documents.content import Block as Part
from rodatraden.documents.content import (
    Cell,
    Column,
    Heading,
    MissingCell,
    MoneyCell,
    NumberCell,
    Paragraph,
    Row,
    Table,
    TextCell,
)
from rodatraden.economy.rows import Figure as Amount
from rodatraden.lib.text import capital, in_words, say
from rodatraden.planning.frame_rows import FrameRow, FrameTable
from rodatraden.planning.framing import KINDS, kinds_for
from rodatraden.planning.models import PlanText
from rodatraden.planning.source import Source
from rodatraden.steering.schema.planning import LineKind


def economy(source: Source, level: int, kinds: Sequence[LineKind] = KINDS) -> Iterable[Part]:
    """The frames that the plan divides, by kinds of lines; else the lines of its unit, in tkr."""
    divided = [table for table in source.frames if table.is_proposed]
    if divided:
        yield from _divided(source, level, [table for table in divided if table.line.kind in kinds])
        return
    known = [row for row in source.lines() if row.figures and row.line.kind in kinds]
    if not known:
        return
    yield Heading(_("Ekonomi"), level, "ekonomi")
    columns = (Column(_("Rad"), width=3), Column(_("Ram %(year)s") % {"year": source.plan.starts.year}, "money"))
    rows = tuple(Row((TextCell(capital(row.name), example=row.example), _money(row.frame))) for row in known)
    yield Table(_("Ram"), columns, rows)
    yield Paragraph(_("Beloppen är i tusental kronor."), "note")


def frames_for(source: Source, row: PlanText) -> Sequence[Part]:
    """What a required section about frames shows where nobody has written it: the frames that belong there."""
    if not row.asked or row.text.strip() or not any(table.is_proposed for table in source.frames):
        return ()
    parts = economy(source, 2, kinds_for(row.heading))
    return [part for part in parts if not isinstance(part, Heading)]


def _divided(source: Source, level: int, tables: Sequence[FrameTable]) -> Iterable[Part]:
    if not tables:
        return
    year = source.plan.starts.year
    yield Heading(_("Ramar %(year)s") % {"year": year}, level, "ramar")
    named = _("Föreslagen ram %(year)s") if source.plan.is_open else _("Ram %(year)s")
    for table in tables:
        explains = any(row.reason for row in table.rows)
        columns = (
            Column(_("Enhet"), width=4),
            Column(_("Ram %(year)s") % {"year": year - 1}, "money"),
            Column(named % {"year": year}, "money"),
            Column(_("Ändring"), "money", signed=True),
            Column(_("Ändring, %"), "number", decimals=1, signed=True),
            *((Column(_("Varför"), width=4),) if explains else ()),
        )
        caption = str(say("Ramar {year}: {line}", year=year, line=table.line.name.one))
        yield Table(caption, columns, tuple(_rows(table, explains)))
        if table.missing:
            told = say("Ingen ram föreslås än för {units}.", units=in_words(table.missing))
            if not source.plan.is_open:
                told = say("Planen beslutar ingen ram för {units}.", units=in_words(table.missing))
            yield Paragraph(str(told), "note")
    unit = _("Beloppen är i tusental kronor, nettokostnad.")
    if source.plan.is_open:
        unit = _("Beloppen är i tusental kronor, nettokostnad. Ramarna är ett förslag tills planen är beslutad.")
    yield Paragraph(unit, "note")


def _rows(table: FrameTable, explains: bool) -> Iterable[Row]:
    for row in table.rows:
        if row.before is not None or row.after is not None:
            yield _row(row, row.name, explains)
    yield _row(table.total, _("Summa"), explains, "total")
    if table.whole.after is not None:
        yield _row(table.whole, _("Att fördela"), explains, "total")
        if table.left:
            cells = (TextCell(_("Inte fördelat")), MissingCell(), _kronor(table.left), MissingCell(), MissingCell())
            yield Row((*cells, *((TextCell(""),) if explains else ())))


def _row(row: FrameRow, name: str, explains: bool, kind: str = "body") -> Row:
    change = NumberCell(row.per_cent) if row.per_cent is not None else MissingCell()
    cells: tuple[Cell, ...] = (
        TextCell(name),
        _kronor(row.before),
        _kronor(row.after, row.example),
        _kronor(row.change),
        change,
        *((TextCell(row.reason),) if explains else ()),
    )
    return Row(cells, "total" if kind == "total" else "body")


def _kronor(value: Decimal | None, example: bool = False) -> Cell:
    return MissingCell() if value is None else MoneyCell(value, example=example)


def _money(figure: Amount | None) -> Cell:
    return MoneyCell(figure.value, example=figure.example) if figure else MissingCell()
