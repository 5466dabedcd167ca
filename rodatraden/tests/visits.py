"""Visiting the product: who signs in, which addresses lead somewhere, and what the pages hold."""

from collections.abc import Iterator
from functools import cache

from django.http import HttpResponseBase
from django.test import Client
from django.urls import resolve

from rodatraden.demo.cast import cast_of
from rodatraden.tenancy.models import Municipality, User
from rodatraden.tests.addresses import addresses, keys_of, routes
from rodatraden.tests.markup import Form, Page, read_page


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def bytes_of(answer: HttpResponseBase) -> bytes:
    """The whole body, also of a file that is streamed."""
    return b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]


def body_of(answer: HttpResponseBase) -> str:
    return bytes_of(answer).decode("utf-8", "replace")


@cache
def leading(slug: str, pk: int) -> dict[str, list[str]]:
    """By route: the addresses that lead to something for who may do most. Found once for a municipality."""
    keys, client = keys_of(Municipality.objects.get(pk=pk)).first(), signed_in(cast_of(slug)["samordnare"])
    return {
        route.path: [path for path in addresses(route, slug, keys) if client.get(path).status_code != 404]
        for route in routes()
        if route.is_municipal
    }


def all_leading(municipality: Municipality) -> list[str]:
    return [path for paths in leading(municipality.slug, municipality.pk).values() for path in paths]


def one_of_each(municipality: Municipality) -> list[str]:
    """The first address of each route that leads somewhere."""
    return [paths[0] for paths in leading(municipality.slug, municipality.pk).values() if paths]


def is_page(answer: HttpResponseBase) -> bool:
    return answer["Content-Type"].startswith("text/html")


def pages_of(municipality: Municipality, client: Client) -> Iterator[tuple[str, Page]]:
    for path in all_leading(municipality):
        answer = client.get(path)
        if answer.status_code == 200 and is_page(answer):
            yield path, read_page(body_of(answer))


def forms_of(municipality: Municipality, client: Client) -> list[tuple[str, Form]]:
    """Each different form that is posted, and where to: those of one route with the same fields are one."""
    found: dict[tuple[object, ...], tuple[str, Form]] = {}
    for path, page in pages_of(municipality, client):
        for form in page.forms:
            to = form.action or path
            if form.method == "post" and not to.startswith("/sprak/"):
                found.setdefault((resolve(to.partition("?")[0]).route, *form.filled()), (to, form))
    return list(found.values())
