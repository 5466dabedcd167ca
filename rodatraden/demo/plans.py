"""The plans of a municipality that are decided: they hold as its items are, and go in by bulk like the rest of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count, groupby

from django.utils.translation import override

from rodatraden.decisions.models import Decision
from rodatraden.demo.cast import demonstrating, writers
from rodatraden.demo.minutes import met_by
from rodatraden.demo.plan_frames import framed
from rodatraden.demo.plan_texts import made_up
from rodatraden.documents.freezing import Freezing, freeze_all
from rodatraden.economy.models import Amount
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.lib.text import slug
from rodatraden.lib.workdays import working_day_by
from rodatraden.organisation.access import Actor, system
from rodatraden.organisation.tree import Place
from rodatraden.planning.contents import document_of
from rodatraden.planning.framing import kinds_for
from rodatraden.planning.kinds import (
    begins_in,
    decider_of,
    deciding_place,
    due_of,
    order_of,
    owners,
    sections_of,
    time_of,
    title_of,
)
from rodatraden.planning.models import Fate, Plan, PlanFrame, PlanItem, PlanReceipt, PlanStep, PlanText, State, StepKind
from rodatraden.planning.reach import standing_items
from rodatraden.planning.rights import board_of
from rodatraden.planning.services.deciding import subject_of
from rodatraden.planning.source import read
from rodatraden.steering.models import SteeringModel
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.planning import Plan as Kind
from rodatraden.tenancy import current
from rodatraden.thread.gather import gather
from rodatraden.thread.models import ItemVersion

DELEGATION = "Delegationsordningen, påhittad punkt"


@dataclass
class _Making:
    """The rows to be inserted, each list after the one it points at. `by` is who writes for each unit, `told` the
    decisions that the municipality's files tell, and `used` those of them that a plan rests on."""

    actor: Actor
    model: Model
    by: Mapping[int, str]
    told: Mapping[int, Decision]
    used: set[int] = field(default_factory=set)
    decisions: list[Decision] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    texts: list[PlanText] = field(default_factory=list)
    items: list[PlanItem] = field(default_factory=list)
    steps: list[PlanStep] = field(default_factory=list)
    receipts: list[PlanReceipt] = field(default_factory=list)
    frames: list[PlanFrame] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    moved: list[ItemVersion] = field(default_factory=list)

    def insert(self) -> None:
        """Inserts all; a decision told for all officials alike that nothing rests on any longer goes."""
        Decision.objects.bulk_create(self.decisions)
        Plan.objects.bulk_create(self.plans)
        PlanText.objects.bulk_create(self.texts)
        PlanItem.objects.bulk_create(self.items)
        PlanStep.objects.bulk_create(self.steps)
        PlanReceipt.objects.bulk_create(self.receipts)
        PlanFrame.objects.bulk_create(self.frames)
        Amount.objects.bulk_create(self.amounts)
        before = list(
            ItemVersion.objects.filter(pk__in=[row.pk for row in self.moved]).values_list("decision", flat=True)
        )
        ItemVersion.objects.bulk_update(self.moved, ["decision"])
        Decision.objects.filter(pk__in=before).delete()


def load_plans() -> None:
    """The decided plans of the municipality at work, whose units, people and thread exist."""
    actor, today = system(), clock.today()
    model = actor.model_on(today)
    if model is None:
        return
    making = _Making(actor, model, writers(actor), Decision.objects.in_bulk())
    for kind in order_of(model):
        for place in owners(actor.tree, model, kind):
            for year in _decided_years(model, kind, today):
                _decided(making, kind, place, year)
    _report(making)
    making.insert()


def _decided_years(model: Model, kind: Kind, today: date) -> Iterator[int]:
    """The years of the plans that hold today, and of next year's that should be decided already."""
    if kind.every == "mandate":
        yield next(year for year in count(today.year, -1) if begins_in(model, kind, year))
        return
    yield today.year
    due = due_of(kind, today.year + 1)
    if due is not None and due < today and decider_of(model, kind).kind == "council":
        yield today.year + 1


def _decided(making: _Making, kind: Kind, place: Place, year: int) -> None:
    """A plan that was decided by its day, with the items as they are."""
    starts, ends = time_of(kind, year)
    if kind.every == "mandate":
        ends = date(year + making.model.mandate.years - 1, 12, 31)
    plan = Plan(
        municipality=current(),
        kind=kind.key,
        unit_id=place.id,
        starts=starts,
        ends=ends,
        title=title_of(kind, place.name, starts, ends),
        valid_from=starts,
        valid_to=date(year, 12, 31) if kind.every == "year" and ends.year > year == clock.today().year else ends,
        example=True,
    )
    versions = standing_items(making.actor.tree, making.model, kind, place.id, clock.today())
    decision, day = _anchor(making, kind, plan, place, versions)
    plan.decision, plan.state = decision, State.ANNOUNCED if decision.body_id else State.DECIDED
    making.plans.append(plan)
    by = making.by[place.id]
    later = starts > clock.today()
    frames, amounts = framed(making.actor, making.model, kind, plan, _at(day), by) if later else ([], [])
    making.frames += frames
    making.amounts += amounts
    for position, section in enumerate(sections_of(kind)):
        is_table = bool(frames) and bool(kinds_for(section.heading))
        text = "" if is_table else made_up(section.heading)
        making.texts.append(
            PlanText(
                municipality=current(),
                plan=plan,
                section=section.key,
                heading=section.heading,
                position=position,
                text=text,
                written_by=by,
                written_at=_at(day - timedelta(days=30)),
                edit=1,
            )  # fmt: skip
        )
    making.items += [
        PlanItem(municipality=current(), plan=plan, item=version.item, version=version, fate=Fate.CARRIED)
        for version in versions
    ]
    making.steps += _steps(plan, decision, day, by)
    making.receipts += _receipts(making, kind, plan, day)


def _anchor(
    making: _Making, kind: Kind, plan: Plan, place: Place, versions: Sequence[ItemVersion]
) -> tuple[Decision, date]:
    """The decision of a plan, and its day: the one by which its items are said to be decided, else a made-up one.

    An official's is always of its own, in place of one that was told for all officials alike.
    """
    decider = decider_of(making.model, kind)
    body = deciding_place(making.actor.tree, decider, place.id)
    told = _told(making, body, versions) if plan.starts <= clock.today() else None
    said = told.date if told is not None else None
    if body is not None and told is not None and said is not None:
        making.used.add(told.pk)
        return told, said
    by = min(due_of(kind, plan.starts.year) or plan.starts - timedelta(days=21), clock.today())
    day = met_by(making.model, body, by) if body is not None else said or working_day_by(by)
    anchor = Decision(
        municipality=current(),
        key=f"plan-{slug(plan.title)[:60]}-{len(making.plans)}",
        title=plan.title,
        body_id=body.id if body else None,
        date=day,
        position="" if body else f"{decider.name} ({place.name})",
        delegation="" if body else DELEGATION,
        example=True,
    )
    making.decisions.append(anchor)
    for version in versions:
        if told is not None and version.decision_id == told.pk:
            version.decision = anchor
            making.moved.append(version)
    return anchor, day


def _told(making: _Making, body: Place | None, versions: Iterable[ItemVersion]) -> Decision | None:
    """What most of the items were decided by, if whoever decides did it and no other plan rests on it."""
    counted = Counter(version.decision_id for version in versions if version.decision_id is not None)
    found = (making.told[pk] for pk, _times in counted.most_common() if pk not in making.used)
    return next((one for one in found if one.body_id == (body.id if body else None)), None)


def _steps(plan: Plan, decision: Decision, day: date, by: str) -> Iterator[PlanStep]:
    """Begun, proposed, decided; of a body's plan the minutes approved and announced."""
    way = [(StepKind.BEGUN, -60), (StepKind.PROPOSED, -20), (StepKind.DECIDED, 0)]
    if decision.body_id:
        way += [(StepKind.MINUTES_APPROVED, 7), (StepKind.ANNOUNCED, 8)]
    for kind, days in way:
        yield _step(plan, kind, day + timedelta(days=days), by, decision if kind == StepKind.DECIDED else None)


def _step(plan: Plan, kind: StepKind, day: date, by: str, decision: Decision | None) -> PlanStep:
    return PlanStep(
        municipality=current(), plan=plan, kind=kind, day=day, decision=decision, at=_at(day), by=by, example=True
    )


def _report(making: _Making) -> None:
    """What officials decided is reported to their board at its next meeting, but for one board that has it to come."""
    under: dict[Place, list[tuple[Plan, date]]] = defaultdict(list)
    for plan in making.plans:
        decision, board = plan.decision, board_of(making.actor.tree, plan.unit_id)
        if board is not None and decision is not None and decision.date is not None and not decision.body_id:
            under[board].append((plan, decision.date))
    for board, decided in list(under.items())[:-1]:
        day = met_by(making.model, board, max(day for _plan, day in decided) + timedelta(days=45))
        told = Decision(
            municipality=current(), key=f"anmalan-{board.key}", body_id=board.id, date=day,
            title=f"Anmälan av tjänstemännens planer {day.year}", example=True,
        )  # fmt: skip
        making.decisions.append(told)
        making.steps += [_step(plan, StepKind.REPORTED, day, making.by[board.id], told) for plan, _day in decided]


def _receipts(making: _Making, kind: Kind, plan: Plan, day: date) -> Iterator[PlanReceipt]:
    kinds = {body.kind for key in kind.informs if (body := making.model.body_of(key)) is not None}
    for place in making.actor.tree.places.values():
        if place.kind in kinds and place.id != plan.unit_id:
            yield PlanReceipt(
                municipality=current(), plan=plan, to_id=place.id, sent_at=_at(day), sent_by=making.by[plan.unit_id],
                received_at=_at(day + timedelta(days=9)), received_by=f"Registrator, {place.name}",
            )  # fmt: skip


def freeze_plans() -> None:
    """Keeps what the decided plans say, each on the day of its decision, or the first of the municipality's model.

    The thread is read once for those of a day and a time, since they change nothing in it.
    """
    first = SteeringModel.objects.earliest("valid_from").valid_from
    rows = Plan.objects.filter(decision__isnull=False, frozen=None).select_related("unit", "decision__body")
    plans = list(rows.order_by("decision__date", "starts", "pk"))
    for (day, starts), group in groupby(plans, key=lambda plan: (plan.decision and plan.decision.date, plan.starts)):
        with clock.held(max(day or first, first)), override("sv"):
            actor, together, shown = demonstrating(), list(group), max(starts, first)
            thread = gather(actor, shown, Period.of("year", shown), progress=True, public=True)
            sources = [read(actor, plan, public=True, thread=thread) for plan in together]
            wanted = [
                Freezing(subject_of(one.plan), one.kind.name.one, document_of(one, final=True)) for one in sources
            ]
            for plan, frozen in zip(together, freeze_all(actor, wanted), strict=True):
                plan.frozen = frozen
    Plan.objects.bulk_update(plans, ["frozen"])


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9, 30), clock.SWEDEN)
