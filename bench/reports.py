"""Reports: the content of an occasion's sixty reports, gathered and written as documents, and the year's calendar."""

from datetime import date

from bench.measure import Result, measured
from rodatraden.followup.contents import documents_of
from rodatraden.followup.round import Round, round_of, rounds_of_year
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor, system
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.thread.gather import gather

KIND, END = "halvar", date(2018, 6, 30)


def _round(actor: Actor) -> Round:
    found = round_of(actor, KIND, END)
    assert found is not None and len(found.slots) >= 60, found
    return found


def writing(municipality: Municipality) -> Result:
    """The document of every unit that reports, from the thread that all of them share."""
    with scope(municipality):
        actor = system()
        round = _round(actor)

        def run() -> None:
            assert len(documents_of(actor, round, list(round.slots.values()))) == len(round.slots)

        def floor() -> object:
            return gather(actor, clock.today(), round.year, progress=True)

        return measured(f"contents of {len(round.slots)} reports", run, "gathering the thread", floor)


def calendar(municipality: Municipality) -> Result:
    """Every occasion of a year with the due day of each unit."""
    with scope(municipality):
        actor = system()
        return measured("a year's calendar", lambda: rounds_of_year(actor, 2018), "one occasion", lambda: _round(actor))


CASES = {"reports": writing, "calendar": calendar}
MATRIX, SUPERVISION = f"rapporter/{KIND}/{END}/?under=kf", f"uppsikt/{KIND}/{END}/"
