"""A body's decision is registered by who acts for the body, not by a small unit beneath it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden.organisation.models import UnitKind
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Level
from rodatraden.steering.tests.steered import steer_by
from rodatraden.thread.forms import DecideForm
from rodatraden.thread.levels import decider_of
from rodatraden.thread.models import State
from rodatraden.thread.services import decide_version, draft_version
from rodatraden.thread.tests.cast import FROM, MODEL, Town
from rodatraden.thread.tests.test_item_pages import as_user, page

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


def test_only_decisions_of_the_body_meant_are_offered_and_the_owner_is_named(town: Town) -> None:
    other = town.decision("bygg-1", town.unit("bygg", "Byggnadsnämnden", UnitKind.BOARD, town.council), "1")
    draft = town.draft("Mål")
    form = DecideForm(town.actor(town.secretary), draft, decider_of(parse(MODEL), level("namndmal")))
    offered = list(form.fields["decision"].queryset)  # type: ignore[attr-defined]
    assert town.board_meeting in offered and town.meeting not in offered and other not in offered
    html = page(town, "secretary", f"led/{draft.item.key}/utkast/beslut/")[1]
    assert "Ägare är Barn- och utbildningsnämnden." in html
    assert f"/perstorp/beslut/nytt/?next=/perstorp/led/{draft.item.key}/utkast/beslut/" in html


def level(key: str) -> Level:
    found = parse(MODEL).level_of(key)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("asked", "back"), [("/perstorp/trad/", True), ("//ont.example/", False), ("https://x.se", False)]
)
def test_whoever_records_a_decision_for_a_draft_comes_back_to_it(town: Town, asked: str, back: bool) -> None:
    posted = {"title": "Mål", "body": town.board.pk, "date": "2018-09-01", "paragraph": "44"}
    answered = as_user(town.secretary).post(f"/perstorp/beslut/nytt/?next={asked}", posted)
    assert answered.status_code == 302
    assert (answered["Location"] == asked) is back


def test_a_level_without_questions_has_no_step_for_them(town: Town) -> None:
    activity, goal = town.draft("Göra", "aktivitet", town.school), town.draft("Mål")
    assert "3 Besluta" in page(town, "head", f"led/{activity.item.key}/utkast/")[1]
    html = page(town, "secretary", f"led/{goal.item.key}/utkast/")[1]
    assert "3 Frågor" in html and "4 Besluta" in html


def test_drafts_are_found_on_their_units_page_and_on_the_overview_of_who_finishes_them(town: Town) -> None:
    draft_version(town.actor(town.head), None, level="aktivitet", title="Vandring", unit=town.school)
    unit = "organisation/enheter/skolan/"
    assert "Vandring" in page(town, "head", unit)[1] and "Vandring" not in page(town, "auditor", unit)[1]
    assert "Dina utkast" in page(town, "head", "")[1] and "Dina utkast" not in page(town, "member", "")[1]


def test_a_decision_to_come_is_not_the_latest_one(town: Town) -> None:
    type(town.meeting).objects.filter(pk=town.meeting.pk).update(date=date(2026, 3, 16))
    assert 'det senaste från <span class="nowrap">2017-11-29</span>' in page(town, "member", "beslut/")[1]
