"""The Excel file: a sheet for each table, cells of their own kind, no text that is anything else."""

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from rodatraden.documents import build, excel, sample
from rodatraden.documents.content import Chart, Column, Document, Heading, MoneyCell, NumberCell, Paragraph, Table
from rodatraden.documents.excel import number_format
from rodatraden.documents.frame import Imprint
from rodatraden.documents.tests.hostile import HOSTILE
from rodatraden.documents.tests.made import DAY, MET, SVG, documents, everywhere, one_cell, small


def opened(document: Document, imprint: Imprint = Imprint()) -> Any:  # noqa: B008 (frozen)
    return openpyxl.load_workbook(io.BytesIO(excel.excel(document, imprint)))


def the_cell(document: Document) -> Any:
    return opened(document).worksheets[1].cell(4, 2)


def test_the_first_sheet_says_what_it_is() -> None:
    book = opened(sample.document(draft=True), Imprint("ab" * 32))
    sheet = book.worksheets[0]
    said = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=4) if row[0].value}
    assert sheet["A1"].value == "Delårsrapport januari–juli 2018"
    assert said["Kommun"] == "Exempelstad kommun" and said["Avser"] == "januari–juli 2018"
    assert said["Läge"] == "Utkast" and said["Diarienummer"] == "SN 2018/214"
    texts = [str(cell.value) for cell in sheet["B"]]
    assert any("ab" * 32 in text for text in texts) and any("Kolada" in text for text in texts)
    assert opened(sample.document()).worksheets[0].title == "Om dokumentet"


def test_there_is_a_sheet_for_each_table_and_one_for_the_texts() -> None:
    names = opened(sample.document()).sheetnames
    assert names[0] == "Om dokumentet" and names[-1] == "Texter"
    assert {"Styrkort", "Enheter och mål"} <= set(names)
    assert len(names) == 2 + len(list(sample.document().tables()))


def test_a_figure_is_a_figure_with_its_decimals() -> None:
    cell = the_cell(one_cell(NumberCell(Decimal("1234.56")), Column("N", "number", decimals=1)))
    assert cell.value == 1234.56 and cell.number_format == "#,##0.0"


def test_an_amount_is_in_tkr_as_its_head_says() -> None:
    book = opened(one_cell(MoneyCell(Decimal(-1_234_000)), Column("Avvikelse", "money", signed=True)))
    sheet = book.worksheets[1]
    assert sheet["B3"].value == "Avvikelse, tkr" and sheet["B4"].value == -1234
    assert sheet["B4"].number_format == "+#,##0;-#,##0;#,##0"


def test_a_day_is_a_day() -> None:
    cell = the_cell(one_cell(build.cell(date(2018, 9, 10)), Column("Dag", "date")))
    assert cell.value == datetime(2018, 9, 10) and cell.is_date


def test_a_status_is_its_word_and_what_is_missing_is_empty() -> None:
    assert the_cell(one_cell(build.cell(MET), Column("Läge", "status"))).value == "Uppfylls"
    assert the_cell(one_cell(build.cell(None), Column("N", "number"))).value is None


def test_a_figure_longer_than_excel_holds_is_written_whole() -> None:
    cell = the_cell(one_cell(NumberCell(Decimal("1234567890123456789")), Column("N", "number", decimals=0)))
    assert cell.data_type == "s" and cell.value.replace("\u00a0", "") == "1234567890123456789"


def test_footnotes_and_examples_are_said_beside_the_row() -> None:
    sheet = opened(sample.document())["Styrkort"]
    assert sheet["G3"].value == "Not"
    said = [cell.value for cell in sheet["G"] if cell.value]
    assert "2017: 1" in said and "2016: 2" in said and any("Indikator: exempel" in text for text in said)
    assert any(str(cell.value).startswith("1  Preliminär") for cell in sheet["A"])


def test_small_pictures_are_left_out() -> None:
    heads = [cell.value for cell in opened(sample.document())["Styrkort"][3]]
    assert "Kurva" not in heads and "Bedömning" in heads


def test_the_texts_stand_under_their_headings() -> None:
    rows = list(opened(sample.document())["Texter"].iter_rows(min_row=2, values_only=True))
    assert rows[0][0] == "Sammanfattning" and str(rows[0][1]).startswith("Två av nämndens")
    assert all(row[1] for row in rows)
    assert "Texter" not in opened(small(Heading("A"))).sheetnames


def test_heads_stay_in_sight() -> None:
    sheet = opened(sample.document())["Styrkort"]
    assert sheet.freeze_panes == "B4" and sheet.print_title_rows == "$3:$3"


@pytest.mark.parametrize(
    ("names", "sheets"),
    [
        (["A", "a", "A"], ["A", "a 2", "A 3"]),
        (["History", "'x'", "a/b:c"], ["History 2", "x", "a b c"]),
        (["", "?", "x" * 40], ["Tabell", "Tabell 2", "x" * 30 + "…"]),
        (["y" * 40, "y" * 40], ["y" * 30 + "…", "y" * 28 + "… 2"]),
        (["😀" * 20, "😀" * 20], ["😀" * 15 + "…", "😀" * 14 + "… 2"]),
        (["Beslutat av andra, och vad i planen"], ["Beslutat av andra, och vad i…"]),
        (["rad\nbruten", "Om dokumentet"], ["rad bruten", "Om dokumentet 2"]),
    ],
)
def test_each_sheet_has_a_name_that_excel_takes(names: list[str], sheets: list[str]) -> None:
    tables = tuple(
        Table("T", (Column("A"),), (), sheet=name) if name else Table("", (Column("A"),), ()) for name in names
    )
    assert opened(small(*tables)).sheetnames[1:] == sheets


@pytest.mark.parametrize("kind", HOSTILE)
def test_any_text_anywhere_is_text(kind: str) -> None:
    book = opened(everywhere(HOSTILE[kind]))
    for sheet in book.worksheets:
        assert not sheet._hyperlinks
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "d"), cell.value


def test_a_text_like_a_formula_keeps_its_first_sign() -> None:
    book = opened(small(Paragraph("=1+1")))
    assert book["Texter"]["B2"].value == "=1+1" and book["Texter"]["B2"].data_type == "s"


def test_a_text_longer_than_a_cell_says_that_it_goes_on() -> None:
    text = opened(small(Paragraph("a" * 200_000)))["Texter"]["B2"].value
    assert len(text) == 32_767 and text.endswith("…")


@given(documents)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_document_opens(document: Document) -> None:
    assert opened(document).sheetnames


def test_the_same_content_gives_the_same_bytes() -> None:
    assert excel.excel(sample.document()) == excel.excel(sample.document())


def test_more_rows_than_excel_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "MOST_ROWS", 10)
    with pytest.raises(ValueError, match="rymmer inte"):
        excel.excel(small(Table("T", (Column("A"),), tuple(build.row(n) for n in range(20)))))


@pytest.mark.parametrize(
    ("decimals", "signed", "form"),
    [
        (0, False, "#,##0"),
        (2, False, "#,##0.00"),
        (1, True, "+#,##0.0;-#,##0.0;#,##0.0"),
        (None, False, "#,##0.######"),
    ],
)
def test_a_number_is_shown_in_the_readers_own_way(decimals: int | None, signed: bool, form: str) -> None:
    assert number_format(decimals, signed=signed) == form


def test_a_charts_figures_have_a_sheet() -> None:
    table = Table("Trygghet", (Column("År"), Column("Utfall", "number")), (build.row("2017", 51),))
    sheet = opened(small(Chart("Kurva", SVG, "Stiger", table))).worksheets[1]
    assert sheet.title == "Trygghet" and sheet["B4"].value == 51 and DAY
