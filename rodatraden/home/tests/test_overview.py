"""The first page's value: what it says, and which rows it shows."""

from datetime import date

import pytest

from rodatraden.home.overview import Overview, because, council_goals, furthest_behind, overview
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.organisation.access import system
from rodatraden.tenancy.models import Municipality
from rodatraden.thread.gather import Thread, gather

pytestmark = pytest.mark.django_db


def of_year(year: int) -> Thread:
    with clock.held(date(2018, 9, 10)):
        return gather(system(), clock.today(), Period.year_of(year), progress=True)


@pytest.fixture(scope="module")
def thread(perstorp_in_the_demo: Municipality) -> Thread:
    return of_year(2018)


@pytest.fixture(scope="module")
def page(thread: Thread) -> Overview:
    return overview(thread)


def test_the_answer_names_how_many_goals_and_what_drags_down(page: Overview) -> None:
    assert str(page.sentence) == (
        "1 av 8 fullmäktigemål och målområde 2 (En kommun för arbete och företagande) bedöms inte uppfyllas: "
        "anmälda våldsbrott och företagsklimat drar ned."
    )


def test_every_red_row_is_in_the_sentence(page: Overview) -> None:
    red = [row.node for row in page.rows if row.mark and row.mark.tone == "missed"]
    assert [node.level.kind for node in red] == ["goal", "direction"]


def test_the_rest_is_told_below(page: Overview) -> None:
    assert str(page.then) == "1 bedöms uppfyllas och 2 uppfyllas delvis. 2 är ej mätta. 2 går inte att bedöma."


def test_there_are_eight_goals_and_a_row_for_the_undivided_area(page: Overview) -> None:
    kinds = [row.node.level.kind for row in page.rows]
    assert kinds.count("goal") == 8
    assert kinds.count("direction") == 1
    assert page.headline == "8 fullmäktigemål"


def test_the_undivided_area_stands_after_its_two_goals(page: Overview) -> None:
    place = next(number for number, row in enumerate(page.rows) if row.node.level.kind == "direction")
    assert page.rows[place].node.title == "En kommun för arbete och företagande"
    assert [row.area[:1] for row in page.rows[place - 2 : place]] == ["2", "2"]
    assert page.rows[place - 1].road == ""
    assert page.rows[place].road.startswith("<svg")


def test_the_figure_that_has_gone_the_shortest_way_is_shown_with_its_target(page: Overview) -> None:
    first = page.rows[0]
    assert first.furthest_behind is not None
    assert first.furthest_behind.indicator.short_name == "Anmälda våldsbrott"
    assert str(first.told) == "prognos 12,7, målvärde 12,4"


def test_a_goal_with_nothing_measured_has_no_figure_behind(thread: Thread) -> None:
    undivided = [node for node in council_goals(thread) if thread.shared_with(node)]
    assert len(undivided) == 2
    assert [furthest_behind(thread, node) for node in undivided] == [None, None]


def test_a_closed_year_states_fulfilment_and_not_a_forecast(perstorp_in_the_demo: Municipality) -> None:
    closed = overview(of_year(2017))
    assert "bedöms" not in str(closed.sentence)


def test_a_year_without_figures_is_said_to_be_unmeasured_with_the_last_that_has_some(
    perstorp_in_the_demo: Municipality, page: Overview
) -> None:
    young = overview(of_year(2020))
    assert str(young.sentence) == "8 fullmäktigemål är ej mätta."
    assert (young.last, page.last) == (2018, 0)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([], ""),
        (["Folkmängd", "Sjukfrånvaro"], "folkmängd och sjukfrånvaro drar ned"),
        (["NMI", "Heltid", "SCB-index"], "NMI, heltid och SCB-index drar ned"),
    ],
)
def test_names_stand_within_the_sentence_without_their_capitals(names: list[str], told: str) -> None:
    assert str(because(names)) == told
