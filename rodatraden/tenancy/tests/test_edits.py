"""What verbs refuse, and how two people on one text are told of each other."""

import pytest
from django.db.models import Model

from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import (
    Refused,
    Stale,
    checked,
    differing,
    free_key,
    must_be_ours,
    put,
    refuse,
    unknown_names,
)
from rodatraden.tenancy.models import Municipality
from rodatraden.tenancy.tests.test_owned_rows import add, unit


def test_a_refusal_reads_as_its_reasons() -> None:
    assert str(Refused({"name": "Ange ett namn.", "": "Försök igen."})) == "Ange ett namn. Försök igen."
    assert refuse("Nej.", "date").reasons == {"date": "Nej."}


def test_two_texts_differ_where_both_say_something_else() -> None:
    stale = Stale({"title": "A", "text": "x", "only_theirs": 1}, {"title": "B", "text": "x", "only_mine": 2}, "Rektor")
    assert stale.differing() == ["title"]


def test_only_what_differs_is_put_and_what_stood_there_is_told() -> None:
    row = unit()(key="skola", name="Skolan")
    changed = differing(row, {"key": "skola", "name": "Skolorna"})
    assert put(row, changed) == {"name": "Skolan"}
    assert (row.key, row.name) == ("skola", "Skolorna") and differing(row, changed) == {}


def test_a_field_that_no_row_has_is_the_callers_mistake() -> None:
    unknown_names(["name"], {"name", "unit"})
    with pytest.raises(TypeError, match="No such field: colour, size"):
        unknown_names(["size", "name", "colour"], {"name"})


def test_a_key_that_is_taken_gets_the_first_free_number(perstorp: Municipality) -> None:
    add("skola")
    add("skola-2")
    rows = unit().objects.all()
    assert free_key(rows, "skola") == "skola-3"
    assert free_key(rows, "ny", {"ny"}) == "ny-2"
    assert free_key(rows, "hem") == "hem"


def test_a_link_into_another_municipality_is_refused(perstorp: Municipality, hallsberg: Municipality) -> None:
    ours = add("ours")
    must_be_ours(ours, "parent")
    must_be_ours(None, "parent")
    with scope(hallsberg), pytest.raises(Refused) as refused:
        must_be_ours(ours, "parent")
    assert list(refused.value.reasons) == ["parent"]


def test_a_row_is_checked_by_field_and_as_a_whole(perstorp: Municipality) -> None:
    row: Model = unit()(municipality=perstorp, key="x", name="", kind="drake")
    with pytest.raises(Refused) as refused:
        checked(row)
    assert set(refused.value.reasons) == {"name", "kind"}
    checked(row, exclude=["name", "kind"])


def test_a_broken_constraint_is_told_in_its_own_words(perstorp: Municipality) -> None:
    row = unit()(municipality=perstorp, key="x", name="x", kind="unit", valid_from="2018-02-01", valid_to="2018-01-01")
    with pytest.raises(Refused) as refused:
        checked(row)
    assert refused.value.reasons == {"": "Enheten kan inte upphöra innan den börjar."}
