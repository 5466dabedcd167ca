"""From what was sent from a page to the verbs: texts saved together, figures, judgements, and the ways of a report."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.decisions.models import Decision
from rodatraden.decisions.services import record_decision
from rodatraden.followup.forms import TreatForm
from rodatraden.followup.items import is_judged, own_nodes
from rodatraden.followup.models import Inquiry, OverallAssessment, ReportedStatus, ReportText
from rodatraden.followup.round import Round, Slot
from rodatraden.followup.services import assess_overall, write_text
from rodatraden.followup.services.asking import use_answer
from rodatraden.followup.sound import Overall, overall
from rodatraden.followup.unit_report import Clash, Goal, Saved
from rodatraden.indicators.services import Report as Receipt
from rodatraden.indicators.services import record_outcome
from rodatraden.lib.numbers import NumberProblem, natural, parse_number
from rodatraden.lib.periods import Period
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.edits import Refused, Stale, refuse
from rodatraden.thread.gather import Node, Thread
from rodatraden.thread.levels import DOING
from rodatraden.thread.services import assess


def save_all(actor: Actor, slot: Slot, sent: Mapping[str, str], edits: Mapping[str, int]) -> Saved:
    """Saves texts sent as `text-KEY` with `seen-KEY`. `edits` are the change numbers as they stand."""
    saved = Saved(typed={name.removeprefix("text-"): text for name, text in sent.items() if name.startswith("text-")})
    for name, text in sent.items():
        kind, _dash, part = name.partition("-")
        if kind != "text" or not part:
            continue
        seen = sent.get(f"seen-{part}", "0")
        try:
            said, number = text.replace("\r\n", "\n"), natural(seen) or 0
            write_text(actor, slot.address, part, said, seen=number, receiver=slot.due.receiver)
        except Stale as stale:
            saved.clashes[part] = Clash(stale.theirs["text"], text, stale.who, edits.get(part, 0))
        except Refused as refused:
            saved.refusals[part] = str(refused)
    return saved


def enter_figure(
    actor: Actor, slot: Slot, *, indicator: int, period: str, value: str, preliminary: bool, sure: bool
) -> Receipt:
    """Enters an outcome that was missing. Raises Refused where it is no number, or for what the verb refuses."""
    try:
        number: Decimal = parse_number(value)
    except NumberProblem as fault:
        raise refuse(str(fault), "value") from fault
    return record_outcome(
        actor,
        sure=sure,
        indicator=indicator,
        unit=slot.place.id,
        period=Period.parse(period),
        value=number,
        preliminary=preliminary,
        source=_("Egen uppgift i rapporten"),
    )


def use_in_report(actor: Actor, slot: Slot, row: Inquiry) -> str:
    """Takes an answer in: a figure is entered, a text is set after what stands there. Gives what was done, in words."""
    if not row.answer or row.taken_at:
        raise refuse(_("Det finns inget svar att använda."))
    with transaction.atomic():
        if row.indicator_id is not None:
            receipt = enter_figure(
                actor,
                slot,
                indicator=row.indicator_id,
                period=row.part,
                value=row.answer,
                preliminary=False,
                sure=False,
            )
            if not receipt.written:
                raise refuse(_("Siffran ser inte rimlig ut. För in den själv bland siffrorna, om den stämmer."))
        else:
            now = ReportText.objects.filter(report=row.report, part=row.part).first()
            text = "\n\n".join(each for each in (now.text if now else "", row.answer) if each.strip())
            seen = now.edit if now else 0
            write_text(actor, slot.address, row.part, text, seen=seen, receiver=slot.due.receiver)
        use_answer(actor, row)
    return _("Svaret är infört i rapporten.")


def judge_goal(actor: Actor, round: Round, goal: Goal, value: str, reason: str) -> None:
    """Judges an item as the report's unit. The same as the rule's proposal needs no words unless it was otherwise."""
    if goal.judge is None:
        raise refuse(_("Du får inte bedöma det här."))
    agrees = value == goal.proposed and not goal.needs_judgement
    if agrees and goal.node.by_hand is None:
        return
    told = reason.strip() or (_("Följer regelns förslag.") if agrees else "")
    closing = round.is_closing and goal.node.judgement is not None and round.occasion.end <= round.year.end
    assess(actor, goal.node.version.item, round.year, goal.judge, value, closing and _is_over(round), told)


def judge_overall(actor: Actor, slot: Slot, whole: Overall, judge: Unit | None, value: str, reason: str) -> None:
    """Judges sound economic management as a whole. The same as the rule's proposal needs no words unless it was
    otherwise."""
    if judge is None:
        raise refuse(_("Du får inte bedöma det här."))
    agrees = value == whole.proposal.value_key and not whole.needs_judgement
    if agrees and whole.hand is None:
        return
    told = reason.strip() or (_("Följer regelns förslag.") if agrees else "")
    allowed = [key for key, _mark in whole.choices]
    assess_overall(actor, slot.address, judge, value, told, allowed=allowed, receiver=slot.due.receiver)


def _is_over(round: Round) -> bool:
    return round.occasion.end == round.year.end


def statuses_in(round: Round, thread: Thread, unit: int, hand: OverallAssessment | None = None) -> list[ReportedStatus]:
    """How the items of a unit's report stand as it is handed in: rows without report, for the verb to keep.

    `hand` is how the whole is judged, where that is not kept yet.
    """
    found = []
    for node in own_nodes(thread, unit):
        if is_judged(round, node):
            found.append(_status(thread, node))
        elif node.level.kind in DOING:
            state = node.progress.state if node.progress else "planned"
            found.append(ReportedStatus(item_id=node.version.item_id, standing=state))
    slot = round.slots.get(unit)
    whole = overall(round, slot, thread) if slot else None
    if whole is None:
        return found
    return [*found, (replace(whole, hand=hand) if hand else whole).reported()]


def _status(thread: Thread, node: Node) -> ReportedStatus:
    hand, judgement, proposal = node.by_hand, node.judgement, node.proposal
    place = thread.tree.places.get(hand.unit_id) if hand else None
    return ReportedStatus(
        item_id=node.version.item_id,
        value=(judgement.value_key or "") if judgement else "",
        tone=judgement.tone if judgement else "",
        proposal=(proposal.value_key or "") if proposal else "",
        judged_by=place.name if place else "",
        reason=hand.reason if hand else "",
    )


def decision_of(actor: Actor, form: TreatForm, title: str) -> Decision:
    """The decision chosen in the form, or the new one that it describes, recorded."""
    given = form.cleaned_data
    if given["decision"]:
        chosen: Decision = given["decision"]
        return chosen
    body = Unit.objects.filter(pk=form.body.id).first() if form.body else None
    return record_decision(
        actor,
        title=title,
        body=body,
        date=given["date"],
        paragraph=given["paragraph"],
        reference=given["reference"],
    )
