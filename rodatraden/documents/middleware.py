"""What is too large is turned away before anything reads or keeps it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.utils import translation

from rodatraden.web.uploads import limit_in_words, size_in_words
from rodatraden.web.views import too_large

FORM_AROUND_FILE = 1024 * 1024
"""What the other fields of a form may take beside its file."""
DRAINED_AT_MOST = 8
CHUNK = 1 << 16


class UploadLimitMiddleware:
    """Answers 413 for a body above the limit, by the length that it declares.

    Stands before everything that looks at forms: the CSRF check would otherwise take in the whole file. What
    was sent is read up to a bound, since a browser shows the answer only when it has sent all. Files are thrown
    away; what was typed beside them is given back. The language is asked for here, since the page is made before
    anything else has looked at it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length, limit = declared_length(request), settings.UPLOAD_MAX_BYTES
        if length <= limit + FORM_AROUND_FILE:
            return self.get_response(request)
        typed = _typed(request, Bounded(request, min(length, limit * DRAINED_AT_MOST)))
        with translation.override(translation.get_language_from_request(request)):
            return too_large(request, limit_in_words(), size_in_words(length), typed)


class Bounded:
    """The body of a request, read in small pieces and never further than to a bound."""

    def __init__(self, request: HttpRequest, left: int) -> None:
        self.request, self.left = request, left

    def read(self, size: int = CHUNK) -> bytes:
        chunk: bytes = self.request.read(min(size, self.left, CHUNK)) if self.left > 0 else b""
        self.left -= len(chunk)
        return chunk


class Thrown(FileUploadHandler):
    """Keeps nothing of any file."""

    def new_file(self, *args: Any, **options: Any) -> None:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None


def _typed(request: HttpRequest, body: Bounded) -> list[tuple[str, str]]:
    """What the form says beside its files, as far as it can be read. The body is read to its end or its bound."""
    found: list[tuple[str, str]] = []
    if request.META.get("CONTENT_TYPE", "").startswith("multipart/form-data"):
        try:
            post, _files = MultiPartParser(request.META, body, [Thrown(request)]).parse()  # type: ignore[arg-type]
        except (MultiPartParserError, SuspiciousOperation, OSError):
            pass
        else:
            found = [(name, value) for name, values in post.lists() for value in values]
    while body.read():
        pass
    return found


def declared_length(request: HttpRequest) -> int:
    """The length that the request says it has; 0 where it says none or nonsense, as Django reads it."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0
