"""Preview and load as a whole: what is shown is what happens, and otherwise nothing does."""

from typing import Any

import pytest

from rodatraden.audit.log import entries
from rodatraden.exchange.imports import LOADS, apply, load, preview
from rodatraden.exchange.layouts import LAYOUTS
from rodatraden.exchange.tests import files
from rodatraden.exchange.tests.place import OUTCOME_HEAD, Place
from rodatraden.indicators.models import Indicator, Outcome
from rodatraden.organisation.models import Unit
from rodatraden.steering.models import SteeringModel
from rodatraden.tenancy.edits import Refused

GOOD = (OUTCOME_HEAD, ("trygghet", "kf", "2018", "52", ""))
UNIT_HEAD = ("Nyckel", "Namn", "Slag", "Lyder under")
INDICATOR_HEAD = ("Nyckel", "Namn", "Måttenhet", "Ägare")


def test_every_layout_has_a_load() -> None:
    assert set(LOADS) == {layout.key for layout in LAYOUTS}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "Filen är tom."),
        ("a.csv", b"Indikator;Period;Utfall", "Filen har inga rader under rubriken."),
        ("a.xlsx", b"Indikator;Period;Utfall", "heter som en Excelfil"),
        ("a.csv", b"%PDF-1.7", "PDF"),
        ("a.csv", b"Kolumn;Annan\r\n1;2", "Ingen kolumn i filen känns igen"),
        ("a.csv", b"Indikator;Period\r\na;2018", "saknar"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_nothing_is_raised(
    place: Place, name: str, content: bytes, said: str
) -> None:
    found = preview(place.operator, name, content)
    assert said in str(found.problem)
    assert (found.parts, found.loadable, found.refused[0].row) == ((), False, 0)
    with pytest.raises(Refused, match="kan inte läsas in"):
        apply(place.operator, found)


@pytest.mark.parametrize("what", ["thread", "definitions", "targets", "organisation", "roles"])
@pytest.mark.parametrize("who", ["head", "secretary"])
def test_who_only_enters_may_load_outcomes_and_the_economy_alone(place: Place, what: str, who: str) -> None:
    found = preview(place.actor(place.cast[who]), "a.csv", place.out(what, "csv"))
    assert str(found.problem) == "Det här slaget av fil läses in av den som administrerar."
    for entered in ("outcomes", "economy"):
        assert not preview(place.actor(place.cast[who]), "a.csv", place.out(entered, "csv")).problem


def test_a_preview_writes_nothing_of_any_kind(place: Place) -> None:
    before = (Unit.objects.count(), Indicator.objects.count(), Outcome.objects.count(), entries().count())
    for rows in (
        (UNIT_HEAD, ("n1", "Ny", "enhet", "bun")),
        (INDICATOR_HEAD, ("n1", "Ny", "%", "bun")),
        GOOD,
    ):
        assert place.show(*rows).count("new") == 1
    assert before == (Unit.objects.count(), Indicator.objects.count(), Outcome.objects.count(), entries().count())


def test_two_previews_of_the_same_file_have_the_same_fingerprint(place: Place) -> None:
    assert place.show(*GOOD).fingerprint == place.show(*GOOD).fingerprint


def test_a_load_with_another_fingerprint_is_refused(place: Place) -> None:
    found = place.show(*GOOD)
    with pytest.raises(Refused, match="har ändrats"):
        load(place.operator, found.filename, found.content, "0" * 64)
    assert not Outcome.objects.filter(indicator=place.safety, period="2018").exists()


def test_one_bad_row_stops_the_whole_file(place: Place) -> None:
    found = place.show(INDICATOR_HEAD, ("n1", "Ny", "%", "bun"), ("annan", "Annan", "%", "ingen"))
    assert (found.count("new"), found.count("refused")) == (1, 1)
    with pytest.raises(Refused):
        apply(place.operator, found)
    with pytest.raises(Refused):
        load(place.operator, found.filename, found.content, found.fingerprint)
    assert not Indicator.objects.filter(key="n1").exists()


def test_no_more_than_ten_sentences_are_said_of_a_refused_load(place: Place) -> None:
    found = place.show(OUTCOME_HEAD, *[(f"ingen{row}", "kf", "2018", "1", "") for row in range(30)])
    with pytest.raises(Refused) as caught:
        apply(place.operator, found)
    assert str(caught.value).count("Rad ") == 9


def test_a_load_is_one_entry_of_its_own_beside_those_of_the_verbs(place: Place) -> None:
    found = place.show(INDICATOR_HEAD, ("n1", "Ny", "%", "bun"), ("trygghet", "Trygghet", "index", "kf"))
    apply(place.operator, found)
    entry = entries().filter(kind="import").get()
    assert (entry.label, entry.object_id) == ("fil.csv", found.sha256)
    assert entry.after == {"new": 1, "changed": 1, "unchanged": 0, "sha256": found.sha256}


@pytest.mark.parametrize("what", ["thread", "roles"])
def test_without_a_model_in_force_the_rows_that_need_one_are_refused(place: Place, what: str) -> None:
    content = place.out(what, "csv")
    SteeringModel.objects.all().delete()
    found = preview(place.operator, "a.csv", content)
    assert found.count("refused") == len(list(found.steps())) > 0
    assert "styrmodell" in str(found.refused[0].reason)


def test_sheets_are_loaded_in_the_order_they_need_each_other(place: Place) -> None:
    """The outcome's sheet stands first in the book, its indicator second, the indicator's owner last."""

    def dress(book: Any, page: Any) -> None:
        for name, head, row in (
            ("Indikatorer", INDICATOR_HEAD, ("n1", "Nöjda", "%", "e1")),
            ("Enheter", UNIT_HEAD, ("e1", "Enheten", "enhet", "bun")),
        ):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, head)
            sheet.write_row(1, 0, row)

    content = files.xlsx(("Indikator", "Period", "Utfall"), ("n1", "2018", 70.5), dress=dress)
    found = preview(place.operator, "allt.xlsx", content)
    assert [part.layout.key for part in found.parts] == ["units", "indicators", "outcomes"]
    assert found.count("new") == 3, found.in_words()
    apply(place.operator, found)
    assert Outcome.objects.get(indicator__key="n1").unit == Unit.objects.get(key="e1")


def test_a_fault_in_a_book_of_several_sheets_names_the_sheet(place: Place) -> None:
    def dress(book: Any, page: Any) -> None:
        sheet = book.add_worksheet("Enheter")
        sheet.write_row(0, 0, UNIT_HEAD)
        sheet.write_row(1, 0, ("e1", "Enheten", "slott", "bun"))

    content = files.xlsx(("Indikator", "Period", "Utfall"), ("trygghet", "2018", 70), dress=dress)
    (refusal,) = preview(place.operator, "allt.xlsx", content).refused
    assert (refusal.sheet, refusal.row, refusal.column) == ("Enheter", 2, "Slag")


def test_what_was_loaded_says_the_same_as_what_is_stored(place: Place) -> None:
    found = place.show(*GOOD)
    apply(place.operator, found)
    again = preview(place.operator, found.filename, found.content)
    assert (again.count("unchanged"), again.loadable) == (1, False)
    with pytest.raises(Refused):
        load(place.operator, found.filename, found.content, found.fingerprint)
