"""Pages for what went wrong, and the page that shows every component."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.template import Context, Engine
from django.urls import is_valid_path
from django.utils.http import url_has_allowed_host_and_scheme

from rodatraden.web import sample

NEVER_BACK = frozenset({"csrfmiddlewaretoken", "password", "password1", "password2", "old_password", "edit", "sure"})
"""Fields of a form that are not shown again: secrets, and what a form says of itself."""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    told = {"why": str(exception or ""), "reads": request.method in ("GET", "HEAD"), "frame": _frame(request)}
    return render(request, "403.html", told, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", {"frame": _frame(request)}, status=404)


def _frame(request: HttpRequest) -> str:
    """The frame of a page that says no: with the municipality and its menu for who is known there, else bare."""
    actor = getattr(request, "actor", None)
    known = getattr(request, "municipality", None) is not None and actor is not None and actor.person_id is not None
    return "web/lost.html" if known else "web/plain.html"


def too_large(
    request: HttpRequest, limit: str = "", size: str = "", typed: Iterable[tuple[str, str]] = ()
) -> HttpResponse:
    """413. `limit` is the most that is taken and `size` what came, in words: "30 MB". What was typed is given back."""
    told = {"limit": limit, "size": size, "typed": _given_back(typed), "back": _came_from(request)}
    return render(request, "413.html", told, status=413)


def _given_back(typed: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """What somebody typed, without secrets and what the form itself carries."""
    return [(name, value) for name, value in typed if name not in NEVER_BACK and value.strip()]


def _came_from(request: HttpRequest) -> str:
    """The page that a form was sent from, or the address that it was sent to."""
    return _referring(request) or request.get_full_path()


def _referring(request: HttpRequest) -> str:
    """The page of ours that one came from, where the browser says it."""
    page = request.META.get("HTTP_REFERER", "")
    ours = url_has_allowed_host_and_scheme(page, {request.META.get("HTTP_HOST", "")}, request.is_secure())
    return page if page and ours else ""


def page_of_form(request: HttpRequest) -> str:
    """Where the form is that is sent to an address: on the page one came from, else on the nearest page above it, in
    the same municipality."""
    before = urlsplit(_referring(request))
    asked = request.method == "GET" and before.path in (request.path_info, resolve_url(settings.LOGIN_URL))
    if before.path and not asked:
        return f"{before.path}?{before.query}" if before.query else before.path
    path = request.path_info
    top = f"/{path.split('/')[1]}/" if getattr(request, "municipality", None) is not None else "/"
    while path := path.rstrip("/").rpartition("/")[0]:
        if is_valid_path(f"{path}/"):
            return f"{path}/"
    return top


def only_sent_to(request: HttpRequest) -> HttpResponse:
    """405 for who opens an address that only takes forms, with the way to the form."""
    return render(request, "405.html", {"back": page_of_form(request)}, status=405)


def signed_out(request: HttpRequest) -> HttpResponse:
    """For who is not signed in: to sign in, and from there to the page that was asked for, or to the form that was
    sent. Text that somebody had written is given back."""
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path())
    answer = redirect_to_login(page_of_form(request))
    typed = _given_back((name, value) for name, values in request.POST.lists() for value in values)
    if not any(" " in value.strip() for _name, value in typed):
        return answer
    return render(request, "403_signed_out.html", {"typed": typed, "login": answer["Location"]}, status=403)


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
    typed = ((name, value) for name, values in request.POST.lists() for value in values)
    return render(request, "403_csrf.html", {"typed": _given_back(typed)}, status=403)


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component with made-up data; only where the demo runs or somebody develops."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "web/styleguide.html", sample.components(request.GET))
