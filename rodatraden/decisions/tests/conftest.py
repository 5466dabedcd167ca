import pytest
from pytest_django.fixtures import Settings

from rodatraden.organisation.tests.cast import Town
from rodatraden.organisation.tests.frame import stand_on
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.kept import made_once


@pytest.fixture
def town(perstorp: Municipality) -> Town:
    """Perstorp with the organisation's small cast."""
    return made_once(Town)


@pytest.fixture
def own_pages(settings: Settings) -> None:
    stand_on(settings, "rodatraden.decisions.tests.urls")
