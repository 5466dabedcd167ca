import pytest
from pytest_django.fixtures import Settings

from rodatraden.exchange.tests.place import Place
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.kept import made_once


@pytest.fixture
def place(perstorp: Municipality) -> Place:
    """Perstorp with a thread, indicators and figures."""
    return made_once(Place)


@pytest.fixture
def only_exchange(settings: Settings) -> None:
    """The addresses of files alone, without the menu of the whole."""
    settings.ROOT_URLCONF = "rodatraden.exchange.tests.urls"
    settings.NAVIGATION = settings.FOOT_NAVIGATION = []
