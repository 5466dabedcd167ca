import pytest

from rodatraden.preparation.tests.cast import PreparedTown
from rodatraden.tenancy.models import Municipality


@pytest.fixture
def town(perstorp: Municipality) -> PreparedTown:
    """Perstorp with a small model of plans that wait for consultations, an organisation and people."""
    return PreparedTown()
