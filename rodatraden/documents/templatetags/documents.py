"""A document as part of a page: `{% document report.document %}`, with `documents/document.css` in its head."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import repeat

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, override

from rodatraden.documents import pictures, shown
from rodatraden.documents.content import (
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    MissingCell,
    Paragraph,
    PictureCell,
    RichList,
    RichText,
    Row,
    Run,
    Status,
    StatusCell,
    Table,
    TextCell,
    anchored,
)
from rodatraden.documents.frame import (
    Imprint,
    attachment_words,
    colophon,
    contents_wanted,
    facts,
    fixed_words,
)
from rodatraden.documents.signs import readable
from rodatraden.web.templatetags import marks

register = template.Library()
MOST_UNFOLDED = 6
"""Columns of a table whose rows can be read one under the other."""


@register.simple_tag
def document(document: Document, imprint: Imprint | None = None, front: bool = True) -> SafeString:
    """The whole document. Its chapters are h2: the page around it has the h1. `front` shows its facts first.

    The heading with the anchor `ekonomi` is found at `#del-ekonomi`, so that no other id of the page is the same.
    """
    with override(document.language):
        found = list(anchored(document.parts))
        context = {
            "document": document,
            "blocks": SafeString("".join(_block(anchor, part) for anchor, part in found)),
            "words": fixed_words(),
            "facts": facts(document) if front else [],
            "contents": _contents(found) if contents_wanted(document) else "",
            "colophon": colophon(document, imprint or Imprint()),
        }
        return SafeString(render_to_string("documents/document.html", context))


@register.simple_tag
def parts(blocks: Sequence[Block], prefix: str = "") -> SafeString:
    """`{% parts section.parts prefix="uppdraget" %}`: some parts of a document on a page of their own. `prefix` begins
    their anchors where a page has several. The page has the chapter's heading: theirs are h3 and deeper."""
    beneath = list(anchored((Heading("", 1), *blocks)))[1:]
    found = [_block(f"{prefix}-{anchor}" if prefix else anchor, part) for anchor, part in beneath]
    return format_html('<div class="document bit"><div class="parts">{}</div></div>', SafeString("".join(found)))


def _block(anchor: str, block: Block) -> str:
    """A block of the page. What a long document has hundreds of is written here, as its tables' rows are."""
    match block:
        case Heading(text):
            place, title = readable(anchor), readable(text) or "–"
            return format_html('<h{0} id="del-{1}" dir="auto">{2}</h{0}>', level(block), place, title)
        case Paragraph(text):
            return format_html('<p class="said-{}" dir="auto">{}</p>', block.weight, readable(text))
        case RichText():
            return format_html('<div class="written">{}</div>', _written(block))
        case Table():
            return _table(block)
    return render_to_string("documents/block.html", {"block": block, "anchor": anchor})


def _written(block: RichText) -> SafeString:
    """What somebody typed: its paragraphs and lists, and who it was."""
    parts = []
    for part in block.parts:
        if isinstance(part, RichList):
            items = "".join(f'<li dir="auto">{_runs(item)}</li>' for item in part.items)
            parts.append(f'<ol class="numbers">{items}</ol>' if part.ordered else f'<ul class="dashes">{items}</ul>')
        else:
            parts.append(f'<p dir="auto">{_runs(part.runs)}</p>')
    if block.author:
        parts.append(format_html('<p class="note">{}</p>', readable(block.author)))
    return mark_safe("".join(parts))  # noqa: S308 (each part is escaped where it is made)


@register.simple_tag(name="written")
def written_tag(block: RichText) -> SafeString:
    return _written(block)


def _runs(runs: tuple[Run, ...]) -> str:
    found = []
    for run in runs:
        text = escape(readable(run.text))
        text = f"<i>{text}</i>" if run.italic else text
        found.append(f"<b>{text}</b>" if run.bold else text)
    return "".join(found)


@register.filter
def said(text: str) -> str:
    """Text that any page can hold: signs without a shape as their code."""
    return readable(text)


@register.filter
def level(heading: Heading) -> int:
    """The level in the page's own outline, where the title is the first."""
    return heading.level + 1


@register.simple_tag
def document_status(status: Status) -> SafeString:
    return marks.status(tone=status.tone, symbol=status.symbol, word=readable(status.word))


@register.simple_tag
def picture(chart: Chart) -> SafeString:
    """The chart; its words are said by the figure, so that nothing is read twice."""
    return _picture(chart.svg)


@register.simple_tag(name="table")
def table_tag(table: Table) -> SafeString:
    return mark_safe(_table(table))  # noqa: S308 (escaped where it is made)


def _table(table: Table) -> str:
    """A table. Written here: a template takes ten times as long for one of thousands of cells."""
    caption, heads = escape(readable(table.caption)), "".join(map(_head, table.columns))
    return (
        f'<div class="tablewrap" tabindex="0" role="group" aria-label="{caption}">'
        f'<table class="{_unfolding(table)}" role="table"><caption>{caption}</caption>'
        f'<thead><tr role="row">{heads}</tr></thead><tbody>{_rows(table)}</tbody></table></div>{_beneath(table)}'
    )


def _head(column: Column) -> str:
    looks = ' class="num"' if column.side == "end" else ""
    header, unit = escape(readable(column.header)), ""
    if column.unit or column.kind == "money":
        unit = f'{", " if header else ""}<span class="soft">{escape(readable(column.unit or "tkr"))}</span>'
    return f'<th scope="col" role="columnheader"{looks}>{header}{unit}</th>'


def _beneath(table: Table) -> str:
    """A table's notes and its source."""
    said = [f"<sup>{escape(readable(note.sign))}</sup> {escape(readable(note.text))}" for note in table.notes]
    if table.source:
        said.append(f"{gettext('Källa')}: {escape(readable(table.source))}")
    return f'<ul class="under">{"".join(f"<li>{each}</li>" for each in said)}</ul>' if said else ""


def _unfolding(table: Table) -> str:
    """How a table unfolds on a phone: its figures in a line, or a line to each text. Wide ones are scrolled instead."""
    if len(table.columns) > MOST_UNFOLDED:
        return "scrolled"
    figures = sum(column.side == "end" for column in table.columns)
    return "unfold tight" if 2 * figures >= len(table.columns) else "unfold"


def _rows(table: Table) -> str:
    made_up = f"{marks.example()} "
    looks = [_looks(column) for column in table.columns]
    heads = [f' data-head="{escape(readable(column.header))}"' if column.header else "" for column in table.columns]
    figures = [_figures(row, table.columns) for row in table.rows]
    places = [max(map(shown.decimals_of, column), default=0) for column in zip(*filter(None, figures), strict=True)]
    rows = []
    for row, written in zip(table.rows, figures, strict=True):
        if row.kind == "group":
            cell = _inner(row.cells[0], shown.ANY, 0, "", made_up)
            span = len(table.columns)
            rows.append(
                f'<tr class="group" role="row"><th scope="colgroup" role="rowheader" colspan="{span}">{cell}</th></tr>'
            )
            continue
        inner = map(_inner, row.cells, table.columns, places, written, repeat(made_up))
        indent = f" data-indent={row.indent}" if row.indent else ""
        cells = "".join(
            f'<td role="cell"{looks[at]}{heads[at]}>{cell}</td>'
            if at
            else f'<th scope="row" role="rowheader"{looks[at]}{indent}>{cell}</th>'
            for at, cell in enumerate(inner)
        )
        rows.append(f"<tr role='row'{' class=total' if row.kind == 'total' else ''}>{cells}</tr>")
    return "".join(rows)


@register.simple_tag
def plain_cell(cell: Cell, column: Column = shown.ANY) -> SafeString:
    """A cell's value in running text, as its column shows it."""
    figure, made_up = shown.figure(cell, column) or "", f"{marks.example()} "
    return mark_safe(_inner(cell, column, 0, figure, made_up))  # noqa: S308 (escaped where it is made)


def _figures(row: Row, columns: Sequence[Column]) -> list[str]:
    """What each cell of a row has as its figure, or nothing; of a row that is a heading none at all."""
    if row.kind == "group":
        return []
    return [shown.figure(cell, column) or "" for cell, column in zip(row.cells, columns, strict=True)]


@register.filter
def about(attachment: object) -> str:
    """What is said under an attachment's title."""
    return attachment_words(attachment)  # type: ignore[arg-type]


def _looks(column: Column) -> str:
    """How the cells of a column look."""
    if column.kind in ("picture", "date"):
        return ' class="pic"' if column.kind == "picture" else ' class="day"'
    return {"end": ' class="num"', "center": ' class="mid"'}.get(column.side, "")


def _inner(cell: Cell, column: Column, places: int, figure: str, example: str) -> str:
    """What stands in a cell. `figure` is its figure as the column shows it, empty where it has none; `example` is how
    what is made up is marked."""
    sign = shown.sign(cell)
    raised = f"<sup>{escape(readable(sign))}</sup>" if sign else ""
    made_up = example if shown.is_example(cell) else ""
    if figure or (isinstance(cell, MissingCell) and column.side == "end"):
        return f"{made_up}{_hung(figure or shown.MISSING, places, raised)}"
    if isinstance(cell, StatusCell):
        return f"{document_status(cell.status)}{raised}"
    if isinstance(cell, PictureCell):
        return f'<span role="img" aria-label="{escape(readable(cell.alt))}">{_picture(cell.svg)}</span>'
    text = escape(readable(shown.words(cell, column)))
    inner = f"<b>{text}</b>" if isinstance(cell, TextCell) and cell.strong else text
    return f"{made_up}{inner}{raised}"


def _hung(written: str, places: int, raised: str) -> str:
    """A figure whose decimals hang to the right of the comma in the whole column. Its signs need no escape."""
    whole, comma, decimals = written.partition(",")
    if not places and not raised:
        return written
    room = "d" if places < 2 else f"d d{min(places, 3)}"
    return f'{whole}<span class="{room}">{comma}{decimals}{raised}</span>'


def _picture(svg: str) -> SafeString:
    return mark_safe(f'<span aria-hidden="true">{pictures.for_page(svg)}</span>')  # noqa: S308 (made of what is allowed)


def _contents(found: Iterable[tuple[str, Block]]) -> SafeString:
    """The headings of the chapters and of what is next beneath them, each a link."""
    heads = ((anchor, part) for anchor, part in found if isinstance(part, Heading) and part.level <= 2)
    lines = (
        f'<li class="depth-{head.level}">'
        f'<a href="#del-{escape(readable(anchor))}">{escape(readable(head.text))}</a></li>'
        for anchor, head in heads
    )
    return mark_safe("".join(lines))  # noqa: S308 (each part is escaped where it is made)
