"""Pages for what went wrong, and the page that shows every component."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Context, Engine

from rodatraden.web import sample


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", {"why": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def too_large(request: HttpRequest, limit: str = "") -> HttpResponse:
    """413. `limit` is the most that is taken, in words: "30 MB"."""
    return render(request, "413.html", {"limit": limit}, status=413)


def too_many(request: HttpRequest, seconds: int = 60) -> HttpResponse:
    """429, with the time to wait in the header as well as on the page."""
    answer = render(request, "429.html", {"seconds": seconds}, status=429)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """500: no database, no session, no context processor, since any of them may be what broke."""
    return HttpResponse(Engine.get_default().get_template("500.html").render(Context()), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without a valid token. What was typed is given back, so that nothing is lost."""
    secret = {"csrfmiddlewaretoken", "password", "password1", "password2", "old_password"}
    typed = [(name, value) for name in request.POST if name not in secret for value in request.POST.getlist(name)]
    return render(request, "403_csrf.html", {"typed": [pair for pair in typed if pair[1].strip()]}, status=403)


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component with made-up data; only where the demo runs or somebody develops."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "web/styleguide.html", sample.components(request.GET))
