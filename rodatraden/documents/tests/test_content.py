"""What a document is as a value, and what it refuses to be."""

import pytest

from rodatraden.documents import build, sample
from rodatraden.documents.content import (
    Chart,
    Column,
    Heading,
    Paragraph,
    Row,
    Table,
    TextCell,
    anchored,
)
from rodatraden.documents.tests.made import SVG, small

A, B = Column("A"), Column("B", "money")


def test_a_row_has_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="1 cells, not 2"):
        Table("Tabell", (A, B), (Row((TextCell("x"),)),))


def test_a_row_that_heads_others_has_one_cell() -> None:
    assert Table("Tabell", (A, B), (build.group("Mål 1"),)).rows[0].kind == "group"
    with pytest.raises(ValueError, match="2 cells, not 1"):
        Table("Tabell", (A, B), (Row((TextCell("x"), TextCell("y")), "group"),))


@pytest.mark.parametrize("level", [0, 5, -1])
def test_a_heading_is_of_one_of_four_levels(level: int) -> None:
    with pytest.raises(ValueError, match="1 to 4"):
        Heading("Mål", level)


def test_a_chart_says_in_words_what_it_shows() -> None:
    with pytest.raises(ValueError, match="words"):
        Chart("Trygghet", SVG, " ")


def test_a_column_of_figures_stands_to_the_right_and_says_its_unit() -> None:
    assert (A.side, B.side, Column("C", align="center").side) == ("start", "end", "center")
    assert B.head == "B, tkr"
    assert Column("Andel", "number", unit="%").head == "Andel, %"
    assert Column("", "number", unit="%").head == "%"
    assert A.head == "A"


def test_anchors_are_made_of_the_words_and_never_twice_the_same() -> None:
    parts = (
        Heading("Mål & medel"),
        Paragraph("x"),
        Heading("Mål och medel", anchor="mal-medel"),
        Heading("!"),
        Heading("?"),
    )
    assert [anchor for anchor, _ in anchored(parts)] == ["mal-medel", "", "mal-medel-2", "del", "del-2"]


@pytest.mark.parametrize(
    ("levels", "stepped"),
    [
        ([2, 2, 3], [1, 1, 2]),
        ([1, 3, 3, 2, 4], [1, 2, 2, 2, 3]),
        ([3, 2, 1, 2], [1, 1, 1, 2]),
        ([1, 2, 3, 4], [1, 2, 3, 4]),
    ],
)
def test_no_level_of_headings_is_skipped(levels: list[int], stepped: list[int]) -> None:
    found = [part for _, part in anchored(tuple(Heading("x", level) for level in levels))]
    assert [part.level for part in found if isinstance(part, Heading)] == stepped


def test_an_anchor_of_a_very_long_heading_is_short() -> None:
    ((anchor, _),) = anchored((Heading("mål " * 1000),))
    assert len(anchor) <= 80


def test_a_part_reaches_to_the_next_heading_of_its_level() -> None:
    parts = (Heading("Ett"), Paragraph("a"), Heading("Under", 2), Paragraph("b"), Heading("Två"), Paragraph("c"))
    document = small(*parts)
    assert document.part("ett") == parts[:4]
    assert document.part("under") == parts[2:4]
    assert document.part("tva") == parts[4:]
    assert document.part("finns-inte") == ()


def test_all_tables_are_found_also_those_of_charts() -> None:
    document = sample.document()
    captions = [table.caption for table in document.tables()]
    assert "Indikatorer per mål" in captions
    assert sum("Trygghet" in caption for caption in captions) == 2


def test_a_long_document_has_a_section_for_each_unit() -> None:
    document = sample.long_document(units=7, indicators=14)
    assert sum(isinstance(part, Heading) and "område" in part.text for part in document.parts) == 7
