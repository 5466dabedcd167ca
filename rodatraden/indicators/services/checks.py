"""What must hold for a figure before it is written. Asks the database per chunk, never per row."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Max, Min, Q
from django.db.models.functions import Abs

from rodatraden.decisions.models import Decision
from rodatraden.indicators.doubts import Known, Measure, decimals_of
from rodatraden.indicators.evidence import number_text
from rodatraden.indicators.models import Breakdown, Indicator, Outcome, Target, TargetForm
from rodatraden.indicators.services.entries import Entry, OutcomeEntry, TargetEntry
from rodatraden.indicators.sight import sight_of
from rodatraden.lib import clock
from rodatraden.lib.text import Text, say
from rodatraden.organisation.access import Actor

LONGEST = {"source": 200, "note": 500, "reason": 300}
TOTAL, BREAKDOWNS = str(Breakdown.TOTAL), frozenset(Breakdown.values)
MOST_PEOPLE = 2_000_000_000
LARGEST, MOST_DECIMALS = Decimal(10) ** 14, 6
Problem = tuple[str, Text]
Whose = tuple[int, int, str]


def number_faults(*values: Decimal | None) -> Iterator[Problem]:
    """Why a value and the two ends of an interval, in that order, cannot be stored."""
    for name, value in zip(("value", "low", "high"), values, strict=False):
        if value is None:
            continue
        if not value.is_finite() or abs(value) >= LARGEST:
            yield name, say("Talet är för stort.")
        elif decimals_of(value) > MOST_DECIMALS:
            yield name, say("Högst {most} decimaler går att spara.", most=MOST_DECIMALS)


def aim_faults(form: str, value: Decimal | None, low: Decimal | None, high: Decimal | None) -> Iterator[Problem]:
    """Why this is no target of its form."""
    if form == TargetForm.VALUE and value is None:
        yield "value", say("Målvärdet saknas.")
    elif form == TargetForm.INTERVAL:
        if low is None or high is None:
            yield "low" if low is None else "high", say("Ett intervall har två gränser.")
        elif low > high:
            yield "high", say("Den övre gränsen är lägre än den undre.")
    elif form not in TargetForm.values:
        yield "form", say("”{what}” är ingen form av målvärde.", what=form)


class Checker:
    """Knows the indicators, decisions and sizes that a run has met so far."""

    def __init__(self, actor: Actor, allowed: bool = False) -> None:
        self.actor, self.allowed, self.today = actor, allowed, clock.today()
        self.names: dict[int, str] = {}
        self.measures: dict[int, Measure] = {}
        self.by_gender: set[int] = set()
        self.owners: dict[int, int] = {}
        self.figured: dict[int, set[int]] = {}
        self.known: dict[Whose, Known] = {}
        self.decisions: set[int] = set()
        self._met: set[str] = set()
        self._asked: set[int] = set()

    def learn(self, entries: Iterable[Entry]) -> None:
        """Reads what is not known yet of the indicators and decisions of a chunk: four queries at most."""
        entries = list(entries)
        new = {entry.indicator for entry in entries} - self._asked
        if new:
            self._asked |= new
            self._learn_indicators(new)
            for kind in (Outcome, Target):
                self._learn_sizes(kind, new)
        wanted = {entry.decision for entry in entries if isinstance(entry, TargetEntry) and entry.decision}
        if wanted - self.decisions:
            self.decisions |= set(Decision.objects.filter(pk__in=wanted).values_list("pk", flat=True))

    def _learn_indicators(self, ids: set[int]) -> None:
        for row in Indicator.objects.filter(pk__in=ids).only(
            "name", "short_name", "decimals", "unit_of_measure", "rank_of", "by_gender", "owner"
        ):
            self.names[row.pk] = row.called
            self.measures[row.pk] = Measure(row.decimals, row.unit_of_measure, row.rank_of)
            self.owners[row.pk] = row.owner_id
            if row.by_gender:
                self.by_gender.add(row.pk)

    def _learn_sizes(self, kind: type[Outcome] | type[Target], ids: set[int]) -> None:
        rows = kind.objects.filter(indicator__in=ids, superseded_at=None)
        sizes = rows.order_by().values_list("indicator_id", "unit_id", "breakdown")
        some = ~Q(value=0)
        reckoned = {
            "low": Min("value"),
            "small": Min(Abs("value"), filter=some),
            "large": Max(Abs("value"), filter=some),
        }
        for indicator, unit, breakdown, lowest, smallest, largest in sizes.annotate(**reckoned):
            key = (indicator, unit, breakdown)
            found = Known(smallest, largest, negative=lowest is not None and lowest < 0)
            self.known[key] = self.known.get(key, Known()).joined(found)
            self.figured.setdefault(indicator, set()).add(unit)

    def known_of(self, entry: Entry) -> Known:
        """What there is to compare with; a unit that is neither the owner nor has figures is a newcomer."""
        having = self.figured.get(entry.indicator, set())
        new = having and entry.unit not in having and entry.unit != self.owners.get(entry.indicator)
        return self.known.get((entry.indicator, entry.unit, entry.breakdown), Known(newcomer=bool(new)))

    def remember(self, entry: Entry, value: Decimal) -> None:
        key = (entry.indicator, entry.unit, entry.breakdown)
        self.known[key] = self.known.get(key, Known()).with_value(value)
        self.figured.setdefault(entry.indicator, set()).add(entry.unit)

    def is_first(self, entry: Entry) -> bool:
        """Whether nothing was said of the same figure before in this run. Kept as text: it is the smallest."""
        key = f"{entry.indicator} {entry.unit} {entry.period.key} {entry.breakdown} {entry.is_forecast:d}"
        before = len(self._met)
        self._met.add(key)
        return len(self._met) > before

    def faults(self, entry: Entry) -> Iterator[Problem]:
        """Why the entry cannot be written, by field."""
        if not (self.allowed or self.actor.may("enter", entry.unit)):
            yield "unit", say("Du får inte föra in värden för enheten.")
        if entry.indicator not in self.names:
            yield "indicator", say("Indikatorn finns inte i kommunen.")
        if entry.breakdown not in BREAKDOWNS:
            yield "breakdown", say("”{what}” är ingen uppdelning.", what=entry.breakdown)
        elif entry.breakdown != TOTAL and entry.indicator in self.names and entry.indicator not in self.by_gender:
            yield "breakdown", say("Indikatorn är inte könsuppdelad.")
        if not self.is_first(entry):
            yield "period", say("Värdet för {period} står två gånger.", period=entry.period.name)
        for name, longest in LONGEST.items():
            if len(getattr(entry, name) or "") > longest:
                yield name, say("Texten är för lång: högst {longest} tecken.", longest=longest)
        if isinstance(entry, OutcomeEntry) and not 0 <= (entry.people or 0) <= MOST_PEOPLE:
            yield "people", say("Antalet personer ska vara ett helt tal från 0.")
        if isinstance(entry, OutcomeEntry) and not entry.is_forecast and entry.period.start > self.today:
            yield "period", say("{period} har inte börjat, så där finns inget utfall än.", period=entry.period.name)
        yield from number_faults(*entry.values)
        if isinstance(entry, TargetEntry):
            yield from self._target_faults(entry)

    def _target_faults(self, entry: TargetEntry) -> Iterator[Problem]:
        yield from aim_faults(entry.form, entry.value, entry.low, entry.high)
        if entry.decision is not None and entry.decision not in self.decisions:
            yield "decision", say("Beslutet finns inte i kommunen.")

    def overtaken(self, entry: Entry, before: Mapping[str, Any]) -> Problem:
        """Somebody else wrote since the page was opened."""
        shown = self._shown(entry, before)
        return "value", say(
            "Någon annan har fört in {theirs} för {period} sedan du öppnade sidan.",
            theirs=shown,
            period=entry.period.name,
        )

    def unexplained(self, entry: Entry, before: Mapping[str, Any]) -> Problem:
        """A change of a figure without its reason."""
        shown = self._shown(entry, before)
        return "reason", say(
            "{period} har redan {before}. Skriv varför det ändras.", period=entry.period.name, before=shown
        )

    def decided(self, entry: Entry, before: Mapping[str, Any]) -> Problem:
        """Another target by the same decision. What was only written wrong is put right by who administers."""
        return "decision", say(
            "Målvärdet för {period}, {before}, är beslutat. Ett annat värde behöver ett nytt beslut. Ett skrivfel"
            " rättas av den som administrerar.",
            period=entry.period.name,
            before=self._shown(entry, before),
        )

    def _shown(self, entry: Entry, before: Mapping[str, Any]) -> Text | str:
        """The figure that stands there. One that tells how many are behind it is told to those alone who see it."""
        people = before.get("people")
        if people is not None and sight_of(self.actor).may_hide(entry.unit, people):
            return say("ett värde")
        value = before.get("value")
        return number_text(value) if value is not None else say("ett annat målvärde")
