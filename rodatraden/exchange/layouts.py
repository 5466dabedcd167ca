"""The files that go out and in again: which columns each has, by Swedish name and by key.

What one downloads can be changed and loaded. A column marked `told` is written for the reader and never read.
A column that a file lacks leaves what is stored as it is; where `needed` columns are lacking, or the nearest
names look like a slip of the pen, the file is refused with their names.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import override

from rodatraden.economy.models import AmountKind
from rodatraden.exchange import values
from rodatraden.exchange.grid import Cell, Sheet, heading
from rodatraden.exchange.values import Value
from rodatraden.indicators.models import Breakdown, Direction, IndicatorKind, Parts, Rhythm, TargetForm
from rodatraden.lib.text import Text
from rodatraden.organisation.models import UnitKind
from rodatraden.thread.models import ProgressState, SoundEconomy
from rodatraden.web.tables import Kind

Reader = Callable[[Cell], Value]


@dataclass(frozen=True)
class Col:
    """A column. `read` makes a value of a cell; `kind` says how a written cell is typed. `instead_of` names the column
    that says the same in another unit: such a one is read but never written."""

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
    instead_of: str = ""

    @property
    def says(self) -> str:
        """The key of what it says."""
        return self.instead_of or self.key


@dataclass(frozen=True)
class Layout:
    """A kind of file (or of sheet in one). `asks` says that it has the answers to the model's questions."""

    key: str
    title: str
    columns: tuple[Col, ...]
    asks: bool = False

    def asking(self, heads: Iterable[str]) -> "Layout":
        """With a column for each of the model's questions that a file answers."""
        found = [asked for head in heads if self.asks and head not in self.names and (asked := asked_column(head))]
        return replace(self, columns=(*self.columns, *found)) if found else self

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


Told = Callable[[int, int], None]
"""Is told how many rows are done, and of how many."""


def to_nobody(done: int, of: int) -> None:
    """Where nobody waits to be told."""


@dataclass(frozen=True)
class Known:
    """A sheet of a layout: its lines, and the heads that nothing is known of.

    `told` is told how far the load has come: it may take minutes.
    """

    layout: Layout
    sheet: Sheet
    places: Mapping[int, Col]
    strange: tuple[str, ...]
    told: Told = to_nobody


def text(key: str, name: str, longest: int = 0) -> Col:
    return Col(key, name, longest=longest)


def pick(key: str, name: str, words: Iterable[tuple[str, object]], needed: bool = False) -> Col:
    """A column of one of some words. Files are Swedish, whoever fetches them: they come in again."""
    with override("sv"):
        listed = {key: str(word) for key, word in words}
    return Col(key, name, values.choice(listed), words=listed, needed=needed, filled=needed)


def yes(key: str, name: str) -> Col:
    return Col(key, name, values.yes_no)


def when(key: str, name: str) -> Col:
    return Col(key, name, values.day, "date")


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


ANSWER, MET = "answer.", "met."
"""What the keys of columns begin with that hold an answer, and whether a criterion is met."""


def answer_column(question: str) -> Col:
    return Col(f"{ANSWER}{question}", f"Svar: {question}")


def met_column(question: str) -> Col:
    return Col(f"{MET}{question}", f"Uppfyllt: {question}", values.yes_no_or_neither)


def asked_column(head: str) -> Col | None:
    """The column of a question, by its Swedish name or its key: "svar: vad", "answer.vad"."""
    for begins, made in (
        ("svar: ", answer_column),
        (ANSWER, answer_column),
        ("uppfyllt: ", met_column),
        (MET, met_column),
    ):
        if head.startswith(begins) and (question := head.removeprefix(begins).strip()):
            return made(question)
    return None


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
        Col("outcome", "Utfall", values.figure_seen, "number", needed=True),
        count("people", "Antal personer"),
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
        Col("breaks", "Ny mätmetod från", values.dated),
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
        told("person", "Vems mål det är"),
        text("responsible_unit", "Ansvarig enhet"),
        text("responsible_kind", "Ansvarig roll", 60),
        text("perspective", "Perspektiv", 60),
        pick("sound_economy", "God ekonomisk hushållning", SoundEconomy.choices),
        text("rule", "Bedömningsregel", 60),
        when("starts", "Börjar"),
        when("deadline", "Ska vara klar"),
        count("position", "Ordning"),
        Col("serves", "Bidrar till", values.keys),
        Col("hows", "Hur det bidrar", values.pairs),
        Col("indicators", "Indikatorer", values.keys),
        Col("weights", "Vikter", values.pairs),
        text("source", "Källa", 200),
        yes("example", "Exempel"),
        told("state", "Tillstånd"),
        text("decision", "Beslut"),
        text("decision_note", "Om beslutet", 300),
        when("valid_from", "Gäller från och med"),
        when("valid_to", "Gäller till och med"),
        pick("progress", "Läge", ProgressState.choices),
        count("percent", "Procent klart"),
        when("reported_on", "Läget per"),
        text("progress_note", "Vad som är gjort"),
        told("status", "Bedömning"),
        told("status_reason", "Varför"),
    ),
    asks=True,
)
DECISIONS = Layout(
    "decisions",
    "Beslut",
    (
        must("key", "Nyckel", 80),
        must("title", "Vad som beslutades", 300),
        text("body", "Organ"),
        when("date", "Datum"),
        text("paragraph", "Paragraf", 20),
        text("reference", "Diarienummer", 60),
        text("position", "Befattning", 200),
        text("delegation", "Delegation eller verkställighet", 200),
        text("link", "Länk"),
        text("note", "Anmärkning", 300),
        text("source", "Källa", 200),
        yes("example", "Exempel"),
    ),
)
GOVERNING = Layout(
    "governing",
    "Styrdokument",
    (
        Col("key", "Nyckel", longest=80),
        must("kind", "Slag av dokument", 60),
        must("title", "Titel", 300),
        text("decision", "Beslut"),
        text("body", "Beslutat av"),
        when("date", "Beslutat"),
        text("paragraph", "Paragraf", 20),
        text("responsible_unit", "Ansvarig enhet"),
        text("responsible_kind", "Ansvarig roll", 60),
        when("valid_from", "Gäller från och med"),
        when("valid_to", "Gäller till och med"),
        when("revise_by", "Revideras senast"),
        when("follow_up_by", "Följs upp senast"),
        when("adopted_on", "Antaget av bolagsstämman"),
        Col("units", "Berör", values.keys),
        Col("items", "Gäller i tråden", values.keys),
        text("law_printed", "Tryckt lagrum", 60),
        text("law_act", "Författning", 20),
        text("law_current", "Gällande lagrum", 60),
        text("law_note", "Om lagrummet", 300),
        text("text", "Lydelse"),
        text("note", "Anmärkning", 300),
        text("source", "Källa", 200),
        yes("example", "Exempel"),
        text("reason", "Skäl till rättelsen", 300),
        told("replaces", "Ersätter"),
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
ECONOMY = Layout(
    "economy",
    "Ekonomi",
    (
        must("unit", "Enhet"),
        told("unit_name", "Enhetens namn"),
        must("line", "Rad", 60),
        pick("kind", "Slag", AmountKind.choices, needed=True),
        Col("year", "År", values.whole, needed=True, filled=True),
        when("as_of", "Per"),
        Col("value", "Belopp, kronor", values.number, "number", needed=True),
        Col("value_tkr", "Belopp, tkr", values.thousands, "number", also=("Belopp, tusen kronor",), instead_of="value"),
        yes("preliminary", "Preliminärt"),
        text("decision", "Beslut"),
        *ABOUT,
    ),
)
LAYOUTS = (UNITS, ROLES, DECISIONS, GOVERNING, INDICATORS, TARGETS, OUTCOMES, ECONOMY, THREAD)
KNOWN = frozenset(name for layout in LAYOUTS for name in layout.names)
