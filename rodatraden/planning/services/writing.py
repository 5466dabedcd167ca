"""The texts of a plan: written by several hands, saved while one types, with a history and remarks."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.lib import clock
from rodatraden.lib.text import fold, slug, storable
from rodatraden.organisation.access import Actor
from rodatraden.organisation.heads import heads
from rodatraden.organisation.models import Role, Unit
from rodatraden.planning.models import Plan, PlanComment, PlanText, PlanTextPast, State, StepKind
from rodatraden.planning.rights import may
from rodatraden.planning.services.rows import allowed, record, touch
from rodatraden.tenancy.edits import Stale, must_be_ours, refuse
from rodatraden.thread.services.rows import model_at_work

LONGEST = 200_000
"""As long as any text may be: more than a whole plan, and still one save."""
SITTING = timedelta(minutes=20)
"""What one person saves with shorter pauses than this is one version: autosaves are not each worth keeping."""


def write_section(actor: Actor, section: PlanText, text: str, *, seen: int) -> PlanText:
    """Saves a section. Saving what already stands changes nothing.

    `seen` is the change number of the text that the writer opened. Raises Stale, with both texts, where somebody else
    has saved another one since; Refused where the plan is no longer being written.
    """
    text = storable(text)
    if len(text) > LONGEST:
        raise refuse(_("Texten är för lång. Här får högst 200 000 tecken plats; lägg resten i en bilaga."), "text")
    with transaction.atomic():
        plan = allowed(actor, "write", section.plan, section)
        row = _locked(section)
        if row.text == text:
            return row
        if row.edit != seen:
            raise Stale({"text": row.text}, {"text": text}, row.written_by)
        now = clock.now()
        if _is_worth_keeping(row, actor, now) or _is_of_the_proposal(plan, row):
            PlanTextPast.objects.create(
                section=row, text=row.text, written_by=row.written_by, written_at=row.written_at, edit=row.edit
            )
        row.text, row.copied_from, row.edit = text, None, row.edit + 1
        row.written_by, row.written_at = actor.by.name, now
        row.save(update_fields=["text", "text_folded", "copied_from", "edit", "written_by", "written_at"])
        touch(plan)
    return row


def _is_worth_keeping(row: PlanText, actor: Actor, now: datetime) -> bool:
    """Whether what stands is another's, or of an earlier sitting."""
    if not row.text or row.written_at is None:
        return False
    return row.copied_from_id is not None or row.written_by != actor.by.name or now - row.written_at > SITTING


def _is_of_the_proposal(plan: Plan, row: PlanText) -> bool:
    """Whether what stands was proposed: it is kept beside what is decided, whoever wrote it and when."""
    if not row.text or plan.state != State.AMENDING:
        return False
    began = plan.steps.filter(kind=StepKind.AMENDING).latest("pk").at
    return row.written_at is None or row.written_at <= began


def _locked(section: PlanText) -> PlanText:
    row = PlanText.objects.select_for_update(of=("self",)).filter(pk=section.pk).first()
    if row is None:
        raise refuse(_("Avsnittet finns inte längre."))
    return row


def add_section(actor: Actor, plan: Plan, heading: str) -> PlanText:
    """A section of the plan's own, last."""
    heading = " ".join(heading.split())
    if not heading:
        raise refuse(_("Skriv en rubrik."), "heading")
    with transaction.atomic():
        row = allowed(actor, "write", plan)
        there = dict(row.texts.values_list("section", "heading"))
        if any(fold(heading) == fold(each) for each in there.values()):
            raise refuse(_("Planen har redan ett avsnitt som heter ”%(heading)s”.") % {"heading": heading}, "heading")
        keys = set(there)
        stem = slug(heading)[:70] or "avsnitt"
        key = next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, len(keys) + 3))) if name not in keys)
        made = PlanText.objects.create(plan=row, section=key, heading=heading[:200], position=len(keys), asked=False)
        touch(row)
        record(actor, "lade till avsnitt", row, after={"heading": made.heading})
    return made


def remove_section(actor: Actor, section: PlanText) -> None:
    """Takes away a section of the plan's own. One that the model asks for stays, and one with remarks that nobody has
    dealt with."""
    with transaction.atomic():
        plan = allowed(actor, "write", section.plan)
        row = _locked(section)
        if row.asked:
            raise refuse(_("Styrmodellen kräver avsnittet."))
        remarks = list(row.comments.all())
        if any(each.resolved_at is None for each in remarks):
            raise refuse(_("Avsnittet har kommentarer som inte är åtgärdade. Åtgärda dem först."))
        before = {"heading": row.heading, "text": row.text, "comments": [each.text for each in remarks]}
        record(actor, "tog bort avsnitt", plan, before=before)
        row.delete()
        touch(plan)


def assign_section(actor: Actor, section: PlanText, unit: Unit | None, role: str) -> PlanText:
    """Says which role is to write a section, or that all who write the plan do. By who answers for the plan."""
    must_be_ours(unit, "writer")
    with transaction.atomic():
        plan = allowed(actor, "write", section.plan)
        if not heads(actor, plan.unit_id):
            raise PermissionDenied
        row = _locked(section)
        if unit is not None and not Role.objects.on(clock.today()).filter(unit=unit, kind=role).exists():
            raise refuse(_("Ingen har den rollen i dag."), "writer")
        row.writer_unit, row.writer_kind = unit, role if unit is not None else ""
        row.save(update_fields=["writer_unit", "writer_kind"])
        record(
            actor, "fördelade avsnitt", plan, after={"heading": row.heading, "writer": f"{role} {unit or ''}".strip()}
        )
    return row


def comment(actor: Actor, section: PlanText, text: str, quote: str = "") -> PlanComment:
    """A remark on a section or a passage of it, by whoever writes the plan or is asked for views."""
    if not text.strip():
        raise refuse(_("Skriv en kommentar."), "comment")
    with transaction.atomic():
        plan, model = section.plan, model_at_work()
        if not plan.is_open:
            raise refuse(_("Planen är beslutad: kommentera i stället nästa plan."))
        if not (may(actor, model, "write", plan, section) or may(actor, model, "give_view", plan)):
            raise PermissionDenied
        made = PlanComment.objects.create(
            section=section, quote=" ".join(quote.split()), text=text.strip(), by=actor.by.name, at=clock.now()
        )
        record(actor, "kommenterade", plan, after={"heading": section.heading, "text": made.text})
    return made


def resolve(actor: Actor, remark: PlanComment) -> PlanComment:
    """Says that a remark has been dealt with. Twice is once."""
    with transaction.atomic():
        plan = remark.section.plan
        if not may(actor, model_at_work(), "write", plan, remark.section):
            raise PermissionDenied
        row = PlanComment.objects.select_for_update(of=("self",)).get(pk=remark.pk)
        if row.resolved_at is None:
            row.resolved_at, row.resolved_by = clock.now(), actor.by.name
            row.save(update_fields=["resolved_at", "resolved_by"])
            record(actor, "åtgärdade kommentar", plan, after={"text": row.text})
    return row
