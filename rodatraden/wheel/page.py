"""What the page of the year shows: the answer, the wheel, the list by month or actor, and what contradicts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from rodatraden.followup.contradictions import Contradiction, contradictions
from rodatraden.lib.text import Text, say
from rodatraden.organisation.access import Actor
from rodatraden.steering.schema import Model
from rodatraden.web.tables import Choice, Column, Example, Table, Value
from rodatraden.wheel.conflicts import Conflict, conflicts
from rodatraden.wheel.entries import KINDS, Entry
from rodatraden.wheel.from_model import units_of
from rodatraden.wheel.gathering import ActorLines, Line, Month, by_actor, by_month, coming, lines_of
from rodatraden.wheel.picture import Pictured, drawn, drawn_small, ring_names
from rodatraden.wheel.sentence import assumed_told, next_told, year_told
from rodatraden.wheel.sources import model_of_year, year_entries


@dataclass(frozen=True)
class Asked:
    """What a page is narrowed to: a body and a unit by their keys, a kind of entry, one's own."""

    body: str = ""
    unit: str = ""
    kind: str = ""
    mine: bool = False
    by_actor: bool = False

    @property
    def narrows(self) -> bool:
        return bool(self.body or self.unit or self.kind or self.mine)


@dataclass(frozen=True)
class WheelPage:
    """A year for whoever looks."""

    year: int
    today: date
    actor: Actor
    model: Model | None
    every: Sequence[Entry]
    asked: Asked = field(default_factory=Asked)

    @cached_property
    def entries(self) -> list[Entry]:
        return chosen(self.every, self.asked, self.actor, self.model)

    @cached_property
    def lines(self) -> list[Line]:
        return lines_of(self.entries)

    @cached_property
    def mine(self) -> list[Line]:
        """The lines that concern whoever looks, with the numbers that they have here."""
        units, roles = held_by(self.actor)
        return [line for line in self.lines if any(each.concerns(units, roles) for each in line.entries)]

    @property
    def months(self) -> list[Month]:
        return by_month(self.lines)

    @property
    def actors(self) -> list[ActorLines]:
        return by_actor(self.lines)

    @property
    def coming(self) -> list[Line]:
        return coming(self.lines, self.today, monthly=self.asked.mine) if self.year == self.today.year else []

    @cached_property
    def pictured(self) -> Pictured:
        return Pictured(self.year, self.lines, ring_names(self.model, self.lines), self.today, self.asked.mine)

    @property
    def picture(self) -> str:
        return drawn(self.pictured, "arshjulet") if self.lines else ""

    @property
    def small_picture(self) -> str:
        return drawn_small(self.pictured, "arshjulet-litet") if self.lines else ""

    @property
    def sentence(self) -> Text:
        return year_told(self.lines, self.year, self.today)

    @property
    def then(self) -> Text:
        return next_told(self.lines, self.mine, self.year, self.today)

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """Of the year that is left; what has been is no longer to be mended."""
        return [one for one in conflicts(self.entries) if one.day >= self.today or self.year != self.today.year]

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """What the model's own document says against itself about reports; not of a narrowed year."""
        return contradictions(self.model) if self.model and not self.asked.narrows else ()

    @property
    def assumed(self) -> Text:
        """How much of it rests on an assumption."""
        return assumed_told(self.lines)

    @property
    def made_up(self) -> bool:
        return any(each.example for each in self.entries)

    @property
    def choices(self) -> Sequence[Choice]:
        bodies = [(body.key, body.name.one) for body in self.model.body] if self.model else []
        units = [(place.key, place.name) for place in self.actor.tree.places.values()]
        kinds = [(kind, str(told)) for kind, told in KINDS.items()]
        return (
            Choice("organ", _("Organ"), [("", _("Alla")), *bodies], self.asked.body),
            Choice("enhet", _("Enhet"), [("", _("Hela kommunen")), *units], self.asked.unit),
            Choice("slag", _("Slag"), [("", _("Alla")), *kinds], self.asked.kind),
        )

    def table(self) -> Table:
        """The year as rows, for files."""
        columns = (
            Column("first", _("Dag"), "date"),
            Column("last", _("Till och med"), "date"),
            Column("when", _("När")),
            Column("what", _("Vad")),
            Column("kind", _("Slag")),
            Column("who", _("Vem")),
            Column("source", _("Källa")),
            Column("assumed", _("Antaget")),
            Column("done", _("Klart")),
        )
        rows = [_row(line) for line in self.lines]
        return Table(_("Årshjul %(year)s") % {"year": self.year}, columns, rows, name=f"arshjul-{self.year}")


def _row(line: Line) -> dict[str, Value]:
    entry = line.entry
    done = {True: _("ja"), False: _("nej"), None: None}[line.done]
    return {
        "first": entry.first if entry.exact else None,
        "last": line.last,
        "when": line.when or say("{year}-{month:02}", year=entry.first.year, month=entry.first.month),
        "what": Example(entry.what) if entry.example else entry.what,
        "kind": KINDS[entry.kind],
        "who": ", ".join(line.named) or str(line.who),
        "source": entry.source or None,
        "assumed": " ".join(line.assumed) or None,
        "done": done,
    }


def held_by(actor: Actor) -> tuple[frozenset[int], frozenset[str]]:
    """The units where the actor has a role, and the kinds of those roles."""
    return frozenset(role.unit.id for role in actor.roles), frozenset(role.kind for role in actor.roles)


def chosen(entries: Sequence[Entry], asked: Asked, actor: Actor, model: Model | None) -> list[Entry]:
    """The entries that are left of what a page is narrowed to."""
    found = list(entries)
    if asked.kind:
        found = [each for each in found if each.kind == asked.kind]
    if asked.body:
        units = units_of(model, actor.tree, asked.body) if model else frozenset()
        found = [each for each in found if each.actor == asked.body or each.units & units and not each.actor]
    if asked.unit:
        place = next((one for one in actor.tree.places.values() if one.key == asked.unit), None)
        found = [each.for_unit(place.id) for each in found if place.id in each.units] if place is not None else []
    if asked.mine:
        units, roles = held_by(actor)
        found = [each for each in found if each.concerns(units, roles)]
    return found


def wheel_page(actor: Actor, year: int, today: date, asked: Asked) -> WheelPage:
    return WheelPage(year, today, actor, model_of_year(actor, year), year_entries(actor, year), asked)
