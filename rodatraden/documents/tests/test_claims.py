"""A file that is not what its name says, or has macros, is refused before it is kept."""

import io
import zipfile

import pytest

from rodatraden.documents.claims import must_be_what_it_claims
from rodatraden.documents.tests.test_words_in import word_saying
from rodatraden.tenancy.edits import Refused


def packed(*parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in parts:
            archive.writestr(part, "x")
    return out.getvalue()


GOOD = [
    ("a.pdf", b"%PDF-1.7"),
    ("a.PDF", b"skr\xe4p f\xf6re %PDF-1.4"),
    ("a.docx", word_saying("Text")),
    ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 encrypted"),
    ("a.xlsx", packed("xl/workbook.xml")),
    ("a.odt", packed("content.xml")),
    ("a.png", b"\x89PNG\r\n\x1a\n.."),
    ("a.txt", b"vad som helst"),
    ("protokoll", b"utan slag"),
]
WRONG = [
    ("a.pdf", b"<html>", "PDF"),
    ("a.pdf", b"PK\x03\x04", "PDF"),
    ("a.docx", b"%PDF-1.7", "Docx"),
    ("a.docx", packed("xl/workbook.xml"), "Docx"),
    ("a.docx", packed("word/document.xml", "word/vbaProject.bin"), "makron"),
    ("a.odt", packed("content.xml", "Basic/Standard/a.xml"), "makron"),
    ("a.docm", b"PK\x03\x04", "makron"),
    ("a.doc", b"\xd0\xcf\x11\xe0", "makron"),
    ("a.xls ", b"\xd0\xcf\x11\xe0", "makron"),
    ("a.exe", b"MZ", "program"),
    ("a.jpg", b"GIF89a", "bild"),
]


@pytest.mark.parametrize(("name", "content"), GOOD)
def test_what_is_as_it_says_passes_and_is_read_from_its_start(name: str, content: bytes) -> None:
    stream = io.BytesIO(content)
    must_be_what_it_claims(name, stream)
    assert stream.read() == content


@pytest.mark.parametrize(("name", "content", "said"), WRONG)
def test_what_is_not_is_refused_by_what_is_wrong(name: str, content: bytes, said: str) -> None:
    with pytest.raises(Refused) as refused:
        must_be_what_it_claims(name, io.BytesIO(content))
    assert said in refused.value.reasons["file"]
