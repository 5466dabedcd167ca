"""Sentences kept in the database: a template with its values, so that each reader meets it in their own language."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from rodatraden.lib.text import Text, shortened

LONGEST_VALUE = 300
_HIDDEN = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
"""Signs that turn the direction of what stands around them, and so can make a line say something else."""


def one_line(words: str) -> str:
    """What was typed, on one line: no breaks, no control signs, nothing that turns the direction of the rest."""
    spaced = "".join(" " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign for sign in words)
    whole = "".join(sign for sign in _HIDDEN.sub("", spaced) if unicodedata.category(sign) != "Cs")
    return re.sub(r"\s+", " ", whole).strip()


def keep(text: Text) -> dict[str, Any]:
    """A sentence as JSON. Its values are put on one line and shortened: they are titles and names, not texts."""
    kept: dict[str, Any] = {"say": text.template, "values": {name: _keep(value) for name, value in text.values.items()}}
    return {**kept, "many": text.plural, "count": text.count} if text.plural else kept


def recall(kept: Mapping[str, Any]) -> Text:
    """The sentence that was kept."""
    values = {name: _recall(value) for name, value in kept.get("values", {}).items()}
    return Text(kept.get("say", ""), values, kept.get("many", ""), kept.get("count", 1))


def _keep(value: object) -> Any:
    if isinstance(value, Text):
        return keep(value)
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if isinstance(value, bool | int):
        return value
    words = value.isoformat() if isinstance(value, date) else str(value)
    return shortened(one_line(words[: 4 * LONGEST_VALUE]), LONGEST_VALUE)


def _recall(value: Any) -> object:
    if isinstance(value, dict):
        return Decimal(value["number"]) if "number" in value else recall(value)
    return value
