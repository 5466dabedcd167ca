"""What the model says of a level: who decides, what is missing, what may serve what."""

import pytest

from rodatraden.steering.load import parse
from rodatraden.steering.schema import Level, Word
from rodatraden.thread.levels import (
    activity_levels,
    decider_of,
    letters,
    level_problem,
    many_of,
    missing,
    no_such,
    none_leads,
    served_levels,
    serving_levels,
)
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
    told = [str(each) for each in missing(SMALL, level("namndmal"), {"responsible"})]
    assert told == ["ingen indikator", "bidrar inte till något"]
    assert missing(SMALL, level("vision"), set()) == ()


def test_a_misspelt_level_is_answered_with_the_nearest() -> None:
    assert level_problem(SMALL, "namndmal") is None
    assert "Menas ”aktivitet”?" in str(level_problem(SMALL, "aktivteter"))
    assert "Menas" not in str(level_problem(SMALL, "xyz"))


def test_letters_and_neighbours_come_from_the_model() -> None:
    assert [letter.letter for letter in letters(SMALL, level("namndmal"))] == ["S", "M", "T"]
    assert letters(SMALL, level("aktivitet")) == ()
    assert [each.key for each in served_levels(SMALL, level("aktivitet"))] == ["namndmal", "strategi"]
    assert [each.key for each in serving_levels(SMALL, level("strategi"))] == ["aktivitet"]


def called(**words: str) -> Level:
    return level("aktivitet").model_copy(update={"name": Word(**words)})


@pytest.mark.parametrize(
    ("levels", "none", "leads"),
    [
        (("aktivitet",), "ingen aktivitet", "Ingen aktivitet leder till ”Mål”."),
        (("projekt",), "inget projekt", "Inget projekt leder till ”Mål”."),
        (("aktivitet", "projekt"), "ingen aktivitet eller projekt", "Ingen aktivitet eller projekt leder till ”Mål”."),
        ((), "inget som görs", "Inget som görs leder till ”Mål”."),
    ],
)
def test_what_is_done_is_called_what_the_model_calls_it(levels: tuple[str, ...], none: str, leads: str) -> None:
    known = {"aktivitet": level("aktivitet"), "projekt": called(one="projekt", many="projekt", definite="projektet")}
    chosen = [known[each] for each in levels]
    assert (str(no_such(chosen)), str(none_leads(chosen, "Mål"))) == (none, leads)


def test_levels_are_named_in_plural_and_activities_by_their_kind() -> None:
    assert str(many_of([level("namndmal"), level("aktivitet")])) == "nämndmål och aktiviteter"
    assert str(many_of([called(one="insats")])) == "insats"
    assert [each.key for each in activity_levels(SMALL.level)] == ["aktivitet"]


def test_a_missing_activity_is_told_in_the_models_word() -> None:
    project = called(one="projekt", definite="projektet")
    model = SMALL.model_copy(update={"level": (level("namndmal"), project)})
    wanting = level("namndmal").model_copy(update={"carries": ("activity",), "serves": ()})
    assert [str(each) for each in missing(model, wanting, set())] == ["inget projekt"]
