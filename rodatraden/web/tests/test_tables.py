"""A table that sorts, filters and becomes a file."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from rodatraden.lib.periods import Period
from rodatraden.lib.text import say
from rodatraden.web.downloads import asked_form, download
from rodatraden.web.marks import Mark
from rodatraden.web.tables import FORMULA_SIGNS, Column, Example, Link, Table, Value, bare, guarded, plain

COLUMNS = (
    Column("name", "Indikator"),
    Column("value", "Utfall", "number", unit="%", decimals=1),
    Column("when", "Mätt", "period"),
    Column("day", "Infört", "date"),
    Column("status", "Bedömning", "status", sortable=False),
)


def a_table(*rows: dict[str, Value]) -> Table:
    return Table("Indikatorer", COLUMNS, rows, name="Indikatorer 2018")


def names(table: Table) -> list[Value]:
    return [row["name"] for row in table.rows]


def sheet_of(table: Table) -> list[list[object]]:
    sheet = load_workbook(io.BytesIO(table.xlsx())).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def csv_of(table: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.csv().decode("utf-8-sig")), delimiter=";"))


def test_text_is_sorted_by_the_swedish_alphabet() -> None:
    table = a_table(
        {"name": "Övrigt"},
        {"name": "Ärenden"},
        {"name": "zebra"},
        {"name": "Ån"},
        {"name": "Mål 10"},
        {"name": "Mål 9"},
    )
    assert names(table.sorted("name")) == ["Mål 9", "Mål 10", "zebra", "Ån", "Ärenden", "Övrigt"]


def test_numbers_are_sorted_by_size_and_missing_ones_stand_last_either_way() -> None:
    table = a_table(
        {"name": "tio", "value": Decimal(10)}, {"name": "inget"}, {"name": "nio", "value": Example(Decimal("9.5"))},
        {"name": "noll", "value": Decimal(0)},
    )  # fmt: skip
    assert names(table.sorted("value")) == ["noll", "nio", "tio", "inget"]
    assert names(table.sorted("-value")) == ["tio", "nio", "noll", "inget"]


def test_periods_and_days_are_sorted_in_time() -> None:
    table = a_table(
        {"name": "b", "when": Period.parse("2018-06"), "day": date(2018, 1, 2)},
        {"name": "a", "when": Period.parse("2018"), "day": date(2018, 3, 1)},
        {"name": "c", "when": Period.parse("2017"), "day": date(2017, 1, 1)},
    )
    assert names(table.sorted("when")) == ["c", "a", "b"]
    assert names(table.sorted("-day")) == ["a", "b", "c"]


def test_an_old_link_with_an_unknown_column_still_shows_the_table() -> None:
    table = a_table({"name": "b"}, {"name": "a"})
    assert names(table.sorted("gone")) == names(table.sorted("-status")) == ["b", "a"]


def test_a_filter_keeps_rows_that_hold_every_word_in_any_column() -> None:
    table = a_table(
        {"name": "Trygghet i skolan", "value": Decimal("1234.5")},
        {"name": "Trygghet på stan"},
        {"name": Link("SKOLANS resultat", "/x")},
    )
    assert len(table.filtered("trygg skolan").rows) == 1
    assert len(table.filtered("SKOLAN").rows) == 2
    assert len(table.filtered("1 234,5").rows) == 1
    assert list(table.filtered("   ").rows) == list(table.rows)


def test_the_address_says_filter_and_order_at_once() -> None:
    table = a_table({"name": "Mål a"}, {"name": "annat"}, {"name": "Mål b"}).asked({"q": "mål", "sort": "-name"})
    assert names(table) == ["Mål b", "Mål a"]
    assert (table.query, table.sort) == ("mål", "-name")


@pytest.mark.parametrize("sign", FORMULA_SIGNS)
def test_a_text_never_becomes_a_formula_in_csv(sign: str) -> None:
    cell = csv_of(a_table({"name": f"{sign}HYPERLINK(A1)"}))[1][0]
    assert cell == f"'{sign}HYPERLINK(A1)"


@pytest.mark.parametrize("text", ["=1+1", "+46 435", "-5 grader", "@SUM(A1)", '=cmd|"/C calc"!A0', "\t=1"])
def test_a_text_never_becomes_a_formula_in_excel(text: str) -> None:
    table = a_table({"name": text})
    sheet = load_workbook(io.BytesIO(table.xlsx())).active
    assert sheet is not None
    cell = sheet["A2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, True)


@given(st.text(alphabet=f"{FORMULA_SIGNS}' a;\"\\", max_size=8))
def test_guarded_text_can_be_read_back_unchanged(text: str) -> None:
    assert bare(guarded(text)) == text
    assert not guarded(text) or guarded(text)[0] not in FORMULA_SIGNS


@given(st.text(max_size=20))
def test_ordinary_text_is_not_touched(text: str) -> None:
    if text[:1] not in {*FORMULA_SIGNS, "'"}:
        assert guarded(text) == text


def test_a_negative_number_stays_a_number() -> None:
    table = a_table({"name": "a", "value": Decimal("-5.5")})
    assert csv_of(table)[1][1] == "-5,5"
    assert sheet_of(table)[1][1] == -5.5


def test_missing_is_an_empty_cell_and_zero_is_zero() -> None:
    table = a_table({"name": "a"}, {"name": "b", "value": Decimal(0)})
    assert [row[1] for row in csv_of(table)] == ["Utfall, %", "", "0"]
    assert [row[1] for row in sheet_of(table)[1:]] == [None, 0]


def test_csv_opens_in_a_swedish_excel() -> None:
    raw = a_table({"name": 'Å "citat"; och\nrad', "value": Decimal("12.6"), "when": Period.parse("2018-T2")}).csv()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert csv_of(a_table({"name": 'Å "citat"; och\nrad'}))[1][0] == 'Å "citat"; och\nrad'
    assert b";12,6;2018-T2;" in raw


def test_excel_cells_have_types() -> None:
    row = {
        "name": say("{n} mål", n=3),
        "value": Decimal("12.6"),
        "day": date(2018, 9, 10),
        "status": Mark("met", "disc", "Uppfylls"),
    }
    found = sheet_of(a_table(row))[1]  # type: ignore[arg-type]
    assert found[0] == "3 mål"
    assert found[1] == 12.6
    assert str(found[3])[:10] == "2018-09-10"
    assert found[4] == "Uppfylls"


def test_the_head_is_frozen_and_filtered_and_decimals_follow_the_column() -> None:
    sheet = load_workbook(io.BytesIO(a_table({"name": "a", "value": Decimal(1)}).xlsx())).active
    assert sheet is not None
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E2"
    assert sheet["B2"].number_format == "#,##0.0"


def test_a_text_longer_than_excel_takes_is_cut_and_marked() -> None:
    cell = str(sheet_of(a_table({"name": "x" * 40_000}))[1][0])
    assert len(cell) == 32_767
    assert cell.endswith("…")


def test_more_rows_than_excel_has_are_refused_in_words() -> None:
    table = Table("T", COLUMNS, [{}] * 1_048_576)
    with pytest.raises(ValueError, match="Excel rymmer"):
        table.xlsx()


def test_an_empty_table_is_still_a_file_with_heads() -> None:
    assert sheet_of(a_table()) == [["Indikator", "Utfall, %", "Mätt", "Infört", "Bedömning"]]


def test_a_sheet_may_be_named_after_anything() -> None:
    table = Table("T", COLUMNS, [], name="[Mål]: 2018/2019 * och ett mycket långt namn till")
    book = load_workbook(io.BytesIO(table.xlsx()))
    assert book.sheetnames == ["Mål 20182019  och ett mycket lå"]


@pytest.mark.parametrize(
    ("value", "bare_value"),
    [
        (Example(Link("a", "/")), "a"), ("", None), (None, None), (Decimal(0), Decimal(0)), (False, False),
        (Period.parse("2018-03"), "2018-03"),
    ],
)  # fmt: skip
def test_a_value_without_its_dress(value: Value, bare_value: object) -> None:
    assert plain(value) == bare_value


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_download_is_a_named_file_that_no_browser_opens_as_a_page(form: str) -> None:
    answer = download(a_table({"name": "<b>"}), form)
    assert answer["Content-Disposition"] == f'attachment; filename="indikatorer-2018.{form}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.content == getattr(a_table({"name": "<b>"}), form)() or form == "xlsx"


def test_only_known_forms_are_asked_for() -> None:
    get = RequestFactory().get
    assert asked_form(get("/?format=xlsx")) == "xlsx"
    assert asked_form(get("/?format=exe")) == asked_form(get("/")) == ""
