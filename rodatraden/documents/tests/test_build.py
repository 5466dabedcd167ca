"""Short ways to write content."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.documents import build
from rodatraden.documents.content import (
    DateCell,
    MissingCell,
    NumberCell,
    RichList,
    RichParagraph,
    Run,
    Status,
    StatusCell,
    TextCell,
)
from rodatraden.documents.plain import plain_text
from rodatraden.lib.periods import Period
from rodatraden.lib.text import say
from rodatraden.web import tables
from rodatraden.web.charts.table import ChartTable
from rodatraden.web.marks import Mark

MET = Mark("met", "disc", "Uppfylls", say("{n} av 3 mätta", n=2))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, MissingCell()),
        ("", MissingCell()),
        ("a", TextCell("a")),
        (say("{n} mål", n=3), TextCell("3 mål")),
        (3, NumberCell(Decimal(3))),
        (Decimal("1.5"), NumberCell(Decimal("1.5"))),
        (date(2018, 9, 10), DateCell(date(2018, 9, 10))),
        (Period.parse("2018-T2"), TextCell("tertial 2 2018")),
        (MET, StatusCell(Status("met", "disc", "Uppfylls", "2 av 3 mätta"))),
        (Status("met", "disc", "Ja"), StatusCell(Status("met", "disc", "Ja"))),
        (MissingCell("ej klart"), MissingCell("ej klart")),
    ],
)
def test_plain_values_become_cells(value: build.Plain, cell: object) -> None:
    assert build.cell(value) == cell


def test_yes_and_no_are_said_in_words() -> None:
    with pytest.raises(TypeError, match="yes and no"):
        build.cell(True)


def test_a_status_is_said_in_the_readers_language() -> None:
    assert build.status(Mark("unmeasured", "ring", say("Ej mätt"))).word == "Ej mätt"
    with override("en"):
        assert build.status(Mark("unmeasured", "ring", say("Ej mätt"))).word != "Ej mätt"


def test_rows_are_written_of_values() -> None:
    assert build.row("a", 1).cells == (TextCell("a"), NumberCell(Decimal(1)))


def test_what_somebody_typed_keeps_its_paragraphs_lists_and_bold() -> None:
    typed = "Först **viktigt** här.\nNästa rad.\n\n- ett\n- **två**\nEfter listan.\n\n1. a\n2) b\n\n\n• c"
    found = build.rich(typed, "Enhetschef")
    assert found.author == "Enhetschef"
    assert found.parts == (
        RichParagraph((Run("Först "), Run("viktigt", bold=True), Run(" här.\nNästa rad."))),
        RichList(((Run("ett"),), (Run("två", bold=True),))),
        RichParagraph((Run("Efter listan."),)),
        RichList(((Run("a"),), (Run("b"),)), ordered=True),
        RichList(((Run("c"),),)),
    )


@pytest.mark.parametrize("typed", ["<b>fet</b>", "2 * 3 ** 4 * 5", "**", "a ** b ** c", "-", "1.5 procent", "#rubrik"])
def test_everything_else_is_text(typed: str) -> None:
    assert build.rich(typed).parts == (RichParagraph((Run(typed),)),)


@pytest.mark.parametrize("typed", ["", "  \n \n"])
def test_nothing_typed_is_nothing(typed: str) -> None:
    assert build.rich(typed).parts == ()


@given(st.text(alphabet="ab*- \n1.", max_size=60))
def test_no_word_is_lost(typed: str) -> None:
    letters = [sign for sign in typed if sign in "ab"]
    assert [sign for sign in plain_text(build.rich(typed)) if sign in "ab"] == letters


def test_a_pages_table_becomes_the_documents() -> None:
    columns = [
        tables.Column("a", "Vad"),
        tables.Column("b", "Utfall", "number", unit="%", decimals=1),
        tables.Column("c", "Läge", "status"),
        tables.Column("d", "Ja"),
        tables.Column("e", "Länk"),
    ]
    first: dict[str, tables.Value] = {"a": tables.Example("x"), "b": tables.Example(Decimal(3)), "c": MET, "d": True}
    first["e"] = tables.Link("hit", "/x")
    page = tables.Table("Styrkort", columns, [first, {"a": "y", "d": False}], name="styrkort")
    found = build.table(page)
    assert (found.caption, found.sheet) == ("Styrkort", "styrkort")
    assert [(one.header, one.kind, one.unit, one.decimals) for one in found.columns][:3] == [
        ("Vad", "text", "", None),
        ("Utfall", "number", "%", 1),
        ("Läge", "status", "", None),
    ]
    assert found.rows[0].cells[:2] == (TextCell("x", example=True), NumberCell(Decimal(3), example=True))
    assert found.rows[0].cells[3:] == (TextCell("ja"), TextCell("hit"))
    assert found.rows[1].cells == (TextCell("y"), MissingCell(), MissingCell(), TextCell("nej"), MissingCell())


def test_an_example_without_figure_or_word_is_what_it_is() -> None:
    page = tables.Table("T", [tables.Column("a", "A", "date")], [{"a": tables.Example(date(2018, 1, 1))}])
    assert build.table(page, "Annan").rows[0].cells == (DateCell(date(2018, 1, 1)),)


def test_a_charts_table_knows_its_figures() -> None:
    rows = ((Period.year_of(2017), Decimal(51), None), (Period.year_of(2018), None, None))
    found = build.chart_table(ChartTable("Kurva", ("År", "Utfall", "Tomt"), rows))
    assert [column.kind for column in found.columns] == ["text", "number", "text"]
    assert found.rows[1].cells == (TextCell("2018"), MissingCell(), MissingCell())


def test_a_picture_is_held_in_text() -> None:
    assert build.image("image/png", b"\x89PNG", "Vapen").data == "iVBORw=="
