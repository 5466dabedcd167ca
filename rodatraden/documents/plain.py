"""A block as plain text, for a cell, a letter or a comparison. Pure."""

from rodatraden.documents import shown
from rodatraden.documents.content import (
    Attachment,
    AttachmentList,
    Block,
    BulletList,
    Callout,
    Chart,
    DefinitionList,
    Heading,
    KeySentence,
    PageBreak,
    Paragraph,
    RichList,
    RichText,
    Run,
    StatusLine,
    Table,
)


def plain_text(block: Block) -> str:
    """What the block says, a line for each item or row; nothing for what says nothing."""
    match block:
        case Heading(text) | Paragraph(text) | KeySentence(text):
            return text
        case Callout(_, title, text, items):
            return _lines(title, text, *_items(items, ordered=block.kind == "decision"))
        case StatusLine(status, label, text):
            head = f"{label}: {status.word}" if label else status.word
            return _lines(head, status.note, text)
        case BulletList(items, ordered):
            return _lines(*_items(items, ordered=ordered))
        case DefinitionList(terms):
            return _lines(*(f"{one.term}: {shown.words(one.value)}" for one in terms))
        case RichText():
            return _rich(block)
        case Table():
            return _table(block)
        case Chart(title, _, alt, table):
            return _lines(title, alt, _table(table) if table else "")
        case AttachmentList(attachments):
            return _lines(*map(_attachment, attachments))
        case PageBreak():
            return ""


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _items(items: tuple[str, ...], *, ordered: bool) -> list[str]:
    return [f"{at}. {item}" if ordered else f"– {item}" for at, item in enumerate(items, start=1)]


def _rich(block: RichText) -> str:
    lines: list[str] = []
    for part in block.parts:
        if isinstance(part, RichList):
            lines += _items(tuple(_joined(item) for item in part.items), ordered=part.ordered)
        else:
            lines.append(_joined(part.runs))
    return _lines(*lines, block.author)


def _joined(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def _table(table: Table) -> str:
    rows = [
        shown.words(row.cells[0])
        if row.kind == "group"
        else "\t".join(shown.words(cell, column) for cell, column in zip(row.cells, table.columns, strict=True))
        for row in table.rows
    ]
    head = "\t".join(column.head for column in table.columns)
    return _lines(table.caption, head, *rows, *(f"{note.sign} {note.text}" for note in table.notes))


def _attachment(one: Attachment) -> str:
    return " ".join(word for word in (one.title, one.name, one.sha256, one.missing) if word)
