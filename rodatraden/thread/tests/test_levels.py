"""What the model says of a level: who decides, what is missing, what may serve what."""

import pytest

from rodatraden.steering.load import parse
from rodatraden.steering.schema import Level
from rodatraden.thread.levels import decider_of, letters, level_problem, missing, served_levels, serving_levels
from rodatraden.thread.tests.cast import MODEL

SMALL = parse(MODEL)


def level(key: str) -> Level:
    found = SMALL.level_of(key)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("key", "by", "name"),
    [
        ("fullmaktigemal", "body", "kommunfullmäktige"),
        ("namndmal", "body", "nämnden"),
        ("aktivitet", "role", "enhetschef"),
    ],
)
def test_a_level_is_decided_by_a_body_or_by_a_role(key: str, by: str, name: str) -> None:
    decider = decider_of(SMALL, level(key))
    assert (decider.by, decider.name) == (by, name)


@pytest.mark.parametrize(
    ("key", "unit_kind", "own", "met"),
    [
        ("fullmaktigemal", "council", False, True),
        ("fullmaktigemal", "board", True, False),
        ("namndmal", "board", True, True),
        ("namndmal", "executive_board", True, True),
        ("namndmal", "board", False, False),
    ],
)
def test_of_several_boards_only_the_items_own_decides(key: str, unit_kind: str, own: bool, met: bool) -> None:
    assert decider_of(SMALL, level(key)).is_met_by(unit_kind, own) is met


def test_what_is_missing_is_told_and_what_is_there_is_not() -> None:
    told = [str(each) for each in missing(level("namndmal"), {"responsible"})]
    assert told == ["ingen indikator", "bidrar inte till något"]
    assert missing(level("vision"), set()) == ()


def test_a_misspelt_level_is_answered_with_the_nearest() -> None:
    assert level_problem(SMALL, "namndmal") is None
    assert "Menas ”aktivitet”?" in str(level_problem(SMALL, "aktivteter"))
    assert "Menas" not in str(level_problem(SMALL, "xyz"))


def test_letters_and_neighbours_come_from_the_model() -> None:
    assert [letter.letter for letter in letters(SMALL, level("namndmal"))] == ["S", "M", "T"]
    assert letters(SMALL, level("aktivitet")) == ()
    assert [each.key for each in served_levels(SMALL, level("aktivitet"))] == ["namndmal", "strategi"]
    assert [each.key for each in serving_levels(SMALL, level("strategi"))] == ["aktivitet"]
