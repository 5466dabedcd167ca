"""The rows of the files that come in again, one by one."""

from datetime import date

import pytest

from rodatraden.decisions.models import Decision, GoverningDocument
from rodatraden.exchange import registers
from rodatraden.exchange.layouts import OUTCOMES, UNITS, Layout
from rodatraden.exchange.registers import in_words, worded
from rodatraden.exchange.tests.place import Place
from rodatraden.indicators.models import Outcome
from rodatraden.organisation.access import system
from rodatraden.organisation.models import Person, Role, Unit, UnitKind
from rodatraden.organisation.services import merge_units
from rodatraden.web.tables import Value


def units() -> list[registers.Row]:
    return list(registers.unit_rows())


class TestWhatStands:
    def test_units_stand_with_those_above_first(self, place: Place) -> None:
        places = {row["key"]: place for place, row in enumerate(units())}
        assert all(places[row["parent"]] < places[row["key"]] for row in units() if row["parent"])
        assert places["kf"] == 0

    def test_a_unit_is_told_with_the_key_of_what_is_above_it(self, place: Place) -> None:
        school = next(row for row in units() if row["key"] == "skolan")
        assert (school["name"], school["kind"], school["parent"]) == ("Parkskolan", "school", "bun")
        assert (school["valid_to"], school["replaced_by"]) == (None, "")

    def test_an_indicator_is_told_with_its_owners_key(self, place: Place) -> None:
        found = {row["key"]: (row["owner"], row["direction"], row["rank_of"]) for row in registers.definition_rows()}
        assert found["rang"] == ("kf", "lower", 290)
        assert found["andel"][0] == "bun"

    def test_a_role_is_told_by_person_word_and_unit(self, place: Place) -> None:
        found = {(row["person"], row["role"], row["unit"]) for row in registers.role_rows()}
        assert found == {
            ("Controller", "controller", "kf"), ("Nämndsekreterare", "sekreterare", "bun"),
            ("Rektor", "enhetschef", "skolan"), ("Ledamot", "ledamot", "ks"), ("Revisor", "revisor", "revision"),
        }  # fmt: skip

    def test_an_outcome_is_told_with_the_names_of_whose_it_is(self, place: Place) -> None:
        row = next(row for row in registers.outcome_rows(system()) if row["indicator"] == "rang")
        assert (row["indicator_name"], row["unit"], row["unit_name"]) == (
            "Företagsklimatet", "kf", "Kommunfullmäktige",
        )  # fmt: skip
        assert (str(row["period"]), str(row["measured_period"]), row["outcome"], row["note"]) == (
            "2017", "2016", 228, "Rang bland 290",
        )  # fmt: skip

    def test_a_target_is_told_with_its_form_and_its_decision(self, place: Place) -> None:
        found = {row["indicator"]: row for row in registers.target_rows()}
        assert (found["trygghet"]["form"], found["trygghet"]["target"]) == ("value", 55)
        assert found["trygghet"]["decision"] == "kf-77"
        assert (found["rang"]["low"], found["rang"]["high"], found["rang"]["target"]) == (100, 175, None)
        assert (found["andel"]["form"], found["andel"]["mandate"]) == ("as_before", True)

    def test_the_thread_is_told_with_what_it_serves_and_what_measures_it(self, place: Place) -> None:
        goal = next(row for row in registers.thread_rows(place.operator, 2018) if row["key"] == "mal-1")
        assert (goal["serves"], goal["indicators"], goal["unit"]) == ("omrade-1", "rang, trygghet", "kf")
        assert (goal["level"], goal["deadline"]) == ("fullmaktigemal", date(2018, 12, 31))
        assert (goal["decision"], goal["decision_note"]) == ("", "Framgår inte av källan.")
        assert goal["status"] and goal["status_reason"]

    def test_what_is_not_judged_has_no_status(self, place: Place) -> None:
        vision = next(row for row in registers.thread_rows(place.operator, 2018) if row["key"] == "omrade-1")
        assert (vision["status"], vision["status_reason"], vision["indicators"]) == (None, None, "")


def test_a_unit_that_went_into_another_says_which(place: Place) -> None:
    old = place.unit("gammal", "Gamla skolan", UnitKind.SCHOOL, place.board)
    merge_units(place.operator, [old], place.school, date(2018, 6, 30))
    row = next(row for row in units() if row["key"] == "gammal")
    assert (row["replaced_by"], row["valid_to"]) == ("skolan", date(2018, 6, 30))


def test_units_in_a_circle_still_go_out(place: Place) -> None:
    """The verbs refuse circles; a row changed in the database must not hang the export."""
    Unit.objects.filter(pk=place.council.pk).update(parent=place.school)
    assert {row["key"] for row in units()} == {"kf", "ks", "bun", "skolan", "revision"}


def test_who_stands_in_is_told_by_whom_for(place: Place) -> None:
    regular = Role.objects.get(person__name="Rektor")
    stand_in = Person.objects.create(name="Biträdande", example=True)
    Role.objects.create(person=stand_in, unit=place.school, kind="enhetschef", substitute_for=regular)
    row = next(row for row in registers.role_rows() if row["person"] == "Biträdande")
    assert (row["substitute_for"], row["example"]) == ("Rektor", True)


def test_what_was_corrected_does_not_go_out(place: Place) -> None:
    Outcome.objects.filter(indicator=place.rank).update(superseded_at="2018-02-01T00:00:00Z")
    assert [row["indicator"] for row in registers.outcome_rows(system())] == ["andel", "trygghet"]


@pytest.mark.parametrize(
    ("layout", "key", "value", "word"),
    [
        (UNITS, "kind", "school", UnitKind.SCHOOL.label),
        (UNITS, "kind", "okänd", "okänd"),
        (UNITS, "kind", None, None),
        (UNITS, "kind", "", ""),
        (UNITS, "name", "school", "school"),
        (OUTCOMES, "outcome", 0, 0),
        (OUTCOMES, "breakdown", "women", "kvinnor"),
    ],
)
def test_a_key_is_shown_as_its_word_where_there_is_one(layout: Layout, key: str, value: Value, word: Value) -> None:
    assert worded(layout.column(key), value) == word


def test_words_take_the_place_of_keys_and_leave_the_rest() -> None:
    (row,) = in_words(OUTCOMES, iter([{"breakdown": "men", "outcome": 3, "eget": "x"}]))
    assert row == {"breakdown": "män", "outcome": 3, "eget": "x"}


def test_what_has_no_day_comes_first_among_decisions_and_governing_documents(place: Place) -> None:
    """What replaces another is read in after it, on every database."""
    for key, day in (("ny", date(2018, 1, 1)), ("odaterad", None)):
        Decision.objects.create(key=key, title=key, date=day)
        GoverningDocument.objects.create(key=key, kind="policy", title=key, valid_from=day)
    assert next(iter(registers.decision_rows()))["key"] == "odaterad"
    assert next(iter(registers.governing_rows()))["key"] == "odaterad"
