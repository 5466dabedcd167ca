"""The answer in words, before everything else."""

from datetime import date

import pytest

from rodatraden.wheel.gathering import lines_of
from rodatraden.wheel.sentence import counted, next_told, year_told
from rodatraden.wheel.tests.made import TODAY, YEAR, entry, month_entry

LINES = lines_of(
    [
        entry("Sammanträde", "2018-09-18", recurs=True),
        entry("Budgetdag", "2018-09-20"),
        entry("Budget", "2018-11-20", kind="plan"),
        entry("Rapport lämnas", "2018-09-12", kind="report", report="delar", covers=date(2018, 7, 31)),
        entry("Rapport behandlas", "2018-09-25", kind="report", report="delar", covers=date(2018, 7, 31)),
        month_entry("Bokslut", month=3, kind="deadline"),
    ]
)


def test_the_month_is_told_first() -> None:
    assert str(year_told(LINES, YEAR, TODAY)) == "I september: 2 möten och en rapport."


def test_a_report_that_is_handed_over_and_treated_is_one() -> None:
    assert str(counted(line for line in LINES if line.entry.kind == "report")) == "en rapport"


@pytest.mark.parametrize(
    ("kind", "one", "two"),
    [
        ("meeting", "ett möte", "2 möten"),
        ("report", "en rapport", "2 rapporter"),
        ("deadline", "en sista dag", "2 sista dagar"),
        ("plan", "en plan", "2 planer"),
        ("review", "ett arbete eller en granskning", "2 arbeten och granskningar"),
        ("own", "en övrig tidpunkt", "2 övriga tidpunkter"),
    ],
)
def test_each_kind_is_counted_in_its_own_words(kind: str, one: str, two: str) -> None:
    made = [entry("A", kind=kind), entry("B", kind=kind)]
    assert str(counted(lines_of(made[:1]))) == one
    assert str(counted(lines_of(made))) == two


def test_another_year_is_told_whole() -> None:
    assert str(year_told(LINES, YEAR, date(2017, 5, 1))) == ("2018 har 2 möten, en rapport, en sista dag och en plan.")


def test_a_month_and_a_year_with_nothing_say_so() -> None:
    assert str(year_told(LINES, YEAR, date(2018, 7, 1))) == "I juli står inget i årshjulet."
    assert str(year_told([], YEAR, TODAY)) == "Inget står i årshjulet för 2018 med det här urvalet."


def test_what_is_next_for_me_comes_before_what_is_next_for_all() -> None:
    mine = [line for line in LINES if line.entry.what == "Budget"]
    assert str(next_told(LINES, mine, YEAR, TODAY)) == (
        "Nästa för dig: 20 november, budget. Av årets 5 tidpunkter återstår 4."
    )
    assert str(next_told(LINES, [], YEAR, TODAY)).startswith("Nästa tidpunkt: 12 september, rapport lämnas.")


def test_what_has_no_day_is_next_under_its_month() -> None:
    made = lines_of([month_entry("Taxan beslutas", month=10)])
    assert str(next_told(made, made, YEAR, TODAY)) == (
        "Nästa för dig: under oktober, taxan beslutas. Årets enda tidpunkt återstår."
    )


def test_when_all_is_over_only_that_is_told() -> None:
    made = lines_of([entry("Budgetdag", "2018-03-20")])
    assert str(next_told(made, made, YEAR, TODAY)) == "Årets enda tidpunkt har varit."
    assert str(next_told(LINES, LINES, 2019, TODAY)) == ""
