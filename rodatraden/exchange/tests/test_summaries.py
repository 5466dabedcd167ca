"""The rows of a year: which there are, and what each says."""

from datetime import date
from decimal import Decimal

import pytest

from rodatraden.exchange import summaries
from rodatraden.exchange.summaries import Row, holds, measured_in, plain_number, target_value
from rodatraden.exchange.tests.place import Place
from rodatraden.indicators.models import Indicator
from rodatraden.indicators.rows import OutcomeRow, read_figures
from rodatraden.indicators.sight import EVERYTHING
from rodatraden.lib.periods import Period
from rodatraden.thread.models import ItemVersion, State
from rodatraden.thread.services import measure


def told(place: Place, year: int = 2018) -> list[tuple[str, str, str, str]]:
    return [
        (str(row["key"]), str(row["organisation_unit"]), str(row["breakdown"]), str(row["period"]))
        for row in summaries.indicator_rows(place.operator, year)
    ]


def scorecard(place: Place, year: int = 2018) -> dict[str, Row]:
    return {str(row["key"]): row for row in summaries.scorecard_rows(place.operator, year) if "key" in row}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, None),
        (Decimal("51.000000"), "51"),
        (Decimal("70.500000"), "70.5"),
        (Decimal("-0.000000"), "0"),
        (Decimal("1200.000000"), "1200"),
        (Decimal("0.000001"), "0.000001"),
    ],
)
def test_a_number_loses_the_zeros_of_the_database(value: Decimal | None, shown: str | None) -> None:
    found = plain_number(value)
    assert found is None if shown is None else f"{found:f}".replace("-0", "0") == shown


@pytest.mark.parametrize(
    ("since", "until", "used"),
    [
        (None, None, True),
        (date(2018, 1, 1), None, True),
        (date(2018, 1, 2), None, False),
        (None, date(2018, 1, 1), True),
        (None, date(2017, 12, 31), False),
        (date(2018, 1, 1), date(2018, 1, 1), True),
    ],
)
def test_an_indicator_is_used_from_its_first_day_to_its_last(
    since: date | None, until: date | None, used: bool
) -> None:
    assert holds(Indicator(valid_from=since, valid_to=until), date(2018, 1, 1)) is used


class TestAYear:
    def test_an_indicator_without_figures_has_a_row_of_its_own(self, place: Place) -> None:
        assert told(place, 2015) == [
            ("andel", "Barn- och utbildningsnämnden", "total", "2015"),
            ("rang", "Kommunfullmäktige", "total", "2015"),
            ("trygghet", "Kommunfullmäktige", "total", "2015"),
        ]

    def test_no_row_is_told_twice(self, place: Place) -> None:
        for year in (2016, 2017, 2018, 2019):
            assert len(told(place, year)) == len(set(told(place, year)))

    def test_a_part_of_the_year_is_told_beside_the_year(self, place: Place) -> None:
        assert ("andel", "Barn- och utbildningsnämnden", "women", "2018-T1") in told(place)
        assert ("andel", "Barn- och utbildningsnämnden", "total", "2018") in told(place)

    def test_what_an_indicator_measures_is_named(self, place: Place) -> None:
        items = {row["key"]: row["item"] for row in summaries.indicator_rows(place.operator, 2018)}
        assert items["trygghet"] == "@Alla ska känna sig trygga"
        assert items["andel"] == ""

    def test_the_source_is_the_figures_own_and_else_the_indicators(self, place: Place) -> None:
        sources = {row["key"]: row["source"] for row in summaries.indicator_rows(place.operator, 2018)}
        assert sources["trygghet"] == "SCB"

    def test_targets_are_told_by_their_form(self, place: Place) -> None:
        figures = read_figures(sight=EVERYTHING)
        year = Period.parse("2018")
        rows = {
            row.key: figures.targets_of(row, row.owner_id, "total")[year]
            for row in (place.safety, place.rank, place.share)
        }
        assert target_value(rows["trygghet"]) == 55
        assert str(target_value(rows["rang"])) == "100 till 175"
        assert str(target_value(rows["andel"])) == "minst som perioden före"
        assert target_value(None) is None

    def test_an_outcome_is_measured_in_its_own_period_unless_another_is_said(self, place: Place) -> None:
        figures = read_figures(sight=EVERYTHING)
        year = Period.parse("2017")

        def outcome(row: Indicator) -> OutcomeRow:
            return figures.outcomes_of(row, row.owner_id, "total")[year]

        assert measured_in(outcome(place.safety)) == year
        assert measured_in(outcome(place.rank)) == Period.parse("2016")
        assert measured_in(None) is None

    def test_the_scorecard_tells_the_item_and_the_figures_around_the_year(self, place: Place) -> None:
        row = scorecard(place)["trygghet"]
        assert (row["item_key"], row["organisation_unit"]) == ("mal-1", "Kommunfullmäktige")
        assert (row["outcome_before"], row["target"], row["outcome"], row["target_next"]) == (51, 55, None, None)
        assert (row["preliminary"], row["example"]) == (False, False)
        assert (row["target_after_next"], row["measured_period"]) == (None, None)

    def test_the_year_before_sees_the_targets_that_come(self, place: Place) -> None:
        ItemVersion.objects.filter(item__key="mal-1").update(valid_from=date(2016, 1, 1))
        assert scorecard(place, 2017)["trygghet"]["target_next"] == 55
        assert scorecard(place, 2016)["trygghet"]["target_after_next"] == 55
        assert scorecard(place, 2017)["rang"]["measured_period"] == Period.parse("2016")

    def test_what_is_neither_judged_nor_measured_is_not_on_the_scorecard(self, place: Place) -> None:
        keys = [row["item_key"] for row in summaries.scorecard_rows(place.operator, 2018)]
        assert "omrade-1" not in keys
        assert keys.count("mal-1") == 2

    def test_every_key_of_a_row_is_a_column(self, place: Place) -> None:
        for row in summaries.scorecard_rows(place.operator, 2018):
            assert set(row) <= set(summaries.SCORECARD_COLUMNS)
        for row in summaries.indicator_rows(place.operator, 2018):
            assert set(row) == set(summaries.INDICATOR_COLUMNS)

    def test_numbers_are_typed_columns(self) -> None:
        assert set(summaries.SCORECARD_COLUMNS) | set(summaries.INDICATOR_COLUMNS) >= summaries.NUMBERS


def test_an_indicator_that_is_no_longer_used_is_left_out_when_it_has_no_figures(place: Place) -> None:
    Indicator.objects.filter(pk=place.share.pk).update(valid_to=date(2017, 12, 31))
    assert not [key for key, *_ in told(place, 2015) if key == "andel"]
    assert [key for key, *_ in told(place, 2018) if key == "andel"]


def test_a_measured_item_of_another_unit_has_a_row_for_that_unit(place: Place) -> None:
    goal = place.decided("Nämndens mål", "namndmal", place.board, (place.goal.item,), key="n-1")
    ItemVersion.objects.filter(pk=goal.pk).update(state=State.DRAFT)
    goal.refresh_from_db()
    measure(place.operator, goal, [place.safety])
    ItemVersion.objects.filter(pk=goal.pk).update(state=State.DECIDED)
    rows = {(key, unit) for key, unit, *_ in told(place)}
    assert ("trygghet", "Barn- och utbildningsnämnden") in rows
    assert ("trygghet", "Kommunfullmäktige") in rows


def test_figures_stand_on_the_row_of_the_unit_whose_they_are_alone(place: Place) -> None:
    """The board's goal is judged by the council's figures, but nobody who adds up the file counts them twice."""
    goal = place.measured("Nämndens mål", place.safety, serves=(place.goal.item,), key="n-1")
    place.outcome(place.safety, "2018", "54")
    rows = [row for row in summaries.indicator_rows(place.operator, 2018) if row["key"] == "trygghet"]
    board, council = sorted(rows, key=lambda row: str(row["organisation_unit"]))
    assert (board["outcome"], board["target"], board["measured_period"]) == (None, None, None)
    assert (council["outcome"], council["target"]) == (54, 55)
    assert board["status"] == council["status"]
    assert str(board["status_reason"]).endswith("(siffrorna gäller Kommunfullmäktige)")
    assert "siffrorna gäller" not in str(council["status_reason"])
    assert board["item"] == goal.title


def test_a_made_up_target_marks_the_row(place: Place) -> None:
    place.new_target(place.safety, "2019", value=Decimal(60), example=True)
    marked = {row["key"] for row in summaries.indicator_rows(place.operator, 2019) if row["example"]}
    assert marked == {"trygghet"}
