"""The list and the page of an indicator: right for each who looks, and never dearer for more indicators."""

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.safestring import SafeString
from pytest_django.fixtures import Settings

from rodatraden.indicators.models import Indicator
from rodatraden.indicators.services import record_outcome
from rodatraden.indicators.tests.rows import (
    a_target,
    an_indicator,
    an_outcome,
    another_municipalitys_indicator,
    signed_in,
    somebody,
    the_house,
    year,
)
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.models import Municipality, User
from rodatraden.web.context import Station
from rodatraden.web.panels import Facet

pytestmark = pytest.mark.usefixtures("own_pages")
LIST = "/perstorp/indikatorer/"
PAGE = f"{LIST}tryggheten/"


@pytest.fixture
def safety(house: dict[str, Unit]) -> Indicator:
    row = an_indicator(
        house["kf"],
        short_name="Tryggheten",
        next_measured="2019",
        start_period="2017",
        definition="Hur trygga invånarna är.",
        gender_reason="Bilagan delar inte upp värdet.",
        printed_name="Trygghet, NRI",
        reading="NRI läst som index.",
    )
    an_outcome(row, 2017, "51", source="SCB", entered_by="Kvalitetssamordnare")
    a_target(row, 2018, "55", source="Bilaga 1")
    a_target(row, 2020, "65", source="Bilaga 1")
    return row


@pytest.fixture
def coordinator(client: Client, house: dict[str, Unit]) -> Client:
    somebody(house["kf"], username="samordnare")
    return signed_in(client, "samordnare")


@pytest.fixture
def member(house: dict[str, Unit]) -> Client:
    somebody(house["sn"], "ledamot", username="ledamot")
    return signed_in(Client(), "ledamot")


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        text_of(client, url)
    return sum("set_config" not in query["sql"] for query in queries)


def test_the_page_answers_in_its_first_sentence(member: Client, safety: Indicator) -> None:
    said = text_of(member, PAGE)
    assert "<h1>Tryggheten: 51 år 2017. Målvärdet är 55 i år och 65 år 2020, men i år görs ingen mätning.</h1>" in said
    assert "Ej mätt 2018, senast 2017" in said
    assert "nästa mätning kommer år 2019" in said


def test_the_page_says_that_one_point_makes_no_trend(member: Client, safety: Indicator) -> None:
    said = text_of(member, PAGE)
    assert "För få mätningar: 1 av minst 8. Ingen trend går att utläsa." in said
    assert "mäts inte" in said


def test_everything_traceable_stands_in_the_table(member: Client, safety: Indicator) -> None:
    said = text_of(member, PAGE)
    for word in ("SCB", "Bilaga 1", "Kvalitetssamordnare", "Provet", "2018-09-10", "Värden i index."):
        assert word in said


def test_the_definition_the_printed_name_and_the_missing_split_are_told(member: Client, safety: Indicator) -> None:
    said = text_of(member, PAGE)
    for word in ("Hur trygga invånarna är.", "Trygghet, NRI", "NRI läst som index.", "Bilagan delar inte upp värdet."):
        assert word in said
    assert "51, utfallet 2017" in said


def test_a_replaced_value_stays_on_the_page_with_its_reason(
    member: Client, safety: Indicator, house: dict[str, Unit]
) -> None:
    actor = somebody(house["kf"], username="annan")
    row: dict[str, Any] = {"indicator": safety.pk, "unit": safety.owner_id, "period": year(2017), "value": Decimal(52)}
    record_outcome(actor, reason="SCB rättade tabellen", **row)
    said = text_of(member, PAGE)
    assert "2017, utfall totalt: 51 blev 52." in said
    assert "SCB rättade tabellen" in said


def test_made_up_and_preliminary_values_are_marked(member: Client, safety: Indicator) -> None:
    an_outcome(safety, 2016, "50", example=True)
    an_outcome(safety, 2015, "49", preliminary=True)
    said = text_of(member, PAGE)
    assert 'class="example"' in said
    assert "2015, preliminärt" in said


def test_women_and_men_have_columns_where_the_value_is_split(member: Client, house: dict[str, Unit]) -> None:
    split = an_indicator(house["kf"], by_gender=True)
    for breakdown, value in (("total", "50"), ("women", "45"), ("men", "55")):
        an_outcome(split, 2017, value, breakdown=breakdown)
    said = text_of(member, PAGE)
    assert 'data-head="Kvinnor"' in said
    assert "kvinnor och män visas var för sig" in said


def test_a_value_that_is_not_split_has_no_such_columns(member: Client, safety: Indicator) -> None:
    assert "Kvinnor" not in text_of(member, PAGE)


def test_a_boards_own_target_is_one_click_away(member: Client, safety: Indicator, house: dict[str, Unit]) -> None:
    a_target(safety, 2020, "72", unit=house["sn"])
    assert f"?enhet={house['sn'].pk}" in text_of(member, PAGE)
    assert "72 år 2020" in text_of(member, f"{PAGE}?enhet={house['sn'].pk}")


@pytest.mark.parametrize("asked", ["0", "99999999", "x", "-1"])
def test_an_unknown_unit_shows_the_owners_figures(member: Client, safety: Indicator, asked: str) -> None:
    assert "Tryggheten: 51" in text_of(member, f"{PAGE}?enhet={asked}")


def test_a_page_without_figures_teaches(member: Client, house: dict[str, Unit]) -> None:
    an_indicator(house["kf"])
    said = text_of(member, PAGE)
    assert "är inte mätt än. Målvärde saknas." in said
    assert "Inga värden än" in said


def test_only_who_may_enter_is_offered_to(member: Client, coordinator: Client, safety: Indicator) -> None:
    links = (f"{PAGE}andra/", f"{PAGE}utfall/", f"{PAGE}malvarde/")
    assert all(link in text_of(coordinator, PAGE) for link in links)
    assert not any(link in text_of(member, PAGE) for link in links)


def test_higher_floors_add_panels_and_the_red_line(member: Client, safety: Indicator, settings: Settings) -> None:
    here = "rodatraden.indicators.tests.test_pages"
    settings.PANELS = {"indicators:indicator": [f"{here}.a_panel", f"{here}.an_empty_panel"]}
    settings.STATIONS = {"indicators:indicator": f"{here}.two_stations"}
    said = text_of(member, PAGE)
    assert "<p>Mäter två mål: tryggheten</p>" in said
    assert "Perstorp 2030" in said


def a_panel(request: object, indicator: Indicator) -> SafeString:
    shown = engines["django"].from_string("<p>Mäter två mål: {{ key }}</p>")
    return SafeString(shown.render({"key": indicator.key}))


def an_empty_panel(request: object, indicator: Indicator) -> SafeString:
    return SafeString("\n")


def two_stations(request: object, indicator: Indicator) -> list[Station]:
    return [Station("Vision", "Perstorp 2030", "/"), Station("Indikator", indicator.name, current=True)]


def test_script_in_a_text_is_shown_as_text(member: Client, house: dict[str, Unit]) -> None:
    evil = "<script>alert(1)</script>"
    row = an_indicator(house["kf"], name=evil, definition=evil, source=evil, printed_name=evil, gender_reason=evil)
    an_outcome(row, 2017, "5", note=evil, source=evil)
    for url in (LIST, PAGE):
        said = text_of(member, url)
        assert evil not in said
        assert "&lt;script&gt;alert(1)" in said


def test_an_indicator_that_is_not_there_is_not_found(member: Client, hallsberg: Municipality) -> None:
    another_municipalitys_indicator(hallsberg)
    for key in ("finns-inte", "frammande"):
        assert member.get(f"{LIST}{key}/").status_code == 404


def test_who_is_not_signed_in_is_asked_to_and_a_stranger_learns_nothing(client: Client, safety: Indicator) -> None:
    assert client.get(PAGE).status_code == 302
    client.force_login(User.objects.create(username="framling"))
    assert client.get(PAGE).status_code == 404


def test_the_page_costs_the_same_however_long_the_series(member: Client, safety: Indicator) -> None:
    few = queries_of(member, PAGE)
    for at in range(1990, 2016):
        an_outcome(safety, at, "50")
        an_outcome(safety, f"{at}-03", "50")
    assert queries_of(member, PAGE) == few <= 12


def rows_of(answer: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.decode("utf-8-sig")), delimiter=";"))


def test_the_file_holds_every_figure_that_ever_was(member: Client, safety: Indicator, house: dict[str, Unit]) -> None:
    actor = somebody(house["kf"], username="annan")
    row: dict[str, Any] = {"indicator": safety.pk, "unit": safety.owner_id, "period": year(2017), "value": Decimal(52)}
    record_outcome(actor, reason="rättat", **row)
    head, *rows = rows_of(member.get(f"{PAGE}?format=csv").content)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["Period"], row["Vad"], row["Värde"], row["Ersatt"]) for row in told] == [
        ("2017", "utfall", "51", "2018-09-10"),
        ("2017", "utfall", "52", ""),
        ("2018", "målvärde", "55", ""),
        ("2020", "målvärde", "65", ""),
    ]
    assert (told[1]["Varför det ändrades"], told[1]["Infört av"]) == ("rättat", actor.by.name)
    assert member.get(f"{PAGE}?format=xlsx").content.startswith(b"PK")


def test_the_list_shows_outcome_target_and_status(member: Client, safety: Indicator) -> None:
    said = text_of(member, LIST)
    assert "1 indikator. Den går inte att bedöma i år än." in said
    for word in ("Tryggheten", "51", "55", "Ej mätt", "Kommunfullmäktige"):
        assert word in said


def test_the_list_counts_what_can_be_judged(member: Client, house: dict[str, Unit]) -> None:
    for key, value in (("a", "60"), ("b", "53"), ("c", "40")):
        row = an_indicator(house["kf"], key, name=key, start_period="2017")
        an_outcome(row, 2017, "50")
        an_outcome(row, 2018, value)
        a_target(row, 2018, "55")
    assert "3 indikatorer. 3 går att bedöma i år: 1 bedöms nå målvärdet, 1 delvis och 1 inte." in text_of(member, LIST)


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", {"alfa", "beta", "gamma"}),
        ("q=ALF", {"alfa"}),
        ("slag=volume", {"gamma"}),
        ("status=unmeasured", {"alfa", "beta", "gamma"}),
        ("status=met", set()),
        ("slag=volume&q=alf", set()),
        ("agare=0", set()),
    ],
)
def test_the_list_is_filtered_by_its_address(
    member: Client, house: dict[str, Unit], query: str, kept: set[str]
) -> None:
    an_indicator(house["kf"], "alfa", name="Alfa")
    an_indicator(house["sn"], "beta", name="Beta")
    an_indicator(house["sn"], "gamma", name="Gamma", kind="volume")
    said = text_of(member, f"{LIST}?{query}")
    assert {key for key in ("alfa", "beta", "gamma") if f"{LIST}{key}/" in said} == kept


def test_the_list_is_filtered_by_owner(member: Client, house: dict[str, Unit]) -> None:
    an_indicator(house["kf"], "alfa")
    an_indicator(house["sn"], "beta")
    said = text_of(member, f"{LIST}?agare={house['sn'].pk}")
    assert f"{LIST}beta/" in said
    assert f"{LIST}alfa/" not in said


def test_a_higher_floor_adds_a_way_to_filter(member: Client, house: dict[str, Unit], settings: Settings) -> None:
    an_indicator(house["kf"], "alfa")
    an_indicator(house["kf"], "beta")
    settings.FACETS = {"indicators:list": ["rodatraden.indicators.tests.test_pages.areas"]}
    said = text_of(member, f"{LIST}?omrade=ett")
    assert "Målområde" in said
    assert f"{LIST}alfa/" in said
    assert f"{LIST}beta/" not in said


def areas(request: object) -> Facet:
    mine = frozenset(Indicator.objects.filter(key="alfa").values_list("pk", flat=True))
    return Facet("omrade", "Målområde", [("ett", "Ett"), ("tva", "Två")], {"ett": mine})


def test_the_list_sorts_by_its_address(member: Client, house: dict[str, Unit]) -> None:
    for key, value in (("alfa", "9"), ("beta", "10")):
        an_outcome(an_indicator(house["kf"], key, name=key), 2017, value)
    said = text_of(member, f"{LIST}?sort=-outcome")
    assert said.index(f"{LIST}beta/") < said.index(f"{LIST}alfa/")


def test_an_ended_indicator_is_not_in_the_list(member: Client, house: dict[str, Unit]) -> None:
    an_indicator(house["kf"], "slut", valid_to="2017-12-31")
    assert "Inga indikatorer än" in text_of(member, LIST)


def test_the_list_costs_the_same_at_30_and_at_300(member: Client, house: dict[str, Unit]) -> None:
    def add(first: int, count: int) -> None:
        for at in range(first, first + count):
            row = an_indicator(house["kf"], f"i{at}", name=f"Indikator {at}", start_period="2016")
            an_outcome(row, 2017, "50")
            a_target(row, 2018, "55")

    add(0, 30)
    few = queries_of(member, LIST)
    add(30, 270)
    assert queries_of(member, LIST) == few <= 12


def test_the_list_comes_as_a_file_with_what_the_address_asks_for(member: Client, safety: Indicator) -> None:
    head, *rows = rows_of(member.get(f"{LIST}?format=csv").content)
    assert head[0] == "Indikator"
    assert [(row[0], row[3], row[5]) for row in rows] == [("Tryggheten", "51", "55")]
    assert rows_of(member.get(f"{LIST}?format=csv&q=finnsinte").content)[1:] == []


def test_an_empty_list_teaches_and_offers_only_to_who_may(member: Client, coordinator: Client) -> None:
    assert f"{LIST}ny/" in text_of(coordinator, LIST)
    said = text_of(member, LIST)
    assert "Inga indikatorer än" in said
    assert f"{LIST}ny/" not in said


def test_each_row_leads_to_the_form_that_corrects_its_figures(client: Client, perstorp: Municipality) -> None:
    house = the_house()
    row = an_outcome(an_indicator(house["kf"]), 2017, "51")
    somebody(house["kf"], username="samordnare")
    page = signed_in(client, "samordnare").get("/perstorp/indikatorer/tryggheten/").content.decode()
    address = f"/perstorp/indikatorer/tryggheten/utfall/?period=2017&amp;unit={row.unit_id}&amp;breakdown=total"
    assert f'href="{address}"' in page
    assert "Rätta utfallet" in client.get(address.replace("&amp;", "&")).content.decode()
