"""A single figure or text asked of a single person, by a link that needs no account, for a set time.

The link shows that one question and nothing else. The answer is nobody's figure until whoever writes the report
takes it in; everything is logged, and a link can be withdrawn.
"""

from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from rodatraden.audit import log
from rodatraden.followup.models import Inquiry
from rodatraden.followup.reports import Address, may
from rodatraden.followup.services.rows import begun, label_of
from rodatraden.lib import clock
from rodatraden.lib.kept import one_line
from rodatraden.lib.tokens import new_token, sum_of
from rodatraden.organisation.access import Actor
from rodatraden.organisation.letters import letters_leave
from rodatraden.tenancy.current import current
from rodatraden.tenancy.edits import checked, refuse

LONGEST_ANSWER = 20_000
LONGEST_TIME = timedelta(days=60)
VERBS = (
    gettext_noop("frågade"),
    gettext_noop("återkallade frågan"),
    gettext_noop("svarade på frågan"),
    gettext_noop("använde svaret"),
)
"""What is done with an inquiry, as the log tells it."""
ASKED, WITHDREW, ANSWERED, USED = VERBS


def link_of(token: str) -> str:
    """The whole address of a link: it is read outside of the product."""
    return settings.SITE_ADDRESS + reverse("answer", args=[current().slug, token])


def ask(
    actor: Actor,
    address: Address,
    *,
    question: str,
    to: str,
    email: str = "",
    part: str = "",
    indicator: int | None = None,
    expires_on: date,
) -> tuple[Inquiry, str]:
    """Asks somebody, and gives the question with its link, which is known only now. With an e-mail
    address it is sent, where letters leave.

    Needs the right to write the report. Raises Refused by field.
    """
    if not may(actor, "write", address.unit, None):
        raise PermissionDenied
    if not question.strip():
        raise refuse(_("Skriv vad du frågar efter."), "question")
    if not to.strip():
        raise refuse(_("Skriv vem du frågar."), "to")
    today = clock.today()
    if not today <= expires_on <= today + LONGEST_TIME:
        raise refuse(_("Länken kan gälla från i dag och högst 60 dagar."), "expires_on")
    token = new_token()
    with transaction.atomic():
        report = begun(actor, address)
        row = Inquiry(
            report=report,
            part=part,
            indicator_id=indicator,
            question=one_line(question),
            to=one_line(to),
            email=email.strip(),
            token_sha256=sum_of(token),
            expires_on=expires_on,
            asked_at=clock.now(),
            asked_by=actor.by.name,
            municipality_id=report.municipality_id,
        )
        if row.email:
            validate_email(row.email)
        checked(row, exclude=("report", "indicator"))
        row.save(force_insert=True)
        log.record(
            actor.by, ASKED, "report", report.pk, label_of(report), None, {"question": row.question, "to": row.to}
        )
        if row.email and letters_leave():
            transaction.on_commit(lambda: _send(row, token))
    return row, link_of(token)


def _send(row: Inquiry, token: str) -> None:
    said = [
        _("Hej!"),
        "",
        _("%(who)s frågar: %(question)s") % {"who": row.asked_by, "question": row.question},
        "",
        _("Svara här senast %(day)s. Du behöver inget konto:") % {"day": row.expires_on.isoformat()},
        link_of(token),
    ]
    subject = _("%(municipality)s: en fråga till dig") % {"municipality": current().name}
    EmailMessage(one_line(subject), "\n".join(said), to=[row.email]).send(fail_silently=True)


def open_inquiry(token: str) -> Inquiry | None:
    """The question that a link leads to while it holds: not withdrawn, not too old, not used yet."""
    rows = Inquiry.objects.filter(token_sha256=sum_of(token), withdrawn_at=None, taken_at=None)
    return rows.filter(expires_on__gte=clock.today()).select_related("report__unit", "indicator").first()


def answer_inquiry(token: str, text: str) -> Inquiry:
    """Answers, or answers anew as long as nobody has used the former. Raises Refused where the link holds no more."""
    with transaction.atomic():
        found = open_inquiry(token)
        row = Inquiry.objects.select_for_update().get(pk=found.pk) if found else None
        if row is None or row.taken_at or row.withdrawn_at:
            raise refuse(_("Länken gäller inte längre."))
        if not text.strip():
            raise refuse(_("Skriv ett svar."), "answer")
        if len(text) > LONGEST_ANSWER:
            raise refuse(_("Svaret är för långt. Här får 20 000 tecken plats."), "answer")
        row.answer, row.answered_at = text.strip(), clock.now()
        row.save(update_fields=["answer", "answered_at"])
        by = log.By("", row.to)
        log.record(by, ANSWERED, "report", row.report_id, label_of(row.report), None, {"question": row.question})
    return row


def withdraw_inquiry(actor: Actor, row: Inquiry) -> None:
    """Takes the link back: it leads nowhere from now on. An answer that has come stays."""
    _need(actor, row)
    with transaction.atomic():
        row.withdrawn_at, row.withdrawn_by = clock.now(), actor.by.name
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        log.record(actor.by, WITHDREW, "report", row.report_id, label_of(row.report), None, {"question": row.question})


def use_answer(actor: Actor, row: Inquiry) -> None:
    """Says that the answer has been taken into the report: the link leads nowhere from now on."""
    _need(actor, row)
    with transaction.atomic():
        row.taken_at = clock.now()
        row.save(update_fields=["taken_at"])
        log.record(actor.by, USED, "report", row.report_id, label_of(row.report), None, {"question": row.question})


def _need(actor: Actor, row: Inquiry) -> None:
    if not may(actor, "write", row.report.unit_id, None):
        raise PermissionDenied
