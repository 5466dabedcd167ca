"""A tree of units and what is entered for them, without a database."""

from datetime import date
from decimal import Decimal
from typing import Any

from rodatraden.economy.lines import USUAL
from rodatraden.economy.rows import Entered, Figure, Ledger, LineRow, Whose
from rodatraden.organisation.tree import Place, UnitTree

OPERATIONS, INVESTMENTS = USUAL
YEAR_END, JULY, AUGUST = date(2018, 12, 31), date(2018, 7, 31), date(2018, 8, 31)
KF, KS, SN, SF, HEMTJANST, BOENDE, BOLAG, REVISION = range(1, 9)
"""Council, executive board, board, its administration with two units, a company, the auditors."""
PLACES = (
    (KF, "kf", "Kommunfullmäktige", "council", None),
    (KS, "ks", "Kommunstyrelsen", "executive_board", KF),
    (SN, "sn", "Socialnämnden", "board", KF),
    (SF, "sf", "Socialförvaltningen", "administration", SN),
    (HEMTJANST, "hemtjanst", "Hemtjänsten", "unit", SF),
    (BOENDE, "boende", "Särskilt boende", "unit", SF),
    (BOLAG, "bolag", "Bostadsbolaget", "company", KF),
    (REVISION, "revision", "Revisionen", "audit", KF),
)
TREE = UnitTree.of(Place(pk, key, name, kind, parent) for pk, key, name, kind, parent in PLACES)


def figure(value: str | int, day: date = YEAR_END, **signs: Any) -> Figure:
    """An amount in thousands of kronor."""
    return Figure(Decimal(value) * 1000, day, **signs)


def entered(
    frame: int | None = None,
    outcome: dict[date, int] | None = None,
    forecast: dict[date, int] | None = None,
    **signs: Any,
) -> Entered:
    return Entered(
        figure(frame, **signs) if frame is not None else None,
        {day: figure(value, day, **signs) for day, value in (outcome or {}).items()},
        {day: figure(value, day, **signs) for day, value in (forecast or {}).items()},
    )


def ledger(found: dict[int, Entered], line: str = OPERATIONS.key) -> Ledger:
    by_whose: dict[Whose, Entered] = {(unit, line): each for unit, each in found.items()}
    return Ledger(TREE, USUAL, by_whose)


def row_of(found: dict[int, Entered], unit: int) -> LineRow:
    return ledger(found).row(unit, OPERATIONS)


def thousands(found: Figure | None) -> int | None:
    return None if found is None else int(found.value / 1000)
