"""Word by python-docx: true headings, table heads that repeat, words for each picture, page numbers, language.

The body is written as text and parsed once: to build it cell by cell takes ten times as long.
"""

import base64
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

import docx
from django.utils.translation import override
from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from rodatraden.documents import shown
from rodatraden.documents import word_xml as xml
from rodatraden.documents.content import (
    AttachmentList,
    BulletList,
    Callout,
    Chart,
    DefinitionList,
    Document,
    Heading,
    KeySentence,
    PageBreak,
    Paragraph,
    RichList,
    RichText,
    Run,
    Status,
    StatusCell,
    StatusLine,
    Table,
    anchored,
)
from rodatraden.documents.flowing import flowing
from rodatraden.documents.frame import Imprint, attachment_words, colophon, contents_wanted, facts, fixed_words
from rodatraden.documents.raster import Drawn, draw
from rodatraden.documents.signs import readable
from rodatraden.documents.word_styles import NUMBERS, dress, number
from rodatraden.documents.word_tables import table

PAGE_MM, FLIPPED_MM = 157.0, 244.0
ARMS_MM = 20.0


@dataclass
class Writing:
    """A Word file as it is written: what the body refers to lies beside it."""

    file: WordFile
    drawn: Mapping[str, Drawn]
    lists: int = 0
    pictures: int = 0
    example: str = ""
    source: str = ""
    rels: dict[str, str] = field(default_factory=dict)

    def picture(self, svg: str, alt: str, most_mm: float = PAGE_MM) -> str:
        """A picture in the line; its words where it could not be drawn."""
        found = self.drawn.get(svg)
        if found is None:
            return xml.run(alt, italic=True)
        if svg not in self.rels:
            self.rels[svg] = self._added(found.png)
        return self.placed(self.rels[svg], alt, found, most_mm)

    def _added(self, png: bytes) -> str:
        """A picture as a part of its own: python-docx would compare it with each one before it."""
        package = cast(OpcPackage, self.file.part.package)
        place = PackURI(f"/word/media/drawn-{len(self.rels) + 1}.png")
        return self.file.part.relate_to(Part(place, CONTENT_TYPE.PNG, png, cast(Any, package)), RELATIONSHIP_TYPE.IMAGE)

    def placed(self, rel: str, alt: str, found: Drawn, most_mm: float) -> str:
        self.pictures += 1
        scale = min(most_mm / found.width_mm, 1)
        return xml.inline(rel, self.pictures, alt, found.width_mm * scale, found.height_mm * scale)

    def numbered(self, style: str, items: list[str]) -> str:
        """A numbered list of its own, from 1."""
        self.lists += 1
        more = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{NUMBERS + self.lists}"/></w:numPr>'
        more += '<w:ind w:left="680" w:hanging="380"/>' if style == "Decision" else ""
        return "".join(xml.paragraph(style, item, more=more) for item in items)


def word(document: Document, imprint: Imprint = Imprint()) -> bytes:  # noqa: B008 (frozen)
    """The document as .docx. Where charts cannot be drawn their tables stand in for them."""
    with override(document.language):
        file = docx.Document()
        dress(file, document.language, compact=document.compact)
        words = fixed_words()
        writing = Writing(file, draw(document), example=words["example"], source=words["source"])
        body = _title_page(writing, document, words) + _contents(document, words)
        flows = flowing(document)
        body += "".join(
            _part(writing, part, anchor, place, flows=place in flows)
            for place, (anchor, part) in enumerate(anchored(document.parts))
        )
        body += "".join(xml.paragraph("Note", xml.run(line)) for line in colophon(document, imprint))
        file = _filled(file, body)
        _edges(file, document, words)
        number(file, writing.lists)
        _tell(file, document)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _filled(file: WordFile, body: str) -> WordFile:
    """The file with this body. The tree is exchanged whole: to move its parts takes longer than to make them."""
    end = xml.section(flipped=False, tail=True)
    file.part._element = parse_xml(f"<w:document {xml.NAMESPACES}><w:body>{body}{end}</w:body></w:document>")
    return cast(WordFile, file.part.document)


def _title_page(writing: Writing, document: Document, words: Mapping[str, str]) -> str:
    arms = _arms(writing, document)
    made = xml.paragraph(
        "Normal", arms, xml.run(f"  {document.municipality}" if arms else document.municipality, bold=True)
    )
    made += xml.paragraph("Title", xml.run(document.title or "–"))
    made += xml.paragraph("Subtitle", xml.run(document.subtitle)) if document.subtitle else ""
    made += xml.paragraph("Sender", xml.run(document.sender))
    if document.draft:
        made += xml.paragraph("Decision", xml.run(words["draft"], bold=True, colour=xml.THREAD))
    for name, value in facts(document):
        made += xml.paragraph("Fact", xml.run(f"{name}\t", colour=xml.GREY), xml.run(value))
    if document.example:
        made += xml.paragraph("Note", xml.run(words["example-words"]))
    return made  # fmt: skip


def _arms(writing: Writing, document: Document) -> str:
    arms = document.arms
    if arms is None:
        return ""
    if arms.media_type == "image/svg+xml":
        return writing.picture(arms.data, arms.alt, ARMS_MM)
    rel, image = writing.file.part.get_or_add_image(io.BytesIO(base64.b64decode(arms.data)))
    scale = ARMS_MM / max(image.px_width, image.px_height, 1)
    drawn = Drawn(b"", image.px_width * scale, image.px_height * scale)
    return writing.placed(rel, arms.alt, drawn, ARMS_MM)


def _contents(document: Document, words: Mapping[str, str]) -> str:
    if not contents_wanted(document):
        return ""
    entries = [
        (part.level, part.text, anchor)
        for anchor, part in anchored(document.parts)
        if isinstance(part, Heading) and part.level <= 2
    ]
    return xml.contents(words["contents"], entries)


def _edges(file: WordFile, document: Document, words: Mapping[str, str]) -> None:
    """Header and footer of each page but the first."""
    section = file.sections[0]
    section.different_first_page_header_footer = True
    draft = xml.run(f"  {words['draft']}", bold=True, colour=xml.THREAD) if document.draft else ""
    top = xml.run(f"{document.municipality}  {document.title}")
    before, _, rest = words["page"].partition("{n}")
    between, _, after = rest.partition("{all}")
    pages = xml.run(f"{document.reference}\t{before}") + xml.field("PAGE") + xml.run(between) + xml.field("NUMPAGES")
    for edge, style, inner in (
        (section.header, "Header", top + draft),
        (section.footer, "Footer", pages + xml.run(after)),
    ):
        edge.is_linked_to_previous = False
        root = edge._element
        for child in list(root):
            root.remove(child)
        root.append(parse_xml(xml.paragraph(style, inner).replace("<w:p>", f"<w:p {xml.NAMESPACES}>", 1)))


def _tell(file: WordFile, document: Document) -> None:
    """What the file says of itself. The times are the content's, so that they tell nothing else."""
    core = file.core_properties
    core.title, core.author = readable(document.title)[:255], readable(document.municipality)[:255]
    core.subject, core.language = readable(document.subtitle)[:255], document.language
    core.comments = core.keywords = ""
    core.created = core.modified = datetime(document.date.year, document.date.month, document.date.day, tzinfo=UTC)
    core.last_modified_by = core.author
    core.revision = 1


def _part(writing: Writing, part: Any, anchor: str, place: int, *, flows: bool) -> str:
    made = PARTS[type(part)](writing, part)
    made = made.replace("/></w:pPr>", '/><w:pageBreakBefore w:val="0"/></w:pPr>', 1) if flows else made
    return xml.bookmarked(anchor, place, made) if anchor else made


def _callout(writing: Writing, part: Callout) -> str:
    style = "Decision" if part.kind == "decision" else "Callout"
    made = xml.paragraph(style, xml.run(part.title, bold=True))
    made += xml.paragraph(style, xml.run(part.text)) if part.text else ""
    items = [xml.run(item) for item in part.items]
    if part.kind == "decision":
        return made + writing.numbered("Decision", items)
    return made + "".join(xml.paragraph("Callout", xml.run("– ", colour=xml.GREY), item) for item in items)


def _status_line(_: Writing, part: StatusLine) -> str:
    made = (xml.run(f"{part.label}  ", colour=xml.GREY) if part.label else "") + _status(part.status, bold=True)
    why = " ".join(words for words in (part.status.note, part.text) if words)
    return xml.paragraph("Normal", made) + (xml.paragraph("Normal", xml.run(why)) if why else "")


def _status(status: Status, *, bold: bool = False) -> str:
    return xml.mark(status.tone, status.symbol, status.word, bold=bold)


def _definitions(_: Writing, part: DefinitionList) -> str:
    made = ""
    for one in part.terms:
        value = _status(one.value.status) if isinstance(one.value, StatusCell) else xml.run(shown.words(one.value))
        made += xml.paragraph("Term", xml.run(f"{one.term}\t", colour=xml.GREY), value)
    return made


def _rich(writing: Writing, part: RichText) -> str:
    made = ""
    for one in part.parts:
        if not isinstance(one, RichList):
            made += xml.paragraph("Normal", _runs(one.runs))
        elif one.ordered:
            made += writing.numbered("ListNumber", [_runs(item) for item in one.items])
        else:
            made += "".join(xml.paragraph("ListBullet", _runs(item)) for item in one.items)
    return made + (xml.paragraph("Note", xml.run(part.author)) if part.author else "")


def _runs(runs: tuple[Run, ...]) -> str:
    return "".join(xml.run(run.text, bold=run.bold, italic=run.italic) for run in runs)


def _list(writing: Writing, part: BulletList) -> str:
    items = [xml.run(item) for item in part.items]
    if part.ordered:
        return writing.numbered("ListNumber", items)
    return "".join(xml.paragraph("ListBullet", item) for item in items)


def _table(writing: Writing, part: Table) -> str:
    made = xml.paragraph("Caption", xml.run(part.caption))
    made += table(part, FLIPPED_MM if part.wide else PAGE_MM, writing.picture, writing.example)
    for note in part.notes:
        made += xml.paragraph("Note", xml.run(note.sign, raised=True), xml.run(f" {note.text}"))
    source = f"{writing.source}: {part.source}" if part.source else ""
    made += xml.paragraph("Note", xml.run(source))
    if part.wide:
        return xml.section(flipped=False) + made + xml.section(flipped=True)
    return made


def _chart(writing: Writing, part: Chart) -> str:
    if part.svg not in writing.drawn and part.table is not None:
        return xml.paragraph("Normal", xml.run(part.alt, italic=True)) + _table(writing, part.table)
    return xml.paragraph("Caption", xml.run(part.title)) + xml.paragraph("Normal", writing.picture(part.svg, part.alt))


def _attachments(_: Writing, part: AttachmentList) -> str:
    made = ""
    for one in part.attachments:
        sha = f"\nSHA-256: {one.sha256}" if one.sha256 else ""
        made += xml.paragraph("ListBullet", xml.run(one.title, bold=True), xml.run(f"\n{attachment_words(one)}{sha}"))
    return made


PARTS: Mapping[type, Callable[[Writing, Any], str]] = {
    Heading: lambda writing, part: xml.paragraph(f"Heading{part.level}", xml.run(part.text or "–")),
    Paragraph: lambda writing, part: xml.paragraph(
        {"body": "Normal", "lead": "Lead", "note": "Note"}[part.weight], xml.run(part.text)
    ),
    KeySentence: lambda writing, part: xml.paragraph("Key", xml.run(part.text)),
    Callout: _callout,
    StatusLine: _status_line,
    BulletList: _list,
    DefinitionList: _definitions,
    RichText: _rich,
    Table: _table,
    Chart: _chart,
    PageBreak: lambda writing, part: '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
    AttachmentList: _attachments,
}
