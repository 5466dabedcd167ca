"""Every report type of all four municipalities as a document: valid for the archive and for every reader."""

import io
from collections.abc import Iterator
from itertools import pairwise

import docx
import openpyxl
import pypdf
import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from rodatraden.conftest import DEMO_DAY
from rodatraden.demo import build
from rodatraden.documents import freezing
from rodatraden.documents.canonical import from_json, to_json
from rodatraden.documents.content import Document, Heading, Table, anchored
from rodatraden.documents.frame import Imprint
from rodatraden.documents.tests.test_pdf import faults
from rodatraden.followup.contents import documents_of
from rodatraden.followup.round import Round, rounds_of_year
from rodatraden.lib import clock
from rodatraden.organisation.access import system
from rodatraden.organisation.models import UnitKind
from rodatraden.tenancy import scope

TOWNS = ("perstorp", "hallsberg", "svenljunga", "exempelkommunen")
Made = dict[str, list[tuple[Round, Document]]]


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Made]:
    """The document of the whole municipality, or of the first that reports, for each report type of each town."""
    found: Made = {}
    with django_db_blocker.unblock(), clock.held(DEMO_DAY), transaction.atomic():
        for slug in TOWNS:
            with scope(build.build(slug, lambda _: None)):
                found[slug] = list(_of_each_type())
        yield found
        transaction.set_rollback(True)


def _of_each_type() -> Iterator[tuple[Round, Document]]:
    actor, seen = system(), set()
    for round in [*rounds_of_year(actor, 2017), *rounds_of_year(actor, 2018)]:
        if round.type.key in seen or not any(slot.report for slot in round.slots.values()):
            continue
        seen.add(round.type.key)
        slots = list(round.slots.values())
        top = next((slot for slot in slots if slot.place.kind == UnitKind.COUNCIL), slots[0])
        yield round, documents_of(actor, round, [top])[0][1]


pytestmark = [pytest.mark.django_db, pytest.mark.full]


@pytest.mark.parametrize("slug", TOWNS)
def test_every_report_type_makes_a_document_with_its_parts_in_order(made: Made, slug: str) -> None:
    assert len(made[slug]) >= 3
    for _round, document in made[slug]:
        levels = [part.level for _anchor, part in anchored(document.parts) if isinstance(part, Heading)]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), document.title
        assert document.municipality and document.period


@pytest.mark.parametrize("slug", TOWNS)
def test_what_is_frozen_is_read_again_as_it_was(made: Made, slug: str) -> None:
    for _round, document in made[slug]:
        assert from_json(to_json(document)) == document


def test_the_half_year_report_begins_with_what_the_council_decides(made: Made) -> None:
    document = next(document for round, document in made["perstorp"] if round.type.kind == "half_year")
    words = str(document.parts[:4])
    assert "Fullmäktige ska besluta" in words
    assert any(isinstance(part, Table) and part.caption == "Så bedöms målen" for part in document.parts)
    assert "Revisorernas bedömning" in str(document.parts)
    assert "Socialnämnden" in str(document.parts)


@pytest.mark.parametrize("slug", TOWNS)
def test_every_report_type_is_a_valid_pdf_for_the_archive_and_every_reader(made: Made, slug: str) -> None:
    for _round, document in made[slug]:
        body = freezing.MAKERS["pdf"](document, Imprint())
        assert faults(body) == [], document.title
        assert len(pypdf.PdfReader(io.BytesIO(body)).pages) >= 2


@pytest.mark.parametrize("slug", TOWNS)
def test_word_has_true_headings_and_excel_typed_cells(made: Made, slug: str) -> None:
    for _round, document in made[slug]:
        word = docx.Document(io.BytesIO(freezing.MAKERS["docx"](document, Imprint())))
        assert any(paragraph.style.name.startswith("Heading") for paragraph in word.paragraphs if paragraph.style)
        book = openpyxl.load_workbook(io.BytesIO(freezing.MAKERS["xlsx"](document, Imprint())))
        values = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
        assert any(isinstance(value, int | float) for value in values) or not list(document.tables())
