"""The reports of a municipality: those of the occasions that are over, and the one under way as its file has it.

Like the rest of the demo they go in by bulk, as the calendar of the model asks for them on the demo's day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count

from rodatraden.decisions.models import Decision
from rodatraden.demo.cast import writers
from rodatraden.demo.minutes import met_by
from rodatraden.demo.rows import ReportRow, Town
from rodatraden.followup.acting import statuses_in
from rodatraden.followup.models import (
    OverallAssessment,
    Report,
    ReportedStatus,
    ReportText,
    State,
    Step,
    StepKind,
    Treatment,
)
from rodatraden.followup.reports import is_body
from rodatraden.followup.round import Round, Slot, rounds_of_year
from rodatraden.followup.way import title_of
from rodatraden.lib import clock
from rodatraden.lib.text import slug
from rodatraden.organisation.access import Actor, system
from rodatraden.organisation.models import Unit, UnitKind
from rodatraden.organisation.tree import Place
from rodatraden.tenancy import current
from rodatraden.thread.gather import Thread, gather

HISTORY = {
    "draft": (StepKind.BEGUN,),
    "returned": (StepKind.BEGUN, StepKind.SUBMITTED, StepKind.RETURNED),
    "submitted": (StepKind.BEGUN, StepKind.SUBMITTED),
    "cleared": (StepKind.BEGUN, StepKind.SUBMITTED, StepKind.CLEARED),
    "treated": (StepKind.BEGUN, StepKind.SUBMITTED, StepKind.TREATED),
    "frozen": (StepKind.BEGUN, StepKind.SUBMITTED, StepKind.CLEARED, StepKind.FROZEN),
}
"""The steps that a report in each state has behind it."""


@dataclass
class _Made:
    """Rows to be inserted, each list after the one it points at; `by` is who writes for each unit."""

    by: Mapping[int, str]
    reports: list[Report] = field(default_factory=list)
    texts: list[ReportText] = field(default_factory=list)
    statuses: list[ReportedStatus] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    overall: list[OverallAssessment] = field(default_factory=list)


def load_reports(town: Town) -> None:
    """All reports of the municipality at work, whose units, people and thread exist."""
    actor, today = system(), clock.today()
    named = {(row.kind, row.end, row.unit): row for row in town.reports}
    under_way = {(row.kind, row.end) for row in town.reports}
    settled = {row.kind: row.texts for row in town.settled}
    made = _Made(writers(actor))
    rounds = _rounds(actor, today)
    threads = {
        year: gather(actor, today, year, progress=True, public=True) for year in {round.year for round in rounds}
    }
    for round in rounds:
        key, thread = (round.occasion.report, round.occasion.end), threads[round.year]
        for slot in round.slots.values():
            if key in under_way:
                row = named.get((*key, slot.place.key))
                if row is not None:
                    _under_way(made, round, slot, row, thread)
            elif _is_over(round, today) and key[0] in settled:
                _settled(made, round, slot, settled[key[0]], thread)
    _insert(made)


def _rounds(actor: Actor, today: date) -> list[Round]:
    last_year = [round for round in rounds_of_year(actor, today.year - 1) if round.is_closing]
    return [*last_year, *rounds_of_year(actor, today.year)]


def _is_over(round: Round, today: date) -> bool:
    """Whether everybody's day has passed; the council may still have to treat it."""
    return all(day < today for slot in round.slots.values() for day in (slot.by, slot.due.due))


def _settled(made: _Made, round: Round, slot: Slot, texts: Mapping[str, str], thread: Thread) -> None:
    body = is_body(round.tree, slot.place.id)
    day = max(slot.by, round.occasion.last)
    row = ReportRow(
        kind=round.occasion.report,
        end=round.occasion.end,
        unit=slot.place.key,
        state="treated" if body and _met(round, slot) < clock.today() else "submitted" if body else "cleared",
        on=day,
        texts=texts,
    )
    report = _under_way(made, round, slot, row, thread)
    if not body:
        report.state = State.FROZEN
        report.decision = None


def _under_way(made: _Made, round: Round, slot: Slot, row: ReportRow, thread: Thread) -> Report:
    """One report with its texts, how its items stood, and what has happened to it."""
    owner, at = current().pk, _at(row.on)
    who = row.by or made.by[slot.place.id]
    handed_in = row.state not in ("draft", "returned")
    report = Report(
        municipality_id=owner,
        kind=row.kind,
        period_end=row.end,
        unit_id=slot.place.id,
        state=row.state,
        due=slot.by,
        submitted_at=at if row.state != "draft" else None,
        submitted_by=who if row.state != "draft" else "",
        example=True,
    )
    if row.state == "treated":
        report.treatment = Treatment.APPROVED if _treating(round, slot).kind == UnitKind.COUNCIL else Treatment.NOTED
        report.decision = _decision(round, slot)
    made.reports.append(report)
    for part, text in row.texts.items():
        made.texts.append(
            ReportText(
                municipality_id=owner,
                report=report,
                part=_part(round, part),
                text=text,
                written_by=who,
                written_at=at,
                edit=1,
            )
        )
    hand = _overall(row, report, who, at)
    made.overall += [hand] if hand else []
    if handed_in:
        for status in statuses_in(round, thread, slot.place.id, hand):
            status.report, status.municipality_id = report, owner
            made.statuses.append(status)
    made.steps += _steps(round, slot, row, report, who, made.by)
    return report


def _overall(row: ReportRow, report: Report, who: str, at: datetime) -> OverallAssessment | None:
    """Sound economic management judged as a whole, where the file has it."""
    if row.overall is None:
        return None
    return OverallAssessment(
        municipality_id=report.municipality_id,
        report=report,
        unit=Unit.objects.get(key=row.overall.unit),
        value=row.overall.value,
        reason=row.overall.reason,
        entered_by=who,
        entered_at=at,
        example=True,
    )


def _steps(round: Round, slot: Slot, row: ReportRow, report: Report, who: str, by: Mapping[int, str]) -> list[Step]:
    """What the report has behind it: written by its own, read by whoever it goes to."""
    reader = by.get(slot.due.receiver, "") if slot.due.receiver is not None else ""
    return [
        Step(
            municipality_id=report.municipality_id,
            report=report,
            kind=kind,
            comment=row.comment if kind == StepKind.RETURNED else "",
            decision=report.decision if kind == StepKind.TREATED else None,
            at=_step_at(_at(row.on), place, kind),
            by=_step_by(kind, who, reader),
            example=True,
        )
        for place, kind in enumerate(HISTORY[row.state])
    ]


def _part(round: Round, key: str) -> str:
    """The key of a text: a question of the model by its own key, else as it stands."""
    return f"fraga-{key}" if any(question.key == key for question in round.type.questions) else key


def _step_at(handed_in: datetime, place: int, kind: StepKind) -> datetime:
    """Begun the day before it was handed in, read the day after, never after the demo's own day."""
    day = min((handed_in + timedelta(days=place - 1)).date(), clock.today()) if kind != StepKind.BEGUN else None
    return _at(day) if day else handed_in - timedelta(days=1)


def _step_by(kind: StepKind, who: str, reader: str) -> str:
    """The manager returns and clears; the rest its own unit does."""
    return reader if reader and kind in (StepKind.RETURNED, StepKind.CLEARED, StepKind.FROZEN) else who


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9, 30), clock.SWEDEN)


def _treating(round: Round, slot: Slot) -> Place:
    """The body that treats the report: the unit's own, or the one to which the whole municipality's goes."""
    goes_to = round.tree.at(slot.due.receiver) if slot.place.kind == UnitKind.COUNCIL else None
    return goes_to or slot.place


def _met(round: Round, slot: Slot) -> date:
    """The meeting at which that body treats it: by the calendar, else its last before the report is due, but after
    the period."""
    met = slot.due.treated if slot.place.kind == UnitKind.COUNCIL else slot.due.decided
    days = (met_by(round.model, slot.place, slot.due.due + timedelta(later)) for later in count())
    return met or next(day for day in days if day > round.occasion.last)


def _decision(round: Round, slot: Slot) -> Decision:
    """A made-up decision of the body that treated the report, on the day of its meeting."""
    day, body = _met(round, slot), _treating(round, slot)
    title = str(title_of(round, slot))
    key = slug(f"{round.occasion.report}-{round.occasion.end}-{slot.place.key}")[:80]
    return Decision.objects.create(key=key, title=title, body_id=body.id, date=min(day, clock.today()), example=True)


def _insert(made: _Made) -> None:
    Report.objects.bulk_create(made.reports)
    ReportText.objects.bulk_create(made.texts)
    ReportedStatus.objects.bulk_create(made.statuses)
    Step.objects.bulk_create(made.steps)
    OverallAssessment.objects.bulk_create(made.overall)
