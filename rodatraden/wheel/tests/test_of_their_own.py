"""Where the executive board treats only what its own operations report, the wheel says so."""

import pytest

from rodatraden.followup.deadlines import dues
from rodatraden.followup.tests.town import PRESETS, the, tree_of
from rodatraden.wheel.sources import _of_their_own


@pytest.mark.parametrize(
    ("name", "report", "alone"),
    [
        ("exempelkommunen", "delar", True),  # 25 September, before the boards' 16 October
        ("exempelkommunen", "ars", False),
        ("exempelkommunen", "manad", False),
        ("hallsberg", "delar", False),
        ("perstorp", "kvartal", True),  # what the boards send to the council the executive board is only told of
    ],
)
def test_the_executive_board_treats_its_own_alone_where_not_the_whole(name: str, report: str, alone: bool) -> None:
    tree, model = tree_of(), PRESETS[name]
    occasion = the(model, report)
    executive = tree.the("executive_board")
    assert executive is not None
    assert _of_their_own(dues(model, tree, occasion), tree) == ({(occasion, executive.id)} if alone else set())


def test_a_town_without_an_executive_board_has_none() -> None:
    tree = tree_of([("kf", "council", ""), ("sn", "board", "kf")])
    occasion = the(PRESETS["perstorp"], "kvartal")
    assert _of_their_own(dues(PRESETS["perstorp"], tree, occasion), tree) == set()
