"""The register: all governing documents of a municipality, searched, narrowed and sorted by the address."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from rodatraden.decisions.governing_reading import GoverningRow, read_documents
from rodatraden.decisions.governing_services import may_register
from rodatraden.decisions.models import GoverningDocument
from rodatraden.decisions.standing import FINDINGS, STATES, counted, register_told
from rodatraden.lib import clock
from rodatraden.lib.text import Text, in_words
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.steering.schema import Model
from rodatraden.tenancy.links import here
from rodatraden.web.tables import Choice, Column, Example, Link, Table, Value

ON_A_PAGE = 100
MOST_QUERY = 200
Asked = Mapping[str, str]
SHOWN: Mapping[str, Callable[[GoverningRow], bool]] = {
    "": lambda row: row.state in ("holds", "coming"),
    "brister": lambda row: bool(row.findings),
    "revideras": lambda row: "revise" in row.findings,
    "foljas-upp": lambda row: "follow-up" in row.findings,
    "utan-ansvarig": lambda row: bool({"unowned", "vacant"} & set(row.findings)),
    "fel-organ": lambda row: bool({"wrong-body", "undecided"} & set(row.findings)),
    "tidigare": lambda row: row.state in ("ended", "replaced"),
    "alla": lambda row: True,
}
"""Which documents are shown, by what the address says."""


@dataclass(frozen=True)
class ListPage:
    """The register as asked for: `rows` are all that were found, `page` which part of them the table shows."""

    sentence: Text
    choices: Sequence[Choice]
    table: Table
    rows: Sequence[GoverningRow]
    page: "Page[Any]"
    total: int
    may_write: bool

    @property
    def file(self) -> Table:
        """What is downloaded."""
        lines = [_file_line(row) for row in self.rows]
        return replace(self.table, columns=_file_columns(), rows=lines).sorted(self.table.sort)

    @property
    def narrowed(self) -> bool:
        return bool(self.table.query) or any(choice.chosen for choice in self.choices)


def register_page(actor: Actor, asked: Asked) -> ListPage:
    """The register, whatever is asked of it. A search looks in titles, texts and files alike."""
    query = " ".join(asked.get("q", "")[:MOST_QUERY].split())
    found = read_documents(actor, GoverningDocument.objects.all(), clock.today(), query)
    wanted = SHOWN.get(asked.get("lage", ""), SHOWN[""])
    rows = [
        row for row in sorted(found, key=lambda row: row.rank) if row.hit and wanted(row) and _is_asked_for(row, asked)
    ]
    table, page = _shown(rows, query, asked)
    return ListPage(
        sentence=register_told(counted(row.findings for row in found if SHOWN[""](row))),
        choices=_choices(actor.model_on(clock.today()), found, asked),
        table=table,
        rows=rows,
        page=page,
        total=len(found),
        may_write=may_register(actor),
    )


def _shown(rows: Sequence[GoverningRow], query: str, asked: Asked) -> "tuple[Table, Page[Any]]":
    """The part of the table that is shown. Only to sort it must every line be written."""
    table = Table(_("Styrdokument"), _columns(), [], query=query, name=_("styrdokument"))
    if not (sort := asked.get("sort", "")):
        page: Page[Any] = Paginator(rows, ON_A_PAGE).get_page(asked.get("page"))
        return replace(table, rows=[_line(row) for row in page.object_list]), page
    table = replace(table, rows=[_line(row) for row in rows]).sorted(sort)
    page = Paginator(table.rows, ON_A_PAGE).get_page(asked.get("page"))
    return replace(table, rows=list(page.object_list)), page


def _is_asked_for(row: GoverningRow, asked: Asked) -> bool:
    kind, body, unit = asked.get("slag", ""), asked.get("organ", ""), asked.get("enhet", "")
    decided = row.document.decision
    if kind and row.document.kind != kind:
        return False
    if body and (decided is None or decided.body is None or decided.body.key != body):
        return False
    return not unit or unit in _unit_keys(row)


def _unit_keys(row: GoverningRow) -> set[str]:
    own = row.document.responsible_unit
    return {unit.key for unit in row.units} | ({own.key} if own else set())


def _choices(model: Model | None, rows: Sequence[GoverningRow], asked: Asked) -> list[Choice]:
    kinds = {row.document.kind: row.kind_name for row in sorted(rows, key=lambda row: row.rank)}
    words = (
        _("Gäller"), _("Med brister"), _("Ska revideras"), _("Ska följas upp"), _("Utan ansvarig"),
        _("Fel organ eller utan beslut"), _("Tidigare"), _("Alla"),
    )  # fmt: skip
    decided = [row.document.decision for row in rows if row.document.decision]
    bodies = {decision.body_id: decision.body for decision in decided if decision.body}
    units = {unit.pk: unit for row in rows for unit in (*row.units, row.document.responsible_unit) if unit}
    return [
        Choice("slag", _("Slag"), [("", _("Alla")), *kinds.items()], asked.get("slag", "")),
        Choice("organ", _("Beslutat av"), [("", _("Alla")), *_named(bodies.values())], asked.get("organ", "")),
        Choice("enhet", _("Enhet"), [("", _("Alla")), *_named(units.values())], asked.get("enhet", "")),
        Choice("lage", _("Läge"), list(zip(SHOWN, words, strict=True)), asked.get("lage", "")),
    ]


def _named(units: Iterable[Unit]) -> list[tuple[str, str]]:
    return sorted(((unit.key, unit.name) for unit in units), key=lambda each: each[1])


def _columns() -> tuple[Column, ...]:
    return (
        Column("title", _("Styrdokument"), "link"),
        Column("kind", _("Slag")),
        Column("decider", _("Beslutat av")),
        Column("date", _("Beslutat"), "date"),
        Column("responsible", _("Ansvarig")),
        Column("looked_over", _("Nästa översyn"), "date"),
        Column("mark", _("Läge"), "status"),
    )


def _file_columns() -> tuple[Column, ...]:
    return (
        *_columns()[:4],
        Column("paragraph", _("Paragraf")),
        Column("reference", _("Diarienummer")),
        _columns()[4],
        Column("revise", _("Revideras senast"), "date"),
        Column("follow", _("Följs upp senast"), "date"),
        _columns()[-1],
        Column("adopted", _("Antaget av bolagsstämman"), "date"),
        Column("from", _("Gäller från och med"), "date"),
        Column("to", _("Gäller till och med"), "date"),
        Column("units", _("Berör")),
        Column("law", _("Lagrum")),
        Column("note", _("Anmärkning")),
        Column("source", _("Källa")),
        Column("example", _("Exempel")),
    )


def _line(row: GoverningRow) -> dict[str, Value]:
    document = row.document
    link = Link(document.title, here("decisions:governing", document.key))
    return {
        "title": Example(link) if document.example else link,
        "kind": row.kind_name,
        "decider": row.decider or None,
        "date": document.decision.date if document.decision else None,
        "responsible": row.responsible or _("ingen"),
        "looked_over": row.looked_over,
        "mark": row.mark,
    }


def _file_line(row: GoverningRow) -> dict[str, Value]:
    document, decision = row.document, row.document.decision
    return {
        **_line(row),
        "title": document.title,
        "responsible": row.responsible or None,
        "revise": document.revise_by,
        "follow": document.follow_up_by,
        "mark": in_words([FINDINGS[each] for each in row.findings]) or STATES[row.state],
        "paragraph": f"§ {decision.paragraph}" if decision and decision.paragraph else None,
        "reference": decision.reference or None if decision else None,
        "adopted": document.adopted_on,
        "from": document.valid_from,
        "to": document.valid_to,
        "units": ", ".join(unit.name for unit in row.units) or None,
        "law": document.law_current or document.law_printed or None,
        "note": document.note or None,
        "source": document.source or None,
        "example": document.example,
    }
