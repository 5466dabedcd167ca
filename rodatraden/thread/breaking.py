"""Where the thread of the municipality at work is broken, as pages and the console show it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rodatraden.lib.periods import Period
from rodatraden.lib.text import say
from rodatraden.organisation.access import Actor
from rodatraden.tenancy.links import here
from rodatraden.thread.breaks import Break, find_breaks
from rodatraden.thread.gather import Figure, Thread, gather
from rodatraden.thread.viewing import roles_held, targets_set, unique_indicators, view_of


@dataclass(frozen=True)
class Found:
    """A break with where it is: the item's or indicator's title and page, and the board it concerns."""

    broken: Break
    where: str
    page: tuple[str, ...]
    board: str
    example: bool

    @property
    def url(self) -> str:
        """Worked out where it is shown: few of two thousand breaks are."""
        return here(*self.page)


def breaks_of(thread: Thread, years: Sequence[int] = ()) -> tuple[Break, ...]:
    """All breaks of a gathered thread (with progress), with targets asked for in `years`. Two queries more."""
    return find_breaks(view_of(thread, roles_held(thread.day), targets_set(thread.day)), thread.day, years)


def breaks_at(thread: Thread, keys: Collection[str], years: Sequence[int]) -> tuple[Break, ...]:
    """The breaks at some items of a thread that may be gathered for them only (with progress), as `breaks_of` finds
    them for its year and later ones; what follow-up will show is not among them. One query more."""
    return find_breaks(view_of(thread, roles_held(thread.day)), thread.day, years, at=keys)


def found_in(thread: Thread) -> list[Found]:
    """All breaks with where they are, the most severe first."""
    figures = {figure.indicator.key: figure for figure in unique_indicators(thread.nodes.values())}
    return [_found(thread, broken, figures) for broken in breaks_of(thread)]


def _found(thread: Thread, broken: Break, figures: Mapping[str, Figure]) -> Found:
    node = thread.nodes.get(broken.item_key)
    board = node.authority.name if node and node.authority else ""
    if broken.indicator_key in figures:
        figure, page = figures[broken.indicator_key], ("indicators:indicator", broken.indicator_key)
        return Found(broken, str(figure.indicator), page, board, _is_made_up(figure))
    if node is not None:
        return Found(broken, node.title, ("thread:item", node.key), board, node.version.example)
    unit = next((place for place in thread.tree.places.values() if place.key == broken.unit_key), None)
    where = unit.name if unit else str(say("Hela tråden"))
    return Found(broken, where, ("thread:thread",), unit.name if unit else "", False)


def _is_made_up(figure: Figure) -> bool:
    """Whether the indicator, that it measures here, or a target of it is made up: then so is what is missing."""
    made_up = figure.example or figure.indicator.example
    return made_up or any(target.example for target in figure.targets.values())


def break_rows(actor: Actor, day: date) -> list[dict[str, str | bool]]:
    """The breaks as plain values, for the console and for download."""
    thread = gather(actor, day, Period.of("year", day), progress=True)
    return [
        {
            "severity": found.broken.severity,
            "code": found.broken.code,
            "where": found.where,
            "board": found.board,
            "item": found.broken.item_key,
            "indicator": found.broken.indicator_key,
            "message": str(found.broken.message),
            "why": str(found.broken.why),
            "example": found.example,
        }
        for found in found_in(thread)
    ]
