"""The PDF: fit for the archive (PDF/A-2a) and for every reader (PDF/UA-1), whatever is in it."""

import io
import re

import page
import pypdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from rodatraden.documents import build, sample
from rodatraden.documents.content import (
    Block,
    Callout,
    Chart,
    Column,
    DefinitionList,
    Document,
    Heading,
    KeySentence,
    PageBreak,
    Paragraph,
    StatusLine,
    Table,
    Term,
    TextCell,
)
from rodatraden.documents.frame import Imprint
from rodatraden.documents.pdf import pdf
from rodatraden.documents.tests.hostile import HOSTILE
from rodatraden.documents.tests.made import DAY, MET, SVG, documents, everywhere, small

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)


def faults(data: bytes) -> list[str]:
    """What the validator finds wrong in either profile."""
    reports = [page.validate_pdf_bytes(data, profile=profile) for profile in PROFILES]
    return [f"{one.rule_id}: {one.message}" for report in reports for one in report.failures]


def pages_of(data: bytes) -> list[str]:
    return [one.extract_text() for one in pypdf.PdfReader(io.BytesIO(data)).pages]


def text_of(data: bytes) -> str:
    return "\n".join(pages_of(data))


def test_a_document_is_set_with_title_page_contents_and_page_numbers() -> None:
    found = pages_of(pdf(sample.document(draft=True)))
    assert "Exempelstad kommun" in found[0] and "Socialnämnden" in found[0] and "Utkast" in found[0]
    assert found[1].startswith("Exempelstad kommun") and "Innehåll" in found[1]
    assert re.search(r"Styrkort\s*\n?5", found[1])
    assert f"Sida 3 av {len(found)}" in found[2] and "SN 2018/214" in found[2]
    assert "Sammanfattning" in found[2] and "Utkast" in found[2]


def test_what_is_read_in_a_few_pages_needs_no_page_of_contents() -> None:
    parts = [part for number in range(5) for part in (Heading(f"Del {number}"), Paragraph("Ett stycke."), PageBreak())]
    few, many = pages_of(pdf(small(*parts[:-3]))), pages_of(pdf(small(*parts)))
    assert (len(few), "Innehåll" in few[1]) == (5, False)
    assert (len(many), "Innehåll" in many[1]) == (7, True)


def test_a_finished_document_is_not_marked_as_a_draft() -> None:
    assert "Utkast" not in text_of(pdf(sample.document()))


def test_a_wide_table_lies_on_a_page_turned_sideways() -> None:
    sizes = [one.mediabox for one in pypdf.PdfReader(io.BytesIO(pdf(sample.document()))).pages]
    assert sum(box.width > box.height for box in sizes) == 1


def test_the_heads_of_a_long_table_are_repeated() -> None:
    rows = tuple(build.row(f"Rad {n}", n) for n in range(150))
    found = pages_of(pdf(small(Table("Lång", (Column("Benämning"), Column("Antal", "number")), rows))))
    assert len(found) > 3
    assert all("Benämning" in text for text in found[1:-1])


def test_the_file_says_its_title_language_and_day() -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf(sample.document())))
    assert reader.metadata is not None and reader.metadata.title == "Delårsrapport januari–juli 2018"
    assert reader.metadata.author == "Exempelstad kommun"
    assert str(reader.root_object["/Lang"]) in ("sv", "sv-SE")
    assert reader.metadata.creation_date is not None and reader.metadata.creation_date.date() == DAY


def test_the_same_content_gives_the_same_bytes() -> None:
    assert pdf(sample.document()) == pdf(sample.document())


def test_the_last_page_proves_the_content() -> None:
    data = pdf(small(Paragraph("x")), Imprint("ab" * 32, 3, "rättat belopp"))
    assert "ab" * 32 in text_of(data).replace("\n", "") and "rättat belopp" in text_of(data)


def test_a_sign_without_a_shape_is_its_code_and_is_listed() -> None:
    found = pages_of(pdf(small(Paragraph("Bra jobbat 😀!"))))
    assert "Bra jobbat [U+1F600]!" in found[-1]
    assert "saknas i typsnitten" in found[-1]


@pytest.mark.full
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("draft", [False, True])
def test_the_sample_is_valid_for_archive_and_reader(language: str, draft: bool) -> None:
    first = sample.document(draft=draft)
    document = Document(**{**vars(first), "language": language})
    assert faults(pdf(document, Imprint("ab" * 32))) == []


@pytest.mark.full
def test_a_long_document_is_valid() -> None:
    data = pdf(sample.long_document(units=25, indicators=150))
    assert len(pages_of(data)) > 50
    assert faults(data) == []


@pytest.mark.full
@pytest.mark.parametrize("kind", HOSTILE)
def test_any_text_anywhere_gives_a_valid_document(kind: str) -> None:
    assert faults(pdf(everywhere(HOSTILE[kind]))) == []


@pytest.mark.full
@given(documents)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
def test_any_document_is_valid(document: Document) -> None:
    assert faults(pdf(document)) == []


@pytest.mark.full
@pytest.mark.parametrize("end", range(3))
def test_no_stream_ends_in_doubt_in_any_of_many(end: int) -> None:
    parts = tuple(Paragraph(f"Ord {end} {n}") for n in range(400))
    assert faults(pdf(small(*parts))) == []


LONG = " ".join(f"ord{n}." for n in range(28_000))
"""A little more than 200,000 signs."""
PLACES: dict[str, tuple[Block, ...]] = {
    "paragraph": (Paragraph(LONG),),
    "written": (build.rich(LONG),),
    "key": (KeySentence(LONG),),
    "callout": (Callout("note", "Obs", LONG),),
    "status": (StatusLine(MET, "Nämnden", LONG),),
    "term": (DefinitionList((Term("Namn", TextCell(LONG)),)),),
    "term's name": (DefinitionList((Term(LONG, TextCell("x")),)),),
    "note": (Table("T", (Column("A"),), (build.row("x"),), source=LONG),),
    "cell": (Table("T", (Column("A"), Column("B")), (build.row(LONG[:20_000], "x"),)),),
}


@pytest.mark.full
@pytest.mark.parametrize("place", PLACES)
def test_no_word_of_a_very_long_text_is_lost(place: str) -> None:
    data = pdf(small(*PLACES[place]))
    found = re.sub(r"[\s\u00ad-]", "", text_of(data))
    count = 20_000 if place == "cell" else len(LONG)
    wanted = LONG[:count].rsplit(" ", 1)[0].split()
    assert [word for word in wanted if word not in found] == []
    assert faults(data) == []


@pytest.mark.full
def test_a_label_as_long_as_a_page_is_cut_and_harms_nothing() -> None:
    data = pdf(
        small(
            Heading(LONG),
            Table(LONG[:3000], (Column(LONG), Column("B", unit=LONG[:50])), (build.row("x", "y"),)),
            Chart("Kurva", SVG.replace("<path", f"<text>{LONG}</text><path", 1), LONG),
        )
    )
    assert faults(data) == []
