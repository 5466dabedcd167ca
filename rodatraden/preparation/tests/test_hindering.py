"""Which consultations a plan waits for."""

from hypothesis import given
from hypothesis import strategies as st

from rodatraden.preparation.hindering import Held, Weighty, is_held, missing_told, unheard
from rodatraden.steering.schema.organisation import Participation

ALWAYS = Participation(key="mbl", what="Förhandling enligt MBL", before=("plan",))
RISK = Participation(key="risk", what="Riskbedömning", before=("plan",), when="significant")
MERGE, CLOSE = Weighty(1, "Slå ihop"), Weighty(2, "Lägga ned")


def test_what_is_always_asked_for_is_missing_until_it_is_held_for_the_whole_plan() -> None:
    assert str(missing_told([ALWAYS], [], [])) == "Det här saknas före beslutet: förhandling enligt MBL."
    assert not is_held(ALWAYS, [Held("mbl", 1)], [MERGE])
    assert str(missing_told([ALWAYS], [Held("mbl")], [])) == ""


def test_an_assessment_of_risks_is_asked_for_by_significant_changes_alone() -> None:
    assert is_held(RISK, [], [])
    assert not is_held(RISK, [], [MERGE])
    assert is_held(RISK, [Held("risk", 1)], [MERGE])
    assert unheard(RISK, [Held("risk", 1)], [MERGE, CLOSE]) == ("Lägga ned",)
    told = missing_told([RISK], [Held("risk", 1)], [MERGE, CLOSE])
    assert str(told) == "Det här saknas före beslutet: riskbedömning (”Lägga ned”)."


def test_one_assessment_of_the_whole_plan_is_enough() -> None:
    assert is_held(RISK, [Held("risk")], [MERGE, CLOSE])
    assert unheard(RISK, [Held("risk")], [MERGE, CLOSE]) == ()


def test_what_another_kind_was_held_for_helps_nothing() -> None:
    assert not is_held(ALWAYS, [Held("risk")], [])


def test_several_are_told_in_one_sentence() -> None:
    told = missing_told([ALWAYS, RISK], [], [MERGE])
    assert str(told) == "Det här saknas före beslutet: förhandling enligt MBL och riskbedömning (”Slå ihop”)."


def test_of_a_decided_plan_it_is_told_what_the_decision_was_taken_without() -> None:
    told = missing_told([ALWAYS, RISK], [], [], is_decided=True)
    assert str(told) == "Beslutet togs utan det här: förhandling enligt MBL."
    assert not missing_told([ALWAYS], [Held("mbl")], [], is_decided=True)


@given(
    held=st.lists(st.builds(Held, st.sampled_from(["mbl", "risk"]), st.sampled_from([None, 1, 2]))),
    more=st.builds(Held, st.sampled_from(["mbl", "risk"]), st.sampled_from([None, 1, 2])),
)
def test_to_consult_once_more_never_makes_anything_missing(held: list[Held], more: Held) -> None:
    changes = [MERGE, CLOSE]
    for part in (ALWAYS, RISK):
        if is_held(part, held, changes):
            assert is_held(part, [*held, more], changes)
        assert is_held(part, held, changes) or part is ALWAYS or unheard(part, held, changes)
