"""The organisation as a value."""

from hypothesis import given
from hypothesis import strategies as st

from rodatraden.organisation.tree import Place, UnitTree

TREE = UnitTree.of(
    [
        Place(1, "kf", "Kommunfullmäktige", "council", None, authority=True),
        Place(2, "sn", "Socialnämnden", "board", 1, authority=True),
        Place(3, "sf", "Socialförvaltningen", "administration", 2),
        Place(4, "ht", "Hemtjänsten", "unit", 3),
        Place(5, "bn", "Byggnadsnämnden", "board", 1, authority=True),
    ],
    heirs={8: 4, 9: 8, 10: None, 11: 12, 12: 11, 13: 99},
)


def keys(places: list[Place]) -> list[str]:
    return [place.key for place in places]


def test_the_way_up_begins_with_the_unit_itself() -> None:
    assert keys(TREE.upward(4)) == ["ht", "sf", "sn", "kf"]


def test_the_way_down_keeps_the_order_shown() -> None:
    assert keys(TREE.downward(1)) == ["kf", "sn", "sf", "ht", "bn"]


def test_what_there_is_one_of_is_asked_for_by_its_kind() -> None:
    assert TREE.the("council") == TREE.places[1] and TREE.the("executive_board") is None


def test_an_unknown_unit_has_nothing_above_or_below() -> None:
    assert TREE.upward(77) == [] and TREE.downward(77) == []
    assert TREE.authority_of(77) is None and TREE.authority_id(77) is None


def test_a_unit_belongs_to_the_nearest_authority_above() -> None:
    assert TREE.authority_id(4) == TREE.authority_id(2) == 2
    assert TREE.authority_id(5) == 5


def test_an_ended_unit_is_answered_for_by_its_heir_however_far() -> None:
    assert [TREE.standing(unit) for unit in (4, 8, 9)] == [4, 4, 4]


def test_nobody_answers_where_the_way_ends_or_goes_round() -> None:
    assert [TREE.standing(unit) for unit in (10, 11, 12, 13, 77)] == [None] * 5


def test_a_unit_whose_parent_has_ended_stands_at_the_top() -> None:
    tree = UnitTree.of([Place(2, "sn", "Socialnämnden", "board", 1)])
    assert [place.id for place in tree.children[None]] == [2]


@given(st.lists(st.tuples(st.integers(1, 9), st.one_of(st.none(), st.integers(1, 9))), max_size=12))
def test_walks_end_whatever_the_rows_say(edges: list[tuple[int, int | None]]) -> None:
    """Rows can hold a circle only by a fault; the walk must end all the same, and visit nobody twice."""
    tree = UnitTree.of(Place(pk, str(pk), str(pk), "unit", parent) for pk, parent in edges)
    for unit in range(1, 10):
        down, up = tree.downward(unit), tree.upward(unit)
        assert len({place.id for place in down}) == len(down)
        assert len({place.id for place in up}) == len(up)


@given(st.lists(st.tuples(st.integers(1, 9), st.one_of(st.none(), st.integers(1, 9))), max_size=12))
def test_below_and_above_are_the_same_relation_where_there_is_no_circle(edges: list[tuple[int, int | None]]) -> None:
    lower = {pk: parent for pk, parent in edges if parent is None or parent < pk}
    tree = UnitTree.of(Place(pk, str(pk), str(pk), "unit", parent) for pk, parent in lower.items())
    for unit in lower:
        for below in tree.downward(unit):
            assert unit in {place.id for place in tree.upward(below.id)}
