"""A document that is not frozen as the bytes of a file, and any as the answer to a request."""

from collections.abc import Callable, Mapping

from django.http import HttpResponse

from rodatraden.documents import freezing
from rodatraden.documents.canonical import to_json
from rodatraden.documents.content import Document
from rodatraden.documents.frame import Imprint
from rodatraden.documents.freezing import Format
from rodatraden.lib.text import slug

BUILT: Mapping[str, Callable[[Document], bytes]] = {
    "pdf": lambda document: freezing.MAKERS["pdf"](document, Imprint()),
    "docx": lambda document: freezing.MAKERS["docx"](document, Imprint()),
    "xlsx": lambda document: freezing.MAKERS["xlsx"](document, Imprint()),
    "json": to_json,
}


def as_file(body: bytes, name: str, form: Format) -> HttpResponse:
    """The bytes to save, whatever the browser would do with them, under a name that any disk takes. `name` is without
    its ending."""
    answer = HttpResponse(body, content_type=freezing.media_type(form))
    answer.headers["Content-Disposition"] = f'attachment; filename="{slug(name)}.{form}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
