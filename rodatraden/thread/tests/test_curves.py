"""The small curve of a figure, in the scorecard and in print."""

from dataclasses import replace
from datetime import date

import pytest

from rodatraden.lib.text import NOTHING
from rodatraden.thread.curves import curve, curve_in_words
from rodatraden.thread.gather import Figure
from rodatraden.thread.tests.cast import Town
from rodatraden.web.charts import PRINT

pytestmark = pytest.mark.django_db


def figure(town: Town, *years: tuple[str, str]) -> Figure:
    indicator = town.indicator()
    for year, value in years:
        town.outcome(indicator, year, value)
    town.measured("Trygga skolvägar", indicator)
    return town.thread().nodes["trygga-skolvagar"].figures[0]


def test_two_years_make_a_curve_that_says_from_what_to_what(town: Town) -> None:
    found = figure(town, ("2017", "55"), ("2014", "60.5"), ("2016T1", "1"))
    assert str(curve_in_words(found)) == "Från 61 (2014) till 55 (2017)."
    assert curve(found).startswith("<svg")


def test_one_year_is_no_curve(town: Town) -> None:
    found = figure(town, ("2017", "55"))
    assert curve_in_words(found) == NOTHING and curve(found) == ""


def test_in_print_the_curve_carries_its_own_colours(town: Town) -> None:
    found = figure(town, ("2016", "55"), ("2017", "50"))
    assert "class=" in curve(found)
    assert "class=" not in curve(found, PRINT) and "stroke=" in curve(found, PRINT)


def test_the_words_begin_after_the_last_break(town: Town) -> None:
    found = figure(town, ("2014", "90"), ("2016", "55"), ("2017", "50"))
    broken = replace(found, breaks=(date(2016, 1, 1),))
    assert str(curve_in_words(broken)) == "Från 55 (2016) till 50 (2017)."
    assert curve_in_words(replace(found, breaks=(date(2017, 1, 1),))) == NOTHING
