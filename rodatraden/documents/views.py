"""Files are handed out as files, never shown in the browser under our own address."""

from django.http import FileResponse, Http404, HttpResponseBase

from rodatraden.documents.models import File
from rodatraden.documents.services import path_of
from rodatraden.organisation.access import fetch
from rodatraden.organisation.http import Request


def download(request: Request, pk: int) -> HttpResponseBase:
    """The bytes as an attachment, for who may see what points at them; whatever they are, no browser runs them."""
    file = fetch(request, File.objects.visible_to(request.actor), pk=pk)
    try:
        stream = path_of(file.sha256).open("rb")
    except FileNotFoundError as fault:
        raise Http404 from fault
    answer = FileResponse(stream, as_attachment=True, filename=file.name, content_type=file.media_type)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
