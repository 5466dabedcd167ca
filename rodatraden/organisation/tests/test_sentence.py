"""What the pages say in one sentence."""

import pytest

from rodatraden.organisation.sentence import holder_told, organisation_told, unit_told, unled_told
from rodatraden.organisation.tree import Place, UnitTree

KF = Place(1, "kf", "Kommunfullmäktige", "council", None)


def tree(*kinds: str) -> UnitTree:
    below = [Place(number, f"u{number}", f"Enhet {number}", kind, 1) for number, kind in enumerate(kinds, start=2)]
    return UnitTree.of([KF, *below])


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        (("board", "unit"), "Perstorp har en nämnd och en förvaltning eller enhet."),
        (
            ("executive_board", "board", "unit", "school", "administration"),
            "Perstorp har 2 nämnder och 3 förvaltningar och enheter.",
        ),
        (
            ("board", "company", "unit"),
            "Perstorp har en nämnd, ett bolag eller förbund och en förvaltning eller enhet.",
        ),
        (
            ("board", "company", "joint_authority", "audit"),
            "Perstorp har en nämnd, 2 bolag och förbund och 0 förvaltningar och enheter.",
        ),
    ],
)
def test_the_organisation_is_counted_by_what_its_parts_are(kinds: tuple[str, ...], told: str) -> None:
    assert str(organisation_told("Perstorp", tree(*kinds))) == told


def test_an_empty_organisation_is_said_to_be_so() -> None:
    assert "ingen organisation" in str(organisation_told("Perstorp", UnitTree({})))
    assert not unled_told(UnitTree({}), [])


@pytest.mark.parametrize(
    ("led", "told"),
    [
        ([1, 2, 3, 4, 5], "Alla enheter har någon med en roll i dag."),
        ([1, 2, 3, 4], "Ingen har en roll på Enhet 5 i dag."),
        ([1, 2], "Ingen har en roll på Enhet 3, Enhet 4 och Enhet 5 i dag."),
        ([], "5 enheter har ingen med en roll i dag."),
    ],
)
def test_units_without_anybody_are_named_while_they_are_few(led: list[int], told: str) -> None:
    assert str(unled_told(tree("board", "unit", "unit", "unit"), led)) == told


def test_a_unit_is_told_by_what_it_is_and_who_is_there() -> None:
    assert str(unit_told("Nämnd", KF, [])) == "Nämnd under Kommunfullmäktige. Ingen har en roll här i dag."
    one = [("Anna", "chef")]
    assert str(unit_told("Kommunfullmäktige", None, one)) == "Kommunfullmäktige. Anna har rollen chef."
    assert str(unit_told("Enhet", KF, one * 2)).endswith("Anna har rollen chef; en till har en roll här.")
    assert str(unit_told("Enhet", KF, one * 4)).endswith("Anna har rollen chef; 3 till har roller här.")


def test_a_role_is_not_said_twice() -> None:
    assert holder_told("Ordförande, socialnämnden", "ordförande") == "Ordförande, socialnämnden"
    assert holder_told("Rektor, Parkskolan", "chef") == "chef: Rektor, Parkskolan"
