"""A poster: one A3 to hang on a wall, with a picture and what it shows as a list. Made as every other PDF."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import override

from rodatraden.documents.canonical import Json
from rodatraden.documents.faults import TypesetterFailed
from rodatraden.documents.pdf import NO_SHAPE
from rodatraden.documents.printed import Setting
from rodatraden.documents.signs import Printer
from rodatraden.documents.streams import settled
from rodatraden.documents.typesetting import typeset


@dataclass(frozen=True)
class PosterLine:
    """A line of the list: its number (or a dot), the text, and what is said more softly after it."""

    mark: str
    text: str
    note: str = ""
    strong: bool = False


@dataclass(frozen=True)
class PosterGroup:
    """Lines under a head."""

    head: str
    lines: tuple[PosterLine, ...]


@dataclass(frozen=True)
class Poster:
    """`svg` carries its own colours; `alt` says what it shows. `key` explains marks: a small picture and its words."""

    title: str
    municipality: str
    sentence: str
    date: date
    svg: str
    alt: str
    groups: tuple[PosterGroup, ...]
    key: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    language: Literal["sv", "en"] = "sv"


def poster_pdf(poster: Poster) -> bytes:
    """The poster as PDF/A-2a and PDF/UA-1. Raises a DocumentFault where it cannot be made."""
    with override(poster.language):
        try:
            return settled(typeset("poster.typ", "pdf", _printed(poster, Printer())))
        except TypesetterFailed as fault:
            if NO_SHAPE not in fault.detail:
                raise
        return settled(typeset("poster.typ", "pdf", _printed(poster, Printer(strict=True))))


def _printed(poster: Poster, printer: Printer) -> Json:
    setting = Setting(printer)
    text = setting.text
    return {
        "language": poster.language,
        "region": {"sv": "SE", "en": "GB"}[poster.language],
        "title": text(poster.title),
        "municipality": text(poster.municipality),
        "sentence": text(poster.sentence),
        "day": [poster.date.year, poster.date.month, poster.date.day],
        "svg": setting.picture(poster.svg),
        "alt": setting.alt(poster.alt),
        "groups": [
            {
                "head": text(group.head),
                "lines": [
                    {"mark": text(line.mark), "text": text(line.text), "note": text(line.note), "b": line.strong}
                    for line in group.lines
                ],
            }
            for group in poster.groups
        ],
        "key": [[setting.picture(svg), text(words)] for svg, words in poster.key],
        "notes": [text(note) for note in poster.notes],
    }
