"""A file is read through what points at it: every such row is named, and asks who may see it."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string
from pytest_django.fixtures import Settings

from rodatraden.decisions.models import Decision, GoverningDocument
from rodatraden.documents.models import File
from rodatraden.documents.services import store
from rodatraden.organisation.access import NOBODY, Actor, system
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy.models import Municipality

KNOWN = ("controller", "sekreterare", "chef", "ledamot", "revisor")


def pointers() -> set[str]:
    """Every relation of the product that leads to a file, however it is made."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields(include_hidden=True)
        if field.related_model is File and not field.auto_created
    }


@pytest.fixture
def file(town: Town) -> File:
    return store(system(), "protokoll.txt", BytesIO(b"Protokoll"))


@pytest.fixture
def readers(town: Town) -> Callable[[], list[str]]:
    """Who of those known here reads some file."""
    return lambda: [account for account in KNOWN if File.objects.visible_to(town.actor(account)).exists()]


def test_nothing_that_points_at_files_is_forgotten() -> None:
    assert pointers() == set(settings.FILES)
    assert len(pointers()) > 4


@pytest.mark.parametrize("pointer", sorted(settings.FILES))
def test_each_is_a_question_of_the_rows_that_point(town: Town, pointer: str) -> None:
    rule, model = settings.FILES[pointer], apps.get_model(pointer.rpartition(".")[0])
    if rule:
        rows = import_string(rule)(town.actor("ledamot"))
        assert isinstance(rows, QuerySet) and rows.model is model


def test_a_file_that_nothing_points_at_is_nobodys(file: File, town: Town) -> None:
    for actor in (system(), *map(town.actor, KNOWN)):
        assert not File.objects.visible_to(actor).exists()


def test_what_everybody_reads_gives_its_file_to_everybody(file: File, readers: Callable[[], list[str]]) -> None:
    Decision.objects.create(key="mal", title="Mål", file=file)
    assert readers() == list(KNOWN)
    assert not File.objects.visible_to(NOBODY).exists()


def test_a_governing_document_gives_its_file_until_another_takes_its_place(
    file: File, readers: Callable[[], list[str]]
) -> None:
    document = GoverningDocument.objects.create(key="policy", kind="policy", title="Policy", file=file)
    assert readers() == list(KNOWN)
    other = store(system(), "rättad.txt", BytesIO(b"Policy"))
    GoverningDocument.objects.filter(pk=document.pk).update(file=other)
    assert [each.name for each in File.objects.visible_to(system())] == ["rättad.txt"]


def test_one_row_that_is_seen_is_enough(file: File, town: Town, settings: Settings) -> None:
    row = Decision.objects.create(key="mal", title="Mål", file=file)
    settings.FILES = {"decisions.GoverningDocument.file": "", "decisions.Decision.file": f"{__name__}.seen_by_auditors"}
    assert not File.objects.visible_to(town.actor("ledamot")).exists()
    assert File.objects.visible_to(town.actor("revisor")).get() == row.file


def seen_by_auditors(actor: Actor) -> QuerySet[Decision]:
    return Decision.objects.all() if any(role.audits for role in actor.roles) else Decision.objects.none()


def test_where_nothing_is_named_nothing_is_handed_out(file: File, settings: Settings) -> None:
    Decision.objects.create(key="mal", title="Mål", file=file)
    settings.FILES = {}
    assert not File.objects.visible_to(system()).exists()


def test_all_is_asked_at_once(file: File, perstorp: Municipality, town: Town) -> None:
    actor = town.actor("ledamot")
    for number in range(20):
        Decision.objects.create(key=f"mal-{number}", title="Mål", file=file)
    with CaptureQueriesContext(connection) as asked:
        assert File.objects.visible_to(actor).filter(pk=file.pk).first() == file
    assert len(asked) == 1
