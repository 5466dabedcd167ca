"""Files are kept by their content: the bytes under MEDIA_ROOT by SHA-256, a row for who added what."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import IO

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.audit import log
from rodatraden.documents.claims import must_be_what_it_claims
from rodatraden.documents.models import File
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor, Right
from rodatraden.tenancy.edits import refuse
from rodatraden.web.uploads import too_large_told

CHUNK = 1 << 16
WRITERS: tuple[Right, ...] = ("enter", "decide", "administer")
UNKNOWN = "application/octet-stream"
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}


class TooLarge(Exception):
    """More bytes than are kept."""


def store(actor: Actor, name: str, stream: IO[bytes], *, allowed: bool = False) -> File:
    """Keeps a file. The same content under the same name is kept once.

    Needs a right to write somewhere, unless the verb above has asked already (`allowed`): auditors only read, and
    still hand in what is theirs.

    Raises Refused for a file that is too large or empty, and for one that is not what its name says. What a browser
    says of the type is not believed: it is read from the name, among those known to be harmless to hand out.
    """
    if not allowed and not any(actor.may_anywhere(right) for right in WRITERS):
        raise PermissionDenied
    shown = plain_name(name)
    must_be_what_it_claims(shown, stream)
    try:
        sha256, size = keep(stream, settings.UPLOAD_MAX_BYTES)
    except TooLarge as fault:
        raise refuse(too_large_told(), "file") from fault
    if not size:
        raise refuse(_("Filen är tom."), "file")
    with transaction.atomic():
        kept = File.objects.filter(sha256=sha256, name=shown).first()
        if kept:
            return kept
        file = File.objects.create(
            name=shown,
            media_type=MEDIA_TYPES.get(PurePath(shown).suffix.lower(), UNKNOWN),
            sha256=sha256,
            size=size,
            added_at=clock.now(),
            added_by=actor.by.name,
        )
        log.record(actor.by, "lade till", "file", file.pk, file.name, after={"sha256": sha256, "size": size})
    return file


def plain_name(name: str) -> str:
    """The last part of a name, without signs that steer a terminal, a path or a header."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    printable = "".join(sign for sign in last if sign.isprintable()).strip(" .")
    stem, dot, end = printable.rpartition(".")
    return f"{stem[: 199 - len(end)]}.{end}" if dot and stem and len(end) <= 10 else printable[:200] or "fil"


def path_of(sha256: str) -> Path:
    """Where the bytes lie."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def keep(stream: IO[bytes], most: int) -> tuple[str, int]:
    """Writes the bytes once, whole or not at all: first beside, then under their name. SHA-256 and size.

    Raises TooLarge for more than `most`, and OSError where the disk is full. Nothing is kept of no bytes. What is
    kept and then pointed at by no row, since the process ended between, takes room and does no harm.
    """
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=root, prefix="mottas-")
    try:
        with os.fdopen(handle, "wb") as out:
            sha256, size = _copy(stream, out.write, most)
        if not size:
            return sha256, size
        place = path_of(sha256)
        place.parent.mkdir(exist_ok=True)
        os.replace(beside, place)
    finally:
        Path(beside).unlink(missing_ok=True)
    return sha256, size


def _copy(stream: IO[bytes], write: Callable[[bytes], object], most: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > most:
            raise TooLarge
        digest.update(chunk)
        write(chunk)
    return digest.hexdigest(), size
