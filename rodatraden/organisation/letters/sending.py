"""Sending the letters that are due, each once.

A letter is claimed (written, marked as being sent, committed) before it is handed over. What happens to the process
after that can leave it only "being sent", which after a while is told as unsure and is never sent again by itself:
better once too few than twice. A server that cannot be reached, or that says no for now, changes nothing but the
time of the next attempt.
"""

import logging
import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from rodatraden.audit import log
from rodatraden.lib import clock
from rodatraden.lib.clock import SWEDEN
from rodatraden.lib.kept import one_line
from rodatraden.lib.text import NOTHING, Text, in_words, say_many, shortened
from rodatraden.organisation.access import Actor
from rodatraden.organisation.letters.server import letters_leave
from rodatraden.organisation.letters.waiting import waiting_today
from rodatraden.organisation.letters.words import preview
from rodatraden.organisation.models import Letter, LetterLine, LetterState, Notice, Person
from rodatraden.tenancy.current import current
from rodatraden.tenancy.edits import must_be_ours, refuse

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 20, 40, 60))
"""How long until the next attempt, after each that failed; the last goes on for ever."""
UNSURE_AFTER = timedelta(minutes=15)
"""Longer than any server is waited for: who still sends after this has died."""
REFUSES_FOR_GOOD = 500
logger = logging.getLogger(__name__)


class CannotGoOn(Exception):
    """The mail server does not take more for now."""


@dataclass(frozen=True)
class Queued:
    """A letter that may be sent now, and what it is to tell. One that is sent `again` is sent as it was written."""

    letter: Letter
    person: Person
    notices: Sequence[Notice] = ()
    again: bool = False


@dataclass(frozen=True)
class Run:
    """One round: when it is, the server, and how many letters came to which end."""

    now: datetime
    day: date
    server: BaseEmailBackend
    ends: Counter[LetterState] = field(default_factory=Counter)


def send_due() -> Text:
    """Sends what is due in the municipality at work, and says what was done; nothing where nothing was.

    Where no letter leaves none is written: all that waits is told in the first one that does.
    """
    if not letters_leave():
        return NOTHING
    run = Run(clock.now(), clock.today(), get_connection())
    run.ends[LetterState.UNSURE] += _doubt(run.now)
    queue = _queued(run)
    if queue:
        with _outliving_power_cuts():
            _send(queue, run)
    return _told(run.ends)


def _told(ends: Counter[LetterState]) -> Text:
    sent, unsure, failed = (ends[state] for state in (LetterState.SENT, LetterState.UNSURE, LetterState.FAILED))
    told = (
        (sent, say_many(sent, "ett brev skickat", "{n} brev skickade")),
        (unsure, say_many(unsure, "ett brev som kanske inte kom i väg", "{n} brev som kanske inte kom i väg")),
        (failed, say_many(failed, "ett brev som inte gick att skicka", "{n} brev som inte gick att skicka")),
    )
    return in_words([text for number, text in told if number])


def is_time(now: datetime) -> bool:
    """Whether the day's letters may be written: nobody is woken by one."""
    return now.astimezone(SWEDEN).time() >= settings.LETTERS_FROM


def _doubt(now: datetime) -> int:
    """Whoever claimed these has had time enough. A clock that was set back does not hide them."""
    old = Q(claimed_at__lt=now - UNSURE_AFTER) | Q(claimed_at__gt=now + UNSURE_AFTER)
    doubted = Letter.objects.filter(old, state=LetterState.SENDING).update(state=LetterState.UNSURE)
    if doubted:
        logger.warning("%s: %s letters may or may not have been sent.", current().slug, doubted)
    return doubted


def _queued(run: Run) -> list[Queued]:
    """The letters to send now. Those that are not there yet are made, one for each person that something waits for."""
    waiting, hour = waiting_today(), is_time(run.now)
    mailed = {*Letter.objects.filter(day=run.day).exclude(state=LetterState.TO_SEND).values_list("person", flat=True)}
    free = {pk for pk in waiting.notices if hour and waiting.people[pk].email and pk not in mailed}
    begun = {*Letter.objects.filter(state=LetterState.TO_SEND, body="").values_list("person", flat=True)}
    made = [Letter(municipality=current(), person_id=pk, day=run.day) for pk in sorted(free - begun)]
    Letter.objects.bulk_create(made, ignore_conflicts=True)
    found = []
    for letter in Letter.objects.filter(_due(run.now), state=LetterState.TO_SEND).select_related("person"):
        again = bool(letter.body)
        if again or letter.person_id in free:
            found.append(Queued(letter, letter.person, waiting.notices.get(letter.person_id, ()), again))
    return found


def _due(now: datetime) -> Q:
    """A time further ahead than any wait comes from a clock that has been set back since."""
    return Q(next_at=None) | Q(next_at__lte=now) | Q(next_at__gt=now + WAITS[-1])


def _send(queue: Sequence[Queued], run: Run) -> None:
    """Sends what can be. The server is reached before anything is claimed."""
    try:
        run.server.open()
    except (OSError, SMTPException) as fault:
        _put_off([each.letter for each in queue], run.now, fault)
        return
    try:
        for each in queue:
            if _claim(each, run):
                _hand_over(each, run)
    except CannotGoOn as fault:
        logger.warning("%s: the mail server takes no more for now: %s", current().slug, fault.__cause__)
    finally:
        with suppress(OSError, SMTPException):
            run.server.close()


@contextmanager
def _outliving_power_cuts() -> Iterator[None]:
    """Makes a claim survive more than the death of the process: SQLite otherwise leaves the last commits to the
    system's memory."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=FULL")
        try:
            yield
        finally:
            cursor.execute("PRAGMA synchronous=NORMAL")


def _put_off(letters: Sequence[Letter], now: datetime, fault: Exception) -> None:
    """Later, and later still each time."""
    logger.warning("%s: letters wait, since the mail server cannot be reached: %s", current().slug, fault)
    for attempts in sorted({letter.attempts for letter in letters}):
        those = [letter.pk for letter in letters if letter.attempts == attempts]
        Letter.objects.filter(pk__in=those, state=LetterState.TO_SEND).update(
            attempts=attempts + 1, next_at=now + wait_after(attempts), fault=_in_short(fault)
        )


def wait_after(attempts: int) -> timedelta:
    return WAITS[min(attempts, len(WAITS) - 1)]


def _claim(queued: Queued, run: Run) -> bool:
    """Writes the letter and takes it, for everybody to see; False where somebody else did."""
    letter = queued.letter
    if not queued.again:
        letter.subject, letter.body = preview(queued.person, queued.notices)
        letter.day = run.day
    letter.address, letter.claim = queued.person.email, secrets.token_hex(8)
    names = ("subject", "body", "day", "address", "claim")
    written = {name: getattr(letter, name) for name in names}
    free = Letter.objects.filter(pk=letter.pk, state=LetterState.TO_SEND)
    try:
        with transaction.atomic(durable=True):
            taken = {"state": LetterState.SENDING, "claimed_at": run.now, "attempts": F("attempts") + 1, "fault": ""}
            if not free.update(**taken, **written):
                return False
            if not queued.again:
                LetterLine.objects.bulk_create(_lines(queued))
    except IntegrityError:
        # Another process has just told this person the same, or has sent today's letter.
        return False
    return True


def _lines(queued: Queued) -> list[LetterLine]:
    ours = {"municipality": current(), "letter": queued.letter, "person": queued.person}
    return [LetterLine(notice=notice, **ours) for notice in queued.notices]


def _hand_over(queued: Queued, run: Run) -> None:
    """Gives a claimed letter to the server, and writes down what came of it."""
    letter = queued.letter
    try:
        message = message_of(letter)
        message.message()
    except (ValueError, UnicodeError) as fault:
        _close(letter, LetterState.FAILED, run, fault)
        return
    try:
        run.server.send_messages([message])
    except (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError) as fault:
        _refused(queued, fault, run)
    except (OSError, SMTPException) as fault:
        _close(letter, LetterState.UNSURE, run, fault)
        raise CannotGoOn from fault
    else:
        _close(letter, LetterState.SENT, run)


def message_of(letter: Letter) -> EmailMessage:
    """The e-mail. Its Message-ID is the letter's own, so that a mail server can tell a second copy from another."""
    host = urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
    headers = {"Message-ID": f"<{current().slug}.{letter.pk}.{letter.day}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(letter.subject, letter.body, to=[letter.address], headers=headers)


def _refused(queued: Queued, fault: SMTPException, run: Run) -> None:
    """The server has said no: for good to this letter, or for now, or to us as sender."""
    if code_of(fault) >= REFUSES_FOR_GOOD and not isinstance(fault, SMTPSenderRefused):
        _close(queued.letter, LetterState.FAILED, run, fault)
        return
    _give_back(queued, fault, run)
    if not isinstance(fault, SMTPRecipientsRefused):
        raise CannotGoOn from fault


def code_of(fault: SMTPException) -> int:
    """What a mail server answered: 4xx is no for now, 5xx for good."""
    if isinstance(fault, SMTPRecipientsRefused):
        return max((code for code, _said in fault.recipients.values()), default=REFUSES_FOR_GOOD)
    return fault.smtp_code if isinstance(fault, SMTPResponseException) else REFUSES_FOR_GOOD


def _give_back(queued: Queued, fault: SMTPException, run: Run) -> None:
    """The letter was certainly not sent: it is as before it was claimed, but for when it is tried again."""
    letter = queued.letter
    empty = {} if queued.again else {"subject": "", "body": "", "address": ""}
    wait = run.now + wait_after(letter.attempts)
    with transaction.atomic():
        mine = Letter.objects.filter(pk=letter.pk, claim=letter.claim)
        given = mine.update(state=LetterState.TO_SEND, claim="", next_at=wait, fault=_in_short(fault), **empty)
        if given and not queued.again:
            LetterLine.objects.filter(letter=letter.pk).delete()


def _close(letter: Letter, state: LetterState, run: Run, fault: Exception | None = None) -> None:
    """Writes down how it went. Also where somebody has doubted it meanwhile: we know."""
    run.ends[state] += 1
    if fault is not None:
        logger.warning("%s: letter %s is %s: %s", current().slug, letter.pk, state.value, fault)
    sent_at = clock.now() if state == LetterState.SENT else None
    said = _in_short(fault) if fault else ""
    Letter.objects.filter(pk=letter.pk, claim=letter.claim).update(state=state, claim="", fault=said, sent_at=sent_at)


def _in_short(fault: Exception) -> str:
    return shortened(one_line(f"{type(fault).__name__}: {fault}"), 300)


def send_again(actor: Actor, letter: Letter) -> None:
    """Lets a letter that failed, or that nobody knows the fate of, be sent as it was. The operator's choice."""
    must_be_ours(letter, "")
    if not actor.is_operator:
        raise PermissionDenied
    with transaction.atomic():
        row = Letter.objects.select_for_update().select_related("person").get(pk=letter.pk)
        if row.state not in {LetterState.UNSURE, LetterState.FAILED}:
            raise refuse(_("Brevet är %(state)s.") % {"state": row.get_state_display()})
        before = {"state": row.state}
        row.state, row.next_at = LetterState.TO_SEND, None
        row.save(update_fields=["state", "next_at"])
        log.record(
            actor.by, "skickar igen", "letter", row.pk, f"{row.person.name} {row.day}", before, {"state": row.state}
        )
