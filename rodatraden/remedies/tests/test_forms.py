"""What the forms offer, read, keep and ask about."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from rodatraden.organisation.access import Actor
from rodatraden.organisation.form_fields import ThousandsField
from rodatraden.organisation.models import Unit
from rodatraden.remedies.choices import (
    deviations_to_choose,
    indicators_to_choose,
    items_to_choose,
    near_units,
    units_to_write_for,
    usual_unit,
    written_units,
    years_to_choose,
)
from rodatraden.remedies.economy_lines import line_told, lines_to_choose
from rodatraden.remedies.forms import DeviationForm, ReasonForm, only_one, tell_both
from rodatraden.remedies.models import RemedyState
from rodatraden.remedies.remedy_forms import DecideForm, EffectForm, RemedyForm
from rodatraden.remedies.services import close_deviation
from rodatraden.remedies.tests.place import Place
from rodatraden.steering.load import parse
from rodatraden.tenancy.edits import Refused, Stale
from rodatraden.thread.tests.cast import MODEL


def actor(place: Place, who: str) -> Actor:
    return place.actor(place.everybody[who])


def sent(**fields: Any) -> QueryDict:
    data = QueryDict("", mutable=True)
    data.update({name: str(value) for name, value in fields.items()})
    return data


def flat(choices: list[tuple[Any, Any]]) -> list[str]:
    """The words of all options, those in groups too."""
    return [str(one[1]) for group in choices for one in (group[1] if isinstance(group[1], list) else [group]) if one[0]]


# Amounts


@pytest.mark.parametrize(
    ("typed", "kronor"),
    [("−1 500", -1_500_000), ("-1500,5", -1_500_500), ("0", 0), ("120", 120_000), ("1.5", 1500), ("", None)],
)
def test_an_amount_is_typed_in_thousands_and_kept_in_kronor(typed: str, kronor: int | None) -> None:
    assert ThousandsField(required=False).clean(typed) == kronor


@pytest.mark.parametrize("typed", ["mycket", "1,2,3", "12 kr", "--5"])
def test_what_is_no_amount_is_told(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        ThousandsField(required=False).clean(typed)


@pytest.mark.parametrize(
    ("kept", "shown"),
    [(Decimal("-1500500.00"), "-1500,5"), (Decimal(120_000), "120"), (None, None), ("typed", "typed")],
)
def test_an_amount_is_shown_as_it_was_typed(kept: object, shown: object) -> None:
    assert ThousandsField().prepare_value(kept) == shown


@pytest.mark.parametrize(("typed", "asks"), [("99999", False), ("-99 999", False), ("100000", True), ("-100000", True)])
def test_a_very_large_amount_is_asked_about(place: Place, typed: str, asks: bool) -> None:
    form = DeviationForm(actor(place, "head"), sent(what="Stort", period="2018", unit=place.school.pk, amount=typed))
    assert form.is_valid() is not asks
    assert bool(form.doubt) is asks


# What may be chosen


def test_the_units_are_those_that_the_actor_writes_for(place: Place) -> None:
    assert written_units(actor(place, "head")) == {place.school.pk}
    assert written_units(actor(place, "secretary")) == {place.board.pk, place.school.pk}
    assert written_units(actor(place, "member")) == frozenset()
    assert set(units_to_write_for(actor(place, "controller"))) == set(Unit.objects.all())


def test_a_unit_that_has_ended_is_not_offered(place: Place) -> None:
    Unit.objects.filter(pk=place.school.pk).update(valid_to=date(2018, 6, 30))
    assert place.school not in units_to_write_for(actor(place, "controller"))


def test_the_own_unit_is_proposed(place: Place) -> None:
    assert usual_unit(actor(place, "head")) == place.school.pk
    assert usual_unit(actor(place, "secretary")) == place.board.pk
    assert usual_unit(actor(place, "member")) is None


def test_near_are_the_own_authority_and_the_council(place: Place) -> None:
    assert near_units(actor(place, "head")) == {place.council.pk, place.board.pk, place.school.pk}
    assert near_units(actor(place, "stranger")) == {place.council.pk, place.other_board.pk, place.home_care.pk}


def test_items_are_offered_level_by_level_as_the_model_has_them(place: Place) -> None:
    place.decided("Trygg kommun", "fullmaktigemal", place.council)
    place.decided("Vandring", "aktivitet", place.school)
    place.decided("Vår vision", "vision", place.council)
    place.decided("Mitt eget", "eget", place.school)
    choices = items_to_choose(actor(place, "head"))
    assert [str(name) for name, options in choices if isinstance(options, list)] == [
        "Fullmäktigemål", "Nämndmål", "Aktiviteter",
    ]  # fmt: skip
    assert flat(choices) == ["Trygg kommun", "Alla läser", "Vandring"]


def test_an_item_that_holds_no_more_is_offered_only_where_it_is_chosen(place: Place) -> None:
    type(place.goal).objects.filter(pk=place.goal.pk).update(valid_to=date(2018, 6, 30))
    assert flat(items_to_choose(actor(place, "head"))) == []
    kept = items_to_choose(actor(place, "head"), place.goal.item_id)
    assert [str(name) for name, options in kept if isinstance(options, list)] == ["Gäller inte längre"]
    assert flat(kept) == ["Alla läser"]


def test_the_indicators_that_measure_the_goal_come_first(place: Place) -> None:
    place.indicator("trivsel", owner=place.school)
    place.indicator("deras", owner=place.home_care)
    assert flat(indicators_to_choose(actor(place, "head"), None)) == ["Lasning, %", "Trivsel, index"]
    choices = indicators_to_choose(actor(place, "head"), place.goal.item_id)
    assert [str(name) for name, options in choices if isinstance(options, list)] == ["Mäter målet", "Andra"]
    assert only_one(choices) == str(place.reading.pk)
    assert only_one(indicators_to_choose(actor(place, "head"), None)) == ""


def test_where_several_measure_the_goal_none_is_proposed(place: Place) -> None:
    goal = place.measured("Två mått", place.reading, place.indicator("trivsel", owner=place.school))
    choices = indicators_to_choose(actor(place, "head"), goal.item_id)
    assert only_one(choices) == ""
    assert [str(name) for name, options in choices if isinstance(options, list)] == ["Mäter målet"], "no others"


def test_open_deviations_near_are_offered_and_the_one_that_is_chosen(place: Place) -> None:
    own, closed = place.deviation(), place.deviation(what="Stängd")
    close_deviation(actor(place, "head"), closed, "Löst.")
    place.deviation("stranger", what="Deras", unit=place.home_care, item=None, material=True)
    assert flat(deviations_to_choose(actor(place, "head"))) == ["Färre läser (Parkskolan)"]
    assert flat(deviations_to_choose(actor(place, "head"), closed.pk)) == [
        "Stängd (Parkskolan)", "Färre läser (Parkskolan)",
    ]  # fmt: skip
    assert own.is_open


def test_the_years_are_the_one_that_runs_and_the_one_that_is_closed_during_it() -> None:
    assert years_to_choose() == [("2018", "2018"), ("2017", "2017")]


def test_the_lines_of_the_economy_are_the_models_or_the_two_that_all_have() -> None:
    own = parse(MODEL + '\n[[economy_line]]\nkey = "netto"\nname = { one = "nettokostnad" }\n')
    assert lines_to_choose(own) == [("netto", "nettokostnad")]
    for model in (parse(MODEL), None):
        assert [key for key, _word in lines_to_choose(model)] == ["drift", "investeringar"]
    assert line_told(own, "netto") == "nettokostnad" and line_told(own, "drift") is None


# The forms


def test_where_there_is_but_one_unit_it_is_not_asked_for(place: Place) -> None:
    head, secretary = (DeviationForm(actor(place, who)) for who in ("head", "secretary"))
    assert {bound.name for bound in head.hidden()} == {"unit", "edit"}
    assert [bound.name for bound in secretary.hidden()] == ["edit"]
    assert head.initial["unit"] == place.school.pk and secretary.initial["unit"] == place.board.pk
    assert "sure" not in [bound.name for bound in head.shown()]


def test_a_goal_of_a_unit_that_the_actor_does_not_write_for_proposes_the_own_unit(place: Place) -> None:
    form = DeviationForm(actor(place, "head"), version=place.goal)
    assert form.initial["unit"] == place.school.pk and form.initial["item"] == place.goal.item_id


@pytest.mark.parametrize("page", ["avvikelser/ny/", "atgarder/ny/"])
def test_the_unit_that_the_address_names_is_proposed_where_it_may_be_written_for(place: Place, page: str) -> None:
    def proposed(who: str, query: str) -> list[str]:
        status, html = place.page(who, f"{page}{query}")
        assert status == 200
        field = html.partition('name="unit"')[2].partition("</select>")[0]
        return re.findall(r'<option value="(\d+)" selected>', field)

    school, board = [str(place.school.pk)], [str(place.board.pk)]
    assert proposed("secretary", "") == board
    assert proposed("secretary", f"?enhet={place.school.key}") == school
    for query in ("?enhet=finns-inte", f"?enhet={place.home_care.key}", "?enhet="):
        assert proposed("secretary", query) == board


def test_what_was_said_of_an_old_year_is_kept(place: Place) -> None:
    row = place.deviation()
    type(row).objects.filter(pk=row.pk).update(period="2015")
    row.refresh_from_db()
    form = DeviationForm(actor(place, "head"), deviation=row)
    assert form.initial["period"] == "2015" and ("2015", "2015") in form.fields["period"].choices  # type: ignore[attr-defined]


def test_a_unit_is_not_changed(place: Place) -> None:
    assert "unit" not in DeviationForm(actor(place, "secretary"), deviation=place.deviation()).fields
    assert "unit" not in RemedyForm(actor(place, "secretary"), remedy=place.remedy()).fields


@pytest.mark.parametrize("name", ["item", "indicator", "period", "unit"])
def test_what_is_not_offered_is_not_taken(place: Place, name: str) -> None:
    fields = {"what": "Prov", "period": "2018", "unit": place.school.pk, name: 999_999}
    form = DeviationForm(actor(place, "head"), sent(**fields))
    assert not form.is_valid() and set(form.errors) == {name}


@pytest.mark.parametrize(
    "name",
    ["deviation", "item", "line", "year", "unit", "responsible_unit", "responsible_kind", "effect_indicator", "state"],
)
def test_what_is_not_offered_for_a_remedy_is_not_taken(place: Place, name: str) -> None:
    fields = {"what": "Prov", "deadline": "2018-12-01", "unit": place.school.pk, "state": "proposed", name: "999999"}
    form = RemedyForm(actor(place, "head"), sent(**fields), may_decide=True)
    assert not form.is_valid() and set(form.errors) == {name}


def test_the_groups_of_a_remedys_form_hold_every_field_once(place: Place) -> None:
    form = RemedyForm(actor(place, "controller"), may_decide=True)
    groups = (form.first(), form.answers(), form.who(), form.effect(), form.means())
    names = [bound.name for group in groups for bound in group]
    assert sorted([*names, "sure", *(bound.name for bound in form.hidden())]) == sorted(form.fields)


def test_what_a_remedy_answers_is_settled_where_one_comes_from_it(place: Place) -> None:
    row = place.deviation()
    form = RemedyForm(actor(place, "head"), deviation=row)
    assert form.settled and form.answers() == []
    assert form.initial["deviation"] == str(row.pk)
    assert not RemedyForm(actor(place, "head")).settled
    assert not RemedyForm(actor(place, "head"), remedy=place.remedy(deviation=row)).settled


def test_the_effect_is_asked_for_with_the_indicators_name_and_unit(place: Place) -> None:
    row = place.remedy(effect_indicator=place.reading)
    assert EffectForm(row).fields["value"].label == "Lasning, %"
    assert "value" not in EffectForm(place.remedy(what="B")).fields


@pytest.mark.parametrize(
    ("state", "there", "required"),
    [
        (RemedyState.ONGOING, True, True),
        (RemedyState.DONE, True, False),
        (RemedyState.KNOWN, False, False),
    ],
)
def test_when_to_ask_again_is_asked_as_the_state_needs(
    place: Place, state: RemedyState, there: bool, required: bool
) -> None:
    row = place.remedy()
    row.state = state
    field = EffectForm(row).fields.get("ask_again")
    assert (field is not None) is there
    assert field is None or field.required is required


def test_a_reason_is_required_and_a_decision_is_not(place: Place) -> None:
    assert not ReasonForm(sent(reason=" ")).is_valid()
    assert DecideForm(sent(decision="")).is_valid()
    assert DecideForm(sent(decision=place.board_meeting.pk)).is_valid()
    assert not DecideForm(sent(decision="999999")).is_valid()


def test_what_a_verb_refuses_stands_beside_its_field(place: Place) -> None:
    form = DeviationForm(actor(place, "head"), sent(what="Prov", period="2018", unit=place.school.pk))

    def refuse() -> None:
        raise Refused({"amount": "Fel belopp.", "finns-inte": "Fel i övrigt."})

    assert not form.does(refuse)
    assert form.errors["amount"] == ["Fel belopp."] and form.non_field_errors() == ["Fel i övrigt."]


def test_both_texts_are_told_in_words_whatever_the_field_is(place: Place) -> None:
    row = place.deviation(indicator=place.reading)
    form = DeviationForm(actor(place, "head"), sent(what="Mitt", period="2018", edit="1"), deviation=row)
    theirs = {"what": "Deras", "material": True, "amount": Decimal(-5000), "indicator": place.reading, "item": None}
    mine = {"what": "Mitt", "material": False, "amount": None, "indicator": None, "item": place.goal.item}
    told = {str(label): (said, own) for label, said, own, _pieces in tell_both(form, Stale(theirs, mine, "Rektor"))}
    assert told == {
        "Vad avviker?": ("Deras", "Mitt"),
        "Väsentlig: kommunstyrelsen ska veta det nu": ("ja", "nej"),
        "Belopp mot ramen, tkr": ("-5", ""),
        "Vilken indikator visar det?": ("Lasning, %", ""),
        "Vilket mål gäller det?": ("", "Alla läser"),
    }


def test_after_a_clash_the_form_carries_the_number_that_is_current(place: Place) -> None:
    row = place.deviation()
    row.edit = 7
    form = DeviationForm(actor(place, "head"), sent(what="Mitt", period="2018", edit="1"), deviation=row)

    def clash() -> None:
        raise Stale({"what": "Deras"}, {"what": "Mitt"}, "Rektor")

    assert not form.does(clash)
    assert form["edit"].value() == "7" and form.other == "Rektor" and len(form.both) == 1
