"""A document as the template of the PDF takes it: each figure written, each sign known to the fonts.

Keys of a cell: `n` a figure with the `room` its missing decimals leave (thousandths of an em), `s` a status,
`svg` a picture, `t` a text with `b` bold or `soft`; a plain text is just that. `sign` is a footnote's, `ex` says
that the value is made up.
"""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from django.utils.translation import gettext

from rodatraden.documents import pictures, shown
from rodatraden.documents.canonical import Json
from rodatraden.documents.content import (
    Attachment,
    AttachmentList,
    Block,
    BulletList,
    Callout,
    Cell,
    Chart,
    Column,
    DefinitionList,
    Document,
    Heading,
    Image,
    KeySentence,
    MissingCell,
    PageBreak,
    Paragraph,
    PictureCell,
    RichList,
    RichText,
    Row,
    Run,
    Status,
    StatusCell,
    StatusLine,
    Table,
    TextCell,
    anchored,
)
from rodatraden.documents.flowing import flowing
from rodatraden.documents.frame import Imprint, attachment_words, colophon, contents_wanted, facts, fixed_words
from rodatraden.documents.signs import Printer
from rodatraden.lib.digits import SPACE
from rodatraden.lib.text import shortened
from rodatraden.web.charts.shapes import SHAPES, drawn
from rodatraden.web.charts.skin import PAPER, TONES

COMMA, DIGIT = 301, 519
"""Widths in the table face, in thousandths of an em; a test reads them from the font."""
MM_OF_UNIT = 0.217
"""A chart's 13 units of type become 8 points."""
TEXT_WIDTH = 155.0
UNBROKEN = 600
"""With more signs than that a row or a framed text may go on over the page's end."""
LABEL, LONGEST_LINE, LONGEST_ALT = 120, 60, 2_000
"""A label in a chart or over a column, and a heading or the words for a picture, end after so many signs: PDF/A takes
no string above 32,767 bytes, and a head as long as a page leaves no room for what it heads."""
ONE_LINE = 30
"""Where a name has more signs than that, none stands beside what it names, but over it."""
Shape = Mapping[str, Json]


@dataclass
class Setting:
    """What is collected while a document is written down for print."""

    printer: Printer
    marks: dict[str, str] = field(default_factory=dict)

    def text(self, text: str) -> str:
        return self.printer.text(text)

    def status(self, status: Status) -> Json:
        shape = status.symbol if status.symbol in SHAPES else "ring"
        key = f"{status.tone}-{shape}"
        inner = drawn(shape, TONES[status.tone], PAPER)
        self.marks[key] = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{inner}</svg>'
        return {"mark": key, "word": self.text(status.word)}

    def picture(self, svg: str) -> str:
        return pictures.checked(svg, lambda words: self.text(shortened(words, LABEL)), titled=False)

    def alt(self, words: str) -> str:
        """The words for a picture; PDF/UA-1 takes none without."""
        return self.text(shortened(words, LONGEST_ALT)).strip() or shown.MISSING

    def cell(self, cell: Cell, column: Column = shown.ANY, places: int = 0) -> Json:
        made = self._cell(cell, column, places)
        sign = shown.sign(cell)
        if not sign and not shown.is_example(cell):
            return made
        kept: dict[str, Json] = {"t": made} if isinstance(made, str) else dict(made)  # type: ignore[arg-type]
        if sign:
            kept["sign"] = self.text(sign)
        if shown.is_example(cell):
            kept["ex"] = True
        return kept

    def _cell(self, cell: Cell, column: Column, places: int) -> Json:
        written = shown.figure(cell, column)
        if written is not None:
            return {"n": written, "room": room(written, places)}
        match cell:
            case StatusCell(status):
                return {"s": self.status(status)}
            case PictureCell(svg, alt):
                return {"svg": self.picture(svg), "alt": self.alt(alt)}
            case TextCell(text, strong=True):
                return {"t": self.text(text), "b": True}
            case MissingCell() if column.side == "end":
                return {"n": shown.MISSING, "room": room("", places)}
            case MissingCell():
                return {"t": self.text(shown.words(cell, column)), "soft": True}
        return self.text(shown.words(cell, column))


def printed(document: Document, imprint: Imprint, printer: Printer) -> Json:
    """The document for the template. Called in the document's language."""
    setting = Setting(printer)
    text = setting.text
    found, flows = list(anchored(document.parts)), flowing(document)
    parts = [_part(setting, part, anchor, place in flows) for place, (anchor, part) in enumerate(found)]
    first: dict[str, Json] = {
        "language": document.language,
        "region": {"sv": "SE", "en": "GB"}[document.language],
        "title": text(_glued(document.title)) or "–",
        "title-size": _title_size(document.title),
        "running": [text(shortened(words, LONGEST_LINE)) for words in _running(document)],
        "chapters": [text(shortened(part.text, LONGEST_LINE)) for _, part in found if _is_chapter(part)],
        "subtitle": text(document.subtitle),
        "municipality": text(document.municipality),
        "keywords": [text(shortened(word, LONGEST_LINE)) for word in (document.period, document.reference) if word],
        "sender": text(document.sender),
        "reference": text(document.reference),
        "day": [document.date.year, document.date.month, document.date.day],
        "draft": document.draft,
        "draft-words": text(gettext("Innehållet kan ändras tills det är behandlat.")),
        "example": document.example,
        "arms": _arms(setting, document.arms),
        "facts": [[text(name), text(value)] for name, value in facts(document)],
        "contents": contents_wanted(document),
        "depth": 2,
        "words": {name: text(word) for name, word in fixed_words().items()},
        "parts": parts,
    }
    # Last, when all that is in the document has been looked at: which signs had no shape is known only then.
    last: list[Json] = [text(one) for one in colophon(document, imprint, printer)]
    return first | {"colophon": last, "marks": dict(setting.marks)}


def room(written: str, places: int) -> int:
    """How much room a figure leaves to the right, for its decimals to hang in a column of so many places."""
    missing = places - shown.decimals_of(written)
    return missing * DIGIT + (COMMA if missing == places else 0) if missing > 0 else 0


def table(setting: Setting, found: Table) -> dict[str, Json]:
    """A table for the template; also a chart's."""
    places = [
        max((shown.decimals_of(shown.figure(row.cells[at], column) or "") for row in found.rows if row.kind != "group"),
            default=0)
        for at, column in enumerate(found.columns)
    ]  # fmt: skip
    is_long = any(map(_is_long, found.rows))
    # To find out what a very long text needs, it is set on one line: its column takes a share of the room instead.
    shares = [column.width or int(is_long and column.kind in ("text", "status")) for column in found.columns]
    text = setting.text
    return {
        "caption": text(found.caption),
        "columns": [_column(setting, column, share) for column, share in zip(found.columns, shares, strict=True)],
        "rows": [_row(setting, row, found.columns, places) for row in found.rows],
        "notes": [{"sign": text(note.sign), "text": text(note.text)} for note in found.notes],
        "source": text(found.source),
        "wide": found.wide,
        "long": is_long,
    }


def _column(setting: Setting, column: Column, share: int) -> Json:
    unit = column.unit or ("tkr" if column.kind == "money" else "")
    return {
        "header": setting.text(shortened(column.header, LABEL)),
        "unit": setting.text(unit),
        "side": column.side,
        "width": share,
    }


def _row(setting: Setting, row: Row, columns: tuple[Column, ...], places: list[int]) -> Json:
    if row.kind == "group":
        return {"kind": row.kind, "indent": row.indent, "cells": [setting.cell(row.cells[0])]}
    cells = [setting.cell(*one) for one in zip(row.cells, columns, places, strict=True)]
    return {"kind": row.kind, "indent": row.indent, "cells": cells, "long": _is_long(row)}


def _is_long(row: Row) -> bool:
    """Whether a row may have to be broken over pages."""
    return sum(len(shown.words(cell)) for cell in row.cells) > UNBROKEN


def _part(setting: Setting, part: Any, anchor: str, flows: bool) -> Json:
    made = {**PARTS[type(part)](setting, part), **({"flows": True} if flows else {})}
    return {"type": part.type, **made} | ({"anchor": setting.text(anchor[:LONGEST_ALT])} if anchor else {})


def _callout(setting: Setting, part: Callout) -> Shape:
    return {
        "kind": part.kind,
        "title": setting.text(part.title),
        "text": setting.text(part.text),
        "items": [setting.text(item) for item in part.items],
        "long": len(part.text) + sum(map(len, part.items)) > UNBROKEN,
    }


def _status_line(setting: Setting, part: StatusLine) -> Shape:
    why = " ".join(words for words in (part.status.note, part.text) if words)
    return {
        "status": setting.status(part.status),
        "label": setting.text(part.label),
        "text": setting.text(why),
    }


def _definitions(setting: Setting, part: DefinitionList) -> Shape:
    long = any(len(one.term) > ONE_LINE for one in part.terms)
    terms = [{"term": setting.text(one.term), "value": setting.cell(one.value)} for one in part.terms]
    return {"terms": [{**one, "long": long} for one in terms]}


def _rich(setting: Setting, part: RichText) -> Shape:
    parts: list[Json] = [
        {"kind": "list", "ordered": one.ordered, "items": [_runs(setting, item) for item in one.items]}
        if isinstance(one, RichList)
        else {"kind": "paragraph", "runs": _runs(setting, one.runs)}
        for one in part.parts
    ]
    return {"parts": parts, "author": setting.text(part.author)}


def _runs(setting: Setting, runs: tuple[Run, ...]) -> Json:
    return [_run(setting, run) for run in runs]


def _run(setting: Setting, run: Run) -> Json:
    looks: dict[str, Json] = {name: True for name, wanted in (("b", run.bold), ("i", run.italic)) if wanted}
    return {"t": setting.text(run.text)} | looks


def _chart(setting: Setting, part: Chart) -> Shape:
    return {
        "title": setting.text(part.title),
        "svg": setting.picture(part.svg),
        "alt": setting.alt(part.alt),
        "width": round(min(pictures.width_of(part.svg) * MM_OF_UNIT, TEXT_WIDTH) * 10),
    }


def _attachment(setting: Setting, one: Attachment) -> Json:
    return {"title": setting.text(one.title), "about": setting.text(attachment_words(one)), "sha": one.sha256}


PARTS: Mapping[type, Callable[[Setting, Any], Shape]] = {
    Heading: lambda setting, part: {
        "text": setting.text(shortened(part.text, LONGEST_ALT)) or "–",
        "level": part.level,
    },
    Paragraph: lambda setting, part: {"text": setting.text(part.text), "weight": part.weight},
    KeySentence: lambda setting, part: {"text": setting.text(part.text)},
    Callout: _callout,
    StatusLine: _status_line,
    BulletList: lambda setting, part: {"items": [setting.text(one) for one in part.items], "ordered": part.ordered},
    DefinitionList: _definitions,
    RichText: _rich,
    Table: table,
    Chart: _chart,
    PageBreak: lambda setting, part: {},
    AttachmentList: lambda setting, part: {"attachments": [_attachment(setting, one) for one in part.attachments]},
}


def _arms(setting: Setting, arms: Image | None) -> Json:
    if arms is None:
        return None
    form = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}[arms.media_type]
    data = base64.b64decode(arms.data)
    if form == "svg":
        return {"format": form, "text": pictures.checked(data.decode()), "alt": setting.alt(arms.alt)}
    return {"format": form, "bytes": list(data), "alt": setting.alt(arms.alt)}


def _title_size(title: str) -> int:
    return 33 if len(title) <= 34 else 27 if len(title) <= 70 else 21


def _glued(title: str) -> str:
    """A title whose last short word, such as a year, is never alone on a line."""
    start, blank, last = title.rpartition(" ")
    return f"{start}{SPACE}{last}" if blank and len(last) <= 5 else title


def _running(document: Document) -> tuple[str, str, str, str]:
    """What the head and foot of each page and the file itself say: there is one line of room."""
    return document.municipality, document.title or "–", document.reference, document.subtitle


def _is_chapter(part: Block) -> TypeGuard[Heading]:
    return isinstance(part, Heading) and part.level == 1
