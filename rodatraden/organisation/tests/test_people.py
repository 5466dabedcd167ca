"""People and their roles, substitutes included."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.audit.log import entries
from rodatraden.organisation.access import Actor, actor_of, system
from rodatraden.organisation.models import Person, Role, Unit, UnitKind
from rodatraden.organisation.services import add_person, change_person, end_role, give_role
from rodatraden.organisation.tests.cast import TODAY, Town
from rodatraden.steering.models import SteeringModel
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality, User

Verb = Callable[[Town, Actor], object]


def chef(town: Town) -> Role:
    return Role.objects.get(kind="chef")


VERBS: dict[str, Verb] = {
    "add": lambda t, a: add_person(a, name="Enhetschef, hemtjänsten"),
    "change": lambda t, a: change_person(a, t.people["chef"], name="Områdeschef"),
    "give": lambda t, a: give_role(a, person=t.people["ledamot"], unit=t.home_care, kind="chef"),
    "end": lambda t, a: end_role(a, chef(t), TODAY),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("account", ["controller", "sekreterare", "chef", "ledamot", "revisor"])
def test_only_who_administers_changes_people_and_roles(town: Town, verb: str, account: str) -> None:
    if account == "controller":
        VERBS[verb](town, town.actor(account))
        assert entries().count() == 1
        return
    with pytest.raises(PermissionDenied):
        VERBS[verb](town, town.actor(account))
    assert not entries().exists()


def test_a_right_to_administer_ends_where_the_role_does(town: Town) -> None:
    town.person("controller", town.board, account="local")
    actor = town.actor("local")
    give_role(actor, person=town.people["ledamot"], unit=town.board, kind="ledamot")
    with pytest.raises(PermissionDenied):
        give_role(actor, person=town.people["ledamot"], unit=town.council, kind="controller")
    with pytest.raises(PermissionDenied):
        end_role(actor, Role.objects.get(kind="revisor"), TODAY)


def test_nobody_takes_over_a_role_beyond_reach_by_changing_its_account(town: Town) -> None:
    """An account opens what the person's roles open, also those that begin later."""
    town.person("controller", town.board, account="local")
    mine = town.cast["stranger"]
    with pytest.raises(PermissionDenied):
        change_person(town.actor("local"), town.people["controller"], user=mine)
    coming = Person.objects.create(name="Ny controller")
    Role.objects.create(person=coming, unit=town.council, kind="controller", valid_from=date(2018, 10, 1))
    with pytest.raises(PermissionDenied):
        change_person(town.actor("local"), coming, user=mine)
    change_person(town.actor("local"), town.people["chef"], user=mine)
    assert actor_of(mine) is not None


def test_an_account_is_one_person_in_a_municipality(town: Town) -> None:
    with pytest.raises(Refused) as refused:
        add_person(town.actor("controller"), name="Någon annan", user=town.cast["chef"])
    assert "user" in refused.value.reasons
    assert add_person(town.actor("controller"), name="Ny", user=town.cast["stranger"]).user == town.cast["stranger"]


@pytest.mark.parametrize(("fields", "field"), [({"name": " "}, "name"), ({"email": "inte en adress"}, "email")])
def test_a_person_that_cannot_be_is_refused_by_field(town: Town, fields: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        add_person(town.actor("controller"), **{"name": "Namn", **fields})  # type: ignore[arg-type]
    assert field in refused.value.reasons


def test_a_change_of_a_person_says_before_and_after(town: Town) -> None:
    change_person(town.actor("controller"), town.people["chef"], name="Områdeschef, äldre", email="chef@example.se")
    entry = entries().get()
    assert entry.before == {"name": "chef vo", "email": "", "user": "chef"}
    assert entry.after == {"name": "Områdeschef, äldre", "email": "chef@example.se", "user": "chef"}
    assert Person.objects.get(name_folded="områdeschef, äldre") == town.people["chef"]
    change_person(town.actor("controller"), town.people["chef"], email="chef@example.se")
    assert entries().count() == 1
    with pytest.raises(TypeError):
        change_person(town.actor("controller"), town.people["chef"], example=True)


def test_a_role_opens_what_the_model_says_from_its_first_day(town: Town) -> None:
    person = add_person(town.actor("controller"), name="Ny chef", user=town.cast["stranger"])
    give_role(town.actor("controller"), person=person, unit=town.home_care, kind="chef", valid_from=TODAY)
    actor = actor_of(town.cast["stranger"])
    assert actor is not None and actor.may("assess", town.home_care.pk)
    assert entries().first().label == "Ny chef: chef, Hemtjänsten"  # type: ignore[union-attr]


def test_a_role_outside_the_model_is_refused(town: Town) -> None:
    actor = town.actor("controller")
    with pytest.raises(Refused) as refused:
        give_role(actor, person=town.people["chef"], unit=town.area, kind="kejsare")
    assert "kejsare" in refused.value.reasons["kind"]
    with pytest.raises(Refused) as refused:
        give_role(actor, person=town.people["chef"], unit=town.other, kind="chef")
    assert "nämnd" in refused.value.reasons["kind"] and "förvaltning" in refused.value.reasons["kind"]
    SteeringModel.objects.all().delete()
    with pytest.raises(Refused):
        give_role(system(), person=town.people["chef"], unit=town.area, kind="chef")


@pytest.mark.parametrize("kind", UnitKind.values)
def test_a_role_is_held_only_on_units_of_its_kinds(town: Town, kind: str) -> None:
    unit = town.unit("ny", "Ny", UnitKind(kind), town.council)
    allowed = {"administration", "area", "school", "unit"}
    if kind in allowed:
        assert give_role(town.actor("controller"), person=town.people["ledamot"], unit=unit, kind="chef").pk
    else:
        with pytest.raises(Refused):
            give_role(town.actor("controller"), person=town.people["ledamot"], unit=unit, kind="chef")


DAYS = st.one_of(st.none(), st.dates(date(2018, 1, 1), date(2018, 1, 9)))


def overlaps(first: tuple[date | None, date | None], second: tuple[date | None, date | None]) -> bool:
    days = [date(2018, 1, number) for number in range(1, 10)] + [date.min, date.max]
    holds = [
        {day for day in days if (begins or date.min) <= day <= (ends or date.max)} for begins, ends in (first, second)
    ]
    return bool(holds[0] & holds[1])


def test_the_same_role_twice_on_a_day_is_refused_and_else_not(town: Town) -> None:
    """Tried by every pair of spans, against a plain reading day by day."""
    actor = town.actor("controller")
    person = town.people["ledamot"]

    @given(st.tuples(DAYS, DAYS), st.tuples(DAYS, DAYS))
    def tried(first: tuple[date | None, date | None], second: tuple[date | None, date | None]) -> None:
        for begins, ends in (first, second):
            if begins and ends and ends < begins:
                return
        Role.objects.filter(kind="chef", person=person).delete()
        Role.objects.create(person=person, unit=town.area, kind="chef", valid_from=first[0], valid_to=first[1])
        given_role = {"person": person, "unit": town.area, "kind": "chef"}
        if overlaps(first, second):
            with pytest.raises(Refused):
                give_role(actor, **given_role, valid_from=second[0], valid_to=second[1])  # type: ignore[arg-type]
        else:
            give_role(actor, **given_role, valid_from=second[0], valid_to=second[1])  # type: ignore[arg-type]

    tried()


def test_two_people_may_hold_the_same_role_at_once(town: Town) -> None:
    give_role(town.actor("controller"), person=town.people["revisor"], unit=town.council, kind="ledamot")
    assert Role.objects.filter(kind="ledamot", unit=town.council).count() == 2


def test_a_role_lies_within_the_days_of_its_unit(town: Town) -> None:
    Unit.objects.filter(pk=town.home_care.pk).update(valid_to=date(2018, 12, 31))
    unit = Unit.objects.get(pk=town.home_care.pk)
    actor = town.actor("controller")
    with pytest.raises(Refused):
        give_role(actor, person=town.people["ledamot"], unit=unit, kind="chef")
    with pytest.raises(Refused):
        give_role(
            actor,
            person=town.people["ledamot"],
            unit=unit,
            kind="chef",
            valid_from=date(2018, 5, 1),
            valid_to=date(2018, 4, 1),
        )
    assert give_role(actor, person=town.people["ledamot"], unit=unit, kind="chef", valid_to=date(2018, 12, 31)).pk


def test_a_substitute_stands_for_the_same_role_on_the_same_unit(town: Town) -> None:
    actor, regular = town.actor("controller"), chef(town)
    sub = {"person": town.people["ledamot"], "kind": "chef", "substitute_for": regular}
    span = {"valid_from": TODAY, "valid_to": date(2018, 12, 31)}
    given_role = give_role(actor, unit=town.area, **sub, **span)  # type: ignore[arg-type]
    assert given_role.substitute_for == regular
    with pytest.raises(Refused):
        give_role(actor, unit=town.home_care, **sub, **span)  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        give_role(
            actor, person=town.people["revisor"], unit=town.area, kind="chef", substitute_for=given_role, valid_to=TODAY
        )
    assert "ordinarie" in refused.value.reasons["substitute_for"]


def test_nobody_stands_for_oneself(town: Town) -> None:
    end_role(town.actor("controller"), chef(town), date(2018, 6, 30))
    with pytest.raises(Refused) as refused:
        give_role(
            town.actor("controller"),
            person=town.people["chef"],
            unit=town.area,
            kind="chef",
            valid_from=TODAY,
            substitute_for=chef(town),
        )
    assert "sig själv" in refused.value.reasons["substitute_for"]


def test_a_role_ends_once_and_not_before_it_begins(town: Town) -> None:
    actor = town.actor("controller")
    Role.objects.filter(kind="chef").update(valid_from=date(2018, 1, 1))
    with pytest.raises(Refused):
        end_role(actor, chef(town), date(2017, 12, 31))
    assert end_role(actor, chef(town), date(2018, 12, 31)).valid_to == date(2018, 12, 31)
    assert end_role(actor, chef(town), TODAY).valid_to == TODAY
    with pytest.raises(Refused):
        end_role(actor, chef(town), date(2018, 11, 30))


def test_another_municipalitys_people_and_units_are_refused(town: Town, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        unit = Unit.objects.create(key="ks", name="Deras", kind=UnitKind.UNIT)
        person = Person.objects.create(name="Deras", user=User.objects.create(username="deras"))
        role = Role.objects.create(person=person, unit=unit, kind="chef")
    ours = town.people["ledamot"]
    attempts: list[Callable[[], object]] = [
        lambda: give_role(system(), person=person, unit=town.area, kind="chef"),
        lambda: give_role(system(), person=ours, unit=unit, kind="chef"),
        lambda: give_role(system(), person=ours, unit=town.area, kind="chef", substitute_for=role),
        lambda: end_role(system(), role, TODAY),
        lambda: change_person(system(), person, name="Kapad"),
    ]
    for attempt in attempts:
        with pytest.raises(Refused):
            attempt()
