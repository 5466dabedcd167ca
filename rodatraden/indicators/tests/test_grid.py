"""The entry grid: all or nothing, nothing typed is lost, each fault at its box."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rodatraden.indicators.models import Indicator, Outcome
from rodatraden.indicators.tests.rows import an_indicator, an_outcome, signed_in, somebody, year
from rodatraden.organisation.models import Unit

pytestmark = pytest.mark.usefixtures("own_pages")
GRID = "/perstorp/indikatorer/for-in/"


@pytest.fixture
def safety(house: dict[str, Unit]) -> Indicator:
    return an_indicator(house["kf"], decimals=1)


@pytest.fixture
def coordinator(client: Client, house: dict[str, Unit]) -> Client:
    somebody(house["kf"], username="samordnare")
    return signed_in(client, "samordnare")


def box(indicator: Indicator, at: int | str, breakdown: str = "total") -> str:
    return f"v.{indicator.pk}.{breakdown}.{at}"


def as_opened(client: Client, url: str = GRID) -> dict[str, str]:
    """The fields of the form as a browser would send them untouched."""
    said = shown(client.get(url))
    names = re.findall(r'<input[^>]*? name="([vw]\.[^"]+)" value="([^"]*)"', said)
    return dict(names)


def shown(answer: Any) -> str:
    assert answer.status_code in {200, 422}
    return str(answer.content.decode())


def values() -> dict[str, str]:
    rows = Outcome.objects.filter(superseded_at=None).order_by("period")
    return {row.period.key: f"{row.value.normalize():f}" for row in rows}


def test_periods_are_columns_and_what_is_there_is_filled_in(coordinator: Client, safety: Indicator) -> None:
    an_outcome(safety, 2017, "51")
    told = as_opened(coordinator)
    assert told[box(safety, 2017)] == "51,0"
    assert [told[box(safety, at)] for at in (2015, 2016, 2018)] == ["", "", ""]


def test_many_values_are_saved_at_once_with_comma_or_point(coordinator: Client, safety: Indicator) -> None:
    told = {box(safety, 2016): "50,5", box(safety, 2017): "51.5", box(safety, 2018): " 1 0 "}
    answer = coordinator.post(GRID, {**as_opened(coordinator), **told, "source": "SCB"})
    assert answer.status_code == 302
    assert values() == {"2016": "50.5", "2017": "51.5", "2018": "10"}
    assert set(Outcome.objects.values_list("source", flat=True)) == {"SCB"}


def test_an_untouched_grid_writes_nothing(coordinator: Client, safety: Indicator) -> None:
    an_outcome(safety, 2017, "51", source="SCB", preliminary=True)
    before = list(Outcome.objects.values())
    assert coordinator.post(GRID, {**as_opened(coordinator), "source": "Annan"}).status_code == 302
    assert list(Outcome.objects.values()) == before


def test_one_fault_saves_nothing_and_loses_nothing(coordinator: Client, safety: Indicator) -> None:
    told = {box(safety, 2016): "50", box(safety, 2017): "femtio", "source": "Min källa"}
    said = shown(coordinator.post(GRID, {**as_opened(coordinator), **told}))
    assert "Ett fel att rätta. Inget är sparat än." in said
    assert f"<strong>{safety.called}, 2017</strong>: ”femtio” är inte ett tal." in said
    assert 'value="femtio"' in said
    assert 'value="50"' in said
    assert 'value="Min källa"' in said
    assert values() == {}


def test_a_changed_value_asks_for_its_reason_and_keeps_the_rest(coordinator: Client, safety: Indicator) -> None:
    an_outcome(safety, 2017, "51")
    told = {**as_opened(coordinator), box(safety, 2017): "52", box(safety, 2018): "53"}
    said = shown(coordinator.post(GRID, told))
    assert "2017 har redan 51. Skriv varför det ändras." in said
    assert values() == {"2017": "51"}
    assert coordinator.post(GRID, {**told, "reason": "SCB rättade"}).status_code == 302
    assert values() == {"2017": "52", "2018": "53"}
    reasons = {row.period: row.reason for row in Outcome.objects.filter(superseded_at=None)}
    assert reasons == {year(2017): "SCB rättade", year(2018): ""}


def test_a_value_is_not_taken_away_by_an_empty_box(coordinator: Client, safety: Indicator) -> None:
    an_outcome(safety, 2017, "51")
    said = shown(coordinator.post(GRID, {**as_opened(coordinator), box(safety, 2017): ""}))
    assert "Ett införd värde" not in said
    assert "Ett infört värde tas inte bort." in said
    assert values() == {"2017": "51"}


def test_a_strange_value_is_asked_about_once(coordinator: Client, safety: Indicator) -> None:
    an_outcome(safety, 2017, "51")
    told = {**as_opened(coordinator), box(safety, 2018): "51000"}
    said = shown(coordinator.post(GRID, told))
    assert "En fråga innan värdena sparas" in said
    assert values() == {"2017": "51"}
    assert coordinator.post(GRID, {**told, "sure": "1"}).status_code == 302
    assert values()["2018"] == "51000"


def test_a_box_that_somebody_else_filled_meanwhile_is_told(coordinator: Client, safety: Indicator) -> None:
    told = {**as_opened(coordinator), box(safety, 2018): "53"}
    an_outcome(safety, 2018, "52")
    said = shown(coordinator.post(GRID, {**told, "reason": "fel"}))
    assert "Någon annan har fört in 52 för 2018 sedan du öppnade sidan." in said
    assert 'value="53"' in said
    assert values() == {"2018": "52"}


def test_a_change_by_somebody_else_in_an_untouched_box_is_left_alone(coordinator: Client, safety: Indicator) -> None:
    told = as_opened(coordinator)
    an_outcome(safety, 2017, "52")
    assert coordinator.post(GRID, {**told, box(safety, 2018): "53"}).status_code == 302
    assert values() == {"2017": "52", "2018": "53"}


def test_women_and_men_have_boxes_of_their_own(coordinator: Client, house: dict[str, Unit]) -> None:
    split = an_indicator(house["kf"], by_gender=True)
    told = {box(split, 2018, each): "50" for each in ("total", "women", "men")}
    assert set(told) <= set(as_opened(coordinator))
    assert coordinator.post(GRID, told).status_code == 302
    assert set(Outcome.objects.values_list("breakdown", flat=True)) == {"total", "women", "men"}


@pytest.mark.parametrize(
    ("kind", "rhythm", "periods"),
    [
        ("month", "month", [f"2018-{at:02}" for at in range(1, 13)]),
        ("tertial", "tertial", ["2018-T1", "2018-T2", "2018-T3"]),
        ("quarter", "quarter", ["2018-Q1", "2018-Q2", "2018-Q3", "2018-Q4"]),
        ("half", "half", ["2018-H1", "2018-H2"]),
    ],
)
def test_each_length_of_period_has_its_grid(
    coordinator: Client, house: dict[str, Unit], kind: str, rhythm: str, periods: list[str]
) -> None:
    often = an_indicator(house["kf"], "ofta", rhythm=rhythm)
    yearly = an_indicator(house["kf"], "arlig")
    told = as_opened(coordinator, f"{GRID}?period={kind}&ar=2018")
    assert [name for name in told if name.startswith("v.")] == [box(often, period) for period in periods]
    assert box(yearly, 2018) in as_opened(coordinator)


def test_an_indicator_with_monthly_figures_is_in_the_monthly_grid_whatever_its_rhythm(
    coordinator: Client, safety: Indicator
) -> None:
    an_outcome(safety, "2018-03", "5")
    assert box(safety, "2018-03") in as_opened(coordinator, f"{GRID}?period=month")


def test_only_units_that_the_actor_enters_for_can_be_opened(house: dict[str, Unit], client: Client) -> None:
    mine = an_indicator(house["sn"], "min")
    an_indicator(house["bun"], "din")
    somebody(house["sn"], "namndsekreterare", username="sekreterare")
    signed_in(client, "sekreterare")
    assert box(mine, 2018) in as_opened(client)
    assert "Barn- och" not in shown(client.get(GRID))
    for asked in (house["bun"].pk, 999_999):
        assert client.get(f"{GRID}?enhet={asked}").status_code == 403


def test_a_box_that_was_not_offered_is_not_read(house: dict[str, Unit], client: Client) -> None:
    mine, theirs = an_indicator(house["sn"], "min"), an_indicator(house["bun"], "din")
    somebody(house["sn"], "namndsekreterare", username="sekreterare")
    signed_in(client, "sekreterare")
    client.post(GRID, {box(theirs, 2018): "5", box(mine, 2018): "6"})
    assert [row.indicator for row in Outcome.objects.all()] == [mine]


def test_who_has_no_unit_to_enter_for_is_told(coordinator: Client) -> None:
    said = shown(coordinator.get(GRID))
    assert "Du har ingen enhet att föra in utfall för." in said


@pytest.mark.parametrize("query", ["ar=x", "ar=99999", "period=vecka", "enhet=x", "ar="])
def test_an_address_that_means_nothing_shows_the_usual_grid(coordinator: Client, safety: Indicator, query: str) -> None:
    assert box(safety, 2018) in as_opened(coordinator, f"{GRID}?{query}")


@pytest.mark.parametrize("field", [{"w": "x:y"}, {"w": ""}, {"w": "99999999999999999999999:1"}])
def test_a_tampered_memory_is_met_with_words(coordinator: Client, safety: Indicator, field: dict[str, Any]) -> None:
    an_outcome(safety, 2017, "51")
    told = {f"w.{box(safety, 2017)}": field["w"], box(safety, 2017): "52", "reason": "x"}
    assert "Någon annan har fört in 51" in shown(coordinator.post(GRID, told))
    assert values() == {"2017": "51"}


def test_the_grid_costs_the_same_for_many_indicators(coordinator: Client, house: dict[str, Unit]) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            coordinator.get(GRID)
        return len(asked)

    an_indicator(house["kf"], "forsta")
    few = queries()
    for at in range(60):
        an_outcome(an_indicator(house["kf"], f"i{at}"), 2017, "5")
    assert queries() == few


def test_a_unit_with_figures_by_the_month_alone_opens_on_months(
    coordinator: Client, house: dict[str, Unit], safety: Indicator
) -> None:
    an_outcome(safety, "2018-03", "7", unit=house["hemtjansten"])
    there = f"{GRID}?enhet={house['hemtjansten'].pk}&ar=2018"
    assert as_opened(coordinator, there)[box(safety, "2018-03")] == "7,0"
    assert box(safety, "2018-03") not in as_opened(coordinator, f"{there}&period=year")


# Forecasts, and what a number must not stand without


def test_forecasts_have_a_grid_of_their_own_beside_the_outcomes(coordinator: Client, safety: Indicator) -> None:
    an_outcome(safety, 2018, "52", preliminary=True)
    url = f"{GRID}?period=prognos"
    told = {**as_opened(coordinator, url), box(safety, 2018): "56"}
    assert coordinator.post(url, told).status_code == 302
    rows = Outcome.objects.filter(superseded_at=None, period="2018").order_by("forecast")
    assert [(row.forecast, row.preliminary, int(row.value)) for row in rows] == [(False, True, 52), (True, False, 56)]


def test_a_new_forecast_needs_no_reason_but_keeps_the_old_one(coordinator: Client, safety: Indicator) -> None:
    an_outcome(safety, 2018, "56", forecast=True)
    url = f"{GRID}?period=prognos"
    told = {**as_opened(coordinator, url), box(safety, 2018): "54"}
    assert coordinator.post(url, told).status_code == 302
    now, before = Outcome.objects.get(superseded_at=None), Outcome.objects.exclude(superseded_at=None).get()
    assert (int(now.value), now.reason, int(before.value)) == (54, "Ny prognos.", 56)
    assert now.replaces_id == before.pk


def test_a_value_measured_in_another_year_says_so_in_its_box(coordinator: Client, safety: Indicator) -> None:
    an_outcome(safety, 2017, "51", measured_period=year(2016))
    an_outcome(safety, 2018, "52", preliminary=True)
    said = shown(coordinator.get(GRID))
    assert "mätt 2016" in said
    assert "prel." in said
