"""Tables as files: what is guarded, what is typed, and what another program reads back."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from rodatraden.lib.periods import Period
from rodatraden.lib.text import say
from rodatraden.web.downloads import FORMATS, asked_form, download
from rodatraden.web.marks import Mark
from rodatraden.web.tables import FORMULA_SIGNS, Column, Example, Link, Table, Value, bare, guarded, workbook

TYPED = (Column("a", "Namn"), Column("b", "Utfall", "number", decimals=1), Column("c", "Dag", "date"))


def one(value: Value, column: Column = TYPED[0]) -> Table:
    return Table("T", [column], [{column.key: value}], name="Tabell")


def csv_cell(value: Value) -> str:
    text = one(value).csv().decode("utf-8-sig")
    return next(csv.reader(io.StringIO(text.partition("\r\n")[2], newline=""), delimiter=";"), [""])[0]


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}  # type: ignore[misc]


@given(st.text(st.sampled_from([*FORMULA_SIGNS, "'", "a", " ", ";", '"'])))
def test_what_is_guarded_is_no_formula_and_is_bared_again(text: str) -> None:
    assert bare(guarded(text)) == text
    assert guarded(text)[:1] not in set(FORMULA_SIGNS)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+46", "'+46"),
        ("-5", "'-5"),
        ("@a", "'@a"),
        ("'=1", "''=1"),
        ("'a", "'a"),
        ("'", "'"),
        ("''", "''"),
        ("", ""),
        ("a=1", "a=1"),
        (" =1", " =1"),
        ("＝1", "'＝1"),  # noqa: RUF001 (the full-width form counts as well)
        ("\t1", "'\t1"),
    ],
)
def test_an_apostrophe_stands_before_what_could_be_read_as_a_formula(text: str, written: str) -> None:
    assert guarded(text) == written
    assert bare(written) == text


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        ("", ""),
        (0, "0"),
        (Decimal(0), "0"),
        (Decimal("-12.50"), "-12,50"),
        (Decimal("1E+3"), "1000"),
        (True, "ja"),
        (False, "nej"),
        (date(2018, 4, 30), "2018-04-30"),
        (Period.parse("2018-T1"), "2018-T1"),
        (Link("Mål", "/x"), "Mål"),
        (Link("=Mål", "/x"), "'=Mål"),
        (Mark("met", "disc", "Uppfylls"), "Uppfylls"),
        (Example(Decimal("1.5")), "1,5"),
        (Example(None), ""),
        (say("{n} av 8", n=3), "3 av 8"),
        ('a;"b"', 'a;"b"'),
        ("rad\ntvå", "rad\ntvå"),
    ],
)
def test_a_value_in_a_csv_cell(value: Value, cell: str) -> None:
    assert csv_cell(value) == cell


def test_heads_are_guarded_too() -> None:
    assert one("x", Column("a", "=Namn")).csv().decode("utf-8-sig").startswith("'=Namn")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (Decimal("12.6"), 12.6),
        (-5, -5.0),
        (True, True),
        (date(2018, 4, 30), date(2018, 4, 30)),
        (Period.parse("2018-04"), "2018-04"),
        ("=1+1", "=1+1"),
        ("12,6", "12,6"),
        ("http://example.se", "http://example.se"),
        (Mark("met", "disc", say("Uppfylls")), "Uppfylls"),
        (Example("påhittad"), "påhittad"),
        (None, ""),
    ],
)
def test_a_value_in_an_excel_cell_keeps_its_kind(value: Value, cell: object) -> None:
    found = sheets(Table("T", [*TYPED, Column("x", "X")], [{"a": "rad", "x": value}], name="T").xlsx())["T"][1]
    assert (found[3] if len(found) > 3 else "") == cell


def test_no_formula_and_no_link_is_ever_written() -> None:
    rows = [{"a": text} for text in ("=1+1", "=HYPERLINK('x')", "http://example.se", "mailto:a@b.se", "+1")]
    with zipfile.ZipFile(io.BytesIO(Table("T", TYPED, rows).xlsx())) as book:
        xml = book.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in xml
    assert b"<hyperlink" not in xml.lower()


def test_a_workbook_has_a_sheet_for_each_table() -> None:
    found = sheets(workbook([one("a"), Table("U", TYPED, [], name="Roller: [alla]*?/\\")]))
    assert list(found) == ["Tabell", "Roller alla"]
    assert found["Tabell"] == [["Namn"], ["a"]]
    assert found["Roller alla"][0] == ["Namn", "Utfall", "Dag"]


@given(st.lists(st.text(st.characters(exclude_categories=["C"]), max_size=20), min_size=1, max_size=6))
def test_text_in_csv_is_read_back_by_anybody(texts: list[str]) -> None:
    content = Table("T", [TYPED[0]], [{"a": text} for text in texts]).csv().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))[1:]
    assert [bare(row[0]) if row else "" for row in rows] == texts


@pytest.mark.parametrize(
    ("name", "stem"), [("Utfall 2018", "utfall-2018"), ("Å/Ä\\Ö", "a-a-o"), ("…", "tabell"), ('a"; x="', "a-x")]
)
@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_download_is_named_after_its_table(name: str, stem: str, form: str) -> None:
    answer = download(Table("T", TYPED, [], name=name), form)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{stem}.{form}"'
    assert answer.headers["Content-Type"] == FORMATS[form]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_an_unknown_form_is_a_fault() -> None:
    with pytest.raises(KeyError):
        download(one("a"), "pdf")


@pytest.mark.parametrize(("query", "form"), [("format=csv", "csv"), ("format=CSV", ""), ("format=", ""), ("", "")])
def test_the_address_asks_for_a_form(query: str, form: str) -> None:
    assert asked_form(RequestFactory().get(f"/?{query}")) == form
