"""The difference between two documents in words: how much, of what. Pure."""

from collections import Counter
from collections.abc import Iterator

from rodatraden.documents.content import DefinitionList, Table
from rodatraden.documents.difference import BlockDifference, Difference
from rodatraden.documents.difference_tables import TableDifference
from rodatraden.lib.text import NOTHING, Text, in_words, say, say_many

FACTS = {
    "title": say("Rubrik"),
    "subtitle": say("Underrubrik"),
    "sender": say("Avsändare"),
    "municipality": say("Kommun"),
    "date": say("Datum"),
    "period": say("Avser"),
    "reference": say("Diarienummer"),
    "source": say("Källa"),
    "language": say("Språk"),
}
COUNTED = {
    "part-new": ("en del ny", "{n} delar nya"),
    "part-gone": ("en del struken", "{n} delar strukna"),
    "text-changed": ("en text ändrad", "{n} texter ändrade"),
    "text-new": ("en text ny", "{n} texter nya"),
    "text-gone": ("en text struken", "{n} texter strukna"),
    "cell": ("ett värde i en tabell ändrat", "{n} värden i tabeller ändrade"),
    "row-new": ("en rad i en tabell ny", "{n} rader i tabeller nya"),
    "row-gone": ("en rad i en tabell struken", "{n} rader i tabeller strukna"),
    "table-new": ("en tabell ny", "{n} tabeller nya"),
    "table-gone": ("en tabell struken", "{n} tabeller strukna"),
    "column-new": ("en kolumn ny", "{n} kolumner nya"),
    "column-gone": ("en kolumn struken", "{n} kolumner strukna"),
    "order": ("en tabell ordnad på annat sätt", "{n} tabeller ordnade på annat sätt"),
    "heading": ("en rubrik eller not ändrad", "{n} rubriker eller noter ändrade"),
    "moved": ("en del flyttad", "{n} delar flyttade"),
    "looks": ("ett ställe ändrat bara till utseendet", "{n} ställen ändrade bara till utseendet"),
}
"""What is counted, in the order it is said."""


def how_much(found: Difference, before: Text, after: Text) -> Text:
    """The answer first: in how many parts they differ. `before` and `after` are what the versions are called, as
    "version 1" and "utkastet"."""
    names = {"before": before, "after": after}
    if not found:
        return say("Inget skiljer {after} från {before}.", **names)
    if not found.parts:
        return say("Inget i innehållet skiljer {after} från {before}.", **names)
    if found.of == 1:
        return say("Den enda delen skiljer {after} från {before}.", **names)
    return say_many(
        len(found.parts),
        "En av {of} delar skiljer {after} från {before}.",
        "{n} av {of} delar skiljer {after} från {before}.",
        of=found.of,
        **names,
    )


def of_what(found: Difference, after: Text) -> Text:
    """What it is that differs, counted; nothing where no part does."""
    counts = Counter(kind for kind in _kinds(found))
    said = [say_many(counts[kind], *words) for kind, words in COUNTED.items() if counts[kind]]
    return say("I {after} är {what}.", after=after, what=in_words(said)) if said else NOTHING


def _kinds(found: Difference) -> Iterator[str]:
    for part in found.parts:
        if part.moved:
            yield "moved"
        if any(piece.kind != "same" for piece in part.heading):
            yield "heading" if part.change == "changed" else f"part-{part.change}"
        for block in part.blocks:
            yield from _of_block(block)


def _of_block(block: BlockDifference) -> Iterator[str]:
    if block.change == "looks":
        yield "looks"
    elif block.change != "changed":
        is_table = isinstance(block.after or block.before, Table | DefinitionList)
        yield f"{'table' if is_table else 'text'}-{block.change}"
    elif block.table is None:
        yield "text-changed"
    else:
        yield from ["text-changed"] * bool(block.pieces)
        yield from _of_table(block.table)


def _of_table(table: TableDifference) -> Iterator[str]:
    for row in table.rows:
        if row.change == "changed":
            yield from ["cell"] * len(row.cells)
        else:
            yield f"row-{row.change}"
    yield from ["column-new"] * len(table.columns_new)
    yield from ["column-gone"] * len(table.columns_gone)
    texts = (table.caption, table.under)
    changed = sum(any(piece.kind != "same" for piece in pieces) for pieces in texts)
    yield from ["heading"] * (changed + len(table.renamed))
    if table.reordered:
        yield "order"
