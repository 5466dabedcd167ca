import pytest

from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.kept import made_once


@pytest.fixture
def town(perstorp: Municipality) -> Town:
    """Perstorp with the organisation's small cast."""
    return made_once(Town)
