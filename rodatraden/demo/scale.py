"""Scaled-up data for benches: as many items, indicators, periods and units as asked for, all of it example.

Made in bulk and without chance, so that two runs measure the same. The thread keeps Perstorp's shape: a
vision, areas, council goals, board goals, goals of operations and, for the rest, activities.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from django.db import transaction

from rodatraden.audit.log import By
from rodatraden.demo.build import MODEL_FROM, PRESETS
from rodatraden.demo.load import BY, load_town
from rodatraden.demo.rows import (
    AmountRow,
    EvidenceRow,
    Figure,
    IndicatorRow,
    ItemRow,
    ProgressRow,
    Town,
    UnitRow,
)
from rodatraden.economy.lines import USUAL as USUAL_LINES
from rodatraden.steering.versions import activate
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality

SLUG, CODE, NAME = "skala", "X099", "Skalakommunen"
PERSTORP = "1275"
LAST_YEAR = 2018
BOARDS = 6
YEARS = (LAST_YEAR - 1, LAST_YEAR)
OPERATIONS, INVESTMENTS = (line.key for line in USUAL_LINES)
STATES = ("planned", "ongoing", "done", "ongoing", "paused")
# Of all items below the vision, how many of a thousand stand on each level; activities take the rest.
LEVELS = (("malomrade", 5), ("fullmaktigemal", 15), ("namndmal", 80), ("verksamhetsmal", 250), ("aktivitet", 650))


@dataclass(frozen=True)
class Size:
    """How much. The council's goals share all the indicators, so that its scorecard shows every one of them.
    `measured_units`: for how many units each indicator has outcomes, the council first and then others in turn:
    few indicators are measured everywhere, and every unit measures some."""

    items: int = 2000
    indicators: int = 300
    periods: int = 12
    units: int = 60
    measured_units: int = 7
    months: int = 8
    """Of the last year, with an outcome of the economy for each unit."""


USUAL = Size()


def scale_up(size: Size = USUAL, slug: str = SLUG) -> Municipality:
    """A municipality of that size, by Perstorp's model. It must not be there already."""
    town = scaled(size, slug)
    municipality = Municipality.objects.create(code=CODE, slug=slug, name=NAME, is_demo=True)
    with scope(municipality), transaction.atomic():
        activate(By("", BY), model_text(town), MODEL_FROM, example=True)
        load_town(town)
    return municipality


def model_text(town: Town) -> str:
    """Perstorp's model, as this municipality's own."""
    text = (PRESETS / f"{town.preset}.toml").read_text(encoding="utf-8")
    return text.replace(f'municipality = "{PERSTORP}"', f'municipality = "{town.code}"', 1)


def scaled(size: Size, slug: str = SLUG) -> Town:
    """The rows, without a database."""
    units = _units(size.units)
    indicators = tuple(_indicator(number, units) for number in range(size.indicators))
    return Town(
        slug=slug,
        code=CODE,
        name=NAME,
        preset="perstorp",
        model_example=True,
        units=units,
        people=(),
        decisions=(),
        indicators=indicators,
        evidence=tuple(row for indicator in indicators for row in _evidence(indicator, units, size)),
        items=_items(size, units),
        amounts=tuple(row for place, unit in enumerate(units[1:]) for row in _amounts(place, unit, size)),
    )


def _units(count: int) -> tuple[UnitRow, ...]:
    """A council, six boards, and below each board its share of the rest."""
    kf = UnitRow(key="kf", name="Kommunfullmäktige", kind="council", example=True)
    boards = [
        UnitRow(
            key=f"namnd-{number}",
            name=f"Nämnd {number}",
            kind="executive_board" if number == 1 else "board",
            parent="kf",
            example=True,
        )
        for number in range(1, min(BOARDS, max(count - 1, 1)) + 1)
    ]
    rest = [
        UnitRow(
            key=f"enhet-{number}",
            name=f"Enhet {number}",
            kind="unit",
            parent=boards[number % len(boards)].key,
            example=True,
        )
        for number in range(1, count - len(boards))
    ]
    return (kf, *boards, *rest)


def _indicator(number: int, units: tuple[UnitRow, ...]) -> IndicatorRow:
    return IndicatorRow(
        key=f"indikator-{number + 1}",
        name=f"Indikator {number + 1}",
        owner=units[number % min(len(units), BOARDS + 1)].key,
        unit_of_measure="%",
        decimals=number % 2,
        direction="lower" if number % 3 == 0 else "higher",
        start_period=str(LAST_YEAR - 1),
        example=True,
    )


def _evidence(indicator: IndicatorRow, units: tuple[UnitRow, ...], size: Size) -> list[EvidenceRow]:
    """Outcomes of the last years up to 2018, and targets for 2018 to 2020 of the first unit."""
    seed = int(indicator.key.rpartition("-")[2])
    step = Decimal(-1 if indicator.direction == "lower" else 1)
    rows = []
    for place, unit in enumerate(_measuring(seed, units, size.measured_units)):
        for back in range(size.periods):
            value = Decimal(50 + (seed * 7 + place * 3 + back * 5) % 23) - step * back
            rows.append(_row("outcome", indicator.key, unit.key, LAST_YEAR - back, value))
    for ahead in range(3):
        rows.append(_row("target", indicator.key, units[0].key, LAST_YEAR + ahead, 60 + step * (ahead + 1)))
    return rows


def _measuring(seed: int, units: tuple[UnitRow, ...], count: int) -> list[UnitRow]:
    """The council, and as many others as there is room for, from where the indicator before left off."""
    council, *others = units
    others_count = min(count - 1, len(others))
    return [council, *(others[(seed * others_count + at) % len(others)] for at in range(others_count))][: max(count, 0)]


def _row(what: Literal["target", "outcome"], indicator: str, unit: str, year: int, value: Decimal) -> EvidenceRow:
    figure = Figure(value, 0)
    return EvidenceRow.model_construct(
        what=what, indicator=indicator, unit=unit, period=str(year), figure=figure, example=True
    )


def _amounts(place: int, unit: UnitRow, size: Size) -> list[AmountRow]:
    """A unit's frames of two years, its outcome month by month and its forecasts; a board has investments too."""
    frame = Decimal(4_000_000 + place * 130_000) * (10 if unit.parent == "kf" else 1)
    rows = [_amount("frame", unit, date(year, 12, 31), frame + 50_000 * (year - LAST_YEAR)) for year in YEARS]
    months = [_last_day(month) for month in range(1, size.months + 1)]
    rows += [_amount("outcome", unit, day, frame * day.month / 12 + 9_000 * (place % 5)) for day in months]
    rows += [_amount("forecast", unit, day, frame - 40_000 + 20_000 * (place % 7)) for day in months[2::3]]
    if unit.parent == "kf":
        rows += [_amount(row.kind, unit, row.as_of, row.value / 8, INVESTMENTS) for row in rows]
    return rows


def _last_day(month: int) -> date:
    return date(LAST_YEAR, month % 12 + 1, 1) - timedelta(days=1) if month < 12 else date(LAST_YEAR, 12, 31)


def _amount(
    kind: Literal["frame", "outcome", "forecast"], unit: UnitRow, day: date, value: Decimal, line: str = OPERATIONS
) -> AmountRow:
    kronor = value.quantize(Decimal(1))
    return AmountRow(kind=kind, unit=unit.key, line=line, year=day.year, as_of=day, value=kronor, example=True)


def _items(size: Size, units: tuple[UnitRow, ...]) -> tuple[ItemRow, ...]:
    """Each item serves one of the level above; every tenth serves two."""
    items = [ItemRow(key="vision", level="vision", title="Vision", unit="kf", example=True)]
    above = ["vision"]
    left = size.items - 1
    for level, share in LEVELS:
        count = left if level == "aktivitet" else min(left, max(1, size.items * share // 1000))
        made = [_item(level, number, count, above, units, size) for number in range(count)]
        items += made
        above, left = [row.key for row in made] or above, left - count
    return tuple(items)


def _item(level: str, number: int, count: int, above: list[str], units: tuple[UnitRow, ...], size: Size) -> ItemRow:
    serves = {above[number % len(above)]: None}
    if number % 10 == 0:
        serves[above[(number + 1) % len(above)]] = None
    at_council = level in ("malomrade", "fullmaktigemal")
    unit = units[0] if at_council else units[1 + number % (len(units) - 1)]
    deadline = date(LAST_YEAR, 1, 1) + timedelta(days=number % 700)
    active = level == "aktivitet"
    return ItemRow(
        key=f"{level}-{number + 1}",
        level=level,
        title=f"{level.capitalize()} {number + 1}",
        unit=unit.key,
        responsible=(unit.key, "chef") if number % 17 else (),
        deadline=deadline if active else None,
        valid_from=date(2018, 1, 1),
        serves=tuple(serves),
        indicators=_measured_by(level, number, count, size),
        progress=ProgressRow(state=STATES[number % len(STATES)], on=date(2018, 8, 31)) if active else None,
        example=True,
    )


def _measured_by(level: str, number: int, count: int, size: Size) -> tuple[str, ...]:
    """A council goal has its share of all the indicators; other goals have one each."""
    if level in ("malomrade", "aktivitet") or not size.indicators:
        return ()
    share = range(number, size.indicators, count) if level == "fullmaktigemal" else (number % size.indicators,)
    return tuple(f"indikator-{each + 1}" for each in share)
