import pytest

from rodatraden.planning.tests.cast import PlanTown
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.kept import made_once


@pytest.fixture
def town(perstorp: Municipality) -> PlanTown:
    """Perstorp with a small model of plans, an organisation and people."""
    return made_once(PlanTown)
