"""What some goals are called together, and how they stand."""

import pytest

from rodatraden.thread.goals import called, standing
from rodatraden.thread.tests.cast import Town

pytestmark = pytest.mark.django_db


def test_items_of_one_level_have_its_word_and_others_what_they_are(town: Town) -> None:
    council = town.decided("Trygga", "fullmaktigemal", town.council)
    town.decided("Skolvägar", serves=(council.item,))
    nodes = list(town.thread().nodes.values())
    assert called(nodes[:1]) == "fullmäktigemål"
    assert called(nodes) == "mål"


def test_of_nothing_it_is_said_that_there_is_nothing(town: Town) -> None:
    assert str(standing(town.thread(), [])[0]) == "Här finns inga mål än."
