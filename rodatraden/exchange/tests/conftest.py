import pytest
from pytest_django.fixtures import Settings

from rodatraden.exchange.tests.place import Place
from rodatraden.tenancy.models import Municipality


@pytest.fixture
def place(perstorp: Municipality) -> Place:
    """A small municipality with a thread, indicators and figures."""
    return Place()


@pytest.fixture
def only_exchange(settings: Settings) -> None:
    """The addresses of files alone, without the menu of the whole."""
    settings.ROOT_URLCONF = "rodatraden.exchange.tests.urls"
    settings.NAVIGATION = settings.FOOT_NAVIGATION = []
