"""The steering model that holds on a day, as the typed value."""

from datetime import date
from functools import lru_cache

from rodatraden.steering.load import parse
from rodatraden.steering.models import SteeringModel
from rodatraden.steering.schema import Model


@lru_cache(maxsize=64)
def _read(sha256: str, text: str) -> Model:
    return parse(text)


@lru_cache(maxsize=64)
def _text_of(pk: int, sha256: str) -> str:
    return SteeringModel.objects.values_list("text", flat=True).get(pk=pk)


def active_model(day: date) -> Model | None:
    """The model by which the municipality at work steers on a day. One query; a text is parsed once."""
    found = SteeringModel.objects.on(day).values_list("pk", "sha256").first()
    return _read(found[1], _text_of(*found)) if found else None
