"""An address with a sign that no text holds is turned away in words."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from rodatraden.web.middleware import PlainAddressMiddleware


def through(address: str) -> HttpResponse:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("sidan")

    return PlainAddressMiddleware(page)(RequestFactory().get(address))


@pytest.mark.parametrize("address", ["/?q=a%00b", "/?a%00=b", "/?q=a&q=%00", "/perstorp/led/a%00/"])
def test_nul_in_an_address_is_refused_in_words(address: str) -> None:
    answer = through(address)
    assert answer.status_code == 400
    assert "Servern förstod inte" in answer.content.decode()


@pytest.mark.parametrize("address", ["/", "/?q=tr%C3%A4d", "/?q=%2500", "/?q=", "/?ar=2018&organ=sn"])
def test_every_other_address_goes_on(address: str) -> None:
    assert through(address).content == b"sidan"
