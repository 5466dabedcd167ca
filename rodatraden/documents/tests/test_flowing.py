"""In a short document all chapters go on; in a long one short chapters share a page, and long ones begin one each."""

import io

import docx
import pypdf
import pytest

from rodatraden.documents import build
from rodatraden.documents.content import Block, Column, Document, Heading, Paragraph, Table
from rodatraden.documents.flowing import flowing
from rodatraden.documents.pdf import pdf
from rodatraden.documents.tests.made import DAY
from rodatraden.documents.word import word

A, B, C = Heading("A"), Heading("B"), Heading("C")
FEW, MANY = Paragraph("Kort."), Paragraph("Ord och inga visor. " * 120)
REST = (Heading("Ö"), Paragraph("Mer att läsa finns. " * 2000))
"""What makes any document a long one."""
ROWS = Table("Lång", (Column("Vad"),), tuple(build.row(f"Rad {n}") for n in range(30)))


def of(*parts: Block, compact: bool = False) -> Document:
    return Document("Plan", "Exempelstad", DAY, parts, compact=compact)


@pytest.mark.parametrize(
    ("parts", "places"),
    [
        ((A, FEW, B, FEW, C), {2, 4}),
        ((A, MANY, B, FEW, C), {4}),
        ((A, ROWS, B, MANY, C), set()),
        ((A, FEW, Heading("A1", 2), FEW, B), {4}),
        ((FEW, A), {1}),
        ((A, FEW) * 7, {2, 4, 8, 10}),
    ],
)
def test_a_chapter_of_a_long_document_goes_on_below_a_short_one(parts: tuple[Block, ...], places: set[int]) -> None:
    assert {place for place in flowing(of(*parts, *REST)) if place < len(parts)} == places


def test_in_a_short_document_only_the_first_chapter_begins_a_page() -> None:
    assert flowing(of(A, MANY, B, ROWS, C)) == {2, 4}
    assert flowing(of(FEW, A, MANY, B)) == {1, 3}


def test_in_a_compact_document_all_do() -> None:
    assert flowing(of(A, MANY, B, MANY, compact=True)) == {0, 2}


def test_the_pdf_and_the_word_file_do_as_it_says() -> None:
    document = of(A, FEW, B, MANY, C, FEW, *REST)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf(document))).pages]
    assert [("Kort." in page, "visor" in page) for page in pages[2:4]] == [(True, True), (True, False)]
    headings = [row for row in docx.Document(io.BytesIO(word(document))).paragraphs if row.text in ("A", "B", "C")]
    kept = ['pageBreakBefore w:val="0"' in row._p.xml for row in headings if row._p.xml.count("Heading1")]
    assert kept == [False, True, False]
