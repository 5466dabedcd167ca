"""Pictures as PNG for Word, all in one run of typst."""

import base64
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rodatraden.documents import pictures
from rodatraden.documents.canonical import Json
from rodatraden.documents.content import Chart, Document, PictureCell, Table
from rodatraden.documents.faults import DocumentFault
from rodatraden.documents.printed import MM_OF_UNIT, TEXT_WIDTH
from rodatraden.documents.signs import Printer
from rodatraden.documents.typesetting import pages, typeset

ARMS_MM = 17.0
_SIZE = struct.Struct(">II")


@dataclass(frozen=True)
class Drawn:
    png: bytes
    width_mm: float
    height_mm: float


def draw(document: Document) -> Mapping[str, Drawn]:
    """Each picture of the document by its SVG; arms in SVG by their base64. None where typst cannot be had."""
    wanted = dict(_pictures(document))
    if not wanted:
        return {}
    content: list[Json] = [{"svg": svg, "width": round(width * 10)} for svg, width in wanted.values()]
    try:
        drawn = pages(typeset("pictures.typ", "png", content))
    except DocumentFault:
        return {}
    return {key: _measured(png, width) for (key, (_, width)), png in zip(wanted.items(), drawn, strict=True)}


def _pictures(document: Document) -> Iterator[tuple[str, tuple[str, float]]]:
    printer = Printer()
    if document.arms is not None and document.arms.media_type == "image/svg+xml":
        svg = base64.b64decode(document.arms.data).decode()
        yield document.arms.data, (pictures.checked(svg, printer.text, titled=False), ARMS_MM)
    for part in document.parts:
        svgs = [part.svg] if isinstance(part, Chart) else list(_in_cells(part)) if isinstance(part, Table) else []
        for svg in svgs:
            width = min(pictures.width_of(svg) * MM_OF_UNIT, TEXT_WIDTH)
            yield svg, (pictures.checked(svg, printer.text, titled=False), width)


def _in_cells(table: Table) -> Iterator[str]:
    for row in table.rows:
        for cell in row.cells:
            if isinstance(cell, PictureCell):
                yield cell.svg


def _measured(png: bytes, width_mm: float) -> Drawn:
    """The picture with its height, read from the PNG's own head."""
    wide, high = _SIZE.unpack(png[16:24])
    return Drawn(png, width_mm, width_mm * high / wide)
