import pytest

from rodatraden.steering.matching import Matched, match
from rodatraden.steering.schema import Climb, Event, Part, PeriodEnd, Perspective, Term, Word


def events(*said: tuple[int, str]) -> list[Part]:
    return [Event(month=month, what=what, actor="kf") for month, what in said]


def terms(*words: str) -> list[Part]:
    return [Term(word=word, meaning=f"om {word}") for word in words]


def keyed(*keys: str, was: str = "") -> list[Part]:
    return [Perspective(key=key, name=Word(one=key), was=was if key == keys[-1] else "") for key in keys]


def climbs(*ways: tuple[str, str]) -> list[Part]:
    return [Climb(sender=sender, receiver=receiver, edge="decides") for sender, receiver in ways]


@pytest.mark.parametrize(
    ("old", "new", "pairs", "removed", "added"),
    [
        ([], [], [], [], []),
        ([], terms("mål"), [], [], [0]),
        (terms("mål"), [], [], [0], []),
        (terms("a", "b"), terms("c", "a", "b"), [(0, 1), (1, 2)], [], [0]),
        (terms("mål", "mått"), terms("mått"), [(1, 0)], [0], []),
        (terms("styrkort"), terms("styrkortet"), [(0, 0)], [], []),
        (events((1, "Möte"), (2, "Möte")), events((2, "Möte")), [(1, 0)], [0], []),
        (events((1, "Möte")), events((3, "Möte")), [(0, 0)], [], []),
        (events((1, "Budgeten beslutas")), events((1, "Budgeten beslutas i mars")), [(0, 0)], [], []),
        (events((1, "Budgeten beslutas")), events((1, "Revision")), [], [0], [0]),
        (events((1, "A"), (1, "A")), events((1, "A")), [(0, 0)], [1], []),
        (climbs(("a", "b"), ("b", "c")), climbs(("b", "c"), ("a", "d")), [(1, 0), (0, 1)], [], []),
        (
            [PeriodEnd(month=4, day=30), PeriodEnd(month=8, day=31)],
            [PeriodEnd(month=8, day=31), PeriodEnd(month=12, day=31)],
            [(1, 0), (0, 1)],
            [],
            [],
        ),
        (keyed("a", "b"), keyed("b", "c"), [(1, 0)], [0], [1]),
    ],
)
def test_parts_are_paired_by_what_they_are(
    old: list[Part],
    new: list[Part],
    pairs: list[tuple[int, int]],
    removed: list[int],
    added: list[int],
) -> None:
    assert match(old, new) == Matched(tuple(pairs), tuple(removed), tuple(added))


def test_parts_that_change_places_stand_in_another_order() -> None:
    assert match(terms("a", "b"), terms("b", "a")).in_another_order
    assert not match(terms("a", "b", "c"), terms("a", "c")).in_another_order


def test_two_parts_of_one_key_are_paired_in_their_order() -> None:
    assert match(keyed("a", "a"), keyed("a", "a")).pairs == ((0, 0), (1, 1))
