"""The register: all governing documents of a municipality, searched, narrowed and sorted by the address."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from rodatraden.decisions.governing_reading import GoverningRow, Standing, in_full, read_register
from rodatraden.decisions.services import may_record
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
SHOWN: Mapping[str, Callable[[Standing], bool]] = {
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
    """The register as asked for: `rows` are all that were found, `page` which part of them the table shows. The
    documents themselves are read where they are shown, by one query for the table or for the file."""

    actor: Actor
    sentence: Text
    choices: Sequence[Choice]
    rows: Sequence[Standing]
    total: int
    may_write: bool
    query: str
    sort: str
    number: str

    @cached_property
    def _shown(self) -> "tuple[Table, Page[Any]]":
        """The part that is shown. Only to sort it must every document be read and every line written."""
        empty = _table(self.query)
        if not self.sort:
            page: Page[Any] = Paginator(self.rows, ON_A_PAGE).get_page(self.number)
            return replace(empty, rows=[_line(row) for row in self._read(list(page.object_list))]), page
        table = replace(empty, rows=[_line(row) for row in self._read(self.rows)]).sorted(self.sort)
        page = Paginator(table.rows, ON_A_PAGE).get_page(self.number)
        return replace(table, rows=list(page.object_list)), page

    def _read(self, rows: Sequence[Standing]) -> list[GoverningRow]:
        return in_full(self.actor, rows, clock.today())

    @property
    def table(self) -> Table:
        return self._shown[0]

    @property
    def page(self) -> "Page[Any]":
        return self._shown[1]

    @property
    def file(self) -> Table:
        """What is downloaded."""
        lines = [_file_line(row) for row in self._read(self.rows)]
        return replace(_table(self.query), columns=_file_columns(), rows=lines).sorted(self.sort)

    @property
    def narrowed(self) -> bool:
        return bool(self.query) or any(choice.chosen for choice in self.choices)


def register_page(actor: Actor, asked: Asked) -> ListPage:
    """The register, whatever is asked of it. A search looks in titles, texts and files alike."""
    query = " ".join(asked.get("q", "")[:MOST_QUERY].split())
    found = read_register(actor, clock.today(), query)
    wanted = SHOWN.get(asked.get("lage", ""), SHOWN[""])
    rows = [
        row
        for row in sorted(found, key=lambda row: row.rank)
        if row.entry.hit and wanted(row) and _is_asked_for(row, asked)
    ]
    return ListPage(
        actor,
        sentence=register_told(
            counted(row.findings for row in found if row.state == "holds"), sum(row.state == "coming" for row in found)
        ),
        choices=_choices(actor.model_on(clock.today()), found, asked),
        rows=rows,
        total=len(found),
        may_write=may_record(actor),
        query=query,
        sort=asked.get("sort", ""),
        number=asked.get("page", ""),
    )


def _table(query: str) -> Table:
    return Table(_("Styrdokument"), _columns(), [], query=query, name=_("styrdokument"))


def _is_asked_for(row: Standing, asked: Asked) -> bool:
    kind, body, unit = asked.get("slag", ""), asked.get("organ", ""), asked.get("enhet", "")
    if kind and row.entry.kind != kind:
        return False
    if body and (row.body is None or row.body.key != body):
        return False
    return not unit or any(unit == each.key for each in (*row.units, row.unit) if each)


def _choices(model: Model | None, rows: Sequence[Standing], asked: Asked) -> list[Choice]:
    kinds = {row.entry.kind: row.kind_name for row in sorted(rows, key=lambda row: row.rank)}
    words = (
        _("Gäller"), _("Med brister"), _("Ska revideras"), _("Ska följas upp"), _("Utan ansvarig"),
        _("Fel organ eller utan beslut"), _("Tidigare"), _("Alla"),
    )  # fmt: skip
    bodies = {row.entry.body_id: row.body for row in rows if row.body}
    units = {unit.id: unit for row in rows for unit in (*row.units, row.unit) if unit}
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
