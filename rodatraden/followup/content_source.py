"""All that the documents of an occasion are made of, read once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rodatraden.economy.reading import ledger_of
from rodatraden.economy.rows import Ledger, LineRow
from rodatraden.followup.assigned import Assigned, assigned
from rodatraden.followup.content_tables import AUDITED
from rodatraden.followup.for_auditors import ForAuditors, for_auditors
from rodatraden.followup.items import is_judged
from rodatraden.followup.models import Attachment, ReportedStatus, ReportText, Step
from rodatraden.followup.round import Round, Slot, earlier, statuses_of, steps_of, texts_of
from rodatraden.followup.sound import Overall, is_assessed, overall
from rodatraden.indicators.models import SeriesBreak
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.remedies.reading import DeviationRow, RemedyRow, deviations_for, remedies_for
from rodatraden.thread.gather import Thread, gather

Kept = TypeVar("Kept")


@dataclass(frozen=True)
class Source:
    """All that the documents of an occasion are made of."""

    round: Round
    thread: Thread
    texts: Mapping[int, Mapping[str, ReportText]]
    steps: Mapping[int, Sequence[Step]]
    ledger: Ledger
    before: Mapping[int | None, ReportedStatus]
    audited: ForAuditors | None
    attached: Mapping[int, Sequence[Attachment]]
    deviations: Mapping[int, Sequence[DeviationRow]]
    remedies: Mapping[int, Sequence[RemedyRow]]
    breaks: Mapping[int, Sequence[SeriesBreak]]
    overall: Overall | None = None

    def whole(self, slot: Slot) -> Overall | None:
        """Sound economic management as a whole, where the slot's report assesses it."""
        return self.overall if is_assessed(self.round, slot) else None

    def lines(self, slot: Slot) -> list[LineRow]:
        """The unit's lines of the economy with something on them."""
        unit = slot.place.id
        return [self.ledger.row(unit, line) for line in self.ledger.lines if self.ledger.has(unit, line)]

    def assigned(self, slot: Slot) -> Assigned | None:
        """The assignments that the unit's report is about, where the report type asks for them."""
        return assigned(self.round, self.thread, slot.place)

    def texts_of(self, slot: Slot) -> Mapping[str, ReportText]:
        return self.texts.get(slot.report.pk, {}) if slot.report else {}


def read(actor: Actor, round: Round) -> Source:
    """Everything of an occasion, once."""
    reports = [slot.report for slot in round.slots.values() if slot.report is not None]
    thread = gather(actor, clock.today(), round.year, progress=True, public=True)
    former = earlier(round.type.key, round.occasion.end, round.slots)
    before = {item: row for rows in statuses_of(former.values()).values() for item, row in rows.items()}
    judged = [node for node in thread.nodes.values() if is_judged(round, node)]
    attached: dict[int, list[Attachment]] = {}
    for row in Attachment.objects.filter(report__in=reports).select_related("file"):
        attached.setdefault(row.report_id, []).append(row)
    breaks: dict[int, list[SeriesBreak]] = {}
    for each in SeriesBreak.objects.order_by("day"):
        breaks.setdefault(each.indicator_id, []).append(each)
    units, begins, today = list(round.slots), round.occasion.start, clock.today()
    return Source(
        round,
        thread,
        texts_of(reports),
        steps_of(reports),
        ledger_of(round.occasion.end.year, round.occasion.last, actor.tree, round.model),
        before,
        for_auditors(thread, judged, closing=round.is_closing) if round.type.kind in AUDITED else None,
        attached,
        by_unit(deviations_for(actor, units, begins, today), lambda row: row.deviation.unit_id),
        by_unit(remedies_for(actor, units, today, begins), lambda row: row.remedy.unit_id),
        breaks,
        next((whole for slot in round.slots.values() if (whole := overall(round, slot, thread))), None),
    )


def by_unit(rows: Iterable[Kept], unit: Callable[[Kept], int]) -> dict[int, list[Kept]]:
    found: dict[int, list[Kept]] = {}
    for row in rows:
        found.setdefault(unit(row), []).append(row)
    return found
