"""The forms of an item: which fields a level has, what may be chosen, and what the verb is given."""

from datetime import date
from typing import Any

import pytest

from rodatraden.lib.text import NOTHING, say
from rodatraden.organisation.models import Unit, UnitKind
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Level
from rodatraden.steering.tests.steered import steer_by
from rodatraden.thread.forms import (
    AssessForm,
    AssignmentForm,
    DecideForm,
    DraftForm,
    ProgressForm,
    assessing_units,
    units_where,
)
from rodatraden.thread.levels import decider_of
from rodatraden.thread.models import ItemVersion
from rodatraden.thread.tests.cast import MODEL, Town

pytestmark = pytest.mark.django_db
SMALL = parse(MODEL)


@pytest.fixture(scope="module")
def house(town_to_read: Town) -> Town:
    town_to_read.draft("Mål", text="Lydelse", responsible_unit=town_to_read.school, responsible_kind="enhetschef")
    return town_to_read


def level(key: str) -> Level:
    found = SMALL.level_of(key)
    assert found is not None
    return found


def draft_of(town: Town) -> ItemVersion:
    return ItemVersion.objects.get(title="Mål")


# The words of a draft


@pytest.mark.parametrize(
    ("key", "gone"),
    [
        ("vision", {"perspective", "sound_economy", "starts", "rule", "person"}),
        ("namndmal", {"perspective", "sound_economy", "rule", "person"}),
        ("aktivitet", {"perspective", "sound_economy", "rule", "person"}),
    ],
)
def test_a_level_asks_only_for_what_it_has(house: Town, key: str, gone: set[str]) -> None:
    form = DraftForm(house.operator, SMALL, level(key))
    assert set(DraftForm.base_fields) - set(form.fields) == gone
    assert form.fields["level"].widget.is_hidden


def test_a_level_with_perspectives_and_sound_economy_asks_for_them(house: Town) -> None:
    own = level("fullmaktigemal").model_copy(update={"perspectives": True, "sound_economy": True})
    assert {"perspective", "sound_economy"} <= set(DraftForm(house.operator, SMALL, own).fields)


def test_what_may_be_chosen_comes_from_the_model(house: Town) -> None:
    form = DraftForm(house.operator, SMALL, None)
    choices = {name: [key for key, _ in form.fields[name].choices] for name in ("level", "responsible_kind")}  # type: ignore[attr-defined]
    assert choices["level"] == [each.key for each in SMALL.level]
    assert choices["responsible_kind"] == ["", *(role.key for role in SMALL.role)]


@pytest.mark.parametrize(
    ("who", "units"),
    [
        ("controller", {"kf", "ks", "bun", "skolan", "revision"}),
        ("secretary", {"bun", "skolan"}),
        ("head", {"skolan"}),
        ("member", set()),
        ("auditor", set()),
    ],
)
def test_an_owner_is_chosen_among_the_units_where_one_may_enter(house: Town, who: str, units: set[str]) -> None:
    actor = house.actor(house.cast[who])
    assert {unit.key for unit in units_where(actor, "enter")} == units
    form = DraftForm(actor, SMALL, None)
    assert {unit.key for unit in form.fields["unit"].queryset} == units  # type: ignore[attr-defined]
    assert {unit.key for unit in form.fields["responsible_unit"].queryset} == {  # type: ignore[attr-defined]
        "kf", "ks", "bun", "skolan", "revision",
    }  # fmt: skip


def test_a_form_of_a_draft_is_filled_by_it(house: Town) -> None:
    draft = draft_of(house)
    form = DraftForm.of(house.operator, SMALL, draft)
    assert (form.initial["title"], form.initial["text"], form.initial["edit"]) == ("Mål", "Lydelse", 1)
    assert (form.initial["unit"], form.initial["responsible_unit"]) == (house.board.pk, house.school.pk)


def typed(town: Town, **changed: Any) -> dict[str, Any]:
    return {"level": "namndmal", "title": "Mål", "unit": str(town.board.pk), "edit": "1", **changed}


def test_the_verb_is_given_the_words_and_not_the_change_number(house: Town) -> None:
    form = DraftForm(house.operator, SMALL, level("namndmal"), typed(house, deadline="2018-12-31"))
    assert form.is_valid()
    values = form.values()
    assert "edit" not in values
    assert (values["unit"], values["deadline"], values["starts"]) == (house.board, date(2018, 12, 31), None)


def test_an_empty_choice_of_sound_economy_is_neither(house: Town) -> None:
    own = level("fullmaktigemal").model_copy(update={"sound_economy": True})
    form = DraftForm(house.operator, SMALL, own, typed(house, level="fullmaktigemal", sound_economy=""))
    assert form.is_valid()
    assert form.values()["sound_economy"] == "neither"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"level": "finns-inte"}, "level"),
        ({"unit": "0"}, "unit"),
        ({"unit": "'; --"}, "unit"),
        ({"responsible_unit": "999999"}, "responsible_unit"),
        ({"responsible_kind": "kejsare"}, "responsible_kind"),
        ({"deadline": "31/12 2018"}, "deadline"),
        ({"deadline": "2018-02-30"}, "deadline"),
        ({"edit": "x"}, "edit"),
        ({"number": "1" * 31}, "number"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(house: Town, changed: dict[str, str], field: str) -> None:
    form = DraftForm(house.operator, SMALL, level("namndmal"), typed(house, **changed))
    assert list(form.errors) == [field]


# The decision


@pytest.mark.parametrize(
    ("who", "key", "fields", "required"),
    [
        ("controller", "namndmal", {"decision", "valid_from", "note", "confirmed", "edit"}, False),
        ("secretary", "namndmal", {"decision", "valid_from", "confirmed", "edit"}, True),
        ("controller", "aktivitet", {"delegation", "valid_from", "note", "confirmed", "edit"}, False),
        ("head", "aktivitet", {"delegation", "valid_from", "confirmed", "edit"}, False),
    ],
)
def test_a_bodys_decision_is_chosen_and_an_officials_is_the_click(
    house: Town, who: str, key: str, fields: set[str], required: bool
) -> None:
    draft = draft_of(house)
    form = DecideForm(house.actor(house.cast[who]), draft, decider_of(SMALL, level(key)))
    assert set(form.fields) == fields
    assert ("decision" in form.fields and form.fields["decision"].required) is required
    assert (form.initial["valid_from"], form.initial["edit"]) == (date(2018, 9, 10), draft.edit)


# Progress, assessment, assignment


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"state": "ongoing"}, []),
        ({"state": "ongoing", "percent": "0"}, []),
        ({"state": "done", "percent": "100", "note": "Klart"}, []),
        ({"state": "ongoing", "percent": "101"}, ["percent"]),
        ({"state": "ongoing", "percent": "-1"}, ["percent"]),
        ({"state": "ongoing", "percent": "hälften"}, ["percent"]),
        ({"state": "flying"}, ["state"]),
        ({}, ["state"]),
    ],
)
def test_a_report_has_a_state_and_perhaps_per_cent(data: dict[str, str], wrong: list[str]) -> None:
    assert list(ProgressForm(data).errors) == wrong


@pytest.mark.parametrize(
    ("who", "owner", "units"),
    [
        ("controller", "bun", {"kf", "ks", "bun"}),
        ("controller", "skolan", {"kf", "ks", "bun", "skolan"}),
        ("head", "skolan", {"skolan"}),
        ("head", "bun", set()),
        ("secretary", "bun", set()),
        ("auditor", "kf", set()),
    ],
)
def test_one_assesses_as_the_owner_one_above_or_the_executive_board(
    house: Town, who: str, owner: str, units: set[str]
) -> None:
    version = ItemVersion(unit=Unit.objects.get(key=owner))
    assert {unit.key for unit in assessing_units(house.actor(house.cast[who]), version)} == units


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, []),
        ({"value": "lila"}, ["value"]),
        ({"reason": ""}, ["reason"]),
        ({"unit": "0"}, ["unit"]),
        ({"closing": "on"}, []),
        ({"year": "2017"}, []),
        ({"year": "2016"}, ["year"]),
        ({"year": "2019"}, ["year"]),
    ],
)
def test_an_assessment_needs_a_unit_a_value_and_a_reason(
    house: Town, changed: dict[str, str], wrong: list[str]
) -> None:
    data = {"year": "2018", "unit": str(house.board.pk), "value": "gron", "reason": "För att", **changed}
    form = AssessForm(
        Unit.objects.filter(pk=house.board.pk), {"gron": "Uppfylls"}, 2018, data, steps={}, proposal=NOTHING
    )
    assert list(form.errors) == wrong


def test_what_the_rule_asks_for_stands_beside_the_value_and_its_proposal_above(house: Town) -> None:
    steps = {"gron": say("minst 80 % uppfylls")}
    form = AssessForm(
        Unit.objects.none(), {"gron": "Bedöms uppfyllas"}, 2018, steps=steps, proposal=say("Ej mätt: 1 av 3")
    )
    assert 'Bedöms uppfyllas <span class="hint">minst 80 % uppfylls</span>' in str(form["value"])
    assert "Regelns förslag: Ej mätt: 1 av 3" in str(form["value"].help_text)


def test_an_assignment_goes_to_a_board_and_the_only_level_is_not_asked_for(house: Town) -> None:
    form = AssignmentForm(house.operator, SMALL)
    assert form.fields["level"].widget.is_hidden
    assert form.initial["level"] == "uppdrag"
    assert {unit.key for unit in form.fields["to"].queryset} == {"ks", "bun"}  # type: ignore[attr-defined]


def test_of_several_levels_of_assignments_one_is_chosen(town: Town) -> None:
    more = (
        MODEL
        + '\n[[level]]\nkey = "ks-uppdrag"\nname = { one = "KS-uppdrag" }\nkind = "assignment"\ndecided_by = "ks"\n'
    )
    steer_by(more)
    form = AssignmentForm(town.operator, parse(more))
    assert not form.fields["level"].widget.is_hidden
    assert [key for key, _ in form.fields["level"].choices] == ["uppdrag", "ks-uppdrag"]  # type: ignore[attr-defined]


def test_a_board_that_has_ended_is_given_nothing(town: Town) -> None:
    town.unit("bygg", "Byggnadsnämnden", UnitKind.BOARD, town.council)
    Unit.objects.filter(key="bygg").update(valid_to=date(2018, 9, 9))
    assert "bygg" not in {unit.key for unit in AssignmentForm(town.operator, SMALL).fields["to"].queryset}  # type: ignore[attr-defined]
