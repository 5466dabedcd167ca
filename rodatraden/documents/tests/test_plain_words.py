"""The words of a file as they are kept to be searched: whole words, one kind of line end, signs that can be kept."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.documents.words_in import CODES, UNREAD, plain_words


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        ("verk-\nsamhet", "verksamhet"),
        ("verk-\r\nsamhet", "verksamhet"),
        ("verk-\rsamhet", "verksamhet"),
        ("å-\när", "åär"),
        ("barn-\noch ungdomsplan", "barn-\noch ungdomsplan"),
        ("barn-\r\noch ungdomsplan", "barn-\noch ungdomsplan"),
        ("in-\neller utgående", "in-\neller utgående"),
        ("mål-\nsamt resultatstyrning", "mål-\nsamt resultatstyrning"),
        ("vård-\nrespektive omsorg", "vård-\nrespektive omsorg"),
        ("och-\nså", "ochså"),
        ("dag-\nordning", "dagordning"),
        ("an-\nsamtal", "ansamtal"),
        ("ge-\nochan", "geochan"),
        ("IT-\nstrategi", "IT-\nstrategi"),
        ("Kom-\nMun", "Kom-\nMun"),
        ("2018-\n2020", "2018-\n2020"),
        ("§ 3-\nparagraf", "§ 3-\nparagraf"),
        ("verk- samhet", "verk- samhet"),
        ("verk-\n\nsamhet", "verk-\n\nsamhet"),
    ],
)
def test_a_word_that_a_line_parts_is_whole_and_a_hyphen_of_its_own_is_kept(read: str, kept: str) -> None:
    assert plain_words(read) == kept


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        ("", ""),
        ("   ", ""),
        ("\n\n\n", ""),
        ("a", "a"),
        ("  a  ", "a"),
        ("a  b", "a b"),
        ("a\tb", "a b"),
        ("a\u00a0b", "a b"),
        ("a\u2003\u2009b", "a b"),
        ("a\nb", "a\nb"),
        ("a\r\nb", "a\nb"),
        ("a\rb", "a\nb"),
        ("a\n\nb", "a\n\nb"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("a\r\n\r\nb", "a\n\nb"),
        ("a\n \t\nb", "a\n\nb"),
        ("a\x00b", "a b"),
        ("a\x07\x08b", "a b"),
        ("a\x7fb", "a b"),
        ("a\ud800b", "a b"),
        ("\x00a\x00", "a"),
        ("Å, ä och ö; ”så”", "Å, ä och ö; ”så”"),
        ("1 000 kr", "1 000 kr"),
        ("😀", "😀"),
    ],
)
def test_blanks_and_unseen_signs_are_one_blank_and_paragraphs_stand_apart(read: str, kept: str) -> None:
    assert plain_words(read) == kept


@given(st.text(max_size=80))
def test_whatever_is_read_can_be_kept_by_any_database(read: str) -> None:
    kept = plain_words(read)
    assert "\x00" not in kept and "\r" not in kept
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert kept == kept.strip()


@given(st.text("ab åö\n\r\t", max_size=60))
def test_no_letter_is_lost(read: str) -> None:
    assert re.sub(r"\s", "", plain_words(read)) == re.sub(r"\s", "", read)


@given(st.text("ab\n\r ", max_size=60))
def test_there_is_never_more_than_one_empty_line(read: str) -> None:
    assert "\n\n\n" not in plain_words(read) and "  " not in plain_words(read)


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("other", "Filens text kan inte sökas: bara PDF, Word (.docx) och ren text läses."),
        ("broken", "Filens text kunde inte läsas: filen är skadad. Den går ändå att hämta."),
        ("locked", "Filens text kunde inte läsas: filen är låst med lösenord. Den går ändå att hämta."),
        (
            "slow",
            "Filens text kunde inte läsas: det tog för lång tid eller för mycket minne. Den går ändå att hämta.",
        ),
        ("empty", "Filen har ingen text att söka i. Är den inskannad som bild?"),
        ("reader", "Filens text kunde inte läsas här: läsaren är inte installerad."),
    ],
)
def test_why_a_file_cannot_be_searched_is_said_in_words(why: str, told: str) -> None:
    assert str(UNREAD[why]) == told


def test_each_way_that_the_reader_ends_has_words() -> None:
    assert {str(UNREAD[why]) for why in CODES.values()} <= {str(words) for words in UNREAD.values()}
    assert sorted(CODES) == [3, 4, 5, 6]
