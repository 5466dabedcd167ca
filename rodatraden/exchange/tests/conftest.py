from collections.abc import Iterator
from copy import deepcopy

import pytest
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from rodatraden.conftest import for_a_module, looked_at
from rodatraden.exchange.tests.place import Place
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Place]:
    """A small municipality with a thread, indicators and figures, made once for a module."""
    with for_a_module(django_db_blocker):
        municipality = Municipality.objects.create(code="1275", slug="perstorp", name="Perstorps kommun")
        with scope(municipality):
            yield looked_at(Place())


@pytest.fixture
def place(db: None, standing: Place) -> Place:
    """The municipality as it was made: what a test writes is taken back, and its objects are copies."""
    return deepcopy(standing)


@pytest.fixture
def only_exchange(settings: Settings) -> None:
    """The addresses of files alone, without the menu of the whole."""
    settings.ROOT_URLCONF = "rodatraden.exchange.tests.urls"
    settings.NAVIGATION = settings.FOOT_NAVIGATION = []
