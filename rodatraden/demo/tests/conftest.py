from collections.abc import Iterator

import pytest

from rodatraden.demo import build
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def built(db: None, said: list[str]) -> Iterator[Municipality]:
    """Perstorp as the demo builds it, at work throughout the test."""
    municipality = build.build("perstorp", said.append)
    with scope(municipality):
        yield municipality
