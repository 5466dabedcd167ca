import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from rodatraden.exchange.exports import BY_WHAT, FORMATS, export
from rodatraden.exchange.grid import Sheet
from rodatraden.exchange.layouts import KNOWN
from rodatraden.exchange.sheets import read
from rodatraden.exchange.tests.place import Place
from rodatraden.lib.periods import Period
from rodatraden.steering.models import SteeringModel
from rodatraden.tenancy.edits import Refused

COLUMNS = [
    "indicator", "key", "unit_of_measure", "organisation_unit", "breakdown", "direction", "period",
    "measured_period", "target", "outcome", "preliminary", "example", "status", "status_reason", "item", "source",
]  # fmt: skip


def data(place: Place, what: str, year: int = 2018) -> Any:
    return json.loads(export(place.operator, what, year, "json"))


def rows(place: Place, what: str, year: int = 2018) -> Sequence[dict[str, Any]]:
    found: list[dict[str, Any]] = data(place, what, year)
    return found


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("what", sorted(BY_WHAT))
def test_every_file_comes_in_every_form(place: Place, what: str, form: str) -> None:
    assert place.out(what, form)


def test_the_indicators_have_exactly_the_columns_that_programs_expect(place: Place) -> None:
    assert all(list(row) == COLUMNS for row in rows(place, "indicators"))
    assert place.out("indicators", "csv").decode("utf-8-sig").splitlines()[0] == ";".join(COLUMNS)
    (sheet,) = read("i.xlsx", place.out("indicators", "xlsx"), frozenset(COLUMNS))
    assert list(sheet.header) == COLUMNS


def test_one_row_for_each_indicator_unit_breakdown_and_period_of_the_year(place: Place) -> None:
    place.outcome(place.safety, "2018-T1", "50", unit=place.board)
    place.outcome(place.safety, "2018", "52")
    found = [
        (row["key"], row["organisation_unit"], row["breakdown"], row["period"]) for row in rows(place, "indicators")
    ]
    assert len(found) == len(set(found))
    assert set(found) == {
        ("trygghet", "Kommunfullmäktige", "total", "2018"),
        ("trygghet", "Barn- och utbildningsnämnden", "total", "2018-T1"),
        ("rang", "Kommunfullmäktige", "total", "2018"),
        ("andel", "Barn- och utbildningsnämnden", "women", "2018-T1"),
        ("andel", "Barn- och utbildningsnämnden", "total", "2018"),
    }


def test_what_is_missing_is_null_and_an_indicator_without_figures_is_there_all_the_same(place: Place) -> None:
    row = next(row for row in rows(place, "indicators", 2016) if row["key"] == "trygghet")
    assert (row["target"], row["outcome"], row["measured_period"]) == (None, None, None)
    assert row["status"] == "Ej mätt"


def test_a_row_says_target_outcome_status_and_why(place: Place) -> None:
    place.outcome(place.safety, "2018", "52.0", preliminary=True, source="Egen mätning")
    row = next(row for row in rows(place, "indicators") if row["key"] == "trygghet")
    assert (row["target"], row["outcome"], row["preliminary"], row["example"]) == ("55", "52", True, False)
    assert (row["status"], row["measured_period"]) == ("Bedöms uppfyllas delvis", "2018")
    assert "52 mot minst 55" in row["status_reason"]
    assert (row["item"], row["source"]) == ("@Alla ska känna sig trygga", "Egen mätning")


def test_a_figure_measured_in_another_year_says_so(place: Place) -> None:
    row = next(row for row in rows(place, "indicators", 2017) if row["key"] == "rang")
    assert (row["period"], row["measured_period"], row["outcome"]) == ("2017", "2016", "228")


def test_made_up_figures_are_marked(place: Place) -> None:
    marked = {(row["key"], row["breakdown"]) for row in rows(place, "indicators") if row["example"]}
    assert marked == {("andel", "women")}


def test_intervals_and_as_before_are_told_in_words(place: Place) -> None:
    told = {row["key"]: row["target"] for row in rows(place, "indicators") if row["breakdown"] == "total"}
    assert told == {"trygghet": "55", "rang": "100 till 175", "andel": "minst som perioden före"}


def test_a_corrected_figure_goes_out_once(place: Place) -> None:
    type(place.safety.outcomes.get()).objects.filter(indicator=place.safety).update(
        superseded_at="2018-02-01T00:00:00Z"
    )
    place.outcome(place.safety, "2017", "53")
    assert [row["outcome"] for row in rows(place, "outcomes") if row["indicator"] == "trygghet"] == ["53"]


def test_the_scorecard_has_a_row_for_each_item_and_indicator(place: Place) -> None:
    found = [(row["item_key"], row["key"]) for row in rows(place, "scorecard")]
    assert ("mal-1", "trygghet") in found
    assert ("mal-1", "rang") in found
    row = next(row for row in rows(place, "scorecard") if row["key"] == "trygghet")
    assert (row["outcome_before"], row["target"], row["outcome"]) == ("51", "55", None)


def test_the_thread_holds_what_is_decided_and_no_drafts(place: Place) -> None:
    place.draft("Ett utkast")
    assert [row["key"] for row in rows(place, "thread")] == ["omrade-1", "mal-1"]


def test_the_organisation_as_data_holds_units_and_roles(place: Place) -> None:
    assert {name: len(part) for name, part in data(place, "organisation").items()} == {"enheter": 5, "roller": 5}


def only(sheets: Sequence[Sheet]) -> Sheet:
    (sheet,) = sheets
    return sheet


def test_text_that_begins_like_a_formula_never_becomes_one(place: Place) -> None:
    csv = place.out("definitions", "csv").decode("utf-8-sig")
    assert "'=Andel nöjda" in csv
    sheet = only(read("d.xlsx", place.out("definitions", "xlsx"), KNOWN))
    assert sheet.flags == {}
    assert "=Andel nöjda" in {cells[1] for _, cells in sheet.rows}


def test_numbers_are_typed_in_excel_and_have_a_comma_in_csv(place: Place) -> None:
    sheet = only(read("u.xlsx", place.out("outcomes", "xlsx"), KNOWN))
    at = sheet.header.index("Utfall")
    assert Decimal("70.5") in {cells[at] for _, cells in sheet.rows}
    assert ";70,5;" in place.out("outcomes", "csv").decode("utf-8-sig")


def test_periods_stay_text_so_that_excel_does_not_make_days_of_them(place: Place) -> None:
    place.outcome(place.safety, "2018-04", "50")
    sheet = only(read("u.xlsx", place.out("outcomes", "xlsx"), KNOWN))
    assert "2018-04" in {cells[sheet.header.index("Period")] for _, cells in sheet.rows}


def test_a_year_beyond_the_calendar_and_a_day_without_a_model_are_refused(place: Place) -> None:
    with pytest.raises(Refused, match="Året"):
        export(place.operator, "scorecard", 99_999, "csv")
    SteeringModel.objects.all().delete()
    with pytest.raises(Refused, match="styrmodell"):
        export(place.operator, "scorecard", 2018, "csv")


@pytest.mark.parametrize("what", ["scorecard", "indicators", "thread", "outcomes"])
def test_more_figures_take_no_more_queries(
    place: Place, what: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        row = place.new_indicator(f"i{number}", f"Indikator {number}", place.board)
        place.outcome(row, "2018", "1")
    with django_assert_max_num_queries(17):
        assert place.out(what, "json")


def test_periods_of_other_years_are_not_there(place: Place) -> None:
    years = {Period.parse(row["period"]).year for row in rows(place, "indicators", 2017)}
    assert years == {2017}
