"""What differs between two versions, counted in words: each kind of change by one and by two."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rodatraden.documents import build
from rodatraden.documents.content import (
    Block,
    BulletList,
    Column,
    Heading,
    KeySentence,
    Note,
    Paragraph,
    Row,
    Table,
    TextCell,
)
from rodatraden.documents.difference import difference
from rodatraden.documents.difference_told import COUNTED, FACTS, how_much, of_what
from rodatraden.documents.tests.made import small
from rodatraden.lib.text import say

BEFORE, AFTER = say("version {n}", n=1), say("utkastet")
NAME, COUNT, SHARE = Column("Mått"), Column("Antal", "number"), Column("Andel", "number")
TOP = Heading("Mål", 1, "mal")
ALPHA, BETA = Paragraph("Alla barn lär sig simma i skolan"), Paragraph("Vägen till badet byggs om nästa vår")


def table(*rows: Row, columns: tuple[Column, ...] = (NAME, COUNT), **more: Any) -> Table:
    return Table("Mått", columns, rows, **more)


def told(before: tuple[Block, ...], after: tuple[Block, ...]) -> str:
    return str(of_what(difference(small(*before), small(*after)), AFTER))


ROWS = (build.row("Elever", 1), build.row("Lärare", 2), build.row("Lokaler", 3))


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ((TOP, ALPHA), (TOP, ALPHA), ""),
        ((TOP, ALPHA), (TOP, Paragraph("Alla barn lär sig simma i förskolan")), "en text ändrad"),
        ((TOP, ALPHA), (TOP, ALPHA, BETA), "en text ny"),
        ((TOP, ALPHA, BETA), (TOP, ALPHA), "en text struken"),
        ((TOP,), (TOP, ALPHA, BETA), "2 texter nya"),
        ((TOP, ALPHA, BETA), (TOP,), "2 texter strukna"),
        ((TOP, table(*ROWS)), (TOP,), "en tabell struken"),
        ((TOP,), (TOP, table(*ROWS)), "en tabell ny"),
        ((TOP, table(*ROWS)), (TOP, table(build.row("Elever", 9), *ROWS[1:])), "ett värde i en tabell ändrat"),
        (
            (TOP, table(*ROWS)),
            (TOP, table(build.row("Elever", 9), build.row("Lärare", 9), ROWS[2])),
            "2 värden i tabeller ändrade",
        ),
        ((TOP, table(*ROWS[:2])), (TOP, table(*ROWS)), "en rad i en tabell ny"),
        ((TOP, table(*ROWS)), (TOP, table(*ROWS[:2])), "en rad i en tabell struken"),
        ((TOP, table(ROWS[0])), (TOP, table(*ROWS)), "2 rader i tabeller nya"),
        ((TOP, table(*ROWS)), (TOP, table(ROWS[0])), "2 rader i tabeller strukna"),
        (
            (TOP, table(*ROWS)),
            (TOP, table(ROWS[2], ROWS[0], ROWS[1])),
            "en tabell ordnad på annat sätt",
        ),
        (
            (TOP, table(*ROWS)),
            (TOP, table(*ROWS, notes=(Note("1", "Mätt i maj"),))),
            "en rubrik eller not ändrad",
        ),
        ((TOP, ALPHA), (TOP, replace(ALPHA, weight="lead")), "ett ställe ändrat bara till utseendet"),
        ((TOP, ALPHA), (Heading("Våra mål", 1, "mal"), ALPHA), "en rubrik eller not ändrad"),
        (
            (TOP, BulletList(("Ett", "Två"))),
            (TOP, BulletList(("Ett", "Två"), ordered=True)),
            "en text ändrad",
        ),
    ],
)
def test_each_kind_of_change_is_counted_in_its_own_words(
    before: tuple[Block, ...], after: tuple[Block, ...], what: str
) -> None:
    assert told(before, after) == (f"I utkastet är {what}." if what else "")


def test_a_column_that_comes_or_goes_is_told_as_a_column() -> None:
    wide = table(Row((TextCell("Elever"), build.cell(1), build.cell(2))), columns=(NAME, COUNT, SHARE))
    narrow = table(Row((TextCell("Elever"), build.cell(1))))
    assert "en kolumn ny" in told((TOP, narrow), (TOP, wide))
    assert "en kolumn struken" in told((TOP, wide), (TOP, narrow))


def test_a_part_that_comes_or_goes_is_told_before_its_texts() -> None:
    money = (Heading("Ekonomi", 1, "ekonomi"), BETA)
    assert told((TOP, ALPHA), (TOP, ALPHA, *money)) == "I utkastet är en del ny och en text ny."
    assert told((TOP, ALPHA, *money), (TOP, ALPHA)) == "I utkastet är en del struken och en text struken."


@pytest.mark.parametrize(
    ("changed", "of", "sentence"),
    [
        (0, 1, "Inget skiljer utkastet från version 1."),
        (0, 3, "Inget skiljer utkastet från version 1."),
        (1, 1, "Den enda delen skiljer utkastet från version 1."),
        (1, 3, "En av 3 delar skiljer utkastet från version 1."),
        (2, 3, "2 av 3 delar skiljer utkastet från version 1."),
        (3, 3, "3 av 3 delar skiljer utkastet från version 1."),
    ],
)
def test_how_much_differs_is_told_in_parts(changed: int, of: int, sentence: str) -> None:
    def parts(ending: str, most: int) -> list[Block]:
        texts = [f"Det går bra{ending if at < most else ''}" for at in range(of)]
        pairs = [(Heading(f"Del {at}", 1, f"del-{at}"), KeySentence(text)) for at, text in enumerate(texts)]
        return [block for pair in pairs for block in pair]

    found = difference(small(*parts("", of)), small(*parts(" i år", changed)))
    assert str(how_much(found, BEFORE, AFTER)) == sentence


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Årsredovisning"),
        ("subtitle", "Andra utgåvan"),
        ("sender", "Kommunstyrelsen"),
        ("municipality", "Annanstad"),
        ("date", date(2019, 1, 1)),
        ("period", "2018"),
        ("reference", "KS 2018/1"),
        ("source", "Protokoll"),
        ("language", "en"),
    ],
)
def test_what_is_said_of_the_whole_document_is_outside_of_the_content(field: str, value: Any) -> None:
    before = small(TOP, ALPHA)
    found = difference(before, replace(before, **{field: value}))
    assert [fact.name for fact in found.facts] == [field]
    assert field in FACTS
    assert str(how_much(found, BEFORE, AFTER)) == "Inget i innehållet skiljer utkastet från version 1."
    assert str(of_what(found, AFTER)) == ""


@pytest.mark.parametrize(("one", "many"), COUNTED.values())
def test_one_and_many_are_counted_in_words_that_differ(one: str, many: str) -> None:
    assert one.split()[0] in ("en", "ett")
    assert many.startswith("{n} ") and "{n}" not in one
