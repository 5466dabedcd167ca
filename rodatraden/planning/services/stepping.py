"""A plan on its way: sent out for views, proposed, referred back, tabled, rejected; then minutes, notice, appeal."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from rodatraden.decisions.models import Decision
from rodatraden.decisions.services import bare_paragraph
from rodatraden.documents.models import File
from rodatraden.lib import clock
from rodatraden.lib.text import Text, say
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.planning.models import Plan, PlanStep, StepKind
from rodatraden.planning.opinion import executive_reply
from rodatraden.planning.placing import BRACES
from rodatraden.planning.replies import early_told, replies, still_awaited
from rodatraden.planning.rights import (
    asked_of,
    board_of,
    body_of,
    by_official,
    executive_of,
    is_for_council,
    speaks_for,
)
from rodatraden.planning.services.annulling import annul_what_it_decided
from rodatraden.planning.services.deciding import check_placed
from rodatraden.planning.services.minutes import Minutes, by_minutes, check_day
from rodatraden.planning.services.proposal import said_mark
from rodatraden.planning.services.rows import allowed, keep, move
from rodatraden.planning.services.telling import tell_step
from rodatraden.planning.source import read
from rodatraden.planning.states import Verb
from rodatraden.tenancy.edits import must_be_ours, refuse
from rodatraden.thread.models import ItemVersion
from rodatraden.thread.services import reject_drafts
from rodatraden.thread.services.rows import model_at_work


def send_out(actor: Actor, plan: Plan, to: Sequence[Unit], due: date, comment: str = "") -> Plan:
    """Asks units for their views by a day. They may read the plan as it stands, and comment in it."""
    if not to:
        raise refuse(_("Välj vilka som ska yttra sig."), "to")
    if due < clock.today():
        raise refuse(_("Dagen har redan varit."), "due")
    for unit in to:
        must_be_ours(unit, "to")
    with transaction.atomic():
        row = allowed(actor, "send_out", plan)
        move(row, "send_out")
        for unit in dict.fromkeys(to):
            tell_step(actor, keep(actor, row, StepKind.SENT_OUT, comment, to=unit, due=due))
    return row


def give_view(actor: Actor, plan: Plan, unit: Unit, view: str, said: Minutes | None = None) -> PlanStep:
    """A unit that was asked gives its view. A body's may be a decision with a paragraph: the executive board's is then
    its opinion."""
    said = said or Minutes()
    must_be_ours(said.file, "file")
    if not view.strip():
        raise refuse(_("Skriv yttrandet."), "comment")
    with transaction.atomic():
        row = allowed(actor, "give_view", plan)
        if unit.pk not in asked_of(row):
            raise refuse(_("%(unit)s är inte tillfrågad.") % {"unit": unit.name}, "to")
        if not speaks_for(actor, unit.pk):
            raise PermissionDenied
        check_day(row, said.day or clock.today())
        decision = _decision_on_view(actor, row, unit, said)
        step = keep(actor, row, StepKind.VIEW, view, day=said.day, to=unit, decision=decision, file=said.file)
        tell_step(actor, step)
    return step


def _decision_on_view(actor: Actor, plan: Plan, unit: Unit, said: Minutes) -> Decision | None:
    """The body's decision to give its view; the same where what it said is only written anew."""
    if not said.paragraph.strip():
        return None
    body = actor.tree.at(unit.pk)
    if body is None or not body.authority:
        raise refuse(_("%(unit)s har inget protokoll: lämna paragrafen tom.") % {"unit": unit.name}, "paragraph")
    earlier = plan.steps.filter(kind=StepKind.VIEW, to=unit).exclude(decision=None).select_related("decision").last()
    if earlier is not None and earlier.decision is not None:
        known = earlier.decision.date, earlier.decision.paragraph
        if known == (said.day or clock.today(), bare_paragraph(said.paragraph)):
            return earlier.decision
    return by_minutes(actor, plan, body, _title(TITLES[StepKind.VIEW], plan), said)


def propose(actor: Actor, plan: Plan, comment: str = "", day: date | None = None, *, confirmed: bool = False) -> Plan:
    """Proposes the plan: from now on nobody writes in it until it has been treated. `comment` is the proposal, `day`
    when it was made where that is told afterwards, `confirmed` that views are not waited for."""
    with transaction.atomic():
        row = allowed(actor, "propose", plan)
        awaited = still_awaited(replies(row), clock.today())
        if awaited and not confirmed:
            told = _("%(early)s Bekräfta om planen ändå ska föreslås.")
            raise refuse(told % {"early": early_told(awaited)}, "confirmed")
        if day is not None:
            check_day(row, day)
        if any(BRACES in text for text in row.texts.values_list("text", flat=True)):
            check_placed(read(actor, row, economy=False))
        move(row, "propose", proposal=said_mark(row))
        tell_step(actor, keep(actor, row, StepKind.PROPOSED, comment, day=day))
    return row


def take_back(actor: Actor, plan: Plan, comment: str = "") -> Plan:
    """Takes the plan back from views or from a proposal that nobody has treated, to write on."""
    return _step(actor, plan, "take_back", StepKind.TAKEN_BACK, comment)


def advise(actor: Actor, plan: Plan, comment: str, said: Minutes) -> Plan:
    """The executive board's opinion on what the council is to decide (KL 5:28)."""
    if not comment.strip():
        raise refuse(_("Skriv yttrandet."), "comment")
    if not is_for_council(actor, model_at_work(), plan):
        raise refuse(_("Kommunstyrelsen yttrar sig över det som fullmäktige beslutar."))
    return _treat(actor, plan, "advise", StepKind.ADVISED, comment, said)


def refer_back(actor: Actor, plan: Plan, comment: str, said: Minutes) -> Plan:
    """Whoever decides sends the plan back to be prepared further, and says what is missing."""
    if not comment.strip():
        raise refuse(_("Skriv vad som ska beredas vidare."), "comment")
    return _treat(actor, plan, "refer_back", StepKind.REFERRED_BACK, comment, said)


def table(actor: Actor, plan: Plan, comment: str, said: Minutes) -> Plan:
    """The body leaves the matter to a later meeting."""
    return _treat(actor, plan, "table", StepKind.TABLED, comment, said)


def reject(actor: Actor, plan: Plan, comment: str, said: Minutes) -> Plan:
    """The body does not adopt the plan: nothing in it is being prepared any longer. Another one may be begun."""
    if not comment.strip():
        raise refuse(_("Skriv varför."), "comment")
    with transaction.atomic():
        row = _treat(actor, plan, "reject", StepKind.REJECTED, comment, said)
        reject_drafts(actor, ItemVersion.objects.drafts().filter(in_plans__plan=row).select_related("item"))
    return row


def report(actor: Actor, plan: Plan, said: Minutes) -> Plan:
    """An official's decision is reported to the board, at its meeting (KL 6:40, 7:8)."""
    day = _after_decision(plan, said.day or clock.today())
    with transaction.atomic():
        row = allowed(actor, "report", plan)
        board = board_of(actor.tree, row.unit_id)
        if board is None:
            raise refuse(_("Enheten ligger inte under någon nämnd."))
        if row.steps.filter(kind=StepKind.REPORTED).exists():
            raise refuse(_("Beslutet är redan anmält."))
        decision = by_minutes(actor, row, board, _title(TITLES[StepKind.REPORTED], row), said)
        tell_step(actor, keep(actor, row, StepKind.REPORTED, day=day, decision=decision, file=said.file))
    return row


def approve_minutes(actor: Actor, plan: Plan, day: date, file: File | None = None) -> Plan:
    """The minutes are approved (KL 5:69). `file` is the extract."""
    return _step(actor, plan, "approve_minutes", StepKind.MINUTES_APPROVED, day=_after_decision(plan, day), file=file)


def announce(actor: Actor, plan: Plan, day: date) -> Plan:
    """That the minutes are approved is announced on the notice board (KL 8:10): the three weeks begin."""
    return _step(actor, plan, "announce", StepKind.ANNOUNCED, day=_after_decision(plan, day))


def appeal(actor: Actor, plan: Plan, day: date, comment: str = "") -> Plan:
    """Somebody has appealed (KL 13:1)."""
    return _step(actor, plan, "appeal", StepKind.APPEALED, comment, day=_after_decision(plan, day))


def settle_appeal(actor: Actor, plan: Plan, upheld: bool, day: date, comment: str = "") -> Plan:
    """The court has left the decision as it is, or annulled it: then what it decided is void, and what held before
    holds again (KL 13 kap.)."""
    day = _after_decision(plan, day)
    if upheld:
        return _step(actor, plan, "uphold", StepKind.UPHELD, comment, day=day)
    with transaction.atomic():
        row = _step(actor, plan, "annul", StepKind.ANNULLED, comment, day=day)
        annul_what_it_decided(actor, row, day)
    return row


def end_plan(actor: Actor, plan: Plan, on: date, comment: str, *, decision: Decision | None = None) -> Plan:
    """Lets a decided plan end before its time; `on` is its last day. What it decided of the thread stands."""
    if not comment.strip():
        raise refuse(_("Skriv varför."), "comment")
    must_be_ours(decision, "decision")
    with transaction.atomic():
        row = allowed(actor, "end", plan)
        if row.valid_from is not None and on < row.valid_from:
            raise refuse(_("Planen gäller först från %(day)s.") % {"day": row.valid_from}, "day")
        if row.valid_to is not None and on > row.valid_to:
            raise refuse(_("Planen gäller bara till och med %(day)s.") % {"day": row.valid_to}, "day")
        move(row, "end", valid_to=on)
        tell_step(actor, keep(actor, row, StepKind.ENDED, comment, day=on, decision=decision))
    return row


def _after_decision(plan: Plan, day: date) -> date:
    check_day(plan, day)
    decided = plan.decision.date if plan.decision is not None else None
    if decided is not None and day < decided:
        raise refuse(_("Dagen ligger före beslutet %(day)s.") % {"day": decided}, "day")
    return day


TITLES: Mapping[StepKind, Text] = {
    StepKind.VIEW: say("Yttrande över {plan}"),
    StepKind.ADVISED: say("Yttrande över {plan}"),
    StepKind.REFERRED_BACK: say("Återremiss av {plan}"),
    StepKind.TABLED: say("Bordläggning av {plan}"),
    StepKind.REJECTED: say("Avslag på {plan}"),
    StepKind.REPORTED: say("Anmälan av {plan}"),
}
"""What the decision is called that a body makes of a plan without adopting it."""


def _title(title: Text, plan: Plan) -> str:
    with override("sv"):
        return str(Text(title.template, {"plan": plan.title}))


def _treat(actor: Actor, plan: Plan, verb: Verb, kind: StepKind, comment: str, said: Minutes) -> Plan:
    """What a body does with a plan is a decision with a paragraph; an official only says so."""
    model = model_at_work()
    with transaction.atomic():
        row = allowed(actor, verb, plan, model=model)
        # A board that was asked for its views may have met before the proposal was made of them.
        replied = verb == "advise" and executive_reply(actor, row) is not None
        check_day(row, said.day or clock.today(), passing=(StepKind.PROPOSED,) if replied else ())
        body = executive_of(actor) if verb == "advise" else body_of(actor, model, row)
        if body is None and not by_official(model, row):
            body = actor.tree.authority_of(row.unit_id)
        decision = by_minutes(actor, row, body, _title(TITLES[kind], row), said) if body is not None else None
        move(row, verb)
        tell_step(actor, keep(actor, row, kind, comment, day=said.day, decision=decision, file=said.file))
    return row


def _step(
    actor: Actor,
    plan: Plan,
    verb: Verb,
    kind: StepKind,
    comment: str = "",
    *,
    day: date | None = None,
    file: File | None = None,
) -> Plan:
    must_be_ours(file, "file")
    with transaction.atomic():
        row = allowed(actor, verb, plan)
        move(row, verb)
        tell_step(actor, keep(actor, row, kind, comment, day=day, file=file))
    return row
