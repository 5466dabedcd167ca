"""The difference between two documents as part of a page: `{% difference found sides %}`, with
`documents/document.css` and `documents/difference.css` in its head."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from rodatraden.documents import shown
from rodatraden.documents.content import Cell, Column, Language
from rodatraden.documents.difference import BlockDifference, Difference, FactDifference, PartDifference
from rodatraden.documents.difference_tables import CellDifference, RowDifference
from rodatraden.documents.difference_told import FACTS
from rodatraden.documents.plain import plain_text
from rodatraden.documents.signs import readable
from rodatraden.documents.templatetags.documents import plain_cell
from rodatraden.lib.text import Text
from rodatraden.lib.word_diff import Piece

register = template.Library()
LONGEST_QUOTE = 80


@dataclass(frozen=True)
class Sides:
    """What the two documents are called on the page ("version 1"), where each is read, and their language."""

    before: Text
    after: Text
    before_url: str
    after_url: str
    language: Language = "sv"


@register.simple_tag
def difference(found: Difference, sides: Sides, follows: Difference | None = None) -> SafeString:
    """Each part that differs, under its heading: h2, since the page around it has the h1. Last what `follows` from the
    state, which is no change of the content."""
    told = {"found": found, "sides": sides, "follows": follows}
    return SafeString(render_to_string("documents/difference.html", told))


@register.simple_tag
def pieces(pieces: Iterable[Piece], side: str = "") -> SafeString:
    """A text with what went struck through and what came underlined, each said so to who listens. `side` shows
    only one of the texts, "before" or "after"."""
    left_out = {"before": "new", "after": "gone"}.get(side, "")
    return mark_safe("".join(_marked(one.kind, readable(one.text)) for one in pieces if one.kind != left_out))  # noqa: S308 (escaped where it is made)


@register.simple_tag
def leads_to(part: PartDifference, sides: Sides) -> str:
    """The address of a part: in the later document, or in the earlier one where it is gone."""
    url, anchor = (sides.before_url, part.before) if part.after is None else (sides.after_url, part.after)
    return f"{url}#del-{readable(anchor)}" if anchor else url


@register.filter
def changed(pieces: Sequence[Piece]) -> bool:
    return any(piece.kind != "same" for piece in pieces)


@register.filter
def quote(block: BlockDifference) -> str:
    """The words that a block begins with, to know it by."""
    text = " ".join(plain_text(block.after or block.before).split()) if block.after or block.before else ""  # type: ignore[arg-type]
    return readable(text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE].rpartition(' ')[0]} …")


@register.filter
def name(fact: FactDifference) -> str:
    return str(FACTS[fact.name])


@register.simple_tag
def fact_side(value: str, kind: str) -> SafeString:
    """What a document says of itself on one side; a dash where it says nothing."""
    return mark_safe(_marked(kind, readable(value)) if value else shown.MISSING)  # noqa: S308 (escaped where it is made)


@register.simple_tag
def compared_rows(rows: Sequence[RowDifference]) -> SafeString:
    """The rows of a table that differ, a line for each cell. Written here as table_rows is, for its speed. The
    roles are said since a phone lays the lines out otherwise, and then forgets that they are of a table."""
    lines, within = [], ""
    for row in rows:
        if row.within and row.within != within:
            lines.append(_heading(_text(row.within)))
        within = row.name if row.heads else row.within
        if row.heads:
            lines.append(_heading(_heading_words(row)))
        else:
            lines += _whole(row) if row.change != "changed" else _changed(row)
    return mark_safe("".join(lines))  # noqa: S308 (each part is escaped where it is made)


def _heading(words: str) -> str:
    return f'<tr class="group" role="row"><th scope="colgroup" role="columnheader" colspan="3">{words}</th></tr>'


def _heading_words(row: RowDifference) -> str:
    if row.change == "changed":
        return pieces(row.cells[0].pieces) or _text(row.name)
    label = _("Ny mellanrubrik") if row.change == "new" else _("Struken mellanrubrik")
    return f'{_marked(row.change, readable(row.name))} <span class="soft">{_text(label)}</span>'


def _line(name: str, before: str, after: str, more: bool = False) -> str:
    return (
        f'<tr role="row"{" class=more" if more else ""}><th scope="row" role="rowheader">{name}</th>'
        f'<td role="cell">{before}</td><td role="cell">{after}</td></tr>'
    )


def _changed(row: RowDifference) -> Iterable[str]:
    """The row's name stands once to the eye, and before each of its columns to the ear."""
    for at, cell in enumerate(row.cells):
        name = f'<span class="{"name" if at == 0 else "aloud"}">{_text(row.name)}</span> '
        head = f'<span class="soft">{_text(cell.head)}</span>' if cell.head else ""
        before = _side("gone", cell.before, cell.column_before, cell)
        after = _side("new", cell.after, cell.column_after, cell)
        yield _line(name + head, before, after, more=at < len(row.cells) - 1)


def _side(kind: str, cell: Cell | None, column: Column | None, both: CellDifference) -> str:
    if cell is None:
        return shown.MISSING
    if both.pieces:
        return pieces(both.pieces, "before" if kind == "gone" else "after")
    return _marked(kind, plain_cell(cell, column or shown.ANY))


def _whole(row: RowDifference) -> Iterable[str]:
    """A row that came or went, in one line: what each of its columns says."""
    came = row.change == "new"
    said = [
        format_html(
            '<span class="pair"><span class="soft">{}</span> {}</span> ', readable(one.head), plain_cell(cell, column)
        )
        for one in row.cells
        for cell, column in [(one.after, one.column_after) if came else (one.before, one.column_before)]
        if cell is not None and column is not None and shown.words(cell, column) != shown.MISSING
    ]
    listed = format_html_join("", "{}", ((one,) for one in said)) or _text(row.name)
    cells = (shown.MISSING, _marked("new", listed, "all")) if came else (_marked("gone", listed, "all"), shown.MISSING)
    label = _("Ny rad") if came else _("Struken rad")
    yield _line(f'<span class="name">{_text(row.name)}</span> <span class="soft">{_text(label)}</span>', *cells)


def _marked(kind: str, text: str, looks: str = "") -> str:
    inner = conditional_escape(text)
    if kind == "same":
        return inner
    tag, word = ("ins", _("tillagt")) if kind == "new" else ("del", _("struket"))
    opened = f'{tag} class="{looks}"' if looks else tag
    return f'<{opened}><span class="aloud">[{_text(word)}: </span>{inner}<span class="aloud">]</span></{tag}>'


def _text(text: str) -> str:
    return conditional_escape(readable(text))
