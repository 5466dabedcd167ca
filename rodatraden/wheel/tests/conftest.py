import pytest

from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.kept import made_once


@pytest.fixture
def town(perstorp: Municipality) -> Town:
    """Perstorp with a small model, an organisation and one person for each role."""
    return made_once(Town)
