"""Units come, change, end and merge, and their history stays."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden.audit.log import entries
from rodatraden.audit.models import Entry
from rodatraden.lib import clock
from rodatraden.organisation.access import NOBODY, Actor, system
from rodatraden.organisation.models import Role, Unit, UnitKind
from rodatraden.organisation.services import change_unit, create_unit, end_unit, give_role, merge_units, seen_of
from rodatraden.organisation.tests.cast import TODAY, Town
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused, Stale
from rodatraden.tenancy.models import Municipality

Verb = Callable[[Town, Actor], object]
LAST_DAY = date(2018, 6, 30)

VERBS: dict[str, Verb] = {
    "create": lambda t, a: create_unit(a, name="Ny", kind="unit", parent=t.area),
    "create at the top": lambda t, a: create_unit(a, name="Förbundet", kind="joint_authority"),
    "change": lambda t, a: change_unit(a, t.area, name="Nytt namn"),
    "move": lambda t, a: change_unit(a, t.area, parent=t.other),
    "end": lambda t, a: end_unit(a, t.home_care, LAST_DAY),
    "merge": lambda t, a: merge_units(a, [t.home_care], t.other, LAST_DAY),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("account", ["controller", "sekreterare", "chef", "ledamot", "revisor"])
def test_only_who_administers_changes_units(town: Town, verb: str, account: str) -> None:
    if account == "controller":
        VERBS[verb](town, town.actor(account))
        assert entries().count() == 1
        return
    with pytest.raises(PermissionDenied):
        VERBS[verb](town, town.actor(account))
    assert not entries().exists()


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_changes_nothing(town: Town, verb: str) -> None:
    with pytest.raises(PermissionDenied):
        VERBS[verb](town, NOBODY)


def local(town: Town) -> Actor:
    """Somebody who administers one board and what lies under it."""
    town.person("controller", town.board, account="local")
    return town.actor("local")


def test_a_right_to_administer_ends_where_the_role_does(town: Town) -> None:
    actor = local(town)
    assert create_unit(actor, name="Ny", kind="unit", parent=town.area).parent == town.area
    for refused in ("create at the top", "move", "merge"):
        with pytest.raises(PermissionDenied):
            VERBS[refused](town, actor)
    with pytest.raises(PermissionDenied):
        change_unit(actor, town.other, name="Kapad")


def test_the_first_unit_is_the_operators(perstorp: Municipality) -> None:
    assert create_unit(system(), name="Kommunfullmäktige", kind="council").key == "kommunfullmaktige"


def test_a_new_unit_is_logged_with_what_was_said(town: Town) -> None:
    unit = create_unit(town.actor("controller"), name=" Nattpatrullen ", kind="unit", parent=town.area, position=3)
    entry = entries().get()
    assert (entry.verb, entry.kind, entry.object_id, entry.label) == ("lade till", "unit", unit.key, "Nattpatrullen")
    assert entry.after == {"name": "Nattpatrullen", "kind": "unit", "parent": "Vård och omsorg", "position": 3}
    assert entry.actor == "controller kf"


def test_the_same_unit_is_not_made_twice_in_one_place(town: Town) -> None:
    actor = town.actor("controller")
    create_unit(actor, name="Öppna enheten", kind="unit", parent=town.area)
    with pytest.raises(Refused) as refused:
        create_unit(actor, name="Öppna enheten", kind="unit", parent=town.area)
    assert "name" in refused.value.reasons


def test_a_key_is_made_of_the_name_and_never_used_twice(town: Town) -> None:
    actor = town.actor("controller")
    places = (town.area, town.board, town.council)
    made = [create_unit(actor, name="Öppna enheten", kind="unit", parent=place).key for place in places]
    assert made == ["oppna-enheten", "oppna-enheten-2", "oppna-enheten-3"]
    with pytest.raises(Refused) as refused:
        create_unit(actor, name="Annan", kind="unit", parent=town.area, key="sn")
    assert "key" in refused.value.reasons


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"kind": "hydra"}, "kind"),
        ({"key": "Inte en nyckel"}, "key"),
        ({"valid_from": date(2018, 2, 1), "valid_to": date(2018, 1, 1)}, "valid_from"),
    ],
)
def test_a_unit_that_cannot_be_is_refused_by_field(town: Town, fields: dict[str, object], field: str) -> None:
    given: dict[str, object] = {"name": "Enhet", "kind": "unit", "parent": town.area, **fields}
    with pytest.raises(Refused) as refused:
        create_unit(town.actor("controller"), **given)  # type: ignore[arg-type]
    assert field in refused.value.reasons
    assert not entries().exists()


def test_a_field_that_no_unit_has_is_a_mistake(town: Town) -> None:
    with pytest.raises(TypeError):
        create_unit(town.actor("controller"), name="X", kind="unit", parent=town.area, replaced_by=town.other)
    with pytest.raises(TypeError):
        change_unit(town.actor("controller"), town.area, key="annan")


def test_a_unit_cannot_lie_under_another_municipalitys(town: Town, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        theirs = Unit.objects.create(key="ks", name="Deras styrelse", kind=UnitKind.EXECUTIVE_BOARD)
    attempts: list[Callable[[], object]] = [
        lambda: change_unit(system(), town.area, parent=theirs),
        lambda: change_unit(system(), theirs, name="Kapad"),
        lambda: end_unit(system(), theirs, TODAY),
        lambda: merge_units(system(), [town.area], theirs, LAST_DAY),
        lambda: merge_units(system(), [theirs], town.area, LAST_DAY),
    ]
    for attempt in attempts:
        with pytest.raises((Refused, PermissionDenied)):
            attempt()
    with pytest.raises((Refused, PermissionDenied)):
        create_unit(town.actor("controller"), name="Ny", kind="unit", parent=theirs)


def test_a_change_says_before_and_after_and_nothing_else(town: Town) -> None:
    changed = change_unit(town.actor("controller"), town.area, name="Omsorgen", kind="area", parent=town.board)
    entry = entries().get()
    assert entry.before == {"name": "Vård och omsorg", "parent": "Socialförvaltningen"}
    assert entry.after == {"name": "Omsorgen", "parent": "Socialnämnden"}
    changed.refresh_from_db()
    assert (changed.name_folded, changed.parent) == ("omsorgen", town.board)


def test_a_change_that_changes_nothing_is_not_logged(town: Town) -> None:
    change_unit(town.actor("controller"), town.area, name=town.area.name)
    assert not entries().exists()


def test_the_second_of_two_is_told_and_sees_both(town: Town) -> None:
    actor, opened = town.actor("controller"), seen_of(town.area)
    change_unit(actor, town.area, seen=opened, name="Den förstas")
    with pytest.raises(Stale) as stale:
        change_unit(actor, town.area, seen=opened, name="Den andras", kind="area")
    assert stale.value.theirs["name"] == "Den förstas" and stale.value.mine["name"] == "Den andras"
    assert stale.value.differing() == ["name"]
    assert Unit.objects.get(key="vo").name == "Den förstas"


def test_a_circle_is_refused_with_the_way_round(town: Town) -> None:
    with pytest.raises(Refused) as refused:
        change_unit(town.actor("controller"), town.board, parent=town.home_care)
    sentence = refused.value.reasons["parent"]
    for name in ("Socialnämnden", "Hemtjänsten", "Vård och omsorg", "Socialförvaltningen"):
        assert name in sentence
    assert "Kommunfullmäktige" not in sentence
    with pytest.raises(Refused):
        change_unit(town.actor("controller"), town.board, parent=town.board)


def test_an_ended_unit_keeps_its_key_and_its_roles_end_with_it(town: Town) -> None:
    holder = town.person("chef", town.home_care, account="head")
    earlier = town.person("chef", town.home_care, account="earlier", ended=date(2017, 1, 31))
    end_unit(town.actor("controller"), town.home_care, LAST_DAY)
    unit = Unit.objects.get(key="ht")
    assert unit.valid_to == LAST_DAY and unit.replaced_by is None
    holder.refresh_from_db()
    earlier.refresh_from_db()
    assert holder.valid_to == LAST_DAY and earlier.valid_to == date(2017, 1, 31)
    assert entries().get().after == {"valid_to": "2018-06-30", "roles_ended": ["chef ht (chef)"]}
    assert [found.key for found in Unit.objects.on(LAST_DAY) if found.key == "ht"] == ["ht"]
    assert not Unit.objects.on(TODAY).filter(key="ht").exists()


def test_a_unit_with_units_under_it_does_not_end(town: Town) -> None:
    with pytest.raises(Refused) as refused:
        end_unit(town.actor("controller"), town.office, LAST_DAY)
    assert "Vård och omsorg" in refused.value.reasons["on"]
    end_unit(town.actor("controller"), town.home_care, LAST_DAY)
    end_unit(town.actor("controller"), town.area, LAST_DAY)
    end_unit(town.actor("controller"), town.office, LAST_DAY)


def test_a_unit_does_not_end_twice_nor_before_it_begins_nor_with_roles_to_come(town: Town) -> None:
    actor = town.actor("controller")
    Unit.objects.filter(pk=town.home_care.pk).update(valid_from=date(2018, 1, 1))
    with pytest.raises(Refused):
        end_unit(actor, town.home_care, date(2017, 12, 31))
    give_role(actor, person=town.people["chef"], unit=town.home_care, kind="chef", valid_from=date(2018, 10, 1))
    with pytest.raises(Refused) as refused:
        end_unit(actor, town.home_care, LAST_DAY)
    assert "efter den dagen" in refused.value.reasons["on"]
    Role.objects.filter(unit=town.home_care).delete()
    end_unit(actor, town.home_care, LAST_DAY)
    with pytest.raises(Refused):
        end_unit(town.actor("controller"), town.home_care, TODAY)


def test_merged_units_say_where_their_work_went_on(town: Town) -> None:
    night = town.unit("natt", "Nattpatrullen", UnitKind.UNIT, town.area)
    merged = town.unit("omsorg", "Omsorgsenheten", UnitKind.UNIT, town.area)
    team = town.unit("team", "Team norr", UnitKind.UNIT, night)
    role = town.person("chef", night, account="night")
    merge_units(town.actor("controller"), [town.home_care, night], merged, LAST_DAY)
    for key in ("ht", "natt"):
        unit = Unit.objects.get(key=key)
        assert (unit.valid_to, unit.replaced_by) == (LAST_DAY, merged)
    team.refresh_from_db()
    role.refresh_from_db()
    assert team.parent == merged and team.valid_to is None
    assert role.valid_to == LAST_DAY
    assert {entry.object_id for entry in entries()} == {"ht", "natt"}
    assert all(entry.after["replaced_by"] == "Omsorgsenheten" for entry in Entry.objects.all() if entry.after)


def test_a_unit_may_go_up_in_one_beneath_it(town: Town) -> None:
    merge_units(town.actor("controller"), [town.area], town.home_care, LAST_DAY)
    town.home_care.refresh_from_db()
    assert town.home_care.parent == town.office


def test_a_merger_that_would_make_a_circle_changes_nothing(town: Town) -> None:
    with pytest.raises(Refused) as refused:
        merge_units(town.actor("controller"), [town.office], town.home_care, LAST_DAY)
    assert "sig själv" in str(refused.value)
    town.office.refresh_from_db()
    assert town.office.valid_to is None and not entries().exists()


def test_a_merger_needs_another_unit_that_holds_the_day_after(town: Town) -> None:
    actor = town.actor("controller")
    for units in ([], [town.area, town.home_care]):
        with pytest.raises(Refused):
            merge_units(actor, units, town.home_care, LAST_DAY)
    Unit.objects.filter(pk=town.other.pk).update(valid_to=LAST_DAY)
    with pytest.raises(Refused) as refused:
        merge_units(actor, [town.home_care], town.other, LAST_DAY)
    assert "Byggnadsnämnden" in refused.value.reasons["into"]


def test_a_coming_merger_waits_where_units_have_to_move(town: Town) -> None:
    coming = date(2018, 12, 31)
    with pytest.raises(Refused) as refused:
        merge_units(town.actor("controller"), [town.area], town.other, coming)
    assert "Hemtjänsten" in refused.value.reasons["on"]
    merge_units(town.actor("controller"), [town.home_care], town.other, coming)
    assert Unit.objects.on(coming).filter(key="ht").exists()


def test_after_a_merger_the_heir_answers_for_the_ended_unit(town: Town) -> None:
    merge_units(town.actor("controller"), [town.home_care], town.other, LAST_DAY)
    with clock.held(TODAY):
        assert not town.actor("chef").may("enter", town.home_care.pk)
        assert town.actor("controller").may("enter", town.home_care.pk)
