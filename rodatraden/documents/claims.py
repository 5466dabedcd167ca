"""Whether a file is what its name says: told before it is kept. Pure but for reading the stream.

Only the beginning and, of a packed office file, the list of its parts are looked at. What has macros is refused: a
governing document or an extract of minutes needs none.
"""

import io
import zipfile
from collections.abc import Mapping
from pathlib import PurePath
from typing import IO

from django.utils.translation import gettext as _

from rodatraden.tenancy.edits import refuse

PACKED: Mapping[str, str] = {
    ".docx": "word/",
    ".xlsx": "xl/",
    ".pptx": "ppt/",
    ".odt": "content.xml",
    ".ods": "content.xml",
}
"""What a packed office file must hold."""
BEGINS: Mapping[str, bytes] = {
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
}
OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACRO_NAMES = frozenset({".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".pptm", ".ppsm", ".potm"})
OLD_OFFICE = frozenset({".doc", ".dot", ".xls", ".xlt", ".ppt", ".pps"})
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml", "basic/")
RUN_NAMES = frozenset({".exe", ".com", ".bat", ".cmd", ".js", ".vbs", ".scr", ".msi", ".ps1", ".sh", ".jar", ".hta"})
PDF_WITHIN = 1024
"""A PDF's head stands within so many bytes."""


def must_be_what_it_claims(name: str, stream: IO[bytes]) -> None:
    """Raises Refused where a file is another kind than its name says, can be run, or has macros. An encrypted office
    file is let through: it cannot be looked into, and cannot be run before somebody opens it. An empty one claims
    nothing."""
    end = PurePath(name.strip()).suffix.lower()
    if end in MACRO_NAMES or end in OLD_OFFICE:
        raise refuse(_("Filen kan ha makron. Spara den som .docx, .xlsx, .pptx eller PDF och välj den igen."), "file")
    if end in RUN_NAMES:
        raise refuse(_("Filen är ett program. Välj ett dokument: PDF, Word, Excel, text eller bild."), "file")
    head = stream.read(PDF_WITHIN)
    stream.seek(0)
    if not head:
        return
    if end == ".pdf" and b"%PDF-" not in head:
        raise _other("PDF")
    if end in BEGINS and not head.startswith(BEGINS[end]):
        raise _other(_("bild"))
    if end in PACKED and not head.startswith(OLD_CONTAINER):
        _must_be_packed(end, stream)


def _must_be_packed(end: str, stream: IO[bytes]) -> None:
    try:
        with zipfile.ZipFile(_seekable(stream)) as archive:
            parts = [part.lower() for part in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as fault:
        raise _other(f"{end.removeprefix('.').capitalize()}") from fault
    finally:
        stream.seek(0)
    if any(sign in part for part in parts for sign in MACRO_PARTS):
        raise refuse(_("Filen har makron. Spara den utan makron och välj den igen."), "file")
    if not any(part.startswith(PACKED[end]) for part in parts):
        raise _other(f"{end.removeprefix('.').capitalize()}")


def _seekable(stream: IO[bytes]) -> IO[bytes]:
    return stream if stream.seekable() else io.BytesIO(stream.read())


def _other(kind: str) -> Exception:
    return refuse(
        _("Filen är inte det som namnet säger (%(kind)s). Är den skadad eller omdöpt?") % {"kind": kind}, "file"
    )
