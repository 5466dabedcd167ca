"""The executive board's supervision of an occasion: who has reported, in time, and what has been asked and answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from rodatraden.followup.assigned import Assigned, everybodys
from rodatraden.followup.finding import address_of
from rodatraden.followup.material import Material, material_deviations, material_told
from rodatraden.followup.models import Step, StepKind
from rodatraden.followup.round import Round, Slot, steps_of
from rodatraden.followup.sentence import STATES
from rodatraden.followup.services.supervising import PLAN, may_answer, may_supervise
from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text, in_words, say, say_many, verbatim
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import UnitKind
from rodatraden.web.tables import Column, Link, Table, Value

NOT_SUPERVISED = frozenset({UnitKind.COUNCIL, UnitKind.EXECUTIVE_BOARD, UnitKind.AUDIT})
JUDGED = (StepKind.SUFFICIENT, StepKind.INSUFFICIENT)
COMPLETION = (StepKind.COMPLETION_ASKED, StepKind.COMPLETED)
SHOWN = frozenset({*PLAN, *JUDGED, *COMPLETION, StepKind.ADVISED, StepKind.ESCALATED, StepKind.PRESENT})


@dataclass(frozen=True)
class Supervised:
    """A board, company or joint authority, and what the supervision knows of its report."""

    slot: Slot
    steps: Sequence[Step]
    may_supervise: bool
    may_answer: bool

    @property
    def reported(self) -> bool:
        return self.slot.is_handed_over

    @property
    def expected(self) -> date:
        """The day by which the body has handed over: not before its own meeting."""
        return max(self.slot.due.due, self.slot.due.decided or self.slot.due.due)

    @property
    def late(self) -> bool:
        return not self.reported and self.expected < clock.today()

    @property
    def behind(self) -> bool:
        """Whether it missed the notice of its body's own meeting, and may still hand over in time."""
        return not self.slot.is_done and not self.late and self.slot.by < clock.today()

    @property
    def told(self) -> Text:
        """How the report stands, by the day on which it is handed over: the same as makes it late here."""
        state, slot, day = STATES[self.slot.state], self.slot, self.expected.isoformat()
        if slot.is_done:
            return slot.told
        if self.late:
            return say("{state}, skulle ha lämnats {due}", state=state, due=day)
        if self.behind:
            missed = say("{state}, inte klar till kallelsen {day}", state=state, day=slot.by.isoformat())
            return say("{first}; överlämnas senast {day}", first=missed, day=day)
        return say("{state}, lämnas senast {due}", state=state, due=day)

    @property
    def history(self) -> list[Step]:
        return [step for step in self.steps if step.kind in SHOWN]

    def latest(self, *kinds: StepKind) -> Step | None:
        """The step that speaks of a question: the latest of its sort."""
        found = [step for step in self.steps if step.kind in kinds]
        return found[-1] if found else None

    @property
    def sufficient(self) -> Step | None:
        return self.latest(*JUDGED)

    @property
    def plan(self) -> Step | None:
        return self.latest(*PLAN)

    @property
    def completion(self) -> Step | None:
        return self.latest(*COMPLETION)

    @property
    def escalated(self) -> Step | None:
        return self.latest(StepKind.ESCALATED)

    @property
    def present(self) -> Step | None:
        return self.latest(StepKind.PRESENT)

    @property
    def open_questions(self) -> list[Step]:
        """What has been asked and not answered."""
        asked = [self.completion, self.plan]
        return [step for step in asked if step and step.kind in (StepKind.COMPLETION_ASKED, StepKind.PLAN_ASKED)]


@dataclass(frozen=True)
class Supervision:
    """The page: all that are supervised, in the order of the organisation."""

    round: Round
    rows: Sequence[Supervised]
    sentence: Text
    then: Text
    material: Sequence[Material] = ()
    assigned: Assigned | None = None

    @property
    def has_history(self) -> bool:
        return any(row.history for row in self.rows)

    @property
    def material_told(self) -> Text:
        return material_told(self.material, self.round.occasion.last)

    @property
    def in_person(self) -> str:
        """What the model says of coming to the executive board to give account (H)."""
        return self.round.type.in_person

    @property
    def common_day(self) -> str:
        """What the model says of a day on which all meet to follow up together (K)."""
        return self.round.type.common_day

    @property
    def present_told(self) -> Text:
        """Who has given account in person; nothing where the model does not ask for it."""
        if not self.in_person or not self.rows:
            return NOTHING
        left = [row.slot.place.name for row in self.rows if row.present is None]
        if not left:
            return say_many(len(self.rows), "Den enda har redogjort på plats.", "Alla {n} har redogjort på plats.")
        done = say("{done} av {all} har redogjort på plats", done=len(self.rows) - len(left), all=len(self.rows))
        return say("{first}; kvar: {names}.", first=done, names=in_words(_names(left)))


def supervision(actor: Actor, round: Round) -> Supervision:
    """Who is supervised at an occasion, where each stands, the material deviations that anybody has reported (E8), and
    the assignments where the occasion is about them (T11).

    Five queries beside those of the occasion, and those of the thread where assignments are asked for.
    """
    slots = [slot for slot in round.slots.values() if slot.place.authority and slot.place.kind not in NOT_SUPERVISED]
    steps = steps_of([slot.report for slot in slots if slot.report is not None])
    rows = [
        Supervised(
            slot,
            steps.get(slot.report.pk, ()) if slot.report else (),
            may_supervise(actor, slot.place.id),
            may_answer(actor, slot.place.id),
        )
        for slot in slots
    ]
    listed = everybodys(actor, round)
    words = (listed.sentence, NOTHING) if listed and not rows else told(rows)
    return Supervision(round, rows, *words, material=material_deviations(actor, round), assigned=listed)


def told(rows: Sequence[Supervised]) -> tuple[Text, Text]:
    """ "2 av 5 har överlämnat sin rapport; Tekniska nämnden är sen." and what waits for an answer. What an office has
    sent in is its body's to treat before it is handed over."""
    if not rows:
        return say("Ingen annan än kommunstyrelsen rapporterar vid det här tillfället."), NOTHING
    done = sum(row.reported for row in rows)
    late = [row.slot.place.name for row in rows if row.late]
    first = say("{done} av {all} har överlämnat sin rapport", done=done, all=len(rows))
    if done == len(rows) > 1:
        first = say("Alla {all} har överlämnat sin rapport", all=done)
    sent = sum(row.slot.is_done and not row.reported for row in rows)
    if sent:
        first = say_many(
            sent,
            "{first}, en till är inlämnad men inte behandlad än",
            "{first}, {n} till är inlämnade men inte behandlade än",
            first=first,
        )
    behind = sum(row.behind for row in rows)
    if late:
        names = in_words(_names(late))
        first = say_many(len(late), "{first}; {names} är sen.", "{first}; {names} är sena.", first=first, names=names)
    elif behind:
        first = say_many(
            behind,
            "{first}; ingen är sen, men en är inte klar till kallelsen.",
            "{first}; ingen är sen, men {n} är inte klara till kallelsen.",
            first=first,
        )
    else:
        first = say("{first}, ingen är sen.", first=first)
    waiting = sum(len(row.open_questions) for row in rows)
    then = say_many(waiting, "En fråga väntar på svar.", "{n} frågor väntar på svar.") if waiting else NOTHING
    return first, then


def _names(names: Iterable[str]) -> list[Text]:
    return [verbatim(name) for name in names]


def supervision_table(page: Supervision) -> Table:
    """The page as a table that is sorted and downloaded."""
    columns = (
        Column("unit", _("Nämnd eller bolag"), "link"),
        Column("state", _("Rapport")),
        Column("due", _("Ska lämnas senast"), "date"),
        Column("in_time", _("I tid")),
        Column("sufficient", _("Tillräcklig")),
        Column("plan", _("Åtgärdsplan")),
        Column("escalated", _("Lyft till fullmäktige")),
        *([Column("present", _("Redogjort på plats"))] if page.in_person else []),
    )
    return Table(_("Uppsikt"), columns, [_row(row) for row in page.rows], name="uppsikt")


def _row(row: Supervised) -> dict[str, Value]:
    return {
        "unit": Link(row.slot.place.name, address_of("report", row.slot)),
        "state": row.told,
        "due": row.expected,
        "in_time": _("nej") if row.late else _("ja") if row.reported else None,
        "sufficient": _said(row.sufficient),
        "plan": _said(row.plan),
        "escalated": _said(row.escalated),
        "present": _said(row.present),
    }


def _said(step: Step | None) -> str | None:
    return f"{step.get_kind_display()} {clock.day_of(step.at).isoformat()}" if step else None
