from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from rodatraden.conftest import for_a_module, looked_at
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.kept import made_once
from rodatraden.thread.tests.cast import Town


@pytest.fixture
def town(perstorp: Municipality) -> Town:
    """Perstorp with a small model, an organisation and people."""
    return made_once(Town)


@pytest.fixture(scope="module")
def town_to_read(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    """Klippan likewise, once for a whole module whose tests only read it (and are marked django_db)."""
    with for_a_module(django_db_blocker):
        municipality = Municipality.objects.create(code="1276", slug="klippan", name="Klippans kommun")
        with scope(municipality):
            yield looked_at(Town())
