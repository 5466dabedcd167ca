"""The demo's deviations and remedies: about what is red or yellow, in their right order, and marked as made up."""

import re

import pytest

from rodatraden.demo.build import DAY, PRESETS
from rodatraden.demo.remedies import RemedyLine, deviations_of, remedies_of
from rodatraden.demo.rows import Line, read_town, towns
from rodatraden.demo.tests.test_towns import FIRST_NAMES
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.organisation.access import system
from rodatraden.organisation.models import Notice
from rodatraden.remedies.due import Facts, awaits_effect, days_late
from rodatraden.remedies.models import Deviation, Remedy, RemedyEffect, RemedyState
from rodatraden.remedies.reading import read_remedies
from rodatraden.steering.load import parse
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.thread.gather import gather

EVERY = pytest.mark.parametrize("slug", towns())


def texts(row: Line) -> str:
    return " ".join(str(value) for value in row.model_dump().values())


def facts(row: RemedyLine) -> Facts:
    return Facts(row.state, row.deadline, row.effect_on)  # type: ignore[arg-type]


@EVERY
def test_each_municipality_has_what_shows_the_whole_way(slug: str) -> None:
    deviations, remedies = deviations_of(slug), remedies_of(slug)
    assert len(deviations) >= 3 and sum(row.material for row in deviations) == 1
    assert len(remedies) >= 5
    assert any(days_late(facts(row), DAY) for row in remedies) or slug == "svenljunga"
    assert any(awaits_effect(facts(row), DAY) for row in remedies), "an effect that is asked for"
    assert any(row.state == RemedyState.KNOWN and row.effects for row in remedies), "an effect that is known"
    assert any(row.state == RemedyState.PROPOSED for row in remedies)
    assert {row.state for row in remedies} <= set(RemedyState.values)


@EVERY
def test_everything_named_exists_and_is_marked_as_made_up(slug: str) -> None:
    town = read_town(slug)
    units, items = {row.key for row in town.units}, {row.key: row for row in town.items}
    indicators = {row.key for row in town.indicators}
    roles = {role.key for role in parse((PRESETS / f"{town.preset}.toml").read_text(encoding="utf-8")).role}
    held = {(row.unit, row.role) for row in town.people}
    deviations = {row.key: row for row in deviations_of(slug)}
    for row in deviations.values():
        assert row.example and row.unit in units and row.item in items and row.indicator in indicators
        assert row.indicator in items[row.item].indicators
    for remedy in remedies_of(slug):
        unit, role = remedy.responsible
        assert remedy.example and role in roles and (unit, role) in held, remedy.what
        assert not remedy.item or remedy.item in items
        assert not remedy.deviation or remedy.deviation in deviations
        assert not remedy.effect_indicator or remedy.effect_indicator in indicators
        assert not remedy.decision or remedy.decision in {row.key for row in town.decisions}
        assert bool(remedy.line) is bool(remedy.year)


@EVERY
def test_nothing_is_told_before_it_could_be(slug: str) -> None:
    deviations = {row.key: row for row in deviations_of(slug)}
    for row in deviations.values():
        assert row.on <= DAY and (row.handed is None or row.on <= row.handed <= DAY)
    for remedy in remedies_of(slug):
        answered = deviations.get(remedy.deviation)
        assert remedy.on <= DAY and remedy.on <= remedy.deadline
        assert answered is None or answered.on <= remedy.on, "a deviation comes before what answers it"
        assert not (remedy.handed and answered) or answered.handed or answered.material, "they go together"
        assert all(remedy.on <= effect.on <= DAY for effect in remedy.effects)
        assert remedy.state not in ("done", "known") or remedy.deadline <= DAY


@EVERY
def test_no_person_is_named(slug: str) -> None:
    said = " ".join(texts(row) for row in (*deviations_of(slug), *remedies_of(slug)))
    assert [name for name in FIRST_NAMES if re.search(rf"\b{name}\b", said)] == []


@pytest.mark.django_db
def test_they_are_loaded_about_goals_that_are_red_or_yellow(perstorp_in_the_demo: Municipality) -> None:
    with scope(perstorp_in_the_demo):
        assert Deviation.objects.count() == len(deviations_of("perstorp"))
        assert Remedy.objects.count() == len(remedies_of("perstorp"))
        assert RemedyEffect.objects.count() == sum(len(row.effects) for row in remedies_of("perstorp"))
        thread = gather(system(), DAY, Period.year_of(2018), progress=True)
        tones = {node.version.item_id: node.judgement.tone for node in thread.nodes.values() if node.judgement}
        about = set(Deviation.objects.values_list("item", flat=True))
        assert {tones[item] for item in about} <= {"missed", "partly"}
        for kind in (Deviation, Remedy):
            assert not kind.objects.filter(example=False).exists()


@pytest.mark.django_db
def test_one_effect_came_and_one_that_is_asked_for_did_not(perstorp_in_the_demo: Municipality) -> None:
    with scope(perstorp_in_the_demo):
        rows = {row.remedy.what: row for row in read_remedies(system(), Remedy.objects.all(), DAY)}
        known = next(row for row in rows.values() if row.remedy.state == RemedyState.KNOWN)
        asked = next(row for row in rows.values() if row.awaits)
        assert str(known.compared) == "väntat 14,5, blev 14,2 (maj 2018)"
        assert str(asked.compared) == "väntat 15,0, blev 15,1 (juli 2018)"
        assert [str(row.verdict) for row in (known, asked)] == ["effekten nåddes", "effekten nåddes inte"]


@pytest.mark.django_db
def test_what_has_been_handed_over_is_what_the_files_say(perstorp_in_the_demo: Municipality) -> None:
    with scope(perstorp_in_the_demo):
        handed = set(Deviation.objects.exclude(handed_over_at=None).values_list("what", flat=True))
        assert handed == {row.what for row in deviations_of("perstorp") if row.handed or row.material}
        material = Deviation.objects.get(material=True)
        assert material.amount == -3_200_000
        assert not material.remedies.filter(handed_over_at=None).exists()


@pytest.mark.django_db
def test_the_executive_board_was_told_of_what_is_material_the_same_day(perstorp_in_the_demo: Municipality) -> None:
    with scope(perstorp_in_the_demo):
        material = Deviation.objects.get(material=True)
        notices = list(Notice.objects.open().filter(kind="deviation-material"))
        assert notices and {clock.day_of(each.made_at) for each in notices} == {clock.day_of(material.reported_at)}
        assert all(material.what in str(each.said) for each in notices)
