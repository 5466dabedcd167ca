"""A document as part of a page."""

import re
from decimal import Decimal

import pytest
from django.template import engines
from hypothesis import HealthCheck, given, settings

from rodatraden.documents import build, sample
from rodatraden.documents.content import (
    Block,
    Callout,
    Chart,
    Column,
    ColumnKind,
    DefinitionList,
    Document,
    Heading,
    NumberCell,
    Paragraph,
    RichList,
    RichParagraph,
    RichText,
    Row,
    Run,
    Table,
    Term,
    TextCell,
)
from rodatraden.documents.templatetags.documents import document as shown
from rodatraden.documents.tests.hostile import HOSTILE
from rodatraden.documents.tests.made import DAY, SVG, documents, everywhere, small
from rodatraden.tests.markup import read_page


def page(*parts: Block) -> str:
    return str(shown(small(*parts)))


def test_the_sample_is_shown_whole() -> None:
    html = str(shown(sample.document(draft=True)))
    for words in ("Sammanfattning", "Utkast", "SN 2018/214", "Nämnden föreslås besluta", "Bedöms uppfyllas delvis",
                  "Källa: kommunens", "revisorerna lämnar", "SHA-256", "Visa som tabell"):  # fmt: skip
        assert words in html


def test_a_page_may_show_it_by_a_tag() -> None:
    template = engines["django"].from_string("{% load documents %}{% document d front=False %}")
    assert "<dl" not in template.render({"d": small(Paragraph("x"))})


def test_chapters_are_h2_since_the_page_has_the_h1() -> None:
    html = page(*(Heading(f"Nivå {level}", level) for level in (1, 2, 3, 4)))
    found = re.findall(r'<h(\d) id="([^"]+)"', html)
    assert found[-4:] == [("2", "del-niva-1"), ("3", "del-niva-2"), ("4", "del-niva-3"), ("5", "del-niva-4")]


def test_the_contents_lead_to_the_headings() -> None:
    html = str(shown(sample.document()))
    links = re.findall(r'href="#(del-[^"]+)"', html)
    assert links and set(links) <= set(re.findall(r'<h\d id="([^"]+)"', html)) | {
        f"m-{x}" for x in ("disc", "ring", "diamond", "square")
    }


def test_ids_are_used_once() -> None:
    idents = re.findall(r'\bid="([^"]+)"', str(shown(sample.document())))
    assert len(idents) == len(set(idents))


def test_figures_hang_from_their_comma_and_carry_their_signs() -> None:
    rows = (
        build.row("a", NumberCell(Decimal("1.5"), sign="1")),
        build.row("b", NumberCell(Decimal(2), example=True)),
        build.row("c", None),
    )
    html = page(Table("T", (Column("A"), Column("B", "number", unit="%")), rows))
    assert '<td role="cell" class="num" data-head="B">1<span class="d">,5<sup>1</sup></span></td>' in html
    assert 'exempel</abbr> 2<span class="d"></span></td>' in html
    assert '<td role="cell" class="num" data-head="B">–<span class="d"></span></td>' in html
    assert 'B, <span class="soft">%</span>' in html


def test_a_figure_among_terms_keeps_its_decimals() -> None:
    assert "12,5" in page(DefinitionList((Term("Andel", NumberCell(Decimal("12.5"))),)))


def test_whole_figures_need_no_room_for_decimals() -> None:
    html = page(Table("T", (Column("A"), Column("B", "number")), (build.row("a", 3),)))
    assert '<td role="cell" class="num" data-head="B">3</td>' in html


@pytest.mark.parametrize(
    ("kinds", "look"),
    [
        (("text", "text", "text"), 'class="unfold" role'),
        (("text", "number", "number"), 'class="unfold tight" role'),
        (("text", *["number"] * 6), 'class="scrolled" role'),
    ],
)
def test_rows_unfold_on_a_phone_unless_there_are_too_many_columns(kinds: tuple[ColumnKind, ...], look: str) -> None:
    columns = tuple(Column(f"Kolumn {at}", kind) for at, kind in enumerate(kinds))
    html = page(Table("T", columns, (build.row(*["a"] * len(kinds)),)))
    assert look in html and 'data-head="Kolumn 1"' in html and html.count('role="columnheader"') == len(kinds)


def test_rows_that_head_others_span_the_table() -> None:
    html = page(
        Table("T", (Column("A"), Column("B")), (build.group("Mål <1>"), Row((TextCell("x"), TextCell("y")), indent=2)))
    )
    assert '<th scope="colgroup" role="rowheader" colspan="2">Mål &lt;1&gt;</th></tr>' in html
    assert "data-indent=2" in html


def test_a_chart_has_words_and_is_read_once() -> None:
    html = page(Chart("Kurva", SVG, 'Stiger "brant"'))
    assert 'role="img" aria-label="Stiger &quot;brant&quot;"' in html
    assert '<span aria-hidden="true"><svg' in html


def test_a_decision_is_numbered() -> None:
    html = page(Callout("decision", "Besluta", items=("att a", "att b")))
    assert "<ol" in html and html.count("<li") == 2


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_documents_language_is_said(language: str) -> None:
    found = str(shown(Document("T", "K", DAY, (), language=language)))  # type: ignore[arg-type]
    assert f'lang="{language}"' in found


@pytest.mark.parametrize("kind", HOSTILE)
def test_any_text_anywhere_is_text(kind: str) -> None:
    html = str(shown(everywhere(HOSTILE[kind])))
    assert "<script" not in html and "onclick='x'" not in html and "<p class=MsoNormal" not in html
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", html)
    html.encode()


@given(documents)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_document_is_well_formed(document: Document) -> None:
    assert read_page(str(shown(document))).faults() == []


def test_what_is_written_is_shown_as_text_with_its_stretches() -> None:
    bold, slanted = Run("<b>&", bold=True), Run('"lutat"', italic=True)
    block = RichText((RichParagraph((bold, slanted)), RichParagraph((Run("båda", True, True),))), "Rektor <x>")
    html = page(block)
    assert '<p dir="auto"><b>&lt;b&gt;&amp;</b><i>&quot;lutat&quot;</i></p>' in html
    assert '<p dir="auto"><b><i>båda</i></b></p><p class="note">Rektor &lt;x&gt;</p></div>' in html


@pytest.mark.parametrize(("ordered", "frame"), [(True, '<ol class="numbers">'), (False, '<ul class="dashes">')])
def test_a_written_list_keeps_its_kind(ordered: bool, frame: str) -> None:
    html = page(RichText((RichList(((Run("ett"),), (Run("två <3"),)), ordered=ordered),)))
    assert f'<div class="written">{frame}<li dir="auto">ett</li><li dir="auto">två &lt;3</li></' in html


@pytest.mark.parametrize("text", ["<script>", "a & b", 'ett "citat"'])
def test_a_cell_shows_its_words_and_never_markup(text: str) -> None:
    table = Table(
        "T", (Column("A"), Column("B", "number")), (Row((TextCell(text, strong=True), NumberCell(Decimal(1)))),)
    )
    html = page(table, Heading(text, 2), Paragraph(text))
    shown_as = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    assert f"<b>{shown_as}</b>" in html and f">{shown_as}</h2>" in html and f">{shown_as}</p>" in html
