import pytest

from rodatraden.remedies.tests.place import Place
from rodatraden.tenancy.models import Municipality


@pytest.fixture
def place(perstorp: Municipality) -> Place:
    """Perstorp with two boards, their units and people, and one goal that an indicator measures."""
    return Place()
