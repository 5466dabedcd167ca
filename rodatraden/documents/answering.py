"""A document as the answer to a request: a file to save, whatever the browser would do with it."""

from django.http import HttpResponse

from rodatraden.documents import freezing
from rodatraden.documents.freezing import Format
from rodatraden.lib.text import slug


def as_file(body: bytes, name: str, form: Format) -> HttpResponse:
    """The bytes under a name that any disk takes; `name` is without its ending."""
    answer = HttpResponse(body, content_type=freezing.media_type(form))
    answer.headers["Content-Disposition"] = f'attachment; filename="{slug(name)}.{form}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
