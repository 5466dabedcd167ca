"""What the forms offer, and how they tell what a verb refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from rodatraden.organisation.forms import (
    EndForm,
    MergeForm,
    OpenedForm,
    PersonForm,
    RoleForm,
    UnitForm,
    VerbForm,
    role_choices,
)
from rodatraden.organisation.models import Role, Unit
from rodatraden.organisation.services import seen_of
from rodatraden.organisation.tests.cast import TODAY, Town
from rodatraden.steering.models import SteeringModel
from rodatraden.tenancy.edits import Refused, Stale


def choices(form: Any, name: str) -> set[str]:
    return {row.key for row in form.fields[name].queryset}


def test_what_is_not_chosen_yet_is_said_in_words(town: Town) -> None:
    class Made(VerbForm):
        unit = forms.ModelChoiceField(label="Enhet", queryset=Unit.objects.all())
        other = forms.ModelChoiceField(label="Annan", queryset=Unit.objects.all(), empty_label="ingen")

    html = Made().as_p()
    assert "----" not in html and html.count("– välj –") == 1 and html.count(">ingen<") == 1


def refuses(fault: Exception) -> Callable[[], object]:
    def verb() -> object:
        raise fault

    return verb


@pytest.fixture
def local(town: Town) -> Town:
    """Somebody administers the social board alone."""
    town.person("controller", town.board, account="local")
    return town


def test_a_unit_is_put_only_where_one_administers(local: Town) -> None:
    assert choices(UnitForm(local.actor("local")), "parent") == {"sn", "sf", "vo", "ht"}
    assert choices(UnitForm(local.actor("controller")), "parent") == {"kf", "sn", "bn", "sf", "vo", "ht", "rev"}


def test_a_unit_keeps_the_parent_it_has_and_never_offers_itself(local: Town) -> None:
    form = UnitForm(local.actor("local"), unit=local.board)
    assert choices(form, "parent") == {"kf", "sf", "vo", "ht"}
    assert form.initial["parent"] == local.council.pk


def test_a_unit_goes_up_in_one_that_holds_today(local: Town) -> None:
    Unit.objects.filter(pk=local.area.pk).update(valid_to=TODAY.replace(year=2017))
    assert choices(MergeForm(local.actor("local"), local.home_care), "into") == {"sn", "sf"}


def test_the_last_day_is_proposed_as_today() -> None:
    assert EndForm().initial == {"on": TODAY}


def test_roles_are_those_that_the_model_places_on_the_kind(town: Town) -> None:
    assert [key for key, _ in role_choices(town.board)] == ["controller", "sekreterare", "ledamot"]
    assert [key for key, _ in role_choices(town.home_care)] == ["controller", "chef", "ledamot"]
    assert [key for key, _ in role_choices(town.audit)] == ["controller", "ledamot", "revisor"]


def test_without_a_model_there_are_no_roles_to_give(town: Town) -> None:
    SteeringModel.objects.all().delete()
    assert role_choices(town.board) == []


def test_a_substitute_is_chosen_among_the_regular_holders_by_name_and_role(town: Town) -> None:
    regular = Role.objects.get(kind="chef")
    Role.objects.create(person=town.people["ledamot"], unit=town.area, kind="chef", substitute_for=regular)
    field: Any = RoleForm(town.area).fields["substitute_for"]
    assert [field.label_from_instance(role) for role in field.queryset] == ["chef vo, chef"]


@pytest.mark.parametrize("day", ["10/9 2018", "2018-02-30", "igår", "20180910"])
def test_a_day_that_cannot_be_read_is_told_and_given_back(day: str) -> None:
    form = EndForm({"on": day})
    assert not form.is_valid() and "on" in form.errors
    assert day in str(form["on"])


def test_a_refusal_stands_beside_its_field_or_first() -> None:
    form = PersonForm({"name": "Anna", "email": ""})
    assert not form.does(refuses(Refused({"email": "Adressen är tagen.", "user": "Kontot är taget.", "": "Nej."})))
    assert form.errors["email"] == ["Adressen är tagen."]
    assert set(form.non_field_errors()) == {"Kontot är taget.", "Nej."}


def test_a_verb_is_not_called_for_what_is_not_valid() -> None:
    called: list[int] = []
    assert not PersonForm({"name": ""}).does(lambda: called.append(1))
    assert PersonForm({"name": "Anna"}).does(lambda: called.append(1))
    assert called == [1]


def test_a_stale_form_tells_theirs_keeps_mine_and_can_be_saved_again(town: Town) -> None:
    typed = QueryDict(f"name=Mitt&kind=area&position=0&parent={town.office.pk}&seen=gammalt")
    form = UnitForm(town.actor("controller"), typed, unit=town.area)
    assert not form.does(refuses(Stale({"name": "Deras", "kind": "area"}, {"name": "Mitt", "kind": "area"})))
    told = form.non_field_errors()[0]
    assert "Namn: Deras" in told and "Slag" not in told
    assert form["seen"].value() == seen_of(town.area) and form["name"].value() == "Mitt"


def test_a_form_that_was_overtaken_keeps_all_that_was_chosen_and_writes_over_when_it_is_sent_again() -> None:
    class Several(OpenedForm):
        units = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], label="Enheter")

    form = Several(QueryDict("units=a&units=b&edit=1"))
    form.now = 3
    assert not form.does(refuses(Stale({"units": "C"}, {"units": "A"})))
    assert (form["units"].value(), form["edit"].value()) == (["a", "b"], "3")


def test_what_was_seen_changes_with_every_field_of_the_unit(town: Town) -> None:
    marks = {seen_of(town.area)}
    for name, value in (("name", "Annat"), ("kind", "unit"), ("position", 7), ("source", "Bilaga"), ("example", True)):
        setattr(town.area, name, value)
        marks.add(seen_of(town.area))
    town.area.parent = town.other
    marks.add(seen_of(town.area))
    assert len(marks) == 7
