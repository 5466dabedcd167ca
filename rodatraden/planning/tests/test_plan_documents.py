"""Every plan type of all four municipalities as a document: valid for the archive and for every reader."""

import io
from collections.abc import Iterator
from itertools import pairwise

import docx
import openpyxl
import pypdf
import pytest
from django.db.models import Count
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from rodatraden.conftest import DEMO_DAY, for_a_module
from rodatraden.demo.plan_texts import made_up
from rodatraden.documents import freezing
from rodatraden.documents.content import Document, Heading, anchored
from rodatraden.documents.frame import Imprint
from rodatraden.documents.tests.test_pdf import faults
from rodatraden.organisation.access import system
from rodatraden.organisation.models import Unit
from rodatraden.planning.contents import live
from rodatraden.planning.kinds import order_of, owner_kinds, sections_of
from rodatraden.planning.models import Plan
from rodatraden.planning.services import begin_plan, write_section
from rodatraden.planning.states import STANDING
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.planning import Plan as Kind
from rodatraden.tenancy import scope
from rodatraden.tests.kept import demo_of

TOWNS = ("perstorp", "hallsberg", "svenljunga", "exempelkommunen")
Made = list[tuple[Kind, list[Document]]]
pytestmark = [pytest.mark.full, pytest.mark.django_db]


@pytest.fixture(scope="module", params=TOWNS)
def made(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Made]:
    """For each plan type of a town the fullest of its plans that are decided, and of those that are not."""
    with for_a_module(django_db_blocker), override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("plans")):
        with scope(demo_of(request.param)):
            model = system().model_on(DEMO_DAY)
            assert model is not None
            found = [(kind, list(_documents(model, kind))) for kind in order_of(model)]
        yield found


def _documents(model: Model, kind: Kind) -> Iterator[Document]:
    plans = Plan.objects.filter(kind=kind.key).annotate(size=Count("items")).order_by("-size", "pk")
    decided = plans.filter(state__in=STANDING).first()
    if decided is not None:
        yield live(system(), decided)
    open_plan = plans.exclude(state__in=STANDING).first()
    if open_plan is not None or decided is None:
        yield live(system(), open_plan or _written(model, kind))


def _written(model: Model, kind: Kind) -> Plan:
    """A plan that the demo lacks, with all that the model asks of it."""
    owner = Unit.objects.filter(kind__in=owner_kinds(model, kind)).order_by("pk")[0]
    plan = begin_plan(system(), kind.key, owner, DEMO_DAY.year + 1)
    for row in plan.texts.all():
        write_section(system(), row, made_up(row.heading), seen=row.edit)
    return plan


def test_every_plan_type_makes_a_document_with_all_that_the_model_asks(made: Made) -> None:
    for kind, documents in made:
        for document in documents:
            headings = [part for _anchor, part in anchored(document.parts) if isinstance(part, Heading)]
            assert {section.heading for section in sections_of(kind)} <= {part.text for part in headings}
            assert all(after.level - before.level <= 1 for before, after in pairwise(headings)), document.title
            assert document.municipality and document.period


def test_every_plan_type_is_a_valid_pdf_for_the_archive_and_every_reader(made: Made) -> None:
    for document in _each(made):
        body = freezing.MAKERS["pdf"](document, Imprint())
        assert faults(body) == [], document.title
        assert len(pypdf.PdfReader(io.BytesIO(body)).pages) >= 2


def test_word_has_true_headings_and_excel_what_the_tables_say(made: Made) -> None:
    for document in _each(made):
        word = docx.Document(io.BytesIO(freezing.MAKERS["docx"](document, Imprint())))
        named = {paragraph.text for paragraph in word.paragraphs if _is_heading(paragraph.style)}
        assert "I korthet" in named and "Om planen" in named, document.title
        book = openpyxl.load_workbook(io.BytesIO(freezing.MAKERS["xlsx"](document, Imprint())))
        values = {str(cell.value).removesuffix(", tkr") for sheet in book for row in sheet.iter_rows() for cell in row}
        assert {column.header for table in document.tables() for column in table.columns} <= values, document.title


def _is_heading(style: object) -> bool:
    return str(getattr(style, "name", "")).startswith("Heading")


def _each(made: Made) -> Iterator[Document]:
    return (document for _kind, documents in made for document in documents)
