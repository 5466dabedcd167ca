"""A remedy is written and changed: what it answers, who carries it out, what it is expected to lead to."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from rodatraden.audit.models import Entry
from rodatraden.organisation.models import Unit
from rodatraden.remedies.models import Remedy, RemedyState
from rodatraden.remedies.services import change_remedy, close_deviation, close_remedy
from rodatraden.remedies.tests.place import AUTUMN, Place
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused, Stale
from rodatraden.tenancy.models import Municipality


def seen_by(place: Place, who: str) -> set[str]:
    actor = place.actor(place.everybody[who])
    return set(Remedy.objects.visible_to(actor).values_list("what", flat=True))


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("controller", True),
        ("secretary", True),
        ("head", True),
        ("member", False),
        ("auditor", False),
        ("stranger", False),
    ],
)
def test_who_enters_or_answers_for_the_unit_writes_remedies(place: Place, who: str, may: bool) -> None:
    if may:
        row = place.remedy(who)
        assert row.state == RemedyState.PROPOSED and row.responsible_unit == place.school
        assert Entry.objects.get(kind="remedy").verb == "skrev åtgärd"
    else:
        with pytest.raises(PermissionDenied):
            place.remedy(who)


def test_what_is_expected_is_kept(place: Place) -> None:
    row = place.remedy(
        effect_text=" Fler läser. ",
        effect_indicator=place.reading,
        effect_value=Decimal(75),
        effect_on=date(2018, 12, 31),
        cost=Decimal(120_000),
        for_operations="Nytt schema.",
        for_economy="Ryms i ramen.",
        responsible_kind="enhetschef",
    )
    row.refresh_from_db()
    assert (row.effect_text, row.effect_value, row.effect_on) == ("Fler läser.", Decimal(75), date(2018, 12, 31))
    assert (row.cost, row.for_operations, row.for_economy) == (Decimal(120_000), "Nytt schema.", "Ryms i ramen.")
    assert row.searched == "läs varje dag fler läser. nytt schema. ryms i ramen."


def test_a_remedy_answers_a_deviation_an_item_or_a_forecast(place: Place) -> None:
    assert place.remedy(deviation=place.deviation()).item is None
    assert place.remedy(what="B", item=place.goal.item).deviation is None
    forecast = place.remedy(what="C", line="drift", year=2018)
    assert (forecast.line, forecast.year, forecast.item) == ("drift", 2018, None)
    with pytest.raises(Refused, match="vad åtgärden svarar mot"):
        place.remedy(what="E", item=None)


def test_the_database_refuses_a_remedy_that_answers_nothing(place: Place) -> None:
    row = place.remedy()
    with pytest.raises(IntegrityError), transaction.atomic():
        Remedy.objects.filter(pk=row.pk).update(item=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Remedy.objects.filter(pk=row.pk).update(line="drift")


REFUSED = [
    ({"line": "drift", "item": None}, "year"),
    ({"line": "finns-inte", "year": 2018}, "line"),
    ({"year": 2018}, "year"),
    ({"cost": Decimal(-1)}, "cost"),
    ({"effect_value": Decimal(75)}, "effect_indicator"),
    ({"responsible_kind": "finns-inte"}, "responsible_kind"),
    ({"what": " "}, "what"),
    ({"state": RemedyState.KNOWN}, "state"),
]


@pytest.mark.parametrize(("fields", "field"), REFUSED)
def test_what_does_not_hold_is_refused_by_field(place: Place, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        place.remedy(**fields)
    assert set(refused.value.reasons) == {field}
    assert not Remedy.objects.exists() and not Entry.objects.filter(kind="remedy").exists()


def test_who_may_decide_begins_with_what_is_decided_or_goes_on(place: Place) -> None:
    assert place.remedy(state=RemedyState.ONGOING).state == RemedyState.ONGOING
    assert place.remedy("secretary", what="B", state=RemedyState.DECIDED).state == RemedyState.DECIDED


def test_what_is_closed_or_unknown_is_not_answered(place: Place) -> None:
    row = place.deviation()
    close_deviation(place.actor(place.head), row, "Löst.")
    with pytest.raises(Refused, match="avslutad"):
        place.remedy(deviation=row)
    hidden = place.deviation("stranger", unit=place.home_care, item=None, what="Deras")
    with pytest.raises(Refused, match="finns inte"):
        place.remedy(deviation=hidden)


def test_the_same_remedy_is_not_written_twice(place: Place) -> None:
    row = place.remedy()
    with pytest.raises(Refused, match="finns redan"):
        place.remedy()
    close_remedy(place.actor(place.head), row, "Behövs inte.")
    assert place.remedy().pk != row.pk


def test_what_answers_a_material_deviation_is_handed_over_with_it(place: Place) -> None:
    place.remedy(deviation=place.deviation(material=True))
    place.remedy(what="Bara vårt")
    assert seen_by(place, "member") == seen_by(place, "stranger") == {"Läs varje dag"}
    assert seen_by(place, "head") == seen_by(place, "controller") == {"Läs varje dag", "Bara vårt"}


def test_what_is_given_to_another_authority_has_left_ones_own(place: Place) -> None:
    row = place.remedy(responsible_unit=place.home_care)
    assert row.handed_over_at is not None
    own = place.remedy(what="Bara vårt", responsible_unit=place.board)
    assert own.handed_over_at is None
    change_remedy(place.actor(place.head), own, own.edit, responsible_unit=place.home_care)
    own.refresh_from_db()
    assert own.handed_over_at is not None


def test_rows_of_another_municipality_are_refused(place: Place, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        unit = Unit.objects.create(key="kf", name="Kommunfullmäktige", kind="council")
        foreign: dict[str, Any] = {"effect_indicator": place.indicator("deras", owner=unit), "responsible_unit": unit}
    for name, row in foreign.items():
        with pytest.raises(Refused) as refused:
            place.remedy(**{name: row})
        assert set(refused.value.reasons) == {name}


def test_the_second_of_two_people_sees_both(place: Place) -> None:
    row = place.remedy()
    change_remedy(place.actor(place.head), row, 1, effect_text="Den första", deadline=date(2018, 12, 1))
    with pytest.raises(Stale) as stale:
        change_remedy(place.actor(place.secretary), row, 1, effect_text="Den andra", deadline=AUTUMN)
    assert set(stale.value.differing()) == {"effect_text", "deadline"} and stale.value.who == "Rektor"
    again = change_remedy(place.actor(place.secretary), row, 2, effect_text="Den andra")
    assert (again.effect_text, again.edit, again.written_by) == ("Den andra", 3, "Nämndsekreterare")


def test_nothing_changed_is_nothing_logged(place: Place) -> None:
    row = place.remedy()
    assert change_remedy(place.actor(place.head), row, 1, what=" Läs varje dag ").edit == 1
    assert Entry.objects.filter(kind="remedy").count() == 1


def test_what_is_closed_is_not_changed(place: Place) -> None:
    row = place.remedy()
    close_remedy(place.actor(place.head), row, "Behövs inte.")
    with pytest.raises(Refused, match="avslutad"):
        change_remedy(place.actor(place.head), row, None, what="Nytt")


def test_a_remedy_lives_on_when_its_goal_has_ended(place: Place) -> None:
    row = place.remedy()
    type(place.goal).objects.filter(pk=place.goal.pk).update(valid_to=date(2018, 6, 30))
    assert change_remedy(place.actor(place.head), row, 1, effect_text="Det som blev").effect_text == "Det som blev"


@pytest.mark.parametrize("who", ["member", "auditor", "stranger"])
def test_nobody_else_changes_it(place: Place, who: str) -> None:
    row = place.remedy(deviation=place.deviation(material=True))
    with pytest.raises(PermissionDenied):
        change_remedy(place.actor(place.everybody[who]), row, 1, what="Intrång")


def test_a_field_that_no_remedy_has_is_a_mistake_of_the_caller(place: Place) -> None:
    with pytest.raises(TypeError, match="state"):
        change_remedy(place.actor(place.head), place.remedy(), 1, state="known")
