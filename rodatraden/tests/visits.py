"""Visiting the product: who signs in, which addresses lead somewhere, and what the pages hold."""

from collections.abc import Iterator
from functools import cache

from django.http import HttpResponseBase
from django.test import Client
from django.urls import resolve

from rodatraden.demo.tests.cast import cast_of
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
def visited(slug: str, pk: int) -> dict[str, dict[str, Page | None]]:
    """By route: the addresses that lead to something for who may do most, and the page that is there, if it is one.

    Looked at once for a municipality.
    """
    keys, client = keys_of(Municipality.objects.get(pk=pk)).first(), signed_in(cast_of(slug)["samordnare"])
    found: dict[str, dict[str, Page | None]] = {}
    for route in (each for each in routes() if each.is_municipal):
        answers = {path: client.get(path) for path in addresses(route, slug, keys)}
        found[route.path] = {path: page_of(answer) for path, answer in answers.items() if answer.status_code != 404}
    return found


def is_page(answer: HttpResponseBase) -> bool:
    return answer["Content-Type"].startswith("text/html")


def page_of(answer: HttpResponseBase) -> Page | None:
    """What a page holds; None for what is no page or was not given."""
    return read_page(body_of(answer)) if answer.status_code == 200 and is_page(answer) else None


def all_leading(municipality: Municipality) -> list[str]:
    return [path for paths in visited(municipality.slug, municipality.pk).values() for path in paths]


def one_of_each(municipality: Municipality) -> list[str]:
    """The first address of each route that leads somewhere."""
    return [next(iter(paths)) for paths in visited(municipality.slug, municipality.pk).values() if paths]


def pages_of(municipality: Municipality) -> Iterator[tuple[str, Page]]:
    """Every page that who may do most can open."""
    for paths in visited(municipality.slug, municipality.pk).values():
        yield from ((path, page) for path, page in paths.items() if page)


def forms_of(municipality: Municipality) -> list[tuple[str, Form]]:
    """Each different form that is posted, and where to: those of one route with the same fields are one."""
    found: dict[tuple[object, ...], tuple[str, Form]] = {}
    for path, page in pages_of(municipality):
        for form in page.forms:
            to = form.action or path
            if form.method == "post" and not to.startswith("/sprak/"):
                found.setdefault((resolve(to.partition("?")[0]).route, *form.filled()), (to, form))
    return list(found.values())
