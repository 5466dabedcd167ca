"""Which kind of file a sheet is, and its rows as values: what is lacking or cannot be read is told in words."""

import difflib
from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

from rodatraden.exchange.grid import Cell, Sheet, SheetProblem, column_letter, heading, problem
from rodatraden.exchange.kinds import layouts
from rodatraden.exchange.layouts import Col, Fault, Known, Layout, Line
from rodatraden.exchange.values import CellProblem, Value
from rodatraden.lib.text import Text, in_words, say

Thing = TypeVar("Thing")
TOLD_EACH, TOLD_AT_LEAST = 1000, 100
"""Whoever waits is told after so many things, and at least so many times in all."""


def recognise(sheets: Sequence[Sheet]) -> list[Known]:
    """Which kind of file each sheet is, in the order they must be loaded. Sheets of no kind are left out.

    Raises SheetProblem where no sheet is of any kind, naming what the nearest kind lacks.
    """
    found = [match for sheet in sheets if sheet.rows and not isinstance(match := _match(sheet), SheetProblem)]
    if not found:
        faults = [fault for sheet in sheets if sheet.rows and isinstance(fault := _match(sheet), SheetProblem)]
        raise faults[0]
    order = [layout.key for layout in layouts()]
    return sorted(found, key=lambda one: order.index(one.layout.key))


def _match(sheet: Sheet) -> Known | SheetProblem:
    heads = [heading(head) for head in sheet.header]
    likeliest = max(layouts(), key=lambda layout: _likeness(layout, heads))
    if twice := sorted({head for head in heads if head and heads.count(head) > 1}):
        return problem("Kolumnen ”{name}” finns två gånger. Ta bort den ena.", name=twice[0])
    likeliest = likeliest.asking(heads)
    names = likeliest.names
    places = {place: names[head] for place, head in enumerate(heads) if head in names}
    there = {column.says for column in places.values()}
    if len(there) < len(places):
        return problem("Två kolumner betyder samma sak, med svenskt namn och med nyckel. Ta bort den ena.")
    strange = tuple(head for head in sheet.header if head and heading(head) not in names)
    if {"organisation_unit", "status_reason"} <= set(heads) or {"ledets nyckel", "varför"} <= set(heads):
        return problem("Filen är en sammanställning. Hämta Utfall eller Målvärden, ändra där och läs in den filen.")
    lacking = [column for column in likeliest.columns if column.needed and column.key not in there]
    if lacking:
        return _lacking(likeliest, lacking, strange, there)
    return Known(likeliest, sheet, places, strange)


def _likeness(layout: Layout, heads: Sequence[str]) -> tuple[float, float, int]:
    """How much of what the layout needs is there, also if misspelt, and how much of the rest."""
    needed = [column for column in layout.columns if column.needed]
    there = {layout.names[head].says for head in heads if head in layout.names}
    near = sum(column.key in there or bool(_near(column, heads)) for column in needed)
    return sum(column.key in there for column in needed) / len(needed), near / len(needed), len(there)


def _near(column: Col, heads: Sequence[str]) -> str:
    """A head that could be the column's name, misspelt."""
    return next(iter(difflib.get_close_matches(heading(column.name), heads, 1, 0.75)), "")


def _lacking(layout: Layout, lacking: Sequence[Col], strange: Sequence[str], there: Collection[str]) -> SheetProblem:
    names = in_words([f"”{column.name}”" for column in lacking])
    if not there:
        return problem("Ingen kolumn i filen känns igen. Hämta filen härifrån och utgå från den.")
    heads = {heading(head): head for head in strange}
    near = [
        say("”{strange}” i filen ser ut att vara ”{name}”.", strange=heads[found], name=column.name)
        for column in lacking
        if (found := _near(column, list(heads)))
    ]
    hint = near[0] if near else say("Hämta filen härifrån och utgå från den.")
    return problem("Filen liknar ”{title}” men saknar {names}. {hint}", title=layout.title, names=names, hint=hint)


def lines_of(known: Known, upto: int = 10) -> list[Line]:
    """The rows of a sheet as values. A row with any fault in a column that is read has them listed.

    `upto`: how many percent of the load's work this is.
    """
    return [_line(known, number, cells) for number, cells in counted(known, known.sheet.rows, 0, upto)]


def counted(known: Known, things: Sequence[Thing], after: int = 10, upto: int = 100) -> Iterator[Thing]:
    """The things, one by one, with whoever waits told now and then how far the sheet has come, in rows.

    `after` and `upto` say which percents of the load's work this pass over the rows is.
    """
    rows, each = len(known.sheet.rows), max(1, min(TOLD_EACH, len(things) // TOLD_AT_LEAST))
    for done, thing in enumerate(things):
        if done and done % each == 0:
            known.told(rows * (after * len(things) + (upto - after) * done) // (100 * len(things)), rows)
        yield thing


def _line(known: Known, number: int, cells: Sequence[Cell]) -> Line:
    found: dict[str, Value] = {}
    faults: list[Fault] = []
    flags = known.sheet.flags
    for place, column in known.places.items():
        if column.told:
            continue
        cell = cells[place]
        reason = _flagged(flags[number, place], number, place, cell) if flags and (number, place) in flags else None
        if reason is None:
            try:
                found[column.says] = value = column.read(cell)
                reason = _unfit(column, value)
            except CellProblem as fault:
                reason = fault.text
        if reason is not None:
            faults.append(Fault(column.name, reason))
    if number in known.sheet.longer:
        faults.append(Fault("", say("Raden har fler celler än rubriken. Står ett decimalkomma utan citattecken?")))
    return Line(number, found, tuple(faults))


def _unfit(column: Col, value: Value) -> Text | None:
    if column.filled and value in (None, "", ()):
        return say("Cellen är tom men måste fyllas i.")
    if column.longest and isinstance(value, str) and len(value) > column.longest:
        return say("Texten är längre än {most} tecken.", most=column.longest)
    return None


def _flagged(flag: str, number: int, place: int, cell: Cell) -> Text | None:
    where = f"{column_letter(place)}{number}"
    if flag == "formula":
        return say("Cell {where} är en formel. Kopiera cellen och klistra in den som värde.", where=where)
    if cell is None:
        return None
    return say(
        "Cell {where} är formaterad som procent: 70,5 % lagras då som 0,705. Skriv talet utan procentformat.",
        where=where,
    )
