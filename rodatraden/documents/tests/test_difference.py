"""What differs between two documents, and that nothing is lost in telling it."""

import time
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
from rodatraden.documents.difference import BlockDifference, Difference, PartDifference, difference
from rodatraden.documents.plain import plain_text
from rodatraden.documents.sample import MET, PARTLY
from rodatraden.documents.tests.made import SVG, blocks, documents, small
from rodatraden.lib.word_diff import Piece

slow = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
TURNED = {"new": "gone", "gone": "new"}


def parts(before: Sequence[Block], after: Sequence[Block]) -> tuple[PartDifference, ...]:
    return difference(small(*before), small(*after)).parts


def one(before: Sequence[Block], after: Sequence[Block]) -> BlockDifference:
    """The only block that differs, in the only part."""
    ((found,),) = [part.blocks for part in parts(before, after)]
    return found


def in_short(pieces: Sequence[Piece]) -> str:
    signs = {"same": "{}", "gone": "[-{}]", "new": "[+{}]"}
    return "".join(signs[piece.kind].format(piece.text) for piece in pieces)


def old_of(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != "new")


def new_of(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != "gone")


@st.composite
def revised(draw: st.DrawFn) -> tuple[Document, Document]:
    """A document, and what it became: some blocks gone, some new, some said otherwise."""
    before: Document = draw(documents)
    after: list[Block] = []
    for block in before.parts:
        fate = draw(st.sampled_from(["stays", "stays", "goes", "is joined", "is said otherwise"]))
        after += [draw(blocks)] if fate == "is joined" else []
        if fate == "is said otherwise" and isinstance(block, Paragraph | KeySentence):
            after.append(replace(block, text=f"{block.text} igen"))
        elif fate != "goes":
            after.append(block)
    return before, replace(before, parts=tuple(after))


pairs = revised() | st.tuples(documents, documents)


@given(documents)
@slow
def test_a_document_does_not_differ_from_itself(document: Document) -> None:
    assert not difference(document, document)
    assert not difference(document, replace(document, parts=tuple(document.parts)))


@given(pairs)
@slow
def test_what_reads_otherwise_differs(both: tuple[Document, Document]) -> None:
    before, after = both
    said = [[plain_text(part) for part in each.parts if plain_text(part)] for each in both]
    if said[0] != said[1]:
        assert difference(before, after)


@given(pairs)
@slow
def test_what_came_one_way_went_the_other(both: tuple[Document, Document]) -> None:
    there, back = difference(*both), difference(both[1], both[0])
    assert there.of == back.of
    assert sorted(repr(_turned(part)) for part in there.parts) == sorted(repr(_sorted(part)) for part in back.parts)
    turned = [(fact.name, fact.after, fact.before) for fact in there.facts]
    assert turned == [(fact.name, fact.before, fact.after) for fact in back.facts]


def _turned(part: PartDifference) -> tuple[object, ...]:
    turned = sorted(repr((TURNED.get(one.change, one.change), one.after, one.before)) for one in part.blocks)
    return (TURNED.get(part.change, part.change), part.after, part.before, part.moved, turned)


def _sorted(part: PartDifference) -> tuple[object, ...]:
    turned = sorted(repr((one.change, one.before, one.after)) for one in part.blocks)
    return (part.change, part.before, part.after, part.moved, turned)


@given(pairs)
@slow
def test_each_sides_words_are_whole(both: tuple[Document, Document]) -> None:
    """The old runs of a changed text are the old text, the new ones the new, and each block that differs is one
    of its document's."""
    there = [{repr(part) for part in each.parts} for each in both]
    for part in difference(*both).parts:
        for block in part.blocks:
            assert block.before is None or repr(block.before) in there[0]
            assert block.after is None or repr(block.after) in there[1]
            if block.pieces and not isinstance(block.after, Chart):
                assert block.before and old_of(block.pieces) == plain_text(block.before)
                assert block.after and new_of(block.pieces) == plain_text(block.after)


@given(pairs)
@slow
def test_the_new_document_is_the_old_one_with_what_differs(both: tuple[Document, Document]) -> None:
    """As many of each block as the old one had, less what went, with what came."""
    before, after = (sorted(map(repr, _blocks(each))) for each in both)
    for part in difference(*both).parts:
        for block in part.blocks:
            if block.before is not None:
                before.remove(repr(block.before))
            if block.after is not None:
                before.append(repr(block.after))
    assert sorted(before) == after


def _blocks(document: Document) -> list[Block]:
    return [part for part in document.parts if not isinstance(part, Heading | PageBreak)]


def test_words_are_marked_within_a_text() -> None:
    found = one([KeySentence("Målen nås i år.")], [KeySentence("Målen nås inte i år.")])
    assert (found.change, in_short(found.pieces)) == ("changed", "Målen nås [+inte ]i år.")


def test_a_part_is_known_by_its_anchor_though_its_heading_says_otherwise() -> None:
    (part,) = parts([Heading("Ekonomi", 1, "ekonomi")], [Heading("Ekonomin", 1, "ekonomi")])
    assert (part.change, part.before, part.after) == ("changed", "ekonomi", "ekonomi")
    assert in_short(part.heading) == "[-Ekonomi][+Ekonomin]"


def test_each_units_part_is_compared_with_its_own_though_another_unit_comes_first() -> None:
    def chapter(unit: str, words: str) -> list[Block]:
        return [Heading(unit, 2), Heading("Analys", 3), Paragraph(words)]

    top = Heading("Rapporterna under", 1, "under")
    before = [top, *chapter("Skolan", "Läsningen går framåt."), *chapter("Omsorgen", "Sjukfrånvaron minskar.")]
    after = [top, *chapter("Biblioteket", "Besöken ökar."), *before[1:6], Paragraph("Sjukfrånvaron ökar.")]
    found = parts(before, after)
    assert [(part.change, part.after, part.under) for part in found] == [
        ("new", "biblioteket", ("Rapporterna under",)),
        ("new", "analys", ("Rapporterna under", "Biblioteket")),
        ("changed", "analys-3", ("Rapporterna under", "Omsorgen")),
    ]
    assert found[-1].before == "analys-2"


def test_a_part_under_another_heading_is_the_same_part_where_it_says_the_same() -> None:
    text = Paragraph("Antalet brukare ökar, medan de som arbetar nära dem är lika många som i fjol.")
    (part,) = parts([Heading("Läget"), text], [Heading("Hur det går"), text])
    assert (part.change, part.before, part.after, part.blocks) == ("changed", "laget", "hur-det-gar", ())


def test_a_part_in_another_place_is_said_to_have_moved() -> None:
    def chapter(name: str) -> list[Block]:
        return [Heading(name), Paragraph(f"Om {name}.")]

    last = [*chapter("Ekonomi"), *chapter("Personal")]
    (part,) = parts([*chapter("Mål"), *last], [*last, *chapter("Mål")])
    assert (part.moved, part.after, part.blocks) == (True, "mal", ())


def test_what_comes_and_goes_stands_whole_where_it_stood() -> None:
    first, second, third = Paragraph("Först."), Paragraph("Sedan kommer mer."), Paragraph("Sist av allt.")
    assert one([first, third], [first, second, third]) == BlockDifference("new", None, second)
    assert one([first, second, third], [first, third]) == BlockDifference("gone", second, None)


def test_texts_find_their_fellows_though_one_comes_between() -> None:
    before = [Paragraph("Skolan har färre elever än i fjol."), Paragraph("Omsorgen har ont om folk i sommar.")]
    after = [
        Paragraph("Biblioteket öppnar igen."),
        Paragraph("Skolan har fler elever än i fjol."),
        Paragraph("Omsorgen har gott om folk i sommar."),
    ]
    ((new, school, care),) = [part.blocks for part in parts(before, after)]
    assert new.change == "new"
    assert in_short(school.pieces) == "Skolan har [-färre][+fler] elever än i fjol."
    assert in_short(care.pieces) == "Omsorgen har [-ont][+gott] om folk i sommar."


def test_a_judgement_is_compared_with_the_one_of_the_same_name() -> None:
    before = [StatusLine(MET, "Nämnden", "Vi når det."), StatusLine(MET, "Regeln", "Alla mått är uppfyllda.")]
    after = [before[0], StatusLine(PARTLY, "Regeln", "Ett mått av tre saknas.")]
    assert in_short(one(before, after).pieces).startswith("Regeln: Bedöms uppfyllas[+ delvis]\n")


def test_only_the_looks_differ() -> None:
    assert one([build.rich("Det **viktiga** först")], [build.rich("Det viktiga först")]).change == "looks"
    assert one([Paragraph("x")], [Paragraph("x", "note")]).change == "looks"
    assert parts([Paragraph("x")], [Paragraph("x"), PageBreak()]) == ()


def test_terms_and_a_charts_figures_are_compared_as_tables() -> None:
    terms = [DefinitionList((Term("Diarienummer", TextCell(number)),)) for number in ("12", "13")]
    found = one(terms[:1], terms[1:])
    assert found.table and found.table.rows[0].name == "Diarienummer"

    figures = [Table("Utfall", (Column("År"), Column("N", "number")), (build.row("2018", n),)) for n in (1, 2)]
    charts = [Chart("Kurva", SVG, f"Stiger till {n}.", figures[n - 1]) for n in (1, 2)]
    drawn = one(charts[:1], charts[1:])
    assert drawn.table and len(drawn.table.rows) == 1
    assert in_short(drawn.pieces) == "Kurva\nStiger till [-1][+2]."


def test_a_callout_keeps_its_items_apart() -> None:
    before, after = (Callout("decision", "Besluta", items=("att anta", *more)) for more in ((), ("att lägga ned",)))
    assert in_short(one([before], [after]).pieces) == "Besluta\n1. att anta[+\n2. att lägga ned]"


def test_what_is_said_of_the_whole_document_is_compared_and_how_it_is_marked_is_not() -> None:
    before = small(Paragraph("x"))
    assert not difference(before, replace(before, draft=True, example=True, compact=True))
    found = difference(before, replace(before, title="Ny rubrik", reference="KS 2018/1"))
    assert [(fact.name, fact.before, fact.after) for fact in found.facts] == [
        ("title", "Delårsrapport", "Ny rubrik"),
        ("reference", "", "KS 2018/1"),
    ]
    assert found and not found.parts


def test_a_report_of_a_hundred_pages_is_compared_at_once() -> None:
    before = sample.document(parts=_long(40, ""))
    after = sample.document(parts=_long(40, "Texten är ändrad."))
    started = time.monotonic()
    found: Difference = difference(before, after)
    assert time.monotonic() - started < 5
    assert len(found.parts) == 40


def _long(units: int, more: str) -> tuple[Block, ...]:
    columns = (Column("Indikator"), *(Column(str(year), "number") for year in range(2010, 2018)))
    made: list[Block] = []
    for unit in range(units):
        rows = tuple(build.row(f"Mått {n}", *(Decimal(n * year % 97) for year in range(8))) for n in range(30))
        texts = (build.rich(f"{words}\n\nEnhet {unit}. {more}") for words in sample.PROSE)
        made += [Heading(f"Enhet {unit}"), *texts, Table("Mått", columns, rows)]
    return tuple(made)


def test_two_parts_of_one_name_are_compared_in_their_order() -> None:
    first: list[Block] = [Heading("Analys"), Paragraph("Först av två."), Heading("Analys")]
    (part,) = parts([*first, Paragraph("Sist av två.")], [*first, Paragraph("Sist av alla två.")])
    assert (part.before, part.after) == ("analys-2", "analys-2")
    assert in_short(part.blocks[0].pieces) == "Sist av [+alla ]två."


def test_a_text_that_becomes_a_table_has_gone_and_the_table_has_come() -> None:
    table = Table("Utfall", (Column("År"),), (build.row("2018"),))
    ((came, went),) = [part.blocks for part in parts([Paragraph("Utfall 2018")], [table])]
    assert {came.change, went.change} == {"new", "gone"}


def test_a_picture_that_is_drawn_anew_differs_in_its_looks() -> None:
    drawn = [Chart("Kurva", svg, "Stiger.") for svg in (SVG, SVG.replace("9v9", "8v8"))]
    assert one(drawn[:1], drawn[1:]).change == "looks"


def test_a_document_against_none_is_new_from_end_to_end() -> None:
    whole = sample.document()
    found = difference(replace(whole, parts=()), whole)
    assert {part.change for part in found.parts} == {"new"} and len(found.parts) == found.of
    assert {part.change for part in difference(whole, replace(whole, parts=())).parts} == {"gone"}
