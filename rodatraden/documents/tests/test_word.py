"""The Word file: true headings, heads that repeat, words for pictures, a language."""

import io
import re
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

import docx
import pytest
from docx.document import Document as WordFile
from hypothesis import HealthCheck, given, settings

from rodatraden.documents import build, sample
from rodatraden.documents import word_xml as xml
from rodatraden.documents.content import BulletList, Column, Document, Heading, Paragraph, Table
from rodatraden.documents.frame import Imprint
from rodatraden.documents.tests.hostile import HOSTILE
from rodatraden.documents.tests.made import DAY, documents, everywhere, small
from rodatraden.documents.word import word
from rodatraden.documents.word_tables import PICTURE_MM, Upright, column_widths

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(document: Document, imprint: Imprint = Imprint()) -> WordFile:  # noqa: B008 (frozen)
    return docx.Document(io.BytesIO(word(document, imprint)))


def body(document: Document) -> str:
    with zipfile.ZipFile(io.BytesIO(word(document))) as parts:
        return parts.read("word/document.xml").decode()


@pytest.fixture(scope="module")
def file() -> WordFile:
    return opened(sample.document(draft=True))


def test_headings_are_true_headings(file: WordFile) -> None:
    found = [
        (one.style.name, one.text) for one in file.paragraphs if one.style and one.style.name.startswith("Heading")
    ]
    assert ("Heading 1", "Sammanfattning") in found
    assert ("Heading 2", "Vad har ändrats sedan sist") in found
    assert ("Heading 3", "Hur det fortsatta arbetet ser ut") in found
    assert ("Heading 4", "Samverkan med regionen") in found


def test_each_table_has_a_head_that_repeats_and_rows_that_stay_whole(file: WordFile) -> None:
    assert len(file.tables) == 4
    for table in file.tables:
        rows = table._tbl.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rows[1:])
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert table._tbl.find(f"{W}tblPr/{W}tblCaption") is not None


def test_each_picture_has_words(file: WordFile) -> None:
    words = re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', file.element.xml)
    assert len(words) == 21 and all(words)
    assert "Utfall 57, 54, 53 och 51. Målvärden 55, 60 och 65." in words
    idents = re.findall(r'<wp:docPr id="(\d+)"', file.element.xml)
    assert len(set(idents)) == len(idents)


def test_the_language_is_set(file: WordFile) -> None:
    assert 'w:lang w:val="sv-SE"' in file.styles.element.xml
    english = opened(Document("T", "K", DAY, (), language="en"))
    assert 'w:lang w:val="en-GB"' in english.styles.element.xml


def test_there_is_a_table_of_contents_with_links_that_lead_somewhere(file: WordFile) -> None:
    found = file.element.xml
    assert 'TOC \\o "1-2"' in found
    anchors = set(re.findall(r'<w:hyperlink w:anchor="([^"]+)"', found))
    assert anchors and anchors <= set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', found))


def test_pages_are_numbered_and_drafts_marked(file: WordFile) -> None:
    section = file.sections[0]
    assert "PAGE" in section.footer._element.xml and "NUMPAGES" in section.footer._element.xml
    assert "Utkast" in section.header._element.xml
    assert "Utkast" not in opened(sample.document()).sections[0].header._element.xml


def test_the_file_tells_of_the_content_and_of_nothing_else(file: WordFile) -> None:
    core = file.core_properties
    assert (core.title, core.author) == ("Delårsrapport januari–juli 2018", "Exempelstad kommun")
    assert core.created is not None and core.created.date() == DAY
    assert core.last_modified_by == core.author and core.comments == ""


def test_a_wide_table_lies_sideways(file: WordFile) -> None:
    assert [int(section.orientation) for section in file.sections].count(1) == 1
    assert len(file.sections) == 3


def test_numbered_lists_begin_at_one_each() -> None:
    found = body(small(BulletList(("a", "b"), ordered=True), Paragraph("x"), BulletList(("c",), ordered=True)))
    assert re.findall(r'<w:numId w:val="(\d+)"', found) == ["3", "3", "4"]
    file = opened(small(BulletList(("a",), ordered=True)))
    assert file.part.numbering_part.element.xml.count("startOverride") == 1


def test_statuses_have_sign_and_word(file: WordFile) -> None:
    cells = [cell.text for row in file.tables[0].rows[2:4] for cell in row.cells]
    assert "●\u00a0Bedöms uppfyllas" in cells


def test_decimals_hang() -> None:
    rows = (
        build.row("a", Decimal("1")),
        build.row("b", Decimal("2.5")),
    )
    table = opened(small(Table("T", (Column("A"), Column("B", "number")), rows))).tables[0]
    assert [row.cells[1].text for row in table.rows] == ["B", "1\u2008\u2007", "2,5"]


def test_columns_fill_the_page_and_no_more() -> None:
    uprights = [
        Upright(Column("Namn"), ["kort", "långt " * 20]),
        Upright(Column("Tal", "number"), ["1"]),
        Upright(Column("Kurva", "picture"), [""]),
    ]
    widths = column_widths(uprights, 150)
    assert sum(widths) == pytest.approx(150)
    assert widths[2] == pytest.approx(PICTURE_MM)
    many = [Upright(Column(f"Tal {n}", "number"), ["1 234 567"]) for n in range(30)]
    assert sum(column_widths(many, 150)) == pytest.approx(150)
    assert sum(column_widths(many[:2], 150)) < 100
    assert column_widths([], 150) == []


@pytest.mark.parametrize("kind", HOSTILE)
def test_any_text_anywhere_is_text(kind: str) -> None:
    document = everywhere(HOSTILE[kind])
    with zipfile.ZipFile(io.BytesIO(word(document))) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(parts.read(name))  # noqa: S314 (our own file)
        assert b"<script" not in parts.read("word/document.xml")
    opened(document)


@given(documents)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_document_opens(document: Document) -> None:
    assert opened(document).element.body is not None


def test_a_very_long_text_is_whole() -> None:
    long = "ord och " * 25_000
    assert opened(small(Paragraph(long))).paragraphs[-1].text == long or long in body(small(Paragraph(long)))


def test_a_bookmark_has_a_name_that_word_takes() -> None:
    assert xml.bookmark("mål & medel") == "_mål___medel"
    assert len(xml.bookmark("x" * 100)) == 40


def test_a_run_without_text_is_nothing() -> None:
    assert xml.run("") == ""
    assert xml.run("a\tb\nc").count("<w:tab/>") == 1 and "<w:br/>" in xml.run("a\tb\nc")


def test_the_proof_is_said_at_the_end() -> None:
    found = opened(small(Heading("A")), Imprint("ab" * 32))
    assert "ab" * 32 in found.paragraphs[-1].text


def test_chapters_of_a_compact_document_follow_each_other() -> None:
    compact = opened(Document("T", "K", DAY, (Heading("A"),), compact=True))
    assert "pageBreakBefore" not in compact.styles["Heading 1"].element.xml
    assert "pageBreakBefore" in opened(small(Heading("A"))).styles["Heading 1"].element.xml
