from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from rodatraden.organisation.access import NOBODY, actor_of
from rodatraden.web.views import signed_out


class ActorMiddleware:
    """Finds out who asks. A municipality's pages open only to somebody known there.

    Who is not signed in is asked to sign in; who is signed in but a stranger to the municipality learns
    nothing of it (404).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = NOBODY  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        if request.municipality is None:  # type: ignore[attr-defined]
            return None
        if not request.user.is_authenticated:
            return signed_out(request)
        actor = actor_of(request.user)
        if actor is None:
            raise Http404
        request.actor = actor  # type: ignore[attr-defined]
        return None
