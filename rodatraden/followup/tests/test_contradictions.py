"""What contradicts in a document about its reports is told beside the calendar, with what that goes by (Y4)."""

import pytest

from rodatraden.followup.contradictions import CHOSEN, contradictions
from rodatraden.followup.tests.town import PRESETS, model_of
from rodatraden.steering.tests.small import ANNUAL, BY_LAW, HALF_YEAR, MONTHLY


def told(name: str) -> dict[str, str]:
    return {str(each.told): str(each.chosen) for each in contradictions(PRESETS[name])}


def test_hallsbergs_july_report_in_september_is_told_and_the_rule_holds() -> None:
    found = told("hallsberg")
    july = "”månadsrapport” för juli väntas i september, men regeln undantar juli."
    assert found[july] == "Kalendern följer rapportens regel, så månaden har ingen rapport."
    assert "Kalendern följer den valda läsningen." in found.values()


def test_exempelkommunens_every_month_against_two_excepted_is_told() -> None:
    assert "Årshjulet väntar ”månadsrapport” varje månad, men regeln undantar juni och juli." in told("exempelkommunen")


def test_a_company_that_reports_on_its_own_closing_day_is_told_and_the_day_stands() -> None:
    said = [chosen for text, chosen in told("exempelkommunen").items() if "Bolagens delårsrapport" in text]
    assert said == ["Kalendern låter dagen gälla som den står."]


def test_part_year_to_june_against_the_end_of_august_is_told() -> None:
    (chosen,) = (chosen for text, chosen in told("exempelkommunen").items() if "Delår 1" in text)
    assert chosen == "Kalendern följer rapportens egen sista dag."


@pytest.mark.parametrize("name", ["perstorp", "svenljunga"])
def test_where_all_is_assumed_nothing_contradicts(name: str) -> None:
    assert told(name) == {}


def test_a_month_of_treatment_before_the_period_is_over_gives_way_to_the_next_meeting() -> None:
    model = model_of(report=[{**HALF_YEAR, "treated": [8]}, ANNUAL])
    assert [str(each.chosen) for each in contradictions(model)] == [
        "Kalendern tar det första sammanträdet efter perioden."
    ]


def test_every_choice_is_said_in_a_sentence() -> None:
    assert all(str(chosen).startswith("Kalendern") and str(chosen).endswith(".") for chosen in CHOSEN.values())
    months = {"month": 9, "what": "Juli", "actor": "ks", "kind": "report", "report": "manad", "reports_on": 7}
    model = model_of(report=[HALF_YEAR, ANNUAL, MONTHLY], event=[*BY_LAW, months])
    assert all(each.chosen for each in contradictions(model))
