"""The log names an item only to those who may see it: nobody else's draft, and nothing personal (O5)."""

import pytest

from rodatraden.thread.models import ItemVersion
from rodatraden.thread.services import change_draft, decide_version, discard_draft, draft_version
from rodatraden.thread.tests.cast import FROM, Town
from rodatraden.thread.tests.test_item_pages import page

PATHS = ("organisation/logg/", "organisation/logg/?format=csv", "organisation/logg/?what=hemlig")


def own_goal(town: Town) -> ItemVersion:
    head = town.actor(town.head)
    draft = draft_version(head, None, level="eget", title="Hemligt för Anna", unit=town.school)
    return decide_version(head, draft, None, FROM, confirmed=True)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("who", ["auditor", "controller"])
def test_what_is_personal_is_named_to_nobody_above_and_found_by_no_search(town: Town, path: str, who: str) -> None:
    own_goal(town)
    status, html = page(town, who, path)
    assert status == 200 and "Hemligt" not in html


def test_the_decision_of_a_personal_goal_says_who_decided_but_not_what_the_goal_is(town: Town) -> None:
    decision = own_goal(town).decision
    assert decision is not None
    assert (decision.title, decision.position) == ("Eget mål", "enhetschef (Parkskolan)")
    assert "Hemligt" not in page(town, "auditor", "beslut/")[1] and "hemligt" not in decision.key


@pytest.mark.parametrize("path", PATHS)
def test_a_draft_is_named_only_within_its_authority(town: Town, path: str) -> None:
    draft = draft_version(town.actor(town.secretary), None, level="namndmal", title="Hemligt mål", unit=town.board)
    assert "Hemligt" not in page(town, "auditor", path)[1]
    decide_version(town.operator, draft, town.board_meeting, FROM, confirmed=True)
    assert "Hemligt mål" in page(town, "auditor", path)[1]


def test_a_new_wording_is_not_named_before_it_is_decided_and_a_thrown_draft_never(town: Town) -> None:
    item = town.decided("Öppet mål").item
    secretary = town.actor(town.secretary)
    draft = change_draft(secretary, draft_version(secretary, item), 1, title="Hemlig lydelse")
    change_draft(secretary, draft, 2, text="Mer")
    discard_draft(secretary, draft_version(secretary, None, level="namndmal", title="Hemlig idé", unit=town.board))
    html = page(town, "auditor", PATHS[0])[1]
    assert "Öppet mål" in html and "Hemlig" not in html
