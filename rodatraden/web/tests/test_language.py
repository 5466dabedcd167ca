"""In which language a sentence of the rules is shown, and which of them are looked for among the translations."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import deactivate_all, override

from rodatraden.lib.text import say, say_many, verbatim
from rodatraden.web import apps

LISTED = say("{key} och {words}", key=say("{key}", key="2018"), words=verbatim("Trygghet"))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was looked for among the translations."""
    looked: list[str] = []

    def look(sentence: str, *more: Any) -> str:
        looked.append(sentence)
        return f"<{sentence}>"

    monkeypatch.setattr(apps, "gettext", look)
    monkeypatch.setattr(apps, "ngettext", look)
    return looked


@pytest.fixture
def no_language() -> Iterator[None]:
    with override(None):
        deactivate_all()
        yield


def test_a_swedish_reader_is_shown_the_sentence_as_it_is_written(asked: list[str]) -> None:
    with override("sv"):
        assert str(LISTED) == "2018 och Trygghet"
        assert str(say_many(1, "{n} brist", "{n} brister")) == "1 brist"
        assert str(say_many(2, "{n} brist", "{n} brister")) == "2 brister"
    assert asked == []


def test_where_no_language_is_chosen_it_is_shown_as_it_is_written(asked: list[str], no_language: None) -> None:
    assert str(LISTED) == "2018 och Trygghet"
    assert asked == []


def test_to_others_only_words_of_ours_are_looked_for(asked: list[str]) -> None:
    """A municipality's own words, and a value alone, have no translation."""
    with override("en"):
        assert str(LISTED) == "<2018 och Trygghet>"
        assert str(say_many(2, "{n} brist", "{n} brister")) == "<2 brist>"
        assert str(say("")) == ""
    assert asked == ["{key} och {words}", "{n} brist"]


def test_english_readers_read_english() -> None:
    with override("en"):
        assert str(say("högre")) == "higher"
