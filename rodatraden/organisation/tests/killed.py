"""The letters of Perstorp, sent by processes that are killed on the way. For a process of its own, which forks.

Tells for each stage: whether the process died, how many e-mails had been handed over then, and when two
later rounds have found what it left: how many there are now, and the state of each letter.
"""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail.backends.filebased import EmailBackend

from rodatraden.lib import clock
from rodatraden.organisation.letters import sending
from rodatraden.organisation.models import Letter, LetterLine
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.dying import die, forked, then_die, was_killed

AT_ONCE = 3
Found = dict[str, Any]


def stages() -> dict[str, tuple[object, str, Any]]:
    """What is replaced, and by what, for the process to die there."""
    return {
        "before the claim": (sending, "_claim", die),
        "within the claim": (sending, "_lines", die),
        "after the claim": (sending, "_hand_over", die),
        "while handing over": (EmailBackend, "send_messages", die),
        "after handing over": (EmailBackend, "send_messages", then_die(EmailBackend.send_messages)),
        "before it is written down": (sending, "_close", die),
        "after it is written down": (sending, "_close", then_die(sending._close)),
        "nowhere": (sending, "REFUSES_FOR_GOOD", sending.REFUSES_FOR_GOOD),
    }


def handed_over() -> int:
    return sum(path.read_bytes().count(b"Message-ID:") for path in Path(str(settings.EMAIL_FILE_PATH)).iterdir())


def killed_at(place: object, name: str, by: Callable[..., Any]) -> Found:
    def send() -> None:
        setattr(place, name, by)
        sending.send_due()

    begin()
    died, before = was_killed(forked(send)), handed_over()
    return {"died": died, "before": before, **left_by(2)}


def left_by(rounds: int) -> Found:
    """What there is after some rounds more, long after whoever died began."""
    sending.UNSURE_AFTER = timedelta(0)
    for _ in range(rounds):
        sending.send_due()
    states = sorted(Letter.objects.values_list("state", flat=True))
    return {"after": handed_over(), "states": states, "lines": LetterLine.objects.count()}


def begin() -> None:
    Letter.objects.all().delete()
    for path in Path(str(settings.EMAIL_FILE_PATH)).iterdir():
        path.unlink()


def at_once() -> Found:
    begin()
    children = [forked(sending.send_due) for _ in range(AT_ONCE)]
    return {"died": {was_killed(child) for child in children} != {False}, "before": handed_over(), **left_by(1)}


def main() -> Found:
    with scope(Municipality.objects.get(slug="perstorp")), clock.held(date(2018, 9, 10)):
        found = {stage: killed_at(*where) for stage, where in stages().items()}
        return {**found, "several at once": at_once()}
