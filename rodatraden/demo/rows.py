"""The demo's data files, as typed rows. Pure.

A municipality is a folder of `data/`. What its document states lies in `stated/` and names its source; what
is made up lies in `example/`. The folder decides, so that nothing made up can pass for real. Figures stand
in the files as they are printed: "12,6 (2016)" is 12.6 with one decimal, measured in 2016; "-" is missing.
"""

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from rodatraden.lib.numbers import parse_number
from rodatraden.lib.periods import Period

DATA = Path(__file__).resolve().parent / "data"
STATED, EXAMPLE = "stated", "example"
MADE_UP = "Exempel"
_CELL = re.compile(r"([\d\s,−-]*\d)(?:\s*\((\d{4}[^)]*)\))?")


@dataclass(frozen=True)
class Figure:
    """A printed figure: its value, the decimals it is printed with, and when it was measured if that is said."""

    value: Decimal
    decimals: int
    measured: str = ""


class DataProblem(ValueError):
    """A data file that cannot be read: says which file and what is wrong."""


def read_figure(cell: object) -> Figure | None:
    """A cell as the document prints it; empty or a dash is no figure, never zero."""
    text = str(cell or "").strip()
    if text in ("", "-", "–"):
        return None
    found = _CELL.fullmatch(text)
    if not found:
        raise ValueError(f"”{text}” är ingen siffra")
    number, measured = found.groups()
    return Figure(parse_number(number), len(number.partition(",")[2]), measured or "")


def _keys(value: object) -> object:
    return tuple(value.split()) if isinstance(value, str) else value


def _blank_is_none(value: object) -> object:
    return None if value == "" else value


Keys = Annotated[tuple[str, ...], BeforeValidator(_keys)]
Day = Annotated[date | None, BeforeValidator(_blank_is_none)]
Whole = Annotated[int | None, BeforeValidator(_blank_is_none)]
Cell = Annotated[Figure | None, BeforeValidator(read_figure)]


class Line(BaseModel):
    """A row of a file. `example` is set from the folder, never in the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    example: bool = False


Row = TypeVar("Row", bound=Line)


class UnitRow(Line):
    key: str
    name: str
    kind: str
    parent: str = ""
    source: str = ""


class PersonRow(Line):
    """A test person, named by the role. `account` makes it a user that can sign in."""

    name: str
    role: str
    unit: str
    account: str = ""
    substitute_for: str = ""
    valid_from: Day = None
    valid_to: Day = None


class DecisionRow(Line):
    key: str
    title: str
    body: str = ""
    date: Day = None
    paragraph: str = ""
    reference: str = ""
    position: str = ""
    delegation: str = ""
    note: str = ""
    source: str = ""


class BreakRow(BaseModel):
    """A day from which an indicator is measured in another way."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    day: date
    reason: str


class IndicatorRow(Line):
    key: str
    name: str
    owner: str
    unit_of_measure: str
    short_name: str = ""
    printed_name: str = ""
    reading: str = ""
    kind: str = "target"
    decimals: int = 0
    direction: str = "higher"
    rank_of: Whole = None
    definition: str = ""
    method: str = ""
    qualitative: bool = False
    source: str = ""
    rhythm: str = "year"
    parts: str = "none"
    first_measured: str = ""
    next_measured: str = ""
    by_gender: bool = False
    gender_reason: str = ""
    start_period: str = ""
    rule: str = ""
    responsible_kind: str = ""
    breaks: tuple[BreakRow, ...] = ()


class EvidenceRow(Line):
    """A target, an outcome or a forecast. A target may be an interval; an outcome says if it is preliminary."""

    what: Literal["target", "outcome", "forecast"]
    indicator: str
    unit: str
    period: str
    figure: Cell = None
    low: Cell = None
    high: Cell = None
    breakdown: str = "total"
    preliminary: bool = False
    mandate: bool = False
    people: Whole = None
    decision: str = ""
    note: str = ""
    source: str = ""


class AmountRow(Line):
    """A unit's frame, outcome or forecast on a line of the economy, in kronor. Only a frame rests on a decision."""

    kind: Literal["frame", "outcome", "forecast"]
    unit: str
    line: str
    year: int
    as_of: date
    value: Decimal
    preliminary: bool = False
    decision: str = ""
    source: str = ""


class ProgressRow(Line):
    state: str
    on: date
    percent: Whole = None
    note: str = ""


class AnswerRow(Line):
    text: str
    met: bool | None = None


class ItemRow(Line):
    """A link of the thread in its one version.

    `responsible` is "unit role", or the unit alone where no role is stated.
    """

    key: str
    level: str
    title: str
    unit: str
    number: str = ""
    text: str = ""
    comment: str = ""
    responsible: Keys = ()
    perspective: str = ""
    sound_economy: str = "neither"
    rule: str = ""
    starts: Day = None
    deadline: Day = None
    valid_from: Day = None
    valid_to: Day = None
    state: str = "decided"
    decision: str = ""
    decision_note: str = ""
    source: str = ""
    serves: Keys = ()
    indicators: Keys = ()
    answers: Mapping[str, AnswerRow] = {}
    progress: ProgressRow | None = None


class OverallRow(Line):
    """Sound economic management as somebody has judged it as a whole, and why."""

    unit: str
    value: str
    reason: str


class ReportRow(Line):
    """A report of the occasion under way: how far it has come, and what is written in it, by part."""

    kind: str
    end: date
    unit: str
    state: Literal["draft", "returned", "submitted", "cleared", "treated"]
    on: date
    by: str = ""
    comment: str = ""
    texts: Mapping[str, str] = {}
    overall: OverallRow | None = None


class SettledRow(Line):
    """What everybody's reports of a type said at the occasions that are over, by question."""

    kind: str
    texts: Mapping[str, str] = {}


@dataclass(frozen=True)
class Town:
    """Everything the demo knows of a municipality. Stated rows come before made-up ones."""

    slug: str
    code: str
    name: str
    preset: str
    model_example: bool
    units: tuple[UnitRow, ...]
    people: tuple[PersonRow, ...]
    decisions: tuple[DecisionRow, ...]
    indicators: tuple[IndicatorRow, ...]
    evidence: tuple[EvidenceRow, ...]
    items: tuple[ItemRow, ...]
    reports: tuple[ReportRow, ...] = ()
    settled: tuple[SettledRow, ...] = ()
    amounts: tuple[AmountRow, ...] = ()


def towns() -> tuple[str, ...]:
    """The municipalities that there is data for; Perstorp, which the demo opens with, first."""
    found = sorted(folder.name for folder in DATA.iterdir() if (folder / "municipality.toml").exists())
    return tuple(sorted(found, key=lambda slug: slug != "perstorp"))


@cache
def read_town(slug: str) -> Town:
    """Reads a municipality's folder. Raises DataProblem with file and row."""
    folder = DATA / slug
    told = tomllib.loads((folder / "municipality.toml").read_text(encoding="utf-8"))
    return Town(
        slug=slug,
        code=told["code"],
        name=told["name"],
        preset=told.get("preset", slug),
        model_example=told["model_example"],
        units=tuple(rows_of(folder, "units", UnitRow)),
        people=tuple(rows_of(folder, "people", PersonRow)),
        decisions=tuple(rows_of(folder, "decisions", DecisionRow)),
        indicators=tuple(rows_of(folder, "indicators", IndicatorRow)),
        evidence=(*_figures(folder), *rows_of(folder, "evidence", EvidenceRow)),
        items=(*rows_of(folder, "items", ItemRow), *rows_of(folder, "activities", ItemRow)),
        reports=tuple(rows_of(folder, "reports", ReportRow)),
        settled=tuple(rows_of(folder, "settled", SettledRow)),
        amounts=tuple(_amounts(folder)),
    )


def rows_of(folder: Path, what: str, kind: type[Row]) -> Iterator[Row]:
    """Rows of `what`.toml or `what`.csv in both folders."""
    for part in (STATED, EXAMPLE):
        for path in sorted((folder / part).glob(f"{what}*.toml")):
            yield from _checked(path, _told(path, what), kind)
        for path in sorted((folder / part).glob(f"{what}*.csv")):
            yield from _checked(path, _lines(path), kind)


def _told(path: Path, what: str) -> Iterator[dict[str, Any]]:
    """The tables of a TOML file, each filled up from its [default]."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    common = told.get("default", {})
    for row in told.get(_one_of(what), told.get(what, [])):
        yield {**common, **row}


def _one_of(what: str) -> str:
    """What a table of the file is called: "item" of items, "remedy" of remedies."""
    return f"{what.removesuffix('ies')}y" if what.endswith("ies") else what.rstrip("s")


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a CSV file; an activity's progress stands in columns of its own."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            line: dict[str, Any] = {name: value for name, value in row.items() if value}
            progress = {name: line.pop(f"progress {name}", "") for name in ("state", "on", "percent", "note")}
            yield {**line, "progress": progress} if progress["state"] else line


def _figures(folder: Path) -> Iterator[EvidenceRow]:
    """Figures in a table as printed: a row an indicator, a column "outcome 2017" or "target 2018".

    A `figures.toml` beside it may say what all outcomes, and all targets, have in common.
    """
    for part in (STATED, EXAMPLE):
        for path in sorted((folder / part).glob("figures*.csv")):
            shared = path.with_suffix(".toml")
            common = tomllib.loads(shared.read_text(encoding="utf-8")) if shared.exists() else {}
            yield from _checked(path, _unfolded(_lines(path), common), EvidenceRow)


def _unfolded(lines: Iterable[Mapping[str, str]], common: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for line in lines:
        shared = {name: value for name, value in line.items() if " " not in name}
        for name, cell in line.items():
            what, _, period = name.partition(" ")
            if period and read_figure(cell):
                yield {**common.get(what, {}), **shared, "what": what, "period": period, "figure": cell}


def _amounts(folder: Path) -> Iterator[AmountRow]:
    """Amounts in a table, in thousands of kronor: a row a unit and line, a column "frame 2018" (the whole year's),
    "outcome 2018-07" or "forecast 2018-07" (as of the month's last day). An asterisk is preliminary."""
    for part in (STATED, EXAMPLE):
        for path in sorted((folder / part).glob("amounts*.csv")):
            yield from _checked(path, _amounts_of(_lines(path)), AmountRow)


def _amounts_of(lines: Iterable[Mapping[str, str]]) -> Iterator[dict[str, Any]]:
    """A frame rests on the decision of its year's column ("decision 2018")."""
    for line in lines:
        for name, cell in line.items():
            kind, _, period = name.partition(" ")
            figure = read_figure(cell.removesuffix("*")) if period and kind != "decision" else None
            if figure:
                last = Period.parse(period).end
                said: dict[str, Any] = {"kind": kind, "unit": line["unit"], "line": line["line"], "as_of": last}
                said |= {"decision": line.get(f"decision {period}", "")} if kind == "frame" else {}
                yield {**said, "year": last.year, "value": figure.value * 1000, "preliminary": cell.endswith("*")}


def _checked(path: Path, rows: Iterable[Mapping[str, Any]], kind: type[Row]) -> Iterator[Row]:
    """Rows in their type. What is made up has "Exempel" for its source."""
    example = path.parent.name == EXAMPLE
    usual = {"source": MADE_UP} if example and "source" in kind.model_fields else {}
    for number, row in enumerate(rows, start=1):
        if "example" in row:
            raise DataProblem(f"{path.name}, rad {number}: mappen säger om raden är exempel, inte filen")
        try:
            yield kind(**{**usual, **row}, example=example)
        except ValidationError as fault:
            raise DataProblem(f"{path.parent.name}/{path.name}, rad {number}: {fault}") from fault
