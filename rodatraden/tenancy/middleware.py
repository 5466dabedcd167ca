from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from rodatraden.tenancy.current import enter, scope
from rodatraden.tenancy.models import Municipality


class MunicipalityMiddleware:
    """Takes the municipality from the path, once; no view gets it as an argument."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.municipality = None  # type: ignore[attr-defined]
        with scope(None):
            return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> None:
        slug = kwargs.pop("municipality", None)
        if slug is None:
            return
        municipality = Municipality.objects.filter(slug=slug).first()
        if municipality is None:
            raise Http404
        request.municipality = municipality  # type: ignore[attr-defined]
        enter(municipality)
