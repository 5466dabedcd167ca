import pytest

from rodatraden.preparation.tests.cast import PreparedTown
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.kept import made_once


@pytest.fixture
def town(perstorp: Municipality) -> PreparedTown:
    """Perstorp with a small model of plans that wait for consultations, an organisation and people."""
    return made_once(PreparedTown)
