"""The steering model that holds on a day, as the typed value."""

from datetime import date
from functools import lru_cache

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
    return _read(found[1], _text_of(*found)) if found else None


def model_as_read(day: date) -> Model | None:
    """As `active_model`, in the words of the reader's language. Pages use it. One query."""
    return written_and_read(day)[1]


def written_and_read(day: date) -> tuple[Model, Model] | tuple[None, None]:
    """Both, where what is read is also recorded. One query."""
    found = _version_on(day)
    if found is None:
        return None, None
    text = _text_of(*found)
    return _read(found[1], text), _spoken(found[1], text, get_language() or "sv")


def models_between(first: date, last: date) -> list[tuple[date, date | None, Model]]:
    """The models that hold on some of the days, each with its own first and last day, in the words of the
    reader's language. One query, and one for each text that is not known yet."""
    held = SteeringModel.objects.filter(valid_from__lte=last).exclude(valid_to__lt=first).order_by("valid_from")
    language = get_language() or "sv"
    return [
        (begins, ends, _spoken(sha256, _text_of(pk, sha256), language))
        for pk, sha256, begins, ends in held.values_list("pk", "sha256", "valid_from", "valid_to")
    ]


def _version_on(day: date) -> tuple[int, str] | None:
    return SteeringModel.objects.on(day).values_list("pk", "sha256").first()
