from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from rodatraden.organisation.tests.cast import Town
from rodatraden.organisation.tests.frame import stand_on
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.kept import made_once


@pytest.fixture
def town(perstorp: Municipality) -> Town:
    """Perstorp with a small model, an organisation and people."""
    return made_once(Town)


@pytest.fixture
def own_pages(settings: Settings) -> None:
    stand_on(settings, "rodatraden.organisation.tests.urls")


@pytest.fixture
def visit(town: Town, own_pages: None, client: Client) -> Callable[..., HttpResponse]:
    """Asks for a page of Perstorp as one of the cast, by GET or with what is posted."""

    def ask(account: str, path: str, posted: dict[str, object] | None = None) -> HttpResponse:
        if account:
            client.force_login(town.cast[account])
        else:
            client.logout()
        address = f"/perstorp/{path}"
        answer: Any = client.get(address) if posted is None else client.post(address, posted)
        made: HttpResponse = answer
        return made

    return ask
