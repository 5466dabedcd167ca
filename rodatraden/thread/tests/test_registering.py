"""A body's decision is registered by who acts for the body, not by a small unit beneath it."""

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden.steering.tests.steered import steer_by
from rodatraden.thread.models import State
from rodatraden.thread.services import decide_version, draft_version
from rodatraden.thread.tests.cast import FROM, MODEL, Town
from rodatraden.thread.tests.test_item_pages import page

HEADS_DECIDE = MODEL.replace(
    'name = { one = "enhetschef" }\nrights = ["read", "enter", "assess"]',
    'name = { one = "enhetschef" }\nrights = ["read", "enter", "assess", "decide"]',
)
BOARDS_OWN = HEADS_DECIDE.replace('key = "fullmaktigemal"', 'key = "fullmaktigemal"\nowned_by = ["board", "school"]', 1)


@pytest.mark.parametrize("level", ["vision", "fullmaktigemal", "namndmal"])
def test_a_head_with_the_right_over_a_unit_decides_for_no_body(town: Town, level: str) -> None:
    steer_by(HEADS_DECIDE)
    head = town.actor(town.head)
    draft = draft_version(head, None, level=level, title="Vår vision", unit=town.school)
    decision = town.board_meeting if level == "namndmal" else town.meeting
    with pytest.raises(PermissionDenied):
        decide_version(head, draft, decision, FROM, confirmed=True)
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_the_secretary_of_a_board_registers_what_the_council_gave_the_board_to_own(town: Town) -> None:
    draft = town.draft("Mål", "fullmaktigemal")
    with pytest.raises(PermissionDenied):
        decide_version(town.actor(town.secretary), draft, town.meeting, FROM, confirmed=True)
    steer_by(BOARDS_OWN)
    with pytest.raises(PermissionDenied):
        decide_version(town.actor(town.head), town.draft("Mål", "fullmaktigemal", town.school), town.meeting, FROM)
    decided = decide_version(town.actor(town.secretary), draft, town.meeting, FROM, confirmed=True)
    assert decided.decision == town.meeting


def test_a_new_item_is_offered_only_at_the_levels_that_the_actor_may_own_at(town: Town) -> None:
    steer_by(MODEL.replace('key = "namndmal"', 'key = "namndmal"\nowned_by = ["board"]', 1))
    heads = page(town, "head", "nytt-led/")[1]
    assert "niva=aktivitet" in heads
    for level in ("vision", "fullmaktigemal", "namndmal", "uppdrag"):
        assert f"niva={level}" not in heads
        assert page(town, "head", f"nytt-led/?niva={level}")[0] == 403
    assert "niva=vision" in page(town, "controller", "nytt-led/")[1]
    assert "niva=namndmal" in page(town, "secretary", "nytt-led/")[1]


def test_an_item_offers_to_add_only_what_the_reader_may_own(town: Town) -> None:
    path = f"led/{town.decided('Mål').item.key}/"
    steer_by(MODEL.replace('key = "strategi"', 'key = "strategi"\nowned_by = ["board"]', 1))
    heads = page(town, "head", path)[1]
    assert "niva=aktivitet" in heads and "niva=strategi" not in heads
    assert "niva=aktivitet" not in page(town, "member", path)[1]
