from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.lib import text
from rodatraden.lib.text import (
    NOTHING,
    OR,
    capital,
    fold,
    in_words,
    say,
    say_many,
    shortened,
    slug,
    speak,
    swedish_key,
    verbatim,
)


def test_a_sentence_is_swedish_unless_translated() -> None:
    sentence = say("Uppfylls delvis: {outcome} av {target}", outcome=Decimal("52.5"), target=Decimal(55))
    assert str(sentence) == "Uppfylls delvis: 52,5 av 55"


def test_a_translation_is_made_of_the_template_and_filled_afterwards() -> None:
    sentence = say("{n} mål av {all}", n=3, all=say("alla"))
    words = {"{n} mål av {all}": "{n} goals of {all}", "alla": "all"}
    assert sentence.render(lambda text: words[text]) == "3 goals of all"


@pytest.mark.parametrize(("count", "sentence"), [(0, "0 brister"), (1, "1 brist"), (2, "2 brister")])
def test_a_sentence_follows_the_number(count: int, sentence: str) -> None:
    assert str(say_many(count, "{n} brist", "{n} brister")) == sentence


def test_braces_in_a_value_are_left_alone() -> None:
    assert str(verbatim("{måste} vara kvar")) == "{måste} vara kvar"
    assert str(say("Se {what}", what="{what}")) == "Se {what}"


def test_a_sentence_without_values_may_hold_braces() -> None:
    assert str(say("Skriv {nyckel}")) == "Skriv {nyckel}"


def test_nothing_is_false() -> None:
    assert not NOTHING
    assert not verbatim("")
    assert say("ja")


@pytest.mark.parametrize(
    ("things", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")]
)
def test_things_are_listed_in_words(things: list[str], words: str) -> None:
    assert str(in_words(things)) == words


def test_a_list_is_translated_with_its_last_word_and_the_texts_in_it() -> None:
    english = {"och": "and", "eller": "or", "{n} till": "{n} more"}
    listed = in_words(["a", "b", say("{n} till", n=2)])
    assert listed.render(lambda text: english.get(text, text)) == "a, b and 2 more"
    assert in_words(["ja", "nej"], OR).render(lambda text: english.get(text, text)) == "ja or nej"
    assert not in_words([])


def test_a_sentence_is_shown_in_the_language_that_the_process_speaks(fresh_speech: None) -> None:
    speak(lambda: (lambda text: f"<{text}>", lambda one, many, count: f"<{one if count == 1 else many}>"))
    assert str(say("ett mål")) == f"{say('ett mål')}" == "<ett mål>"
    assert str(say_many(3, "{n} mål", "{n} mål till")) == "<3 mål till>"
    assert say("ett mål").render() == "ett mål"


@pytest.fixture
def fresh_speech(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "_spoken", replace(text._spoken))


def test_the_swedish_alphabet_ends_with_a_ring_a_dots_o_dots() -> None:
    words = ["Öra", "Zebra", "Ärta", "Åka", "aska", "Mål 10", "Mål 9"]
    assert sorted(words, key=swedish_key) == ["aska", "Mål 9", "Mål 10", "Zebra", "Åka", "Ärta", "Öra"]


def test_search_ignores_case_and_composition_but_not_rings() -> None:
    assert fold("  TRYGGHET  i\u00a0Å") == fold("trygghet i A\u030a")
    assert fold("mal") != fold("mål")


@pytest.mark.parametrize(
    ("title", "key"), [("En öppen & modern kommun", "en-oppen-modern-kommun"), ("Åäö", "aao"), ("…", "")]
)
def test_a_title_becomes_a_key(title: str, key: str) -> None:
    assert slug(title) == key


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.integers(0, 10**6), min_size=1))
def test_names_with_numbers_are_sorted_by_the_numbers(numbers: list[int]) -> None:
    names = [f"Mål {number}" for number in numbers]
    assert sorted(names, key=swedish_key) == [f"Mål {number}" for number in sorted(numbers)]


@given(st.text())
def test_a_key_of_any_title_can_stand_in_an_address(title: str) -> None:
    assert set(slug(title)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(slug(title)) == slug(title)


def test_a_first_letter_is_made_big_and_the_rest_is_left_as_it_is() -> None:
    assert capital("ärendet") == "Ärendet"
    assert capital("KF beslutar") == "KF beslutar"
    assert capital(say("{n} mål", n=2)) == "2 mål"
    assert capital("") == ""


@pytest.mark.parametrize(
    ("words", "most", "shown"),
    [
        ("kort", 4, "kort"),
        ("", 3, ""),
        ("längre än så", 8, "längre …"),
        ("trygghet, trivsel", 12, "trygghet …"),
        ("trygghet – trivsel", 13, "trygghet …"),
        ("ett två tre", 10, "ett två …"),
        ("långtradarchaufför", 6, "långt…"),
        (" trygg", 5, " try…"),
    ],
)
def test_what_is_too_long_ends_at_a_word_and_says_so(words: str, most: int, shown: str) -> None:
    assert shortened(words, most) == shown


@given(st.text("ab ,–", max_size=60).map(str.strip), st.integers(2, 60))
def test_what_is_shortened_has_room_and_is_the_beginning_of_what_it_was(words: str, most: int) -> None:
    shown = shortened(words, most)
    assert len(shown) <= most
    assert shown == words if len(words) <= most else shown.endswith("…")
    assert words.startswith(shown.removesuffix("…").removesuffix(" "))
