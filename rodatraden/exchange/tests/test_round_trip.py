"""What goes out comes in again, and says the same."""

from datetime import date

import pytest

from rodatraden.exchange.imports import apply, preview
from rodatraden.exchange.tests.place import Place
from rodatraden.organisation.models import UnitKind
from rodatraden.organisation.services import end_unit
from rodatraden.tenancy.edits import Refused

COUNTS = {
    "governing": 2,
    "thread": 2,
    "decisions": 2,
    "definitions": 3,
    "targets": 3,
    "outcomes": 3,
    "economy": 2,
    "roles": 5,
}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("what", sorted(COUNTS))
def test_a_file_that_nobody_changed_changes_nothing(place: Place, what: str, form: str) -> None:
    found = preview(place.operator, f"{what}.{form}", place.out(what, form))
    assert found.in_words()[1:] == ["Filen säger samma sak som det som redan finns."], found.in_words()
    assert found.count("unchanged") == COUNTS[what]
    assert not found.loadable


def test_the_organisation_goes_out_in_two_sheets_and_comes_in_again(place: Place) -> None:
    old = place.unit("gammal", "Gamla skolan", UnitKind.SCHOOL, place.board)
    end_unit(place.operator, old, date(2018, 6, 30))
    found = preview(place.operator, "organisation.xlsx", place.out("organisation", "xlsx"))
    assert [part.layout.key for part in found.parts] == ["units", "roles"]
    assert found.count("unchanged") == 6 + 5
    assert not found.changes_anything


def test_the_units_alone_come_in_again_from_csv(place: Place) -> None:
    found = preview(place.operator, "organisation.csv", place.out("organisation", "csv"))
    assert found.count("unchanged") == 5


def test_nothing_that_is_shown_is_kept_until_it_is_loaded(place: Place) -> None:
    text = place.out("definitions", "csv").decode("utf-8-sig").replace("Tryggheten i kommunen", "Tryggheten")
    found = preview(place.operator, "d.csv", text.encode())
    place.safety.refresh_from_db()
    assert (found.count("changed"), place.safety.name) == (1, "Tryggheten i kommunen")
    apply(place.operator, found)
    place.safety.refresh_from_db()
    assert place.safety.name == "Tryggheten"


def test_a_load_is_refused_when_somebody_changed_something_since_it_was_shown(place: Place) -> None:
    text = place.out("definitions", "csv").decode("utf-8-sig").replace("Tryggheten i kommunen", "Tryggheten")
    found = preview(place.operator, "d.csv", text.encode())
    type(place.safety).objects.filter(pk=place.safety.pk).update(name="Trygghet i tätorten")
    with pytest.raises(Refused, match="har ändrats"):
        apply(place.operator, found)
    place.safety.refresh_from_db()
    assert place.safety.name == "Trygghet i tätorten"
