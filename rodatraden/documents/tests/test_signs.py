"""Signs that cannot be shown are written as their code, and none is lost."""

import unicodedata

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from rodatraden.documents.printed import COMMA, DIGIT
from rodatraden.documents.signs import COVERAGE, FONTS, Printer, code, readable
from rodatraden.documents.tests.fonts import FAMILIES, lines, signs_of

FORBIDDEN_IN_XML = [*map(chr, [*range(9), 11, 12, *range(14, 32)]), "\ufffe", "\uffff", "\ud800"]


def test_the_list_of_signs_is_that_of_the_fonts() -> None:
    assert COVERAGE.read_text(encoding="ascii").splitlines() == list(lines())


def test_each_font_has_its_licence_beside_it() -> None:
    licences = {path.name for path in FONTS.glob("*.txt")}
    assert {"LICENSE-SourceSerif.txt", "LICENSE-Noto.txt", "LICENSE-DejaVu.txt"} <= licences
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 2_500_000


def test_decimals_hang_by_the_widths_of_the_face() -> None:
    font = TTFont(FONTS / "SourceSerif4SmText-Regular.otf")
    widths = {sign: font.getGlyphSet()[font.getBestCmap()[ord(sign)]].width for sign in "0123456789,"}
    assert font["head"].unitsPerEm == 1000
    assert {widths[digit] for digit in "0123456789"} == {DIGIT}
    assert widths[","] == COMMA


def test_a_code_says_the_signs_number() -> None:
    assert (code("\x07"), code("😀")) == ("[U+0007]", "[U+1F600]")


@pytest.mark.parametrize("sign", FORBIDDEN_IN_XML)
def test_no_sign_that_xml_forbids_is_left(sign: str) -> None:
    shown = readable(f"a{sign}b")
    assert sign not in shown
    assert shown == f"a{code(sign)}b" or (sign in "\v\f" and shown == "a\nb")


@pytest.mark.parametrize("sign", ["\u202a", "\u202e", "\u2066", "\u2069", "\x9f"])
def test_no_sign_turns_the_text_around_unseen(sign: str) -> None:
    assert readable(f"a{sign}b") == f"a{code(sign)}b"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028", "\u2029", "\x85", "\v", "\f"])
def test_all_line_ends_are_one(end: str) -> None:
    assert readable(f"a{end}b") == "a\nb"


def test_ordinary_text_passes() -> None:
    text = "Räksmörgås på 5 % – ”bra” … ½ €\tnästa\nrad 😀 שלום"
    assert readable(text) == text


@given(st.text())
def test_readable_text_stays_as_it_is(text: str) -> None:
    shown = readable(text)
    assert readable(shown) == shown
    assert unicodedata.is_normalized("NFC", shown)
    shown.encode("utf-8")


@settings(deadline=None)
@given(st.text())
def test_what_is_printed_the_fonts_have(text: str) -> None:
    known = frozenset({10}).union(*map(signs_of, FAMILIES.values()))
    assert set(map(ord, Printer().text(text))) <= known


def test_signs_without_a_shape_are_counted() -> None:
    printer = Printer()
    assert printer.text("Bra 😀 och 漢字 😀") == "Bra [U+1F600] och [U+6F22][U+5B57] [U+1F600]"
    assert printer.codes() == ["[U+1F600]", "[U+6F22]", "[U+5B57]"]


def test_arrows_and_other_scripts_have_a_shape() -> None:
    printer = Printer()
    for text in ("→ ↗ ≥ ≠ ✓ ● ◆ ½ €", "שלום", "مرحبا", "Ελλάδα", "Київ", "Łódź Škoda Đặng"):
        assert printer.text(text) == text
    assert printer.codes() == []


def test_what_only_joins_others_is_left_out() -> None:
    assert Printer().text("☀\ufe0f a\u200db\u00adc\ufeff") == "☀ abc"


def test_the_strict_printer_keeps_to_one_font() -> None:
    printer = Printer(strict=True)
    assert printer.text("åäö → ש") == "åäö → [U+05E9]"


def test_a_tab_is_a_blank_on_paper() -> None:
    assert Printer().text("a\tb") == "a b"
