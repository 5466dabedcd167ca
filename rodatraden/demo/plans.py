"""The plans of a municipality: those that hold as its items are, and next year's as far as they have come.

What holds goes in by bulk, like the rest of the demo; next year's are begun by the same verbs as on the pages.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import count

from django.utils.translation import override

from rodatraden.audit.log import By
from rodatraden.decisions.models import Decision
from rodatraden.demo.plan_frames import framed
from rodatraden.demo.rows import Town
from rodatraden.documents.freezing import Freezing, freeze_all
from rodatraden.economy.models import Amount
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.lib.text import slug
from rodatraden.lib.workdays import working_day_by
from rodatraden.organisation.access import Actor, system
from rodatraden.organisation.models import Unit
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
from rodatraden.planning.services import begin_plan, propose, send_out
from rodatraden.planning.services.deciding import subject_of
from rodatraden.planning.source import read
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.planning import Plan as Kind
from rodatraden.tenancy import current
from rodatraden.thread.gather import gather

TEXTS: Mapping[str, str] = {
    "ekonomi": "Ramen är fördelad efter de volymer som väntas.\n\n- Lokalkostnaderna ses över\n"
    "- Inköpen samordnas med övriga enheter",
    "budget": "Ramen räcker till **nuvarande volymer**. Nya behov ryms genom omfördelning.",
    "strateg": "Strategierna och aktiviteterna är valda för att de syns i vardagen för dem vi är till för.\n\n"
    "{{aktiviteter}}",
    "indikator": "Varje mål mäts av minst en indikator. Källan och när den mäts står vid var och en.",
    "målvärde": "Målvärdena är satta så att de går att nå och märks för dem vi är till för.",
    "målområde": "Målområdena är de samma som fullmäktige har beslutat.",
    "mål": "Målen bygger på det som är beslutat ovanför och på vad uppföljningen visade.\n\n{{mål}}",
    "aktivitet": "Aktiviteterna är valda för att de syns i vardagen för dem vi är till för.\n\n{{aktiviteter}}",
    "uppdrag": "Vårt uppdrag är att ge den service som invånarna har rätt till, med god kvalitet och inom ramen.",
    "ansvar": "Den som ansvarar står vid varje aktivitet. Läget följs upp på **arbetsplatsträffarna**.",
    "prior": "Två saker går först:\n\n1. Det som invånarna märker\n2. Det som förebygger kostnader längre fram",
    "nuläge": "Läget är i stort detsamma som förra året. Efterfrågan ökar, och rekryteringen är fortsatt svår.",
    "resurs": "Personalen är den viktigaste resursen. Kompetens för digitala arbetssätt behöver byggas upp.",
    "": "Avsnittet visar hur en text kan se ut. Det är påhittat för demonstrationen.",
}
"""A made-up text by what the section's heading speaks of."""
DELEGATION = "Delegationsordningen, påhittad punkt"
WRITTEN = "Ansvarig"
MOST_BEGUN = 3
"""So many plans of each type are begun for next year; the others wait for the visitor."""


@dataclass
class _Made:
    """Rows to be inserted, each list after the one it points at."""

    decisions: list[Decision] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    texts: list[PlanText] = field(default_factory=list)
    items: list[PlanItem] = field(default_factory=list)
    steps: list[PlanStep] = field(default_factory=list)
    receipts: list[PlanReceipt] = field(default_factory=list)
    frames: list[PlanFrame] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)


def load_plans(_town: Town) -> None:
    """All plans of the municipality at work, whose units, people and thread exist."""
    actor, today = replace(system(), by=By("", WRITTEN)), clock.today()
    model = actor.model_on(today)
    if model is None:
        return
    made = _Made()
    for kind in order_of(model):
        for place in owners(actor.tree, model, kind):
            for year in _decided_years(model, kind, today):
                _decided(made, actor, model, kind, place, year)
    _insert(made)
    _freeze(actor, made.plans)
    for kind in order_of(model):
        _begin(actor, model, kind, today)


def _decided_years(model: Model, kind: Kind, today: date) -> Iterator[int]:
    """The years of the plans that hold today, and of next year's that should be decided already."""
    if kind.every == "mandate":
        yield next(year for year in count(today.year, -1) if begins_in(model, kind, year))
        return
    yield today.year
    due = due_of(kind, today.year + 1)
    if due is not None and due < today and decider_of(model, kind).kind == "council":
        yield today.year + 1


def _decided(made: _Made, actor: Actor, model: Model, kind: Kind, place: Place, year: int) -> None:
    """A plan that was decided by its day, with the items as they are."""
    starts, ends = time_of(kind, year)
    if kind.every == "mandate":
        ends = date(year + model.mandate.years - 1, 12, 31)
    rolls = kind.every == "year" and ends.year > year == clock.today().year
    day = working_day_by(min(due_of(kind, year) or starts - timedelta(days=21), clock.today()))
    decision = _decision(actor, model, kind, place, day, title_of(kind, place.name, starts, ends), len(made.plans))
    made.decisions.append(decision)
    plan = Plan(
        municipality=current(),
        kind=kind.key,
        unit_id=place.id,
        starts=starts,
        ends=ends,
        title=decision.title,
        state=State.ANNOUNCED if decision.body_id else State.DECIDED,
        decision=decision,
        valid_from=starts,
        valid_to=date(year, 12, 31) if rolls else ends,
        example=True,
    )
    made.plans.append(plan)
    frames, amounts = framed(actor, model, kind, plan, _at(day)) if year > clock.today().year else ([], [])
    made.frames += frames
    made.amounts += amounts
    for position, section in enumerate(sections_of(kind)):
        made.texts.append(_text(plan, section.key, section.heading, position, day))
        if frames and kinds_for(section.heading):
            made.texts[-1].text = ""
    for version in standing_items(actor.tree, model, kind, place.id, clock.today()):
        made.items.append(
            PlanItem(municipality=current(), plan=plan, item=version.item, version=version, fate=Fate.CARRIED)
        )
    made.steps += _steps(plan, decision, day)
    made.receipts += _receipts(actor, model, kind, plan, day)


def _text(plan: Plan, key: str, heading: str, position: int, day: date) -> PlanText:
    return PlanText(
        municipality=current(),
        plan=plan,
        section=key,
        heading=heading,
        position=position,
        text=made_up(heading),
        written_by=WRITTEN,
        written_at=_at(day - timedelta(days=30)),
        edit=1,
    )


def made_up(heading: str) -> str:
    """A made-up text that fits a section's heading."""
    words = heading.lower()
    return next(text for key, text in TEXTS.items() if key in words)


def _decision(actor: Actor, model: Model, kind: Kind, place: Place, day: date, title: str, number: int) -> Decision:
    """A made-up decision of the body, or of the official that the model names."""
    decider = decider_of(model, kind)
    body = deciding_place(actor.tree, decider, place.id)
    said = {"position": f"{decider.name} ({place.name})", "delegation": DELEGATION} if body is None else {}
    return Decision(
        municipality=current(),
        key=f"plan-{slug(title)[:60]}-{number}",
        title=title,
        body_id=body.id if body else None,
        date=day,
        paragraph=str(200 + number) if body else "",
        example=True,
        **said,
    )


def _steps(plan: Plan, decision: Decision, day: date) -> Iterator[PlanStep]:
    """Begun, proposed, decided; of a body's plan the minutes approved and announced."""
    way = [(StepKind.BEGUN, -60), (StepKind.PROPOSED, -20), (StepKind.DECIDED, 0)]
    if decision.body_id:
        way += [(StepKind.MINUTES_APPROVED, 7), (StepKind.ANNOUNCED, 8)]
    for kind, days in way:
        when = day + timedelta(days=days)
        yield PlanStep(
            municipality=current(),
            plan=plan,
            kind=kind,
            day=when,
            decision=decision if kind == StepKind.DECIDED else None,
            at=_at(when),
            by=WRITTEN,
            example=True,
        )


def _receipts(actor: Actor, model: Model, kind: Kind, plan: Plan, day: date) -> Iterator[PlanReceipt]:
    kinds = {body.kind for key in kind.informs if (body := model.body_of(key)) is not None}
    for place in actor.tree.places.values():
        if place.kind in kinds and place.id != plan.unit_id:
            yield PlanReceipt(
                municipality=current(), plan=plan, to_id=place.id, sent_at=_at(day), sent_by=WRITTEN,
                received_at=_at(day + timedelta(days=9)), received_by=f"Registrator, {place.name}",
            )  # fmt: skip


def _insert(made: _Made) -> None:
    Decision.objects.bulk_create(made.decisions)
    Plan.objects.bulk_create(made.plans)
    PlanText.objects.bulk_create(made.texts)
    PlanItem.objects.bulk_create(made.items)
    PlanStep.objects.bulk_create(made.steps)
    PlanReceipt.objects.bulk_create(made.receipts)
    PlanFrame.objects.bulk_create(made.frames)
    Amount.objects.bulk_create(made.amounts)


def _freeze(actor: Actor, plans: list[Plan]) -> None:
    """Keeps what the plans say; the thread is read once, since they change nothing in it."""
    today = clock.today()
    thread = gather(actor, today, Period.of("year", today), progress=True, public=True)
    rows = Plan.objects.filter(pk__in=[plan.pk for plan in plans]).select_related("unit", "decision__body", "replaces")
    wanted = []
    with override("sv"):
        for plan in rows:
            source = read(actor, plan, public=True, thread=thread)
            wanted.append(Freezing(subject_of(plan), source.kind.name.one, document_of(source, final=True)))
    frozen = {row.subject: row for row in freeze_all(actor, wanted)}
    for plan in rows:
        plan.frozen = frozen[subject_of(plan)]
    Plan.objects.bulk_update(rows, ["frozen"])


def _begin(actor: Actor, model: Model, kind: Kind, today: date) -> None:
    """Next year's: the first is proposed, the second out for views, the third being written."""
    year = today.year + 1
    if not begins_in(model, kind, year):
        return
    there = set(Plan.objects.filter(kind=kind.key, starts__year=year).values_list("unit", flat=True))
    places = [place for place in owners(actor.tree, model, kind) if place.id not in there][:MOST_BEGUN]
    units = Unit.objects.in_bulk([place.id for place in places])
    for number, place in enumerate(places):
        plan = begin_plan(actor, kind.key, units[place.id], year, example=True)
        council = deciding_place(actor.tree, decider_of(model, kind), place.id)
        if number == 1 and council is not None:
            beneath = [one.id for one in actor.tree.children.get(place.id, ())][:2]
            if beneath:
                send_out(actor, plan, list(Unit.objects.filter(pk__in=beneath)), today + timedelta(days=14))
        elif number == 2 and council is not None:
            propose(actor, plan, "Planen antas.")


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9, 30), clock.SWEDEN)
