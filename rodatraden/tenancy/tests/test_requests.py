"""The municipality of a request comes from its path, once."""

from collections.abc import Iterator

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import include, path

from rodatraden.tenancy import NoMunicipality, current, current_or_none
from rodatraden.tenancy.links import here, to_pages
from rodatraden.tenancy.middleware import MunicipalityMiddleware
from rodatraden.tenancy.models import Municipality


def seen(request: HttpRequest) -> HttpResponse:
    return HttpResponse(current().name)


town = ([path("sida/<slug:key>/", seen, name="page")], "town")
urlpatterns = [path("<slug:municipality>/", include(town))]


@pytest.fixture
def request_to_page() -> Iterator[HttpRequest]:
    yield RequestFactory().get("/perstorp/sida/x/")


def asked(request: HttpRequest, kwargs: dict[str, str]) -> HttpResponse:
    """A request through the middleware the way Django's handler runs it: around, then before the view."""

    def handler(inner: HttpRequest) -> HttpResponse:
        middleware.process_view(inner, seen, (), kwargs)
        return seen(inner)

    middleware = MunicipalityMiddleware(handler)
    return middleware(request)


@pytest.mark.django_db
def test_the_path_says_the_municipality_and_no_view_is_told(request_to_page: HttpRequest) -> None:
    Municipality.objects.create(code="1275", slug="perstorp", name="Perstorps kommun")
    kwargs = {"municipality": "perstorp", "key": "x"}
    assert asked(request_to_page, kwargs).content.decode() == "Perstorps kommun"
    assert kwargs == {"key": "x"}
    assert current_or_none() is None


@pytest.mark.django_db
def test_an_unknown_municipality_is_not_found(request_to_page: HttpRequest) -> None:
    with pytest.raises(Http404):
        asked(request_to_page, {"municipality": "atlantis"})
    assert current_or_none() is None


def test_a_page_outside_municipalities_reads_no_rows(request_to_page: HttpRequest, perstorp: Municipality) -> None:
    """Also where a municipality was at work before: nothing of it leaks into the request."""
    with pytest.raises(NoMunicipality):
        asked(request_to_page, {})
    assert current() == perstorp


@pytest.mark.urls(__name__)
def test_links_stay_within_the_municipality_at_work(perstorp: Municipality) -> None:
    assert here("town:page", "x") == "/perstorp/sida/x/"
    page = to_pages("town:page")
    assert [page(name) for name in "xy"] == ["/perstorp/sida/x/", "/perstorp/sida/y/"]
