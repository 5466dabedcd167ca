import pytest
from pytest_django.fixtures import Settings


@pytest.fixture
def own_pages(settings: Settings) -> None:
    """The floor's own addresses, without the menu and the panels of the floors above."""
    settings.ROOT_URLCONF = "rodatraden.indicators.tests.urls"
    settings.NAVIGATION = []
    settings.PANELS = {}
    settings.STATIONS = {}
    settings.FACETS = {}
