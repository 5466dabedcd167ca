"""The text of an uploaded file is read at arm's length; what cannot be read is kept and said."""

import io
import zipfile
from io import BytesIO

import docx
import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from rodatraden.documents import words_in as module
from rodatraden.documents.services import path_of, store
from rodatraden.documents.words_in import UNREAD, Words, plain_words, words_in
from rodatraden.organisation.access import system
from rodatraden.organisation.tests.cast import Town

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _here(town: Town) -> None:
    """Files are kept for a municipality."""


def pdf_saying(*lines: str) -> pypdf.PdfWriter:
    """A PDF with a page for each line."""
    writer = pypdf.PdfWriter()
    for line in lines:
        page = writer.add_blank_page(300, 300)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
                NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        content = StreamObject()
        content.set_data(b"BT /F1 12 Tf 20 100 Td (" + line.encode("cp1252") + b") Tj ET")
        page[NameObject("/Contents")] = writer._add_object(content)
    return writer


def bytes_of(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word_saying(*paragraphs: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(out)
    return out.getvalue()


def word_holding(content: str) -> bytes:
    """Packed as a Word file is, with whatever content."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", content)
    return out.getvalue()


def read(name: str, content: bytes) -> Words:
    return words_in(store(system(), name, BytesIO(content)))


def test_a_pdf_is_read_page_by_page() -> None:
    found = read("policy.pdf", bytes_of(pdf_saying("Färdtjänsten ska vara trygg", "Sida två")))
    assert found.unread == ""
    assert "Färdtjänsten ska vara trygg" in found.text and "Sida två" in found.text


def test_a_word_file_is_read_paragraph_by_paragraph() -> None:
    assert read("policy.docx", word_saying("Ett stycke", "Åtgärd & mål")) == Words("Ett stycke\nÅtgärd & mål")


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252"])
def test_plain_text_is_read_as_it_was_written(coding: str) -> None:
    assert read("rutin.txt", "Ring växeln först.".encode(coding)).text == "Ring växeln först."


def test_a_locked_pdf_is_kept_and_said() -> None:
    writer = pdf_saying("Hemligt")
    writer.encrypt("lösen", algorithm="RC4-128")
    assert read("last.pdf", bytes_of(writer)) == Words("", "locked")


def test_a_pdf_that_only_says_what_may_be_printed_is_read() -> None:
    writer = pdf_saying("Öppet")
    writer.encrypt("", "agare", algorithm="RC4-128")
    assert read("oppen.pdf", bytes_of(writer)).text == "Öppet"


def test_a_locked_word_file_is_kept_and_said() -> None:
    assert read("last.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600) == Words("", "locked")


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"%PDF-1.7 och sedan inget"), ("a.docx", word_holding("<w:document>")), ("a.docx", word_holding(""))],
)
def test_a_broken_file_is_kept_and_said(name: str, content: bytes) -> None:
    file = store(system(), name, BytesIO(content))
    assert words_in(file).unread == "broken"
    assert path_of(file.sha256).read_bytes() == content


def test_a_scanned_pdf_has_no_words() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    assert read("inskannad.pdf", bytes_of(writer)) == Words("", "empty")


def test_other_kinds_are_not_read() -> None:
    assert read("bild.png", b"\x89PNG\r\n\x1a\n") == Words("", "other")


def test_a_word_file_that_unpacks_to_too_much_is_not_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (201 * 2**20))
    assert len(out.getvalue()) < 2**20
    assert read("bomb.docx", out.getvalue()) == Words("", "slow")


def test_entities_are_not_followed() -> None:
    out = io.BytesIO()
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = (
        f'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:d xmlns:w="{space}"><w:p><w:t>&e;</w:t></w:p></w:d>'
    )
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", xml)
    assert "root" not in read("entitet.docx", out.getvalue()).text


def test_at_most_so_many_signs_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_SIGNS", 100)
    assert len(read("lang.txt", b"ord " * 1000).text) <= 100


def test_a_reader_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", -1.5)
    monkeypatch.setattr(module, "COMMAND", ("/bin/sleep", "5", "#"))
    assert read("policy.txt", b"x").unread == "slow"


def test_each_reason_has_its_words() -> None:
    assert set(UNREAD) == {"other", "broken", "locked", "slow", "empty", "reader"}
    assert set(module.CODES.values()) <= set(UNREAD)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("för-\nskola", "förskola"),
        ("A-\nB", "A-\nB"),
        ("a\x00b\x07c\ud800d", "a b c d"),
        ("a  \t b\n\n\n\nc ", "a b\n\nc"),
    ],
)
def test_words_are_made_plain(text: str, expected: str) -> None:
    assert plain_words(text) == expected
