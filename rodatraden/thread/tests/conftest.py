import pytest

from rodatraden.tenancy.models import Municipality
from rodatraden.thread.tests.cast import Town


@pytest.fixture
def town(perstorp: Municipality) -> Town:
    """Perstorp with a small model, an organisation and people."""
    return Town()
