"""Which columns each file has, and what stands in them: what others build on must not move by accident."""

import csv
import io
import json
from typing import Any

import pytest

from rodatraden.exchange.exports import BY_WHAT, FILES, FORMATS, export
from rodatraden.exchange.grid import heading
from rodatraden.exchange.layouts import KNOWN
from rodatraden.exchange.sheets import read
from rodatraden.exchange.summaries import INDICATOR_COLUMNS, SCORECARD_COLUMNS
from rodatraden.exchange.tests.place import Place

HEADS = {
    "thread": "Nyckel;Nivå;Nummer;Rubrik;Lydelse;Kommentar;Ägare;Vems mål det är;Ansvarig enhet;"
    "Ansvarig roll;Perspektiv;God ekonomisk hushållning;Bedömningsregel;Börjar;Ska vara klar;Ordning;"
    "Bidrar till;Hur det bidrar;Indikatorer;Vikter;Källa;Exempel;Tillstånd;Beslut;Om beslutet;"
    "Gäller från och med;Gäller till och med;Läge;Procent klart;Läget per;Vad som är gjort;Bedömning;Varför;"
    "Uppfyllt: specifikt;Svar: specifikt;Uppfyllt: matbart;Svar: matbart;Uppfyllt: tidsatt;Svar: tidsatt;"
    "Svar: vad;Svar: varfor",
    "decisions": "Nyckel;Vad som beslutades;Organ;Datum;Paragraf;Diarienummer;Befattning;"
    "Delegation eller verkställighet;Länk;Anmärkning;Källa;Exempel",
    "governing": "Nyckel;Slag av dokument;Titel;Beslut;Beslutat av;Beslutat;Paragraf;Ansvarig enhet;Ansvarig roll;"
    "Gäller från och med;Gäller till och med;Revideras senast;Följs upp senast;Antaget av bolagsstämman;Berör;"
    "Gäller i tråden;"
    "Tryckt lagrum;Författning;Gällande lagrum;Om lagrummet;Lydelse;Anmärkning;Källa;Exempel;Skäl till rättelsen;"
    "Ersätter",
    "definitions": "Nyckel;Namn;Kort namn;Namn i dokumentet;Vår läsning;Slag;Måttenhet;Decimaler;Riktning;"
    "Plats bland antal;Definition;Mätmetod;Kvalitativ metod;Källa;Mäts;Årets utfall ur delar;Mäts första gången;"
    "Mäts nästa gång;Könsuppdelad;Varför inte könsuppdelad;Ingångsvärdets period;Tröskelregel;Ägare;Ansvarig roll;"
    "Ny mätmetod från;Från och med;Till och med;Exempel",
    "targets": "Indikator;Indikatorns namn;Enhet;Enhetens namn;Period;Uppdelning;Form;Målvärde;Lägst;Högst;"
    "Mandatperiodens slutmål;Beslut;Källa;Anmärkning;Exempel;Orsak",
    "outcomes": "Indikator;Indikatorns namn;Enhet;Enhetens namn;Period;Mätt;Uppdelning;Utfall;Antal personer;"
    "Preliminärt;Prognos;Källa;Anmärkning;Exempel;Orsak",
    "economy": "Enhet;Enhetens namn;Rad;Slag;År;Per;Belopp, kronor;Preliminärt;Beslut;Källa;Anmärkning;Exempel;Orsak",
    "organisation": "Nyckel;Namn;Slag;Lyder under;Ordning;Från och med;Till och med;Gick upp i;Källa;Exempel",
    "roles": "Person;E-post;Roll;Enhet;Ersätter;Från och med;Till och med;Exempel",
    "scorecard": "Nivå;Ledets nyckel;Led;Organisationsenhet;Perspektiv;Ledets bedömning;Varför ledet bedöms så;"
    "Indikator;Indikatorns nyckel;Måttenhet;Riktning;Utfall året före;Målvärde;Utfall;Mätt;Preliminärt;Prognos;"
    "Målvärde nästa år;Målvärde året därpå;Bedömning;Varför;Exempel",
    "indicators": "indicator;key;unit_of_measure;organisation_unit;breakdown;direction;period;measured_period;"
    "target;outcome;preliminary;example;status;status_reason;item;source",
}


def table(place: Place, what: str) -> list[dict[str, str]]:
    text = place.out(what, "csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def data(place: Place, what: str) -> Any:
    return json.loads(place.out(what, "json"))


def test_every_file_is_listed_here() -> None:
    assert set(HEADS) == set(BY_WHAT)
    assert len(BY_WHAT) == len(FILES)


@pytest.mark.parametrize("what", sorted(HEADS))
def test_a_csv_file_has_exactly_these_columns(place: Place, what: str) -> None:
    content = place.out(what, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").split("\r\n")[0] == HEADS[what]


@pytest.mark.parametrize("what", sorted(HEADS))
def test_an_excel_file_has_the_same_columns(place: Place, what: str) -> None:
    known = KNOWN | frozenset(INDICATOR_COLUMNS) | frozenset(heading(name) for name in SCORECARD_COLUMNS.values())
    first, *_ = read(f"{what}.xlsx", place.out(what, "xlsx"), known)
    assert ";".join(first.header) == HEADS[what]


@pytest.mark.parametrize("what", sorted(set(HEADS) - {"organisation"}))
def test_csv_excel_and_json_have_the_same_number_of_rows(place: Place, what: str) -> None:
    known = KNOWN | frozenset(INDICATOR_COLUMNS) | frozenset(heading(name) for name in SCORECARD_COLUMNS.values())
    (sheet,) = read(f"{what}.xlsx", place.out(what, "xlsx"), known)
    assert len(sheet.rows) == len(table(place, what)) == len(data(place, what)) > 0


def numbers_in(value: Any) -> list[Any]:
    if isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        return [found for part in parts for found in numbers_in(part)]
    return [value] if isinstance(value, int | float) and not isinstance(value, bool) else []


@pytest.mark.parametrize("what", sorted(HEADS))
def test_no_number_in_json_is_anything_but_a_string(place: Place, what: str) -> None:
    assert numbers_in(data(place, what)) == []


def test_numbers_in_json_have_a_decimal_point_and_no_zeros_of_the_database(place: Place) -> None:
    found = {(row["indicator"], row["period"]): row["outcome"] for row in data(place, "outcomes")}
    assert found == {("trygghet", "2017"): "51", ("rang", "2017"): "228", ("andel", "2018-T1"): "70.5"}
    assert {row["key"]: row["rank_of"] for row in data(place, "definitions")} == {
        "trygghet": None, "rang": "290", "andel": None,
    }  # fmt: skip
    assert {row["decimals"] for row in data(place, "definitions")} == {"0", "1"}


def test_yes_and_no_are_truths_in_json_and_words_in_csv(place: Place) -> None:
    assert {row["indicator"]: row["preliminary"] for row in data(place, "outcomes")} == {
        "trygghet": False, "rang": False, "andel": True,
    }  # fmt: skip
    assert [row["Preliminärt"] for row in table(place, "outcomes")].count("ja") == 1
    assert {row["Preliminärt"] for row in table(place, "outcomes")} == {"ja", "nej"}


def test_json_keeps_keys_where_csv_has_words(place: Place) -> None:
    assert {row["breakdown"] for row in data(place, "outcomes")} == {"total", "women"}
    assert {row["form"] for row in data(place, "targets")} == {"value", "interval", "as_before"}
    words = {row["Form"] for row in table(place, "targets")}
    assert words.isdisjoint({"value", "interval", "as_before"})
    assert {row["kind"] for row in data(place, "organisation")["enheter"]} >= {"council", "board", "school"}


def test_the_scorecard_keeps_its_keys_in_json(place: Place) -> None:
    assert set(data(place, "scorecard")[0]) == set(SCORECARD_COLUMNS)


def test_days_and_periods_are_strings_in_json(place: Place) -> None:
    goal = next(row for row in data(place, "thread") if row["key"] == "mal-1")
    assert (goal["deadline"], goal["valid_from"], goal["valid_to"]) == ("2018-12-31", "2018-01-01", None)
    assert {row["period"] for row in data(place, "outcomes")} == {"2017", "2018-T1"}


def test_missing_is_null_in_json_and_an_empty_cell_in_csv(place: Place) -> None:
    rank = next(row for row in data(place, "targets") if row["indicator"] == "rang")
    assert (rank["target"], rank["low"], rank["high"], rank["decision"]) == (None, "100", "175", None)
    shown = next(row for row in table(place, "targets") if row["Indikator"] == "rang")
    assert (shown["Målvärde"], shown["Lägst"], shown["Högst"], shown["Beslut"]) == ("", "100", "175", "")


def test_json_is_readable_swedish_and_ends_its_last_line(place: Place) -> None:
    text = place.out("organisation", "json").decode()
    assert "Kommunfullmäktige" in text
    assert text.endswith("}\n")


def test_line_breaks_in_a_text_survive_csv(place: Place) -> None:
    goal = next(row for row in table(place, "thread") if row["Nyckel"] == "mal-1")
    assert goal["Lydelse"].splitlines() == ["Första raden", "andra raden å ä ö"]


def test_what_would_be_a_formula_has_an_apostrophe_in_csv_alone(place: Place) -> None:
    assert "'=Andel nöjda" in {row["Namn"] for row in table(place, "definitions")}
    assert "'@Alla ska känna sig trygga" in {row["Rubrik"] for row in table(place, "thread")}
    assert "=Andel nöjda" in {row["name"] for row in data(place, "definitions")}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("what", ["definitions", "targets", "outcomes", "organisation", "roles"])
def test_the_year_does_not_matter_where_a_file_is_of_no_year(place: Place, what: str, form: str) -> None:
    assert not BY_WHAT[what].of_year
    if form != "xlsx":
        assert export(place.operator, what, 2018, form) == export(place.operator, what, 2030, form)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.what)
def test_a_file_that_comes_in_again_has_a_layout_for_every_sheet(file: Any) -> None:
    assert all(bool(sheet.layout) is file.comes_in for sheet in file.sheets)
    assert str(file.title) and str(file.about).endswith(".")
