"""An English reader meets the model's own English; a Swedish one, and a record, the words as they are written."""

from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from rodatraden import steering
from rodatraden.steering.active import active_model, model_as_read
from rodatraden.steering.language import english_of, in_language
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Document, Event, Head, Letter, Model, Part, Question, Step, Term, Word
from rodatraden.steering.schema.rules import ScaleValue
from rodatraden.steering.tests.small import GOAL, VISION, small
from rodatraden.steering.words import parts
from rodatraden.tenancy.models import Municipality

PRESETS = Path(str(steering.__file__)).parent / "presets"
NAMES = ("perstorp", "hallsberg", "svenljunga", "exempelkommunen")
DAY = date(2018, 9, 10)


def preset(name: str) -> Model:
    return parse((PRESETS / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("part", "english"),
    [
        (Word(one="mål", many="mål", en="goal", en_many="goals"), {"one": "goal", "many": "goals"}),
        (Word(one="vision", many="visioner", en="vision"), {"one": "vision", "many": "vision"}),
        (Word(one="kommunstyrelse", en="executive board"), {"one": "executive board", "many": ""}),
        (Question(key="var", text="Var är vi?", en="Where are we?"), {"text": "Where are we?"}),
        (Event(month=5, what="Möte", en="Meeting", actor="kf"), {"what": "Meeting"}),
        (Step(key="analys", what="Analys", en="Analysis"), {"what": "Analysis"}),
        (Document(key="rutin", name="Rutin", en="Routine", decided_by="kf"), {"name": "Routine"}),
        (Term(word="Styrkort", meaning="Målen på ett blad.", en="Scorecard"), {"word": "Scorecard"}),
        (
            Letter(key="m", letter="M", word="Mätbart", asks="Hur?", en="Measurable", en_asks="How?"),
            {"word": "Measurable", "asks": "How?"},
        ),
        (Head(municipality="1275", name="Modell", en="The model"), {"name": "The model"}),
    ],
)
def test_each_word_has_its_english_in_its_own_place(part: Part, english: dict[str, str]) -> None:
    told = english_of(part)
    assert {name: told[name] for name in english} == english


def test_the_definite_form_is_english_too() -> None:
    assert english_of(Word(one="mål", definite="målet", en="goal"))["definite"] == "the goal"


def test_a_scale_value_has_a_word_for_each_tense() -> None:
    value = ScaleValue(key="ja", word="Nås", word_forecast="Bedöms nås", en="Met", en_forecast="Expected met",
                       tone="met", symbol="disc")  # fmt: skip
    assert english_of(value) == {"word": "Met", "word_forecast": "Expected met"}
    half = value.model_copy(update={"en_forecast": ""})
    assert english_of(half)["word_forecast"] == "", "the sentence of ours stands in, not the Swedish word"


def test_what_has_no_english_stays_in_swedish() -> None:
    model = in_language(small(level=[{**VISION, "name": {"one": "vision", "en": "aim"}}, GOAL]), "en")
    assert [level.name.one for level in model.level] == ["aim", "mål"]
    assert all(english_of(part) == {} for _path, part in parts(small()))


def test_the_model_is_the_very_same_in_swedish_and_where_it_has_no_english() -> None:
    model = small()
    assert in_language(model, "sv") is model
    assert in_language(model, "en-gb") == model


@pytest.mark.parametrize("name", NAMES)
def test_keys_numbers_and_sources_are_the_same_in_every_language(name: str) -> None:
    written = preset(name)
    read = in_language(written, "en")
    assert [path for path, _ in parts(read)] == [path for path, _ in parts(written)]
    assert [part.source for _, part in parts(read)] == [part.source for _, part in parts(written)]
    assert dict(read.rule) == dict(written.rule)


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_has_english_for_every_word_that_can_have_it(name: str) -> None:
    spoken = (Word, ScaleValue, Head, Question, Event, Term, Letter, Step, Document)
    assert [path for path, part in parts(preset(name)) if isinstance(part, spoken) and not part.en] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_has_an_english_plural_where_it_has_a_swedish_one(name: str) -> None:
    words = [part for _, part in parts(preset(name)) if isinstance(part, Word)]
    assert [word.one for word in words if word.many not in ("", word.one) and not word.en_many] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("perstorp_in_the_demo")
def test_a_page_reads_the_model_in_the_readers_language_and_a_verb_as_it_is_written(
    perstorp_in_the_demo: Municipality,
) -> None:
    with translation.override("en"):
        read, written = model_as_read(DAY), active_model(DAY)
    assert read is not None and written is not None
    assert (read.level[2].name.one, written.level[2].name.one) == ("council goal", "fullmäktigemål")
    with translation.override("sv"):
        assert model_as_read(DAY) == written


@pytest.mark.django_db
@pytest.mark.usefixtures("perstorp_in_the_demo")
def test_no_model_is_read_before_the_first_holds() -> None:
    assert model_as_read(date(2016, 12, 31)) is None
