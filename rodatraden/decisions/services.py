"""Decisions are recorded once: what was decided does not move (D3).

Only how it is recorded may be corrected, where somebody wrote it down wrongly; the log keeps what stood there.
"""

import re
from datetime import date as Date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.audit import log
from rodatraden.decisions.corrections import VERB
from rodatraden.decisions.models import Decision
from rodatraden.documents.models import File
from rodatraden.lib import clock
from rodatraden.lib.text import slug
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.current import current
from rodatraden.tenancy.edits import checked, differing, free_key, must_be_ours, put, refuse, unknown_names
from rodatraden.tenancy.models import Municipality

RESERVED = frozenset({"nytt"})
"""Keys that are addresses of other pages."""
NUMBER = re.compile(r"[1-9][0-9]{0,4}(?![0-9])")
"""How a paragraph begins: from 1, and no longer than any body's minutes of a year."""


def record_decision(
    actor: Actor,
    *,
    title: str,
    body: Unit | None = None,
    date: Date | None = None,
    paragraph: str = "",
    position: str = "",
    delegation: str = "",
    file: File | None = None,
    note: str = "",
    key: str = "",
    allowed: bool = False,
    **fields: Any,
) -> Decision:
    """Records what a body decided (date, paragraph), or an official (position, date, delegation).

    Needs `decide` or `administer` over the body; for an official's own decision `decide` somewhere and the
    position among the actor's roles, or `administer`. A date that the source does not state is None, and then
    `note` says so in words. `allowed` is said by a verb above that has asked already. Other fields: reference, link,
    source, example. Raises Refused by field.
    """
    unknown_names(fields, {"reference", "link", "source", "example"})
    must_be_ours(body, "body")
    must_be_ours(file, "file")
    if not allowed:
        _need(actor, body, position)
    decision = Decision(
        municipality=current(),
        title=title.strip(),
        body=body,
        date=date,
        paragraph=bare_paragraph(paragraph),
        position=position.strip(),
        delegation=delegation.strip(),
        file=file,
        note=note.strip(),
        **fields,
    )
    with transaction.atomic():
        _in_turn(body)
        decision.key = key or _free_key(decision)
        _check_who(decision)
        _check_date(decision)
        checked(decision)
        _check_new(decision)
        decision.save(force_insert=True)
        after = {"body": str(body or position), "date": date, "paragraph": decision.paragraph, "note": decision.note}
        log.record(actor.by, "förde in", "decision", decision.key, decision.title, after=after)
    return decision


CORRECTED = ("title", "paragraph", "reference")
"""What may be corrected of a recorded decision."""


def correct_decision(actor: Actor, decision: Decision, *, title: str, paragraph: str, reference: str) -> Decision:
    """Corrects how a decision is recorded: title, paragraph, reference number. Needs `administer`.

    Who decided, and when, stands: another decision is recorded anew. Raises Refused by field.
    """
    must_be_ours(decision, "")
    with transaction.atomic():
        row = Decision.objects.select_for_update(of=("self",)).select_related("body").get(pk=decision.pk)
        if not may_correct(actor, row):
            raise PermissionDenied
        _in_turn(row.body)
        said = {"title": title.strip(), "paragraph": bare_paragraph(paragraph), "reference": reference.strip()}
        changed = differing(row, said)
        if not changed:
            return row
        before = put(row, changed)
        _check_who(row)
        checked(row)
        _check_paragraph(row)
        row.save(update_fields=[*changed, "title_folded", "searched"])
        log.record(actor.by, VERB, "decision", row.key, row.title, before, changed)
    return row


def annul_decision(actor: Actor, decision: Decision, on: Date) -> Decision:
    """A court has annulled the decision (KL 13 kap.): it stays readable, and nothing may rest on it. The verb above has
    asked for access, and takes back what was decided."""
    with transaction.atomic():
        row = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
        row.annulled_on = on
        row.save(update_fields=["annulled_on"])
        log.record(actor.by, "antecknade att beslutet är upphävt", "decision", row.key, row.title, after={"on": on})
    return row


def may_correct(actor: Actor, decision: Decision) -> bool:
    """Whoever administers the body; for an official's decision, whoever administers anywhere."""
    return actor.may("administer", decision.body_id) if decision.body_id else actor.may_anywhere("administer")


def _in_turn(body: Unit | None) -> None:
    """Of two that record at once the second waits for the first, and sees which paragraph and key it took."""
    if body is not None:
        Unit.objects.select_for_update(no_key=True).get(pk=body.pk)
    else:
        Municipality.objects.select_for_update(no_key=True).get(pk=current().pk)


def bare_paragraph(paragraph: str) -> str:
    return paragraph.strip().removeprefix("§").strip()


def may_record(actor: Actor) -> bool:
    """Whether the actor may record some decision, and register some document."""
    return actor.may_anywhere("decide") or actor.may_anywhere("administer")


def _need(actor: Actor, body: Unit | None, position: str) -> None:
    if body is not None:
        allowed = actor.may("decide", body.pk) or actor.may("administer", body.pk)
    else:
        own = actor.may_anywhere("decide") and position.strip() in {role.recorded for role in actor.roles}
        allowed = own or actor.may_anywhere("administer")
    if not allowed:
        raise PermissionDenied


def _check_who(decision: Decision) -> None:
    """Either a body or an official, never both and never neither."""
    if decision.body is None and not decision.position:
        raise refuse(_("Ange vem som beslutade: ett organ eller en befattning."), "body")
    if decision.body is not None and decision.position:
        raise refuse(_("Ange antingen ett organ eller en befattning."), "position")
    if decision.position and not decision.delegation:
        raise refuse(_("Ange den delegation eller det uppdrag som beslutet vilar på."), "delegation")
    if decision.paragraph and decision.body is None:
        raise refuse(_("Bara ett organs beslut har en paragraf."), "paragraph")


def _check_date(decision: Decision) -> None:
    if decision.date is None and not decision.note:
        raise refuse(_("Ange datum, eller skriv i anmärkningen att datumet inte framgår."), "date")
    if decision.date is not None and decision.date > clock.today():
        raise refuse(_("Ett beslut förs in när det är fattat, inte före."), "date")
    body = decision.body
    if body is not None and decision.date is not None and not body.holds_on(decision.date):
        raise refuse(_("%(body)s fanns inte den dagen.") % {"body": body.name}, "date")


def _check_new(decision: Decision) -> None:
    if decision.key in RESERVED or Decision.objects.filter(key=decision.key).exists():
        raise refuse(_("Ett beslut med den nyckeln finns redan."), "key")
    _check_paragraph(decision)


def _check_paragraph(decision: Decision) -> None:
    """A paragraph is a number. Those of a body's minutes begin anew each calendar year: one is used once in it."""
    if decision.paragraph and not NUMBER.match(decision.paragraph):
        raise refuse(_("Skriv paragrafens nummer med siffror: 112."), "paragraph")
    if not (decision.paragraph and decision.date and decision.body):
        return
    same = Decision.objects.filter(body=decision.body, paragraph=decision.paragraph).exclude(pk=decision.pk)
    other = same.filter(date__year=decision.date.year).first()
    if other is not None:
        told = _("§ %(number)s är redan använd av samma organ det året: ”%(title)s”, %(day)s.")
        said = {"number": decision.paragraph, "title": other.title, "day": other.date}
        raise refuse(told % said, "paragraph")


def _free_key(decision: Decision) -> str:
    """A key that says body, day and paragraph, or else the title; with the first free number."""
    said = [decision.body.key if decision.body else decision.position, decision.date, decision.paragraph]
    stem = slug(" ".join(str(part) for part in said if part) if decision.paragraph else decision.title)[:70] or "beslut"
    return free_key(Decision.objects.all(), stem, RESERVED)
