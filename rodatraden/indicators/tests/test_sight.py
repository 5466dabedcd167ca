"""Small groups on the pages of indicators: who sees them, what the others read, and that nothing tells the figure."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rodatraden.audit.models import Entry
from rodatraden.indicators.forms import OutcomeForm
from rodatraden.indicators.grid import gather_grid
from rodatraden.indicators.models import Indicator, Outcome
from rodatraden.indicators.rows import read_figures
from rodatraden.indicators.series import read_history
from rodatraden.indicators.services import record_outcome, withdraw_outcome
from rodatraden.indicators.sight import EVERYTHING, on_people, read_hidden, sight_of
from rodatraden.indicators.tests.rows import (
    a_target,
    an_indicator,
    an_outcome,
    signed_in,
    somebody,
    year,
)
from rodatraden.organisation.access import NOBODY, Actor, system
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.edits import Refused

pytestmark = pytest.mark.usefixtures("own_pages")
LIST = "/perstorp/indikatorer/"
PAGE = f"{LIST}tid/"
FEW, BESIDE = "Visas inte: färre än 5 personer", "Visas inte: skulle avslöja en liten grupp"
SECRETS = ("71,3", "71.3", "47,5", "47.5")


@pytest.fixture
def time(house: dict[str, Unit]) -> Indicator:
    """A staff survey of a small unit: nine people, six women and three men."""
    row = an_indicator(house["hemtjansten"], "tid", name="Tid till återhämtning", by_gender=True)
    an_outcome(row, 2018, "63", people=9)
    an_outcome(row, 2018, "71.3", people=6, breakdown="women")
    an_outcome(row, 2018, "47.5", people=3, breakdown="men", note="Tre svarade, 47,5")
    a_target(row, 2018, "70")
    return row


@pytest.fixture
def small(house: dict[str, Unit]) -> Indicator:
    """One figure, on four people."""
    row = an_indicator(house["hemtjansten"], "tid", name="Tid till återhämtning")
    an_outcome(row, 2018, "47.5", people=4)
    a_target(row, 2018, "40")
    return row


def page(client: Client, unit: Unit, kind: str, address: str = PAGE) -> str:
    somebody(unit, kind)
    answer = signed_in(client, f"{kind}-{unit.key}").get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}?format=csv"])
def test_a_council_member_reads_why_and_never_the_figure(
    client: Client, house: dict[str, Unit], time: Indicator, address: str
) -> None:
    told = page(client, house["kf"], "ledamot", address)
    assert FEW in told
    assert BESIDE in told
    assert not [secret for secret in SECRETS if secret in told]
    assert "63" in told


@pytest.mark.parametrize(("unit", "kind"), [("hemtjansten", "chef"), ("sn", "forvaltningschef"), ("kf", "samordnare")])
def test_the_units_own_head_and_those_above_whom_the_model_names_see_it(
    client: Client, house: dict[str, Unit], time: Indicator, unit: str, kind: str
) -> None:
    told = page(client, house[unit], kind)
    assert "Visas inte" not in told
    assert "71" in told


def test_the_head_of_another_unit_does_not_see_it(client: Client, house: dict[str, Unit], time: Indicator) -> None:
    assert FEW in page(client, house["bun"], "chef")


def test_the_list_counts_it_as_hidden_and_can_be_filtered_by_it(
    client: Client, house: dict[str, Unit], small: Indicator
) -> None:
    an_indicator(house["kf"], "volym", name="Volym", kind="volume")
    told = page(client, house["kf"], "ledamot", LIST)
    assert "Ingen av dem går att bedöma i år än. 1 visas inte, för att skydda små grupper." in told
    for status, there, not_there in (("hidden", "tid", "volym"), ("unmeasured", "volym", "tid")):
        shown = client.get(f"{LIST}?status={status}").content.decode()
        assert f"{LIST}{there}/" in shown and f"{LIST}{not_there}/" not in shown


@pytest.mark.parametrize("address", [PAGE, LIST, f"{LIST}?format=csv"])
def test_a_status_on_few_people_is_hidden_with_its_figure(
    client: Client, house: dict[str, Unit], small: Indicator, address: str
) -> None:
    told = page(client, house["kf"], "ledamot", address)
    assert "Visas inte" in told
    assert "47,5" not in told
    assert "inte mätt än" not in told


def test_the_log_keeps_no_figure_of_few_people(house: dict[str, Unit], small: Indicator) -> None:
    clerk = somebody(house["kf"])
    told: Any = {"indicator": small.pk, "unit": house["hemtjansten"].pk, "period": year(2017)}
    record_outcome(clerk, value=Decimal(49), people=4, **told)
    record_outcome(clerk, value=Decimal(61), people=14, **(told | {"period": year(2016)}))
    withdraw_outcome(clerk, small.outcomes.get(period="2018"), "Fel enhet.")
    logged = str(list(Entry.objects.values_list("before", "after")))
    assert "49" not in logged
    assert "47" not in logged
    assert "61" in logged


def test_a_figure_that_was_replaced_is_hidden_too(house: dict[str, Unit], small: Indicator) -> None:
    record_outcome(
        somebody(house["kf"]),
        indicator=small.pk,
        unit=small.owner_id,
        period=year(2018),
        value=Decimal(48),
        reason="Skrivfel.",
    )
    history = read_history(small, sight_of(somebody(house["bun"], "chef")))
    assert [str(each.hidden) for each in history.entered if each.is_outcome] == [FEW, FEW]
    assert Outcome.objects.current().get().people == 4


def clerk_without_sight(house: dict[str, Unit]) -> Actor:
    """Somebody who may enter for the unit, but whose role the model does not name."""
    actor = somebody(house["hemtjansten"], "ledamot")
    return Actor(actor.by, actor.person_id, actor.roles, actor.tree, {"enter": actor.own_units}, actor.day, actor.model)


def test_who_corrects_what_is_hidden_from_him_is_not_shown_it(house: dict[str, Unit], small: Indicator) -> None:
    clerk = clerk_without_sight(house)
    asked = {"period": "2018", "unit": str(small.owner_id)}
    form = OutcomeForm(actor=clerk, indicator=small, initial=asked)
    assert FEW in str(form["value"].help_text)
    assert "47,5" not in form.as_p() and "47.5" not in form.as_p()
    assert gather_grid(clerk, {"enhet": str(small.owner_id), "ar": "2018"}).rows[0].cells[-1].notes[0].values == {
        "n": 5
    }
    with pytest.raises(Refused) as refused:
        record_outcome(clerk, indicator=small.pk, unit=small.owner_id, period=year(2018), value=Decimal(50))
    assert "47" not in str(refused.value.reasons)


def test_the_form_shows_it_to_who_sees_it(house: dict[str, Unit], small: Indicator) -> None:
    head = somebody(house["hemtjansten"], "chef")
    form = OutcomeForm(actor=head, indicator=small, initial={"period": "2018", "unit": str(small.owner_id)})
    assert "47,5" in form.as_p()
    assert form["people"].value() == 4


@pytest.mark.parametrize("people", [-1, 3_000_000_000])
def test_how_many_people_is_a_number_from_nothing(house: dict[str, Unit], small: Indicator, people: int) -> None:
    with pytest.raises(Refused) as refused:
        record_outcome(
            somebody(house["kf"]),
            indicator=small.pk,
            unit=small.owner_id,
            period=year(2017),
            value=Decimal(1),
            people=people,
        )
    assert set(refused.value.reasons) == {"people"}


def test_a_unit_whose_only_figure_is_hidden_borrows_none(house: dict[str, Unit]) -> None:
    row = an_indicator(house["kf"], "tid")
    an_outcome(row, 2018, "60", people=100)
    an_outcome(row, 2018, "47", people=4, unit=house["sn"])
    figures = read_figures(sight=sight_of(an_outsider(house)))
    assert figures.outcomes_of(row, house["sn"].pk) == {}
    assert {at.key: str(why) for at, why in figures.hidden_of(row, house["sn"].pk).items()} == {"2018": FEW}
    assert [str(each.value) for each in figures.outcomes_of(row, house["kf"].pk).values()] == ["60.000000"]


def an_outsider(house: dict[str, Unit]) -> Actor:
    return somebody(house["bun"], "ledamot")


def test_a_year_is_not_made_of_parts_of_which_one_is_hidden(house: dict[str, Unit]) -> None:
    row = an_indicator(house["kf"], "tid", parts="mean", rhythm="tertial")
    an_outcome(row, "2018-T1", "60", people=100)
    an_outcome(row, "2018-T2", "20", people=3)
    series = read_history(row, sight_of(an_outsider(house))).series(house["kf"].pk)
    assert series.evidence(year(2018)).outcome is None
    assert str(series.evidence(year(2018)).hidden) == FEW
    assert read_history(row, EVERYTHING).series(house["kf"].pk).evidence(year(2018)).outcome == 40


def test_the_operator_sees_everything_but_not_for_others(house: dict[str, Unit], small: Indicator) -> None:
    assert sight_of(system()) == EVERYTHING
    assert read_hidden(sight_of(system())) == {}
    assert set(read_hidden(sight_of(system(), public=True))) == {small.pk}
    assert read_hidden(sight_of(system(), public=True), []) == {}
    assert [row.pk for row in on_people()] == [small.outcomes.get().pk]
    assert sight_of(NOBODY).fewer_than == 5


def test_the_page_costs_the_same_with_a_small_group(client: Client, house: dict[str, Unit], small: Indicator) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        return len(queries)

    somebody(house["kf"], "ledamot")
    signed_in(client, "ledamot-kf").get(PAGE)
    with_small = asked()
    Outcome.objects.update(people=None)
    assert asked() == with_small


def test_who_has_told_of_people_is_found_in_an_index_of_its_own(house: dict[str, Unit], small: Indicator) -> None:
    """Almost no outcome tells it, and a page asks it of every indicator."""
    if connection.vendor == "postgresql":  # which would read so small a table from end to end
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "outcomes_on_people" in on_people().filter(indicator=small).explain()
