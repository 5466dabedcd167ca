"""A chart as a table: the same figures for those who read rather than look."""

from dataclasses import dataclass
from decimal import Decimal

from rodatraden.lib.periods import Period

Cell = str | Decimal | Period | None


@dataclass(frozen=True)
class ChartTable:
    """A caption, the heads of the columns and the rows. None is a missing value, shown as –."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
