"""The model in the reader's language: its own English where it has any, else the Swedish. Pure.

A municipality may write the English of its words beside them. An English reader meets those wherever the words
are shown; what the model has no English for stays in Swedish, and nothing is translated by us.
"""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel

from rodatraden.steering.schema import Document, Event, Head, Letter, Model, Question, Step, Term, Word
from rodatraden.steering.schema.rules import ScaleValue

Value = TypeVar("Value")


def in_language(model: Model, language: str) -> Model:
    """The same model with its words in a language ("sv", "en", "en-gb"). Keys and numbers are never touched."""
    return _inside(model) if language.partition("-")[0] == "en" else model


def english_of(part: BaseModel) -> Mapping[str, str]:
    """The fields of a part that its English replaces; none where it has no English."""
    if isinstance(part, Word):
        many = part.en_many or part.many and part.en
        return {"one": part.en, "many": many, "definite": f"the {part.en}"} if part.en else {}
    if isinstance(part, ScaleValue):
        return {"word": part.en, "word_forecast": part.en_forecast} if part.en else {}
    if isinstance(part, Letter):
        return {"word": part.en, "asks": part.en_asks or part.asks} if part.en else {}
    if isinstance(part, Head | Document):
        return {"name": part.en} if part.en else {}
    if isinstance(part, Question):
        return {"text": part.en} if part.en else {}
    if isinstance(part, Event | Step):
        return {"what": part.en} if part.en else {}
    return {"word": part.en} if isinstance(part, Term) and part.en else {}


def _inside(value: Value) -> Value:
    """The value with everything in it in English; what has none is the very same object."""
    if isinstance(value, BaseModel):
        inner = {name: _inside(value.__dict__[name]) for name in type(value).model_fields}
        changed = {name: new for name, new in inner.items() if new is not value.__dict__[name]}
        changed |= english_of(value)
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, tuple):
        many = tuple(_inside(each) for each in value)
        return value if all(new is old for new, old in zip(many, value, strict=True)) else many  # type: ignore[return-value]
    if isinstance(value, Mapping):
        return {key: _inside(each) for key, each in value.items()}  # type: ignore[return-value]
    return value
