"""What no page can answer is turned away before any page is asked."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from rodatraden.web.views import bad_request


class PlainAddressMiddleware:
    """Answers 400 for an address with the sign NUL, which no text holds and PostgreSQL refuses to look for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = [request.path_info, *request.GET, *(value for values in request.GET.lists() for value in values[1])]
        return bad_request(request) if any("\0" in words for words in asked) else self.get_response(request)
