"""When each unit is to have reported: counted back from the meeting of the body that treats it. Pure (F2, Y2)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from rodatraden.followup.calendar import Change, Occasion
from rodatraden.followup.floors import Floors
from rodatraden.followup.meetings import MEETING, Meeting, Meetings, meeting_day, name_of, next_month, reasons
from rodatraden.lib.periods import day_in
from rodatraden.lib.text import Text, say
from rodatraden.lib.workdays import working_day_after, working_day_by
from rodatraden.organisation.tree import UnitTree
from rodatraden.steering.schema import Body, Climb, Model, Report

LEAD = {"administration": "administration", "area": "area", "school": "unit", "unit": "unit"}
"""The lead that a kind of unit has. A body that meets has that of the notice."""


@dataclass(frozen=True)
class Due:
    """A unit that is to report at an occasion, and by when.

    `floor` is the model's key of the sender, or of the writer where the unit is the council: that row is the report
    for the whole municipality. `receiver` is the unit that gets it; none where that is no unit, or the unit's own
    body. `decided` is the meeting of the unit's own body, `presidium` and `notice` the days before it; `treated`
    the receiver's meeting. `assumed` are the reasons why the due day is not stated, `treated_assumed` and
    `decided_assumed` why those meetings are not. `reason` is why it is otherwise this year.
    """

    occasion: Occasion
    unit: int
    floor: str
    due: date
    receiver: int | None = None
    edge: str = ""
    treated: date | None = None
    decided: date | None = None
    presidium: date | None = None
    notice: date | None = None
    assumed: tuple[Text, ...] = field(default=(), compare=False)
    treated_assumed: tuple[Text, ...] = field(default=(), compare=False)
    decided_assumed: tuple[Text, ...] = field(default=(), compare=False)
    reason: str = ""


@dataclass(frozen=True)
class Counted:
    """A day and why it is assumed. One that is stated may be the period's own last day."""

    day: date
    assumed: tuple[Text, ...] = ()
    stated: bool = False


def dues(model: Model, tree: UnitTree, occasion: Occasion, changes: Iterable[Change] = ()) -> tuple[Due, ...]:
    """All that are to report at an occasion, the earliest first, with what is changed for one year laid over."""
    return all_dues(model, tree, [occasion], changes)


def all_dues(
    model: Model,
    tree: UnitTree,
    occasions: Iterable[Occasion],
    changes: Iterable[Change] = (),
    silent: frozenset[int] = frozenset(),
) -> tuple[Due, ...]:
    """All that are to report at the occasions, the earliest first, with what is changed for one year laid over.
    `silent` are units that are only names for those beneath."""
    floors = {report.key: Floors(model, report, tree, silent) for report in model.report}
    laid = tuple(changes)
    found: list[Due] = []
    for occasion in occasions:
        report = model.report_of(occasion.report)
        if report is not None:
            counting = _Counting(model, report, tree, occasion, floors[report.key], Meetings(model, report, occasion))
            found += _with_changes(list(counting.all()), laid, tree, occasion)
    return tuple(sorted(found, key=lambda due: due.due))


def _with_changes(found: list[Due], changes: Iterable[Change], tree: UnitTree, occasion: Occasion) -> list[Due]:
    for change in changes:
        if (change.report, change.period_end) == (occasion.report, occasion.end):
            found = _changed(found, change, tree, occasion)
    if occasion.only is None:
        return found
    below = {place.id for place in tree.downward(occasion.only)}
    return [due for due in found if due.unit in below]


@dataclass(frozen=True)
class _Stand:
    """All of a unit that its days depend on: its floor, its kind, and the kind of body that leads it."""

    floor: str
    kind: str
    led_by: str


@dataclass(frozen=True)
class _Counting:
    model: Model
    report: Report
    tree: UnitTree
    occasion: Occasion
    floors: Floors
    meetings: Meetings

    def all(self) -> Iterator[Due]:
        """A row for each that reports, from the top down: nobody is due after the one above."""
        alike: dict[_Stand, tuple[Due, Climb | None, Counted]] = {}
        counted: dict[int, Counted] = {}
        for reporter in self.floors.reporters:
            place = reporter.place
            stand = _Stand(reporter.floor, place.kind, self.floors.led_by(place))
            if stand not in alike:
                alike[stand] = self._alike(stand)
            due, edge, own = alike[stand]
            above = counted.get(reporter.above) if reporter.above is not None else None
            counted[place.id] = self._before(own, above, stand.kind, reporter.above) if above else own
            due = replace(due, unit=place.id, receiver=self.floors.receiver(reporter, edge))
            yield due if counted[place.id] is own else self._with_day(due, counted[place.id])
        met = [due.decided for stand, (due, _, _) in alike.items() if due.decided and stand.kind != "executive_board"]
        whole = self._whole(max(met, default=None))
        if whole is not None:
            yield whole

    def _before(self, own: Counted, above: Counted, kind: str, unit: int | None) -> Counted:
        """The day of a unit: its own, or so long before the one above as the leads lie apart, the earlier."""
        apart = self._lead(kind) - (self._lead(self.tree.places[unit].kind) if unit is not None else 0)
        day = above.day - timedelta(days=apart)
        return own if own.day <= day else Counted(day, (*above.assumed, *self.meetings.why_leads))

    def _with_day(self, due: Due, counted: Counted) -> Due:
        return replace(due, due=settle(counted, self.occasion.last), assumed=once(counted.assumed))

    def _lead(self, kind: str) -> int:
        return int(getattr(self.meetings.leads, LEAD.get(kind, "notice")))

    def _alike(self, stand: _Stand) -> tuple[Due, Climb | None, Counted]:
        """What is the same for all units that stand alike: the row without unit and receiver, the edge, the day."""
        counted = self._stated_by(stand.floor) or self._due_day(stand) or self._counted(stand)
        edge = self.floors.main_edge(stand.floor, stand.kind)
        own = self._own(stand)
        treated = self._treated(stand, edge)
        if treated is None and stand.kind == "executive_board":
            treated = own
        due = Due(
            self.occasion,
            0,
            stand.floor,
            settle(counted, self.occasion.last),
            edge=edge.edge if edge else "",
            treated=treated.held if treated else None,
            assumed=once(counted.assumed),
            treated_assumed=once(treated.assumed) if treated else (),
        )
        return self._with_own(due, own), edge, counted

    def _with_own(self, due: Due, own: Meeting | None) -> Due:
        """With the meeting of the unit's own body, and what comes before it."""
        if own is None:
            return due
        presidium, notice = timedelta(days=self.meetings.leads.presidium), timedelta(days=self.meetings.leads.notice)
        return replace(
            due,
            decided=own.held,
            presidium=working_day_by(own.day - presidium),
            notice=working_day_by(own.day - notice),
            decided_assumed=once(own.assumed),
        )

    def _why_handed_over(self, day: date, meeting: Meeting) -> tuple[Text, ...]:
        """Why the day on which a body hands over is assumed: it is not where the law gives it."""
        return () if day == self.meetings.by_law() else (*meeting.assumed, *self.meetings.why_leads)

    def _treated(self, stand: _Stand, edge: Climb | None) -> Meeting | None:
        """The meeting at the end of a unit's way to the next body that meets."""
        if edge is None:
            return None
        body = next((body for climb, body in self.meetings.goals(edge.sender) if climb == edge), None)
        direct = self.model.body_of(edge.receiver)
        goal = direct if direct is not None and direct.kind in MEETING else body
        return self._meeting_for(stand, goal) if goal is not None else None

    def _whole(self, beneath: date | None) -> Due | None:
        """The report for the whole municipality, which the executive board writes (KL 11:16). It treats that at no
        meeting before the last of the boards' own, `beneath`: then it has not got what the report is made of."""
        council, writer, executive = self.floors.council, self.floors.executive_body, self.floors.executive
        if council is None or writer is None or not self.floors.whole:
            return None
        edge = self.floors.whole_edge()
        goal = (self.model.body_of(edge.receiver) if edge else None) or writer
        treated = self.meetings.meeting(goal)
        day = self.meetings.handed_over(goal)
        counted = self._stated_by(writer.key) or Counted(day, self._why_handed_over(day, treated))
        due = Due(
            self.occasion,
            council.id,
            writer.key,
            settle(counted, self.occasion.last),
            receiver=None if edge or executive is None else executive.id,
            edge=edge.edge if edge else "",
            treated=treated.held,
            assumed=once(counted.assumed),
            treated_assumed=once(treated.assumed),
        )
        if edge is None or edge.sender != writer.key:
            return due
        own = self.meetings.meeting(writer)
        if beneath is None or beneath <= own.held:
            return self._with_own(due, own)
        early = say(
            "{body} har inget sammanträde mellan nämndernas och dagen då rapporten lämnas.", body=name_of(writer)
        )
        return replace(due, decided_assumed=(early,))

    def _stated_by(self, actor: str) -> Counted | None:
        stated = self.meetings.stated(actor)
        return Counted(*stated, stated=True) if stated else None

    def _due_day(self, stand: _Stand) -> Counted | None:
        """The report's own day of the month after, for those whose report goes straight up from a body."""
        if self.report.due_day is None or stand.kind not in MEETING:
            return None
        month_after = next_month(self.occasion.last.year, self.occasion.last.month)
        return Counted(day_in(*month_after, self.report.due_day), reasons(self.report))

    def _counted(self, stand: _Stand) -> Counted:
        """The earliest of the days that the edges give."""
        goals = [*self.meetings.goals(stand.floor), *self._told_first(stand)]
        found = [each for climb, body in goals if (each := self._back(stand, climb, body)) is not None]
        if found:
            return min(found, key=lambda each: each.day)
        month_after = next_month(self.occasion.last.year, self.occasion.last.month)
        return Counted(meeting_day(None, *month_after), self.meetings.why_leads)

    def _told_first(self, stand: _Stand) -> Iterator[tuple[Climb, Body | None]]:
        """The edge for information to the executive board, where the council waits for it: what it takes up it has."""
        council = next((body for body in self.model.body if body.kind == "council"), None)
        first = self.meetings.preparing(council) if council else None
        for climb in self.report.climbs if first and stand.kind != first.kind else ():
            if (climb.sender, climb.receiver) == (stand.floor, first.key if first else ""):
                yield climb, first

    def _back(self, stand: _Stand, climb: Climb, body: Body | None) -> Counted | None:
        """The day that one edge gives: the lead before the meeting that it leads to."""
        if body is None:
            return self._in_month(climb) if climb.month else None
        meeting = self._meeting_for(stand, body)
        if stand.kind not in LEAD and climb.receiver == body.key:
            day = self.meetings.handed_over(body)
            return Counted(day, (*reasons(climb), *self._why_handed_over(day, meeting)))
        days = self._lead(stand.kind) if stand.kind in LEAD else self.meetings.leads.presidium
        why = (*reasons(climb), *meeting.assumed, *self.meetings.why_leads)
        return Counted(meeting.day - timedelta(days=days), why)

    def _in_month(self, climb: Climb) -> Counted:
        last, month = self.occasion.last, climb.month or 1
        year = last.year if month > last.month else last.year + 1
        return Counted(meeting_day(None, year, month), reasons(climb))

    def _meeting_for(self, stand: _Stand, body: Body) -> Meeting:
        """The body's meeting; in a board's place that of the executive board or the company which a unit lies under."""
        if body.kind != "board" or stand.kind in MEETING or stand.led_by in ("", "board", "council"):
            return self.meetings.meeting(body)
        own = self._own_of_executive() if stand.led_by == "executive_board" else None
        leader = next((each for each in self.model.body if each.kind == stand.led_by), body)
        return own or self.meetings.meeting(leader)

    def _own(self, stand: _Stand) -> Meeting | None:
        """The meeting at which a body's own operations are treated before it hands over; none where nothing says."""
        if stand.kind == "executive_board":
            return self._own_of_executive()
        board = next((body for body in self.model.body if body.kind == stand.kind and stand.kind in MEETING), None)
        if board is None or not any(climb.receiver == board.key for climb in self.report.climbs):
            return None
        return self.meetings.meeting(board)

    def _own_of_executive(self) -> Meeting | None:
        """Where boards report to it alone, or it sends on what they report, that meeting; else its last before it
        hands over as the boards do."""
        own, senders = self.floors.executive_body, {climb.sender for climb in self.report.climbs}
        floor = next((each.floor for each in self.floors.reporters if each.place.kind == "executive_board"), None)
        if own is None or floor is None:
            return None
        upward = [body for _, body in self.meetings.goals(floor) if body is not None and body.key != own.key]
        if not upward or own.key in senders:
            return self.meetings.meeting(own)
        if any(climb.receiver == floor for climb in self.report.climbs):
            return self.meetings.last_before(own, min(self.meetings.handed_over(body) for body in upward))
        return None


def once(reasons: Iterable[Text]) -> tuple[Text, ...]:
    """The reasons in order, each once."""
    found: list[Text] = []
    for reason in reasons:
        if reason not in found:
            found.append(reason)
    return tuple(found)


def settle(counted: Counted, last: date) -> date:
    """The working day by which it must be done: never before the period is over.

    A day that the model states may be the period's own last one; the linter shows that contradiction.
    """
    day = working_day_by(counted.day)
    if day > last or (counted.stated and day == last):
        return day
    return working_day_after(last)


def _changed(found: Sequence[Due], change: Change, tree: UnitTree, occasion: Occasion) -> list[Due]:
    """The due days with one change laid over: for a unit and those beneath it, or for all."""
    council = tree.the("council")
    whole = council.id if council else None
    if change.unit is None:
        touched = {due.unit for due in found}
    elif change.unit == whole:
        touched = {change.unit}
    else:
        touched = {place.id for place in tree.downward(change.unit)}
    if change.kind == "cancelled":
        return [due for due in found if due.unit not in touched]
    if change.new_due is None:
        return [replace(due, reason=change.reason) if due.unit in touched else due for due in found]
    return [_moved(due, change, occasion, found, whole) if due.unit in touched else due for due in found]


def _moved(due: Due, change: Change, occasion: Occasion, found: Sequence[Due], whole: int | None) -> Due:
    """The new day for the topmost that the change is about; those beneath it are moved by as many days.

    The whole municipality's report is moved only where all are, and then only later.
    """
    if change.new_due is None:
        return due
    if due.unit == whole and change.unit is None:
        return replace(due, due=max(due.due, change.new_due), reason=change.reason)
    by_unit = {each.unit: each for each in found if each.unit != whole}
    top = due
    while top.unit != change.unit and top.receiver in by_unit:
        top = by_unit[top.receiver]
    day = change.new_due if top is due else due.due + (change.new_due - top.due)
    return replace(due, due=settle(Counted(day), occasion.last) if top is not due else day, reason=change.reason)
