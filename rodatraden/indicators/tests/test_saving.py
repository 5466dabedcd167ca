"""The definition of an indicator: who may change it, what must hold, and what two people at once get to see."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden.audit.log import entries as log_entries
from rodatraden.indicators.models import Indicator
from rodatraden.indicators.services import save_indicator
from rodatraden.indicators.tests.rows import (
    an_indicator,
    another_municipalitys_indicator,
    somebody,
    year,
)
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.edits import Refused, Stale
from rodatraden.tenancy.models import Municipality


@pytest.fixture
def coordinator(house: dict[str, Unit]) -> Actor:
    return somebody(house["kf"])


def make(actor: Actor, owner: Unit, **fields: Any) -> Indicator:
    return save_indicator(actor, None, owner=owner, **{"name": "Tryggheten i skolan", "unit_of_measure": "%", **fields})


def faults(actor: Actor, owner: Unit, **fields: Any) -> set[str]:
    with pytest.raises(Refused) as refused:
        make(actor, owner, **fields)
    return set(refused.value.reasons)


def test_a_new_indicator_gets_a_key_of_its_name(house: dict[str, Unit], coordinator: Actor) -> None:
    assert make(coordinator, house["kf"]).key == "tryggheten-i-skolan"
    assert make(coordinator, house["kf"]).key == "tryggheten-i-skolan-2"
    assert Indicator.objects.filter(name_folded="tryggheten i skolan").count() == 2


def test_a_key_that_is_taken_is_refused(house: dict[str, Unit], coordinator: Actor) -> None:
    make(coordinator, house["kf"], key="trygg")
    assert faults(coordinator, house["kf"], key="trygg") == {"key"}


def test_the_addresses_of_other_pages_are_no_keys(house: dict[str, Unit], coordinator: Actor) -> None:
    assert faults(coordinator, house["kf"], key="ny") == {"key"}
    assert make(coordinator, house["kf"], name="Ny").key == "ny-2"


def test_named_fields_change_and_the_others_stay(house: dict[str, Unit], coordinator: Actor) -> None:
    row = make(coordinator, house["kf"], definition="Andel som svarat ja.")
    changed = save_indicator(coordinator, row, row.edit, name="Trygghet i skolan", next_measured="2019")
    row.refresh_from_db()
    assert (row.name, row.name_folded, row.definition) == (
        "Trygghet i skolan",
        "trygghet i skolan",
        "Andel som svarat ja.",
    )
    assert (row.edit, changed.edit, row.next_measured) == (2, 2, year(2019))


def test_saving_what_stands_there_already_changes_nothing(house: dict[str, Unit], coordinator: Actor) -> None:
    row = make(coordinator, house["kf"])
    save_indicator(coordinator, row, row.edit, name=row.name, owner=house["kf"])
    row.refresh_from_db()
    assert (row.edit, log_entries().count()) == (1, 1)


def test_the_second_of_two_is_told_and_sees_both_texts(house: dict[str, Unit], coordinator: Actor) -> None:
    row = make(coordinator, house["kf"])
    save_indicator(coordinator, row, 1, definition="Den enas text")
    with pytest.raises(Stale) as stale:
        save_indicator(coordinator, row, 1, definition="Den andras text", name=row.name)
    assert stale.value.differing() == ["definition"]
    assert (stale.value.theirs["definition"], stale.value.mine["definition"]) == ("Den enas text", "Den andras text")
    row.refresh_from_db()
    assert row.definition == "Den enas text"


def test_the_log_holds_what_changed_and_nothing_else(house: dict[str, Unit], coordinator: Actor) -> None:
    row = make(coordinator, house["kf"])
    save_indicator(coordinator, row, 1, owner=house["sn"], start_period="2017")
    newest = log_entries()[0]
    assert newest.before == {"owner": "Kommunfullmäktige", "start_period": ""}
    assert newest.after == {"owner": "Socialnämnden", "start_period": "2017"}


def test_whoever_may_not_enter_over_the_owner_may_not_change(house: dict[str, Unit], coordinator: Actor) -> None:
    row = make(coordinator, house["kf"])
    for actor in (somebody(house["kf"], "ledamot"), somebody(house["sn"], "namndsekreterare")):
        with pytest.raises(PermissionDenied):
            save_indicator(actor, row, 1, name="Mitt")
        with pytest.raises(PermissionDenied):
            make(actor, house["kf"])


def test_nobody_gives_an_indicator_away_to_where_they_may_not_enter(house: dict[str, Unit]) -> None:
    secretary = somebody(house["sn"], "namndsekreterare")
    row = make(secretary, house["sn"])
    with pytest.raises(PermissionDenied):
        save_indicator(secretary, row, 1, owner=house["bun"])
    row.refresh_from_db()
    assert row.owner == house["sn"]


def test_another_municipalitys_indicator_is_gone(
    house: dict[str, Unit], coordinator: Actor, hallsberg: Municipality
) -> None:
    stranger = another_municipalitys_indicator(hallsberg)
    with pytest.raises(Refused):
        save_indicator(coordinator, stranger, 1, name="Mitt")
    with pytest.raises(PermissionDenied):
        make(coordinator, stranger.owner)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 301}, "name"),
        ({"kind": "annat"}, "kind"),
        ({"decimals": 7}, "decimals"),
        ({"rank_of": 290, "direction": "higher"}, "direction"),
        ({"next_measured": "hösten"}, "next_measured"),
        ({"rule": "finns-inte"}, "rule"),
        ({"rule": "mal"}, "rule"),
        ({"responsible_kind": "kung"}, "responsible_kind"),
        ({"valid_from": date(2018, 1, 1), "valid_to": date(2017, 1, 1)}, "valid_to"),
        ({"key": "två ord"}, "key"),
    ],
)
def test_what_does_not_hold_is_refused_by_field(
    house: dict[str, Unit], coordinator: Actor, fields: dict[str, Any], field: str
) -> None:
    assert faults(coordinator, house["kf"], **fields) == {field}


def test_an_indicator_without_an_owner_is_refused(coordinator: Actor) -> None:
    with pytest.raises(Refused) as refused:
        save_indicator(coordinator, None, name="Herrelös")
    assert set(refused.value.reasons) == {"owner"}


def test_a_field_that_does_not_exist_is_the_callers_mistake(house: dict[str, Unit], coordinator: Actor) -> None:
    with pytest.raises(TypeError):
        make(coordinator, house["kf"], edit_count=3)


def test_an_indicator_is_seen_by_everybody_signed_in_and_by_nobody_else(house: dict[str, Unit]) -> None:
    an_indicator(house["kf"])
    assert Indicator.objects.visible_to(somebody(house["sn"], "ledamot")).count() == 1
    assert Indicator.objects.visible_to(Actor(somebody(house["bun"], "ledamot").by)).count() == 0
