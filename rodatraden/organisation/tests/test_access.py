"""Who may do what: every right, by every role, on every kind of unit."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from rodatraden.lib import clock
from rodatraden.organisation.access import (
    NOBODY,
    RIGHTS,
    Actor,
    Right,
    actor_of,
    fetch,
    need,
    need_anywhere,
    system,
    unit_tree,
)
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import Role, Unit, UnitKind
from rodatraden.organisation.tests.cast import TODAY, Town
from rodatraden.steering.models import SteeringModel
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, User

UNITS = ("kf", "sn", "bn", "sf", "vo", "ht", "rev")
EVERYWHERE = set(UNITS)
BELOW_BOARD = {"sn", "sf", "vo", "ht"}
BELOW_AREA = {"vo", "ht"}
HELD: dict[str, dict[Right, set[str]]] = {
    "controller": {"enter": EVERYWHERE, "administer": EVERYWHERE},
    "sekreterare": {"enter": BELOW_BOARD, "decide": BELOW_BOARD},
    "chef": {"enter": BELOW_AREA, "assess": BELOW_AREA, "decide": BELOW_AREA},
    "ledamot": {},
    "revisor": {},
}


@pytest.mark.parametrize("account", HELD)
@pytest.mark.parametrize("right", RIGHTS)
def test_a_right_reaches_the_units_of_the_role_and_those_beneath(town: Town, account: str, right: Right) -> None:
    actor = town.actor(account)
    may = {key for key in UNITS if actor.may(right, Unit.objects.get(key=key).pk)}
    assert may == (EVERYWHERE if right == "read" else HELD[account].get(right, set()))
    assert actor.may_anywhere(right) == bool(may)


@pytest.mark.parametrize("kind", UnitKind.values)
@pytest.mark.parametrize("right", RIGHTS)
def test_a_right_runs_down_through_units_of_every_kind(town: Town, kind: str, right: Right) -> None:
    """A unit's kind never stops or widens a right: only the role and the place in the tree do."""
    between = town.unit("mellan", "Mellan", UnitKind(kind), town.area)
    lowest = town.unit("nederst", "Nederst", UnitKind.UNIT, between)
    beside = town.unit("bredvid", "Bredvid", UnitKind(kind), town.other)
    chef = town.actor("chef")
    held = right in ("read", "enter", "assess", "decide")
    assert chef.may(right, between.pk) == chef.may(right, lowest.pk) == held
    assert chef.may(right, beside.pk) == (right == "read")


@pytest.mark.parametrize("right", RIGHTS)
def test_nobody_may_nothing(town: Town, right: Right) -> None:
    assert not NOBODY.may(right, town.council.pk)
    assert not NOBODY.may_anywhere(right)
    assert not NOBODY.reads_log


@pytest.mark.parametrize("right", RIGHTS)
def test_no_unit_means_no_right_but_to_read(town: Town, right: Right) -> None:
    assert town.actor("controller").may(right, None) == (right == "read")


def test_who_enters_for_the_administration_drafts_for_its_board_and_decides_nothing_there(town: Town) -> None:
    """The board's proposals are written by the administration straight beneath it, not by an area in it."""
    town.person("chef", town.office, account="forvaltning")
    head, below = town.actor("forvaltning"), town.actor("chef")
    assert head.may("draft", town.board.pk)
    assert not any(head.may(right, town.board.pk) for right in RIGHTS if right != "read")
    assert not head.may("draft", town.other.pk)
    assert not below.may("draft", town.board.pk)
    assert town.board.pk in head.near


def test_who_enters_for_the_executive_board_drafts_for_the_council(town: Town) -> None:
    executive = town.unit("ks", "Kommunstyrelsen", UnitKind.EXECUTIVE_BOARD, town.council)
    town.person("sekreterare", executive, account="beredning")
    actor = town.actor("beredning")
    assert actor.may("draft", town.council.pk)
    assert not actor.may("enter", town.council.pk)


@pytest.mark.parametrize("account", HELD)
def test_what_one_enters_one_may_also_draft(town: Town, account: str) -> None:
    actor = town.actor(account)
    assert actor.reach["draft"] == actor.reach["enter"]


def test_need_stops_and_lets_pass(town: Town) -> None:
    need(town.actor("chef"), "enter", town.home_care.pk)
    need_anywhere(town.actor("chef"), "assess")
    with pytest.raises(PermissionDenied):
        need(town.actor("chef"), "enter", town.office.pk)
    with pytest.raises(PermissionDenied):
        need_anywhere(town.actor("chef"), "administer")


def test_the_log_is_read_by_auditors_and_who_administers(town: Town) -> None:
    assert {name for name in HELD if town.actor(name).reads_log} == {"controller", "revisor"}
    assert system().reads_log


def test_a_lay_auditor_of_a_company_is_an_auditor(town: Town) -> None:
    company = town.unit("bolaget", "Bolaget", UnitKind.COMPANY, town.council)
    town.person("revisor", company, account="lay")
    assert town.actor("lay").reads_log


def test_a_stranger_and_a_former_colleague_are_nobody_here(town: Town) -> None:
    assert actor_of(town.cast["stranger"]) is None
    assert actor_of(town.cast["former"]) is None


def test_a_role_on_an_ended_unit_opens_nothing(town: Town) -> None:
    Unit.objects.filter(pk=town.area.pk).update(valid_to=TODAY - timedelta(days=1))
    assert actor_of(town.cast["chef"]) is None


def test_a_role_holds_from_its_first_day_to_its_last(town: Town) -> None:
    Role.objects.filter(kind="chef").update(valid_from=date(2018, 3, 1), valid_to=date(2018, 3, 31))
    for day, known in ((28, False), (1, True), (31, True)):
        month = 2 if day == 28 else 3
        with clock.held(date(2018, month, day)):
            assert (actor_of(town.cast["chef"]) is not None) == known
    with clock.held(date(2018, 4, 1)):
        assert actor_of(town.cast["chef"]) is None


def test_a_role_that_the_model_does_not_know_gives_no_right_but_to_read(town: Town) -> None:
    town.person("okand", town.board, account="unknown")
    actor = town.actor("unknown")
    assert actor.may("read", town.board.pk)
    assert not any(actor.may_anywhere(right) for right in RIGHTS if right != "read")


def test_without_a_model_no_role_gives_rights(town: Town) -> None:
    SteeringModel.objects.all().delete()
    assert not town.actor("controller").may_anywhere("administer")


def test_several_roles_add_up(town: Town) -> None:
    Role.objects.create(person=town.people["chef"], unit=town.other, kind="sekreterare")
    actor = town.actor("chef")
    assert actor.may("decide", town.other.pk) and actor.may("decide", town.area.pk)
    assert not actor.may("decide", town.board.pk)


def test_a_substitute_has_the_same_rights_while_it_lasts(town: Town) -> None:
    regular = Role.objects.get(kind="chef")
    role = town.person("chef", town.area, account="sub", ended=TODAY)
    Role.objects.filter(pk=role.pk).update(substitute_for=regular)
    assert town.actor("sub").reach == town.actor("chef").reach
    with clock.held(TODAY + timedelta(days=1)):
        assert actor_of(town.cast["sub"]) is None


def test_an_ended_unit_can_be_closed_by_who_answers_for_its_heir(town: Town) -> None:
    """Its last year is still to be reported, although nobody holds a role on it any longer."""
    Unit.objects.filter(pk=town.home_care.pk).update(valid_to=date(2018, 6, 30), replaced_by=town.other)
    assert not town.actor("chef").may("enter", town.home_care.pk)
    assert town.actor("controller").may("enter", town.home_care.pk)
    Unit.objects.filter(pk=town.home_care.pk).update(replaced_by=None)
    assert town.actor("chef").may("enter", town.home_care.pk)


def test_a_coming_unit_can_be_planned_by_who_answers_for_its_parent(town: Town) -> None:
    coming = town.unit("ny", "Nya enheten", UnitKind.UNIT, town.area)
    Unit.objects.filter(pk=coming.pk).update(valid_from=date(2019, 1, 1))
    assert town.actor("chef").may("enter", coming.pk)
    assert not town.actor("ledamot").may("enter", coming.pk)


def test_drafts_are_shared_within_an_authority_and_with_its_ended_units(town: Town) -> None:
    Unit.objects.filter(pk=town.home_care.pk).update(valid_to=date(2018, 6, 30))
    mine = town.actor("chef").same_authority
    assert mine == {town.board.pk, town.office.pk, town.area.pk, town.home_care.pk}
    assert town.actor("ledamot").same_authority == {town.council.pk}


def test_own_units_are_those_of_the_roles_and_beneath(town: Town) -> None:
    assert town.actor("chef").own_units == {town.area.pk, town.home_care.pk}
    assert town.actor("chef").managed_units == {town.area.pk}
    assert town.actor("ledamot").managed_units == frozenset()


def test_the_operator_may_everything_on_every_unit_also_ended_ones(town: Town) -> None:
    Unit.objects.filter(pk=town.home_care.pk).update(valid_to=date(2018, 6, 30))
    assert all(system().may(right, town.home_care.pk) for right in RIGHTS)


def test_to_find_the_actor_costs_three_queries_however_large_the_organisation(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actor_of(town.cast["chef"])
    for number in range(30):
        town.unit(f"u{number}", f"Enhet {number}", UnitKind.UNIT, town.area)
    with django_assert_num_queries(3):
        actor_of(town.cast["chef"])


def test_the_model_of_today_is_not_asked_for_again_as_long_as_it_holds(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    now = SteeringModel.objects.get()
    now.valid_to = date(2018, 12, 31)
    now.save(update_fields=["valid_to"])
    text = now.text.replace("nämndsekreterare", "sekreterare")
    SteeringModel.objects.create(
        text=text,
        sha256="0" * 64,
        name="Nästa",
        valid_from=date(2019, 1, 1),
        activated_by="P",
        activated_at=clock.now(),
    )
    actor = town.actor("chef")
    with django_assert_num_queries(0):
        assert actor.model_on(date(2018, 12, 31)) is actor.model
    following = actor.model_on(date(2019, 1, 1))
    assert following is not None and following != actor.model
    assert actor.model_on(now.valid_from - timedelta(days=1)) is None


def test_the_tree_is_of_today(town: Town) -> None:
    Unit.objects.filter(pk=town.area.pk).update(valid_to=date(2018, 6, 30))
    assert town.area.pk not in unit_tree().places
    with clock.held(date(2018, 6, 30)):
        assert town.area.pk in unit_tree().places


@pytest.fixture
def asks(town: Town) -> Callable[[str], Request]:
    def request(account: str) -> Request:
        made = RequestFactory().get("/")
        made.actor = town.actor(account)  # type: ignore[attr-defined]
        return made  # type: ignore[return-value]

    return request


def test_fetching_is_the_permission_check(town: Town, asks: Callable[[str], Request]) -> None:
    assert fetch(asks("ledamot"), Unit.objects.all(), key="sn") == town.board
    with pytest.raises(PermissionDenied):
        fetch(asks("ledamot"), Unit.objects.all(), key="sn", to="administer")
    with pytest.raises(Http404):
        fetch(asks("ledamot"), Unit.objects.all(), key="finns-inte", to="administer")


def test_another_municipalitys_row_is_not_known(
    town: Town, hallsberg: Municipality, asks: Callable[[str], Request]
) -> None:
    with scope(hallsberg):
        theirs = Unit.objects.create(key="ks", name="Kommunstyrelsen", kind=UnitKind.EXECUTIVE_BOARD)
    with pytest.raises(Http404):
        fetch(asks("controller"), Unit.objects.all(), pk=theirs.pk)


def test_the_same_account_is_somebody_else_in_another_municipality(town: Town, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        assert actor_of(town.cast["controller"]) is None


def test_an_actor_is_a_value_that_the_log_can_name(town: Town) -> None:
    actor: Actor = town.actor("chef")
    assert (actor.by.id, actor.by.name) == (str(town.people["chef"].pk), "chef vo")
    assert [role.name for role in actor.roles] == ["chef"]
    assert User.objects.get(username="chef") == town.cast["chef"]
