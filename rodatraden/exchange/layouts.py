"""The files that go out and in again: which columns each has, by Swedish name and by key.

What one downloads can be changed and loaded. A column marked `told` is written for the reader and never read.
A column that a file lacks leaves what is stored as it is; where `needed` columns are lacking, or the nearest
names look like a slip of the pen, the file is refused with their names.
"""

import difflib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import override

from rodatraden.exchange import values
from rodatraden.exchange.grid import Cell, Sheet, SheetProblem, column_letter, heading, problem
from rodatraden.exchange.values import CellProblem, Value
from rodatraden.indicators.models import Breakdown, Direction, IndicatorKind, Parts, Rhythm, TargetForm
from rodatraden.lib.text import Text, in_words, say
from rodatraden.organisation.models import UnitKind
from rodatraden.thread.models import SoundEconomy
from rodatraden.web.tables import Kind

Reader = Callable[[Cell], Value]


@dataclass(frozen=True)
class Col:
    """A column. `read` makes a value of a cell; `kind` says how a written cell is typed."""

    key: str
    name: str
    read: Reader = values.plain_text
    kind: Kind = "text"
    needed: bool = False
    filled: bool = False
    told: bool = False
    also: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    longest: int = 0


@dataclass(frozen=True)
class Layout:
    """A kind of file (or of sheet in one)."""

    key: str
    title: str
    columns: tuple[Col, ...]

    @property
    def names(self) -> dict[str, Col]:
        return {heading(name): column for column in self.columns for name in (column.key, column.name, *column.also)}

    def column(self, key: str) -> Col:
        return next(column for column in self.columns if column.key == key)


@dataclass(frozen=True)
class Fault:
    """Why a row is refused: at which column (its name in the file) and why."""

    column: str
    reason: Text


@dataclass(frozen=True)
class Line:
    """A row of a file as values by column key, and what was wrong with it."""

    number: int
    values: Mapping[str, Value]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Known:
    """A sheet of a layout: its lines, and the heads that nothing is known of."""

    layout: Layout
    sheet: Sheet
    places: Mapping[int, Col]
    strange: tuple[str, ...]


def text(key: str, name: str, longest: int = 0) -> Col:
    return Col(key, name, longest=longest)


def pick(key: str, name: str, words: Iterable[tuple[str, object]], needed: bool = False) -> Col:
    """A column of one of some words. Files are Swedish, whoever fetches them: they come in again."""
    with override("sv"):
        listed = {key: str(word) for key, word in words}
    return Col(key, name, values.choice(listed), words=listed, needed=needed, filled=needed)


def yes(key: str, name: str) -> Col:
    return Col(key, name, values.yes_no)


def when(key: str, name: str, told: bool = False) -> Col:
    return Col(key, name, values.day, "date", told=told)


def span(key: str, name: str, needed: bool = False) -> Col:
    return Col(key, name, values.period, "period", needed=needed, filled=needed)


def amount(key: str, name: str, needed: bool = False) -> Col:
    return Col(key, name, values.figure, "number", needed=needed)


def count(key: str, name: str) -> Col:
    return Col(key, name, values.whole, "number")


def must(key: str, name: str, longest: int = 0) -> Col:
    """A column that must be there, with something in every row."""
    return Col(key, name, needed=True, filled=True, longest=longest)


def told(key: str, name: str) -> Col:
    return Col(key, name, told=True)


WHOSE = (
    must("indicator", "Indikator"),
    told("indicator_name", "Indikatorns namn"),
    text("unit", "Enhet"),
    told("unit_name", "Enhetens namn"),
    span("period", "Period", needed=True),
)
ABOUT = (
    text("source", "Källa", 200),
    text("note", "Anmärkning", 500),
    yes("example", "Exempel"),
    text("reason", "Orsak", 300),
)
OUTCOMES = Layout(
    "outcomes",
    "Utfall",
    (
        *WHOSE,
        span("measured_period", "Mätt"),
        pick("breakdown", "Uppdelning", Breakdown.choices),
        amount("outcome", "Utfall", needed=True),
        yes("preliminary", "Preliminärt"),
        yes("forecast", "Prognos"),
        *ABOUT,
    ),
)
TARGETS = Layout(
    "targets",
    "Målvärden",
    (
        *WHOSE,
        pick("breakdown", "Uppdelning", Breakdown.choices),
        pick("form", "Form", TargetForm.choices),
        amount("target", "Målvärde", needed=True),
        amount("low", "Lägst"),
        amount("high", "Högst"),
        yes("mandate", "Mandatperiodens slutmål"),
        text("decision", "Beslut"),
        *ABOUT,
    ),
)
INDICATORS = Layout(
    "indicators",
    "Indikatorer",
    (
        must("key", "Nyckel", 80),
        must("name", "Namn", 300),
        text("short_name", "Kort namn", 120),
        text("printed_name", "Namn i dokumentet", 300),
        text("reading", "Vår läsning", 500),
        pick("kind", "Slag", IndicatorKind.choices),
        must("unit_of_measure", "Måttenhet", 60),
        count("decimals", "Decimaler"),
        pick("direction", "Riktning", Direction.choices),
        count("rank_of", "Plats bland antal"),
        text("definition", "Definition"),
        text("method", "Mätmetod"),
        yes("qualitative", "Kvalitativ metod"),
        text("source", "Källa", 200),
        pick("rhythm", "Mäts", Rhythm.choices),
        pick("parts", "Årets utfall ur delar", Parts.choices),
        span("first_measured", "Mäts första gången"),
        span("next_measured", "Mäts nästa gång"),
        yes("by_gender", "Könsuppdelad"),
        text("gender_reason", "Varför inte könsuppdelad", 300),
        span("start_period", "Ingångsvärdets period"),
        text("rule", "Tröskelregel", 60),
        must("owner", "Ägare"),
        text("responsible_kind", "Ansvarig roll", 60),
        span("breaks_at", "Ny mätmetod från"),
        text("break_reason", "Varför serien bryts", 300),
        when("valid_from", "Från och med"),
        when("valid_to", "Till och med"),
        yes("example", "Exempel"),
    ),
)
THREAD = Layout(
    "thread",
    "Tråden",
    (
        Col("key", "Nyckel", needed=True, longest=80),
        must("level", "Nivå"),
        text("number", "Nummer", 30),
        must("title", "Rubrik", 300),
        text("text", "Lydelse"),
        text("comment", "Kommentar"),
        must("unit", "Ägare"),
        text("responsible_unit", "Ansvarig enhet"),
        text("responsible_kind", "Ansvarig roll", 60),
        text("perspective", "Perspektiv", 60),
        pick("sound_economy", "God ekonomisk hushållning", SoundEconomy.choices),
        text("rule", "Bedömningsregel", 60),
        when("starts", "Börjar"),
        when("deadline", "Ska vara klar"),
        Col("serves", "Bidrar till", values.keys),
        Col("indicators", "Indikatorer", values.keys),
        text("source", "Källa", 200),
        yes("example", "Exempel"),
        told("state", "Tillstånd"),
        when("valid_from", "Gäller från och med", told=True),
        when("valid_to", "Gäller till och med", told=True),
        told("decision", "Beslut"),
        told("status", "Bedömning"),
        told("status_reason", "Varför"),
    ),
)
UNITS = Layout(
    "units",
    "Enheter",
    (
        must("key", "Nyckel", 80),
        must("name", "Namn", 200),
        pick("kind", "Slag", UnitKind.choices, needed=True),
        text("parent", "Lyder under"),
        count("position", "Ordning"),
        when("valid_from", "Från och med"),
        when("valid_to", "Till och med"),
        told("replaced_by", "Gick upp i"),
        text("source", "Källa", 200),
        yes("example", "Exempel"),
    ),
)
ROLES = Layout(
    "roles",
    "Roller",
    (
        must("person", "Person", 200),
        text("email", "E-post", 254),
        must("role", "Roll", 60),
        must("unit", "Enhet"),
        text("substitute_for", "Ersätter"),
        when("valid_from", "Från och med"),
        when("valid_to", "Till och med"),
        told("example", "Exempel"),
    ),
)
LAYOUTS = (UNITS, ROLES, INDICATORS, TARGETS, OUTCOMES, THREAD)
KNOWN = frozenset(name for layout in LAYOUTS for name in layout.names)


def recognise(sheets: Sequence[Sheet]) -> list[Known]:
    """Which kind of file each sheet is, in the order they must be loaded. Sheets of no kind are left out.

    Raises SheetProblem where no sheet is of any kind, naming what the nearest kind lacks.
    """
    found = [match for sheet in sheets if sheet.rows and not isinstance(match := _match(sheet), SheetProblem)]
    if not found:
        faults = [fault for sheet in sheets if sheet.rows and isinstance(fault := _match(sheet), SheetProblem)]
        raise faults[0]
    return sorted(found, key=lambda one: LAYOUTS.index(one.layout))


def _match(sheet: Sheet) -> Known | SheetProblem:
    heads = [heading(head) for head in sheet.header]
    likeliest = max(LAYOUTS, key=lambda layout: _likeness(layout, heads))
    if twice := sorted({head for head in heads if head and heads.count(head) > 1}):
        return problem("Kolumnen ”{name}” finns två gånger. Ta bort den ena.", name=twice[0])
    names = likeliest.names
    places = {place: names[head] for place, head in enumerate(heads) if head in names}
    there = {column.key for column in places.values()}
    if len(there) < len(places):
        return problem("Två kolumner betyder samma sak, med svenskt namn och med nyckel. Ta bort den ena.")
    strange = tuple(head for head in sheet.header if head and heading(head) not in names)
    if "organisation_unit" in heads and "status_reason" in heads:
        return problem("Filen är en sammanställning. Hämta Utfall eller Målvärden, ändra där och läs in den filen.")
    lacking = [column for column in likeliest.columns if column.needed and column.key not in there]
    if lacking:
        return _lacking(likeliest, lacking, strange, there)
    return Known(likeliest, sheet, places, strange)


def _likeness(layout: Layout, heads: Sequence[str]) -> tuple[float, float, int]:
    """How much of what the layout needs is there, also if misspelt, and how much of the rest."""
    needed = [column for column in layout.columns if column.needed]
    there = {layout.names[head].key for head in heads if head in layout.names}
    near = sum(column.key in there or bool(_near(column, heads)) for column in needed)
    return sum(column.key in there for column in needed) / len(needed), near / len(needed), len(there)


def _near(column: Col, heads: Sequence[str]) -> str:
    """A head that could be the column's name, misspelt."""
    return next(iter(difflib.get_close_matches(heading(column.name), heads, 1, 0.75)), "")


def _lacking(layout: Layout, lacking: Sequence[Col], strange: Sequence[str], there: Collection[str]) -> SheetProblem:
    names = in_words([f"”{column.name}”" for column in lacking])
    if not there:
        return problem("Ingen kolumn i filen känns igen. Hämta filen härifrån och utgå från den.")
    heads = {heading(head): head for head in strange}
    near = [
        say("”{strange}” i filen ser ut att vara ”{name}”.", strange=heads[found], name=column.name)
        for column in lacking
        if (found := _near(column, list(heads)))
    ]
    hint = near[0] if near else say("Hämta filen härifrån och utgå från den.")
    return problem("Filen liknar ”{title}” men saknar {names}. {hint}", title=layout.title, names=names, hint=hint)


def lines_of(known: Known) -> list[Line]:
    """The rows of a sheet as values. A row with any fault in a column that is read has them listed."""
    return [_line(known, number, cells) for number, cells in known.sheet.rows]


def _line(known: Known, number: int, cells: Sequence[Cell]) -> Line:
    found: dict[str, Value] = {}
    faults: list[Fault] = []
    flags = known.sheet.flags
    for place, column in known.places.items():
        if column.told:
            continue
        cell = cells[place]
        reason = _flagged(flags[number, place], number, place, cell) if flags and (number, place) in flags else None
        if reason is None:
            try:
                found[column.key] = value = column.read(cell)
                reason = _unfit(column, value)
            except CellProblem as fault:
                reason = fault.text
        if reason is not None:
            faults.append(Fault(column.name, reason))
    if number in known.sheet.longer:
        faults.append(Fault("", say("Raden har fler celler än rubriken. Står ett decimalkomma utan citattecken?")))
    return Line(number, found, tuple(faults))


def _unfit(column: Col, value: Value) -> Text | None:
    if column.filled and value in (None, "", ()):
        return say("Cellen är tom men måste fyllas i.")
    if column.longest and isinstance(value, str) and len(value) > column.longest:
        return say("Texten är längre än {most} tecken.", most=column.longest)
    return None


def _flagged(flag: str, number: int, place: int, cell: Cell) -> Text | None:
    where = f"{column_letter(place)}{number}"
    if flag == "formula":
        return say("Cell {where} är en formel. Kopiera cellen och klistra in den som värde.", where=where)
    if cell is None:
        return None
    return say(
        "Cell {where} är formaterad som procent: 70,5 % lagras då som 0,705. Skriv talet utan procentformat.",
        where=where,
    )
