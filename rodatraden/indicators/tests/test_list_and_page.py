"""The list, the page and the grid as values: what is chosen, what is told, what is read from the address."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.indicators.form_fields import PeriodFormField
from rodatraden.indicators.forms import OutcomeForm, TargetFigureForm, attempt
from rodatraden.indicators.grid import gather_grid, read_typed
from rodatraden.indicators.listing import ListPage, gather_list
from rodatraden.indicators.models import Indicator
from rodatraden.indicators.page import IndicatorPage, gather_page
from rodatraden.indicators.tests.rows import a_target, an_indicator, an_outcome, somebody, year
from rodatraden.lib.periods import Period
from rodatraden.organisation.access import Actor
from rodatraden.organisation.form_fields import NumberField
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.edits import Refused
from rodatraden.web.tables import Example, Link

pytestmark = pytest.mark.usefixtures("own_pages")


@pytest.fixture
def coordinator(house: dict[str, Unit]) -> Actor:
    return somebody(house["kf"])


def request_of(actor: Actor, query: str = "") -> Request:
    request: Any = RequestFactory().get(f"/perstorp/indikatorer/?{query}")
    request.actor = actor
    return request  # type: ignore[no-any-return]


def listed(actor: Actor, query: str = "") -> ListPage:
    return gather_list(request_of(actor, query))


def page_of(actor: Actor, indicator: Indicator, query: str = "") -> IndicatorPage:
    return gather_page(request_of(actor, query), Indicator.objects.select_related("owner").get(pk=indicator.pk))


def names(page: ListPage) -> list[str]:
    return [row["name"].text for row in page.table.rows if isinstance(row["name"], Link)]


# The list


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"value": "55"}, "55"),
        ({"value": "55.5", "decimals": 1}, "55.5"),
        ({"value": None, "form": "as_before"}, "minst som perioden före"),
        ({"value": None, "form": "interval", "low": Decimal(20), "high": Decimal(25)}, "20–25"),
    ],
)
def test_a_target_that_is_no_single_value_is_not_missing_from_the_list(
    house: dict[str, Unit], coordinator: Actor, fields: dict[str, Any], shown: str
) -> None:
    a_target(an_indicator(house["kf"]), 2018, **fields)
    (row,) = listed(coordinator).table.rows
    assert str(row["target"]) == shown


def test_a_missing_target_is_missing_and_the_list_sorts_it_last(house: dict[str, Unit], coordinator: Actor) -> None:
    made = {key: an_indicator(house["kf"], key, name=key) for key in ("a", "b", "c", "d")}
    a_target(made["a"], 2018, "9")
    a_target(made["b"], 2018, "10")
    a_target(made["c"], 2018, None, form="as_before")
    assert names(listed(coordinator, "sort=target")) == ["a", "b", "c", "d"]
    assert names(listed(coordinator, "sort=-target"))[-1] == "d"


@pytest.mark.parametrize(
    ("outcomes", "value", "measured"),
    [
        ({}, None, None),
        ({"2018": {}}, "1", "2018"),
        ({"2015": {}, "2017": {"value": "3"}}, "3", "2017"),
        ({"2017": {"measured_period": "2016"}}, "1", "2016"),
        ({"2018-Q1": {}}, None, None),
    ],
)
def test_the_latest_outcome_of_a_whole_year_is_listed_with_when_it_was_measured(
    house: dict[str, Unit],
    coordinator: Actor,
    outcomes: dict[str, dict[str, str]],
    value: str | None,
    measured: str | None,
) -> None:
    safety = an_indicator(house["kf"])
    for period, fields in outcomes.items():
        an_outcome(safety, period, **{"value": "1", **fields})
    (row,) = listed(coordinator).table.rows
    assert row["outcome"] == (None if value is None else Decimal(value))
    assert row["measured"] == (None if measured is None else Period.parse(measured))


def test_a_made_up_figure_is_marked_in_the_list(house: dict[str, Unit], coordinator: Actor) -> None:
    safety = an_indicator(house["kf"])
    an_outcome(safety, 2018, "51", example=True)
    a_target(safety, 2018, "55")
    (row,) = listed(coordinator).table.rows
    assert isinstance(row["outcome"], Example)
    assert not isinstance(row["target"], Example)


@pytest.fixture
def three(house: dict[str, Unit], coordinator: Actor) -> dict[str, Indicator]:
    made = {
        "nadd": an_indicator(house["kf"], "nadd", name="Nådd", start_period="2017", position=1),
        "missad": an_indicator(house["sn"], "missad", name="Missad", start_period="2017", position=2),
        "volym": an_indicator(house["sn"], "volym", name="Volym", kind="volume", position=3),
    }
    for key, value in (("nadd", "60"), ("missad", "1")):
        an_outcome(made[key], 2017, "50")
        an_outcome(made[key], 2018, value)
        a_target(made[key], 2018, "60")
    return made


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Nådd", "Missad", "Volym"]),
        ("status=met", ["Nådd"]),
        ("status=missed", ["Missad"]),
        ("status=unmeasured", ["Volym"]),
        ("slag=volume", ["Volym"]),
        ("slag=target&status=missed", ["Missad"]),
        ("slag=volume&status=met", []),
        ("status=finns-inte", []),
        ("q=missad", ["Missad"]),
        ("q=MISSAD+index", ["Missad"]),
        ("q=finns+inte", []),
        ("sort=name", ["Missad", "Nådd", "Volym"]),
        ("sort=finns-inte", ["Nådd", "Missad", "Volym"]),
    ],
)
def test_the_address_narrows_and_sorts_the_list(
    three: dict[str, Indicator], coordinator: Actor, query: str, shown: list[str]
) -> None:
    page = listed(coordinator, query)
    assert names(page) == shown
    assert page.total == 3
    assert page.narrowed is (bool(query) and not query.startswith("sort"))


def test_an_owner_is_chosen_by_its_id(three: dict[str, Indicator], coordinator: Actor, house: dict[str, Unit]) -> None:
    assert names(listed(coordinator, f"agare={house['sn'].pk}")) == ["Missad", "Volym"]


def test_the_sentence_speaks_of_them_all_however_the_list_is_narrowed(
    three: dict[str, Indicator], coordinator: Actor
) -> None:
    assert str(listed(coordinator, "status=met").sentence) == str(listed(coordinator).sentence)


def test_what_could_choose_only_one_thing_is_not_offered(house: dict[str, Unit], coordinator: Actor) -> None:
    an_indicator(house["kf"])
    assert [choice.name for choice in listed(coordinator).choices] == []
    assert [choice.name for choice in listed(coordinator, "slag=volume").choices] == ["slag"]


# The page


@pytest.mark.parametrize("asked", ["", "x", "²", "-1", "0", "9" * 30, "1.0"])
def test_a_unit_that_means_nothing_gives_the_owners_figures(
    house: dict[str, Unit], coordinator: Actor, asked: str
) -> None:
    safety = an_indicator(house["kf"])
    an_outcome(safety, 2018, "51")
    assert page_of(coordinator, safety, f"enhet={asked}").series.unit_id == house["kf"].pk


def test_where_the_owner_has_no_figures_the_first_unit_that_has_is_shown(
    house: dict[str, Unit], coordinator: Actor
) -> None:
    safety = an_indicator(house["kf"])
    an_outcome(safety, 2018, "51", unit=house["sn"])
    page = page_of(coordinator, safety)
    assert (page.series.unit_id, [chosen for _, _, chosen in page.units]) == (house["sn"].pk, [True])


def test_who_answers_for_a_unit_is_shown_its_own_figures_first(house: dict[str, Unit], coordinator: Actor) -> None:
    safety = an_indicator(house["kf"], "trygghet")
    an_outcome(safety, 2017, "51")
    an_outcome(safety, 2017, "49", unit=house["hemtjansten"])
    head = somebody(house["hemtjansten"], "enhetschef", "chefen")
    assert page_of(head, safety).series.unit_id == house["hemtjansten"].pk
    assert page_of(head, safety, f"enhet={house['kf'].pk}").series.unit_id == house["kf"].pk
    assert page_of(coordinator, safety).series.unit_id == house["kf"].pk


def fact(page: IndicatorPage, label: str) -> str:
    return str(dict(page.facts)[label])


@pytest.mark.parametrize(
    ("fields", "label", "told"),
    [
        ({}, "Slag av metod", "Kvantitativ"),
        ({"qualitative": True}, "Slag av metod", "Kvalitativ"),
        ({}, "Riktning", "högre är bättre"),
        ({"direction": "lower", "rank_of": 290}, "Riktning", "plats 1 av 290 är bäst"),
        ({}, "Mäts", "varje år"),
        ({"rhythm": "two_years", "next_measured": "2019"}, "Mäts", "vartannat år, nästa gång 2019"),
        ({"first_measured": "2019"}, "Mäts", "varje år, första gången 2019"),
        ({}, "Ingångsvärde", ""),
        ({"start_period": "2017"}, "Ingångsvärde", "51, utfallet 2017"),
        ({"start_period": "2014"}, "Ingångsvärde", "utfallet 2014, som saknas"),
        ({}, "Könsuppdelad", "nej, och det står inte varför"),
        ({"gender_reason": "En byggnad"}, "Könsuppdelad", "nej. En byggnad"),
        ({"by_gender": True}, "Könsuppdelad", "ja, kvinnor och män visas var för sig"),
        ({}, "Gäller", ""),
        ({"valid_from": date(2018, 1, 1)}, "Gäller", "från 2018-01-01"),
        ({"valid_from": date(2018, 1, 1), "valid_to": date(2018, 12, 31)}, "Gäller", "2018-01-01 till 2018-12-31"),
    ],
)
def test_the_definition_is_told_in_words(
    house: dict[str, Unit], coordinator: Actor, fields: dict[str, Any], label: str, told: str
) -> None:
    safety = an_indicator(house["kf"], **fields)
    an_outcome(safety, 2017, "51")
    assert fact(page_of(coordinator, safety), label) == told


@pytest.mark.parametrize(
    ("who", "unit", "may"),
    [
        (("kf", "samordnare"), "kf", (True, True)),
        (("kf", "ledamot"), "kf", (False, False)),
        (("sn", "namndsekreterare"), "sn", (False, True)),
        (("sn", "namndsekreterare"), "kf", (False, False)),
    ],
)
def test_changing_is_for_the_owner_and_entering_for_the_unit_that_is_shown(
    house: dict[str, Unit], who: tuple[str, str], unit: str, may: tuple[bool, bool]
) -> None:
    safety = an_indicator(house["kf"])
    for key in ("kf", "sn"):
        an_outcome(safety, 2018, "51", unit=house[key])
    page = page_of(somebody(house[who[0]], who[1]), safety, f"enhet={house[unit].pk}")
    assert (page.may_change, page.may_enter) == may


@pytest.mark.parametrize(("decimals", "places"), [(0, 1), (1, 1), (3, 3)])
def test_columns_of_figures_have_room_for_a_decimal_at_least(
    house: dict[str, Unit], coordinator: Actor, decimals: int, places: int
) -> None:
    assert page_of(coordinator, an_indicator(house["kf"], decimals=decimals)).places == places


# The grid


@pytest.mark.parametrize("typed", ["", "x", "²²²²", "0000", "0001", "9999", "20180", "-201", "٢٠١٨x"])
def test_a_year_that_cannot_be_is_this_year(house: dict[str, Unit], coordinator: Actor, typed: str) -> None:
    an_indicator(house["kf"])
    assert gather_grid(coordinator, {"ar": typed}).year == 2018


@pytest.mark.parametrize("typed", ["", "x", "²", "1.5"])
def test_a_unit_that_is_no_number_is_the_first_one(house: dict[str, Unit], coordinator: Actor, typed: str) -> None:
    an_indicator(house["kf"])
    assert gather_grid(coordinator, {"enhet": typed}).unit == house["kf"]


@pytest.mark.parametrize(
    ("kind", "periods"),
    [
        ("year", ["2015", "2016", "2017", "2018"]),
        ("half", ["2018-H1", "2018-H2"]),
        ("tertial", ["2018-T1", "2018-T2", "2018-T3"]),
        ("quarter", ["2018-Q1", "2018-Q2", "2018-Q3", "2018-Q4"]),
        ("month", [f"2018-{month:02}" for month in range(1, 13)]),
    ],
)
def test_the_columns_are_the_periods_of_the_year_or_the_last_four_years(
    house: dict[str, Unit], coordinator: Actor, kind: str, periods: list[str]
) -> None:
    an_indicator(house["kf"], rhythm=kind)
    assert [period.key for period in gather_grid(coordinator, {"period": kind}).periods] == periods


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("51", 0, "51"),
        ("51", 1, "51,0"),
        ("51.25", 1, "51,25"),
        ("0", 0, "0"),
        ("1234.5", 0, "1\u00a0234,5"),
        ("-3", 0, "−3"),
    ],
)
def test_a_box_never_shows_fewer_decimals_than_the_figure_has(
    house: dict[str, Unit], coordinator: Actor, value: str, decimals: int, shown: str
) -> None:
    an_outcome(an_indicator(house["kf"], decimals=decimals), 2018, value)
    (row,) = gather_grid(coordinator, {}).rows
    assert row.cells[-1].was == row.cells[-1].typed == shown


@pytest.mark.parametrize(
    ("typed", "value", "faulty"),
    [
        ("52", "52", False),
        ("52,5", "52.5", False),
        (" 1 200 ", "1200", False),
        ("−4", "-4", False),
        ("0", "0", False),
        ("51", None, False),
        (" 51 ", None, False),
        ("", None, True),
        ("femtio", None, True),
        ("1.234,5,6", None, True),
    ],
)
def test_only_what_was_touched_and_can_be_read_is_written(
    house: dict[str, Unit], coordinator: Actor, typed: str, value: str | None, faulty: bool
) -> None:
    row = an_outcome(an_indicator(house["kf"]), 2018, "51")
    grid = gather_grid(coordinator, {})
    cell = grid.rows[0].cells[-1]
    found = read_typed(grid, {cell.name: typed, f"w.{cell.name}": cell.remembered, "reason": "Rättat"})
    assert [entry.value for _, entry in found] == ([] if value is None else [Decimal(value)])
    assert bool(cell.fault) is faulty
    assert all((entry.seen, entry.reason) == (row.pk, "Rättat") for _, entry in found)


@pytest.mark.parametrize("memory", ["", "x", "²:51", ":51", "-1:51", "99999999999999999999:51"])
def test_a_memory_that_was_tampered_with_is_read_as_one_that_saw_something_else(
    house: dict[str, Unit], coordinator: Actor, memory: str
) -> None:
    row = an_outcome(an_indicator(house["kf"]), 2018, "51")
    grid = gather_grid(coordinator, {})
    cell = grid.rows[0].cells[-1]
    ((_, entry),) = read_typed(grid, {cell.name: "52", f"w.{cell.name}": memory})
    assert entry.seen != row.pk


def test_a_made_up_figure_is_said_at_its_cell_and_under_the_grid(house: dict[str, Unit], coordinator: Actor) -> None:
    safety = an_indicator(house["kf"])
    assert not gather_grid(coordinator, {}).some_made_up
    an_outcome(safety, 2017, "1", example=True)
    an_outcome(safety, 2018, "1")
    grid = gather_grid(coordinator, {})
    assert grid.some_made_up
    assert [cell.label.endswith("exempel") for cell in grid.rows[0].cells] == [False, False, True, False]


def test_the_years_target_and_last_years_outcome_stand_beside_the_months(
    house: dict[str, Unit], coordinator: Actor
) -> None:
    safety = an_indicator(house["kf"], rhythm="month")
    an_outcome(safety, 2017, "51")
    grid = gather_grid(coordinator, {"period": "month"})
    assert (grid.rows[0].before, grid.has_last_year, grid.has_targets) == ("51", True, False)
    assert [head for _period, head in grid.heads][:5] == ["jan", "feb", "mar", "apr", "maj"]
    assert not gather_grid(coordinator, {"period": "year"}).has_last_year


# The forms


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("51", "51"),
        ("51,5", "51.5"),
        ("51.5", "51.5"),
        ("1 200", "1200"),
        ("1\u00a0200,5", "1200.5"),
        ("−3", "-3"),
        ("-3", "-3"),
        ("0", "0"),
    ],
)
def test_a_number_is_read_as_a_swede_types_it(typed: str, value: str) -> None:
    assert NumberField().clean(typed) == Decimal(value)


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_number_that_is_shown_in_a_box_is_read_back_as_itself(value: Decimal) -> None:
    field = NumberField()
    assert field.clean(field.prepare_value(value)) == value


@pytest.mark.parametrize("field", [NumberField(required=False), PeriodFormField(required=False)])
@pytest.mark.parametrize("typed", ["", " ", None])
def test_an_empty_box_is_missing_and_never_nought(field: Any, typed: str | None) -> None:
    assert field.clean(typed) is None


def outcome_form(actor: Actor, indicator: Indicator, **changed: str) -> OutcomeForm:
    data = {"period": "2018", "unit": str(indicator.owner_id), "value": "51", **changed}
    return OutcomeForm(as_query(data), actor=actor, indicator=indicator)


def as_query(data: Mapping[str, str]) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update(dict(data))
    return query


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, []),
        ({"period": "2018-T2"}, []),
        ({"period": "tjugohundra"}, ["period"]),
        ({"period": ""}, ["period"]),
        ({"value": ""}, ["value"]),
        ({"value": "femtio"}, ["value"]),
        ({"unit": "0"}, ["unit"]),
        ({"measured_period": "2016-13"}, ["measured_period"]),
        ({"source": "x" * 201}, ["source"]),
    ],
)
def test_what_cannot_be_read_of_an_outcome_is_told_at_its_field(
    house: dict[str, Unit], coordinator: Actor, changed: dict[str, str], wrong: list[str]
) -> None:
    assert list(outcome_form(coordinator, an_indicator(house["kf"]), **changed).errors) == wrong


def test_a_breakdown_is_asked_for_only_where_there_is_one(house: dict[str, Unit], coordinator: Actor) -> None:
    whole, split = an_indicator(house["kf"]), an_indicator(house["kf"], "delad", by_gender=True)
    assert "breakdown" not in outcome_form(coordinator, whole).fields
    assert "breakdown" in outcome_form(coordinator, split).fields


@pytest.mark.parametrize(
    ("form", "kept"),
    [
        ("value", {"value": Decimal(1)}),
        ("interval", {"low": Decimal(2), "high": Decimal(3)}),
        ("as_before", {}),
    ],
)
def test_only_the_numbers_that_the_form_of_the_target_is_about_are_given(
    house: dict[str, Unit], coordinator: Actor, form: str, kept: dict[str, Decimal]
) -> None:
    safety = an_indicator(house["kf"])
    data = {"period": "2018", "unit": str(house["kf"].pk), "form": form, "value": "1", "low": "2", "high": "3"}
    typed = TargetFigureForm(as_query(data), actor=coordinator, indicator=safety)
    assert typed.is_valid()
    assert {name: typed.content[name] for name in ("value", "low", "high") if name in typed.content} == kept
    assert typed.content["period"] == year(2018)


@pytest.mark.parametrize(
    ("reasons", "at"),
    [
        ({"value": "För stort."}, "value"),
        ({"finns-inte": "Något."}, "__all__"),
        ({"": "Något."}, "__all__"),
    ],
)
def test_a_refusal_is_written_on_its_field_or_on_the_whole(
    house: dict[str, Unit], coordinator: Actor, reasons: dict[str, str], at: str
) -> None:
    form = outcome_form(coordinator, an_indicator(house["kf"]))
    assert form.is_valid()

    def refused() -> None:
        raise Refused(reasons)

    assert attempt(form, refused) is None
    assert list(form.errors) == [at]
