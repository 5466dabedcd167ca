"""What no page can answer is turned away before any page is asked."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict

from rodatraden.web.views import bad_request, only_sent_to


class PlainAddressMiddleware:
    """Answers 400 for an address or a form with the sign NUL, which no text holds and PostgreSQL neither looks for nor
    keeps. Stands where the language is known and what is too large has been turned away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        has_nul = "\0" in request.path_info or _has_nul(request.GET) or _has_nul(request.POST)
        return bad_request(request) if has_nul else self.get_response(request)


def _has_nul(said: QueryDict) -> bool:
    return any("\0" in words for name, values in said.lists() for words in (name, *values))


class OnlySentToMiddleware:
    """Who opens an address that only takes forms is shown the way to the form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        return only_sent_to(request) if answer.status_code == 405 and request.method == "GET" else answer
