import io
import struct
import zipfile
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from rodatraden.exchange.grid import Sheet, SheetProblem, column_letter, column_place
from rodatraden.exchange.sheets import read
from rodatraden.exchange.tests.files import HEAD, KNOWN, part_of, with_part, xlsx

SHEET = "xl/worksheets/sheet1.xml"
ROW = ("Trygghet", "2018", 12.6)


def one(content: bytes) -> Sheet:
    (sheet,) = read("fil.xlsx", content, KNOWN)
    return sheet


def why(content: bytes, name: str = "fil.xlsx") -> str:
    with pytest.raises(SheetProblem) as caught:
        read(name, content, KNOWN)
    return str(caught.value)


def test_numbers_are_exact_as_they_are_shown() -> None:
    sheet = one(xlsx(HEAD, ROW, ("b", 2018, 0.1), ("c", "2018", 70)))
    assert [cells[2] for _, cells in sheet.rows] == [Decimal("12.6"), Decimal("0.1"), Decimal(70)]
    assert sheet.rows[1][1][1] == Decimal(2018)


def test_days_and_truths_keep_their_kind() -> None:
    def dress(book: Any, page: Any) -> None:
        page.write_datetime(1, 1, datetime(2018, 4, 30), book.add_format({"num_format": "yyyy-mm-dd"}))
        page.write_boolean(1, 2, True)

    (row,) = one(xlsx(HEAD, ("a", "", ""), dress=dress)).rows
    assert row == (2, ("a", date(2018, 4, 30), True))


def test_a_table_that_begins_further_down_and_in_keeps_its_row_numbers() -> None:
    sheet = one(xlsx(("Utfall 2018",), (), ("", *HEAD), ("", *ROW), (), ("", *ROW)))
    assert sheet.header_row == 3
    assert [number for number, _ in sheet.rows] == [4, 6]


def test_sheets_without_content_are_left_out() -> None:
    sheets = read("a.xlsx", xlsx(HEAD, ROW, dress=lambda book, page: book.add_worksheet("Tomt")), KNOWN)
    assert [sheet.name for sheet in sheets] == ["Utfall"]


def test_formulas_are_marked_also_where_they_show_a_number() -> None:
    def dress(book: Any, page: Any) -> None:
        page.write_formula(1, 2, "=1+1", None, 2)

    assert one(xlsx(HEAD, ("a", "2018", 0), dress=dress)).flags == {(2, 2): "formula"}


def test_text_that_looks_like_a_formula_is_text() -> None:
    def dress(book: Any, page: Any) -> None:
        page.write_string(1, 0, "=1+1")

    sheet = one(xlsx(HEAD, ("", "2018", 1), dress=dress))
    assert (sheet.flags, sheet.rows[0][1][0]) == ({}, "=1+1")


def test_percent_cells_are_marked_since_they_hold_a_hundredth() -> None:
    def dress(book: Any, page: Any) -> None:
        page.write_number(1, 2, 0.705, book.add_format({"num_format": "0.0%"}))
        page.write_number(2, 2, 0.7, book.add_format({"num_format": 9}))
        page.write_number(3, 2, 70.5, book.add_format({"num_format": "0.0"}))

    sheet = one(xlsx(HEAD, ("a", "2018", 0), ("b", "2018", 0), ("c", "2018", 0), dress=dress))
    assert sheet.flags == {(2, 2): "percent", (3, 2): "percent"}


def test_merged_cells_in_the_table_are_told_with_their_place() -> None:
    def dress(book: Any, page: Any) -> None:
        page.merge_range("A2:A3", "Trygghet")

    assert "A2:A3" in why(xlsx(HEAD, ROW, ROW, dress=dress))


def test_a_merged_title_above_the_table_is_no_hindrance() -> None:
    def dress(book: Any, page: Any) -> None:
        page.merge_range("A1:C1", "Utfall 2018")

    assert one(xlsx(("",), HEAD, ROW, dress=dress)).header_row == 2


def test_an_empty_workbook_is_told() -> None:
    assert why(xlsx()) == "Filen är tom."
    assert "inga rader" in why(xlsx(HEAD))
    assert why(b"") == "Filen är tom."


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<html><body><table><tr><td>1", "webbsida"),
        (b"\xef\xbb\xbf  <!DOCTYPE html>", "webbsida"),
        (b"<?xml version='1.0'?><x/>", "XML"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "bild"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "lösenord"),
        (b"PK\x03\x04 trasig", "skadad"),
        (b"Indikator;Period;Utfall", "heter som en Excelfil"),
    ],
)
def test_what_is_no_workbook_is_told_what_it_is(content: bytes, told: str) -> None:
    assert told in why(content)


def test_macros_binary_and_open_document_files_are_refused() -> None:
    plain = xlsx(HEAD, ROW)
    assert "makron" in why(with_part(plain, "xl/vbaProject.bin", b"x"))
    kinds = part_of(plain, "[Content_Types].xml").replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")
    assert "makron" in why(with_part(plain, "[Content_Types].xml", kinds))
    assert "xlsb" in why(with_part(plain, "xl/workbook.bin", b"x"))
    assert ".ods" in why(with_part(plain, "mimetype", b"application/vnd.oasis.opendocument.spreadsheet"))


def test_a_zip_of_something_else_is_told() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("brev.txt", "hej")
    assert "zip-arkiv" in why(out.getvalue())


def test_a_zip_bomb_is_refused_by_what_it_says_of_itself() -> None:
    bomb = with_part(xlsx(HEAD, ROW), "xl/media/stor.bin", b"\0" * (20 * 2**20))
    assert len(bomb) < 100_000
    assert "orimligt stor" in why(bomb)


def test_a_zip_bomb_that_lies_of_its_size_is_refused_too() -> None:
    bomb = bytearray(with_part(xlsx(HEAD, ROW), "xl/media/stor.bin", b"\0" * (20 * 2**20)))
    size = struct.pack("<I", 20 * 2**20)
    while (at := bomb.find(size)) >= 0:
        bomb[at : at + 4] = struct.pack("<I", 1000)
    assert "orimligt stor" in why(bytes(bomb))


def test_a_cell_at_the_edge_of_the_world_does_not_fill_the_memory() -> None:
    plain = xlsx(HEAD, ROW)
    far = part_of(plain, SHEET).replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    assert "rad 1\N{NO-BREAK SPACE}048\N{NO-BREAK SPACE}576" in why(with_part(plain, SHEET, far))
    sly = far.replace(b'r="XFD1048576"', b"r = 'xfd1048576'").replace(b'<row r="1048576"', b"<x:row r='1048576'")
    assert "sträcker sig" in why(with_part(plain, SHEET, sly))


def test_one_long_text_shared_by_many_cells_does_not_fill_the_memory() -> None:
    plain = xlsx(HEAD, ROW)
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(3, 3000))
    sheet = part_of(plain, SHEET).replace(b"</sheetData>", cells + b"</sheetData>")
    text = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%s</t></si></sst>'
    bomb = with_part(with_part(plain, SHEET, sheet), "xl/sharedStrings.xml", text % (b"abc " * 25_000))
    assert "orimligt stor" in why(bomb)


@pytest.mark.parametrize("evil", [b'<!DOCTYPE x [<!ENTITY a "b">]>', b"\0"])
def test_document_types_and_zero_bytes_in_the_xml_are_refused(evil: bytes) -> None:
    plain = xlsx(HEAD, ROW)
    for part in (SHEET, "xl/workbook.xml", "xl/styles.xml"):
        old = part_of(plain, part)
        assert "inte hör hemma" in why(with_part(plain, part, old.replace(b"?>", b"?>" + evil, 1)))


def test_broken_xml_is_told_without_a_traceback() -> None:
    plain = xlsx(HEAD, ROW)
    for part in (SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        why(with_part(plain, part, part_of(plain, part)[:60]))


def test_a_locked_zip_is_told() -> None:
    locked = bytearray(xlsx(HEAD, ROW))
    at = locked.find(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert "lösenord" in why(bytes(locked))


def test_fifty_thousand_rows_are_read() -> None:
    sheet = one(xlsx(HEAD, *[(f"i{n % 300}", "2018", n) for n in range(50_000)]))
    assert len(sheet.rows) == 50_000
    assert sheet.rows[-1] == (50_001, (f"i{49_999 % 300}", "2018", Decimal(49_999)))


def test_a_file_beyond_the_limit_is_told_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rodatraden.exchange.sheets.MOST_BYTES", 2**20)
    with pytest.raises(SheetProblem, match="1 MB"):
        read("a.csv", b"x" * (2**20 + 1), KNOWN)


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_in_a_spreadsheet(place: int, letters: str) -> None:
    assert column_letter(place) == letters
    assert column_place(letters) == place
