"""What differs between two tables: columns by their heads, rows by their names, cell by cell. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rodatraden.documents import shown
from rodatraden.documents.content import Cell, Column, Row, StatusCell, Table, TextCell
from rodatraden.documents.difference_pairs import Pair, fellows, gaps, likeness, paired, woven
from rodatraden.lib.word_diff import Piece, word_diff

RowChange = Literal["new", "gone", "changed"]
RENAMED = 0.6
"""A row that says so much of what another said is that row under a new name."""


@dataclass(frozen=True)
class CellDifference:
    """A cell before and after, with the columns it stands in; None on the side where there is no such cell.
    `pieces` where both are words."""

    before: Cell | None
    after: Cell | None
    column_before: Column | None
    column_after: Column | None
    pieces: tuple[Piece, ...] = ()

    @property
    def head(self) -> str:
        """What its column is called, last."""
        column = self.column_after or self.column_before
        return column.head if column else ""


@dataclass(frozen=True)
class RowDifference:
    """A row that came, went or has other cells than before. `name` is its first cell's words, the latest;
    `within` the heading row above it. `cells` are those that differ; of one that came or went all but its name.
    `heads`: it is a heading row itself."""

    change: RowChange
    name: str
    within: str
    cells: tuple[CellDifference, ...]
    heads: bool = False


@dataclass(frozen=True)
class TableDifference:
    """What a reader sees differ. `caption` is whole, in pieces; `under` the notes and the source, where they
    differ; `renamed` heads before and after; `reordered` where the rows of both stand in another order."""

    caption: tuple[Piece, ...]
    rows: tuple[RowDifference, ...]
    under: tuple[Piece, ...]
    columns_new: tuple[str, ...]
    columns_gone: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    reordered: bool

    def __bool__(self) -> bool:
        spoken = any(piece.kind != "same" for piece in self.caption)
        columns = self.columns_new or self.columns_gone or self.renamed
        return bool(spoken or self.rows or self.under or columns or self.reordered)


@dataclass(frozen=True)
class _Line:
    """A row with its name, the heading row it stands under, and its table's columns."""

    within: str
    name: str
    row: Row
    columns: tuple[Column, ...]

    @cached_property
    def text(self) -> str:
        """All that it says; asked only of rows that nothing has matched."""
        said = [shown.words(cell, column) for cell, column in zip(self.row.cells, self.columns, strict=False)]
        return "\t".join(said)

    def __repr__(self) -> str:
        return f"{self.within}: {self.text}"

    def cell(self, place: int | None) -> Cell | None:
        """A heading row has one cell, whatever the columns."""
        return self.row.cells[place] if place is not None and place < len(self.row.cells) else None


@dataclass(frozen=True)
class _Columns:
    """The columns of both tables and which are each other's before and after."""

    before: tuple[Column, ...]
    after: tuple[Column, ...]
    pairs: tuple[Pair, ...]

    @property
    def is_same(self) -> bool:
        return all(a is not None and b is not None for a, b in self.pairs)

    def came(self) -> Iterator[str]:
        return (self.after[b].head for a, b in self.pairs if a is None and b is not None)

    def went(self) -> Iterator[str]:
        return (self.before[a].head for a, b in self.pairs if b is None and a is not None)

    def renamed(self) -> Iterator[tuple[str, str]]:
        heads = [(self.before[a].head, self.after[b].head) for a, b in self.pairs if a is not None and b is not None]
        return ((old, new) for old, new in heads if old != new)


def table_difference(before: Table, after: Table) -> TableDifference:
    """What differs in words and figures as they are shown; false where nothing does."""
    columns = _columns(before.columns, after.columns)
    old, new = list(_lines(before)), list(_lines(after))
    matched = _rows(old, new, columns.is_same)
    order = [matched[a] for a in sorted(matched)]
    rows = (
        _row(None if a is None else old[a], None if b is None else new[b], columns)
        for a, b in woven(len(old), len(new), matched)
    )
    under = _under(before), _under(after)
    return TableDifference(
        caption=word_diff(before.caption, after.caption),
        rows=tuple(row for row in rows if row is not None),
        under=word_diff(*under) if under[0] != under[1] else (),
        columns_new=tuple(columns.came()),
        columns_gone=tuple(columns.went()),
        renamed=tuple(columns.renamed()),
        reordered=order != sorted(order),
    )


def _columns(before: tuple[Column, ...], after: tuple[Column, ...]) -> _Columns:
    """By their heads; as many that stand between the same two have got new heads."""
    matched = paired([one.head for one in before], [one.head for one in after])
    for old, new in gaps(len(before), len(after), matched):
        if len(old) == len(new):
            matched.update(zip(old, new, strict=True))
    return _Columns(before, after, tuple(woven(len(before), len(after), matched)))


def _lines(table: Table) -> Iterator[_Line]:
    within = ""
    for row in table.rows:
        name = shown.words(row.cells[0], table.columns[0])
        if row.kind == "group":
            within = ""
        yield _Line(within, name, row, table.columns)
        if row.kind == "group":
            within = name


def _rows(old: Sequence[_Line], new: Sequence[_Line], alike: bool) -> dict[int, int]:
    """First the rows that are the same, in order; then by name, those of one name in order; then those that say
    much the same under a new name."""
    matched = paired([(one.within, one.row) for one in old], [(one.within, one.row) for one in new]) if alike else {}
    old_left, new_left = _left(len(old), matched.keys()), _left(len(new), matched.values())
    names: dict[tuple[str, str, str], list[int]] = {}
    for b in new_left:
        names.setdefault(_key(new[b]), []).append(b)
    for a in old_left:
        if names.get(_key(old[a])):
            matched[a] = names[_key(old[a])].pop(0)
    old_left, new_left = _left(len(old), matched.keys()), _left(len(new), matched.values())
    for a, b in fellows([old[a] for a in old_left], [new[b] for b in new_left], _renaming, RENAMED).items():
        matched[old_left[a]] = new_left[b]
    return matched


def _left(count: int, taken: Iterable[int]) -> list[int]:
    there = set(taken)
    return [place for place in range(count) if place not in there]


def _key(line: _Line) -> tuple[str, str, str]:
    return (line.within, line.row.kind, line.name)


def _renaming(before: _Line, after: _Line) -> float:
    return likeness(before.text, after.text) if before.row.kind == after.row.kind else 0.0


def _row(before: _Line | None, after: _Line | None, columns: _Columns) -> RowDifference | None:
    """What is shown of a row; nothing where it says the same as before."""
    latest = after or before
    if latest is None:
        return None
    cells = []
    same = before is not None and after is not None and before.row == after.row and columns.before == columns.after
    for a, b in () if same else columns.pairs:
        old, new = before.cell(a) if before else None, after.cell(b) if after else None
        columns_here = None if a is None else columns.before[a], None if b is None else columns.after[b]
        if _seen(old, columns_here[0]) != _seen(new, columns_here[1]):
            cells.append(CellDifference(old, new, *columns_here, _pieces(old, new)))
    heads = latest.row.kind == "group"
    if before is None or after is None:
        change: RowChange = "new" if before is None else "gone"
        return RowDifference(change, latest.name, latest.within, tuple(cells[1:]), heads)
    return RowDifference("changed", latest.name, latest.within, tuple(cells), heads) if cells else None


def _seen(cell: Cell | None, column: Column | None) -> tuple[str, ...] | None:
    """A cell as a reader takes it in: its words, its sign, and the mark of a status."""
    if cell is None:
        return None
    mark = (cell.status.tone, cell.status.symbol) if isinstance(cell, StatusCell) else ()
    return (shown.words(cell, column or shown.ANY), shown.sign(cell), *mark)


def _pieces(before: Cell | None, after: Cell | None) -> tuple[Piece, ...]:
    return word_diff(before.text, after.text) if isinstance(before, TextCell) and isinstance(after, TextCell) else ()


def _under(table: Table) -> str:
    lines = [*(f"{note.sign} {note.text}" for note in table.notes), table.source]
    return "\n".join(line for line in lines if line)
