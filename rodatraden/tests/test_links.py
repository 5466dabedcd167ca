"""Every link that a page shows leads whoever reads the page to something that is there and open."""

from collections import deque
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from rodatraden.demo.tests.cast import cast_of
from rodatraden.tests.conftest import Towns
from rodatraden.tests.visits import page_of, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.full, pytest.mark.usefixtures("towns", "demo_runs")]


def links_that_lead_nowhere(client: Client, start: str) -> list[tuple[str, int, str]]:
    """From where, the status and the address, of all that can be reached by links: one address of each kind, that is
    of each route with each set of questions."""
    todo, seen, found = deque([("", start)]), set[object](), []
    while todo:
        where, address = todo.popleft()
        parts = urlsplit(address)
        kind = resolve(parts.path).route, tuple(sorted(parse_qs(parts.query, keep_blank_values=True)))
        if kind in seen:
            continue
        seen.add(kind)
        answer = client.get(address)
        if answer.status_code not in {200, 302}:
            found.append((where, answer.status_code, address))
        page = page_of(answer)
        for link in page.root.all("a") if page else ():
            there = urljoin(address, link.attributes.get("href", "")).partition("#")[0]
            if there.startswith(start):
                todo.append((address, there))
    assert len(seen) > 100
    return found


def test_no_link_leads_its_reader_to_a_closed_door(towns: Towns) -> None:
    town = towns["perstorp"].slug
    found = {who: links_that_lead_nowhere(signed_in(user), f"/{town}/") for who, user in cast_of(town).items()}
    assert {who: links for who, links in found.items() if links} == {}
