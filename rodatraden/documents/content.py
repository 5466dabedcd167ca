"""A document as a value: one content, from which page, PDF, Word and Excel are made. Pure.

Whoever builds a document knows what it is about; nothing here does. All text is plain: no markup passes
through, in any format. Sentences made by rules are said (`str()`) in the document's language before they come
here, since a frozen document is read for ever. Measures: `MoneyCell` holds kronor and is shown in tkr.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import chain, count
from typing import Annotated, Literal

from pydantic import Discriminator

from rodatraden.lib.text import slug

Language = Literal["sv", "en"]
Tone = Literal["met", "partly", "missed", "unmeasured", "plain"]
Align = Literal["", "start", "center", "end"]
ColumnKind = Literal["text", "number", "money", "date", "status", "picture"]
RowKind = Literal["body", "group", "total"]
CalloutKind = Literal["decision", "note", "missing", "warning"]
Weight = Literal["body", "lead", "note"]
ImageType = Literal["image/png", "image/jpeg", "image/svg+xml"]
BY_TYPE = Discriminator("type")
"""Which of several kinds a value read from JSON is, its `type` says."""
LONGEST_ANCHOR = 80
NUMERIC: tuple[ColumnKind, ...] = ("number", "money")


@dataclass(frozen=True)
class Status:
    """A status as it was judged: tone (colour), symbol and the municipality's own word, always together."""

    tone: Tone
    symbol: str
    word: str
    note: str = ""


@dataclass(frozen=True)
class Image:
    """A picture with its bytes in base64, so that the document needs nothing beside itself."""

    media_type: ImageType
    data: str
    alt: str


# Cells ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TextCell:
    """`sign` refers to one of the table's notes, in every kind of cell."""

    text: str
    sign: str = ""
    strong: bool = False
    example: bool = False
    type: Literal["text"] = "text"


@dataclass(frozen=True)
class NumberCell:
    """`decimals` where this cell differs from its column, as in a table whose rows measure different things."""

    value: Decimal
    decimals: int | None = None
    sign: str = ""
    example: bool = False
    type: Literal["number"] = "number"


@dataclass(frozen=True)
class MoneyCell:
    """An amount in kronor, shown in thousands (tkr)."""

    value: Decimal
    sign: str = ""
    example: bool = False
    type: Literal["money"] = "money"


@dataclass(frozen=True)
class DateCell:
    value: date
    sign: str = ""
    type: Literal["date"] = "date"


@dataclass(frozen=True)
class StatusCell:
    status: Status
    sign: str = ""
    type: Literal["status"] = "status"


@dataclass(frozen=True)
class PictureCell:
    """A small picture in a row, such as a curve. `svg` carries its own colours; Excel gets `alt`."""

    svg: str
    alt: str
    type: Literal["picture"] = "picture"


@dataclass(frozen=True)
class MissingCell:
    """What is not there: a dash. `why` is said beside it where there is room, else by a note."""

    why: str = ""
    sign: str = ""
    type: Literal["missing"] = "missing"


Cell = TextCell | NumberCell | MoneyCell | DateCell | StatusCell | PictureCell | MissingCell


# Blocks --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heading:
    """`level` 1 to 4. `anchor` names the part in links and in quotes from other documents; "" is made from the
    text. A level 1 heading begins a new page on paper."""

    text: str
    level: int = 1
    anchor: str = ""
    type: Literal["heading"] = "heading"

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 4:
            raise ValueError(f"A heading's level is 1 to 4, not {self.level}.")


@dataclass(frozen=True)
class Paragraph:
    text: str
    weight: Weight = "body"
    type: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class KeySentence:
    """The answer, in words, before everything else."""

    text: str
    type: Literal["key"] = "key"


@dataclass(frozen=True)
class Callout:
    """What must not be missed: what is to be decided, what is missing. `items` are numbered for a decision."""

    kind: CalloutKind
    title: str
    text: str = ""
    items: tuple[str, ...] = ()
    type: Literal["callout"] = "callout"


@dataclass(frozen=True)
class StatusLine:
    """One judgement: what was judged or who judged (`label`), the status, and why."""

    status: Status
    label: str = ""
    text: str = ""
    type: Literal["status-line"] = "status-line"


@dataclass(frozen=True)
class BulletList:
    items: tuple[str, ...]
    ordered: bool = False
    type: Literal["list"] = "list"


@dataclass(frozen=True)
class Term:
    term: str
    value: Annotated[Cell, BY_TYPE]


@dataclass(frozen=True)
class DefinitionList:
    terms: tuple[Term, ...]
    type: Literal["definitions"] = "definitions"


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class RichParagraph:
    runs: tuple[Run, ...]
    type: Literal["rich-paragraph"] = "rich-paragraph"


@dataclass(frozen=True)
class RichList:
    items: tuple[tuple[Run, ...], ...]
    ordered: bool = False
    type: Literal["rich-list"] = "rich-list"


@dataclass(frozen=True)
class RichText:
    """What somebody wrote. `author` is said under it where it matters who did."""

    parts: tuple[Annotated[RichParagraph | RichList, BY_TYPE], ...]
    author: str = ""
    type: Literal["rich"] = "rich"


@dataclass(frozen=True)
class Column:
    """`unit` follows the header. `decimals` fixes them for the column. `signed` writes + before what is more
    than nothing, as for a deviation. `width` is the column's share of the room; 0 takes what its content needs."""

    header: str
    kind: ColumnKind = "text"
    unit: str = ""
    decimals: int | None = None
    align: Align = ""
    signed: bool = False
    width: int = 0

    @property
    def side(self) -> Align:
        return self.align or ("end" if self.kind in NUMERIC else "start")

    @property
    def head(self) -> str:
        unit = self.unit or ("tkr" if self.kind == "money" else "")
        return f"{self.header}, {unit}" if unit and self.header else self.header or unit


@dataclass(frozen=True)
class Row:
    """A `group` row has one cell that heads the rows after it. `indent` steps the first cell in."""

    cells: tuple[Annotated[Cell, BY_TYPE], ...]
    kind: RowKind = "body"
    indent: int = 0


@dataclass(frozen=True)
class Note:
    sign: str
    text: str


@dataclass(frozen=True)
class Table:
    """`wide` lays it on a page turned sideways. `source` is said under it, as are the notes."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()
    source: str = ""
    wide: bool = False
    sheet: str = ""
    type: Literal["table"] = "table"

    def __post_init__(self) -> None:
        for row in self.rows:
            wanted = 1 if row.kind == "group" else len(self.columns)
            if len(row.cells) != wanted:
                raise ValueError(f"”{self.caption}”: a row has {len(row.cells)} cells, not {wanted}.")


@dataclass(frozen=True)
class Chart:
    """A picture of figures: `svg` carries its own colours (the print skin of web.charts) and no links; `alt`
    says what it shows; `table` gives the same figures to those who read rather than look, and to Excel."""

    title: str
    svg: str
    alt: str
    table: Table | None = None
    type: Literal["chart"] = "chart"

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("A chart needs words that say what it shows.")


@dataclass(frozen=True)
class PageBreak:
    type: Literal["page-break"] = "page-break"


@dataclass(frozen=True)
class Attachment:
    """A file beside the document. `missing` says why it is not there; then it has no SHA-256."""

    title: str
    name: str = ""
    sha256: str = ""
    size: int = 0
    missing: str = ""


@dataclass(frozen=True)
class AttachmentList:
    attachments: tuple[Attachment, ...]
    type: Literal["attachments"] = "attachments"


Block = (
    Heading | Paragraph | KeySentence | Callout | StatusLine | BulletList | DefinitionList | RichText | Table | Chart
    | PageBreak | AttachmentList
)  # fmt: skip


@dataclass(frozen=True)
class Document:
    """`date` is the day that the content tells of as its own; `period` and `source` are words. `arms` is the
    municipality's. `draft` is marked on each page. `example` says that figures are made up for demonstration.
    `compact` is for a short one: no table of contents, and chapters follow each other on the same page."""

    title: str
    municipality: str
    date: date
    parts: tuple[Annotated[Block, BY_TYPE], ...]
    subtitle: str = ""
    sender: str = ""
    period: str = ""
    reference: str = ""
    source: str = ""
    language: Language = "sv"
    draft: bool = False
    example: bool = False
    compact: bool = False
    arms: Image | None = None
    format: Literal[1] = field(default=1)

    def tables(self) -> Iterator[Table]:
        """Each table in order, also those of the charts."""
        for part in self.parts:
            if isinstance(part, Table):
                yield part
            elif isinstance(part, Chart) and part.table is not None:
                yield part.table

    def part(self, anchor: str) -> tuple[Block, ...]:
        """The blocks under a heading, itself first, up to the next one of its level or above. Empty if none."""
        found: list[Block] = []
        level = 0
        for entry, part in anchored(self.parts):
            if level and isinstance(part, Heading) and part.level <= level:
                break
            if level or (entry == anchor and isinstance(part, Heading)):
                level = level or (part.level if isinstance(part, Heading) else 0)
                found.append(part)
        return tuple(found)


def _stepped(parts: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks with each heading one level below the heading that it stands under; the topmost ones are 1."""
    above: list[int] = []
    for part in parts:
        if isinstance(part, Heading):
            while above and above[-1] >= part.level:
                above.pop()
            above.append(part.level)
            yield part if part.level == len(above) else replace(part, level=len(above))
        else:
            yield part


def anchored(parts: tuple[Block, ...]) -> Iterator[tuple[str, Block]]:
    """Each block with its anchor: a heading's own or one made from its text, made unique by a number; "" for
    other blocks. No level is skipped: a reader goes by headings from one to the next (PDF/UA-1, WCAG 1.3.1)."""
    used: set[str] = set()
    for part in _stepped(parts):
        if not isinstance(part, Heading):
            yield "", part
            continue
        wanted = part.anchor or slug(part.text[:LONGEST_ANCHOR]) or "del"
        tries = chain([wanted], (f"{wanted}-{n}" for n in count(2)))
        anchor = next(name for name in tries if name not in used)
        used.add(anchor)
        yield anchor, part
