"""Plans: the page of a long one, what differs between two of a hundred pages, and the decision with its files.

The plan is the council's for the year after, of 60 sections. Each says something in prose, places a table of one
indicator, and four figures within its sentences: 300 figures, no two of the same indicator.
"""

from collections.abc import Callable
from dataclasses import replace

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bench.documents import INDICATORS, UNITS, empty
from bench.measure import Result, measured
from rodatraden.documents import sample
from rodatraden.documents.canonical import to_json
from rodatraden.documents.content import Block, Document, NumberCell, Paragraph, Row, Table
from rodatraden.documents.difference import difference
from rodatraden.documents.freezing import Freezing, freeze, render
from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.organisation.access import system
from rodatraden.organisation.models import Unit
from rodatraden.planning.models import Plan, PlanText
from rodatraden.planning.services import Deciding, begin_plan, decide_plan, propose
from rodatraden.planning.services.deciding import subject_of
from rodatraden.planning.services.rows import reading_mark
from rodatraden.steering.schema import Model
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality

SECTIONS, FIGURES, YEAR = 60, 300, 2019


def long_plan() -> Plan:
    """The council's plan, begun, with so many sections and figures placed in them."""
    actor = system()
    council = Unit.objects.get(key="kf")
    model = actor.model_on(sample.document().date)
    plan = begin_plan(actor, _kind(model), council, YEAR)
    plan.texts.all().delete()
    keys = list(Indicator.objects.order_by("pk").values_list("key", flat=True)[:FIGURES])
    each = FIGURES // SECTIONS
    PlanText.objects.bulk_create(
        PlanText(
            plan=plan,
            municipality_id=plan.municipality_id,
            section=f"avsnitt-{at}",
            heading=f"Avsnitt {at}",
            position=at,
            text=_text(*keys[at * each : (at + 1) * each]),
        )
        for at in range(SECTIONS)
    )
    return plan


def _kind(model: Model | None) -> str:
    """The plan type of the council."""
    assert model is not None
    return next(kind.key for kind in model.plan if kind.owner == "kf")


def _text(table: str, *figures: str) -> str:
    """Prose, a heading, a list, a table of one indicator, and the others within sentences."""
    outcomes = [f"- från {{{{utfall:{key}}}}} till {{{{målvärde:{key}}}}}" for key in figures[::2]]
    within = " och ".join(f"{{{{utfall:{key}}}}}" for key in figures[1::2])
    return "\n".join(
        (sample.PROSE[0], "", "## Vart vi ska", "", *outcomes, "", f"{{{{indikator:{table}}}}}", "",
         f"I fjol blev det {within}. {sample.PROSE[1]}")
    )  # fmt: skip


def with_plan(case: Callable[[Plan], Result]) -> Callable[[Municipality], Result]:
    """A case of its own plan, which is gone when it has been measured."""

    def run(municipality: Municipality) -> Result:
        with scope(municipality), transaction.atomic():
            found = case(long_plan())
            transaction.set_rollback(True)
        return found

    return run


def deciding(plan: Plan) -> Result:
    """The decision, its targets and items, the content frozen, and the three files made of it. Taken back each time."""
    actor = system()
    propose(actor, plan)

    def run() -> None:
        with transaction.atomic():
            row = Plan.objects.select_related("unit").get(pk=plan.pk)
            said = Deciding(reading_mark(row), clock.today(), "1", confirmed=True, anyhow="Prov")
            frozen = decide_plan(actor, row, said).frozen
            assert frozen is not None
            for form in ("pdf", "docx", "xlsx"):
                render(frozen, form)
            transaction.set_rollback(True)

    with CaptureQueriesContext(connection) as caught:
        run()
    asked = len([query for query in caught if "SAVEPOINT" not in query["sql"]])
    return measured(f"deciding a plan of {SECTIONS} sections, three files", run, "an empty PDF", empty, queries=asked)


def two_versions() -> tuple[Document, Document]:
    """A document of a hundred pages, and the same rewritten: every third text in some words, every fifth figure."""
    before = sample.long_document(UNITS, INDICATORS)
    return before, replace(before, parts=tuple(_rewritten(at, part) for at, part in enumerate(before.parts)))


def _rewritten(at: int, part: Block) -> Block:
    if isinstance(part, Paragraph) and at % 3 == 0:
        return replace(part, text=part.text.replace("under våren", "under året").replace("mest", "framför allt"))
    if isinstance(part, Table):
        return replace(part, rows=tuple(_changed(row) if n % 5 == 0 else row for n, row in enumerate(part.rows)))
    return part


def _changed(row: Row) -> Row:
    return replace(
        row,
        cells=tuple(
            replace(cell, value=cell.value + 1) if isinstance(cell, NumberCell) else cell for cell in row.cells
        ),
    )


def comparing(_: Municipality) -> Result:
    """The rules alone, in words and columns, against writing both documents down."""
    before, after = two_versions()
    assert len(difference(before, after).parts) > UNITS
    floor = lambda: (to_json(before), to_json(after))  # noqa: E731
    return measured("difference of two 100-page plans", lambda: difference(before, after), "both as JSON", floor)


def freeze_two(plan: Plan) -> str:
    """Two versions of the plan, frozen; the address of what differs between them."""
    for document in two_versions():
        freeze(system(), Freezing(subject_of(plan), "prov", document, "Ändrad."))
    return f"planer/{plan.pk}/dokument/?version=2&jamfor=1"


CASES: dict[str, Callable[[Municipality], Result]] = {"difference": comparing, "decide": with_plan(deciding)}
