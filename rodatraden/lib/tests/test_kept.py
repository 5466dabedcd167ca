"""Sentences that are kept and met again, by each reader in their own language."""

import json
import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.lib.kept import LONGEST_VALUE, keep, one_line, recall
from rodatraden.lib.text import NOTHING, Text, in_words, say, say_many, verbatim

SENTENCES = [
    say("Rapporten ska lämnas"),
    say("{name} ska lämna {what} senast {day}", name="Hemtjänsten", what=say("rapporten"), day=date(2018, 9, 14)),
    say("Utfallet är {value}", value=Decimal("1234.50")),
    say_many(3, "{n} rapport saknas", "{n} rapporter saknas"),
    verbatim("{måste} stå kvar som det är"),
    say("Det gäller {units}", units=in_words(["Hemtjänsten", "Kostenheten"])),
    NOTHING,
]


@pytest.mark.parametrize("sentence", SENTENCES, ids=str)
def test_a_sentence_is_the_same_after_it_was_kept(sentence: Text) -> None:
    assert str(recall(json.loads(json.dumps(keep(sentence))))) == str(sentence)


def test_a_kept_sentence_is_met_in_the_readers_language() -> None:
    kept = keep(say("{n} av {all} saknas", n=3, all=say("alla")))
    words = {"{n} av {all} saknas": "{n} of {all} are missing", "alla": "all"}
    assert recall(kept).render(lambda text: words[text]) == "3 of all are missing"


def test_a_plural_is_chosen_by_the_reader() -> None:
    kept = recall(keep(say_many(1, "en rapport", "{n} rapporter")))
    assert kept.render(lambda text: text, lambda one, many, count: f"{count}: {one}") == "1: en rapport"


def test_a_value_is_one_line_and_no_longer_than_a_title() -> None:
    kept = recall(keep(say("{title}", title="Ett\nmål\r\n" + "ord " * 50_000)))
    assert str(kept).startswith("Ett mål ord ord") and 290 < len(str(kept)) <= LONGEST_VALUE and str(kept).endswith("…")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Mål\r\nBcc: alla@example.se", "Mål Bcc: alla@example.se"),
        ("rad\u2028rad\u2029rad\x0brad", "rad rad rad rad"),
        ("\u202etxet", "txet"),
        ("noll\x00tecken \x1b[31m", "noll tecken [31m"),
        ("halvt \ud83d", "halvt"),
        ("  mycket   luft ", "mycket luft"),
        ("👩\u200d👧 שלום é", "👩\u200d👧 שלום é"),
    ],
)
def test_what_was_typed_can_be_no_more_than_a_line(typed: str, shown: str) -> None:
    assert one_line(typed) == shown


@given(st.text())
def test_one_line_is_one_line_whatever_was_typed(typed: str) -> None:
    line = one_line(typed)
    assert len(line.splitlines()) <= 1 and one_line(line) == line
    assert not {unicodedata.category(sign) for sign in line} & {"Cc", "Cs", "Zl", "Zp"}


@given(st.dictionaries(st.sampled_from("abc"), st.one_of(st.text(), st.integers(), st.decimals(allow_nan=False))))
def test_whatever_values_a_sentence_has_it_can_be_kept(values: dict[str, object]) -> None:
    kept = json.loads(json.dumps(keep(Text("{a} {b} {c}", {"a": "", "b": "", "c": "", **values}))))
    assert str(recall(kept)) is not None
