"""A word that the glossary defines explains itself; no other word does."""

from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils.translation import override

from rodatraden import steering
from rodatraden.steering.glossary import meaning_of
from rodatraden.steering.language import in_language
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Model, Word
from rodatraden.steering.tests.small import small

PRESETS = Path(str(steering.__file__)).parent / "presets"
HALLSBERG = parse((PRESETS / "hallsberg.toml").read_text(encoding="utf-8"))
MODEL = small(
    glossary=[{"word": "Mål", "meaning": "Dit vi ska."}, {"word": "Nämndmål", "meaning": "Dit <nämnden> ska."}]
)


@pytest.mark.parametrize("said", ["mål", "Mål", "MÅL", Word(one="delmål", many="mål"), Word(one="x", definite="mål")])
def test_a_word_is_known_in_any_of_its_forms_and_whatever_its_capitals(said: Word | str) -> None:
    assert meaning_of(MODEL, said) == "Dit vi ska."


@pytest.mark.parametrize("said", ["målet", "må", "", "delmål", Word(one="indikator")])
def test_a_word_that_is_only_alike_has_no_meaning(said: Word | str) -> None:
    assert meaning_of(MODEL, said) == ""


def test_without_a_model_no_word_is_explained() -> None:
    assert meaning_of(None, "mål") == ""


def test_the_levels_of_a_preset_find_their_words() -> None:
    explained = [level.key for level in HALLSBERG.level if meaning_of(HALLSBERG, level.name)]
    assert {"namndmal", "strategisktomrade", "strategi"} <= set(explained)


def test_an_english_word_finds_the_same_meaning() -> None:
    english = in_language(HALLSBERG, "en")
    goal = next(level for level in english.level if level.key == "namndmal")
    assert goal.name.one == "board goal"
    assert meaning_of(english, goal.name) == meaning_of(HALLSBERG, "nämndmål") != ""


def shown(model: Model | None, said: Word | str, form: str = "") -> str:
    page = Template("{% load terms %}{% term model said form %}")
    return page.render(Context({"model": model, "said": said, "form": form}))


def test_the_page_shows_the_word_with_a_capital_and_its_meaning_escaped() -> None:
    page = shown(MODEL, "nämndmål")
    assert ">Nämndmål</button>" in page
    assert "Dit &lt;nämnden&gt; ska." in page
    assert "lang=" not in page


def test_a_word_of_ours_from_a_template_is_looked_up_in_the_readers_language() -> None:
    page = Template('{% load terms %}{% term model _("Mål") %}').render(Context({"model": MODEL}))
    assert ">Mål</button>" in page


def test_a_plural_is_written_as_it_stands_and_found_by_its_name() -> None:
    assert ">Målen</button>" in shown(MODEL, Word(one="mål"), "målen")


def test_a_word_that_is_not_defined_is_only_written() -> None:
    assert shown(MODEL, "indikator") == "Indikator"


def test_a_meaning_in_swedish_says_so_on_an_english_page() -> None:
    with override("en"):
        assert 'lang="sv"' in shown(MODEL, "mål")
