"""Blocks as plain text."""

from hypothesis import given, settings

from rodatraden.documents import sample
from rodatraden.documents.content import Block, Callout, Chart, PageBreak, StatusLine, Table
from rodatraden.documents.plain import plain_text
from rodatraden.documents.tests.made import MET, SVG, blocks, everywhere

WORD = "särskildaordet"


@given(blocks)
@settings(max_examples=60, deadline=None)
def test_each_kind_of_block_has_a_text(block: Block) -> None:
    assert isinstance(plain_text(block), str)


def test_no_text_of_a_block_is_left_out() -> None:
    for block in everywhere(WORD).parts:
        assert WORD in plain_text(block), block


def test_a_decisions_items_are_numbered_and_others_have_dashes() -> None:
    assert plain_text(Callout("decision", "Besluta", "", ("att a", "att b"))) == "Besluta\n1. att a\n2. att b"
    assert plain_text(Callout("note", "Obs", "x", ("a",))) == "Obs\nx\n– a"


def test_a_table_has_a_line_for_each_row() -> None:
    table = next(part for part in sample.document().parts if isinstance(part, Table) and part.notes)
    lines = plain_text(table).split("\n")
    assert lines[0] == "Indikatorer per mål"
    assert lines[1].startswith("Indikator\tEnhet\t2016")
    assert lines[2] == "Mål 1: Trygg omsorg"
    assert len(lines) == 2 + len(table.rows) + len(table.notes)


def test_a_chart_says_its_words_and_figures() -> None:
    assert plain_text(Chart("Kurva", SVG, "Stiger")) == "Kurva\nStiger"


def test_a_judgement_says_who_and_what() -> None:
    assert plain_text(StatusLine(MET, "Nämnden", "för att")) == "Nämnden: Uppfylls\nför att"
    assert plain_text(StatusLine(MET)) == "Uppfylls"


def test_a_page_break_says_nothing() -> None:
    assert plain_text(PageBreak()) == ""
