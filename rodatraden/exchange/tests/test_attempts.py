"""One row, one try: what differs, how it is told, and that a refused row leaves no trace."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden.exchange.attempts import attempt, changes, differing
from rodatraden.exchange.layouts import INDICATORS, THREAD, UNITS, Layout
from rodatraden.exchange.steps import Change, Step
from rodatraden.exchange.tests.place import Place
from rodatraden.exchange.values import Value
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.edits import Refused, Stale

NEW = Step(4, "new", "Parkskolan")


@pytest.mark.parametrize(
    ("layout", "key", "said", "stored", "differs"),
    [
        (UNITS, "name", "Skolan", "Skolan", False),
        (UNITS, "name", "Skolan", "skolan", True),
        (UNITS, "source", "", None, False),
        (UNITS, "position", 0, None, True),
        (UNITS, "position", 2, 2, False),
        (UNITS, "valid_to", date(2018, 1, 1), None, True),
        (UNITS, "valid_to", None, date(2018, 1, 1), True),
        (UNITS, "example", False, True, True),
        (THREAD, "serves", ("a", "b"), ("b", "a"), False),
        (THREAD, "serves", ("a",), ("b", "a"), True),
        (THREAD, "text", "rad\ntvå", "rad\r\ntvå", False),
    ],
)
def test_what_the_file_says_otherwise(layout: Layout, key: str, said: Value, stored: Value, differs: bool) -> None:
    found = differing(layout, {key: said}, {key: stored})
    assert found == ({key: said} if differs else {})


def test_a_column_that_either_lacks_is_not_compared() -> None:
    assert differing(UNITS, {"name": "A"}, {"source": "B"}) == {}
    assert differing(UNITS, {"name": "A"}, {}) == {}


def test_differences_stand_in_the_order_of_the_columns() -> None:
    said: dict[str, Value] = {"source": "x", "name": "x", "key": "x"}
    assert list(differing(UNITS, said, dict.fromkeys(said, "y"))) == ["key", "name", "source"]


@pytest.mark.parametrize(
    ("layout", "key", "before", "after", "shown"),
    [
        (UNITS, "name", "A", "B", Change("Namn", "A", "B")),
        (UNITS, "kind", "board", "school", Change("Slag", "nämnd", "skola")),
        (UNITS, "valid_to", None, date(2018, 6, 30), Change("Till och med", "", "2018-06-30")),
        (UNITS, "example", False, True, Change("Exempel", "nej", "ja")),
        (INDICATORS, "rank_of", None, 1290, Change("Plats bland antal", "", "1\N{NO-BREAK SPACE}290")),
        (INDICATORS, "name", Decimal("1.500000"), "B", Change("Namn", "1,5", "B")),
        (THREAD, "serves", ("a", "b"), (), Change("Bidrar till", "a, b", "")),
    ],
)
def test_a_change_is_told_in_words(layout: Layout, key: str, before: Value, after: Value, shown: Change) -> None:
    assert changes(layout, {key: after}, {key: before}) == (shown,)


@pytest.mark.parametrize(
    ("fault", "column", "why"),
    [
        (Refused({"name": "Namnet är taget."}), "Namn", "Namnet är taget."),
        (Refused({"": "Går inte."}), "", "Går inte."),
        (Refused({"colour": "Okänt fält."}), "", "Okänt fält."),
        (Stale({}, {}), "", "Någon annan har ändrat samtidigt. Läs in filen på nytt."),
        (PermissionDenied(), "", "Du har inte rätt att ändra det här."),
    ],
)
def test_a_refusal_is_told_at_its_column_and_undone(place: Place, fault: Exception, column: str, why: str) -> None:
    def work() -> None:
        Unit.objects.filter(pk=place.school.pk).update(name="Halvvägs")
        raise fault

    step = attempt(NEW, UNITS, work)
    assert step.effect == "refused"
    assert [(one.column, str(one.reason)) for one in step.faults] == [(column, why)]
    assert Unit.objects.get(pk=place.school.pk).name == "Parkskolan"


def test_every_reason_of_a_refusal_is_told(place: Place) -> None:
    def work() -> None:
        raise Refused({"name": "Ett.", "key": "Två."})

    assert [one.column for one in attempt(NEW, UNITS, work).faults] == ["Namn", "Nyckel"]


def test_what_goes_well_is_kept_and_the_step_stays_as_it_was(place: Place) -> None:
    step = attempt(NEW, UNITS, lambda: Unit.objects.filter(pk=place.school.pk).update(name="Nya skolan"))
    assert step is NEW
    assert Unit.objects.get(pk=place.school.pk).name == "Nya skolan"


def test_a_fault_of_ours_is_not_hidden_as_a_refusal(place: Place) -> None:
    with pytest.raises(ZeroDivisionError):
        attempt(NEW, UNITS, lambda: 1 // 0)
