from copy import deepcopy

import pytest
from pytest_django.fixtures import Settings

from rodatraden.indicators.tests.rows import the_house
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.kept import made_once


@pytest.fixture
def own_pages(settings: Settings) -> None:
    """The floor's own addresses, without the menu, the panels and the frame's parts of the floors above."""
    settings.ROOT_URLCONF = "rodatraden.indicators.tests.urls"
    settings.NAVIGATION = settings.FOOT_NAVIGATION = []
    settings.PANELS = {}
    settings.STATIONS = {}
    settings.FACETS = {}
    templates = deepcopy(settings.TEMPLATES)
    options = templates[0]["OPTIONS"]
    options["context_processors"] = [name for name in options["context_processors"] if "rodatraden.home" not in name]
    settings.TEMPLATES = templates


@pytest.fixture
def house(perstorp: Municipality) -> dict[str, Unit]:
    """Three units beneath the council, steered by Perstorp's model."""
    return made_once(the_house)
