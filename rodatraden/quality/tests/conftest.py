import pytest

from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy.models import Municipality


@pytest.fixture
def town(perstorp: Municipality) -> Town:
    """Perstorp with the organisation's small cast."""
    return Town()
