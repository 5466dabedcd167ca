"""Who asks is found once, before any page."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from rodatraden.organisation.access import NOBODY
from rodatraden.organisation.middleware import ActorMiddleware
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy.models import Municipality, User

pytestmark = pytest.mark.usefixtures("own_pages")


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.actor.by.name)  # type: ignore[attr-defined]


def ask(user: User | AnonymousUser, municipality: Municipality | None) -> HttpResponse:
    """The answer as the handler would give it: around, then before the view, then the view."""

    def handler(request: HttpRequest) -> HttpResponse:
        stopped = middleware.process_view(request, page, (), {})
        return stopped if isinstance(stopped, HttpResponse) else page(request)

    middleware = ActorMiddleware(handler)
    request = RequestFactory().get("/perstorp/sida/?x=1")
    request.user = user
    request.municipality = municipality  # type: ignore[attr-defined]
    return middleware(request)


def test_who_is_known_here_acts_as_that_person(town: Town, perstorp: Municipality) -> None:
    assert ask(town.cast["chef"], perstorp).content == b"chef vo"


def test_outside_municipalities_nobody_acts(town: Town) -> None:
    assert ask(town.cast["chef"], None).content == NOBODY.by.name.encode()


@pytest.mark.parametrize("account", ["stranger", "former"])
def test_a_stranger_is_told_that_there_is_nothing(town: Town, perstorp: Municipality, account: str) -> None:
    with pytest.raises(Http404):
        ask(town.cast[account], perstorp)


def test_who_has_not_signed_in_comes_back_to_the_page_afterwards(town: Town, perstorp: Municipality) -> None:
    answer = ask(AnonymousUser(), perstorp)
    assert answer.status_code == 302
    assert answer["Location"] == "/logga-in/?next=/perstorp/sida/%3Fx%3D1"


def test_an_operators_account_is_nobody_without_a_role(town: Town, perstorp: Municipality) -> None:
    """Running the machine gives no right to read a municipality's pages."""
    root = User.objects.create(username="root", is_superuser=True, is_staff=True)
    with pytest.raises(Http404):
        ask(root, perstorp)
