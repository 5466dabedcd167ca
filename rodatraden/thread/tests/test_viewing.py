"""The gathered thread as the rules of breaks see it: who answers, whose board, which figures."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rodatraden.indicators.evidence import TargetValue
from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.organisation.models import Person, Role, Unit
from rodatraden.thread.breaking import breaks_of
from rodatraden.thread.gather import Thread
from rodatraden.thread.services import measure, report_progress
from rodatraden.thread.tests.cast import Town
from rodatraden.thread.viewing import indicator_view, item_view, roles_held, view_of

pytestmark = pytest.mark.django_db
TODAY = date(2018, 9, 10)
ENDED, COMING = date(2018, 8, 31), date(2018, 10, 1)


@pytest.fixture(scope="module")
def house(town_to_read: Town) -> Town:
    """A council goal with an indicator that the board's goal shares, and an activity for each who may answer."""
    town = town_to_read
    safety = town.indicator(
        "trygghet", definition="Andel av invånarna", decimals=1, direction="lower", next_measured="2019",
        rhythm="two_years", short_name="Tryggheten",
    )  # fmt: skip
    town.outcome(safety, "2017", "51", measured_period="2016")
    town.outcome(safety, "2018", "50", unit=town.board)
    town.outcome(safety, "2018", "49", breakdown="women")
    town.target(safety, "2018", "55")
    town.target(safety, "2018", None, unit=town.board, form="interval", low=40, high=45)
    goal = town.measured("Trygg kommun", safety, level="fullmaktigemal", unit=town.council)
    board = town.measured("Trygga vägar", safety, serves=(goal.item,), text="Högst 5 olyckor.")
    held("tillförordnad", town.school, None, ENDED)
    held("blivande", town.school, COMING, None)
    held("dubbel", town.school, None, ENDED)
    held("dubbel", town.school, date(2018, 9, 1), date(2018, 12, 31))
    for title, kind, unit in (
        ("Rektorns", "enhetschef", town.school),
        ("Förra", "tillförordnad", town.school),
        ("Nästa", "blivande", town.school),
        ("Efterträdarens", "dubbel", town.school),
        ("Ägarens", "enhetschef", None),
        ("Ingens", "", town.school),
        ("Tom", "controller", town.school),
    ):
        version = town.decided(title, "aktivitet", town.school, serves=(board.item,))
        type(version).objects.filter(pk=version.pk).update(responsible_kind=kind, responsible_unit=unit)
    return town


def held(kind: str, unit: Unit, first: date | None, last: date | None) -> None:
    person = Person.objects.create(name=f"{kind} {last}")
    Role.objects.create(person=person, unit=unit, kind=kind, valid_from=first, valid_to=last)


@pytest.fixture(scope="module")
def thread(house: Town) -> Thread:
    with clock.held(TODAY):
        return house.thread()


@pytest.mark.parametrize(
    ("key", "words", "until", "vacant"),
    [
        ("rektorns", "enhetschef, Parkskolan", None, False),
        ("forra", "tillförordnad, Parkskolan", ENDED, True),
        ("nasta", "blivande, Parkskolan", None, True),
        ("eftertradarens", "dubbel, Parkskolan", date(2018, 12, 31), False),
        ("agarens", "enhetschef, Parkskolan", None, False),
        ("ingens", "", None, False),
        ("tom", "controller, Parkskolan", None, True),
    ],
)
def test_who_answers_is_a_role_that_somebody_holds_today_or_not(
    thread: Thread, key: str, words: str, until: date | None, vacant: bool
) -> None:
    seen = item_view(thread, thread.nodes[key], roles_held(TODAY))
    assert (seen.responsible, seen.responsible_until, seen.vacant) == (words, until, vacant)


@pytest.mark.parametrize(
    ("day", "kind", "until"),
    [
        (date(2018, 9, 30), "blivande", "nobody"),
        (COMING, "blivande", None),
        (date(2018, 8, 1), "dubbel", ENDED),
        (date(2018, 9, 1), "dubbel", date(2018, 12, 31)),
        (TODAY, "enhetschef", None),
        (TODAY, "tillförordnad", ENDED),
    ],
)
def test_a_role_that_begins_later_is_held_by_nobody_yet(house: Town, day: date, kind: str, until: Any) -> None:
    assert roles_held(day).get((house.school.pk, kind), "nobody") == until


def test_without_the_roles_nothing_is_said_of_who_answers(thread: Thread) -> None:
    seen = item_view(thread, thread.nodes["forra"])
    assert (seen.responsible, seen.responsible_until, seen.vacant) == ("", None, False)


def test_what_is_vacant_is_among_the_breaks_and_what_is_held_is_not(thread: Thread) -> None:
    codes = ("no-responsible", "responsible-ended")
    broken = {each.item_key for each in breaks_of(thread) if each.code in codes}
    assert broken == {"forra", "nasta", "ingens", "tom", "trygga-vagar"}


@pytest.mark.parametrize(
    ("key", "unit", "board"),
    [
        ("trygg-kommun", "kf", ""),
        ("trygga-vagar", "bun", "bun"),
        ("rektorns", "skolan", "bun"),
    ],
)
def test_the_board_of_an_item_is_the_nearest_above_its_unit(thread: Thread, key: str, unit: str, board: str) -> None:
    seen = item_view(thread, thread.nodes[key])
    assert (seen.unit, seen.board) == (unit, board)


def test_an_item_keeps_its_words_and_what_it_hangs_together_with(thread: Thread) -> None:
    seen = item_view(thread, thread.nodes["trygga-vagar"])
    assert (seen.level, seen.title, seen.text) == ("namndmal", "Trygga vägar", "Högst 5 olyckor.")
    assert (seen.serves, seen.indicators, seen.doing) == (("trygg-kommun",), ("trygghet",), "")


def test_the_whole_view_holds_each_item_and_each_indicator_once(thread: Thread) -> None:
    view = view_of(thread, roles_held(TODAY))
    assert [item.key for item in view.items] == list(thread.nodes)
    assert list(view.indicators) == ["trygghet"]
    assert view.unit_name("bun") == "Barn- och utbildningsnämnden"
    assert set(view.boards) == {"ks", "bun"}
    assert set(view.levels) == {level.key for level in thread.model.level}


def test_an_indicator_has_every_units_totals_and_none_of_its_breakdowns(thread: Thread) -> None:
    seen = view_of(thread, {}).indicators["trygghet"]
    year, before = Period.parse("2018"), Period.parse("2017")
    assert dict(seen.outcomes) == {("kf", before): Period.parse("2016"), ("bun", year): year}
    assert seen.targets["kf", year].value == 55
    assert seen.targets["bun", year] == TargetValue(low=Decimal(40), high=Decimal(45))


def test_an_indicator_is_told_by_its_short_name_and_says_its_definition(thread: Thread) -> None:
    seen = view_of(thread, {}).indicators["trygghet"]
    assert (seen.name, seen.says, seen.owner) == ("Tryggheten", "Trygghet Andel av invånarna", "kf")
    assert (seen.direction, seen.decimals, seen.unit_of_measure) == ("lower", 1, "index")
    assert (seen.first_measured, seen.next_measured, seen.years_between) == (None, Period.parse("2019"), 2)


def test_an_items_own_figures_are_seen_as_those_it_shows(thread: Thread) -> None:
    (figure,) = thread.nodes["trygga-vagar"].figures
    seen = indicator_view(figure)
    assert {unit for unit, _ in seen.outcomes} == {unit for unit, _ in seen.targets} == {str(figure.unit_id)}
    assert seen.owner == str(figure.unit_id)


def test_an_indicator_of_two_items_is_listed_once_as_it_measures_the_first(thread: Thread) -> None:
    first = thread.nodes["trygg-kommun"]
    assert [(each.indicator.key, each.unit_id) for each in thread.measures.values()] == [
        ("trygghet", first.version.unit_id)
    ]


@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        ("target", True),
        ("quality", True),
        ("key_figure", True),
        ("volume", False),
        ("comparison", False),
    ],
)
def test_only_some_kinds_of_indicators_need_a_target(town: Town, kind: str, needed: bool) -> None:
    town.measured("Mål", town.indicator("i", kind=kind))
    assert view_of(town.thread(), {}).indicators["i"].needs_target is needed


def test_progress_is_seen_as_the_latest_report(town: Town) -> None:
    item = town.decided("Göra", "aktivitet", town.school).item
    report_progress(town.operator, item, state="ongoing")
    report_progress(town.operator, item, state="paused")
    thread = town.thread()
    assert item_view(thread, thread.nodes["gora"]).doing == "paused"


def test_an_indicator_whose_owner_has_ended_is_its_heirs(town: Town) -> None:
    old = town.unit("gamla", "Gamla nämnden", town.board.kind, town.council)  # type: ignore[arg-type]
    town.measured("Mål", town.indicator("i", owner=old))
    Unit.objects.filter(pk=old.pk).update(valid_to=date(2018, 1, 31))
    assert view_of(town.thread(), {}).indicators["i"].owner == "kf"
    Unit.objects.filter(pk=old.pk).update(replaced_by=town.board)
    assert view_of(town.thread(), {}).indicators["i"].owner == "bun"


def test_what_a_draft_measures_is_not_seen(town: Town) -> None:
    measure(town.operator, town.draft("Utkast"), [town.indicator("i")])
    assert Indicator.objects.count() == 1
    assert not view_of(town.thread(), {}).indicators
