"""What the database itself holds about units, people and roles, whoever writes."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.organisation.models import AUTHORITIES, BOARDS, Person, Role, Unit, UnitKind
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality

DAYS = st.one_of(st.none(), st.dates(date(2018, 1, 1), date(2018, 1, 9)))


def test_a_key_names_one_unit_in_a_municipality(town: Town, hallsberg: Municipality) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        town.unit("sn", "En till", UnitKind.BOARD)
    with scope(hallsberg):
        assert town.unit("sn", "Deras socialnämnd", UnitKind.BOARD).pk


def test_a_unit_cannot_end_before_it_begins(town: Town) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(pk=town.area.pk).update(valid_from=date(2018, 2, 1), valid_to=date(2018, 1, 31))
    assert Unit.objects.filter(pk=town.area.pk).update(valid_from=date(2018, 2, 1), valid_to=date(2018, 2, 1)) == 1


def test_an_account_is_one_person_in_a_municipality_and_may_be_one_in_the_next(
    town: Town, hallsberg: Municipality
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(name="Dubbel", user=town.cast["chef"])
    with scope(hallsberg):
        assert Person.objects.create(name="Samma konto", user=town.cast["chef"]).pk


def test_people_without_accounts_are_as_many_as_needed(town: Town) -> None:
    assert len({Person.objects.create(name="Utan konto").pk for _ in range(3)}) == 3


def test_what_others_point_at_is_not_deleted(town: Town) -> None:
    """A unit with units or roles, a person with roles and a role with substitutes stay: they are ended instead."""
    with pytest.raises(ProtectedError):
        town.office.delete()
    with pytest.raises(ProtectedError):
        town.people["chef"].delete()
    regular = Role.objects.get(kind="chef")
    Role.objects.create(person=town.people["ledamot"], unit=town.area, kind="chef", substitute_for=regular)
    with pytest.raises(ProtectedError):
        regular.delete()


def test_a_deleted_account_leaves_the_person(town: Town) -> None:
    town.cast["chef"].delete()
    town.people["chef"].refresh_from_db()
    assert town.people["chef"].user is None and Role.objects.filter(person=town.people["chef"]).exists()


def test_a_day_is_read_the_same_by_the_row_and_by_the_database(town: Town) -> None:
    """`holds_on` of a row and `on` of a query are one rule, both ends included."""

    @given(DAYS, DAYS, st.dates(date(2017, 12, 31), date(2018, 1, 10)))
    def tried(begins: date | None, ends: date | None, day: date) -> None:
        if begins and ends and ends < begins:
            begins, ends = ends, begins
        Unit.objects.filter(pk=town.area.pk).update(valid_from=begins, valid_to=ends)
        Role.objects.filter(kind="chef").update(valid_from=begins, valid_to=ends)
        unit, role = Unit.objects.get(pk=town.area.pk), Role.objects.get(kind="chef")
        expected = (begins or date.min) <= day <= (ends or date.max)
        assert unit.holds_on(day) == role.holds_on(day) == expected
        assert Unit.objects.on(day).filter(pk=unit.pk).exists() == expected
        assert Role.objects.on(day).filter(pk=role.pk).exists() == expected

    tried()


def test_the_last_day_is_included_and_the_next_is_not(town: Town) -> None:
    last = date(2018, 6, 30)
    Unit.objects.filter(pk=town.area.pk).update(valid_to=last)
    unit = Unit.objects.get(pk=town.area.pk)
    assert unit.holds_on(last) and not unit.holds_on(last + timedelta(days=1))


def test_each_row_says_which_unit_answers_for_it(town: Town) -> None:
    assert town.area.answering_unit() == town.area.pk
    assert Role.objects.get(kind="chef").answering_unit() == town.area.pk
    assert town.people["chef"].answering_unit() is None


def test_rows_are_named_for_people(town: Town) -> None:
    assert str(town.board) == "Socialnämnden" and str(town.people["chef"]) == "chef vo"
    assert str(Role.objects.get(kind="chef")) == f"{town.people['chef'].pk}: chef"


def test_every_board_and_company_is_an_authority_and_no_unit_beneath_is() -> None:
    """Drafts are not readable across authorities (TF 2 kap.), so the list must be right."""
    assert BOARDS <= AUTHORITIES
    assert {UnitKind.COUNCIL, UnitKind.COMPANY, UnitKind.AUDIT} <= AUTHORITIES
    officials = {UnitKind.ADMINISTRATION, UnitKind.AREA, UnitKind.SCHOOL, UnitKind.UNIT, UnitKind.COMMITTEE}
    assert not officials & AUTHORITIES
