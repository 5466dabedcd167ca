"""An address or a form with a sign that no text holds is turned away in words."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import override

from rodatraden.web.middleware import PlainAddressMiddleware


def through(address: str, posted: dict[str, Any] | None = None) -> HttpResponse:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("sidan")

    asked = RequestFactory()
    return PlainAddressMiddleware(page)(asked.get(address) if posted is None else asked.post(address, posted))


@pytest.mark.parametrize("address", ["/?q=a%00b", "/?a%00=b", "/?q=a&q=%00", "/perstorp/led/a%00/"])
def test_nul_in_an_address_is_refused_in_words(address: str) -> None:
    answer = through(address)
    assert answer.status_code == 400
    assert "Servern förstod inte" in answer.content.decode()


@pytest.mark.parametrize("address", ["/", "/?q=tr%C3%A4d", "/?q=%2500", "/?q=", "/?ar=2018&organ=sn"])
def test_every_other_address_goes_on(address: str) -> None:
    assert through(address).content == b"sidan"


@pytest.mark.parametrize("posted", [{"unit": "a\0"}, {"a\0": "b"}, {"unit": ["a", "\0"]}])
def test_nul_in_a_form_is_refused_in_words(posted: dict[str, Any]) -> None:
    assert through("/", posted).status_code == 400
    assert through("/", {"unit": ["träd", ""]}).content == b"sidan"


@pytest.mark.parametrize(
    ("language", "said"), [("sv", "Servern förstod inte"), ("en", "The server did not understand")]
)
def test_it_is_told_in_the_readers_language(client: Client, language: str, said: str) -> None:
    for answer in (client.get, client.post):
        with override("sv"):
            told: Any = answer("/", {"q": "a\0b"}, headers={"accept-language": language})
        assert told.status_code == 400 and said in told.content.decode()
