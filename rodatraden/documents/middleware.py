"""What is too large is turned away before anything reads or keeps it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from rodatraden.web.uploads import limit_in_words
from rodatraden.web.views import too_large

FORM_AROUND_FILE = 1024 * 1024
"""What the other fields of a form may take beside its file."""
DRAINED_AT_MOST = 8
CHUNK = 1 << 16


class UploadLimitMiddleware:
    """Answers 413 for a body above the limit, by the length that it declares.

    Stands before everything that looks at forms: the CSRF check would otherwise take in the whole file. What
    was sent is read and thrown away, up to a bound, since a browser shows the answer only when it has sent all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length, limit = declared_length(request), settings.UPLOAD_MAX_BYTES
        if length <= limit + FORM_AROUND_FILE:
            return self.get_response(request)
        left = min(length, limit * DRAINED_AT_MOST)
        while left > 0 and (chunk := request.read(min(CHUNK, left))):
            left -= len(chunk)
        return too_large(request, limit_in_words())


def declared_length(request: HttpRequest) -> int:
    """The length that the request says it has; 0 where it says none or nonsense, as Django reads it."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0
