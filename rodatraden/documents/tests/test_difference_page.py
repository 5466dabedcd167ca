"""The difference between two documents in words, and as part of a page."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from rodatraden.documents import build, sample
from rodatraden.documents.content import Block, Column, Document, Heading, KeySentence, Paragraph, Row, Table, TextCell
from rodatraden.documents.difference import difference
from rodatraden.documents.difference_told import COUNTED, how_much, of_what
from rodatraden.documents.templatetags.difference import Sides
from rodatraden.documents.templatetags.difference import difference as shown
from rodatraden.documents.tests.hostile import HOSTILE
from rodatraden.documents.tests.made import documents, everywhere, small
from rodatraden.lib.text import say
from rodatraden.tests.markup import read_page

SIDES = Sides(say("version {n}", n=1), say("version {n}", n=2), "?version=1", "?version=2")
NAMES = (SIDES.before, SIDES.after)
COLUMNS = (Column("Mått"), Column("Utfall", "number", unit="%", decimals=1))


def page(before: Sequence[Block], after: Sequence[Block]) -> str:
    return str(shown(difference(small(*before), small(*after)), SIDES))


def told(before: Document, after: Document) -> tuple[str, str]:
    found = difference(before, after)
    return str(how_much(found, *NAMES)), str(of_what(found, SIDES.after))


def table(*rows: Row) -> Table:
    return Table("Mått", COLUMNS, rows)


def test_how_much_differs_is_said_in_words() -> None:
    top, money = Heading("Mål", 1, "mal"), Heading("Ekonomi", 1, "ekonomi")
    before = small(top, KeySentence("Målen nås."), money, table(build.row("a", 1), build.row("b", 2)))
    assert told(before, before) == ("Inget skiljer version 2 från version 1.", "")
    assert told(before, replace(before, reference="KS 1")) == (
        "Inget i innehållet skiljer version 2 från version 1.",
        "",
    )
    after = small(top, KeySentence("Målen nås inte."), money, table(build.row("a", 3), build.row("c", 2)))
    assert told(before, replace(before, parts=(*after.parts[:2], *before.parts[2:]))) == (
        "En av 2 delar skiljer version 2 från version 1.",
        "I version 2 är en text ändrad.",
    )
    assert told(before, after) == (
        "2 av 2 delar skiljer version 2 från version 1.",
        "I version 2 är en text ändrad, ett värde i en tabell ändrat, en rad i en tabell ny "
        "och en rad i en tabell struken.",
    )


def test_everything_that_can_differ_has_its_words() -> None:
    first, second = Heading("Mål", 1, "a"), Heading("Personal", 1, "b")
    before = small(
        first, build.rich("**x**"), Table("T", COLUMNS, (build.row("a", 1), build.row("b", 2)), source="SCB"),
        second, Paragraph("Struken text här."), Heading("Borta", 1),
    )  # fmt: skip
    wide = (*COLUMNS, Column("Nytt"))
    after = small(
        second, Table("Ny", COLUMNS, ()), Heading("Målen", 1, "a"), build.rich("x"),
        Table("T", wide, (build.row("b", 2, "x"), build.row("a", 1, "y")), source="Enkät"),
    )  # fmt: skip
    counted = told(before, after)[1]
    for words in ("en del struken", "en text struken", "2 värden", "en tabell ny", "en kolumn ny", "en del flyttad",
                  "ordnad på annat sätt", "2 rubriker eller noter ändrade", "bara till utseendet"):  # fmt: skip
        assert words in counted
    assert all(one and many for one, many in COUNTED.values())


def test_words_are_struck_through_and_underlined_and_said_to_who_listens() -> None:
    html = page([Heading("Mål"), KeySentence("Målen nås")], [Heading("Mål"), KeySentence("Målen missas")])
    said = re.sub(r"<[^>]+>", "", html[html.index("<section") :])
    assert "Målen [struket: nås][tillagt: missas]" in said
    assert re.search(r"<del><span[^>]*>[^<]*</span>nås<", html) and re.search(
        r"<ins><span[^>]*>[^<]*</span>missas<", html
    )
    assert '<a href="?version=2#del-mal"' in html


def test_a_part_that_is_gone_is_read_where_it_was() -> None:
    html = page([Heading("Mål"), Paragraph("x"), Heading("Borta"), Paragraph("y")], [Heading("Mål"), Paragraph("x")])
    assert '<a href="?version=1#del-borta"' in html and "Struken del" in html
    assert ">x<" not in html


def test_what_stands_before_the_first_heading_has_words_too() -> None:
    assert "Överst i dokumentet" in page([Paragraph("Alla mål nås i år.")], [Paragraph("Alla mål nås.")])
    assert "Överst i dokumentet" in page([], [Paragraph("Ny text.")])


def test_a_table_shows_before_and_after_side_by_side() -> None:
    before = table(build.group("Mål 1"), build.row("Nöjda", Decimal("12.5")), build.row("Borta", 3))
    after = table(build.group("Mål 1"), build.row("Nöjda", Decimal("12.8")), build.row("Ny <b>", 4))
    html = page([before], [after])
    assert re.search(r"<td[^>]*><del>.*12,5.*</del></td><td[^>]*><ins>.*12,8.*</ins></td>", html)
    assert "Ny rad" in html and "Struken rad" in html and "Ny &lt;b&gt;" in html
    assert html.count('class="group"') == 1 and "Utfall, %" in html


def test_heading_rows_and_words_in_cells() -> None:
    columns = (Column("Mål"), Column("Varför"))
    before = Table("T", columns, (build.group("Gammal"), Row((TextCell("a"), TextCell("Vi nådde 12 av 40.")))))
    after = Table("T", columns, (build.group("Ny"), Row((TextCell("a"), TextCell("Vi nådde 14 av 40.")))))
    html = page([before], [after])
    assert "Ny mellanrubrik" in html and "Struken mellanrubrik" in html
    kept = replace(before, rows=(before.rows[0], after.rows[1]))
    assert re.search(
        r"<td[^>]*>Vi nådde <del>.*12.*</del> av 40.</td><td[^>]*>Vi nådde <ins>.*14", page([before], [kept])
    )


def test_columns_order_notes_and_looks_are_told() -> None:
    before = Table("T", COLUMNS, (build.row("a", 1), build.row("b", 2)), source="SCB")
    after = Table("T", (COLUMNS[0], Column("Prognos", "number")), (build.row("b", 2), build.row("a", 1)), source="RKA")
    html = page([before, build.rich("**Viktigt**")], [after, build.rich("Viktigt")])
    for words in ("Kolumnen ”Utfall, %” heter nu ”Prognos”.", "Raderna står i en annan ordning.", "RKA",
                  "Bara utseendet är ändrat, inga ord: ”Viktigt”"):  # fmt: skip
        assert words in html
    wide = replace(before, columns=(*COLUMNS, Column("Mål")), rows=(build.row("a", 1, "x"), build.row("b", 2, "y")))
    assert "Kolumnen ”Mål” är ny." in page([before], [wide])
    assert "Kolumnen ”Mål” är struken." in page([wide], [before])


def test_what_is_said_of_the_document_stands_last() -> None:
    before = small(Paragraph("x"))
    html = str(shown(difference(before, replace(before, reference="KS <1>")), SIDES))
    assert "Uppgifter om dokumentet" in html and "Diarienummer" in html and "KS &lt;1&gt;" in html


@pytest.mark.parametrize("kind", HOSTILE)
def test_any_text_anywhere_is_text(kind: str) -> None:
    for pair in ((everywhere("Ett ord"), everywhere(HOSTILE[kind])), (small(), everywhere(HOSTILE[kind]))):
        for before, after in (pair, pair[::-1]):
            html = str(shown(difference(before, after), SIDES))
            assert "<script" not in html and "onclick='x'" not in html and "<p class=MsoNormal" not in html
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", html)


@given(documents, documents)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_difference_is_well_formed(before: Document, after: Document) -> None:
    assert read_page(str(shown(difference(before, after), SIDES))).faults() == []


def test_the_sample_against_nothing_shows_each_kind_of_part() -> None:
    html = str(shown(difference(replace(sample.document(), parts=()), sample.document()), SIDES))
    assert "Ny del" in html and "<svg" in html and 'class="callout' in html
