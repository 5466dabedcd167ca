import pytest

from rodatraden.followup.tests.cast import ReportTown
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.kept import made_once


@pytest.fixture
def town(perstorp: Municipality) -> ReportTown:
    """Perstorp with a small model whose half-year report climbs, an organisation and people."""
    return made_once(ReportTown)
