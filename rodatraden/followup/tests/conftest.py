import pytest

from rodatraden.followup.tests.cast import ReportTown
from rodatraden.tenancy.models import Municipality


@pytest.fixture
def town(perstorp: Municipality) -> ReportTown:
    """Perstorp with a small model whose half-year report climbs, an organisation and people."""
    return ReportTown()
