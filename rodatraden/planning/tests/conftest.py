from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from rodatraden.conftest import for_a_module, looked_at
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality


@pytest.fixture
def town(perstorp: Municipality) -> PlanTown:
    """Perstorp with a small model of plans, an organisation and people."""
    return PlanTown()


@pytest.fixture(scope="module")
def town_to_read(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[PlanTown]:
    """Klippan likewise, once for a whole module whose tests only read it (and are marked django_db)."""
    with for_a_module(django_db_blocker):
        municipality = Municipality.objects.create(code="1276", slug="klippan", name="Klippans kommun")
        with scope(municipality):
            yield looked_at(PlanTown())
