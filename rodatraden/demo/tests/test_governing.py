"""The demo's governing documents and motions: what is stated names its source, the rest is marked as made up."""

import re

import pytest

from rodatraden.decisions.governing_reading import read_documents
from rodatraden.decisions.models import Concern, Decision, GoverningDocument, Motion
from rodatraden.decisions.standing import counted
from rodatraden.demo.build import DAY, PRESETS
from rodatraden.demo.governing import governing_of, motions_of, processes_of
from rodatraden.demo.rows import MADE_UP, read_town, towns
from rodatraden.demo.tests.test_towns import FIRST_NAMES
from rodatraden.organisation.access import system
from rodatraden.steering.load import parse
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.thread.models import Governed


@pytest.mark.parametrize("slug", towns())
def test_everything_named_exists(slug: str) -> None:
    town, rows = read_town(slug), governing_of(slug)
    model = parse((PRESETS / f"{town.preset}.toml").read_text(encoding="utf-8"))
    units, keys = {row.key for row in town.units}, {row.key for row in rows}
    held = {(row.unit, row.role) for row in town.people}
    assert len(rows) >= 8
    for row in rows:
        assert model.governing_of(row.kind) is not None, row.key
        assert not row.body or row.body in units
        assert not row.responsible or tuple(row.responsible) in held, row.key
        assert set(row.units) <= units and (not row.replaces or row.replaces in keys)
        assert set(row.items) <= {each.key for each in town.items}, row.key
        assert not row.decision or row.decision in {each.key for each in town.decisions}
    for motion in motions_of(slug):
        assert not motion.at or motion.at in units


@pytest.mark.parametrize("slug", towns())
def test_what_is_stated_names_its_source_and_the_rest_is_made_up(slug: str) -> None:
    for row in governing_of(slug):
        assert row.example or row.source, row.key
        assert row.example is (row.source == MADE_UP)
    assert all(motion.example for motion in motions_of(slug))


@pytest.mark.parametrize("slug", towns())
def test_no_person_is_named_and_no_day_has_not_been(slug: str) -> None:
    said = " ".join([row.model_dump_json() for row in (*governing_of(slug), *motions_of(slug))])
    assert [name for name in FIRST_NAMES if re.search(rf"\b{name}\b", said)] == []
    for row in governing_of(slug):
        assert row.date is None or row.date <= DAY
    for motion in motions_of(slug):
        assert motion.submitted <= DAY
        assert motion.prepared_on is None or motion.submitted <= motion.prepared_on <= DAY


@pytest.mark.django_db
def test_they_are_loaded_with_what_somebody_should_do_about(perstorp_in_the_demo: Municipality) -> None:
    with scope(perstorp_in_the_demo):
        rows = read_documents(system(), GoverningDocument.objects.all(), DAY)
        found = counted(row.findings for row in rows)
        assert all(found.of(kind) for kind in ("revise", "follow-up", "unowned", "wrong-body"))
        assert {row.document.key for row in rows} == {row.key for row in governing_of("perstorp")}
        assert GoverningDocument.objects.exclude(replaces=None).count() == 1
        assert Governed.objects.count() == sum(len(row.items) for row in governing_of("perstorp")) > 0
        assert Concern.objects.exists() and Motion.objects.count() == len(motions_of("perstorp"))
        assert not Decision.objects.filter(key__startswith="styrdokument-", example=False).exists()
        assert GoverningDocument.objects.holding("besked hemtjänst").count() == 2


@pytest.mark.parametrize("slug", towns())
def test_processes_name_units_roles_and_routines_that_exist(slug: str) -> None:
    town, documents = read_town(slug), {row.key for row in governing_of(slug)}
    held = {(row.unit, row.role) for row in town.people}
    rows = processes_of(slug)
    assert rows and any(row.reviewed and row.reviewed.year == DAY.year for row in rows)
    assert any(row.reviewed is None for row in rows)
    for row in rows:
        assert row.example and (row.unit, row.role) in held, row.name
        routines = {told.partition(":")[2].strip() for told in row.activities} - {""}
        assert routines <= documents and (row.reviewed is None or row.reviewed <= DAY)
