"""What is decided does not move, and at most one decided version holds on a day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodatraden.organisation.models import UnitKind
from rodatraden.tenancy.edits import Refused, Stale
from rodatraden.thread.models import Item, ItemVersion, State
from rodatraden.thread.services import change_draft, decide_version, draft_version
from rodatraden.thread.tests.cast import FROM, Town


def test_a_new_decision_ends_the_former_the_day_before_and_leaves_its_words(town: Town) -> None:
    first = town.decided("Mål", text="Gammal lydelse")
    second = draft_version(town.operator, first.item, text="Ny lydelse")
    decide_version(town.actor(town.secretary), second, town.board_meeting, date(2018, 7, 1), confirmed=True)
    first.refresh_from_db()
    assert (first.valid_to, first.text, first.state) == (date(2018, 6, 30), "Gammal lydelse", State.DECIDED)
    assert ItemVersion.objects.decided_on(date(2018, 6, 30)).get() == first
    assert ItemVersion.objects.decided_on(date(2018, 7, 1)).get() == second


def test_two_versions_do_not_begin_the_same_day(town: Town) -> None:
    first = town.decided("Mål")
    again = draft_version(town.operator, first.item)
    with pytest.raises(Refused, match="börjar redan gälla"):
        decide_version(town.operator, again, town.board_meeting, FROM, confirmed=True)
    first.refresh_from_db()
    assert first.valid_to is None


def test_a_version_before_a_later_one_ends_where_that_begins(town: Town) -> None:
    later = town.decided("Mål", since=date(2019, 1, 1))
    earlier = draft_version(town.operator, later.item)
    decide_version(town.operator, earlier, town.board_meeting, FROM, confirmed=True)
    earlier.refresh_from_db()
    assert earlier.valid_to == date(2018, 12, 31)


def test_a_body_level_needs_that_bodys_decision(town: Town) -> None:
    draft = town.draft("Mål")
    secretary = town.actor(town.secretary)
    with pytest.raises(Refused, match="Ange beslutet"):
        decide_version(secretary, draft, None, FROM, confirmed=True)
    with pytest.raises(Refused, match="beslutar nämnden"):
        decide_version(secretary, draft, town.meeting, FROM, confirmed=True)


def test_one_board_does_not_decide_the_goal_of_another(town: Town) -> None:
    other = town.unit("bygg", "Byggnadsnämnden", UnitKind.BOARD, town.council)
    foreign = town.decision("bygg-1", other, "1")
    with pytest.raises(Refused, match="beslutar nämnden"):
        decide_version(town.operator, town.draft("Mål"), foreign, FROM, confirmed=True)


def test_the_executive_board_decides_its_own_board_goals(town: Town) -> None:
    own = town.decision("ks-1", town.executive, "1")
    draft = town.draft("Mål", unit=town.executive)
    assert decide_version(town.operator, draft, own, FROM, confirmed=True).decision == own


def test_an_official_decides_by_one_click_with_position_date_and_delegation(town: Town) -> None:
    draft = town.draft("Göra", "aktivitet", town.school)
    done = decide_version(
        town.actor(town.head), draft, None, FROM, delegation="Delegationsordningen 4.2", confirmed=True
    )
    assert done.decision is not None
    assert (done.decision.position, done.decision.delegation, done.decision.date, done.decision.body) == (
        "enhetschef (Parkskolan)",
        "Delegationsordningen 4.2",
        date(2018, 9, 10),
        None,
    )


def test_the_role_decides_only_within_its_own_unit(town: Town) -> None:
    other = town.unit("forskolan", "Förskolan", UnitKind.SCHOOL, town.board)
    with pytest.raises(PermissionDenied):
        decide_version(town.actor(town.head), town.draft("Göra", "aktivitet", other), None, FROM, confirmed=True)


def test_what_the_source_does_not_state_is_said_and_only_by_who_administers(town: Town) -> None:
    draft = town.draft("Mål")
    with pytest.raises(Refused, match="Ange beslutet"):
        decide_version(town.actor(town.secretary), draft, None, FROM, note="Framgår inte", confirmed=True)
    decided = decide_version(
        town.actor(town.controller), draft, None, FROM, note="Framgår inte av bilagan.", confirmed=True
    )
    assert (decided.decision, decided.decision_note) == (None, "Framgår inte av bilagan.")


def test_what_the_level_must_carry_is_told_and_must_be_confirmed(town: Town) -> None:
    draft = town.draft("Mål")
    with pytest.raises(Refused) as told:
        decide_version(town.operator, draft, town.board_meeting, FROM)
    sentence = told.value.reasons["confirmed"]
    assert all(word in sentence for word in ("ingen ansvarig", "ingen indikator", "bidrar inte till något"))
    assert decide_version(town.operator, draft, town.board_meeting, FROM, confirmed=True).state == State.DECIDED


def test_what_was_changed_since_it_was_read_is_not_decided(town: Town) -> None:
    draft = town.draft("Mål")
    change_draft(town.actor(town.secretary), draft, 1, text="Ändrat i sista stund")
    with pytest.raises(Stale):
        decide_version(town.operator, draft, town.board_meeting, FROM, edit=1, confirmed=True)
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


DAYS = [FROM + timedelta(days=offset) for offset in range(-1, 42)]


def content(version: ItemVersion) -> tuple[object, ...]:
    return (version.title, version.text, version.level, version.unit_id, version.valid_from, version.decision_id)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.tuples(st.integers(0, 40), st.text("abcåäö ", min_size=1, max_size=8), st.booleans()), max_size=8)
)
def test_whatever_is_drafted_and_decided_one_version_holds_a_day_and_none_changes(
    town: Town, steps: list[tuple[int, str, bool]]
) -> None:
    with transaction.atomic():
        item = town.decided("Från början", since=FROM).item
        seen = {version.pk: content(version) for version in ItemVersion.objects.filter(item=item)}
        for day, words, decide in steps:
            _step(town, item, FROM + timedelta(days=day), words, decide)
            decided = list(ItemVersion.objects.filter(item=item, state=State.DECIDED))
            for version in decided:
                assert content(version) == seen.setdefault(version.pk, content(version))
            for on in DAYS:
                assert sum(_holds(version, on) for version in decided) == (on >= FROM)
        for on in DAYS:
            assert ItemVersion.objects.decided_on(on).filter(item=item).count() == (on >= FROM)
        transaction.set_rollback(True)


def _holds(version: ItemVersion, day: date) -> bool:
    assert version.valid_from is not None
    return version.valid_from <= day and (version.valid_to is None or day <= version.valid_to)


def _step(town: Town, item: Item, day: date, words: str, decide: bool) -> None:
    draft = ItemVersion.objects.drafts().filter(item=item).first()
    if draft is None:
        draft = draft_version(town.operator, item, title=f"x{words}")
    else:
        change_draft(town.operator, draft, draft.edit, title=f"y{words}", text=words)
    if decide:
        try:
            decide_version(town.operator, draft, town.board_meeting, day, confirmed=True)
        except Refused as fault:
            assert "börjar redan gälla" in str(fault)
