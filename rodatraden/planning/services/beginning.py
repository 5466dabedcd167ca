"""A plan is begun: from last year's, or from what was decided, to change it. And thrown away before it was more."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.heads import writes
from rodatraden.organisation.models import Unit
from rodatraden.organisation.services.notices import done
from rodatraden.planning.kinds import owner_kinds, sections_of, time_of, title_of
from rodatraden.planning.models import Fate, Plan, PlanItem, PlanText, State, StepKind
from rodatraden.planning.reach import standing_items
from rodatraden.planning.replies import is_heard
from rodatraden.planning.services.frames import carry_frames
from rodatraden.planning.services.rows import allowed, keep, kind_named, move, record
from rodatraden.planning.services.telling import about_of, tell_step
from rodatraden.planning.states import OPEN, STANDING
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.planning import Plan as Kind
from rodatraden.tenancy.edits import must_be_ours, refuse
from rodatraden.thread.models import ItemVersion
from rodatraden.thread.services import discard_drafts, reject_drafts
from rodatraden.thread.services.rows import model_at_work


def begin_plan(actor: Actor, kind: str, unit: Unit, year: int, *, example: bool = False) -> Plan:
    """Begins a unit's plan of a type that begins a year.

    Its sections are those that the model asks for; they begin as the texts of the unit's plan before. Its items are
    those that hold when it begins, marked as carried on, and a budget's frames those of the year before. What runs is
    not disturbed. Of two who begin at once one does. Needs to write what is the unit's.
    """
    must_be_ours(unit, "unit")
    model = model_at_work()
    type = kind_named(model, kind)
    if not writes(actor, unit.pk):
        raise PermissionDenied
    kinds = owner_kinds(model, type)
    if kinds and unit.kind not in kinds:
        raise refuse(_("%(unit)s har ingen plan av det slaget.") % {"unit": unit.name}, "unit")
    starts, ends = time_of(type, year)
    if not unit.holds_on(max(starts, clock.today())) and not unit.holds_on(starts):
        raise refuse(_("%(unit)s finns inte när planen börjar.") % {"unit": unit.name}, "unit")
    title = title_of(type, unit.name, starts, ends)
    plan = Plan(kind=kind, unit=unit, starts=starts, ends=ends, title=title, example=example)
    return _begun(actor, model, type, plan, _former(plan))


def revise_plan(actor: Actor, plan: Plan, why: str) -> Plan:
    """Begins a new version of a decided plan, for the same time: it changes only by a new decision."""
    must_be_ours(plan, "")
    model = model_at_work()
    type = kind_named(model, plan.kind)
    if not writes(actor, plan.unit_id):
        raise PermissionDenied
    if plan.state not in STANDING:
        raise refuse(_("Bara en beslutad plan revideras."))
    if not why.strip():
        raise refuse(_("Skriv varför planen ska ändras."), "why")
    new = Plan(
        kind=plan.kind,
        unit=plan.unit,
        starts=plan.starts,
        ends=plan.ends,
        title=plan.title,
        replaces=plan,
        why_anew=why.strip(),
        example=plan.example,
    )
    return _begun(actor, model, type, new, plan)


def _begun(actor: Actor, model: Model, kind: Kind, plan: Plan, former: Plan | None) -> Plan:
    same = {"kind": plan.kind, "unit": plan.unit, "starts": plan.starts}
    if plan.replaces is None and Plan.objects.filter(**same, state__in=STANDING).exists():
        raise refuse(_("Planen är redan beslutad. Revidera den i stället."))
    if Plan.objects.filter(**same, state__in=OPEN).exists():
        raise refuse(_("Planen är redan påbörjad."))
    plan.municipality_id = plan.unit.municipality_id
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
            _lay_out(plan, kind, former)
            _carry(actor, model, kind, plan)
            carry_frames(actor, model, kind, plan)
            keep(actor, plan, StepKind.BEGUN, plan.why_anew)
    except IntegrityError as fault:
        raise refuse(_("Planen är redan påbörjad.")) from fault
    return plan


def _former(plan: Plan) -> Plan | None:
    """The unit's latest plan of the type before this one, which was decided."""
    earlier = Plan.objects.filter(kind=plan.kind, unit=plan.unit, starts__lt=plan.starts, state__in=STANDING)
    return earlier.order_by("-starts", "-pk").first()


def _lay_out(plan: Plan, kind: Kind, former: Plan | None) -> None:
    """The sections that the model asks for and those that the former plan had of its own, with the former's texts."""
    before = {row.section: row for row in former.texts.all()} if former else {}
    asked = {section.key: section.heading for section in sections_of(kind)}
    own = {key: row.heading for key, row in before.items() if not row.asked and key not in asked}
    rows = []
    for position, (key, heading) in enumerate({**asked, **own}.items()):
        old = before.get(key)
        row = PlanText(
            plan=plan,
            municipality_id=plan.municipality_id,
            section=key,
            heading=heading,
            position=position,
            asked=key in asked,
        )
        if old is not None and old.text:
            row.text, row.copied_from, row.edit = old.text, former, 1
            row.written_by, row.written_at = old.written_by, old.written_at
        if old is not None:
            row.writer_unit_id, row.writer_kind = old.writer_unit_id, old.writer_kind
        rows.append(row)
    PlanText.objects.bulk_create(rows)


def _carry(actor: Actor, model: Model, kind: Kind, plan: Plan) -> None:
    found = standing_items(actor.tree, model, kind, plan.unit_id, day_before(plan))
    PlanItem.objects.bulk_create(
        PlanItem(plan=plan, municipality_id=plan.municipality_id, item_id=version.item_id, fate=Fate.CARRIED)
        for version in found
    )


def day_before(plan: Plan) -> date:
    """The day whose thread the plan begins from: the last before it, or today where it has begun already."""
    return max(plan.starts - timedelta(days=1), clock.today() if plan.starts <= clock.today() else date.min)


def discard_plan(actor: Actor, plan: Plan) -> None:
    """Throws a plan away that is still in preparation, with the drafts that were begun for it. Refused where others
    have given their views of it, or decided something of it: those are to be read afterwards."""
    with transaction.atomic():
        row = allowed(actor, "discard", plan)
        if is_heard(row.steps.all()):
            raise refuse(_("Andra har yttrat sig om planen. Lägg ner den i stället: då kan den läsas efteråt."))
        discard_drafts(actor, _begun_for(row), allowed=True)
        done(about=about_of(row))
        record(actor, "slängde plan", row, before={"state": State(row.state).label})
        row.delete()


def lay_down(actor: Actor, plan: Plan, comment: str) -> Plan:
    """Ends the work on a plan that others have been heard about, without a decision: it stays to be read."""
    if not comment.strip():
        raise refuse(_("Skriv varför."), "comment")
    with transaction.atomic():
        row = allowed(actor, "lay_down", plan)
        if not is_heard(row.steps.all()):
            raise refuse(_("Ingen annan har yttrat sig om planen. Släng den i stället."))
        reject_drafts(actor, _begun_for(row))
        move(row, "lay_down")
        tell_step(actor, keep(actor, row, StepKind.LAID_DOWN, comment))
    return row


def _begun_for(plan: Plan) -> QuerySet[ItemVersion]:
    """The drafts that were begun for the plan. One that it found already begun goes on without it."""
    return ItemVersion.objects.drafts().filter(in_plans__plan=plan, in_plans__found=False).select_related("item")
