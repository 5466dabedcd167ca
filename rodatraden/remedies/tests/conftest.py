import pytest

from rodatraden.remedies.tests.place import Place
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.kept import made_once


@pytest.fixture
def place(perstorp: Municipality) -> Place:
    """Perstorp with two boards, their units and people, and one goal that an indicator measures."""
    return made_once(Place)
