"""The page of one unit's economy: how it stands, its year as a picture, what lies under it, and every amount."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from rodatraden.economy.forms import AmountForm
from rodatraden.economy.held import holders
from rodatraden.economy.history import History, history_of
from rodatraden.economy.lines import day_in
from rodatraden.economy.lines import lines as lines_by
from rodatraden.economy.models import AmountKind
from rodatraden.economy.page import Tab, stations, year_book, year_tabs
from rodatraden.economy.picture import Picture, picture
from rodatraden.economy.reading import lines_of
from rodatraden.economy.rights import kinds_of
from rodatraden.economy.sentence import known_told, unit_sentence, unit_then
from rodatraden.economy.sheet import Sheet, lines_sheet, sheet, table_of
from rodatraden.lib.text import Text
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.organisation.tree import Place
from rodatraden.tenancy.links import here
from rodatraden.web.context import Station
from rodatraden.web.tables import Table


@dataclass(frozen=True)
class UnitPage:
    """One unit in one year. `own` has a row for each line; `below` a sheet, with the line's name, for each that
    something is entered on under the unit."""

    year: int
    sentence: Text
    then: Text
    own: Sheet
    pictures: Sequence[Picture]
    below: Sequence[tuple[str, Sheet]]
    history: History
    table: Table
    years: Sequence[Tab]
    may_write: Sequence[AmountKind]
    stations: Sequence[Station]

    @property
    def is_empty(self) -> bool:
        return not self.own.has_figures and not self.history.entries

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """What may be entered, in words."""
        words = {"forecast": _("För in prognos"), "outcome": _("För in utfall"), "frame": _("För in ram")}
        return [(kind.value, words[kind.value]) for kind in self.may_write]


def gather_unit(actor: Actor, unit: Unit, year: int) -> UnitPage:
    """A unit that holds in the year, or one that does not and only has what was entered for it."""
    book = year_book(actor, year)
    ledger = book.ledger
    place = book.tree.places.get(unit.pk) or Place(unit.pk, unit.key, unit.name, unit.kind, unit.parent_id)
    rows = [ledger.row(unit.pk, line) for line in ledger.lines]
    shown = [row for row in rows if row.figures or not row.is_investment]
    tops = book.tree.children.get(unit.pk, ())
    below = [(line.name.one, sheet(ledger, line, tops)) for line in ledger.lines]
    pictures = [picture(each, ledger.forecasts(unit.pk, each.line), year) for each in shown]
    above = {each.id: each.name for each in book.tree.places.values()}
    own, may_write = lines_sheet(place, shown), kinds_of(actor, unit.pk)
    return UnitPage(
        year=year,
        sentence=unit_sentence(unit.name, rows[0], year),
        then=unit_then(rows[0]),
        own=own,
        pictures=[each for each in pictures if each],
        below=[(name, each) for name, each in below if each.has_figures],
        history=history_of(unit.pk, year, lines_by(actor.model_on(book.day)), may_write),
        table=table_of([own], year, above),
        years=year_tabs(year),
        may_write=may_write,
        stations=stations(year, place, book.tree, example=unit.example),
    )


def way_to(actor: Actor, unit: Unit, year: int, last: str) -> list[Station]:
    """The red line of a page where one writes."""
    place = actor.tree.places.get(unit.pk) or Place(unit.pk, unit.key, unit.name, unit.kind, unit.parent_id)
    return stations(year, place, actor.tree, last, unit.example)


def amount_page(actor: Actor, unit: Unit, form: AmountForm) -> dict[str, Any]:
    """The page of a form: what is entered already stands beside it, and the plan that decided it where one did."""
    asked = form.asked
    day = day_in(asked.year)
    rows = lines_of([unit.pk], asked.year, day, tree=actor.tree, model=actor.model_on(day))[unit.pk]
    verbs = {"forecast": _("Prognos"), "outcome": _("Utfall"), "frame": _("Ram")}
    what = verbs[asked.kind]
    shown = form.current if asked.kind == AmountKind.FRAME else None
    held = holders({(unit.pk, shown.line, shown.year)}) if shown is not None else {}
    return {
        "form": form,
        "held": next(iter(held.values()), None),
        "unit": unit,
        "what": what,
        "year": asked.year,
        "known": [(row.name, known_told(row)) for row in rows],
        "kinds": [
            (verbs[kind.value], f"?ar={asked.year}&slag={kind.value}", kind == asked.kind)
            for kind in kinds_of(actor, unit.pk)
        ],
        "back": address_of(unit, asked.year),
        "stations": way_to(actor, unit, asked.year, what),
    }


def address_of(unit: Unit, year: int) -> str:
    return f"{here('economy:unit', unit.key)}?ar={year}"
