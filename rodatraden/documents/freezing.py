"""Frozen documents: what was decided or handed over is kept as the bytes that it was, and can be proved.

A document is frozen by its canonical JSON. Files made of it (PDF, Word, Excel) are kept as they were first made;
those not made yet are made of the frozen content, never of what it was made from. Who may freeze or read is for
the floor to say that knows what the document is about: its verbs ask before they call these.
"""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal, get_args

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from rodatraden.audit import log
from rodatraden.documents.canonical import digest, from_json, to_json
from rodatraden.documents.content import Document
from rodatraden.documents.excel import excel
from rodatraden.documents.faults import Damaged, DiskFull
from rodatraden.documents.frame import Imprint
from rodatraden.documents.models import Frozen, FrozenFile
from rodatraden.documents.pdf import pdf
from rodatraden.documents.services import MEDIA_TYPES, WRITERS, keep, path_of
from rodatraden.documents.word import word
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.tenancy import current
from rodatraden.tenancy.edits import must_be_ours, refuse

Format = Literal["json", "pdf", "docx", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)
SAVED = gettext_noop("sparade")
MAKERS: Mapping[str, Callable[[Document, Imprint], bytes]] = {"pdf": pdf, "docx": word, "xlsx": excel}
REMEMBERED = 4
"""So many documents that were just read stay read: a reader goes between two versions, each of some megabytes."""
LARGEST = 2**31
"""What we make ourselves has no other limit than that."""


@dataclass(frozen=True)
class Freezing:
    """What is to be frozen. `kind` is what readers call it, `subject` the key of what it is about. A new version
    of a subject needs a `reason`."""

    subject: str
    kind: str
    document: Document
    reason: str = ""
    formats: tuple[Format, ...] = ()


@dataclass(frozen=True)
class Proof:
    """What a file is: which frozen document, in which format, and whether a later version has replaced it."""

    municipality: str
    kind: str
    title: str
    subject: str
    version: int
    format: str
    sha256: str
    made_at: datetime
    made_by: str
    replaced: bool


@dataclass(frozen=True)
class Kept:
    """Content that lies on the disk, and no row points at yet."""

    wanted: Freezing
    version: int
    latest: Frozen | None
    sha256: str
    size: int
    files: tuple[tuple[Format, str, int], ...]

    @property
    def is_new(self) -> bool:
        return self.latest is None or self.latest.sha256 != self.sha256


def freeze(actor: Actor, wanted: Freezing) -> Frozen:
    """Freezes one document; see `freeze_all`."""
    return freeze_all(actor, [wanted])[0]


def freeze_all(actor: Actor, wanted: Sequence[Freezing]) -> list[Frozen]:
    """Freezes documents, all or none, by as many queries for many as for one.

    The same content of the same subject again gives the version that there is. Everything is made and on the disk
    before the first row is written. Raises Refused for a new version without a reason and where somebody froze
    the same subject meanwhile, DocumentFault where a file cannot be made or kept, ValueError for two of a subject.
    """
    if not any(actor.may_anywhere(right) for right in WRITERS):
        raise PermissionDenied
    subjects = [one.subject for one in wanted]
    if len(set(subjects)) < len(subjects):
        raise ValueError("A subject is frozen once at a time.")
    latest = {row.subject: row for row in Frozen.objects.of(*subjects).current()}
    kept = [_kept(one, latest.get(one.subject)) for one in wanted]
    with transaction.atomic():
        made = {row.subject: row for row in _written(actor, [one for one in kept if one.is_new])}
    return [made.get(one) or latest[one] for one in subjects]


def content(frozen: Frozen) -> bytes:
    """The canonical JSON of a frozen document. Raises Damaged where its bytes are lost or not what they were."""
    return _read(frozen.sha256)


def document_of(frozen: Frozen) -> Document:
    """The frozen document as a value, to show or to quote. Its bytes are read and proved each time; what they say
    is the same as last time."""
    return document_at(frozen.sha256)


def document_at(sha256: str) -> Document:
    """The document with a hash. Raises Damaged as `content`."""
    return _said_by(_read(sha256))


def render(frozen: Frozen, form: Format) -> bytes:
    """The document in a format: the file that was made, or one made now and kept from now on.

    Raises Damaged as `content`, and DocumentFault where it cannot be made.
    """
    must_be_ours(frozen, "")
    if form == "json":
        return content(frozen)
    there = FrozenFile.objects.filter(frozen=frozen, format=form).first()
    if there is not None:
        return _read(there.sha256)
    made = MAKERS[form](document_of(frozen), Imprint(frozen.sha256, frozen.version, frozen.reason))
    sha256, size = _keep(made)
    fixed = {"sha256": sha256, "size": size, "made_at": clock.now(), "municipality": frozen.municipality}
    file, is_new = FrozenFile.objects.get_or_create(frozen=frozen, format=form, defaults=fixed)
    return made if is_new or file.sha256 == sha256 else _read(file.sha256)


def file_name(frozen: Frozen, unit: str, form: Format) -> str:
    """A name for a download: the title's words, the key of whose it is, and the version, where there are several."""
    again = f" (version {frozen.version})" if frozen.version > 1 else ""
    return f"{frozen.title[:120]} {unit}{again}.{form}"


def media_type(form: Format) -> str:
    return "application/json" if form == "json" else MEDIA_TYPES[f".{form}"]


def verify(data: bytes) -> Proof | None:
    """What the bytes are in the municipality at work: a frozen content or a file made of one, else None."""
    sha256 = digest(data)
    found = Frozen.objects.filter(sha256=sha256).select_related("replaced_by").order_by("-version").first()
    if found is not None:
        return _proof(found, "json", sha256)
    file = FrozenFile.objects.filter(sha256=sha256).select_related("frozen__replaced_by").first()
    return _proof(file.frozen, file.format, sha256) if file is not None else None


def _kept(wanted: Freezing, latest: Frozen | None) -> Kept:
    """Makes all that is to be made, and lays it on the disk."""
    data = to_json(wanted.document)
    sha256, version = digest(data), latest.version + 1 if latest else 1
    if latest is not None and latest.sha256 == sha256:
        return Kept(wanted, latest.version, latest, sha256, len(data), ())
    if latest is not None and not wanted.reason.strip():
        raise refuse(_("Skriv varför det blir en ny version."), "reason")
    imprint = Imprint(sha256, version, wanted.reason)
    made = [(form, MAKERS[form](wanted.document, imprint)) for form in wanted.formats if form != "json"]
    _keep(data)
    return Kept(wanted, version, latest, sha256, len(data), tuple((form, *_keep(one)) for form, one in made))


def _written(actor: Actor, kept: Sequence[Kept]) -> list[Frozen]:
    """The rows, by three statements. Two at once: the second finds its version taken."""
    if not kept:
        return []
    fixed = {"municipality": current(), "made_at": clock.now(), "made_by": actor.by.name}
    rows = [
        Frozen(
            **fixed,
            kind=one.wanted.kind,
            title=one.wanted.document.title[:300],
            subject=one.wanted.subject,
            version=one.version,
            sha256=one.sha256,
            size=one.size,
            reason=one.wanted.reason.strip(),
            replaces=one.latest,
        )
        for one in kept
    ]
    try:
        with transaction.atomic():
            Frozen.objects.bulk_create(rows)
    except IntegrityError as fault:
        raise refuse(_("Någon annan har just fryst samma dokument. Ladda om sidan.")) from fault
    FrozenFile.objects.bulk_create(
        FrozenFile(
            municipality=row.municipality, frozen=row, format=form, sha256=sha256, size=size, made_at=row.made_at
        )
        for row, one in zip(rows, kept, strict=True)
        for form, sha256, size in one.files
    )
    entries = [
        log.Told(row.pk, row.title, {"sha256": row.sha256, "version": row.version, "reason": row.reason})
        for row in rows
    ]
    log.record_all(actor.by, SAVED, "frozen", entries)
    return rows


def _keep(data: bytes) -> tuple[str, int]:
    try:
        return keep(io.BytesIO(data), LARGEST)
    except OSError as fault:
        raise DiskFull(str(fault)) from fault


@lru_cache(maxsize=REMEMBERED)
def _said_by(data: bytes) -> Document:
    return from_json(data)


def _read(sha256: str) -> bytes:
    try:
        data = path_of(sha256).read_bytes()
    except OSError as fault:
        raise Damaged(str(fault)) from fault
    if digest(data) != sha256:
        raise Damaged(sha256)
    return data


def _proof(frozen: Frozen, form: str, sha256: str) -> Proof:
    return Proof(
        municipality=current().name,
        kind=frozen.kind,
        title=frozen.title,
        subject=frozen.subject,
        version=frozen.version,
        format=form,
        sha256=sha256,
        made_at=frozen.made_at,
        made_by=frozen.made_by,
        replaced=is_replaced(frozen),
    )


def is_replaced(frozen: Frozen) -> bool:
    """Whether a later version has taken its place. A query, unless `replaced_by` was fetched with it."""
    try:
        return frozen.replaced_by is not None
    except Frozen.DoesNotExist:
        return False


def versions(subject: str) -> Iterable[Frozen]:
    """All versions of a subject, the first one first."""
    return Frozen.objects.of(subject).order_by("version")
