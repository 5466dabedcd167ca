"""`rodatraden letters`: the letters that have not been sent, and what the operator may do about them."""

import argparse

from rodatraden.console import FINDINGS, FINE, BadInput, out, tell
from rodatraden.organisation.access import system
from rodatraden.organisation.letters import letters_leave, send_again
from rodatraden.organisation.models import Letter, LetterState


def letters(given: argparse.Namespace) -> int:
    """Lists the letters that have not been sent, or lets one be sent again."""
    if given.again is not None:
        return again(given.again)
    silent = not letters_leave()
    if silent:
        tell("Inga brev skickas: EMAIL_URL är inte satt.")
    found = Letter.objects.exclude(state=LetterState.SENT).select_related("person")
    for letter in found:
        said = (str(letter.pk), str(letter.day), letter.person.email or "–", letter.get_state_display(), letter.fault)
        out("  ".join(part for part in said if part))
    wrong = any(letter.state in {LetterState.UNSURE, LetterState.FAILED} for letter in found)
    return FINDINGS if wrong or silent else FINE


def again(pk: int) -> int:
    """Sends a letter again, as it was, at the next tick."""
    letter = Letter.objects.filter(pk=pk).first()
    if letter is None:
        raise BadInput(f"Brevet {pk} finns inte i kommunen.")
    send_again(system(), letter)
    out(f"Brevet {pk} skickas nästa gång rodatraden tick körs.")
    return FINE
