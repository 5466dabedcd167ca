"""The page of what prepares a plan: conclusions by subject, proposed changes, who was consulted, how it is to go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rodatraden.lib import clock
from rodatraden.lib.text import Text
from rodatraden.organisation.access import Actor
from rodatraden.planning.models import Plan
from rodatraden.planning.states import OPEN
from rodatraden.preparation.checks import held_for, significant_changes
from rodatraden.preparation.hindering import is_held, missing_told, unheard, wanted
from rodatraden.preparation.models import Change, Conclusion, Consultation, StepDone, Subject, Verdict
from rodatraden.preparation.quoting import address_of
from rodatraden.preparation.sentence import Counted, analysis_told, nowhere_told
from rodatraden.preparation.services import may_prepare
from rodatraden.preparation.steps import Done, Prepared, prepared, steps_told
from rodatraden.steering.schema import Model


@dataclass(frozen=True)
class Quoted:
    """A conclusion, with the address of the report that it is drawn from."""

    row: Conclusion
    report_url: str

    @property
    def is_loose(self) -> bool:
        return self.row.leads_nowhere


@dataclass(frozen=True)
class Asked:
    """A consultation that the model asks for before the decision: which were held, and whether that is enough."""

    what: str
    who: str
    done: bool
    missing: Sequence[str]
    rows: Sequence[Consultation]

    @property
    def is_held(self) -> bool:
        """Whether it is done with by what was held; else it may not have been needed."""
        return self.done and any(row.withdrawn_at is None for row in self.rows)


@dataclass(frozen=True)
class AnalysisPage:
    """`groups` hold the conclusions by subject, in the order of the subjects; `steps` are the model's own."""

    plan: Plan
    may_write: bool
    groups: Sequence[tuple[str, Sequence[Quoted]]]
    changes: Sequence[Change]
    asked: Sequence[Asked]
    steps: Sequence[Prepared]
    steps_told: Text
    told: Text
    missing: Text
    nowhere: Text


def analysis_page(actor: Actor, plan: Plan) -> AnalysisPage:
    """Everything that prepares the plan. Four queries at most, however much it is."""
    model = actor.model_on(clock.today())
    conclusions = list(Conclusion.objects.filter(plan=plan).select_related("frozen", "indicator", "change"))
    changes = list(Change.objects.filter(plan=plan))
    consultations = list(Consultation.objects.filter(plan=plan).select_related("file", "change"))
    parts = wanted(model, plan.kind) if model is not None else ()
    held, weighty = held_for(consultations), significant_changes(changes)
    asked = [
        Asked(
            part.what,
            model.who(part.who) if model is not None else "",
            is_held(part, held, weighty),
            unheard(part, held, weighty),
            [row for row in consultations if row.kind == part.key],
        )
        for part in parts
    ]
    counted = _counted(conclusions, changes)
    steps = _steps(
        model, plan, {part.key: _held_on(one) for part, one in zip(parts, asked, strict=True) if one.is_held}
    )
    return AnalysisPage(
        plan=plan,
        may_write=may_prepare(actor, plan),
        groups=list(_by_subject(conclusions)),
        changes=changes,
        asked=asked,
        steps=steps,
        steps_told=steps_told(steps),
        told=analysis_told(counted),
        missing=missing_told(parts, held, weighty, is_decided=plan.decision_id is not None),
        nowhere=nowhere_told(counted.nowhere),
    )


def _counted(conclusions: Sequence[Conclusion], changes: Sequence[Change]) -> Counted:
    behind = {row.change_id for row in conclusions}
    return Counted(
        conclusions=len(conclusions),
        led=sum(row.change_id is not None for row in conclusions),
        nowhere=sum(row.leads_nowhere for row in conclusions),
        changes=len(changes),
        alone=sum(row.pk not in behind for row in changes),
        unsettled=sum(row.verdict == Verdict.OPEN for row in changes),
    )


def _by_subject(rows: Sequence[Conclusion]) -> "list[tuple[str, Sequence[Quoted]]]":
    found: list[tuple[str, Sequence[Quoted]]] = []
    for subject in Subject:
        quoted = [Quoted(row, address_of(row.frozen) if row.frozen else "") for row in rows if row.subject == subject]
        if quoted:
            found.append((str(subject.label), quoted))
    return found


def _held_on(asked: Asked) -> tuple[date, str, bool]:
    """The last day on which it was held, as the step that it is."""
    last = max((row for row in asked.rows if row.withdrawn_at is None), key=lambda row: row.day)
    return last.day, "", last.example


def _steps(model: Model | None, plan: Plan, held: Done) -> Sequence[Prepared]:
    """How the model says that plans are prepared, who does each step, and which are done."""
    kind = model.plan_of(plan.kind) if model is not None else None
    if model is None or kind is None or not model.step:
        return []
    rows = StepDone.objects.filter(plan=plan)
    noted = {row.step: (row.day, row.note, row.example) for row in rows}
    return prepared(model, kind, plan.starts.year, noted, held, clock.today(), decided=plan.state not in OPEN)
