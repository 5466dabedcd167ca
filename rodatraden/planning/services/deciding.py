"""The decision: one decision decides the plan, its items and its targets, and its content is frozen as it was."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from rodatraden.decisions.models import Decision
from rodatraden.decisions.taken import takes
from rodatraden.documents.freezing import Freezing, freeze
from rodatraden.documents.models import File
from rodatraden.indicators.services import TargetEntry, set_targets
from rodatraden.lib import clock
from rodatraden.lib.text import Text
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.organisation.tree import Place
from rodatraden.planning.contents import document_of, never_shown
from rodatraden.planning.hindrances import hindrances
from rodatraden.planning.kinds import decider_of, deciding_place, levels_of
from rodatraden.planning.models import Fate, Plan, PlanItem, StepKind
from rodatraden.planning.outlived import lost_told
from rodatraden.planning.rights import by_official, position_for
from rodatraden.planning.sentence import breaks_to_know
from rodatraden.planning.services.frames import decide_frames
from rodatraden.planning.services.minutes import check_day, recorded
from rodatraden.planning.services.proposal import differs
from rodatraden.planning.services.receipts import send_for_information
from rodatraden.planning.services.rows import allowed, decided_in, keep, kind_named, made_up, move, reading_mark
from rodatraden.planning.services.standing import first_day_of, last_day_of
from rodatraden.planning.services.telling import tell_step
from rodatraden.planning.source import Source, read
from rodatraden.planning.states import STANDING, change_fault
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.planning import Plan as Kind
from rodatraden.tenancy.edits import Refused, Stale, must_be_ours, refuse
from rodatraden.thread.models import ItemVersion, State
from rodatraden.thread.services import decide_drafts, draft_anew, end_items
from rodatraden.thread.services.rows import model_at_work


@dataclass(frozen=True)
class Deciding:
    """What is said of a decision: a body's day, paragraph and reference, or what an official's decision rests on.

    `decision` is one that is recorded already. `seen` is the mark of the plan that was read. `changed` says what the
    body changed in the proposal: what is frozen is what was decided. `valid_from` is the plan's first day where
    nothing else is said. `confirmed` is that breaks of the thread are known, `anyhow` why it is decided although
    something stands in the way.
    """

    seen: str
    day: date | None = None
    paragraph: str = ""
    reference: str = ""
    delegation: str = ""
    decision: Decision | None = None
    valid_from: date | None = None
    changed: str = ""
    confirmed: bool = False
    anyhow: str = ""
    file: File | None = None
    example: bool = False


def decide_plan(actor: Actor, plan: Plan, said: Deciding) -> Plan:
    """Decides a plan: all or nothing, and once. Needs to be whoever the model lets decide, or to register for them.

    Raises Stale where the plan has changed since it was read, Refused where the model of today no longer has the
    plan's type or a level in it, where the decision cannot be recorded as said, where something stands in the way
    (`anyhow`) and where the thread would be broken (`confirmed`).
    """
    must_be_ours(said.decision, "decision")
    must_be_ours(said.file, "file")
    with transaction.atomic():
        row, model = allowed(actor, "decide", plan), model_at_work()
        kind = kind_named(model, row.kind)
        items = list(row.items.select_related("item", "version__unit", "version__item"))
        if said.seen != reading_mark(row, items):
            raise Stale({"plan": _("ändrad")}, {"plan": _("som du läste den")}, _last_writer(row, items))
        _known_levels(model, kind, items)
        changed = _changed(model, row, said)
        hindered = _known(actor, row, said)
        row.decision = _anchor(actor, model, kind, row, said)
        begins, last = _within(row, said.valid_from or first_day_of(row))
        _decide_items(actor, row.decision, items, begins)
        _decide_targets(actor, row)
        decide_frames(actor, row)
        _take_place(actor, row, begins)
        move(row, "decide", decision=row.decision, valid_from=begins, valid_to=last, changed=changed)
        step = StepKind.DECIDED_CHANGED if changed else StepKind.DECIDED
        kept = keep(actor, row, step, changed, day=row.decision.date, decision=row.decision, file=said.file)
        if said.anyhow.strip():
            keep(actor, row, StepKind.OVERRIDDEN, _in_spite_of(hindered, said.anyhow), day=row.decision.date)
        freeze_plan(actor, row)
        send_for_information(actor, model, kind, row)
        tell_step(actor, kept)
    return row


def _last_writer(plan: Plan, items: Iterable[PlanItem]) -> str:
    """Who changed something last."""
    said = [(row.version.written_at, row.version.written_by) for row in items if row.version and row.version.written_at]
    said += [(at, by) for at, by in plan.texts.values_list("written_at", "written_by") if at is not None]
    return max(said)[1] if said else ""


def _known_levels(model: Model, kind: Kind, items: Iterable[PlanItem]) -> None:
    """Refuses what stands at a level that the model of today no longer lets the plan decide."""
    known = {level.key for level in levels_of(model, kind)}
    lost = [row.version.title for row in items if row.version is not None and row.version.level not in known]
    if lost:
        raise refuse(str(lost_told(lost)))


def _changed(model: Model, plan: Plan, said: Deciding) -> str:
    """What the body changed in the proposal, in words. An official decides what is there, and proposes nothing."""
    changed = said.changed.strip()
    if by_official(model, plan):
        return changed
    if fault := change_fault(plan.state, differs(plan), bool(changed)):
        raise refuse(str(fault), "changed")
    return changed


def _known(actor: Actor, plan: Plan, said: Deciding) -> Sequence[Text]:
    """What stands in the way. Refuses in one go what does so without a reason, and breaks that nobody has said they
    know of."""
    reasons = {}
    found = list(hindrances(actor, plan))
    if found and not said.anyhow.strip():
        reasons["anyhow"] = " ".join([*map(str, found), _("Skriv varför planen ändå ska beslutas.")])
    if not said.confirmed and (broken := read(actor, plan, economy=False).breaks):
        reasons["confirmed"] = str(breaks_to_know(len(broken)))
    if reasons:
        raise Refused(reasons)
    return found


def _in_spite_of(hindered: Sequence[Text], why: str) -> str:
    """What stood in the way and why it was decided all the same, in the municipality's own words."""
    with override("sv"):
        return " ".join([*map(str, hindered), why.strip()])


def _anchor(actor: Actor, model: Model, kind: Kind, plan: Plan, said: Deciding) -> Decision:
    """The decision that the plan rests on: the body's, or the official's own."""
    decider = decider_of(model, kind)
    body = deciding_place(actor.tree, decider, plan.unit_id)
    if said.decision is not None:
        return _chosen(body, plan, said.decision)
    if body is not None:
        if said.day is None:
            raise refuse(_("Ange dagen då beslutet fattades."), "day")
        if not said.paragraph.strip():
            raise refuse(_("Ange paragrafen i protokollet."), "paragraph")
        check_day(plan, said.day)
        unit = Unit.objects.get(pk=body.id)
        told = {"body": unit, "date": said.day, "paragraph": said.paragraph, "reference": said.reference.strip()}
        return _recorded(actor, plan, said, **told)
    if decider.by == "body":
        raise refuse(_("Det finns inget organ som kan besluta planen."))
    position = position_for(actor, model, decider, plan.unit_id) or f"{decider.name} ({plan.unit.name})"
    delegation = said.delegation.strip()
    if not delegation:
        raise refuse(_("Ange den delegation eller det uppdrag som beslutet vilar på."), "delegation")
    day = said.day or clock.today()
    check_day(plan, day)
    return _recorded(actor, plan, said, position=position, date=day, delegation=delegation)


def _recorded(actor: Actor, plan: Plan, said: Deciding, **fields: object) -> Decision:
    return recorded(actor, plan, file=said.file, example=said.example or made_up(actor, plan), **fields)


def _chosen(body: Place | None, plan: Plan, decision: Decision) -> Decision:
    """A decision that is recorded already: the body's own, which settles nothing else, after the plan's last step."""
    if body is None:
        return decision
    if decision.body_id != body.id:
        raise refuse(_("Planen beslutas av %(who)s.") % {"who": body.name}, "decision")
    if decision.date is None or not takes(decision, body.id):
        raise refuse(_("Det beslutet gäller redan något annat, eller saknar dag eller paragraf."), "decision")
    check_day(plan, decision.date, "decision")
    return decision


def _decide_items(actor: Actor, decision: Decision, items: Iterable[PlanItem], begins: date) -> None:
    """Drafts hold from the day; what is carried on does as it stands, anew where it would have ended; the rest ends."""
    _end(actor, {row.item_id: row.reason[:300] for row in items if row.fate == Fate.DROPPED}, begins, decision)
    kept = {row.item_id: row for row in items if row.fate != Fate.DROPPED}
    versions = {version.item_id: version for version in ItemVersion.objects.decided_on(begins).filter(item__in=kept)}
    versions |= {item: row.version for item, row in kept.items() if row.version is not None}
    versions |= draft_anew(actor, [item for item in kept if item not in versions])
    drafts = [version for version in versions.values() if version.state == State.DRAFT]
    decide_drafts(actor, drafts, decision, begins)
    for item, row in kept.items():
        row.version = versions[item]
    PlanItem.objects.bulk_update(kept.values(), ["version"])


def _end(actor: Actor, reasons: Mapping[int, str], begins: date, decision: Decision) -> None:
    """The last day of what is dropped is the one before; what has ended by itself is left."""
    last = begins - timedelta(days=1)
    held = ItemVersion.objects.decided_on(last).filter(item__in=reasons).exclude(valid_to__lte=last)
    goes_on = held.values_list("item_id", flat=True)
    end_items(actor, {item: reasons[item] for item in goes_on}, last, decision)


def _decide_targets(actor: Actor, plan: Plan) -> None:
    reason = decided_in(plan)
    entries = [
        TargetEntry(
            indicator=row.indicator_id,
            unit=row.unit_id,
            period=row.period,
            breakdown=row.breakdown,
            form=row.form,
            value=row.value,
            low=row.low,
            high=row.high,
            reason=(row.reason or reason)[:300],
            decision=plan.decision_id,
            example=row.example,
        )
        for row in plan.targets.all()
    ]
    if entries:
        set_targets(actor, entries, sure=True, allowed=True)


def _within(plan: Plan, begins: date) -> tuple[date, date]:
    """The first and the last day of what is decided. Refuses a first day outside the plan's own time, or when another
    plan has taken over."""
    last = last_day_of(plan)
    if not plan.starts <= begins <= last:
        told = _("Planen kan gälla från och med %(first)s till och med %(last)s.")
        raise refuse(told % {"first": plan.starts, "last": last}, "valid_from")
    return begins, last


def _take_place(actor: Actor, plan: Plan, begins: date) -> None:
    """The plan that this one changes is replaced; one of an earlier time that reaches into this one ends before it."""
    others = Plan.objects.select_for_update().filter(kind=plan.kind, unit=plan.unit, state__in=STANDING)
    for other in others.exclude(pk=plan.pk):
        if other.pk == plan.replaces_id or other.starts == plan.starts:
            move(other, "replace", valid_to=max(begins - timedelta(days=1), other.valid_from or date.min))
            keep(actor, other, StepKind.REPLACED, decision=plan.decision)
        elif other.starts < plan.starts and (other.valid_to is None or other.valid_to >= begins):
            other.valid_to = max(begins - timedelta(days=1), other.valid_from or date.min)
            other.save(update_fields=["valid_to"])


def subject_of(plan: Plan) -> str:
    """What a frozen document is of: "plan:verksamhetsplan:2019-01-01:socialnamnden"."""
    return f"plan:{plan.kind}:{plan.starts.isoformat()}:{plan.unit.key}"


def check_placed(source: Source) -> None:
    """Refuses a plan whose texts place what there is not: a dash would stand there for good."""
    if wrong := never_shown(source):
        raise refuse(_("Rätta texten. %(what)s") % {"what": " ".join(map(str, wrong))})


def freeze_plan(actor: Actor, plan: Plan) -> None:
    """Keeps the plan as it was decided, by its content."""
    with override("sv"):
        source = read(actor, plan, public=True)
        check_placed(source)
        document, name = document_of(source, final=True), source.kind.name.one
        reason = plan.why_anew or _("Planen beslutades på nytt.")
    plan.frozen = freeze(actor, Freezing(subject_of(plan), name, document, reason))
    plan.save(update_fields=["frozen"])
