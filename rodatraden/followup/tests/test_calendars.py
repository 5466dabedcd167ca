"""The calendars of the four municipalities against what their documents state, for 2018 to 2030.

What is expected is written here by hand from the documents (F1, F2, Y3, T11), not by the rules that are tried. A
value that is assumed in a model must be marked as such; one that a document states must not.
"""

from datetime import date, timedelta

import pytest

from rodatraden.followup.calendar import Occasion, occasions
from rodatraden.followup.deadlines import Due, dues
from rodatraden.followup.tests.town import PRESETS, by_unit, the, tree_of
from rodatraden.lib.workdays import is_working_day

YEARS = range(2018, 2031)
LEAP = {2020, 2024, 2028}
CLOSED_31_AUGUST = {2019: date(2019, 9, 2), 2024: date(2024, 9, 2), 2025: date(2025, 9, 1), 2030: date(2030, 9, 2)}
"""Years in which 31 August is a Saturday or Sunday: nothing can be handed in before the period is over."""


def of(name: str, year: int, report: str) -> list[Occasion]:
    return [each for each in occasions(PRESETS[name], year) if each.report == report]


def ends(name: str, year: int, report: str) -> list[tuple[int, int]]:
    found = of(name, year, report)
    assert {each.end.year for each in found} <= {year}
    return [(each.end.month, each.end.day) for each in found]


def february(year: int) -> tuple[int, int]:
    return 2, 29 if year in LEAP else 28


def all_of(name: str, year: int) -> list[Due]:
    tree = tree_of()
    return [due for each in occasions(PRESETS[name], year) for due in dues(PRESETS[name], tree, each)]


@pytest.mark.parametrize("year", YEARS)
def test_hallsberg_reports_each_month_but_january_april_june_july_and_august(year: int) -> None:
    last = [february(year), (3, 31), (5, 31), (9, 30), (10, 31), (11, 30), (12, 31)]
    assert ends("hallsberg", year, "manad") == last
    assert {each.start.day for each in of("hallsberg", year, "manad")} == {1}
    assert [each.period for each in of("hallsberg", year, "manad")][:2] == [f"{year}-02", f"{year}-03"]


@pytest.mark.parametrize("year", YEARS)
def test_hallsbergs_longer_reports_end_in_april_july_and_december(year: int) -> None:
    assert ends("hallsberg", year, "tertial") == [(4, 30)]
    assert ends("hallsberg", year, "delar") == [(7, 31)]
    assert ends("hallsberg", year, "verksamhetsberattelse") == [(12, 31)]
    periods = {each.report: each.period for each in occasions(PRESETS["hallsberg"], year)}
    assert periods["tertial"] == f"{year}-T1"
    assert periods["delar"] == f"{year}-01/{year}-07"
    assert periods["verksamhetsberattelse"] == f"{year}"
    assert {each.start for each in of("hallsberg", year, "delar")} == {date(year, 1, 1)}


def test_hallsbergs_months_rest_on_a_reading_and_say_so_and_its_other_reports_are_stated() -> None:
    assumed = {each.report: bool(each.assumed) for each in occasions(PRESETS["hallsberg"], 2018)}
    assert assumed == {"manad": True, "tertial": False, "delar": False, "verksamhetsberattelse": False}


@pytest.mark.parametrize("year", YEARS)
def test_hallsbergs_executive_board_treats_reports_in_the_months_that_its_wheel_prints(year: int) -> None:
    """March, April, October, November and December for the month before; May for the first four months."""
    model = PRESETS["hallsberg"]
    said = {2: 3, 3: 4, 9: 10, 10: 11, 11: 12}
    for occasion in of("hallsberg", year, "manad"):
        treated = by_unit(model, occasion)["sn"].treated
        if occasion.end.month in said:
            assert treated is not None and (treated.year, treated.month) == (year, said[occasion.end.month])
    tertial = by_unit(model, of("hallsberg", year, "tertial")[0])["sn"].treated
    assert tertial is not None and (tertial.year, tertial.month) == (year, 5)


@pytest.mark.parametrize("year", YEARS)
def test_hallsbergs_half_year_reports_are_handed_in_by_the_end_of_august_and_treated_in_september(year: int) -> None:
    found = by_unit(PRESETS["hallsberg"], of("hallsberg", year, "delar")[0])
    assert found["sn"].due.month == 8 and found["sn"].due >= date(year, 8, 29)
    assert found["sn"].assumed == ()
    assert found["sn"].decided is not None and found["sn"].decided.month == 9
    assert found["ks"].due == found["bn"].due == found["sn"].due
    assert found["sf"].due < found["sn"].due and found["sf"].assumed


@pytest.mark.parametrize("year", YEARS)
def test_hallsbergs_boards_decide_their_annual_report_in_january(year: int) -> None:
    found = by_unit(PRESETS["hallsberg"], of("hallsberg", year, "verksamhetsberattelse")[0])
    decided = found["sn"].decided
    assert decided is not None and (decided.year, decided.month) == (year + 1, 1)
    assert date(year + 1, 1, 1) < found["hemtjanst"].due <= found["omrade"].due <= found["sf"].due < decided


@pytest.mark.parametrize("year", YEARS)
def test_of_svenljunga_only_the_report_for_february_is_stated(year: int) -> None:
    assert ends("svenljunga", year, "februari") == [february(year)]
    stated = [each.report for each in occasions(PRESETS["svenljunga"], year) if not each.assumed]
    assert stated == ["februari"]
    assert {each.kind for each in occasions(PRESETS["svenljunga"], year)} == {
        "short", "monthly", "tertial", "half_year", "annual",
    }  # fmt: skip


@pytest.mark.parametrize("year", YEARS)
def test_svenljungas_half_year_report_is_handed_over_in_the_month_that_its_event_says(year: int) -> None:
    model = PRESETS["svenljunga"]
    found = by_unit(model, the(model, "delar", year))["kf"]
    assert (found.due.year, found.due.month) == (year, 9) and found.assumed
    assert found.decided is not None and found.decided <= found.due
    assert found.treated is not None and found.treated > found.due


@pytest.mark.parametrize("year", YEARS)
def test_of_perstorp_the_year_is_stated_and_the_days_of_quarters_and_half_year_are_assumed(year: int) -> None:
    assert ends("perstorp", year, "kvartal") == [(3, 31), (9, 30)]
    assert ends("perstorp", year, "halvar") == [(6, 30)]
    assert ends("perstorp", year, "arsredovisning") == [(12, 31)]
    found = occasions(PRESETS["perstorp"], year)
    assert [each.period for each in found] == [f"{year}-Q1", f"{year}-H1", f"{year}-Q3", f"{year}"]
    assert [each.start.month for each in found] == [1, 1, 7, 1]
    assert [bool(each.assumed) for each in found] == [True, True, True, False]


@pytest.mark.parametrize("year", YEARS)
def test_exempelkommunen_reports_each_month_but_june_and_july(year: int) -> None:
    expected = [(1, 31), february(year), (3, 31), (4, 30), (5, 31), (8, 31), (9, 30), (10, 31), (11, 30), (12, 31)]
    assert ends("exempelkommunen", year, "manad") == expected


@pytest.mark.parametrize("year", YEARS)
def test_exempelkommunens_forecasts_half_year_and_year_are_stated(year: int) -> None:
    name = "exempelkommunen"
    assert ends(name, year, "prognos") == [(3, 31), (5, 31), (10, 31)]
    assert ends(name, year, "delar") == [(8, 31)]
    assert ends(name, year, "ars") == [(12, 31)]
    assert ends(name, year, "bolagsrapport") == [(3, 31), (5, 31), (10, 31)]
    for report in ("prognos", "delar", "ars", "bolagsrapport"):
        assert not any(each.assumed for each in of(name, year, report))
        assert {each.start for each in of(name, year, report)} == {date(year, 1, 1)}
    periods = [f"{year}-Q1", f"{year}-01/{year}-05", f"{year}-01/{year}-10"]
    assert [each.period for each in of(name, year, "prognos")] == periods


@pytest.mark.parametrize("year", YEARS)
def test_exempelkommunens_council_treats_the_half_year_in_october_and_the_year_in_april(year: int) -> None:
    model = PRESETS["exempelkommunen"]
    for report, month, after in (("delar", 10, year), ("ars", 4, year + 1)):
        found = by_unit(model, the(model, report, year))
        for unit in ("kf", "sn", "bn", "ks", "bolag"):
            treated = found[unit].treated
            assert treated is not None and (treated.year, treated.month) == (after, month), unit
        assert {found[unit].edge for unit in ("sn", "bn", "ks", "bolag")} == {"decides"}
        council = next(place.id for place in tree_of().places.values() if place.kind == "council")
        assert {found[unit].receiver for unit in ("sn", "bn", "ks", "bolag")} == {council}


@pytest.mark.parametrize("year", YEARS)
def test_a_companys_accounts_are_due_on_the_first_of_march(year: int) -> None:
    model = PRESETS["exempelkommunen"]
    due = by_unit(model, the(model, "ars", year))["bolag"]
    first = date(year + 1, 3, 1)
    expected = first - timedelta(days=max(0, first.weekday() - 4))
    assert due.due == expected and due.assumed == ()


@pytest.mark.parametrize("year", YEARS)
def test_a_companys_half_year_report_is_due_on_the_very_last_day_of_its_period(year: int) -> None:
    """The document's own contradiction: the day stands as it is printed, unless it is a Saturday or Sunday."""
    model = PRESETS["exempelkommunen"]
    due = by_unit(model, the(model, "delar", year))["bolag"]
    assert due.due == CLOSED_31_AUGUST.get(year, date(year, 8, 31)) and due.assumed == ()


@pytest.mark.parametrize("year", YEARS)
def test_the_companies_economic_reports_are_treated_in_april_june_and_november(year: int) -> None:
    model = PRESETS["exempelkommunen"]
    found = [by_unit(model, each)["bolag"].treated for each in of("exempelkommunen", year, "bolagsrapport")]
    assert [(day.year, day.month) for day in found if day] == [(year, 4), (year, 6), (year, 11)]


@pytest.mark.parametrize("year", YEARS)
def test_the_state_of_assignments_is_reported_in_may_and_november(year: int) -> None:
    model = PRESETS["exempelkommunen"]
    found = [by_unit(model, each)["sf"] for each in of("exempelkommunen", year, "uppdragslage")]
    assert [(due.treated.year, due.treated.month) for due in found if due.treated] == [(year, 5), (year, 11)]
    assert [(due.due.year, due.due.month) for due in found] == [(year, 5), (year, 11)]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("name", PRESETS)
def test_the_whole_municipalitys_annual_report_is_handed_over_by_mid_april(name: str, year: int) -> None:
    model = PRESETS[name]
    report = next(each.key for each in model.report if each.kind == "annual")
    due = by_unit(model, the(model, report, year))["kf"]
    assert due.due <= date(year + 1, 4, 15) and due.floor == "ks" and due.receiver is None


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("name", PRESETS)
def test_the_half_year_report_reaches_the_council_within_two_months(name: str, year: int) -> None:
    model = PRESETS[name]
    report = next(each for each in model.report if each.kind == "half_year")
    occasion = the(model, report.key, year)
    months = {6: date(year, 8, 31), 7: date(year, 9, 30), 8: date(year, 10, 31)}
    assert by_unit(model, occasion)["kf"].due <= months[occasion.end.month]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("name", PRESETS)
def test_every_due_day_is_a_working_day_after_its_period(name: str, year: int) -> None:
    """But for the companies' half-year report, which is stated to be due on the very last day."""
    for due in all_of(name, year):
        assert is_working_day(due.due), due
        stated = (name, due.occasion.report, due.floor) == ("exempelkommunen", "delar", "bolag")
        assert due.due > due.occasion.last or (stated and due.due == due.occasion.last), due


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("name", PRESETS)
def test_nothing_that_the_document_does_not_state_passes_as_stated(name: str, year: int) -> None:
    """What a day may rest on without an assumption: a stated event, or the law's last day."""
    stated = {
        "hallsberg": {("delar", "namnd"), ("delar", "ks"), ("verksamhetsberattelse", "ks")},
        "svenljunga": set(),
        "perstorp": {("halvar", "ks")},
        "exempelkommunen": {("delar", "bolag"), ("ars", "bolag"), ("ars", "namnd"), ("ars", "ks"), ("delar", "ks")},
    }
    found = {(due.occasion.report, due.floor) for due in all_of(name, year) if not due.assumed}
    assert found <= stated[name]


@pytest.mark.parametrize("name", PRESETS)
def test_each_unit_of_a_floor_reports_once_and_auditors_never(name: str) -> None:
    tree = tree_of()
    for occasion in occasions(PRESETS[name], 2018):
        units = [due.unit for due in dues(PRESETS[name], tree, occasion)]
        assert len(units) == len(set(units))
        assert not any(tree.places[unit].kind == "audit" for unit in units)
