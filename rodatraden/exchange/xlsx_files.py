"""Excel files, opened with care: weighed before they are unpacked, measured before they are read. Pure.

A workbook is a zip of XML. Before the reader sees it every part is unpacked once with a limit (its own header
may lie about the size), and each sheet's XML is looked through for what the reader does not tell: formulas,
percentages, merged cells, and cells so far away that the area would not fit in memory.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, ZipError

from rodatraden.exchange.grid import (
    HEADER_WITHIN,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Flag,
    Sheet,
    SheetProblem,
    column_place,
    make_sheet,
    problem,
    text_cell,
)
from rodatraden.lib.numbers import format_number

MOST_UNPACKED, MOST_RATIO, RATIO_FROM, MOST_PARTS = 256 * 2**20, 150, 16 * 2**20, 2_000
MOST_CELLS = 4_000_000
MOST_TEXT = 128 * 2**20
# The XML may have prefixes, either kind of quotes and spaces around "=": what the reader takes must be seen here.
_FORMULA = re.compile(rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_TEXT = re.compile(rb"""\bt\s*=\s*["']s["']""")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_STYLE = re.compile(rb"""\bs\s*=\s*["'](\d{1,6})["']""")
_TYPED = re.compile(rb"""\bt\s*=\s*["'](\w+)["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br\s*=\s*["'](\d{1,10})["']""")
_ROWS = re.compile(rb"<(?:\w+:)?row\b")
_VALUE = re.compile(rb"<(?:\w+:)?v\s*>\s*(\d{1,8})\s*</")
_SHARED = re.compile(rb"</(?:\w+:)?si\s*>")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*?ref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']""")
_PERCENT_FORMATS = frozenset({"9", "10"})
STRINGS = "xl/sharedstrings.xml"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass
class Seen:
    """What a sheet's XML says that its values do not."""

    flags: dict[tuple[int, int], Flag] = field(default_factory=dict)
    merged: list[tuple[str, int, int]] = field(default_factory=list)
    rows: int = 0
    columns: int = 0
    shared: int = 0


def read_xlsx(content: bytes, known: frozenset[str]) -> list[Sheet]:
    """The sheets with content. Raises SheetProblem."""
    parts = unpacked(content)
    _refuse_other_kinds(parts)
    percent = _percent_styles(parts.get("xl/styles.xml", b""))
    paths = _paths_of_sheets(parts)
    lengths = [len(text) for text in _SHARED.split(parts.get(STRINGS, b""))]
    seen = {name: _look(parts[path], percent, lengths) for name, path in paths.items() if path in parts}
    for name, one in seen.items():
        _measure(name, one)
    if sum(one.shared for one in seen.values()) > MOST_TEXT:
        raise _too_large_inside()
    parts.clear()
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            shown = [name for name in book.sheet_names if name in seen]
            found = [_sheet(book.get_sheet_by_name(name), seen[name], known) for name in shown]
    except PasswordError as fault:
        raise problem("Filen är skyddad med lösenord. Ta bort skyddet och spara om den.") from fault
    except (CalamineError, ZipError, OSError) as fault:
        raise problem("Filen går inte att läsa som Excel. Öppna den i Excel och spara om den som .xlsx.") from fault
    return [sheet for sheet in found if sheet is not None]


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts that are looked into (workbook, styles, sheets) by folded name, after all were weighed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            parts = book.infolist()
            _weigh(parts, len(content))
            return {_folded(part): data for part in parts if (data := _unpack(content, part)) is not None}
    except (zipfile.BadZipFile, struct.error, zlib.error, ValueError, NotImplementedError) as fault:
        raise problem("Filen är skadad eller inte en Excelfil. Öppna den i Excel och spara om den.") from fault


def _weigh(parts: list[zipfile.ZipInfo], size: int) -> None:
    whole = sum(part.file_size for part in parts)
    if any(part.flag_bits & 1 for part in parts):
        raise problem("Filen är skyddad med lösenord. Ta bort skyddet och spara om den.")
    if len({_folded(part) for part in parts}) < len(parts):
        raise problem("Filen är skadad: den har två delar med samma namn. Öppna den i Excel och spara om den.")
    if len(parts) > MOST_PARTS or whole > MOST_UNPACKED or (whole > RATIO_FROM and whole > size * MOST_RATIO):
        raise _too_large_inside()


def _folded(part: zipfile.ZipInfo) -> str:
    """A part's name as the reader compares it: neither case nor the kind of slash counts."""
    return part.filename.replace("\\", "/").lower()


def _too_large_inside() -> SheetProblem:
    return problem("Filen är packad så att den blir orimligt stor när den öppnas, och läses därför inte.")


def _unpack(content: bytes, part: zipfile.ZipInfo) -> bytes | None:
    """A part's bytes where they are looked into. Never more than its header promised, whatever it holds."""
    name_length, extra = struct.unpack_from("<HH", content, part.header_offset + 26)
    begin = part.header_offset + 30 + name_length + extra
    packed = memoryview(content)[begin : begin + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        if part.file_size != part.compress_size:
            raise _too_large_inside()
        return bytes(packed) if _looked_into(_folded(part)) else None
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise ValueError(part.compress_type)
    engine = zlib.decompressobj(-15)
    kept, size = [], 0
    piece = engine.decompress(packed, 2**20)
    while piece:
        size += len(piece)
        if size > part.file_size:
            raise _too_large_inside()
        if _looked_into(_folded(part)):
            kept.append(piece)
        piece = engine.decompress(engine.unconsumed_tail, 2**20)
    if not engine.eof:
        raise ValueError("cut off")
    return b"".join(kept) if _looked_into(_folded(part)) else None


def _looked_into(name: str) -> bool:
    return name.endswith((".xml", ".rels", ".bin")) or name == "mimetype"


def _refuse_other_kinds(parts: Mapping[str, bytes]) -> None:
    names = set(parts)
    if any(name.endswith("vbaproject.bin") for name in names) or b"macroEnabled" in parts.get(
        "[content_types].xml", b""
    ):
        raise problem("Filen innehåller makron. Spara den som ”Excel-arbetsbok (.xlsx)” utan makron.")
    if "xl/workbook.bin" in names:
        raise problem("Filen är en binär Excelfil (.xlsb). Spara den som ”Excel-arbetsbok (.xlsx)”.")
    if parts.get("mimetype", b"").startswith(b"application/vnd.oasis"):
        raise problem("Filen är ett OpenDocument-kalkylblad (.ods). Spara den som .xlsx eller .csv.")
    if "xl/workbook.xml" not in names:
        raise problem("Filen är ett zip-arkiv men inget Excel-kalkylblad.")


def _tree(xml: bytes) -> ElementTree.Element:
    """Parsed XML. Document types are refused: a workbook has none, and they can hold bombs."""
    _refuse_odd(xml)
    try:
        return ElementTree.fromstring(xml)  # noqa: S314 (document types are refused above)
    except (ElementTree.ParseError, LookupError, ValueError) as fault:
        raise problem("Filen är skadad. Öppna den i Excel och spara om den.") from fault


def _paths_of_sheets(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Where each sheet's XML lies, by the sheet's name."""
    relations = _tree(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"))
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    found = {}
    for sheet in _tree(parts["xl/workbook.xml"]).iter(f"{MAIN}sheet"):
        target = targets.get(sheet.get(RELATION), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        found[sheet.get("name", "")] = path.lower()
    return found


def _percent_styles(xml: bytes) -> frozenset[int]:
    """The numbers of the cell styles that show a value as per cent: 0,705 as 70,5 %."""
    if not xml:
        return frozenset()
    root = _tree(xml)
    formats = {one.get("numFmtId", "") for one in root.iter(f"{MAIN}numFmt") if "%" in one.get("formatCode", "")}
    styles = root.find(f"{MAIN}cellXfs")
    return frozenset(
        place
        for place, style in enumerate(styles if styles is not None else ())
        if style.get("numFmtId", "0") in formats | _PERCENT_FORMATS
    )


def _refuse_odd(xml: bytes) -> None:
    """A workbook's XML is UTF-8 without document types: anything else could say other things to the reader."""
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\0" in xml:
        raise problem("Filen innehåller XML som inte hör hemma i en Excelfil, och läses därför inte.")


def _look(xml: bytes, percent: frozenset[int], lengths: Sequence[int]) -> Seen:
    """One pass over a sheet's XML. Rows and cells without a place of their own are counted."""
    _refuse_odd(xml)
    seen = Seen(merged=[_range(found) for found in _MERGED.finditer(xml)])
    places = _PLACE.findall(xml)
    numbers = {int(number) for number in {row for _, row in places} | set(_ROW.findall(xml))}
    seen.rows = max(max(numbers, default=0), len(_ROWS.findall(xml)))
    seen.columns = max((column_place(name.decode()) + 1 for name in {column for column, _ in places}), default=0)
    if percent:
        for attributes in _CELL.findall(xml):
            style = _STYLE.search(attributes)
            if style and int(style.group(1)) in percent and not _TYPED.search(attributes):
                _flag(seen, attributes, "percent")
    for attributes in _FORMULA.findall(xml):
        _flag(seen, attributes, "formula")
    texts = len(_TEXT.findall(xml))
    seen.shared = _shared_text(xml, texts, lengths)
    return seen


def _flag(seen: Seen, attributes: bytes, flag: Flag) -> None:
    place = _PLACE.search(attributes)
    if place is not None:
        seen.flags[int(place.group(2)), column_place(place.group(1).decode())] = flag


def _shared_text(xml: bytes, texts: int, lengths: Sequence[int]) -> int:
    """How many bytes of text the sheet becomes when each cell gets its own copy of a shared text; at most so."""
    longest = max(lengths, default=0)
    if longest * texts <= MOST_TEXT:
        return longest * texts
    named = [int(found.group(1)) for found in _VALUE.finditer(xml)]
    known = sum(lengths[at] if at < len(lengths) else 0 for at in named)
    return known + max(texts - len(named), 0) * longest


def _range(found: re.Match[bytes]) -> tuple[str, int, int]:
    a, first, b, last = (part.decode() for part in found.groups())
    return f"{a}{first}:{b}{last}", int(first), int(last)


def _measure(name: str, seen: Seen) -> None:
    if seen.rows > MOST_ROWS + HEADER_WITHIN or seen.columns > MOST_COLUMNS * 4:
        raise problem(
            "Bladet ”{name}” sträcker sig till rad {row} och kolumn {column}. Högst {most} rader läses: ta bort "
            "tomma rader och kolumner som bara har format, eller dela upp filen.",
            name=name,
            row=format_number(seen.rows),
            column=format_number(seen.columns),
            most=format_number(MOST_ROWS),
        )
    if seen.rows * seen.columns > MOST_CELLS:
        raise problem("Bladet ”{name}” har för många celler. Dela upp det.", name=name)


def _sheet(sheet: CalamineSheet, seen: Seen, known: frozenset[str]) -> Sheet | None:
    made = make_sheet(sheet.name, _lines(sheet), known, seen.flags)
    if made is None:
        return None
    touched = [words for words, _, last in seen.merged if last >= made.header_row]
    if touched:
        raise problem(
            "Bladet ”{name}” har sammanslagna celler ({where}). Dela dem och fyll i varje rad för sig.",
            name=sheet.name,
            where=", ".join(touched[:3]) + (" …" if len(touched) > 3 else ""),
        )
    return made


def _lines(sheet: CalamineSheet) -> Iterator[tuple[int, list[Cell]]]:
    left = sheet.start[1] if sheet.start else 0
    top = sheet.start[0] if sheet.start else 0
    rows: Iterable[list[object]] = sheet.to_python(skip_empty_area=True)  # type: ignore[assignment]
    for number, line in enumerate(rows, start=top + 1):
        cells = [_cell(value, number, left + place) for place, value in enumerate(line)]
        yield number, [None] * left + cells


def _cell(value: object, row: int, place: int) -> Cell:
    """A value of the reader as a cell: whole numbers without ".0", a day without its midnight."""
    if isinstance(value, str):
        return text_cell(value, row, place)
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(int(value)) if value.is_integer() else Decimal(repr(value))
    if isinstance(value, datetime):
        return value.date() if value.time() == time(0) else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value
    return str(value) if isinstance(value, time | timedelta) else None
