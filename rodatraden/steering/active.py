"""The steering model that holds on a day, as the typed value."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import get_language

from rodatraden.steering.language import in_language
from rodatraden.steering.load import parse
from rodatraden.steering.models import SteeringModel
from rodatraden.steering.schema import Model


@lru_cache(maxsize=64)
def _read(sha256: str, text: str) -> Model:
    return parse(text)


@lru_cache(maxsize=64)
def _spoken(sha256: str, text: str, language: str) -> Model:
    return in_language(_read(sha256, text), language)


@lru_cache(maxsize=64)
def _text_of(pk: int, sha256: str) -> str:
    return SteeringModel.objects.values_list("text", flat=True).get(pk=pk)


def active_model(day: date) -> Model | None:
    """The model by which the municipality at work steers on a day, as it is written.

    One query; a text is parsed once. Verbs use it: what is recorded is in the municipality's own words, whoever
    reads the page that asked.
    """
    found = _version_on(day)
    return _read(found[1], _text_of(*found[:2])) if found else None


def model_as_read(day: date) -> Model | None:
    """As `active_model`, in the words of the reader's language. Pages use it. One query."""
    held = held_on(day)
    return held.read if held else None


class Held(NamedTuple):
    """A model as it is written and as the reader's language reads it, with its last day (None is open)."""

    written: Model
    read: Model
    until: date | None


def held_on(day: date) -> Held | None:
    """The model of a day, where what is read is also recorded, or later days are asked about. One query."""
    found = _version_on(day)
    if found is None:
        return None
    pk, sha256, until = found
    text = _text_of(pk, sha256)
    return Held(_read(sha256, text), _spoken(sha256, text, get_language() or "sv"), until)


def models_between(first: date, last: date) -> list[tuple[date, date | None, Model]]:
    """The models that hold on some of the days, each with its own first and last day, in the words of the
    reader's language. One query, and one for each text that is not known yet."""
    held = SteeringModel.objects.filter(valid_from__lte=last).exclude(valid_to__lt=first).order_by("valid_from")
    language = get_language() or "sv"
    return [
        (begins, ends, _spoken(sha256, _text_of(pk, sha256), language))
        for pk, sha256, begins, ends in held.values_list("pk", "sha256", "valid_from", "valid_to")
    ]


def _version_on(day: date) -> tuple[int, str, date | None] | None:
    return SteeringModel.objects.on(day).values_list("pk", "sha256", "valid_to").first()
