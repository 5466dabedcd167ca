"""What somebody typed in a plain field becomes paragraphs, lists and bold: worked cases, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.documents import build
from rodatraden.documents.content import RichList, RichParagraph, RichText, Row, Run
from rodatraden.documents.plain import plain_text


def shape(rich: RichText) -> list[str]:
    """Each part as a word of what it is and its text, bold between stars."""
    found = []
    for part in rich.parts:
        if isinstance(part, RichParagraph):
            found.append(f"p {told(part.runs)}")
        else:
            found.append(f"{'ol' if part.ordered else 'ul'} {' | '.join(told(item) for item in part.items)}")
    return found


def told(runs: tuple[Run, ...]) -> str:
    return "".join(f"*{run.text}*" if run.bold else run.text for run in runs)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("", []),
        ("  \n \n", []),
        ("Ett stycke.", ["p Ett stycke."]),
        ("Rad ett\nrad två", ["p Rad ett\nrad två"]),
        ("Ett\n\nTvå", ["p Ett", "p Två"]),
        ("Ett\n\n\n\nTvå", ["p Ett", "p Två"]),
        ("Ett\r\n\r\nTvå", ["p Ett", "p Två"]),
        ("  Ett  ", ["p Ett"]),
        ("- a\n- b", ["ul a | b"]),
        ("* a\n* b", ["ul a | b"]),
        ("• a\n– b\n· c", ["ul a | b | c"]),
        ("1. a\n2. b", ["ol a | b"]),
        ("1) a\n2) b", ["ol a | b"]),
        ("7. a", ["ol a"]),
        ("- a\n\n- b", ["ul a", "ul b"]),
        ("Först:\n- a\n- b\nSedan.", ["p Först:", "ul a | b", "p Sedan."]),
        ("  - a\n  - b", ["ul a | b"]),
        ("-a", ["p -a"]),
        ("-", ["p -"]),
        ("1.a", ["p 1.a"]),
        ("2018. Ett år", ["p 2018. Ett år"]),
        ("2 400 kr", ["p 2 400 kr"]),
        ("a - b", ["p a - b"]),
        ("**Fet** text", ["p *Fet* text"]),
        ("text **fet**", ["p text *fet*"]),
        ("**a** och **b**", ["p *a* och *b*"]),
        ("** inte **", ["p ** inte **"]),
        ("**öppen", ["p **öppen"]),
        ("2 ** 3 ** 4", ["p 2 ** 3 ** 4"]),
        ("- **a** b", ["ul *a* b"]),
        ("<b>inte</b>", ["p <b>inte</b>"]),
        ("# inte en rubrik", ["p # inte en rubrik"]),
        ("_inte_ *kursiv*", ["p _inte_ *kursiv*"]),
        ("[länk](https://exempel.se)", ["p [länk](https://exempel.se)"]),
    ],
)
def test_paragraphs_lists_and_bold_are_read_and_nothing_else(typed: str, parts: list[str]) -> None:
    assert shape(build.rich(typed)) == parts


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Ett\n\nTvå", "Ett\nTvå"),
        ("- a\n- b", "– a\n– b"),
        ("3. a\n4. b", "1. a\n2. b"),
        ("**Fet** text", "Fet text"),
    ],
)
def test_the_plain_text_of_what_was_typed(typed: str, text: str) -> None:
    assert plain_text(build.rich(typed)) == text
    assert plain_text(build.rich(typed, "Anna Ek")) == f"{text}\nAnna Ek"


@given(st.text("ab*-1. \n", max_size=60))
def test_no_letter_is_lost_and_no_part_is_empty(typed: str) -> None:
    rich = build.rich(typed)
    letters = [sign for sign in plain_text(rich) if sign in "ab"]
    assert letters == [sign for sign in typed if sign in "ab"]
    for part in rich.parts:
        items = part.items if isinstance(part, RichList) else (part.runs,)
        assert items and all(item for item in items)


@given(st.lists(st.text("abcåäö ", min_size=1, max_size=8).filter(str.strip), min_size=1, max_size=5))
def test_a_list_has_an_item_for_each_line(items: list[str]) -> None:
    (part,) = build.rich("\n".join(f"- {item}" for item in items)).parts
    assert isinstance(part, RichList) and not part.ordered
    assert [told(item) for item in part.items] == [item.strip() for item in items]


@pytest.mark.parametrize(
    ("row", "kind", "cells"),
    [(build.row("a", 1, None), "body", 3), (build.group("Mål"), "group", 1)],
)
def test_a_row_knows_what_it_is(row: Row, kind: str, cells: int) -> None:
    assert (row.kind, len(row.cells)) == (kind, cells)


@pytest.mark.parametrize(("data", "kept"), [(b"", ""), (b"a", "YQ=="), (b"\x89PNG", "iVBORw==")])
def test_a_picture_is_kept_as_text(data: bytes, kept: str) -> None:
    found = build.image("image/png", data, "Vapen")
    assert (found.data, found.media_type, found.alt) == (kept, "image/png", "Vapen")
