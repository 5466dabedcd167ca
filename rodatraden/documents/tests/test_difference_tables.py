"""What differs between two tables: columns, rows and cells."""

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodatraden.documents import build, shown
from rodatraden.documents.content import (
    Column,
    MissingCell,
    MoneyCell,
    Note,
    NumberCell,
    Row,
    StatusCell,
    Table,
    TextCell,
)
from rodatraden.documents.difference_tables import RowDifference, TableDifference, table_difference
from rodatraden.documents.sample import MET, PARTLY
from rodatraden.documents.tests.made import tables

NAME, COUNT = Column("Mått"), Column("Utfall", "number", unit="%")
slow = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def table(*rows: Row, columns: Sequence[Column] = (NAME, COUNT), caption: str = "Mått") -> Table:
    return Table(caption, tuple(columns), rows)


def told(found: TableDifference) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """Each row by its change and name, each cell by its head and its words before and after."""
    return [(row.change, row.name, _cells(row)) for row in found.rows]


def _cells(row: RowDifference) -> list[tuple[str, str, str]]:
    return [
        (
            cell.head,
            shown.words(cell.before, cell.column_before or shown.ANY) if cell.before else "",
            shown.words(cell.after, cell.column_after or shown.ANY) if cell.after else "",
        )
        for cell in row.cells
    ]


@given(tables())
@slow
def test_a_table_does_not_differ_from_itself(same: Table) -> None:
    assert not table_difference(same, same)


few = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 2)), max_size=6)


@given(few, few)
@slow
def test_the_new_rows_are_the_old_ones_with_what_differs(
    old: list[tuple[str, int]], new: list[tuple[str, int]]
) -> None:
    found = table_difference(*(table(*(build.row(*line) for line in lines)) for lines in (old, new)))
    left = [(name, str(count)) for name, count in old]
    for row in found.rows:
        before = {head: value for head, value, _ in _cells(row)}
        after = {head: value for head, _, value in _cells(row)}
        if row.change != "new":
            left.remove((before.get("Mått", row.name), before["Utfall, %"]))
        left += [(row.name, after["Utfall, %"])] if row.change != "gone" else []
    assert sorted(left) == sorted((name, str(count)) for name, count in new)


@given(few, few)
@slow
def test_what_came_one_way_went_the_other(old: list[tuple[str, int]], new: list[tuple[str, int]]) -> None:
    before, after = (table(*(build.row(*line) for line in lines)) for lines in (old, new))
    there, back = table_difference(before, after), table_difference(after, before)
    turned = {"new": "gone", "gone": "new", "changed": "changed"}
    assert sorted((turned[change], [cell[::2] for cell in cells]) for change, _, cells in told(there)) == sorted(
        (change, [cell[:2] for cell in cells]) for change, _, cells in told(back)
    )
    assert there.reordered == back.reordered


def test_only_cells_that_read_otherwise_are_told() -> None:
    before = table(build.row("Nöjda", Decimal("12.50")), build.row("Trygga", 3))
    after = table(build.row("Nöjda", Decimal("12.5")), build.row("Trygga", 4))
    assert told(table_difference(before, after)) == [("changed", "Trygga", [("Utfall, %", "3", "4")])]


def test_rows_are_found_by_name_wherever_they_stand() -> None:
    before = table(build.row("Nöjda", 1), build.row("Trygga", 2), build.row("Sjuka", 3))
    after = table(build.row("Sjuka", 3), build.row("Nya", 9), build.row("Nöjda", 1), build.row("Trygga", 5))
    found = table_difference(before, after)
    assert told(found) == [
        ("new", "Nya", [("Utfall, %", "", "9")]),
        ("changed", "Trygga", [("Utfall, %", "2", "5")]),
    ]
    assert found.reordered


def test_rows_of_one_name_keep_to_their_headings_and_their_order() -> None:
    before = table(build.group("A"), build.row("Summa", 1), build.group("B"), build.row("Summa", 2))
    after = table(
        build.group("A"), build.row("Summa", 1), build.row("Summa", 7), build.group("B"), build.row("Summa", 3)
    )
    found = table_difference(before, after)
    assert [(row.within, row.change, cells) for row, (_, _, cells) in zip(found.rows, told(found), strict=True)] == [
        ("A", "new", [("Utfall, %", "", "7")]),
        ("B", "changed", [("Utfall, %", "2", "3")]),
    ]


def test_a_row_that_is_called_something_else_is_still_that_row() -> None:
    columns = (NAME, COUNT, Column("Mål"), Column("Nämnd"))
    before = table(build.row("Andel nöjda brukare", 12, "minst 15", "Socialnämnden"), columns=columns)
    after = table(build.row("Andel nöjda brukare i hemtjänst", 12, "minst 15", "Socialnämnden"), columns=columns)
    (row,) = table_difference(before, after).rows
    assert (row.change, row.name) == ("changed", "Andel nöjda brukare i hemtjänst")
    assert "".join(piece.text for cell in row.cells for piece in cell.pieces if piece.kind == "new") == " i hemtjänst"


def test_columns_come_go_and_are_renamed() -> None:
    year = [Column(str(n), "number") for n in range(2016, 2020)]
    before = table(build.row("a", 1, 2), columns=(NAME, year[0], year[1]))
    after = table(build.row("a", 1, 2, 3), columns=(NAME, *year[:3]))
    found = table_difference(before, after)
    assert (found.columns_new, found.columns_gone, found.renamed) == (("2018",), (), ())
    assert told(found) == [("changed", "a", [("2018", "", "3")])]
    assert table_difference(after, before).columns_gone == ("2018",)
    renamed = table_difference(before, table(build.row("a", 1, 2), columns=(NAME, year[0], year[3])))
    assert (renamed.renamed, renamed.columns_new, renamed.rows) == ((("2017", "2019"),), (), ())


def test_a_status_is_read_with_its_mark() -> None:
    looks = StatusCell(MET), StatusCell(PARTLY)
    columns = (NAME, Column("Bedömning", "status"))
    found = table_difference(*(table(Row((TextCell("a"), one)), columns=columns) for one in looks))
    assert told(found) == [("changed", "a", [("Bedömning", "Bedöms uppfyllas", "Bedöms uppfyllas delvis")])]


def test_what_was_missing_and_what_is_money() -> None:
    columns = (NAME, Column("Budget", "money"))
    before = table(Row((TextCell("a"), MissingCell())), columns=columns)
    after = table(Row((TextCell("a"), MoneyCell(Decimal(1_500_000)))), columns=columns)
    assert told(table_difference(before, after)) == [("changed", "a", [("Budget, tkr", "–", "1\u00a0500")])]


def test_caption_notes_and_source_are_texts() -> None:
    before = Table("Utfall 2017", (NAME,), (), (Note("1", "Enkät"),), source="SCB")
    after = Table("Utfall 2018", (NAME,), (), (Note("1", "Enkät i maj"),), source="SCB")
    found = table_difference(before, after)
    assert [piece.text for piece in found.caption] == ["Utfall ", "2017", "2018"]
    assert [piece.text for piece in found.under if piece.kind == "new"] == [" i maj"]


def test_a_footnote_sign_is_seen() -> None:
    before, after = (table(Row((TextCell("a"), NumberCell(Decimal(1), sign=sign)))) for sign in ("", "1"))
    assert len(table_difference(before, after).rows) == 1


def test_a_row_may_come_to_stand_under_another_heading() -> None:
    before = table(build.group("Mål 1"), build.row("Nöjda", 1), build.group("Mål 2"))
    after = table(build.group("Mål 1"), build.group("Mål 2"), build.row("Nöjda", 1))
    found = table_difference(before, after)
    assert found and not found.rows and found.reordered


def test_heading_rows_come_and_go_by_themselves() -> None:
    before = table(build.group("Mål 1"), build.row("Nöjda", 1))
    after = table(build.group("Mål 1"), build.row("Nöjda", 1), build.group("Mål 2"), build.row("Trygga", 2))
    found = table_difference(before, after)
    assert [(row.change, row.name, row.heads, row.within) for row in found.rows] == [
        ("new", "Mål 2", True, ""),
        ("new", "Trygga", False, "Mål 2"),
    ]


def test_how_a_column_rounds_is_seen_and_how_wide_it_is_is_not() -> None:
    rows = (build.row("Nöjda", Decimal("12.54")),)
    whole, one, wide = (
        Table("T", (NAME, Column("Utfall", "number", decimals=decimals, width=width)), rows)
        for decimals, width in ((0, 0), (1, 0), (1, 4))
    )
    assert told(table_difference(whole, one)) == [("changed", "Nöjda", [("Utfall", "13", "12,5")])]
    assert not table_difference(one, wide)


def test_a_table_without_rows_has_its_caption_alone() -> None:
    assert not table_difference(table(), table())
    found = table_difference(table(caption="Utfall"), table(caption="Utfall och mål"))
    assert found and not found.rows
