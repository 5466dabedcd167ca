"""What a merged unit owned is its heir's: no goal falls out, and no figure is asked for twice (R1)."""

from datetime import date

import pytest
from django.test import Client

from rodatraden.organisation.models import Unit, UnitKind
from rodatraden.organisation.services import merge_units
from rodatraden.thread.breaking import breaks_of, found_in
from rodatraden.thread.scorecard import scorecard
from rodatraden.thread.tests.cast import Town
from rodatraden.thread.tests.test_item_pages import page
from rodatraden.thread.viewing import view_of


@pytest.fixture
def merged(town: Town) -> Town:
    """A building board with a measured goal that went up in the executive board in May."""
    old = town.unit("bygg", "Byggnadsnämnden", UnitKind.BOARD, town.council)
    indicator = town.indicator("bygglov", owner=old)
    town.outcome(indicator, "2017", "12")
    for year in ("2017", "2018", "2019"):
        town.target(indicator, year, "10")
    town.measured("Snabba bygglov", indicator, unit=old)
    merge_units(town.operator, [old], town.executive, date(2018, 5, 31))
    return town


def test_its_goals_are_the_heirs(merged: Town) -> None:
    thread = merged.thread()
    node = thread.nodes["snabba-bygglov"]
    assert node.authority is not None and node.authority.key == "ks"
    item = next(each for each in view_of(thread, {}).items if each.key == node.key)
    assert (item.unit, item.board, item.owner_ended) == ("ks", "ks", "")


def test_its_figures_are_not_asked_for_again(merged: Town) -> None:
    assert not {"no-outcome", "no-target", "owner-ended"} & {each.code for each in breaks_of(merged.thread())}


def test_its_goals_stand_on_the_heirs_scorecard_and_on_its_own(merged: Town) -> None:
    for unit in (merged.executive, Unit.objects.get(key="bygg")):
        card = scorecard(merged.thread(), unit.pk)
        assert [group.node.title for group in card.groups] == ["Snabba bygglov"]


def test_the_heirs_own_figure_speaks_where_both_have_one(merged: Town) -> None:
    indicator = merged.thread().nodes["snabba-bygglov"].figures[0].indicator
    merged.target(indicator, "2018", "9", unit=merged.executive)
    targets = view_of(merged.thread(), {}).indicators["bygglov"].targets
    assert [target.value for (unit, at), target in targets.items() if (unit, at.key) == ("ks", "2018")] == [9]
    assert not [each for each in found_in(merged.thread()) if each.broken.code == "different-targets"]


@pytest.mark.parametrize(
    ("path", "head"),
    [("avsluta", "Blir utan ägare"), ("sla-ihop", "Följer med till den andra enheten")],
)
def test_whoever_ends_or_merges_a_unit_is_shown_what_it_owns(town: Town, client: Client, path: str, head: str) -> None:
    town.decided("Trygga skolvägar")
    town.indicator("narvaro", owner=town.board)
    status, html = page(town, "controller", f"organisation/enheter/bun/{path}/")
    assert status == 200
    assert all(words in html for words in (head, "Trygga skolvägar", "Narvaro"))
    assert head not in page(town, "controller", f"organisation/enheter/skolan/{path}/")[1]


def test_the_breaks_are_of_today_whatever_year_is_shown(town: Town) -> None:
    town.decided("Mål")
    for path in ("brister/", "brister/?ar=2017", "?ar=2017"):
        assert "”Mål” har ingen indikator." in page(town, "controller", path)[1], path
