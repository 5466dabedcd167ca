from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from rodatraden.economy.tests.house import House
from rodatraden.organisation.tests.frame import stand_on
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.kept import made_once

Visit = Callable[..., HttpResponse]


@pytest.fixture
def house(perstorp: Municipality) -> House:
    """Perstorp with a small model, an organisation and people."""
    return made_once(House)


@pytest.fixture
def visit(house: House, settings: Settings, client: Client) -> Visit:
    """Asks for a page as one of the cast ("" is a stranger), by GET or with what is posted."""
    stand_on(settings, "rodatraden.economy.tests.urls")

    def ask(account: str, path: str, posted: dict[str, object] | None = None) -> HttpResponse:
        if account:
            client.force_login(house.cast[account])
        else:
            client.logout()
        address = f"/perstorp/{path}"
        answer: Any = client.get(address) if posted is None else client.post(address, posted)
        made: HttpResponse = answer
        return made

    return ask
