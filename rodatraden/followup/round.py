"""All reports of one occasion: which units are asked, how far each has come, and how they hang together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rodatraden.followup.calendar import Occasion
from rodatraden.followup.deadlines import Due
from rodatraden.followup.models import OFFICIAL, Report, ReportedStatus, ReportText, State, Step
from rodatraden.followup.reports import Address, Chain, state_of
from rodatraden.followup.sentence import reported_told, slot_told
from rodatraden.followup.year import Year, year_of
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text
from rodatraden.organisation.access import Actor
from rodatraden.organisation.tree import Place, UnitTree
from rodatraden.steering.schema import Model
from rodatraden.steering.schema import Report as ReportType

DONE = frozenset({State.SUBMITTED, State.CLEARED, State.TREATED, State.FROZEN})
"""The states of a report that its unit has handed in."""


@dataclass(frozen=True)
class Slot:
    """One unit's place in an occasion: when it is due, to whom, and its report if somebody has begun it."""

    place: Place
    due: Due
    report: Report | None = None

    @property
    def address(self) -> Address:
        return Address(self.due.occasion.report, self.due.occasion.end, self.place.id)

    @property
    def by(self) -> date:
        """The day by which it must be written: for a body that treats its own, when its papers are sent out."""
        return self.due.notice or self.due.due

    @property
    def state(self) -> str:
        return state_of(self.report)

    @property
    def is_done(self) -> bool:
        return self.state in DONE

    @property
    def is_handed_over(self) -> bool:
        """Whether the body has treated its report, or handed one in that it does not treat."""
        return self.state in OFFICIAL or (self.is_done and self.due.decided is None)

    @property
    def told(self) -> Text:
        """How the report stands, in a list."""
        submitted = clock.day_of(self.report.submitted_at) if self.report and self.report.submitted_at else None
        return slot_told(self.state, self.by, submitted, late=self.is_late(clock.today()))

    def is_late(self, day: date) -> bool:
        """Whether it was handed in after its day, or is not although the day has passed."""
        if self.report is not None and self.is_done:
            return self.report.is_late
        return self.by < day


@dataclass(frozen=True)
class Round:
    """An occasion with everybody's reports. `slots` are in the order of the organisation."""

    occasion: Occasion
    type: ReportType
    model: Model
    tree: UnitTree
    slots: Mapping[int, Slot]

    @cached_property
    def chain(self) -> Chain:
        return Chain({slot.place.id: slot.due.receiver for slot in self.slots.values()})

    @property
    def year(self) -> Period:
        """The year that the occasion's items are judged for."""
        return Period.year_of(self.occasion.end.year)

    @property
    def is_closing(self) -> bool:
        """Whether fulfilment is stated: only the annual report does (M4)."""
        return self.occasion.kind == "annual"

    @property
    def told(self) -> Text:
        """ "41 av 60 har lämnat in; 4 är sena." """
        slots = self.slots.values()
        late = [slot.place.name for slot in slots if slot.is_late(clock.today()) and not slot.is_done]
        return reported_told(sum(slot.is_done for slot in slots), late, len(slots))

    def beneath(self, unit: int) -> list[Slot]:
        """Who reports straight to the unit."""
        return [self.slots[one] for one in self.chain.beneath(unit) if one in self.slots]

    def all_beneath(self, unit: int) -> list[Slot]:
        return [self.slots[one] for one in self.chain.all_beneath(unit) if one in self.slots]

    def path(self, unit: int) -> list[Slot]:
        """The slot and those that it climbs to, nearest first."""
        found: list[Slot] = []
        at: int | None = unit
        while at is not None and at in self.slots and self.slots[at] not in found:
            found.append(self.slots[at])
            at = self.slots[at].due.receiver
        return found


def rounds_of_year(actor: Actor, year: int) -> list[Round]:
    """Every occasion of a year with its reports, in order of what they cover. Three queries."""
    calendar = year_of(actor, year)
    ends = {occasion.end for occasion in calendar.occasions}
    reports = {_key(report): report for report in Report.objects.filter(period_end__in=ends).select_related("unit")}
    found = [_round(actor, calendar, occasion, reports) for occasion in calendar.occasions]
    return [round for round in found if round is not None and round.slots]


def since_begun(rounds: Iterable[Round]) -> list[Round]:
    """Those whose period had not ended before the first that the municipality has begun any report of here: it is not
    late with what it reported elsewhere. All of them until a report is begun. One query."""
    begun = Report.objects.exclude(state="").order_by("period_end").values_list("period_end", flat=True).first()
    return [round for round in rounds if begun is None or round.occasion.end >= begun]


def round_of(actor: Actor, kind: str, end: date) -> Round | None:
    """The occasion of a report type that ends on a day, with its reports; None where the calendar has none."""
    calendar = year_of(actor, end.year)
    occasion = next((one for one in calendar.occasions if (one.report, one.end) == (kind, end)), None)
    if occasion is None:
        return None
    rows = Report.objects.of(kind, end).select_related("unit", "decision")
    return _round(actor, calendar, occasion, {_key(report): report for report in rows})


def _key(report: Report) -> Address:
    return Address(report.kind, report.period_end, report.unit_id)


def _round(actor: Actor, calendar: Year, occasion: Occasion, reports: Mapping[Address, Report]) -> Round | None:
    model = calendar.models[occasion]
    kind = model.report_of(occasion.report)
    if kind is None:
        return None
    places = actor.tree.places
    by_unit = {due.unit: due for due in calendar.dues if due.occasion == occasion and due.unit in places}
    slots = {
        unit: Slot(places[unit], by_unit[unit], reports.get(Address(occasion.report, occasion.end, unit)))
        for unit in _in_order(actor.tree)
        if unit in by_unit
    }
    return Round(occasion, kind, model, actor.tree, slots)


def _in_order(tree: UnitTree) -> Iterable[int]:
    return (place.id for top in tree.children.get(None, ()) for place in tree.downward(top.id))


def texts_of(reports: Iterable[Report]) -> Mapping[int, Mapping[str, ReportText]]:
    """The texts of reports, by report and part. One query. The caller asks who may read them."""
    found: dict[int, dict[str, ReportText]] = {}
    for row in ReportText.objects.filter(report__in=list(reports)).defer("text_folded"):
        found.setdefault(row.report_id, {})[row.part] = row
    return found


def statuses_of(reports: Iterable[Report]) -> Mapping[int, Mapping[int | None, ReportedStatus]]:
    """How the items stood when reports were submitted, by report and item; under None sound economic management as a
    whole. One query."""
    found: dict[int, dict[int | None, ReportedStatus]] = {}
    for row in ReportedStatus.objects.filter(report__in=list(reports)):
        found.setdefault(row.report_id, {})[row.item_id] = row
    return found


def steps_of(reports: Iterable[Report]) -> Mapping[int, Sequence[Step]]:
    """What has happened to reports, in order. One query."""
    found: dict[int, list[Step]] = {}
    for row in Step.objects.filter(report__in=list(reports)).select_related("decision"):
        found.setdefault(row.report_id, []).append(row)
    return found


def readable(actor: Actor, slots: Iterable[Slot]) -> frozenset[int]:
    """The reports, by id, whose content the actor may read. One query."""
    wanted = [slot.report.pk for slot in slots if slot.report is not None]
    return frozenset(Report.objects.visible_to(actor).filter(pk__in=wanted).values_list("pk", flat=True))


def earlier(kind: str, end: date, units: Iterable[int]) -> Mapping[int, Report]:
    """Each unit's latest handed-in report of the type before the day: what last time was. One query."""
    rows = Report.objects.filter(kind=kind, period_end__lt=end, unit__in=list(units), state__in=DONE)
    return {report.unit_id: report for report in rows.order_by("period_end")}
