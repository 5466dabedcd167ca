import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.exchange.csv_files import read_csv
from rodatraden.exchange.grid import Sheet, SheetProblem
from rodatraden.exchange.tests.files import HEAD, KNOWN, csv
from rodatraden.web.tables import Column, Table

ROW = ("Tryggheten på Östra skolan", "2018", "12,6")


def read(content: bytes) -> Sheet:
    sheet = read_csv(content, KNOWN)
    assert sheet is not None
    return sheet


def why(content: bytes) -> str:
    with pytest.raises(SheetProblem) as caught:
        read_csv(content, KNOWN)
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_file_is_read_in_whatever_encoding_it_was_saved(encoding: str, separator: str) -> None:
    sheet = read(csv(HEAD, ROW, separator=separator, encoding=encoding))
    assert sheet.header == HEAD
    assert sheet.rows == [(2, ROW)]


def test_a_comma_separates_where_numbers_are_quoted() -> None:
    sheet = read(b'Indikator,Period,Utfall\r\nTrygghet,2018,"12,6"\r\n')
    assert sheet.rows == [(2, ("Trygghet", "2018", "12,6"))]


def test_a_decimal_comma_in_a_comma_file_is_seen_as_a_cell_too_many() -> None:
    sheet = read(b"Indikator,Period,Utfall\r\nTrygghet,2018,12,6\r\n")
    assert sheet.longer == {2}


def test_the_line_that_names_the_separator_is_no_row_but_counts_as_one() -> None:
    sheet = read(b"sep=;\r\nIndikator;Period;Utfall\r\na;2018;1\r\n")
    assert (sheet.header_row, sheet.rows[0][0]) == (2, 3)


def test_titles_above_the_header_are_passed_over_and_rows_keep_their_numbers() -> None:
    sheet = read(csv(("Utfall 2018 för kommunen",), (), HEAD, (), ROW))
    assert (sheet.header, sheet.header_row) == (HEAD, 3)
    assert [number for number, _ in sheet.rows] == [5]


def test_every_row_below_the_header_is_kept() -> None:
    rows = [(f"i{n}", "2018", n) for n in range(60)]
    assert len(read(csv(HEAD, *rows)).rows) == 60


def test_a_cell_with_line_breaks_is_one_row_as_in_a_spreadsheet() -> None:
    sheet = read('Indikator;Period;Utfall\r\n"två\r\nrader";2018;1\r\nnästa;2018;2'.encode())
    assert [number for number, _ in sheet.rows] == [2, 3]


def test_text_saved_twice_over_is_told_with_the_row_and_the_word() -> None:
    twice = "Indikator;Period;Utfall\nTryggheten på Östra;2018;1".encode().decode("cp1252").encode("utf-8")
    assert "på rad 2 står ”på" not in why(twice)
    assert "rad 2" in why(twice)
    assert "teckenkodning" in why(twice)


def test_a_file_pasted_together_of_two_encodings_is_refused() -> None:
    mixed = csv(HEAD, ("Öppenhet", "2018", "1")) + b"\r\n" + csv(("Trygghet på väg", "2018", "2"), encoding="cp1252")
    assert "blandad" in why(mixed)


def test_a_file_from_dos_or_an_old_mac_is_refused_rather_than_misread() -> None:
    assert "teckenkodning" in why(csv(HEAD, ("Frånvaro", "2018", "1"), encoding="cp850"))
    assert "teckenkodning" in why(csv(HEAD, ("Frånvaro", "2018", "1"), encoding="mac_roman"))


def test_names_from_other_countries_are_not_taken_for_gibberish() -> None:
    sheet = read(csv(HEAD, ("Dušan Ångström & Zoë – “citat”", "2018", "1"), encoding="cp1252"))
    assert sheet.rows[0][1][0] == "Dušan Ångström & Zoë – “citat”"


@pytest.mark.parametrize("content", [b"Indikator;Period;Utfall\r\na\0b;2018;1", b"\x00\x01\x02\x03\x04\x05\x06\x07"])
def test_zero_bytes_are_no_text(content: bytes) -> None:
    assert "nolltecken" in why(content)


def test_half_a_utf16_file_is_told() -> None:
    assert "UTF-16" in why("Indikator;Period".encode("utf-16")[:-1])


def test_control_signs_are_named_with_their_cell() -> None:
    assert "B2" in why(b"Indikator;Period;Utfall\r\na;20\x1b18;1")


def test_quotation_marks_that_do_not_close_are_told() -> None:
    assert "Citattecknen" in why(b'Indikator;Period;Utfall\r\n"a;2018;1\r\nb;2018;2')


def test_a_huge_cell_is_told_and_not_kept() -> None:
    assert "rad 2" in why(csv(HEAD, ("x" * 200_000, "2018", "1")))
    assert "A2" in why(csv(HEAD, ("x" * 40_000, "2018", "1")))


def test_a_line_of_a_thousand_cells_is_told() -> None:
    assert "celler" in why(csv(HEAD, ["x"] * 1000))


def test_more_than_a_hundred_thousand_rows_are_told() -> None:
    assert "100\N{NO-BREAK SPACE}000" in why(b"Indikator;Period;Utfall\n" + b"a;2018;1\n" * 100_001)


def test_a_formula_is_marked_where_it_stands() -> None:
    sheet = read(csv(HEAD, ("a", "2018", "=SUM(A1:A3)")))
    assert sheet.flags == {(2, 2): "formula"}


@given(st.text(st.characters(exclude_categories=["C"], include_characters="=+-@'"), max_size=30))
def test_what_we_write_is_read_back_unchanged(text: str) -> None:
    table = Table(
        "t", [Column("a", "Indikator"), Column("b", "Period"), Column("c", "Utfall")], [{"a": text, "b": "x"}]
    )
    try:
        sheet = read(table.csv())
    except SheetProblem as fault:
        assert "teckenkodning" in str(fault)
        return
    assert sheet.rows[0][1][0] == (text.strip() and unicodedata.normalize("NFC", text).strip() or None)
    assert not sheet.flags
