from datetime import date
from typing import Any

import pytest

from rodatraden.exchange.imports import apply, preview
from rodatraden.exchange.layouts import Line
from rodatraden.exchange.load_organisation import Building, _from_above
from rodatraden.exchange.lookup import Register
from rodatraden.exchange.tests import files
from rodatraden.exchange.tests.place import Place
from rodatraden.lib.text import say
from rodatraden.organisation.access import NOBODY
from rodatraden.organisation.models import Person, Role, Unit

UNITS = ("Nyckel", "Namn", "Slag", "Lyder under")
ROLES = ("Person", "E-post", "Roll", "Enhet", "Ersätter", "Från och med", "Till och med")


def test_a_unit_may_stand_before_the_one_it_lies_under(place: Place) -> None:
    found = place.show(UNITS, ("e1", "Enheten", "enhet", "o1"), ("o1", "Området", "område eller avdelning", "bun"))
    assert found.count("new") == 2, found.in_words()
    apply(place.operator, found)
    assert Unit.objects.get(key="e1").parent == Unit.objects.get(key="o1")


def test_who_administers_may_build_beneath_what_the_file_makes(place: Place) -> None:
    content = files.csv(UNITS, ("o1", "Området", "area", "bun"), ("e1", "Enheten", "unit", "o1"))
    apply(place.actor(place.controller), preview(place.actor(place.controller), "e.csv", content))
    assert Unit.objects.filter(key="e1").exists()


def test_a_unit_is_renamed_moved_and_ended(place: Place) -> None:
    head = (*UNITS, "Till och med")
    apply(place.operator, place.show(head, ("skolan", "Nya Parkskolan", "skola", "ks", "2018-12-31")))
    place.school.refresh_from_db()
    assert (place.school.name, place.school.parent, place.school.valid_to) == (
        "Nya Parkskolan", place.executive, date(2018, 12, 31),
    )  # fmt: skip


def test_units_that_would_lie_under_themselves_are_told(place: Place) -> None:
    found = place.show(UNITS, ("bun", "Barn- och utbildningsnämnden", "nämnd", "skolan"))
    assert "sig själv" in str(found.refused[0].reason)
    found = place.show(UNITS, ("a", "A", "enhet", "b"), ("b", "B", "enhet", "a"))
    assert found.count("refused") == 2


def test_an_ended_unit_is_not_opened_by_an_empty_cell(place: Place) -> None:
    Unit.objects.filter(pk=place.school.pk).update(valid_to=date(2018, 1, 1))
    found = place.show((*UNITS, "Till och med"), ("skolan", "Parkskolan", "skola", "bun", ""))
    assert "öppnas inte igen" in str(found.refused[0].reason)


def test_roles_are_given_to_new_people_and_to_who_stands_in(place: Place) -> None:
    found = place.show(
        ROLES,
        ("Biträdande rektor", "", "enhetschef", "skolan", "Rektor 2", "2018-09-01", "2018-12-31"),
        ("Rektor 2", "rektor@example.se", "Enhetschef", "Parkskolan", "", "2018-09-01", ""),
    )
    assert found.count("new") == 2, found.in_words()
    apply(place.operator, found)
    substitute = Role.objects.get(person__name="Biträdande rektor")
    assert substitute.substitute_for is not None
    assert substitute.substitute_for.person.email == "rektor@example.se"
    assert preview(place.operator, "r.csv", found.content).count("unchanged") == 2


def test_a_role_ends_with_a_date_and_is_otherwise_not_changed(place: Place) -> None:
    apply(place.operator, place.show(ROLES, ("Rektor", "", "enhetschef", "skolan", "", "", "2018-12-31")))
    assert Role.objects.get(person__name="Rektor").valid_to == date(2018, 12, 31)
    reopened = place.show(ROLES, ("Rektor", "", "enhetschef", "skolan", "", "", ""))
    assert reopened.refused[0].column == "Till och med"


def test_two_of_the_same_name_must_be_told_apart(place: Place) -> None:
    for email in ("a@example.se", "b@example.se"):
        Person.objects.create(name="Lärare", email=email)
    row = ("enhetschef", "skolan", "", "", "")
    assert "Flera heter så" in str(place.show(ROLES, ("Lärare", "", *row)).refused[0].reason)
    apply(place.operator, place.show(ROLES, ("Lärare", "b@example.se", *row)))
    assert Role.objects.get(person__email="b@example.se").unit == place.school


def test_roles_and_units_that_the_model_does_not_have_are_told(place: Place) -> None:
    found = place.show(ROLES, ("Rektor", "", "kung", "slottet", "", "", ""))
    assert {one.column for one in found.refused} == {"Roll", "Enhet"}


def test_new_units_and_their_roles_come_in_one_workbook(place: Place) -> None:
    def dress(book: Any, page: Any) -> None:
        other = book.add_worksheet("Enheter")
        other.write_row(0, 0, UNITS)
        other.write_row(1, 0, ("e1", "Enheten", "enhet", "bun"))

    content = files.xlsx(("Person", "Roll", "Enhet"), ("Chefen", "enhetschef", "e1"), sheet="Roller", dress=dress)
    found = preview(place.operator, "o.xlsx", content)
    assert [part.layout.key for part in found.parts] == ["units", "roles"]
    apply(place.operator, found)
    assert Role.objects.get(person__name="Chefen").unit.key == "e1"


def chain(length: int) -> list[tuple[str, ...]]:
    """Units each beneath the next row's, so that the last must come first."""
    rows = [(f"e{place}", f"Enhet {place}", "enhet", f"e{place + 1}") for place in range(length - 1)]
    return [*rows, (f"e{length - 1}", "Översta", "enhet", "bun")]


def test_a_chain_of_units_comes_in_from_above(place: Place) -> None:
    found = place.show(UNITS, *chain(12))
    assert found.count("new") == 12, found.in_words()
    apply(place.operator, found)
    assert Unit.objects.get(key="e0").parent == Unit.objects.get(key="e1")


def test_a_chain_longer_than_the_stack_is_put_in_order() -> None:
    lines = [Line(row, {"key": cells[0], "parent": cells[3]}) for row, cells in enumerate(chain(5000), 2)]
    work = Building(NOBODY, {}, Register(say("enheter")), {str(line.values["key"]): line for line in lines})
    ordered = _from_above(work, lines[0])
    assert [line.values["key"] for line in ordered] == [f"e{place}" for place in range(4999, -1, -1)]


@pytest.mark.parametrize(
    ("rows", "order"),
    [
        ([("a", "b"), ("b", "a")], ["b", "a"]),
        ([("a", "a")], ["a"]),
        ([("a", "b"), ("b", "c"), ("c", "b")], ["c", "b", "a"]),
        ([("a", "")], ["a"]),
        ([("a", "finns inte")], ["a"]),
    ],
)
def test_a_circle_is_broken_where_it_closes(rows: list[tuple[str, str]], order: list[str]) -> None:
    lines = [Line(row, {"key": key, "parent": above}) for row, (key, above) in enumerate(rows, 2)]
    work = Building(NOBODY, {}, Register(say("enheter")), {str(line.values["key"]): line for line in lines})
    assert [line.values["key"] for line in _from_above(work, lines[0])] == order


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        (("a b", "Namn", "enhet", "bun"), "Nyckel", "kan inte vara en nyckel"),
        (("", "Namn", "enhet", "bun"), "Nyckel", "tom"),
        (("a", "", "enhet", "bun"), "Namn", "tom"),
        (("a", "Namn", "slott", "bun"), "Slag", "inget av det som kan stå här"),
        (("a", "Namn", "", "bun"), "Slag", "tom"),
        (("a", "Namn", "enhet", "bunn"), "Lyder under", "Menas ”bun”?"),
        (("x" * 81, "Namn", "enhet", "bun"), "Nyckel", "80"),
        (("a", "x" * 201, "enhet", "bun"), "Namn", "200"),
    ],
)
def test_a_unit_that_does_not_hold_is_told_at_its_column(
    place: Place, row: tuple[str, ...], column: str, why: str
) -> None:
    (refusal,) = place.show(UNITS, row).refused
    assert (refusal.row, refusal.column) == (2, column)
    assert why in str(refusal.reason)


def test_the_same_unit_twice_is_told_with_the_first_row(place: Place) -> None:
    found = place.show(UNITS, ("a", "A", "enhet", "bun"), ("a", "B", "enhet", "bun"))
    assert "rad 2" in str(found.refused[0].reason)


def test_a_column_that_a_file_of_units_lacks_leaves_what_is_stored(place: Place) -> None:
    Unit.objects.filter(pk=place.school.pk).update(source="Reglementet", position=7)
    found = place.show(("Nyckel", "Namn", "Slag"), ("skolan", "Nya skolan", "skola"))
    apply(place.operator, found)
    place.school.refresh_from_db()
    assert (place.school.parent, place.school.source, place.school.position) == (place.board, "Reglementet", 7)


def test_an_empty_order_is_no_order_of_nought(place: Place) -> None:
    Unit.objects.filter(pk=place.school.pk).update(position=7)
    found = place.show((*UNITS, "Ordning"), ("skolan", "Parkskolan", "skola", "bun", ""))
    assert found.count("unchanged") == 1


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("", "", "enhetschef", "skolan", "", "", ""), "Person"),
        (("Ny", "", "", "skolan", "", "", ""), "Roll"),
        (("Ny", "", "enhetschef", "", "", "", ""), "Enhet"),
        (("Ny", "", "enhetschef", "skolan", "Ingen", "", ""), "Ersätter"),
        (("Ny", "", "enhetschef", "skolan", "", "i våras", ""), "Från och med"),
        (("Ny", "", "enhetschef", "skolan", "", "", "31/2 2018"), "Till och med"),
        (("Ny", "inte en adress", "enhetschef", "skolan", "", "", ""), "E-post"),
    ],
)
def test_a_role_that_does_not_hold_is_told_at_its_column(place: Place, row: tuple[str, ...], column: str) -> None:
    found = place.show(ROLES, row)
    assert [refusal.column for refusal in found.refused] == [column], found.in_words()
    assert not Person.objects.filter(name="Ny").exists()


def test_a_person_new_in_the_file_is_one_person_in_all_its_rows(place: Place) -> None:
    rows = [("Ny", "ny@example.se", "enhetschef", unit, "", "", "") for unit in ("skolan", "bun")]
    apply(place.operator, place.show(ROLES, *rows))
    assert Role.objects.filter(person=Person.objects.get(name="Ny")).count() == 2


def test_who_may_not_administer_gives_no_roles(place: Place) -> None:
    content = files.csv(ROLES, ("Ny", "", "enhetschef", "skolan", "", "", ""))
    assert preview(place.actor(place.head), "r.csv", content).problem
