from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from rodatraden.conftest import DEMO_DAY
from rodatraden.exchange.tests.place import Place
from rodatraden.lib import clock
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Place]:
    """A small municipality with a thread, indicators and figures, made once for a module."""
    with django_db_blocker.unblock(), clock.held(DEMO_DAY), transaction.atomic():
        with scope(Municipality.objects.create(code="1275", slug="perstorp", name="Perstorps kommun")):
            yield Place()
        transaction.set_rollback(True)


@pytest.fixture
def place(db: None, standing: Place) -> Place:
    """The municipality as it was made: what a test writes is taken back, and its objects are copies."""
    return deepcopy(standing)


@pytest.fixture
def only_exchange(settings: Settings) -> None:
    """The addresses of files alone, without the menu of the whole."""
    settings.ROOT_URLCONF = "rodatraden.exchange.tests.urls"
    settings.NAVIGATION = settings.FOOT_NAVIGATION = []
