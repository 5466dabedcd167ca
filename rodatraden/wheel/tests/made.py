"""Entries made for tests, by hand and by chance."""

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from rodatraden.wheel.entries import KINDS, Entry
from rodatraden.wheel.events import RING_ORDER

YEAR = 2018
TODAY = date(2018, 9, 10)
FIRST = date(YEAR, 1, 1)
few = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
"""A year has much in it, and takes a while to make up."""


def entry(what: str = "Möte", day: str | date = "2018-09-20", **more: Any) -> Entry:
    """An entry of a board on a day, with whatever is said otherwise."""
    first = day if isinstance(day, date) else date.fromisoformat(day)
    usual: dict[str, Any] = {"kind": "meeting", "who": "Socialnämnden", "ring": "boards", "units": frozenset({3})}
    told = {**usual, **more}
    ident = told.pop("ident", f"{what}-{first}-{told['who']}")
    return Entry(ident=ident, what=what, first=first, **told)


def month_entry(what: str = "Arbete", month: int = 9, **more: Any) -> Entry:
    """One that has no day."""
    return entry(what, date(YEAR, month, 1), exact=False, **more)


@st.composite
def entries_of_a_year(draw: st.DrawFn) -> list[Entry]:
    """Any entries of 2018: with days and without, that last and that recur, of several units, ring by ring."""
    found = []
    for number in range(draw(st.integers(0, 10))):
        exact, recurs = draw(st.booleans()), draw(st.booleans())
        day = FIRST + timedelta(days=draw(st.integers(0, 364)))
        lasts = draw(st.integers(0, 60)) if not recurs and draw(st.booleans()) else None
        first = day if exact else day.replace(day=1)
        found.append(
            Entry(
                ident=f"e{number}",
                what=draw(st.sampled_from(["Budget", "Delårsrapport", "Sammanträde", "Plan för nästa år"])),
                kind=draw(st.sampled_from(sorted(KINDS))),
                first=first,
                exact=exact,
                last=min(first + timedelta(days=lasts), date(YEAR, 12, 31)) if lasts else None,
                who=draw(st.sampled_from(["Socialnämnden", "Byggnadsnämnden", "Hemtjänsten"])),
                many=draw(st.sampled_from(["", "nämnder"])),
                ring=draw(st.sampled_from(RING_ORDER)),
                units=frozenset(draw(st.sets(st.integers(1, 4), max_size=3))),
                recurs=recurs,
                assumed=draw(st.sampled_from([(), ("Står inte.",)])),
                done=draw(st.sampled_from([None, True, False])),
            )
        )
    return found
