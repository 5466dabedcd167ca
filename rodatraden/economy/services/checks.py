"""What must hold for an amount before it is written. Asks the database per year, never per row."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from rodatraden.decisions.models import Decision
from rodatraden.economy.doubts import Before, doubts_about
from rodatraden.economy.lines import FIRST_YEAR, LAST_YEAR, day_in, lines
from rodatraden.economy.models import Amount, AmountKind
from rodatraden.economy.rights import may_write
from rodatraden.economy.services.entries import AmountEntry, Key
from rodatraden.lib import clock
from rodatraden.lib.text import Text, say
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.steering.active import active_model

LONGEST = {"source": 200, "note": 500, "reason": 300}
LARGEST, MOST_DECIMALS = Decimal(10) ** 14, 2
Problem = tuple[str, Text]
Whose = tuple[int, str, int]


class Checker:
    """Knows the lines, units, decisions and earlier amounts that a run has met so far."""

    def __init__(self, actor: Actor, allowed: bool = False) -> None:
        self.actor, self.allowed, self.today = actor, allowed, clock.today()
        self.units: dict[int, str] = dict(Unit.objects.values_list("pk", "name"))
        self.lines: dict[int, dict[str, str]] = {}
        self.decisions: dict[int, tuple[int | None, date | None]] = {}
        """The body and the day of each."""
        self.before: dict[Whose, Before] = {}
        self._met: set[Key] = set()

    def learn(self, entries: Iterable[AmountEntry]) -> None:
        """Reads what is not known yet of the years and decisions: three queries a year, and one."""
        entries = list(entries)
        for year in sorted({entry.year for entry in entries if FIRST_YEAR <= entry.year <= LAST_YEAR}):
            if year not in self.lines:
                self.lines[year] = {line.key: line.name.one for line in lines(active_model(day_in(year)))}
                self._learn_amounts(year)
        wanted = {entry.decision for entry in entries if entry.decision} - self.decisions.keys()
        if wanted:
            found = Decision.objects.filter(pk__in=wanted).values_list("pk", "body", "date")
            self.decisions |= {pk: (body, day) for pk, body, day in found}

    def _learn_amounts(self, year: int) -> None:
        rows = Amount.objects.current().filter(year__in=(year - 1, year)).order_by("year", "as_of", "pk")
        fields = ("unit_id", "line", "kind", "year", "as_of", "value")
        for unit, line, kind, of_year, as_of, value in rows.values_list(*fields).iterator(chunk_size=5000):
            known = self.before.get((unit, line, year), Before())
            if of_year == year:
                known = known.with_amount(kind, value, as_of)
            elif kind != AmountKind.OUTCOME:
                known = Before(last_year=value)
            self.before[unit, line, year] = known

    def faults(self, entry: AmountEntry) -> Iterator[Problem]:
        """Why the entry cannot be written, by field."""
        if entry.unit in self.units and self.allowed:
            pass
        elif not self.actor.may("enter", entry.unit):
            yield "unit", say("Du får inte föra in belopp för enheten.")
        elif not may_write(self.actor, entry.kind, entry.unit):
            yield "kind", say("Ramen beslutas av den som står över enheten. Du kan föra in utfall och prognos.")
        elif entry.unit not in self.units:
            yield "unit", say("Enheten finns inte i kommunen.")
        if not FIRST_YEAR <= entry.year <= LAST_YEAR:
            yield "year", say("Året ska ligga mellan {a} och {b}.", a=FIRST_YEAR, b=LAST_YEAR)
            return
        if entry.line not in self.lines.get(entry.year, {}):
            yield "line", say("”{line}” är ingen av ekonomins rader {year}.", line=entry.line, year=entry.year)
        if entry.kind not in AmountKind.values:
            yield "kind", say("”{kind}” är varken ram, utfall eller prognos.", kind=entry.kind)
        yield from self._day_faults(entry)
        yield from self._content_faults(entry)
        if entry.key in self._met:
            yield "as_of", say("Beloppet per {day} står två gånger.", day=entry.day.isoformat())
        self._met.add(entry.key)

    def _day_faults(self, entry: AmountEntry) -> Iterator[Problem]:
        day, end = entry.day, date(entry.year, 12, 31)
        if entry.kind == "frame":
            if day != end:
                yield "as_of", say("En ram gäller hela året: skriv {day}.", day=end.isoformat())
            return
        first = date(entry.year - 1, 1, 1) if entry.kind == "forecast" else date(entry.year, 1, 1)
        if not first <= day <= end:
            yield "as_of", say("Dagen ska ligga mellan {first} och {last}.", first=first.isoformat(),
                               last=end.isoformat())  # fmt: skip
        elif day > self.today:
            yield "as_of", say("{day} har inte varit än.", day=day.isoformat())

    def _content_faults(self, entry: AmountEntry) -> Iterator[Problem]:
        if not entry.value.is_finite() or abs(entry.value) >= LARGEST:
            yield "value", say("Talet är för stort.")
        elif entry.value != round(entry.value, MOST_DECIMALS):
            yield "value", say("Högst {most} decimaler av en krona går att spara.", most=MOST_DECIMALS)
        for name, longest in LONGEST.items():
            if len({"source": entry.source, "note": entry.note, "reason": entry.reason}[name] or "") > longest:
                yield name, say("Texten är för lång: högst {longest} tecken.", longest=longest)
        if entry.decision is not None and entry.kind != "frame":
            yield "decision", say("Bara en ram vilar på ett beslut.")
        elif entry.decision is not None and entry.decision not in self.decisions:
            yield "decision", say("Beslutet finns inte i kommunen.")

    def doubts(self, entry: AmountEntry) -> tuple[Text, ...]:
        """What to ask about the entry; what is believed is what the next of the unit's line is held against."""
        whose = entry.unit, entry.line, entry.year
        before = self.before.get(whose, Before())
        self.before[whose] = before.with_amount(entry.kind, entry.value, entry.day)
        return doubts_about(entry.kind, entry.value, entry.day, before)

    def name_of(self, entry: AmountEntry) -> str:
        """What the log calls the amount: "Socialnämnden, drift: prognos 2018 per 2018-08-31"."""
        line = self.lines.get(entry.year, {}).get(entry.line, entry.line)
        what = f"{self.units.get(entry.unit, '')}, {line}: {AmountKind(entry.kind).label} {entry.year}"
        return what if entry.kind == "frame" else f"{what} per {entry.day.isoformat()}"
