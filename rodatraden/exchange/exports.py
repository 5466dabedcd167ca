"""Files out. CSV and Excel are for people and come in again; JSON is for programs.

CSV has a byte order mark, semicolons and decimal commas, as a Swedish Excel expects. In JSON the keys are
those of the columns, numbers are strings with a decimal point, exactly as stored ("12.6"), days and periods
are strings, yes and no are true and false, and what is missing is null.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import override

from rodatraden.exchange import registers, summaries
from rodatraden.exchange.kinds import Rows, added
from rodatraden.exchange.layouts import (
    DECISIONS,
    ECONOMY,
    GOVERNING,
    INDICATORS,
    OUTCOMES,
    ROLES,
    TARGETS,
    THREAD,
    UNITS,
    Col,
    Layout,
)
from rodatraden.lib import clock
from rodatraden.lib.text import Text, say
from rodatraden.organisation.access import Actor
from rodatraden.tenancy.edits import Refused
from rodatraden.web.tables import Column, Kind, Table, Value, plain, workbook

FORMATS = ("csv", "xlsx", "json")
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True)
class Sheet:
    """One table of a file: a layout that comes in again, or columns that only go out.

    `keys` name the columns of the latter. `more` gives the columns of the municipality's own model.
    """

    name: str
    rows: Rows
    layout: Layout | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    more: Callable[[], tuple[Col, ...]] = tuple

    def columns(self) -> Sequence[Column]:
        if self.layout is None:
            return [Column(key, name, _kind(key)) for key, name in self.keys.items()]
        written = (column for column in (*self.layout.columns, *self.more()) if not column.instead_of)
        return [Column(column.key, column.name, column.kind) for column in written]

    def table(self, actor: Actor, year: int, keep_keys: bool = False) -> Table:
        rows = self.rows(actor, year)
        if self.layout is not None and not keep_keys:
            rows = registers.in_words(self.layout, iter(rows))
        return Table(self.name, self.columns(), list(rows), name=self.name)


@dataclass(frozen=True)
class File:
    """What one can download. `comes_in` says that it can be changed and loaded; `of_year` that a year is asked."""

    what: str
    title: Text
    about: Text
    sheets: tuple[Sheet, ...]
    comes_in: bool = True
    of_year: bool = False


UNITS_SHEET = Sheet(UNITS.title, lambda actor, year: registers.unit_rows(), UNITS)
ROLES_SHEET = Sheet(ROLES.title, lambda actor, year: registers.role_rows(), ROLES)
FILES = (
    File(
        "thread",
        say("Tråden"),
        say("Alla led som gäller: vad de bidrar till, vad som mäter dem, beslut, svar och läge."),
        (Sheet(THREAD.title, registers.thread_rows, THREAD, more=lambda: registers.asked(clock.today())),),
        of_year=True,
    ),
    File(
        "decisions",
        say("Beslut"),
        say("De beslut som mål och målvärden vilar på."),
        (Sheet(DECISIONS.title, lambda actor, year: registers.decision_rows(), DECISIONS),),
    ),
    File(
        "governing",
        say("Styrdokument"),
        say("Registret: slag, beslut, ansvarig, när de ska ses över och vad de säger."),
        (Sheet(GOVERNING.title, lambda actor, year: registers.governing_rows(), GOVERNING),),
    ),
    File(
        "definitions",
        say("Indikatorer"),
        say("Vad som mäts, i vilken enhet, hur ofta och av vem."),
        (Sheet(INDICATORS.title, lambda actor, year: registers.definition_rows(), INDICATORS),),
    ),
    File(
        "targets",
        say("Målvärden"),
        say("De målvärden som gäller, för alla år."),
        (Sheet(TARGETS.title, lambda actor, year: registers.target_rows(), TARGETS),),
    ),
    File(
        "outcomes",
        say("Utfall"),
        say("De utfall som gäller, för alla år."),
        (Sheet(OUTCOMES.title, lambda actor, year: registers.outcome_rows(actor), OUTCOMES),),
    ),
    File(
        "economy",
        say("Ekonomi"),
        say("Ramar, utfall och prognoser för enheterna, för alla år."),
        (Sheet(ECONOMY.title, lambda actor, year: registers.amount_rows(), ECONOMY),),
    ),
    File(
        "organisation",
        say("Organisation"),
        say("Enheterna, och i Excelfilen även rollerna."),
        (UNITS_SHEET, ROLES_SHEET),
    ),
    File("roles", say("Roller"), say("Vem som har vilken roll, från och till vilken dag."), (ROLES_SHEET,)),
    File(
        "scorecard",
        say("Styrkort"),
        say("Målen med sina indikatorer, utfall, målvärden och bedömningar ett år."),
        (Sheet("Styrkort", summaries.scorecard_rows, keys=summaries.SCORECARD_COLUMNS),),
        comes_in=False,
        of_year=True,
    ),
    File(
        "indicators",
        say("Indikatorernas läge"),
        say("Varje indikator, enhet och period ett år, med målvärde, utfall och bedömning."),
        (
            Sheet(
                "Indikatorernas läge",
                summaries.indicator_rows,
                keys=dict(zip(summaries.INDICATOR_COLUMNS, summaries.INDICATOR_COLUMNS, strict=True)),
            ),
        ),
        comes_in=False,
        of_year=True,
    ),
)
BY_WHAT = {file.what: file for file in FILES}


def files() -> dict[str, File]:
    """What one can download, by its name in the address: of this floor, and what the settings add."""
    more = (
        File(kind.layout.key, kind.title, kind.about, (Sheet(kind.layout.title, kind.rows, kind.layout),))
        for kind in added()
    )
    return {**BY_WHAT, **{file.what: file for file in more}}


def export(actor: Actor, what: str, year: int, form: str) -> bytes:
    """A file as bytes. `what` is a key of `files`, `form` one of FORMATS; Refused for a year without a model.

    A CSV file holds one table: of the organisation the units, since the roles are a file of their own.
    """
    file = files()[what]
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused({"year": str(say("Året ska ligga mellan {a} och {b}.", a=FIRST_YEAR, b=LAST_YEAR))})
    with override("sv"):
        return _written(actor, file, year, form)


def _written(actor: Actor, file: File, year: int, form: str) -> bytes:
    """Swedish, whoever fetches it: what comes in again must be read alike."""
    if form == "xlsx":
        return workbook([sheet.table(actor, year) for sheet in file.sheets])
    if form == "csv":
        return file.sheets[0].table(actor, year).csv()
    if len(file.sheets) > 1:
        found = {sheet.name.lower(): _as_data(sheet.table(actor, year, keep_keys=True)) for sheet in file.sheets}
        return _json(found)
    return _json(_as_data(file.sheets[0].table(actor, year, keep_keys=True)))


def _kind(key: str) -> Kind:
    return "number" if key in summaries.NUMBERS else "text"


def _as_data(table: Table) -> list[dict[str, object]]:
    return [{column.key: _as_json(row.get(column.key)) for column in table.columns} for row in table.rows]


def _as_json(value: Value) -> object:
    found = plain(value)
    if isinstance(found, Decimal | int) and not isinstance(found, bool):
        return f"{Decimal(found):f}"
    return found.isoformat() if isinstance(found, date) else found


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2).encode() + b"\n"
