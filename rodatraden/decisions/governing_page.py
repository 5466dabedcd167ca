"""The page of one governing document: everything about it, in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rodatraden.audit.log import entries
from rodatraden.decisions.governing_reading import GoverningRow, line_of, read_documents, references_of, replacements
from rodatraden.decisions.governing_services import may_keep_document
from rodatraden.decisions.models import GoverningDocument
from rodatraden.decisions.standing import FINDINGS, Cited, document_told
from rodatraden.documents.words_in import UNREAD
from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, OR, Text, capital, in_words, say
from rodatraden.lib.word_diff import Piece, word_diff
from rodatraden.organisation.access import Actor
from rodatraden.organisation.events import Event, event_of
from rodatraden.steering.schema import Model
from rodatraden.web.marks import Mark

MOST_EVENTS = 30
MOST_COMPARED = 20_000
"""Signs of a file's text that are compared in words: more would keep the reader waiting."""


@dataclass(frozen=True)
class Version:
    """A version of the document, and the words that changed from the one before it."""

    document: GoverningDocument
    pieces: tuple[Piece, ...] = ()
    current: bool = False


@dataclass(frozen=True)
class DocumentPage:
    """One document. `successor` replaces it; `versions` are all of its line, the latest first."""

    row: GoverningRow
    successor: GoverningDocument | None
    versions: Sequence[Version]
    references: Sequence[Cited]
    events: Sequence[Event]
    may_keep: bool
    decided_by: Text = NOTHING

    @property
    def mark(self) -> Mark:
        """How it stands in a sentence."""
        title = self.successor.title if self.successor else ""
        told = document_told(self.row.facts, self.row.day, title)
        return replace(self.row.mark, word=told, note=NOTHING)

    @property
    def shortcomings(self) -> list[str]:
        """What else is wrong than the sentence says, each in words."""
        first = [each for each in self.row.findings if each in ("unadopted", "revise", "follow-up")][:1]
        return [capital(FINDINGS[each]) for each in self.row.findings if each not in first]

    @property
    def unread(self) -> Text | None:
        """Why the file cannot be searched."""
        return UNREAD.get(self.row.document.file_unread)

    @property
    def is_open(self) -> bool:
        """Whether it can be replaced or ended."""
        return self.successor is None and self.row.state in ("holds", "coming")


def document_page(actor: Actor, document: GoverningDocument) -> DocumentPage:
    """Everything about a document; `document` is read with its text, decision and file."""
    (row,) = read_documents(actor, GoverningDocument.objects.filter(pk=document.pk), clock.today())
    replaces = replacements()
    line = line_of(document.pk, replaces)
    by_pk = GoverningDocument.objects.select_related("decision__body").in_bulk(line)
    return DocumentPage(
        row,
        next((by_pk[pk] for pk in line if replaces.get(pk) == document.pk), None),
        [_version(by_pk, pk, replaces.get(pk), document.pk) for pk in line] if line[1:] else [],
        references_of(row),
        _events(document),
        may_keep_document(actor, document),
        _decided_by(actor.model_on(row.day), row),
    )


def _decided_by(model: Model | None, row: GoverningRow) -> Text:
    """ "Policy beslutas av kommunfullmäktige, med bemyndigande också av kommunstyrelsen." """
    if model is None or row.kind is None:
        return NOTHING
    who, also = model.who(row.kind.decided_by), [model.who(key) for key in row.kind.also_decided_by]
    if not also:
        return say("beslutas av {who}", who=who)
    return say("beslutas av {who}, efter bemyndigande också av {also}", who=who, also=in_words(also, OR))


def _version(by_pk: Mapping[int, GoverningDocument], pk: int, before: int | None, current: int) -> Version:
    document, old = by_pk[pk], by_pk.get(before or 0)
    titled = old is not None and old.title != document.title
    pieces = word_diff(_words(old, titled), _words(document, titled)) if old is not None else ()
    return Version(document, pieces if any(piece.kind != "same" for piece in pieces) else (), pk == current)


def _words(document: GoverningDocument, titled: bool) -> str:
    """What is compared: the text, or the file's words where no text is written; the title where it is another."""
    text = document.text or document.file_text[:MOST_COMPARED]
    return f"{document.title}\n\n{text}" if titled else text


def _events(document: GoverningDocument) -> list[Event]:
    found = entries().filter(kind="governing", object_id=document.key)[:MOST_EVENTS]
    return [event_of(entry) for entry in found]
