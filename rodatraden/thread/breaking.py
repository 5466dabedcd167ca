"""Where the thread of the municipality at work is broken, as pages and the console show it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from rodatraden.lib.periods import Period
from rodatraden.lib.text import say
from rodatraden.organisation.access import Actor
from rodatraden.tenancy.links import here
from rodatraden.thread.breaks import Break, find_breaks
from rodatraden.thread.gather import Measures, Thread, around_year, gather
from rodatraden.thread.narrowing import measured_elsewhere
from rodatraden.thread.viewing import roles_held, targets_set, view_of


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
        organ = self.broken.unit_key if self.page == ("thread:thread",) else ""
        return f"{here(*self.page)}?organ={organ}" if organ else here(*self.page)


def breaks_of(thread: Thread) -> tuple[Break, ...]:
    """All breaks of a gathered thread (with progress). Four queries more: a thread has the outcomes that it shows, and
    here all are asked for that there are."""
    elsewhere = measured_elsewhere(around_year(thread.period), thread.day.year - 1)
    view = view_of(thread, roles_held(thread.day), targets_set(thread.day), elsewhere)
    return find_breaks(view, thread.day)


def breaks_at(thread: Thread, keys: Collection[str], years: Sequence[int]) -> tuple[Break, ...]:
    """The breaks at some items of a thread that may be gathered for them only (with progress), as `breaks_of` finds
    them for its year and later ones; what follow-up will show is not among them. One query more."""
    return find_breaks(view_of(thread, roles_held(thread.day)), thread.day, years, at=keys)


def found_in(thread: Thread) -> list[Found]:
    """All breaks with where they are, the most severe first."""
    return [_found(thread, broken) for broken in breaks_of(thread)]


def _found(thread: Thread, broken: Break) -> Found:
    node = thread.nodes.get(broken.item_key)
    board = node.authority.name if node and node.authority else ""
    measures = thread.measures.get(broken.indicator_key)
    if measures is not None:
        page = ("indicators:indicator", broken.indicator_key)
        return Found(broken, str(measures.indicator), page, board, _is_made_up(thread, measures))
    if node is not None:
        return Found(broken, node.title, ("thread:item", node.key), board, node.version.example)
    unit = next((place for place in thread.tree.places.values() if place.key == broken.unit_key), None)
    where = unit.name if unit else str(say("Hela tråden"))
    return Found(broken, where, ("thread:thread",), unit.name if unit else "", False)


def _is_made_up(thread: Thread, measures: Measures) -> bool:
    """Whether the indicator, that it measures here, or a target of it is made up: then so is what is missing."""
    indicator, unit, example = measures
    targets = thread.figures.targets_of(indicator, unit)
    return example or indicator.example or any(target.example for target in targets.values())


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
