"""The page on which the frames of a plan are written: a grid for each line, in thousands of kronor."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from rodatraden.economy.deviation import in_thousands, money_told, per_cent_told
from rodatraden.lib.numbers import NumberProblem, format_number, parse_number
from rodatraden.lib.text import Text, capital, in_words, say, say_many
from rodatraden.organisation.form_fields import THOUSAND
from rodatraden.planning.divided import over_told
from rodatraden.planning.frame_rows import FrameRow, FrameTable
from rodatraden.planning.services import FrameEntry
from rodatraden.planning.services.frames import frames_mark
from rodatraden.planning.source import Source


@dataclass(frozen=True)
class Box:
    """A unit's row of the grid: what was before, what is typed and why, and what is wrong with it."""

    row: FrameRow
    name: str
    key: str
    typed: str
    reason: str
    fault: str = ""

    @property
    def before(self) -> Decimal | None:
        return _thousands(self.row.before)

    @property
    def after(self) -> Decimal | None:
        return _thousands(self.row.after)

    @property
    def change(self) -> Decimal | None:
        return _thousands(self.row.change)


@dataclass(frozen=True)
class Grid:
    """A line's grid. `whole` is what there is to divide: written here where nobody above gives it."""

    table: FrameTable
    boxes: Sequence[Box]
    whole: Box

    @property
    def name(self) -> str:
        return capital(self.table.line.name.one)

    @property
    def total(self) -> Box:
        return Box(self.table.total, _("Summa"), "", "", "")

    @property
    def left(self) -> Decimal | None:
        return _thousands(self.table.left)

    @property
    def is_over(self) -> bool:
        return self.table.is_over


@dataclass(frozen=True)
class Sent:
    """What a form sent: the entries that could be read, all that was typed, and what is wrong, by key."""

    entries: Sequence[FrameEntry] = ()
    typed: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FramesPage:
    """All of the page. `faults` are told with the unit and the line that they are about."""

    source: Source
    grids: Sequence[Grid]
    faults: Sequence[tuple[str, str]]
    seen: str

    @property
    def year(self) -> int:
        return self.source.plan.starts.year

    @property
    def is_framing(self) -> bool:
        return self.source.has_frames

    @property
    def sentence(self) -> Text:
        """ "9 nämnder har ramar på 782,9 mkr för 2019, 20 mkr (2,6 %) mer än 2018." """
        table = self.grids[0].table if self.grids else None
        if table is None:
            return say("Planen beslutar inga ramar.")
        total, count = table.total, sum(row.after is not None for row in table.rows)
        if total.after is None:
            return say("Ingen ram för {year} är föreslagen än.", year=self.year)
        line = table.line.name.one
        told = say_many(
            count,
            "Ramen för en enhet är {money} för {line} {year}",
            "Ramarna för {n} enheter är tillsammans {money} för {line} {year}",
            money=money_told(total.after), line=line, year=self.year,
        )  # fmt: skip
        return say("{told}{compared}.", told=told, compared=self._compared(total))

    def _compared(self, total: FrameRow) -> Text | str:
        if total.change is None:
            return ""
        if not in_thousands(total.change):
            return say(", lika mycket som {year}", year=self.year - 1)
        more = say("mer") if total.change > 0 else say("mindre")
        share = say(" ({share})", share=per_cent_told(total.per_cent)) if total.per_cent is not None else ""
        money = money_told(total.change)
        return say(", {money}{share} {more} än {year}", money=money, share=share, more=more, year=self.year - 1)

    @property
    def then(self) -> Text | None:
        """Who has no frame yet, and where more is divided than there is."""
        missing = dict.fromkeys(name for grid in self.grids for name in grid.table.missing)
        if over := over_told([grid.table for grid in self.grids]):
            return over
        return say("Utan förslag: {units}.", units=in_words(list(missing))) if missing else None


def read_frames(source: Source, posted: Mapping[str, str]) -> Sent:
    """What was typed, in kronor. What cannot be read is told, in no sum, and nothing is written."""
    entries, typed, faults = [], {}, {}
    for key, unit, line in _keys(source):
        if f"ram.{key}" not in posted:
            continue
        value, reason = posted[f"ram.{key}"].strip(), posted.get(f"varfor.{key}", "").strip()
        typed[key] = (value, reason)
        try:
            entries.append(FrameEntry(unit, line, parse_number(value) * THOUSAND if value else None, reason))
        except NumberProblem:
            told = _("”%(typed)s” är inget belopp. Skriv tusental kronor, till exempel 152 600, eller lämna rutan tom.")
            faults[key] = told % {"typed": value[:40]}
            entries.append(FrameEntry(unit, line, None, reason))
            continue
        if reason and not value:
            faults[key] = _("Skriv beloppet som orsaken gäller, eller ta bort orsaken.")
    return Sent(entries, typed, faults)


def _keys(source: Source) -> Iterable[tuple[str, int, str]]:
    for table in source.frames:
        units = [row.unit for row in table.rows] + ([table.whole.unit] if table.sets_whole else [])
        for unit in units:
            yield f"{table.line.key}.{unit}", unit, table.line.key


def frames_page(source: Source, sent: Sent | None = None, faults: Mapping[str, str] | None = None) -> FramesPage:
    """The page as it stands, or with what was sent and what is wrong with it."""
    sent, wrong = sent or Sent(), {**(sent.faults if sent else {}), **(faults or {})}
    typed = {(entry.unit, entry.line): entry for entry in sent.entries}
    grids = [_grid(_with(table, typed), sent, wrong) for table in source.frames]
    named = {box.key: f"{box.name}, {grid.name.lower()}" for grid in grids for box in (*grid.boxes, grid.whole)}
    told = [(named.get(key, ""), reason) for key, reason in wrong.items()]
    return FramesPage(source, grids, told, frames_mark(source.proposed_frames))


def _with(table: FrameTable, typed: Mapping[tuple[int, str], FrameEntry]) -> FrameTable:
    """The table by what was typed, so that its sums are those of what one sees."""

    def changed(row: FrameRow) -> FrameRow:
        entry = typed.get((row.unit, table.line.key))
        return row if entry is None else replace(row, after=entry.value, reason=entry.reason)

    return replace(table, rows=tuple(map(changed, table.rows)), whole=changed(table.whole))


def _grid(table: FrameTable, sent: Sent, faults: Mapping[str, str]) -> Grid:
    def box(row: FrameRow, name: str) -> Box:
        key = f"{table.line.key}.{row.unit}"
        shown = format_number((row.after / THOUSAND).normalize()) if row.after is not None else ""
        typed, reason = sent.typed.get(key, (shown, row.reason))
        return Box(row, name, key, typed, reason, faults.get(key, ""))

    return Grid(table, [box(row, row.name) for row in table.rows], box(table.whole, _("Att fördela")))


def _thousands(value: Decimal | None) -> Decimal | None:
    return None if value is None else in_thousands(value)
