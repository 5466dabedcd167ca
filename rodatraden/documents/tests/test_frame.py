"""What stands around a document's content: the title page's facts, the last lines, what is said of a file."""

from dataclasses import replace
from typing import Any

import pytest

from rodatraden.documents.content import Attachment, Heading, Paragraph
from rodatraden.documents.frame import (
    LONG_ENOUGH,
    Imprint,
    attachment_words,
    colophon,
    contents_wanted,
    facts,
    fixed_words,
)
from rodatraden.documents.signs import Printer
from rodatraden.documents.tests.made import small
from rodatraden.lib.digits import SPACE

SHA = "ab" * 32


@pytest.mark.parametrize(
    ("told", "pairs"),
    [
        ({}, [("Datum", "2018-09-10")]),
        ({"period": "januari–juli 2018"}, [("Avser", "januari–juli 2018"), ("Datum", "2018-09-10")]),
        ({"reference": "KS 2018/1"}, [("Datum", "2018-09-10"), ("Diarienummer", "KS 2018/1")]),
        (
            {"period": "2018", "reference": "KS 2018/1", "source": "Ledgern", "sender": "Kommunstyrelsen"},
            [("Avser", "2018"), ("Datum", "2018-09-10"), ("Diarienummer", "KS 2018/1")],
        ),
    ],
)
def test_the_title_page_has_the_facts_that_there_are(told: dict[str, Any], pairs: list[tuple[str, str]]) -> None:
    assert facts(replace(small(), **told)) == pairs


@pytest.mark.parametrize(
    ("levels", "compact", "wanted"),
    [
        ((), False, False),
        ((1, 1), False, False),
        ((1, 1, 1), False, True),
        ((1, 2, 2), False, True),
        ((2, 2, 2, 2), False, True),
        ((1, 2, 3, 4), False, False),
        ((3, 3, 3, 3), False, False),
        ((1, 1, 1), True, False),
    ],
)
def test_a_document_of_some_parts_has_a_table_of_contents(levels: tuple[int, ...], compact: bool, wanted: bool) -> None:
    made = small(*(Heading(f"Del {at}", level) for at, level in enumerate(levels)), Paragraph("Text"))
    assert contents_wanted(replace(made, compact=compact)) is wanted
    assert LONG_ENOUGH == 3


@pytest.mark.parametrize(
    ("source", "imprint", "lines"),
    [
        ("", Imprint(), []),
        ("Ledgern", Imprint(), ["Källa: Ledgern"]),
        ("", Imprint(SHA), [f"Innehållets SHA-256: {SHA}"]),
        ("", Imprint(SHA, 1, "Rättat"), [f"Innehållets SHA-256: {SHA}"]),
        ("", Imprint("", 2, "Rättat utfall"), ["Version 2. Ändrat: Rättat utfall"]),
        ("", Imprint("", 2), []),
        (
            "Ledgern",
            Imprint(SHA, 3, "Ny bilaga"),
            ["Källa: Ledgern", "Version 3. Ändrat: Ny bilaga", f"Innehållets SHA-256: {SHA}"],
        ),
    ],
)
def test_the_last_lines_say_where_it_is_from_and_what_proves_it(
    source: str, imprint: Imprint, lines: list[str]
) -> None:
    assert colophon(replace(small(), source=source), imprint) == lines


@pytest.mark.parametrize("reason", ["{n}", "{reason}", "100 %", "{"])
def test_a_reason_with_braces_is_only_a_reason(reason: str) -> None:
    assert colophon(small(), Imprint("", 2, reason)) == [f"Version 2. Ändrat: {reason}"]


@pytest.mark.parametrize(
    ("signs", "line"),
    [
        ("\U0001f600", "Ett tecken saknas i typsnitten och skrivs som sin kod: [U+1F600]."),
        (
            "\U0001f600\U0001f601\U0001f600",
            "2 tecken saknas i typsnitten och skrivs som sina koder: [U+1F600], [U+1F601].",
        ),
    ],
)
def test_signs_without_a_shape_are_told_once_each(signs: str, line: str) -> None:
    printer = Printer()
    printer.text(signs)
    assert colophon(small(), Imprint(), printer) == [line]
    assert colophon(small(), Imprint(), Printer()) == []


@pytest.mark.parametrize(("number", "ends"), [(40, "]."), (41, "] …."), (60, "] ….")])
def test_of_very_many_signs_only_some_are_named(number: int, ends: str) -> None:
    printer = Printer()
    printer.text("".join(chr(0x1F300 + at) for at in range(number)))
    (line,) = colophon(small(), Imprint(), printer)
    assert line.startswith(f"{number} tecken saknas") and line.endswith(ends)
    assert line.count("[U+") == 40


@pytest.mark.parametrize(
    ("attachment", "words"),
    [
        (Attachment("Bilaga", "bilaga.pdf", SHA, 2048), "bilaga.pdf, 2 kB"),
        (Attachment("Bilaga", "bilaga.pdf", SHA, 1), "bilaga.pdf, 1 kB"),
        (Attachment("Bilaga", "bilaga.pdf", SHA, 0), "bilaga.pdf, 1 kB"),
        (Attachment("Bilaga", "bilaga.pdf", SHA, 1_500_000), "bilaga.pdf, 1 465 kB"),
        (Attachment("Bilaga", "", SHA, 4096), "4 kB"),
        (Attachment("Bilaga", missing="ej inlämnad"), "Saknas: ej inlämnad"),
        (Attachment("Bilaga", "bilaga.pdf", SHA, 2048, "{why}"), "Saknas: {why}"),
    ],
)
def test_an_attachment_has_its_file_and_size_or_why_it_is_missing(attachment: Attachment, words: str) -> None:
    assert attachment_words(attachment).replace(SPACE, " ") == words


def test_the_fixed_words_are_those_of_the_language_spoken() -> None:
    assert fixed_words() == {
        "contents": "Innehåll",
        "page": "Sida {n} av {all}",
        "draft": "Utkast",
        "source": "Källa",
        "example": "exempel",
        "example-words": "Uppgifter märkta exempel är påhittade för visningen.",
    }
