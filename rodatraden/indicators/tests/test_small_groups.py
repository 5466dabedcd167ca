"""Which figures on few people are hidden, and that none can be worked out from those beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.indicators.small_groups import Group, Spot, Why, groups_of, hidden_of, told
from rodatraden.lib.periods import Period

FEW, BESIDE = Why.FEW, Why.BESIDE
NOW = Period.year_of(2018)
People = dict[str, int | None]


def hidden(people: People, seen: tuple[str, ...] = (), limit: int = 5) -> dict[str, Why]:
    """Of one total, "all", and its parts."""
    groups = [Group("all", tuple(key for key in people if key != "all"))] if "all" in people else []
    return hidden_of(people, groups, limit, seen)


@pytest.mark.parametrize(
    ("people", "found"),
    [
        ({"all": 40, "women": 20, "men": 20}, {}),
        ({"all": 9, "women": 6, "men": 3}, {"men": FEW, "women": BESIDE}),
        ({"all": 4, "women": 2, "men": 2}, {"all": FEW, "women": FEW, "men": FEW}),
        ({"all": 4, "women": None, "men": None}, {"all": FEW, "women": FEW, "men": FEW}),
        ({"all": None, "women": 4, "men": 9}, {"women": FEW, "men": BESIDE}),
        ({"all": 53, "a": 3, "b": 30, "c": 20}, {"a": FEW, "c": BESIDE}),
        ({"all": 43, "a": 1, "b": 2, "c": 40}, {"a": FEW, "b": FEW, "c": BESIDE}),
        ({"all": 45, "a": 2, "b": 3, "c": 40}, {"a": FEW, "b": FEW}),
        ({"all": 200, "a": 3, "b": 30}, {"a": FEW}),
        ({"all": 12, "women": 9}, {"women": BESIDE}),
        ({"all": 100, "women": 50}, {}),
        ({"all": None, "women": 3}, {"women": FEW, "all": BESIDE}),
        ({"all": None, "women": None, "men": None}, {}),
        ({"all": None, "women": 3, "men": None}, {"women": FEW, "men": BESIDE}),
        ({"a": 4, "b": 5, "c": 0}, {"a": FEW, "c": FEW}),
    ],
)
def test_what_few_are_behind_is_hidden_and_so_is_what_would_tell_of_it(people: People, found: dict[str, Why]) -> None:
    assert hidden(people) == found


def test_who_may_see_one_part_is_not_told_another_by_it() -> None:
    people: People = {"all": 27, "mine": 3, "theirs": 4, "c": 20}
    assert hidden(people) == {"mine": FEW, "theirs": FEW}
    assert hidden(people, seen=("mine",)) == {"theirs": FEW, "c": BESIDE}
    assert hidden(people, seen=tuple(people)) == {}


def spot(unit: int = 1, breakdown: str = "total", period: Period = NOW) -> Spot:
    return Spot(unit, breakdown, period)


def test_women_and_men_units_beneath_and_parts_of_a_year_are_groups() -> None:
    april = Period.parse("2018-04")
    spots = [spot(), spot(breakdown="women"), spot(breakdown="men"), spot(3), spot(4), spot(period=april)]
    found = {group.total: set(group.parts) for group in groups_of(spots, {3: [3, 2, 1], 4: [4, 1], 1: [1]})}
    parts = [set(group.parts) for group in groups_of(spots, {3: [3, 2, 1], 4: [4, 1], 1: [1]})]
    assert set(found) == {spot()}
    assert {spot(breakdown="women"), spot(breakdown="men")} in parts
    assert {spot(3), spot(4)} in parts
    assert {spot(period=april)} in parts


def test_a_unit_is_a_part_of_the_nearest_one_above_that_has_a_figure() -> None:
    spots = [spot(1), spot(2), spot(3)]
    found = {(group.total.unit, group.parts[0].unit) for group in groups_of(spots, {3: [3, 2, 1], 2: [2, 1], 1: [1]})}
    assert found == {(1, 2), (2, 3)}


def test_why_is_told_in_words() -> None:
    assert str(told(FEW, 5)) == "Visas inte: färre än 5 personer"
    assert str(told(BESIDE, 5)) == "Visas inte: skulle avslöja en liten grupp"


counts = st.one_of(st.none(), st.integers(0, 12))


@given(st.lists(counts, min_size=1, max_size=5), st.one_of(st.none(), st.integers(0, 40)), st.integers(2, 8))
def test_nothing_on_few_people_is_shown_or_can_be_worked_out(
    parts: list[int | None], total: int | None, limit: int
) -> None:
    people: People = {"all": total, **{str(at): count for at, count in enumerate(parts)}}
    found = hidden(people, limit=limit)
    assert all(key in found for key, count in people.items() if count is not None and count < limit)
    assert all(count is None or count < limit for key, count in people.items() if found.get(key) is FEW)
    unseen = [key for key in people if key in found and key != "all"]
    told_of = [count for count in parts if count is not None]
    rest = max(0, total - sum(told_of)) if total is not None and len(told_of) == len(parts) else 0
    if unseen and "all" not in found:
        behind = rest + sum(limit if people[key] is None else people[key] or 0 for key in unseen)
        assert behind >= limit
        assert len(unseen) > 1 or rest
    if found.get("all") is FEW:
        assert all(key in found for key in people if people[key] is None)


@given(st.dictionaries(st.sampled_from("abcdef"), counts), st.integers(2, 8))
def test_who_may_see_everything_is_denied_nothing(people: People, limit: int) -> None:
    assert hidden(people, seen=tuple(people), limit=limit) == {}


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(8, 40)), st.integers(2, 8))
def test_where_many_are_behind_each_nothing_is_hidden(people: dict[str, int], limit: int) -> None:
    assert hidden(dict(people), limit=limit) == {}
