"""When bodies meet over a report: as the model says, else when it must have been. Pure (F2, D2)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from rodatraden.followup.calendar import Occasion, events_of, of_report
from rodatraden.lib.periods import day_in, last_of
from rodatraden.lib.text import Text, say, verbatim
from rodatraden.lib.workdays import working_day_after, working_day_by
from rodatraden.steering.schema import Body, Climb, Event, Leads, Meets, Model, Part, Report
from rodatraden.steering.words import month_name

MEETING = frozenset(
    {
        "council", "executive_board", "board", "committee", "company", "company_partly", "joint_authority",
        "joint_board", "foundation",
    }
)  # fmt: skip
"""Kinds of bodies that treat a report at a meeting."""
COUNCIL_NOTICE = 7
"""Days before the council's meeting by which it must be announced (KL 5:13)."""
HANDS_OVER = frozenset({"deadline", "report"})
"""Kinds of events whose day is the one by which the report must be handed over."""
ANNUAL_BY = (4, 15)
HALF_YEAR_WITHIN = 2
"""Months after the last day of the half-year report."""
WEEKS = ("first", "second", "third", "fourth")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
RANK = {"decides": 0, "prepares": 1, "information": 2}
LOOKED_AHEAD = 18
"""Months within which a body that meets at all is expected to meet."""


@dataclass(frozen=True)
class Meeting:
    """A day on which a body meets, and why that is assumed. One that has no meeting in time is to be done by `day` all
    the same, and meets first `later`."""

    day: date
    assumed: tuple[Text, ...] = ()
    later: date | None = None

    @property
    def held(self) -> date:
        """The day of the meeting itself."""
        return self.later or self.day


@dataclass(frozen=True)
class Said:
    """When the model says that a body treats a report: the month, the day if there is one, and why it is assumed."""

    month: int
    day: int | None = None
    assumed: tuple[Text, ...] = ()


def meeting_day(meets: Meets | None, year: int, month: int) -> date:
    """The day in the month, moved to the working day before a holiday; without a rule the month's last working day."""
    last = last_of(year, month)
    if meets is None:
        return working_day_by(last)
    first = 1 + (WEEKDAYS.index(meets.weekday) - date(year, month, 1).weekday()) % 7
    weeks = (last.day - first) // 7 if meets.week == "last" else WEEKS.index(meets.week)
    chosen = date(year, month, first + 7 * weeks)
    before = working_day_by(chosen)
    return before if before.month == month else working_day_after(chosen)


def next_month(year: int, month: int) -> tuple[int, int]:
    return (year, month + 1) if month < 12 else (year + 1, 1)


@dataclass(frozen=True)
class Meetings:
    """The meetings over one occasion of a report, each worked out once."""

    model: Model
    report: Report
    occasion: Occasion
    _found: dict[str, Meeting] = field(default_factory=dict, compare=False)

    @property
    def leads(self) -> Leads:
        return self.model.leads or Leads()

    @property
    def why_leads(self) -> tuple[Text, ...]:
        """Why the leads are assumed."""
        if self.model.leads is None:
            return (say("Modellen säger inte hur många dagar före sammanträdet rapporten lämnas."),)
        return reasons(self.model.leads)

    def notice(self, body: Body) -> int:
        return max(self.leads.notice, COUNCIL_NOTICE) if body.kind == "council" else self.leads.notice

    def sent_on(self, sender: str) -> tuple[Climb, ...]:
        """The edges on which a sender's report goes on to be treated; those for information where no other do."""
        edges = [climb for climb in self.report.climbs if climb.sender == sender]
        treated = tuple(climb for climb in edges if climb.edge != "information")
        return treated or tuple(edges)

    def goals(self, sender: str, seen: frozenset[str] = frozenset()) -> Iterator[tuple[Climb, Body | None]]:
        """For each edge the next body that meets, by way of those that do not; None where there is none."""
        for climb in self.sent_on(sender):
            body = self.model.body_of(climb.receiver)
            if body is not None and body.kind in MEETING:
                yield climb, body
            elif climb.receiver not in seen:
                further = [goal for _, goal in self.goals(climb.receiver, seen | {sender, climb.receiver})]
                yield from ((climb, goal) for goal in further or [None])

    def meeting(self, body: Body) -> Meeting:
        """When the body treats the report of this occasion.

        In the month that the model says; else, where it hands the report on, at its last meeting before that is
        due; else at the first for which those beneath have had their own meetings and the notice its days.
        """
        if body.key not in self._found:
            self._found[body.key] = self._first(body)  # so that bodies that send to each other come to an end
            self._found[body.key] = self._meeting(body)
        return self._found[body.key]

    def _meeting(self, body: Body) -> Meeting:
        said = self._said(body)
        if said is not None:
            return self._as_said(body, said)
        why = say("Modellen säger inte när {body} behandlar rapporten.", body=name_of(body))
        days = [self.handed_over(goal) for _, goal in self.goals(body.key) if goal is not None]
        stated = self.stated(body.key)
        if days and stated is not None:
            days.append(stated[0])
        return self.last_before(body, min(days), why) if days else self._first(body, why)

    def last_before(self, body: Body, day: date, *why: Text) -> Meeting:
        """The body's last meeting after the period and by a day. Without any it is taken to meet first thereafter, or
        on that day where nothing says when it meets."""
        latest = max((found for found in self._days(body) if found <= day), default=None)
        if latest is not None:
            return Meeting(latest, (*why, *self._why(body)))
        by = max(working_day_by(day), working_day_after(self.occasion.last))
        later = next(self._days(body), None) if body.meets else None
        if later is None:
            extra = say("{body} har inget sammanträde i tid; dagen då rapporten lämnas antas.", body=name_of(body))
            return Meeting(by, (*why, extra))
        extra = say("{body} har inget sammanträde i tid; det närmast efter antas.", body=name_of(body))
        return Meeting(by, (*why, extra, *self._why(body)), later)

    def handed_over(self, receiver: Body) -> date:
        """By when a body's report lies with the one that treats it: when the notice of its meeting is sent.

        With the council no later than the law's last day.
        """
        day = self.meeting(receiver).day - timedelta(days=self.notice(receiver))
        law = self.by_law() if receiver.kind == "council" else None
        return min(day, law) if law else day

    def by_law(self) -> date | None:
        """The last day for the annual report (KL 11:20) and the half-year report (KL 11:16) to reach the council."""
        last = self.occasion.last
        if self.report.kind == "annual":
            return date(last.year + 1, *ANNUAL_BY)
        if self.report.kind != "half_year":
            return None
        year, month = last.year, last.month
        for _ in range(HALF_YEAR_WITHIN):
            year, month = next_month(year, month)
        return day_in(year, month, 31)

    def stated(self, actor: str) -> tuple[date, tuple[Text, ...]] | None:
        """The day, or the last of the month, that an event gives somebody for handing the report over, and why
        that is assumed."""
        for event in self.model.event:
            if (event.report, event.actor) != (self.report.key, actor) or event.kind not in HANDS_OVER or event.until:
                continue
            if self.is_about(event) and (event.day is not None or event.kind == "deadline"):
                last = self.occasion.last
                day = day_in(last.year, event.month, event.day or 31)
                return day if day >= last else day_in(last.year + 1, event.month, event.day or 31), reasons(event)
        return None

    def _first(self, body: Body, *why: Text) -> Meeting:
        """The first meeting for which those beneath have had theirs, and the notice its days."""
        ready, lead = self._ready(body, frozenset()), timedelta(days=self.notice(body))
        days = (day for day in self._days(body) if ready is None or day - lead >= ready)
        first = self.preparing(body)
        after = self.meeting(first).held if first else self.occasion.last
        found = next((day for day in days if day > after), None)
        month_after = next_month(self.occasion.last.year, self.occasion.last.month)
        return Meeting(found or meeting_day(None, *month_after), (*why, *self._why(body)))

    def preparing(self, body: Body) -> Body | None:
        """The executive board, for which the council waits (KL 6:13) where the board is only told of what others send
        to the council to decide, and nothing says when that is treated."""
        receivers, senders = ({getattr(climb, end) for climb in self.report.climbs} for end in ("receiver", "sender"))
        own = next((each for each in self.model.body if each.kind == "executive_board"), None)
        decides = any(climb.receiver == body.key and climb.edge != "information" for climb in self.report.climbs)
        if body.kind != "council" or not decides or own is None or self._said(body):
            return None
        return own if own.key in receivers - senders else None

    def _ready(self, body: Body, seen: frozenset[str]) -> date | None:
        """The day on which the last of those that send to the body can have met.

        Only those count that treat the report themselves: of a board that only sends one nobody says that.
        """
        days: list[date] = []
        receivers = {climb.receiver for climb in self.report.climbs}
        for climb in self.report.climbs:
            sender = self.model.body_of(climb.sender)
            if climb.receiver != body.key or sender is None or sender.kind not in MEETING or sender.key in seen:
                continue
            said = self._said(sender)
            if said is not None:
                days.append(self._as_said(sender, said).day)
            elif sender.key in receivers:
                below = self._ready(sender, seen | {body.key, sender.key})
                lead = timedelta(days=self.notice(sender))
                days += [day for day in self._days(sender) if below is None or day - lead >= below][:1]
        return max(days, default=None)

    def _days(self, body: Body) -> Iterator[date]:
        """The body's meetings from the month after the period on."""
        year, month = self.occasion.last.year, self.occasion.last.month
        for _ in range(LOOKED_AHEAD):
            year, month = next_month(year, month)
            if body.meets is None or month not in body.meets.except_months:
                yield meeting_day(body.meets, year, month)

    def _as_said(self, body: Body, said: Said) -> Meeting:
        last = self.occasion.last
        year = last.year if said.month >= last.month else last.year + 1
        exact = day_in(year, said.month, said.day) if said.day else None
        day = working_day_by(exact) if exact else meeting_day(body.meets, year, said.month)
        if day > last:
            return Meeting(day, (*said.assumed, *(() if exact else self._why(body))))
        early = say("Rapporten sägs behandlas i {month}, men då är perioden inte slut.", month=month_name(said.month))
        return self._first(body, early)

    def _why(self, body: Body) -> tuple[Text, ...]:
        if body.meets is None:
            return (
                say("Modellen säger inte när {body} sammanträder; månadens sista arbetsdag antas.", body=name_of(body)),
            )
        return reasons(body.meets)

    def _said(self, body: Body) -> Said | None:
        """When the model lets the body treat the report: by an edge, an event, or the report's own months.

        The day on which one that sends the report on hands it over is not that of its meeting.
        """
        for climb in self.report.climbs:
            if climb.receiver == body.key and climb.month:
                return Said(climb.month, None, reasons(climb))
        sends = any(climb.sender == body.key for climb in self.report.climbs)
        for event in self.events:
            if event.actor == body.key and not (sends and event.kind == "report" and event.day):
                return Said(event.month, event.day, reasons(event))
        if self._treated is not None and body.key in self._treating:
            return Said(self._treated, None, reasons(self.report))
        return None

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events about this occasion."""
        return tuple(event for event in events_of(self.model, self.report) if self.is_about(event))

    def is_about(self, event: Event) -> bool:
        """By the month that it reports on, else the last period that had ended when it comes."""
        if event.reports_on is not None:
            return event.reports_on == self.occasion.end.month
        return self._nearest(event.month) == self.occasion.end.month

    def _nearest(self, month: int) -> int | None:
        """The month whose period was the last to end before a month."""
        return min(self._ends, key=lambda end: (month - end - 1) % 12, default=None)

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(one.end.month for one in of_report(self.model, self.report, self.occasion.end.year))

    @cached_property
    def _treated(self) -> int | None:
        """The month among the report's own months of treatment that is this occasion's and nobody's else."""
        if set(self.report.treated) == set(self._ends):
            return self.occasion.end.month
        taken = {event.month for event in events_of(self.model, self.report) if not self.is_about(event)}
        own = [month for month in self.report.treated if self._nearest(month) == self.occasion.end.month]
        return next((month for month in own if month not in taken), None)

    @cached_property
    def _treating(self) -> frozenset[str]:
        """Whom the report's own months of treatment are about, where an edge or event does not say it already."""
        if any(climb.month == self._treated for climb in self.report.climbs):
            return frozenset()
        if any(event.month == self._treated for event in self.events):
            return frozenset()
        bodies = [
            (RANK[climb.edge], climb.receiver) for climb in self.report.climbs if not any(self.goals(climb.receiver))
        ]
        strongest = min((rank for rank, _ in bodies), default=0)
        return frozenset(key for rank, key in bodies if rank == strongest)


def name_of(body: Body) -> str:
    return body.name.definite or body.name.one


def reasons(part: Part) -> tuple[Text, ...]:
    """Why a part of the model is assumed, where it is."""
    return (verbatim(part.assumed),) if part.assumed else ()
