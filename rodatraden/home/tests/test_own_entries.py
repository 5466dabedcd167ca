"""Own entries of the year as a file: previewed, all or nothing, faults by row and column, and out again alike."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rodatraden.audit.log import entries
from rodatraden.exchange.exports import BY_WHAT, export, files
from rodatraden.exchange.imports import apply, preview
from rodatraden.exchange.kinds import added, known_names, layouts
from rodatraden.exchange.layouts import LAYOUTS
from rodatraden.exchange.steps import Preview
from rodatraden.exchange.tests.files import csv as csv_file
from rodatraden.exchange.tests.files import xlsx
from rodatraden.home.own_entries import KIND, LAYOUT
from rodatraden.organisation.access import system
from rodatraden.organisation.models import Unit
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.kept import made_once
from rodatraden.wheel.models import OwnEntry
from rodatraden.wheel.services import add_entry, change_entry

pytestmark = pytest.mark.django_db
DAY = date(2018, 10, 4)
HEAD = ("Vad händer", "Slag", "Enhet", "Dag", "Till och med", "Bara månaden är bestämd", "Återkommer varje år", "Länk")
ROW = ("Planeringsdag", "möte", "sn", "2018-10-04", "", "", "", "")
HEADS = (
    "Nummer i årshjulet;Vad händer;Slag;Enhet;Dag;Till och med;Bara månaden är bestämd;Återkommer varje år;Länk;Exempel"
)
ALL = ";".join(column.name for column in LAYOUT.columns)


@pytest.fixture
def town(perstorp: Municipality) -> Town:
    return made_once(Town)


def added_entry(town: Town, **fields: Any) -> OwnEntry:
    told = {"unit": town.board, "what": "Planeringsdag", "kind": "meeting", "first": DAY, **fields}
    return add_entry(town.actor("controller"), **told)


def show(town: Town, *rows: tuple[Any, ...], who: str = "controller", head: tuple[str, ...] = HEAD) -> Preview:
    return preview(town.actor(who), "tider.csv", csv_file(head, *rows))


def faults(found: Preview) -> list[tuple[int, str]]:
    return [(step.row, fault.column) for part in found.parts for step in part.steps for fault in step.faults]


def out(town: Town, form: str = "csv", who: str = "controller") -> bytes:
    return export(town.actor(who), "own-entries", 2018, form)


# Loading


def test_a_file_of_new_entries_is_shown_and_then_loaded(town: Town) -> None:
    found = show(town, ROW, ("Budgetveckor", "", "Socialnämnden", "1 oktober 2018", "2018-10-19", "nej", "ja", "/x/"))
    assert (found.count("new"), OwnEntry.objects.count()) == (2, 0)
    apply(town.actor("controller"), found)
    first, second = OwnEntry.objects.order_by("what")
    assert (first.what, first.kind, first.last, first.yearly, first.link) == (
        "Budgetveckor", "own", date(2018, 10, 19), True, "/x/",
    )  # fmt: skip
    assert (second.unit, second.kind, second.first, second.example) == (town.board, "meeting", DAY, False)
    assert second.written_by == town.actor("controller").by.name


def test_each_entry_and_the_file_are_logged(town: Town) -> None:
    apply(town.actor("controller"), show(town, ROW))
    assert [entry.verb for entry in entries()[:2]] == ["läste in fil", "lade in i årshjulet"]


def test_loaded_again_it_changes_nothing(town: Town) -> None:
    apply(town.actor("controller"), show(town, ROW))
    again = show(town, ROW)
    assert (again.count("unchanged"), again.changes_anything) == (1, False)


def test_only_three_columns_are_needed(town: Town) -> None:
    found = show(town, ("Städdag", "sn", "2018-05-02"), head=("Vad händer", "Enhet", "Dag"))
    apply(town.actor("controller"), found)
    assert OwnEntry.objects.get().kind == "own"


def test_a_row_with_a_number_changes_that_entry_and_leaves_what_has_no_column(town: Town) -> None:
    row = added_entry(town, link="/x/", yearly=True)
    head = ("Nummer i årshjulet", "Vad händer", "Enhet", "Dag", "Till och med")
    found = show(town, (row.pk, "Planeringsdagar", "bn", "2018-10-08", "2018-10-09"), head=head)
    (step,) = found.parts[0].steps
    assert [(change.column, change.before, change.after) for change in step.changes] == [
        ("Vad händer", "Planeringsdag", "Planeringsdagar"),
        ("Enhet", "sn", "bn"),
        ("Dag", "2018-10-04", "2018-10-08"),
        ("Till och med", "", "2018-10-09"),
    ]
    apply(town.actor("controller"), found)
    row.refresh_from_db()
    assert (row.what, row.unit, row.last, row.link, row.yearly, row.edit) == (
        "Planeringsdagar", town.other, date(2018, 10, 9), "/x/", True, 2,
    )  # fmt: skip


def test_a_row_without_a_number_is_the_entry_of_the_same_unit_day_and_words(town: Town) -> None:
    row = added_entry(town)
    found = show(town, ("  planeringsdag", "arbete eller granskning", *ROW[2:]))
    assert found.count("changed") == 1
    apply(town.actor("controller"), found)
    row.refresh_from_db()
    assert (row.kind, OwnEntry.objects.count()) == ("review", 1)


@pytest.mark.parametrize(
    ("place", "value", "column"),
    [
        (0, "", "Vad händer"),
        (0, "x" * 201, "Vad händer"),
        (1, "kalas", "Slag"),
        (2, "", "Enhet"),
        (2, "nämnden som inte finns", "Enhet"),
        (3, "", "Dag"),
        (3, "i höst", "Dag"),
        (3, "0018-10-04", "Dag"),
        (4, "2018-10-03", "Till och med"),
        (5, "kanske", "Bara månaden är bestämd"),
        (7, "javascript:alert(1)", "Länk"),
    ],
)
def test_a_fault_says_row_and_column_and_nothing_is_loaded(town: Town, place: int, value: str, column: str) -> None:
    wrong = ["Annat", *ROW[1:]]
    wrong[place] = value
    found = show(town, ROW, tuple(wrong))
    assert faults(found) == [(3, column)]
    with pytest.raises(Refused):
        apply(town.actor("controller"), found)
    assert not OwnEntry.objects.exists()


def test_a_yearly_entry_over_new_year_is_refused_at_its_last_day(town: Town) -> None:
    assert faults(show(town, (*ROW[:4], "2019-01-03", "", "ja", ""))) == [(2, "Till och med")]


def test_the_same_entry_twice_in_a_file_is_told_with_the_row(town: Town) -> None:
    found = show(town, ROW, ROW)
    assert "Samma tidpunkt står redan på rad 2." in " ".join(found.in_words())
    row, head = added_entry(town), ("Nummer i årshjulet", "Vad händer", "Enhet", "Dag")
    twice = (row.pk, "Planeringsdag", "sn", "2018-10-04")
    assert faults(show(town, twice, ("", *twice[1:]), head=head)) == [(3, "")]


def test_a_number_of_nobody_s_or_of_another_municipality_is_told(town: Town, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        unit = Unit.objects.create(key="sn", name="Socialnämnden", kind="board")
        theirs = add_entry(system(), unit=unit, what="Planeringsdag", kind="own", first=DAY)
    head = ("Nummer i årshjulet", "Vad händer", "Enhet", "Dag")
    for number in (theirs.pk, 999_999):
        found = show(town, (number, "Annat", "sn", "2018-10-04"), head=head)
        assert faults(found) == [(2, "Nummer i årshjulet")]
        assert "Lämna numret tomt för en ny." in " ".join(found.in_words())


def test_what_is_made_up_stays_so(town: Town) -> None:
    added_entry(town, example=True)
    assert faults(show(town, (*ROW, "nej"), head=(*HEAD, "Exempel"))) == [(2, "Exempel")]


def test_a_load_is_refused_when_somebody_changed_an_entry_since_it_was_shown(town: Town) -> None:
    row = added_entry(town)
    found = show(town, ("Planeringsdag", "rapport", *ROW[2:]))
    change_entry(town.actor("controller"), row, kind="plan")
    with pytest.raises(Refused, match="har ändrats"):
        apply(town.actor("controller"), found)
    row.refresh_from_db()
    assert row.kind == "plan"


@pytest.mark.parametrize(
    ("who", "unit", "loads"),
    [
        ("controller", "bn", True),
        ("sekreterare", "sn", True),
        ("sekreterare", "bn", False),
        ("chef", "ht", True),
        ("chef", "sn", False),
    ],
)
def test_who_writes_in_the_year_of_the_unit_loads_it(town: Town, who: str, unit: str, loads: bool) -> None:
    found = show(town, ("Planeringsdag", "möte", unit, "2018-10-04", "", "", "", ""), who=who)
    assert found.loadable is loads and not found.problem
    assert loads or "Du har inte rätt" in " ".join(found.in_words())


@pytest.mark.parametrize("who", ["ledamot", "revisor"])
def test_who_writes_nowhere_loads_nothing(town: Town, who: str) -> None:
    client = Client()
    client.force_login(town.cast[who])
    assert client.get("/perstorp/import/").status_code == 403


# Out, and in again


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_goes_out_comes_in_again_and_says_the_same(town: Town, form: str) -> None:
    added_entry(town, last=date(2018, 10, 5), link="/perstorp/planer/")
    added_entry(town, what="=SUM(A1)", kind="own", first=date(2019, 3, 1), whole_month=True, yearly=True)
    added_entry(town, what="Planeringsdag", example=True)
    found = preview(town.actor("controller"), f"t.{form}", out(town, form))
    assert (found.count("unchanged"), found.changes_anything) == (3, False), found.in_words()


def test_the_columns_stand_where_they_stood(town: Town) -> None:
    row = added_entry(town)
    text = out(town).decode("utf-8-sig")
    assert text.splitlines()[0] == ALL == HEADS
    (told,) = csv.DictReader(io.StringIO(text), delimiter=";")
    assert (told["Nummer i årshjulet"], told["Slag"], told["Enhet"]) == (str(row.pk), "möte", "sn")


def test_it_stands_among_the_files_and_is_fetched(town: Town) -> None:
    client = Client()
    client.force_login(town.cast["controller"])
    for page in ("hamta", "import"):
        assert "Egna tidpunkter" in client.get(f"/perstorp/{page}/").content.decode()
    client.force_login(town.cast["ledamot"])
    answer = client.get("/perstorp/hamta/own-entries.xlsx")
    assert answer.status_code == 200 and answer.content.startswith(b"PK")


def test_the_form_of_an_entry_leads_to_the_files(town: Town) -> None:
    client = Client()
    client.force_login(town.cast["controller"])
    html = client.get("/perstorp/arshjul/nytt/").content.decode()
    assert "/perstorp/import/" in html and "/perstorp/hamta/own-entries.xlsx" in html


def test_a_thousand_entries_go_out_in_as_many_queries_as_one(town: Town) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            out(town)
        return len([each for each in queries if "set_config" not in each["sql"]])

    added_entry(town)
    few = asked()
    for number in range(5):
        added_entry(town, what=f"Dag {number}", unit=town.other)
    assert asked() == few


# The table of kinds


def test_the_settings_add_the_kind_without_taking_another_s_place() -> None:
    assert KIND in added()
    assert layouts() == (*LAYOUTS, LAYOUT) and set(files()) == {*BY_WHAT, "own-entries"}
    assert {"vad händer", "first"} <= known_names()


def test_a_workbook_of_several_kinds_is_known_sheet_by_sheet(town: Town) -> None:
    found = preview(town.actor("controller"), "t.xlsx", xlsx(HEAD, ROW, sheet="Året"))
    assert [part.layout.key for part in found.parts] == ["own-entries"]
