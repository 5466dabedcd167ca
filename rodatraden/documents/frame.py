"""What stands around the content in every format: facts of the title page, fixed words, the last lines."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from rodatraden.documents.content import Attachment, Document, Heading
from rodatraden.documents.signs import Printer
from rodatraden.lib.digits import SPACE, format_number

LONG_ENOUGH = 3
"""With so many headings of the first two levels a document has a table of contents."""


@dataclass(frozen=True)
class Imprint:
    """What is known of a document once it is frozen: the SHA-256 of its content, its version and why it was made."""

    sha256: str = ""
    version: int = 1
    reason: str = ""


def facts(document: Document) -> list[tuple[str, str]]:
    """Names and values for the title page; those that are empty are left out."""
    pairs = [
        (gettext("Avser"), document.period),
        (gettext("Datum"), document.date.isoformat()),
        (gettext("Diarienummer"), document.reference),
    ]
    return [(name, value) for name, value in pairs if value]


def contents_wanted(document: Document) -> bool:
    return (
        not document.compact
        and sum(isinstance(part, Heading) and part.level <= 2 for part in document.parts) >= LONG_ENOUGH
    )


def fixed_words() -> dict[str, str]:
    """The words that the product itself puts in a document."""
    return {
        "contents": gettext("Innehåll"),
        "page": gettext("Sida {n} av {all}"),
        "draft": gettext("Utkast"),
        "source": gettext("Källa"),
        "example": gettext("exempel"),
        "example-words": gettext("Uppgifter märkta exempel är påhittade för visningen."),
    }


def colophon(document: Document, imprint: Imprint, printer: Printer | None = None) -> list[str]:
    """The lines at the very end: where the figures come from, what proves the content, signs without a shape."""
    lines = [f"{gettext('Källa')}: {document.source}"] if document.source else []
    if imprint.version > 1 and imprint.reason:
        lines.append(gettext("Version {n}. Ändrat: {reason}").format(n=imprint.version, reason=imprint.reason))
    if imprint.sha256:
        lines.append(gettext("Innehållets SHA-256: {sha}").format(sha=imprint.sha256))
    codes = printer.codes() if printer else []
    if codes:
        words = ngettext(
            "Ett tecken saknas i typsnitten och skrivs som sin kod: {codes}.",
            "{n} tecken saknas i typsnitten och skrivs som sina koder: {codes}.",
            len(codes),
        )
        lines.append(words.format(n=len(codes), codes=", ".join(codes[:40]) + (" …" if len(codes) > 40 else "")))
    return lines


def attachment_words(attachment: Attachment) -> str:
    """What is said under an attachment's title: its file and size, or why it is missing."""
    if attachment.missing:
        return gettext("Saknas: {why}").format(why=attachment.missing)
    size = f"{format_number(max(round(attachment.size / 1024), 1))}{SPACE}kB"
    return f"{attachment.name}, {size}" if attachment.name else size
