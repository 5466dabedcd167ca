"""What Perstorp's council is counted by: its areas only where they say more than their goals."""

import pytest

from rodatraden.conftest import DEMO_DAY
from rodatraden.lib.periods import Period
from rodatraden.organisation.access import system
from rodatraden.tenancy.models import Municipality
from rodatraden.thread.gather import Thread, gather
from rodatraden.thread.goals import counted, standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(perstorp_in_the_demo: Municipality) -> Thread:
    return gather(system(), DEMO_DAY, Period.parse("2018"))


def test_an_area_and_the_goals_that_its_status_repeats_are_not_both_counted(thread: Thread) -> None:
    council = [node for node in thread.nodes.values() if node.judgement and node.version.unit.key == "kf"]
    found = counted(thread, council)
    areas = {node.key for node in found if node.level.kind == "direction"}
    assert len(council) == 15
    assert len(found) < len(council)
    for node in found:
        if node.key in areas:
            below = [child for child in thread.serving(node.key) if child.judgement]
            assert not below or any(child not in found for child in below), node.key


def test_the_sentence_names_the_area_whose_indicators_nobody_divides(thread: Thread) -> None:
    council = [node for node in thread.nodes.values() if node.judgement and node.version.unit.key == "kf"]
    first, _then = standing(thread, council)
    missed = "1 av 8 fullmäktigemål och målområde 2 (En kommun för arbete och företagande) bedöms inte uppfyllas."
    assert str(first) == missed
    own = [node for node in council if node.level.kind == "goal"]
    assert "målområde" not in str(standing(thread, own)[0])
