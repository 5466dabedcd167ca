"""What the page of a preview shows, and how much of it."""

import pytest

from rodatraden.exchange.layouts import OUTCOMES, UNITS, Fault
from rodatraden.exchange.pages import MOST_SHOWN, Entry, Group, preview_page
from rodatraden.exchange.steps import Change, Part, Preview, Step, faulty
from rodatraden.lib.text import NOTHING, say

SPACE = "\N{NO-BREAK SPACE}"
DOUBT, OTHER = say("Ett stort hopp."), say("Flera decimaler.")
VALUE, SOURCE = Change("Utfall", "51", "52"), Change("Källa", "", "SCB")


def groups(*steps: Step, strange: tuple[str, ...] = ()) -> list[Group]:
    found: list[Group] = preview_page(Preview("a.csv", b"", (Part(OUTCOMES, "", steps, strange),)))["groups"]
    return found


def entries(step: Step) -> tuple[Entry, ...]:
    (group,) = groups(step)
    return group.entries


def test_what_must_be_mended_stands_first_and_what_stays_is_not_listed() -> None:
    found = groups(Step(2, "new"), Step(3, "changed"), faulty(4, [Fault("", DOUBT)]), Step(5, "unchanged"))
    assert [str(group.head) for group in found] == ["Utfall: att rätta", "Utfall: ändras", "Utfall: nya"]
    assert [[entry.row for entry in group.entries] for group in found] == [[4], [3], [2]]


def test_nothing_that_happens_makes_no_group() -> None:
    assert groups(Step(2, "unchanged"), Step(3, "empty")) == []


@pytest.mark.parametrize(
    ("step", "shown"),
    [
        (Step(2, "new", "Trygghet"), [("", "", "", "")]),
        (Step(2, "changed", "Trygghet", (VALUE,)), [("Utfall", "51", "52", "")]),
        (
            Step(2, "changed", "Trygghet", (VALUE, SOURCE)),
            [("Utfall", "51", "52", ""), ("Källa", "", "SCB", "")],
        ),
        (Step(2, "changed", "Trygghet", (VALUE,), notes=(DOUBT,)), [("Utfall", "51", "52", "Ett stort hopp.")]),
        (
            Step(2, "changed", "Trygghet", (VALUE,), notes=(DOUBT, OTHER)),
            [("Utfall", "51", "52", "Ett stort hopp."), ("", "", "", "Flera decimaler.")],
        ),
        (
            Step(2, "changed", "Trygghet", (VALUE, SOURCE), notes=(DOUBT,)),
            [("Utfall", "51", "52", "Ett stort hopp."), ("Källa", "", "SCB", "")],
        ),
        (Step(2, "new", "Trygghet", notes=(DOUBT,)), [("", "", "", "Ett stort hopp.")]),
    ],
)
def test_a_row_shows_each_change_and_each_doubt_once(step: Step, shown: list[tuple[str, str, str, str]]) -> None:
    found = entries(step)
    assert {(entry.row, entry.what) for entry in found} == {(2, "Trygghet")}
    assert [(entry.column, entry.before, entry.after, str(entry.why)) for entry in found] == shown


def test_a_refused_row_shows_its_faults_and_not_its_changes() -> None:
    step = Step(2, "refused", "Trygghet", (VALUE,), (Fault("Orsak", DOUBT), Fault("", OTHER)), (DOUBT,))
    assert [(entry.column, entry.why) for entry in entries(step)] == [("Orsak", DOUBT), ("", OTHER)]


@pytest.mark.parametrize(
    ("rows", "left"),
    [(1, ""), (MOST_SHOWN, ""), (MOST_SHOWN + 1, "… och en rad till."), (2300, f"… och 2{SPACE}000 rader till.")],
)
def test_no_more_rows_are_shown_than_one_can_look_through(rows: int, left: str) -> None:
    (group,) = groups(*(Step(row, "new") for row in range(rows)))
    assert (len(group.entries), str(group.left)) == (min(rows, MOST_SHOWN), left)


def test_each_sheet_has_its_own_counts_and_groups() -> None:
    parts = (Part(UNITS, "Enheter", (Step(2, "new"),)), Part(OUTCOMES, "Utfall", (Step(2, "new"), Step(3, "empty"))))
    page = preview_page(Preview("a.xlsx", b"", parts))
    assert [str(group.head) for group in page["groups"]] == ["Enheter: nya", "Utfall: nya"]
    assert [counts["empty"] for _, counts in page["counts"]] == [0, 1]
    assert page["unread"] == []


def test_columns_that_are_not_read_are_told_by_sheet() -> None:
    parts = (Part(UNITS, "a", (), ("Färg",)), Part(OUTCOMES, "b", ()), Part(OUTCOMES, "c", (), ("Form", "Ton")))
    told = [str(text) for text in preview_page(Preview("a", b"", parts))["unread"]]
    assert told == ["Kolumnen ”Färg” är okänd och läses inte.", "Kolumnerna ”Form” och ”Ton” är okända och läses inte."]


def test_a_file_that_could_not_be_read_has_neither_counts_nor_groups() -> None:
    page = preview_page(Preview("a", b"", problem=say("Filen är tom.")))
    assert (page["counts"], page["groups"], page["unread"]) == ([], [], [])
    assert Entry(1, "a").why is NOTHING
