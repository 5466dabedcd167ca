from typing import Any

import pytest

from rodatraden.exchange.grid import SheetProblem
from rodatraden.exchange.layouts import ECONOMY, KNOWN, LAYOUTS, Known, Layout
from rodatraden.exchange.reading import lines_of, recognise
from rodatraden.exchange.sheets import read
from rodatraden.exchange.tests import files


def known(*rows: tuple[str, ...]) -> Known:
    (found,) = recognise(read("a.csv", files.csv(*rows), KNOWN))
    return found


def why(*head: str) -> str:
    with pytest.raises(SheetProblem) as caught:
        known(head, ("x",) * len(head))
    return str(caught.value)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.key)
def test_a_file_is_known_by_its_swedish_names_and_by_its_keys(layout: Layout) -> None:
    columns = [column for column in layout.columns if not column.instead_of]
    for head in ([column.name for column in columns], [column.key for column in columns]):
        found = known(tuple(head), ("x",) * len(head))
        assert (found.layout, found.strange) == (layout, ())


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.key)
def test_a_file_is_known_by_the_columns_that_it_needs_alone(layout: Layout) -> None:
    head = tuple(column.name.upper() + " *" for column in layout.columns if column.needed)
    assert known(head, ("x",) * len(head)).layout is layout


def test_a_column_that_says_the_same_in_another_unit_does_in_its_place_but_not_beside_it() -> None:
    head = ("Enhet", "Rad", "Slag", "År", "Belopp, tusen kronor")
    assert known(head, ("x",) * 5).layout is ECONOMY
    assert "betyder samma sak" in why(*head, "Belopp, kronor")


def test_a_missing_column_is_named_and_the_nearest_pointed_out() -> None:
    told = why("Indikator", "Period", "Utfal")
    assert "saknar ”Utfall”" in told
    assert "”Utfal” i filen ser ut att vara ”Utfall”" in told


def test_a_file_that_is_like_nothing_is_told_where_to_begin() -> None:
    assert "känns igen" in why("Kolumn", "Annan")


def test_the_same_column_twice_is_told() -> None:
    assert "två gånger" in why("Indikator", "Period", "Utfall", "utfall")
    assert "betyder samma sak" in why("Indikator", "Period", "Utfall", "outcome")


def test_a_file_of_statuses_is_not_taken_for_outcomes() -> None:
    told = why("indicator", "key", "organisation_unit", "period", "outcome", "target", "status", "status_reason")
    assert "sammanställning" in told


def test_unknown_columns_are_passed_over_but_told() -> None:
    found = known(("Indikator", "Period", "Utfall", "Egen kolumn"), ("a", "2018", "1", "x"))
    assert found.strange == ("Egen kolumn",)
    assert set(lines_of(found)[0].values) == {"indicator", "period", "outcome"}


def test_what_is_written_for_the_reader_is_never_read() -> None:
    found = known(("Indikator", "Indikatorns namn", "Period", "Utfall"), ("a", "=x", "2018", "1"))
    (line,) = lines_of(found)
    assert "indicator_name" not in line.values
    assert not line.faults


def test_every_fault_of_a_row_is_told_at_once() -> None:
    (line,) = lines_of(known(("Indikator", "Period", "Utfall"), ("", "snart", "många")))
    assert [fault.column for fault in line.faults] == ["Indikator", "Period", "Utfall"]


def test_a_per_cent_cell_is_told_why_it_is_dangerous() -> None:
    def dress(book: Any, page: Any) -> None:
        page.write_number(1, 2, 0.705, book.add_format({"num_format": "0.0%"}))

    content = files.xlsx(("Indikator", "Period", "Utfall"), ("a", "2018", 0), dress=dress)
    (found,) = recognise(read("a.xlsx", content, KNOWN))
    (fault,) = lines_of(found)[0].faults
    assert "C2" in str(fault.reason)
    assert "0,705" in str(fault.reason)
