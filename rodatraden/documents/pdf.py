"""PDF by typst: PDF/A-2a for the archive and PDF/UA-1 for every reader, set to lay before a council."""

from django.utils.translation import override

from rodatraden.documents.content import Document
from rodatraden.documents.faults import TypesetterFailed
from rodatraden.documents.frame import Imprint
from rodatraden.documents.printed import printed
from rodatraden.documents.signs import Printer
from rodatraden.documents.streams import settled
from rodatraden.documents.typesetting import typeset

NO_SHAPE = "could not be displayed"


def pdf(document: Document, imprint: Imprint = Imprint()) -> bytes:  # noqa: B008 (frozen)
    """The document as PDF; the same content gives the same bytes. Raises a DocumentFault where it cannot be made."""
    with override(document.language):
        try:
            return settled(typeset("document.typ", "pdf", printed(document, imprint, Printer())))
        except TypesetterFailed as fault:
            if NO_SHAPE not in fault.detail:
                raise
        return settled(typeset("document.typ", "pdf", printed(document, imprint, Printer(strict=True))))
