"""A report's way from here, who reads it, and whose people write it."""

import re

import pytest
from django.test import Client

from rodatraden.followup.ahead import readers_told, way_ahead
from rodatraden.followup.reports import Chain, is_body, treating_place
from rodatraden.followup.tests.cast import ReportTown
from rodatraden.followup.unit_report import is_readable
from rodatraden.followup.way import occasion_told, stations, title_of
from rodatraden.organisation.desks import desks
from rodatraden.organisation.models import UnitKind

pytestmark = pytest.mark.django_db


def test_the_way_goes_from_the_unit_by_its_board_to_the_council(town: ReportTown) -> None:
    round = town.round()
    found = way_ahead(round, round.slots[town.school.pk])
    told = [str(each.what) for each in found]
    assert told[0] == "Parkskolan lämnar in"
    assert "Barn- och utbildningsnämnden behandlar rapporten" in told
    assert told[-1] == "Kommunfullmäktige behandlar rapporten"
    assert [each.here for each in found].index(True) == 0


def test_one_is_where_ones_own_report_is(town: ReportTown) -> None:
    round = town.round()
    for unit in (town.school, town.board, town.council):
        found = way_ahead(round, round.slots[unit.pk])
        assert sum(each.here for each in found) == 1
        assert found[0].here


def test_who_reads_the_text_is_said_with_the_day_it_becomes_official(town: ReportTown) -> None:
    round = town.round()
    assert str(readers_told(round, round.slots[town.school.pk])) == (
        "Barn- och utbildningsnämnden läser din text och gör sin egen bedömning. "
        "Den blir allmän handling när Barn- och utbildningsnämnden har behandlat den."
    )
    assert "utkast inom Barn- och utbildningsnämnden" in str(readers_told(round, round.slots[town.board.pk]))
    assert "lämnar över" in str(readers_told(round, round.slots[town.council.pk]))


def test_the_executive_board_writes_for_the_whole_and_administrations_for_their_board(town: ReportTown) -> None:
    office = town.unit("forvaltningen", "Bildningsförvaltningen", UnitKind.ADMINISTRATION, town.board)
    tree = town.operator.tree
    assert desks(tree, town.council.pk) == {town.council.pk, town.executive.pk}
    assert desks(tree, town.board.pk) == {town.board.pk, office.pk}
    assert desks(tree, town.school.pk) == {town.school.pk}
    assert desks(tree, 999_999) == frozenset()


def test_a_body_treats_its_own_and_its_units_reports(town: ReportTown) -> None:
    tree = town.operator.tree
    assert [is_body(tree, unit.pk) for unit in (town.board, town.school)] == [True, False]
    place = treating_place(tree, town.school.pk)
    assert place is not None and place.id == town.board.pk


def test_a_chain_that_goes_in_a_circle_comes_to_an_end() -> None:
    chain = Chain({1: 2, 2: 3, 3: 1, 4: 3})
    assert set(chain.all_beneath(1)) == {2, 3, 4}
    assert chain.beneath(3) == (2, 4)


def test_the_red_line_names_the_occasion_and_each_floor(town: ReportTown) -> None:
    round = town.round()
    slot = round.slots[town.school.pk]
    names = [station.name for station in stations(round, slot)]
    assert names[1] == str(occasion_told(round)) == "Halvårsrapport per 2018-06-30"
    assert names[-1] == "Parkskolan" and stations(round, slot)[-1].current
    assert str(title_of(round, slot)) == "Halvårsrapport per 2018-06-30, Parkskolan"
    assert [station.current for station in stations(round, last="Uppsikt")] == [False, False, True]


@pytest.mark.parametrize(
    ("who", "reads"),
    [("leader", True), ("clerk", True), ("head", False), ("chair", False)],
)
def test_the_whole_is_open_to_those_who_write_it_before_anybody_has_begun(
    town: ReportTown, who: str, reads: bool
) -> None:
    slot = town.round().slots[town.council.pk]
    assert is_readable(town.actor(getattr(town, who)), slot) is reads


def test_a_unit_that_nobody_knows_has_no_body(town: ReportTown) -> None:
    tree = town.operator.tree
    assert treating_place(tree, 999_999) is None
    assert not is_body(tree, 999_999)


@pytest.mark.parametrize(
    ("who", "path", "tab"),
    [
        ("member", "rapporter/", "Rapporter"),
        ("member", "rapporter/halvar/2018-06-30/", "Rapporter"),
        ("member", "rapporter/halvar/2018-06-30/?under=bun", "Rapporter"),
        ("controller", "rapporter/halvar/2018-06-30/paminn-alla/", "Rapporter"),
        ("member", "rapporter/kalender/", "Kalender"),
        ("member", "rapporter/kalender/?visa=tabell", "Kalender"),
        ("member", "rapporter/kalender/?ar=2019&rapport=halvar", "Kalender"),
        ("member", "uppsikt/halvar/2018-06-30/", "Uppsikt"),
        ("leader", "uppsikt/halvar/2018-06-30/bun/", "Uppsikt"),
        ("member", "atgarder/", "Åtgärder"),
    ],
)
def test_the_lists_of_the_followup_stand_beside_each_other_on_every_page_of_them(
    town: ReportTown, who: str, path: str, tab: str
) -> None:
    client = Client()
    client.force_login(getattr(town, who))
    html = client.get(f"/perstorp/{path}").content.decode()
    tabs = html.partition('<nav class="tabs" aria-label="Uppföljning">')[2].partition("</nav>")[0]
    of_auditors = ["Granskning"] if who == "controller" else []
    assert re.findall(r">(\w+)</a>", tabs) == [
        "Rapporter", "Kalender", "Uppsikt", *of_auditors, "Åtgärder", "Avvikelser", "Uppdrag", "Processer",
    ]  # fmt: skip
    assert re.findall(r'aria-current="\w+">(\w+)</a>', tabs) == [tab]
