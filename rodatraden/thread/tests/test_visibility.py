"""Drafts stay within their authority, what is personal with the manager, and nobody reads without being known."""

from rodatraden.organisation.access import NOBODY
from rodatraden.organisation.models import UnitKind
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.thread.models import Item, ItemVersion
from rodatraden.thread.tests.cast import Town


def titles(town: Town, who: str) -> set[str]:
    return {version.title for version in ItemVersion.objects.visible_to(town.actor(town.cast[who]))}


def test_decided_versions_are_everybodys_and_nobodys_who_is_not_known(town: Town) -> None:
    town.decided("Beslutat")
    assert all("Beslutat" in titles(town, who) for who in town.cast)
    assert not ItemVersion.objects.visible_to(NOBODY).exists()


def test_drafts_are_read_within_the_authority_and_by_who_may_write_there(town: Town) -> None:
    other = town.unit("bygg", "Byggnadsnämnden", UnitKind.BOARD, town.council)
    town.draft("Nämndens")
    town.draft("Grannens", unit=other)
    seen = {who: titles(town, who) for who in town.cast}
    assert seen == {
        "controller": {"Nämndens", "Grannens"},
        "secretary": {"Nämndens"},
        "head": {"Nämndens"},
        "member": set(),
        "auditor": set(),
    }


def test_an_authority_above_does_not_make_a_boards_draft_readable(town: Town) -> None:
    town.draft("Nämndens")
    councillor = town.person("Fullmäktigeledamot", "ledamot", town.council)
    assert not ItemVersion.objects.visible_to(town.actor(councillor)).exists()


def test_personal_goals_are_read_by_the_head_of_the_unit_and_nobody_above(town: Town) -> None:
    town.decided("Eget", "eget", town.school)
    assert {who for who in town.cast if "Eget" in titles(town, who)} == {"head"}


def test_an_item_is_known_to_who_may_see_a_version_of_it(town: Town) -> None:
    draft = town.draft("Hemligt")
    assert draft.item in Item.objects.visible_to(town.actor(town.secretary))
    assert draft.item not in Item.objects.visible_to(town.actor(town.member))
    assert draft.answering_unit() == town.board.pk


def test_another_municipality_sees_nothing(town: Town, hallsberg: Municipality) -> None:
    town.decided("Beslutat")
    operator = town.operator
    with scope(hallsberg):
        assert not ItemVersion.objects.visible_to(operator).exists()
