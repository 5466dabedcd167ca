"""The same content is the same bytes, and bytes are content again."""

import json
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
import rfc8785
from django.utils.safestring import SafeString
from hypothesis import given, settings
from hypothesis import strategies as st

from rodatraden.documents import sample
from rodatraden.documents.canonical import MOST_DIGITS, Unreadable, canonical, digest, from_json, number, text, to_json
from rodatraden.documents.content import Column, Document, NumberCell, Paragraph
from rodatraden.documents.tests.made import DAY, documents, one_cell, small

keys = st.text(alphabet="abcdefghijklmnopqrstuvwxyz-_0", max_size=8)
whole = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text().map(text),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@given(documents)
@settings(max_examples=150, deadline=None)
def test_a_document_comes_back_from_its_bytes(document: Document) -> None:
    data = to_json(document)
    again = from_json(data)
    assert to_json(again) == data
    assert digest(to_json(again)) == digest(data)


def test_the_sample_comes_back_whole() -> None:
    document = sample.document(draft=True)
    assert from_json(to_json(document)) == document


@given(whole)
def test_the_bytes_are_those_of_rfc_8785(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@given(documents)
@settings(max_examples=50, deadline=None)
def test_a_documents_bytes_are_canonical_for_any_reader(document: Document) -> None:
    data = to_json(document)
    assert rfc8785.dumps(json.loads(data)) == data


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("12.50", "12.5"), ("1E+2", "100"), ("-0", "0"), ("0.00", "0"), ("-0.0", "0"), ("1E-7", "0.0000001"),
        ("-12", "-12"), ("100", "100"), ("1.0", "1"),
    ],
)  # fmt: skip
def test_a_figure_is_written_in_one_way(written: str, shown: str) -> None:
    assert number(Decimal(written)) == shown
    assert Decimal(number(Decimal(written))) == Decimal(written)


@pytest.mark.parametrize("written", ["NaN", "Infinity", "-Infinity", f"1E+{MOST_DIGITS}", f"1E-{MOST_DIGITS + 1}"])
def test_what_is_no_figure_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="figure"):
        number(Decimal(written))


def test_the_same_figure_from_either_database_is_the_same_content() -> None:
    def of(written: str) -> bytes:
        return to_json(one_cell(NumberCell(Decimal(written)), Column("b", "number")))

    assert of("1.5") == of("1.50") == of("1.500000")


def test_text_is_composed_and_whole() -> None:
    assert text("a\u030a") == "å"
    assert text("a\ud83d") == "a\ufffd"
    assert text("\ud83d\ude00") == "😀"
    composed, apart = small(Paragraph("Hällö")), small(Paragraph(unicodedata.normalize("NFD", "Hällö")))
    assert to_json(composed) == to_json(apart)


def test_a_template_s_safe_text_is_text() -> None:
    assert to_json(small(Paragraph(SafeString("å")))) == to_json(small(Paragraph("å")))


def test_what_has_its_default_is_left_out() -> None:
    assert to_json(Document("T", "K", date(2018, 9, 10), (Paragraph("p"),))) == (
        b'{"date":"2018-09-10","format":1,"municipality":"K","parts":[{"text":"p","type":"paragraph"}],"title":"T"}'
    )


@pytest.mark.parametrize("value", [1.5, ["lista"], datetime(2018, 9, 10), {"a": 1}])
def test_what_a_document_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="holds no"):
        to_json(small(Paragraph(value)))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"{}",
        b"[]",
        b"null",
        b'{"date":"2018-09-10","format":2,"municipality":"K","parts":[],"title":"T"}',
        b'{"date":"2018-13-10","format":1,"municipality":"K","parts":[],"title":"T"}',
        b'{"date":"2018-09-10","format":1,"municipality":"K","parts":[{"type":"script"}],"title":"T"}',
        b'{"date": "2018-09-10","format":1,"municipality":"K","parts":[],"title":"T"}',
        b'{"date":"2018-09-10","extra":1,"format":1,"municipality":"K","parts":[],"title":"T"}',
        b'{"date":"2018-09-10","draft":false,"format":1,"municipality":"K","parts":[],"title":"T"}',
        b'{"date":"2018-09-10","format":1,"municipality":"K","parts":[{"level":9,"text":"x","type":"heading"}],"title":"T"}',
    ],
)
def test_other_bytes_are_no_document(data: bytes) -> None:
    with pytest.raises(Unreadable):
        from_json(data)


def test_deep_nonsense_ends_without_harm() -> None:
    with pytest.raises(Unreadable):
        from_json(b'{"parts":' + b"[" * 100_000)


def test_the_day_is_the_contents_own() -> None:
    assert b'"date":"2018-09-10"' in to_json(small()) and date(2018, 9, 10) == DAY
