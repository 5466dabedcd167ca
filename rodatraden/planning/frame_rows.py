"""The frames that a plan divides, unit by unit beside those of the year before, and their sums. Pure.

A missing amount is missing, never nothing: a change is told where both years are known, and of a sum where the same
units are in both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rodatraden.economy.rows import Ledger
from rodatraden.planning.framing import divided_among, sets_the_whole
from rodatraden.steering.schema import EconomyLine


@dataclass(frozen=True)
class Proposed:
    """What the plan proposes, in kronor."""

    value: Decimal
    reason: str = ""
    example: bool = False


@dataclass(frozen=True)
class FrameRow:
    """One unit's frames on a line, of the year before and as the plan proposes; in kronor."""

    unit: int
    name: str
    before: Decimal | None
    after: Decimal | None
    reason: str = ""
    example: bool = False

    @property
    def change(self) -> Decimal | None:
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def per_cent(self) -> Decimal | None:
        """The change in per cent of the size of the frame before; None of nothing."""
        return self.change / abs(self.before) * 100 if self.change is not None and self.before else None


@dataclass(frozen=True)
class FrameTable:
    """A line with its units. `whole` is what there is to divide, of the plan's own unit; `sets_whole` whether the
    plan says itself how much that is."""

    line: EconomyLine
    rows: tuple[FrameRow, ...]
    whole: FrameRow
    sets_whole: bool

    @property
    def total(self) -> FrameRow:
        """What the units have together. Where not the same of them are known in both years, the sums are not held
        against each other: then the year before is left out."""
        before = [row.before for row in self.rows if row.before is not None]
        after = [row.after for row in self.rows if row.after is not None]
        alike = all((row.before is None) == (row.after is None) for row in self.rows)
        summed = sum(before, Decimal(0)) if before and (alike or not after) else None
        example = any(row.example for row in self.rows)
        return FrameRow(0, "", summed, sum(after, Decimal(0)) if after else None, "", example)

    @property
    def left(self) -> Decimal | None:
        """What is left of the whole, less than nothing where the units have more; None without a whole or a frame."""
        after = self.total.after
        return None if self.whole.after is None or after is None else self.whole.after - after

    @property
    def is_over(self) -> bool:
        """Whether the units have more than there is."""
        return self.left is not None and self.left < 0

    @property
    def missing(self) -> tuple[str, ...]:
        """Those that had a frame the year before and are proposed none."""
        return tuple(row.name for row in self.rows if row.before is not None and row.after is None)

    @property
    def is_proposed(self) -> bool:
        return self.whole.after is not None or any(row.after is not None for row in self.rows)


def frame_tables(
    lines: Sequence[EconomyLine],
    unit: int,
    before: Ledger,
    now: Ledger,
    proposed: Mapping[tuple[int, str], Proposed],
) -> tuple[FrameTable, ...]:
    """A table for each line, with the units that the frame is divided among. The whole is proposed by the plan where
    nobody above gives it, else what has been given."""
    sets, tables = sets_the_whole(now.tree, unit), []
    for line in lines:
        rows = []
        for place in divided_among(now.tree, unit):
            said, held = proposed.get((place.id, line.key)), before.row(place.id, line).frame
            rows.append(_row(place.id, place.name, held.value if held else None, said))
        given = _entered(now, unit, line)
        whole = proposed.get((unit, line.key)) if sets else Proposed(given) if given is not None else None
        tables.append(FrameTable(line, tuple(rows), _row(unit, "", _entered(before, unit, line), whole), sets))
    return tuple(tables)


def _row(unit: int, name: str, before: Decimal | None, said: Proposed | None) -> FrameRow:
    if said is None:
        return FrameRow(unit, name, before, None)
    return FrameRow(unit, name, before, said.value, said.reason, said.example)


def _entered(ledger: Ledger, unit: int, line: EconomyLine) -> Decimal | None:
    """What was entered for the unit itself: a sum of its parts is nothing to divide."""
    found = ledger.entered.get((unit, line.key))
    return found.frame.value if found is not None and found.frame is not None else None
