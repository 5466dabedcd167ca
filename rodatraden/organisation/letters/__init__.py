"""Letters: what waits for a person, collected to one e-mail a day (Y2).

`send_due` is what `rodatraden tick` does; `preview` shows a letter before it is sent.
"""

from rodatraden.organisation.letters.sending import send_again, send_due
from rodatraden.organisation.letters.server import letters_leave
from rodatraden.organisation.letters.waiting import Waiting, waiting_today
from rodatraden.organisation.letters.words import preview

__all__ = ["Waiting", "letters_leave", "preview", "send_again", "send_due", "waiting_today"]
