"""Workbooks that somebody has tampered with: read rightly or refused in words, and never a fault of ours."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodatraden.exchange.csv_files import read_csv
from rodatraden.exchange.grid import Sheet, SheetProblem
from rodatraden.exchange.sheets import read
from rodatraden.exchange.tests.files import HEAD, KNOWN, part_of, with_part, xlsx

SHEET, BOOK, STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"
STRINGS, RELATIONS = "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"
PLAIN = xlsx(HEAD, ("Trygghet", "2018", 12.6))
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BIG = 20 * 2**20


def one(content: bytes) -> Sheet:
    (sheet,) = read("fil.xlsx", content, KNOWN)
    return sheet


def why(content: bytes) -> str:
    with pytest.raises(SheetProblem) as caught:
        read("fil.xlsx", content, KNOWN)
    return str(caught.value)


def rebuilt(content: bytes, names: Mapping[str, str] | None = None, first: Mapping[str, bytes] | None = None) -> bytes:
    """The workbook with parts renamed, and others put before them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in (first or {}).items():
            new.writestr(name, data)
        for part in old.infolist():
            new.writestr((names or {}).get(part.filename, part.filename), old.read(part.filename))
    return out.getvalue()


def sheet_with(old: bytes, new: bytes) -> bytes:
    xml = part_of(PLAIN, SHEET)
    assert old in xml
    return with_part(PLAIN, SHEET, xml.replace(old, new, 1))


def with_rows(rows: bytes) -> bytes:
    return sheet_with(b"</sheetData>", rows + b"</sheetData>")


@pytest.mark.parametrize("name", ["xl/Worksheets/Sheet1.xml", "XL/worksheets/sheet1.xml", "xl\\worksheets\\sheet1.xml"])
def test_two_parts_whose_names_differ_only_in_dress_are_refused(name: str) -> None:
    """The reader would open one of them, and the look through could have been at the other."""
    assert "samma namn" in why(rebuilt(PLAIN, first={name: part_of(PLAIN, SHEET)}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_part_twice_is_refused() -> None:
    assert "samma namn" in why(rebuilt(PLAIN, first={SHEET: part_of(PLAIN, SHEET)}))


@pytest.mark.parametrize("name", ["xl/SharedStrings.xml", "XL/sharedstrings.XML", "xl\\sharedStrings.xml"])
def test_shared_texts_are_weighed_whatever_the_case_of_their_name(name: str) -> None:
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(3, 3000))
    text = b"<sst %s><si><t>%s</t></si></sst>" % (MAIN, b"abc " * 25_000)
    bomb = rebuilt(with_part(with_rows(cells), STRINGS, text), {STRINGS: name})
    assert "orimligt stor" in why(bomb)


def test_a_workbook_whose_part_names_are_in_capitals_is_read_all_the_same() -> None:
    assert one(rebuilt(PLAIN, {STRINGS: "xl/SharedStrings.xml"})).rows == one(PLAIN).rows


def test_macros_are_seen_whatever_the_case_of_their_name() -> None:
    assert "makron" in why(with_part(PLAIN, "xl/VBAPROJECT.BIN", b"x"))


@pytest.mark.parametrize("number", [b"abc", b"", b"-1", b"9" * 30, b"1.5", b"0x10"])
def test_a_style_with_an_odd_number_is_no_fault_of_ours(number: bytes) -> None:
    xml = b"<styleSheet %s><cellXfs><xf numFmtId='%s'/></cellXfs></styleSheet>" % (MAIN, number)
    try:
        assert one(with_part(PLAIN, STYLES, xml)).flags == {}
    except SheetProblem as problem:
        assert "Excel" in str(problem)


@pytest.mark.parametrize(("code", "flagged"), [("0.0%", True), ("0\\ %", True), ("0.0", False), ("yyyy-mm-dd", False)])
def test_a_format_of_ones_own_counts_as_per_cent_by_its_sign(code: str, flagged: bool) -> None:
    def dress(book: object, page: object) -> None:
        page.write_number(1, 2, 0.7, book.add_format({"num_format": code}))  # type: ignore[attr-defined]

    flags = one(xlsx(HEAD, ("a", "2018", 0), dress=dress)).flags
    assert flags == ({(2, 2): "percent"} if flagged else {})


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="C3"><f>1+1</f><v>2</v></c>',
        b"<c r='C3'><f>1+1</f><v>2</v></c>",
        b'<c  r = "C3" ><f>1+1</f><v>2</v></c>',
        b'<c r="C3"><f t="shared" si="0"/><v>2</v></c>',
        b'<c r="C3" t="str"><f>"a"</f><v>a</v></c>',
    ],
)
def test_a_formula_is_seen_however_it_is_written(cell: bytes) -> None:
    found = one(with_rows(b'<row r="3"><c r="A3" t="inlineStr"><is><t>a</t></is></c>' + cell + b"</row>"))
    assert found.flags == {(3, 2): "formula"}


@pytest.mark.parametrize("value", [b"1e308", b"1E400", b"NaN", b"-INF", b"12,6", b"x" * 400])
def test_a_number_that_is_none_is_told_or_kept_as_it_is_and_never_breaks(value: bytes) -> None:
    try:
        found = one(with_rows(b'<row r="3"><c r="A3"><v>%s</v></c></row>' % value))
    except SheetProblem:
        return
    assert [number for number, _ in found.rows][0] == 2


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (b'<row r="100021"><c r="A100021"><v>1</v></c></row>', "sträcker sig"),
        (b'<row r="3"><c r="AEU3"><v>1</v></c></row>', "sträcker sig"),
        (b'<row r="9999999"/>', "sträcker sig"),
        (b'<row r="90000"><c r="BZ90000"><v>1</v></c></row>', "för många celler"),
    ],
)
def test_an_area_too_large_is_refused_before_it_is_read(rows: bytes, told: str) -> None:
    assert told in why(with_rows(rows))


def test_rows_without_numbers_are_counted_all_the_same() -> None:
    assert "sträcker sig" in why(with_rows(b"<row><c><v>1</v></c></row>" * 100_100))


@pytest.mark.parametrize("where", ["B2:B3", "A1:C1", "C2:D9"])
def test_merged_cells_in_the_head_or_below_it_are_told(where: str) -> None:
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="%s"/></mergeCells>' % where.encode()
    assert where in why(sheet_with(b"</sheetData>", merged))


def test_many_merged_cells_are_told_by_the_first_three() -> None:
    refs = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (row, row) for row in range(2, 9))
    told = why(sheet_with(b"</sheetData>", b"</sheetData><mergeCells>" + refs + b"</mergeCells>"))
    assert "A2:B2, A3:B3, A4:B4 …" in told


@pytest.mark.parametrize("part", [SHEET, BOOK, STYLES, RELATIONS])
def test_an_entity_that_grows_is_refused_in_every_part(part: str) -> None:
    laugh = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert "inte hör hemma" in why(with_part(PLAIN, part, part_of(PLAIN, part).replace(b"?>", b"?>" + laugh, 1)))


@pytest.mark.parametrize("part", [SHEET, BOOK, RELATIONS])
def test_xml_in_wide_letters_is_refused(part: str) -> None:
    wide = part_of(PLAIN, part).decode().replace('"UTF-8"', '"UTF-16"').encode("utf-16")
    assert "inte hör hemma" in why(with_part(PLAIN, part, wide))


@pytest.mark.parametrize("part", [BOOK, STYLES, RELATIONS])
@pytest.mark.parametrize("encoding", [b"U_F-8", b"big5", b"utf-32", b"idna", b"x" * 300])
def test_xml_that_names_an_encoding_that_is_none_is_refused(part: str, encoding: bytes) -> None:
    assert "skadad" in why(with_part(PLAIN, part, part_of(PLAIN, part).replace(b'"UTF-8"', b'"' + encoding + b'"')))


def lying(content: bytes, size: int, told: int) -> bytes:
    """Every header that says `size` says `told` instead."""
    return content.replace(struct.pack("<I", size), struct.pack("<I", told))


@pytest.mark.parametrize("told", [0, 1, 1000, 2**20, BIG - 1])
def test_a_part_larger_than_its_header_says_is_never_unpacked_to_its_end(told: int) -> None:
    bomb = with_part(PLAIN, "xl/media/stor.bin", b"\0" * BIG)
    assert "orimligt stor" in why(lying(bomb, BIG, told))


def test_a_part_that_says_more_than_it_holds_is_weighed_by_what_it_says() -> None:
    honest = with_part(PLAIN, "xl/media/liten.bin", b"\0" * 70_001)
    assert "orimligt stor" in why(lying(honest, 70_001, 2**30))


def test_very_many_parts_are_refused() -> None:
    many = rebuilt(PLAIN, first={f"xl/media/{number}.bin": b"" for number in range(2001)})
    assert "orimligt stor" in why(many)


def test_a_compression_that_no_workbook_has_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as new:
        for part in old.infolist():
            new.writestr(part.filename, old.read(part.filename))
    assert "skadad" in why(out.getvalue())


@pytest.mark.parametrize("left", [4, 30, 200, 1000, -1, -22, -100])
def test_a_file_that_was_cut_off_is_told(left: int) -> None:
    assert "skadad" in why(PLAIN[:left])


@pytest.mark.parametrize("target", ["../../etc/passwd", "worksheets/annat.xml", "", "http://example.se/a.xml"])
def test_a_sheet_that_lies_nowhere_is_not_read(target: str) -> None:
    pointed = part_of(PLAIN, RELATIONS).replace(b"worksheets/sheet1.xml", target.encode())
    assert why(with_part(PLAIN, RELATIONS, pointed))


def test_a_sheet_that_lies_from_the_root_is_read() -> None:
    pointed = part_of(PLAIN, RELATIONS).replace(b'"worksheets/', b'"/xl/worksheets/')
    assert one(with_part(PLAIN, RELATIONS, pointed)).rows == one(PLAIN).rows


def swap(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]


def cut(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + content[at + chance.randrange(1, 40) :]


def double(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + content[at : at + 40] + content[at:]


@pytest.mark.parametrize("harm", [swap, cut, double])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=st.randoms(use_true_random=False))
def test_a_file_harmed_at_random_is_read_or_refused_in_words(
    harm: Callable[[bytes, Random], bytes], chance: Random
) -> None:
    try:
        assert read("a.xlsx", harm(PLAIN, chance), KNOWN)
    except SheetProblem as problem:
        assert str(problem).endswith(".")


@pytest.mark.parametrize("part", [SHEET, BOOK, STYLES, STRINGS, RELATIONS])
@settings(max_examples=40, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_a_part_harmed_at_random_is_read_or_refused_in_words(part: str, chance: Random) -> None:
    xml = chance.choice([swap, cut, double])(part_of(PLAIN, part), chance)
    try:
        assert read("a.xlsx", with_part(PLAIN, part, xml), KNOWN)
    except SheetProblem as problem:
        assert str(problem).endswith(".")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
def test_any_bytes_as_csv_are_read_or_refused_in_words(content: bytes) -> None:
    try:
        sheet = read_csv(content, KNOWN)
    except SheetProblem as problem:
        assert str(problem).endswith((".", "?"))
        return
    assert sheet is None or all(len(cells) == len(sheet.header) for _, cells in sheet.rows)
