"""Where the series of an indicator breaks, the thread and its scorecards compare nothing across."""

from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rodatraden.indicators.models import Indicator, SeriesBreak
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.thread.gather import Figure, gather
from rodatraden.thread.scorecard import Scorecard, scorecard
from rodatraden.thread.tests.cast import YEAR, Town

BEFORE = Period.year_of(2017)


def a_break(indicator: Indicator, day: str) -> None:
    SeriesBreak.objects.create(indicator=indicator, day=date.fromisoformat(day), reason="ny enkät")


@pytest.fixture
def safety(town: Town) -> Indicator:
    row = town.indicator("trygghet", start_period="2016")
    for period, value in (("2015", "70"), ("2016", "71"), ("2017", "50"), ("2018", "52")):
        town.outcome(row, period, value)
    town.target(row, "2018", "80")
    town.measured("Mål", row, level="fullmaktigemal", unit=town.council)
    return row


def figure_of(town: Town) -> Figure:
    (figure,) = town.thread().nodes["mal"].figures
    return figure


def card_of(town: Town) -> Scorecard:
    return scorecard(town.thread())


def lines(curve: str) -> int:
    """How many pieces a small curve is drawn in."""
    return sum(part.get("class") == "out" for part in ElementTree.fromstring(curve))  # noqa: S314 (our own)


def test_the_breaks_come_with_the_figures_once_however_many_items_are_measured(town: Town, safety: Indicator) -> None:
    a_break(safety, "2017-01-01")
    a_break(safety, "2010-01-01")
    town.measured("Ett till", safety)
    thread = town.thread()
    assert [len(node.figures) for node in thread.nodes.values()] == [1, 1]
    for node in thread.nodes.values():
        assert node.figures[0].breaks == (date(2010, 1, 1), date(2017, 1, 1))
    assert thread.figures.breaks_of(safety) == (date(2010, 1, 1), date(2017, 1, 1))


def test_a_start_value_on_the_other_side_is_no_start(town: Town, safety: Indicator) -> None:
    assert figure_of(town).evidence(YEAR).start == 71
    a_break(safety, "2017-01-01")
    case = figure_of(town).evidence(YEAR)
    assert (case.start, case.start_parted, case.previous) == (None, True, Decimal(50))
    assert figure_of(town).evidence(BEFORE).previous_parted


@pytest.mark.parametrize(
    ("days", "pieces"), [([], 1), (["2017-01-01"], 2), (["2016-07-01"], 1), (["2014-01-01", "2019-01-01"], 1)]
)
def test_the_small_curve_is_cut(town: Town, safety: Indicator, days: list[str], pieces: int) -> None:
    for day in days:
        a_break(safety, day)
    (row,) = card_of(town).rows
    assert lines(row.curve) == pieces


def test_the_scorecard_says_which_outcome_is_not_comparable_with_the_one_before(town: Town, safety: Indicator) -> None:
    assert card_of(town).footnotes == ()
    a_break(safety, "2018-01-01")
    card = card_of(town)
    told = "Mätmetoden ändrades 2018-01-01: utfallet går inte att jämföra med tidigare."
    assert [str(text) for _letter, text in card.footnotes] == [told]
    (row,) = card.rows
    assert [cell.sign for cell in row.cells if cell.kind == "outcome"] == ["", "a"]


def test_many_breaks_are_no_more_queries(town: Town, safety: Indicator) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            gather(town.operator, clock.today(), YEAR)
        return len([each for each in queries if "set_config" not in each["sql"]])

    few = asked()
    for year in range(1990, 2015):
        a_break(safety, f"{year}-01-01")
    assert asked() == few


def test_another_municipalitys_breaks_part_nothing_here(town: Town, safety: Indicator, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        stranger = Town().indicator("trygghet")
        a_break(stranger, "2017-01-01")
    assert figure_of(town).breaks == ()
