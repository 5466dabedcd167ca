"""A remedy goes its way: decided, begun, carried out, its effect known, closed with a reason."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden.audit.models import Entry
from rodatraden.decisions.services import annul_decision
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor, system
from rodatraden.remedies.models import Remedy, RemedyEffect, RemedyState
from rodatraden.remedies.services import close_remedy, decide_remedy, finish_remedy, record_effect, start_remedy
from rodatraden.remedies.tests.place import Place
from rodatraden.tenancy.edits import Refused


def told(actor: Actor, row: Remedy, **fields: Any) -> RemedyEffect:
    return record_effect(actor, row, **{"text": "Fler läser.", **fields})


def closed(actor: Actor, row: Remedy) -> Remedy:
    return close_remedy(actor, row, "Behövs inte.")


def at(place: Place, state: RemedyState, **fields: Any) -> Remedy:
    row = place.remedy(**fields)
    Remedy.objects.filter(pk=row.pk).update(state=state)
    row.refresh_from_db()
    return row


def state_of(row: Remedy) -> str:
    row.refresh_from_db()
    return row.state


def test_the_whole_way_leaves_one_entry_for_each_step(place: Place) -> None:
    row, head = place.remedy(effect_indicator=place.reading), place.actor(place.head)
    decide_remedy(head, row, place.board_meeting)
    start_remedy(head, row)
    finish_remedy(head, row)
    told(head, row, value=Decimal(72))
    close_remedy(head, row, "Följs i nästa plan.")
    row.refresh_from_db()
    assert (row.state, row.decision, row.closed_reason) == ("closed", place.board_meeting, "Följs i nästa plan.")
    assert row.edit == 6
    verbs = Entry.objects.filter(kind="remedy").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [
        "skrev åtgärd", "beslutade åtgärd", "påbörjade åtgärd", "genomförde åtgärd", "redovisade effekt",
        "avslutade åtgärd",
    ]  # fmt: skip


STEPS: dict[str, tuple[Callable[[Actor, Remedy], Any], dict[RemedyState, str]]] = {
    "decide": (decide_remedy, {RemedyState.PROPOSED: "decided"}),
    "start": (start_remedy, {RemedyState.PROPOSED: "ongoing", RemedyState.DECIDED: "ongoing"}),
    "finish": (finish_remedy, {RemedyState.DECIDED: "done", RemedyState.ONGOING: "done"}),
    "effect": (told, {RemedyState.DONE: "known", RemedyState.KNOWN: "known"}),
    "close": (closed, dict.fromkeys([state for state in RemedyState if state != RemedyState.CLOSED], "closed")),
}


@pytest.mark.parametrize("state", list(RemedyState))
@pytest.mark.parametrize("step", STEPS)
def test_each_step_is_taken_from_where_it_can_be_and_refused_elsewhere(
    place: Place, step: str, state: RemedyState
) -> None:
    verb, leads = STEPS[step]
    row = at(place, state)
    if state in leads:
        verb(place.actor(place.head), row)
        assert state_of(row) == leads[state]
    else:
        with pytest.raises(Refused):
            verb(place.actor(place.head), row)
        assert state_of(row) == state


MAY = {
    "decide": {"controller", "secretary", "head"},
    "start": {"controller", "secretary", "head"},
    "finish": {"controller", "secretary", "head"},
    "effect": {"controller", "secretary", "head"},
    "close": {"controller", "secretary", "head"},
}
FROM = {
    "decide": RemedyState.PROPOSED,
    "start": RemedyState.DECIDED,
    "finish": RemedyState.ONGOING,
    "effect": RemedyState.DONE,
    "close": RemedyState.DONE,
}


@pytest.mark.parametrize("who", ["controller", "secretary", "head", "member", "auditor", "stranger"])
@pytest.mark.parametrize("step", MAY)
def test_each_step_is_for_those_who_may(place: Place, step: str, who: str) -> None:
    row = at(place, FROM[step], deviation=place.deviation(material=True))
    actor = place.actor(place.everybody[who])
    if who in MAY[step]:
        STEPS[step][0](actor, row)
    else:
        with pytest.raises(PermissionDenied):
            STEPS[step][0](actor, row)
        assert state_of(row) == FROM[step]


def test_the_responsible_role_tells_how_it_goes_also_without_rights_over_the_unit(place: Place) -> None:
    row = at(place, RemedyState.ONGOING, responsible_unit=place.executive, responsible_kind="ledamot")
    member = place.actor(place.member)
    finish_remedy(member, row)
    told(member, row)
    assert state_of(row) == RemedyState.KNOWN
    with pytest.raises(PermissionDenied):
        decide_remedy(member, at(place, RemedyState.PROPOSED, what="B", responsible_unit=place.executive))


def test_whoever_carries_it_out_does_not_decide_that_it_begins(place: Place) -> None:
    row = place.remedy(responsible_unit=place.home_care)
    stranger = place.actor(place.stranger)
    with pytest.raises(PermissionDenied):
        start_remedy(stranger, row)
    decide_remedy(place.actor(place.head), row)
    assert start_remedy(stranger, row).state == RemedyState.ONGOING


def test_what_came_of_it_is_told_with_words_day_and_value(place: Place) -> None:
    row = at(place, RemedyState.DONE, effect_indicator=place.reading)
    effect = told(place.actor(place.head), row, value=Decimal(72), on=date(2018, 9, 1))
    effect.refresh_from_db()
    assert (effect.text, effect.value, effect.on, effect.entered_by) == (
        "Fler läser.",
        Decimal(72),
        date(2018, 9, 1),
        "Rektor",
    )
    assert str(effect) == f"{row.pk} 2018-09-01"


def test_an_effect_that_is_not_known_yet_is_asked_for_again(place: Place) -> None:
    row, head = at(place, RemedyState.DONE), place.actor(place.head)
    told(head, row, text="För tidigt.", ask_again=date(2018, 12, 31))
    row.refresh_from_db()
    assert (row.state, row.effect_on) == (RemedyState.DONE, date(2018, 12, 31))
    with clock.held(date(2018, 12, 31)):
        told(head, row)
    assert state_of(row) == RemedyState.KNOWN and row.effects.count() == 2


def test_of_what_still_goes_on_only_an_interim_effect_is_told(place: Place) -> None:
    row, head = at(place, RemedyState.ONGOING), place.actor(place.head)
    with pytest.raises(Refused) as refused:
        told(head, row)
    assert set(refused.value.reasons) == {"ask_again"}
    told(head, row, ask_again=date(2018, 11, 30))
    assert state_of(row) == RemedyState.ONGOING and row.effect_on == date(2018, 11, 30)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"text": "  "}, "text"),
        ({"value": Decimal(72)}, "value"),
        ({"on": date(2018, 9, 11)}, "on"),
        ({"ask_again": date(2018, 9, 10)}, "ask_again"),
    ],
)
def test_what_does_not_hold_is_refused_by_field(place: Place, fields: dict[str, Any], field: str) -> None:
    row = at(place, RemedyState.DONE)
    with pytest.raises(Refused) as refused:
        told(place.actor(place.head), row, **fields)
    assert set(refused.value.reasons) == {field}
    assert state_of(row) == RemedyState.DONE and not row.effects.exists()


def test_what_is_known_is_not_asked_for_again_but_more_may_be_told(place: Place) -> None:
    row, head = at(place, RemedyState.KNOWN), place.actor(place.head)
    with pytest.raises(Refused, match="redan känd"):
        told(head, row, ask_again=date(2018, 12, 31))
    told(head, row, text="Och ett halvår senare.")
    assert state_of(row) == RemedyState.KNOWN


def test_nothing_is_closed_without_a_reason(place: Place) -> None:
    row = at(place, RemedyState.DONE)
    with pytest.raises(Refused, match="Skriv varför"):
        close_remedy(place.actor(place.head), row, " ")
    assert state_of(row) == RemedyState.DONE


def test_a_remedy_that_is_gone_is_told_so(place: Place) -> None:
    row = place.remedy()
    Remedy.objects.filter(pk=row.pk).delete()
    with pytest.raises(Refused, match="finns inte längre"):
        start_remedy(place.actor(place.head), row)


def test_no_remedy_is_decided_by_an_annulled_decision(place: Place) -> None:
    annulled = annul_decision(system(), place.board_meeting, date(2018, 9, 9))
    with pytest.raises(Refused, match="upphävt"):
        decide_remedy(system(), at(place, RemedyState.PROPOSED), annulled)
