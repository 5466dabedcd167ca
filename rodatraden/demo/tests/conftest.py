from collections.abc import Iterator

import pytest

from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.kept import demo_of


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def built(db: None) -> Iterator[Municipality]:
    """Perstorp as the demo builds it, at work throughout the test."""
    municipality = demo_of("perstorp")
    with scope(municipality):
        yield municipality
