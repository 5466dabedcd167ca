"""The page of a year's economy: boards and units on a line, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from rodatraden.economy.lines import day_in, year_in
from rodatraden.economy.models import Amount
from rodatraden.economy.reading import ledger_of
from rodatraden.economy.rows import Ledger
from rodatraden.economy.sentence import page_sentence, together_sentence
from rodatraden.economy.sheet import Sheet, sheet, table_of
from rodatraden.lib import clock
from rodatraden.lib.text import Text, capital
from rodatraden.organisation.access import Actor, unit_tree
from rodatraden.organisation.models import BOARDS, UnitKind
from rodatraden.organisation.tree import Place, UnitTree
from rodatraden.steering.schema import EconomyLine
from rodatraden.tenancy.links import here
from rodatraden.web.context import Station
from rodatraden.web.tables import Table

Tab = tuple[str, str, bool]
TOPS = "namnder"
"""What the address says for the boards alone."""


@dataclass(frozen=True)
class LinesPage:
    """The page as asked for by the address. `own` are the units that the actor works in and enters for."""

    year: int
    line: EconomyLine
    sentence: Text
    then: Text
    sheet: Sheet
    table: Table
    years: Sequence[Tab]
    lines: Sequence[Tab]
    only_tops: bool
    own: Sequence[Place]
    stations: Sequence[Station]


@dataclass(frozen=True)
class YearBook:
    """A year's organisation and all that is entered for it."""

    year: int
    tree: UnitTree
    ledger: Ledger
    day: date


def year_book(actor: Actor, year: int) -> YearBook:
    """A year as it stands today, or stood when it ended. One query, and two more for another year than this."""
    day = day_in(year)
    tree = actor.tree if day == clock.today() else unit_tree(day)
    return YearBook(year, tree, ledger_of(year, day, tree, actor.model_on(day)), day)


def year_tabs(year: int, address: str = "?ar={year}") -> list[Tab]:
    """The years that something is entered for, this one and the one that is asked for. One query."""
    entered = set(Amount.objects.current().order_by().values_list("year", flat=True).distinct())
    years = sorted(entered | {clock.today().year, year})
    return [(str(each), address.format(year=each), each == year) for each in years]


def gather_lines(actor: Actor, asked: QueryDict) -> LinesPage:
    """The line that the address names, of the year it names."""
    book = year_book(actor, year_in(asked.get("ar", "")))
    ledger, tree = book.ledger, book.tree
    line = next((each for each in ledger.lines if each.key == asked.get("rad")), ledger.lines[0])
    whole = tree.the("council")
    tops = tree.children.get(whole.id if whole else None, ())
    found = sheet(ledger, line, tops, whole)
    shown_rows = found.tops if asked.get("djup") == TOPS else found
    boards = [(shown.place, shown.row) for shown in found.rows if shown.place.kind in BOARDS]
    without = [place.name for place, row in boards if row.forecast is None and not row.is_closed]
    above = {place.id: place.name for place in tree.places.values()}
    return LinesPage(
        year=book.year,
        line=line,
        sentence=page_sentence(boards, line, book.year),
        then=together_sentence(found.total.row if found.total else None, without if found.has_figures else ()),
        sheet=shown_rows,
        table=table_of([shown_rows], book.year, above),
        years=year_tabs(book.year, f"?ar={{year}}&rad={line.key}"),
        lines=[(capital(each.name.one), f"?ar={book.year}&rad={each.key}", each == line) for each in ledger.lines],
        only_tops=shown_rows is not found,
        own=_own(actor, whole),
        stations=stations(book.year),
    )


def _own(actor: Actor, whole: Place | None) -> list[Place]:
    """The units of the actor's roles that may be entered for, the council aside: that one is all of the page."""
    places = {role.unit.id: role.unit for role in actor.roles if actor.may("enter", role.unit.id)}
    return [place for place in places.values() if place != whole]


def stations(
    year: int, place: Place | None = None, tree: UnitTree | None = None, last: str = "", example: bool = False
) -> list[Station]:
    """The way from the municipality's economy by the units above down to a unit, and to what is done there."""
    at = f"{here('economy:lines')}?ar={year}"
    found = [Station(_("Kommun"), _("Ekonomi %(year)s") % {"year": year}, at, current=place is None)]
    if place is None:
        return found
    above = reversed(tree.upward(place.parent)) if tree and place.parent else ()
    found += [
        Station(_kind(each), each.name, f"{here('economy:unit', each.key)}?ar={year}")
        for each in above
        if each.kind != "council"
    ]
    here_url = f"{here('economy:unit', place.key)}?ar={year}"
    found.append(Station(_kind(place), place.name, here_url, current=not last, example=example))
    if last:
        found.append(Station(_("Skriv"), last, current=True))
    return found


def _kind(place: Place) -> str:
    return capital(str(UnitKind(place.kind).label))
