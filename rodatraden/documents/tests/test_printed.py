"""What the template of the PDF is told."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings

from rodatraden.documents import build, sample
from rodatraden.documents.canonical import canonical
from rodatraden.documents.content import (
    Callout,
    Column,
    DefinitionList,
    Document,
    Heading,
    MissingCell,
    NumberCell,
    Paragraph,
    Row,
    Table,
    Term,
    TextCell,
)
from rodatraden.documents.frame import Imprint
from rodatraden.documents.printed import COMMA, DIGIT, UNBROKEN, Setting, printed, room, table
from rodatraden.documents.signs import Printer
from rodatraden.documents.tests.made import DAY, MET, SVG, documents, everywhere, small


def told(document: Document, imprint: Imprint = Imprint()) -> Any:  # noqa: B008 (frozen)
    with override(document.language):
        return printed(document, imprint, Printer())


def part(*parts: Any) -> Any:
    return told(small(*parts))["parts"][-1]


@given(documents)
@settings(max_examples=60, deadline=None)
def test_any_document_can_be_told(document: Document) -> None:
    assert canonical(told(document))


@pytest.mark.parametrize(
    ("written", "places", "left"),
    [("1,5", 1, 0), ("1", 1, DIGIT + COMMA), ("1,5", 3, 2 * DIGIT), ("–", 2, 2 * DIGIT + COMMA), ("1", 0, 0)],
)
def test_room_is_left_for_the_decimals_that_are_not_there(written: str, places: int, left: int) -> None:
    assert room(written, places) == left


def test_decimals_of_a_column_hang_together() -> None:
    column = Column("N", "number")
    rows = [build.row("a", NumberCell(Decimal(value))) for value in ("1", "2.5", "3.25")] + [build.row("b", None)]
    found: Any = table(Setting(Printer()), Table("T", (Column("Vad"), column), tuple(rows)))
    cells = [row["cells"][1] for row in found["rows"]]
    assert [cell["n"] for cell in cells] == ["1", "2,5", "3,25", "–"]
    assert [cell["room"] for cell in cells] == [COMMA + 2 * DIGIT, DIGIT, 0, COMMA + 2 * DIGIT]


def test_signs_and_examples_are_told_beside_the_value() -> None:
    setting = Setting(Printer())
    assert setting.cell(TextCell("a")) == "a"
    assert setting.cell(TextCell("a", sign="1", example=True)) == {"t": "a", "sign": "1", "ex": True}
    assert setting.cell(TextCell("a", strong=True)) == {"t": "a", "b": True}
    assert setting.cell(NumberCell(Decimal(2), sign="1")) == {"n": "2", "room": 0, "sign": "1"}
    assert setting.cell(MissingCell("ej klart")) == {"t": "– ej klart", "soft": True}


def test_each_status_has_a_mark_of_its_own() -> None:
    found = told(small(Table("T", (Column("A", "status"),), (build.row(MET),))))
    assert found["marks"].keys() == {"met-disc"}
    assert "#0f7f5a" in found["marks"]["met-disc"]
    assert found["parts"][0]["rows"][0]["cells"] == [{"s": {"mark": "met-disc", "word": "Uppfylls"}}]


def test_an_unknown_symbol_is_a_ring() -> None:
    assert "missed-ring" in told(everywhere("x"))["marks"]


def test_long_rows_and_frames_may_be_broken() -> None:
    long = "ord " * UNBROKEN
    rows = part(Table("T", (Column("A"),), (build.row("kort"), build.row(long))))
    assert [row["long"] for row in rows["rows"]] == [False, True]
    assert rows["long"] and rows["columns"][0]["width"] == 1
    assert part(Callout("note", "T", long))["long"] and not part(Callout("note", "T", "kort"))["long"]
    assert part(DefinitionList((Term("o" * 200, TextCell("x")),)))["terms"][0]["long"]


def test_a_short_table_keeps_the_widths_it_was_given() -> None:
    found = part(Table("T", (Column("A", width=3), Column("B")), (build.row("a", "b"),)))
    assert [column["width"] for column in found["columns"]] == [3, 0]


def test_the_head_of_a_page_has_one_line() -> None:
    found = told(Document("t" * 300, "k" * 300, DAY, (Heading("h" * 300),), reference="r" * 300))
    assert all(len(words) <= 60 for words in (*found["running"], *found["chapters"]))
    assert found["title"] == "t" * 300


@pytest.mark.parametrize(
    ("title", "glued"),
    [
        ("Delårsrapport 2018", "Delårsrapport\u00a02018"),
        ("Årsredovisning", "Årsredovisning"),
        ("Plan för omsorgen", "Plan för omsorgen"),
    ],
)
def test_a_year_is_never_alone_on_the_last_line_of_a_title(title: str, glued: str) -> None:
    assert told(small(title=title))["title"] == glued


def test_the_last_lines_prove_the_content() -> None:
    found = told(sample.document(), Imprint("ab" * 32, 2, "Fel årtal"))
    assert found["colophon"] == [
        "Källa: kommunens uppföljningssystem och Kolada, uttag 2018-08-31",
        "Version 2. Ändrat: Fel årtal",
        f"Innehållets SHA-256: {'ab' * 32}",
    ]


def test_signs_without_a_shape_are_listed_at_the_end() -> None:
    assert told(small(Paragraph("😀")))["colophon"] == [
        "Ett tecken saknas i typsnitten och skrivs som sin kod: [U+1F600]."
    ]
    assert "2 tecken saknas" in told(small(Paragraph("😀漢")))["colophon"][0]


def test_an_english_document_says_its_fixed_words_in_english() -> None:
    document = Document("T", "K", DAY, (), language="en")
    assert told(document)["region"] == "GB" and told(document)["language"] == "en"


def test_arms_are_told_as_svg_or_bytes() -> None:
    def arms(image: Any) -> Any:
        return told(Document("T", "K", DAY, (), arms=image))["arms"]

    assert arms(None) is None
    assert arms(build.image("image/svg+xml", SVG.encode(), "Vapen"))["format"] == "svg"
    assert arms(build.image("image/png", b"\x89PNG", "Vapen")) == {
        "format": "png",
        "bytes": [137, 80, 78, 71],
        "alt": "Vapen",
    }


def test_a_picture_without_words_gets_a_dash() -> None:
    assert Setting(Printer()).alt(" ") == "–"


def test_a_compact_document_has_no_contents() -> None:
    parts = tuple(Heading(str(n)) for n in range(5))
    assert told(small(*parts))["contents"]
    assert not told(Document("T", "K", DAY, parts, compact=True))["contents"]
    assert not told(small(*parts[:2]))["contents"]


def test_rows_that_head_others_have_one_cell() -> None:
    found = part(
        Table("T", (Column("A"), Column("B")), (build.group("Mål 1"), Row((TextCell("a"), TextCell("b")), indent=1)))
    )
    assert found["rows"][0] == {"kind": "group", "indent": 0, "cells": ["Mål 1"]}
    assert found["rows"][1]["indent"] == 1
