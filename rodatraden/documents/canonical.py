"""Content as bytes that are the same for the same content: canonical JSON. Pure.

RFC 8785 (keys in order, no blanks, one way to write each sign), with what it leaves open settled: numbers that
matter are strings without exponent or trailing zeros ("12.5"), days are "2018-09-10", text is in NFC. A field
that has its default is left out, so that a field added later changes no older bytes: a default never changes.
"""

import hashlib
import json
import unicodedata
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from rodatraden.documents.content import Document

Json = dict[str, "Json"] | list["Json"] | str | int | bool | None
MOST_DIGITS = 60
"""More digits than that, before or after the point, is no figure of a municipality."""
ALWAYS = ("type", "format")
_document: TypeAdapter[Document] = TypeAdapter(Document)


class Unreadable(ValueError):
    """Bytes that are not a document's canonical JSON."""


def to_json(document: Document) -> bytes:
    """The canonical bytes. Raises ValueError for a number that is none (NaN, infinity) or absurdly long."""
    return canonical(_plain(document))


def from_json(content: bytes) -> Document:
    """The document again. Raises Unreadable for anything that `to_json` would not write exactly so."""
    try:
        found = _document.validate_json(content)
    except ValidationError as fault:
        raise Unreadable(str(fault.errors()[0]["msg"])) from fault
    if to_json(found) != content:
        raise Unreadable("The content is not in canonical form.")
    return found


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def canonical(value: Json) -> bytes:
    """Any JSON value without floats, with keys in ASCII and whole numbers below 2^53, by RFC 8785.

    For such values the standard library writes the very bytes of the standard, nine times as fast as a library
    made for it; a test compares the two (docs/decisions/0011).
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def number(value: Decimal) -> str:
    """A number as text: no exponent, no trailing zeros, no "-0"."""
    if not value.is_finite():
        raise ValueError(f"{value} is no figure.")
    if value and not -MOST_DIGITS <= int(value.as_tuple().exponent) <= value.adjusted() + 1 <= MOST_DIGITS:
        raise ValueError("A figure has too many digits.")
    written = f"{value:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" or not value else written


def text(value: str) -> str:
    """Text in NFC. Half a sign (a lone surrogate), which no file can hold, becomes the sign for unreadable."""
    if value.isascii():
        return value
    return unicodedata.normalize("NFC", value.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def _plain(value: Any) -> Json:
    kind = type(value)
    if kind is str:
        return value if value.isascii() else text(value)
    if value is None or kind is bool or kind is int:
        return value  # type: ignore[no-any-return]
    if kind is tuple:
        return [_plain(one) for one in value]
    if kind is Decimal:
        return number(value)
    if kind is date:
        return str(value)
    if isinstance(value, str):
        return text(str(value))
    if not is_dataclass(kind):
        raise TypeError(f"A document holds no {kind.__name__}.")
    defaults = _defaults(kind)
    return {name: _plain(found) for name, found in vars(value).items() if found != defaults[name] or name in ALWAYS}


@cache
def _defaults(kind: type[Any]) -> dict[str, Any]:
    return {one.name: one.default for one in fields(kind)}
