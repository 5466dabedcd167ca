"""What differs between two documents: part by part, text by text, cell by cell. Pure.

Parts are matched by the anchors of their headings and of those they stand under, so that a part keeps its fellow
where others come or go; what stands in a part by what it is and how much it says alike (difference_pairs), tables
by rows and columns (difference_tables). Only what differs is kept, each in the order of reading. What has gone
one way has come the other way.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rodatraden.documents.content import (
    AttachmentList,
    Block,
    Callout,
    Chart,
    Column,
    DefinitionList,
    Document,
    Heading,
    KeySentence,
    PageBreak,
    Row,
    StatusLine,
    Table,
    TextCell,
    anchored,
)
from rodatraden.documents.difference_pairs import fellows, gaps, likeness, paired, woven
from rodatraden.documents.difference_tables import TableDifference, table_difference
from rodatraden.documents.plain import plain_text
from rodatraden.lib.text import slug
from rodatraden.lib.word_diff import Piece, word_diff

Change = Literal["new", "gone", "changed", "looks"]
"""`looks` is where no word differs: bold, colour, a picture, the order of a list's marks."""
OUTSIDE = ("title", "subtitle", "sender", "municipality", "date", "period", "reference", "source", "language")
"""What is said of the whole document, beside its parts."""
ALIKE, RENAMED = 0.3, 0.6
"""The least likeness of a text and what it became, and of a part under another heading."""


@dataclass(frozen=True)
class BlockDifference:
    """One block that differs. `pieces` are the words of a text that changed; a table that changed has `table`,
    and so has a list of terms and a chart's figures. What came or went whole stands in `after` or `before`."""

    change: Change
    before: Block | None
    after: Block | None
    pieces: tuple[Piece, ...] = ()
    table: TableDifference | None = None


@dataclass(frozen=True)
class PartDifference:
    """A part that differs: its anchor on each side, None where it is not there. `level` of its heading, 0 and no
    `heading` for what stands before the first one; `heading` is whole, in pieces. `under` are the headings above
    it. `moved`: it stands in another order among the parts that both have."""

    change: Change
    before: str | None
    after: str | None
    level: int
    heading: tuple[Piece, ...]
    under: tuple[str, ...]
    moved: bool
    blocks: tuple[BlockDifference, ...]


@dataclass(frozen=True)
class FactDifference:
    """Something said of the whole document, as its title or its day: the field's name and its values."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """All that differs. `of` is how many parts both documents have together."""

    parts: tuple[PartDifference, ...]
    facts: tuple[FactDifference, ...]
    of: int

    def __bool__(self) -> bool:
        return bool(self.parts or self.facts)


@dataclass(frozen=True)
class _Part:
    """A heading and what stands under it, up to the next heading of any level. `key` is the anchors that lead to
    it, its own last, so that a part of each unit's chapter is known by the unit."""

    key: tuple[str, ...]
    anchor: str
    heading: Heading | None
    under: tuple[str, ...]
    blocks: list[Block]

    @property
    def title(self) -> str:
        return self.heading.text if self.heading else ""

    @property
    def text(self) -> str:
        return "\n".join((self.title, *map(plain_text, self.blocks)))

    def __repr__(self) -> str:
        return f"{self.key}: {self.text}"


def difference(before: Document, after: Document) -> Difference:
    """What differs between two documents. Empty where they say the same; how a document is marked and set (draft,
    example, short, arms) is not compared."""
    old, new = list(_parts(before)), list(_parts(after))
    matched = _same_parts(old, new)
    stayed = _in_order(old, new, matched)
    pairs = woven(len(old), len(new), matched)
    found = (
        _part(None if a is None else old[a], None if b is None else new[b], moved=a in matched and a not in stayed)
        for a, b in pairs
    )
    return Difference(tuple(part for part in found if part is not None), tuple(_facts(before, after)), len(pairs))


def _parts(document: Document) -> Iterator[_Part]:
    """The parts in order; what stands before the first heading is one too, where there is something."""
    above: list[tuple[Heading, str]] = []
    used: Counter[tuple[str, ...]] = Counter()
    part = _Part((), "", None, (), [])
    for anchor, block in anchored(document.parts):
        if not isinstance(block, Heading):
            part.blocks.extend(() if isinstance(block, PageBreak) else (block,))
            continue
        if part.heading or part.blocks:
            yield part
        above = [(heading, name) for heading, name in above if heading.level < block.level]
        name = block.anchor or slug(block.text)
        key = (*(name for _, name in above), name)
        used[key] += 1
        if used[key] > 1:
            name = f"{name} {used[key]}"
        under = tuple(heading.text for heading, _ in above)
        above.append((block, name))
        part = _Part((*key[:-1], name), anchor, block, under, [])
    if part.heading or part.blocks:
        yield part


def _same_parts(old: Sequence[_Part], new: Sequence[_Part]) -> dict[int, int]:
    """By the anchors that lead to them; then those that say much the same under another heading."""
    places = {part.key: b for b, part in enumerate(new)}
    matched = {a: places[part.key] for a, part in enumerate(old) if part.key in places}
    taken = set(matched.values())
    old_left = [a for a in range(len(old)) if a not in matched]
    new_left = [b for b in range(len(new)) if b not in taken]
    pairs = fellows([old[a] for a in old_left], [new[b] for b in new_left], _renaming, RENAMED)
    return matched | {old_left[a]: new_left[b] for a, b in pairs.items()}


def _renaming(before: _Part, after: _Part) -> float:
    return likeness(before.text, after.text) if bool(before.heading) == bool(after.heading) else 0.0


def _in_order(old: Sequence[_Part], new: Sequence[_Part], matched: Mapping[int, int]) -> set[int]:
    """The old places of the parts that both have in the same order."""
    names = {a: tuple(sorted((old[a].key, new[b].key))) for a, b in matched.items()}
    before = sorted(matched)
    after = sorted(matched, key=lambda a: matched[a])
    return {before[place] for place in paired([names[a] for a in before], [names[a] for a in after])}


def _part(before: _Part | None, after: _Part | None, *, moved: bool) -> PartDifference | None:
    latest = after or before
    if latest is None:
        return None
    heading = word_diff(before.title if before else "", after.title if after else "")
    blocks = tuple(_blocks(before.blocks if before else [], after.blocks if after else []))
    change: Change = "changed"
    if before is None or after is None:
        change = "new" if before is None else "gone"
    elif before.title == after.title and not blocks and not moved:
        return None
    return PartDifference(
        change=change,
        before=before.anchor if before else None,
        after=after.anchor if after else None,
        level=latest.heading.level if latest.heading else 0,
        heading=heading,
        under=latest.under,
        moved=moved,
        blocks=blocks,
    )


def _blocks(old: Sequence[Block], new: Sequence[Block]) -> Iterator[BlockDifference]:
    """What differs in a part, in order: equal blocks are found first and need no further look."""
    matched = paired(old, new)
    for here, there in gaps(len(old), len(new), matched):
        pairs = fellows([old[a] for a in here], [new[b] for b in there], _alike, ALIKE)
        matched.update({here[a]: there[b] for a, b in pairs.items()})
    for a, b in woven(len(old), len(new), matched):
        found = _block(None if a is None else old[a], None if b is None else new[b])
        if found is not None:
            yield found


def _alike(before: Block, after: Block) -> float:
    """Blocks of a kind that is named, by what they are called; other text by its words."""
    if type(before) is not type(after):
        return 0.0
    name = _name(before)
    named = name is not None and name == _name(after)
    return named + likeness(plain_text(before), plain_text(after))


def _name(block: Block) -> str | None:
    match block:
        case Table(caption):
            return caption
        case Chart(title) | Callout(_, title):
            return title
        case StatusLine(_, label):
            return label
        case KeySentence() | DefinitionList() | AttachmentList():
            return ""
    return None


def _block(before: Block | None, after: Block | None) -> BlockDifference | None:
    if before == after:
        return None
    if before is None or after is None:
        return BlockDifference("new" if before is None else "gone", before, after)
    tables = _as_table(before), _as_table(after)
    table = table_difference(*tables) if tables[0] and tables[1] else None  # type: ignore[arg-type]
    old, new = (plain_text(before), plain_text(after)) if table is None else (_beside(before), _beside(after))
    pieces = word_diff(old, new) if old.split() != new.split() else ()
    return BlockDifference("changed" if pieces or table else "looks", before, after, pieces, table or None)


def _as_table(block: Block) -> Table | None:
    """The table in a block: itself, a chart's figures, terms and what they say."""
    match block:
        case Table():
            return block
        case Chart(table=table):
            return table
        case DefinitionList(terms):
            return Table("", (Column(""), Column("")), tuple(Row((TextCell(one.term), one.value)) for one in terms))
    return None


def _beside(block: Block) -> str:
    """The words around a block's table that the table does not say itself."""
    return f"{block.title}\n{block.alt}" if isinstance(block, Chart) else ""


def _facts(before: Document, after: Document) -> Iterator[FactDifference]:
    for name in OUTSIDE:
        old, new = str(getattr(before, name)), str(getattr(after, name))
        if old != new:
            yield FactDifference(name, old, new)
