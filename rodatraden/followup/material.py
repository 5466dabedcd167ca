"""The open material deviations that the executive board must know of, with what is proposed about each (E8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rodatraden.followup.round import Round
from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text, say, say_many
from rodatraden.organisation.access import Actor
from rodatraden.remedies.models import Deviation, DeviationState, Remedy
from rodatraden.remedies.reading import DeviationRow, deviations_for


@dataclass(frozen=True)
class Material:
    """An open material deviation. `remedies` are those that answer it and that the reader may see; `since` says that
    it was reported after the last day that the occasion covers, so that no ordinary report has told of it."""

    row: DeviationRow
    remedies: Sequence[Remedy]
    since: bool

    @property
    def deviation(self) -> Deviation:
        return self.row.deviation

    @property
    def board(self) -> str:
        """The board or company, where the deviation is of a unit beneath it."""
        board = self.row.board
        return board.name if board is not None and board.id != self.deviation.unit_id else ""


def material_deviations(actor: Actor, round: Round) -> list[Material]:
    """Those of the whole municipality that are open today: the latest first, so what has come since the occasion
    stands above what it has told of. Four queries."""
    found = deviations_for(actor, list(actor.tree.places), round.occasion.start, clock.today())
    rows = [row for row in found if row.deviation.material and row.deviation.state == DeviationState.OPEN]
    answers: dict[int | None, list[Remedy]] = {}
    wanted = [row.deviation.pk for row in rows]
    for remedy in Remedy.objects.visible_to(actor).filter(deviation__in=wanted).order_by("deadline", "pk"):
        answers.setdefault(remedy.deviation_id, []).append(remedy)
    last = round.occasion.last
    shown = [Material(row, answers.get(row.deviation.pk, ()), row.deviation.reported_on > last) for row in rows]
    return sorted(shown, key=lambda each: each.deviation.reported_at, reverse=True)


def material_told(rows: Sequence[Material], last: date) -> Text:
    """ "3 är öppna i dag, 2 av dem anmälda efter 2018-06-30. En är utan åtgärd." """
    if not rows:
        return NOTHING
    first = say_many(len(rows), "En är öppen i dag", "{n} är öppna i dag")
    since, bare = sum(each.since for each in rows), sum(not each.remedies for each in rows)
    if since:
        told = {"first": first, "day": last.isoformat()}
        first = say_many(since, "{first}, {n} anmäld efter {day}.", "{first}, {n} anmälda efter {day}.", **told)
    else:
        first = say("{first}.", first=first)
    if not bare:
        return first
    return say_many(bare, "{first} {n} är utan åtgärd.", "{first} {n} är utan åtgärder.", first=first)
