"""What a letter says: plain Swedish, one link for each matter, nothing that was typed on more than a line.

Nobody has said in which language they want their letters, so there is no other.
"""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils import translation

from rodatraden.lib import clock
from rodatraden.lib.kept import one_line
from rodatraden.lib.text import shortened
from rodatraden.organisation.models import Notice, Person
from rodatraden.tenancy.current import current
from rodatraden.tenancy.links import here

MOST_LINES = 50
LONGEST_SUBJECT, LONGEST_LINE = 150, 400
LANGUAGE = "sv"


def preview(person: Person, notices: Sequence[Notice]) -> tuple[str, str]:
    """Subject and body of the letter that would tell a person of these notices, drafted ones too."""
    with translation.override(LANGUAGE):
        return subject_of(notices), "\n".join(_lines(person, notices)) + "\n"


def subject_of(notices: Sequence[Notice]) -> str:
    """Whose, what or how many, and when the first is due."""
    name = current().name
    if len(notices) == 1:
        return shortened(one_line(f"{name}: {notices[0].said}"), LONGEST_SUBJECT)
    many = f"{len(notices)} meddelanden till dig"
    first = min((notice.due for notice in notices if notice.due), default=None)
    if first is None:
        return shortened(one_line(f"{name}: {many}"), LONGEST_SUBJECT)
    late = first < clock.today()
    due = f"det första {'skulle ha varit' if late else 'ska vara'} klart {first}"
    return shortened(one_line(f"{name}: {many}, {due}"), LONGEST_SUBJECT)


def _lines(person: Person, notices: Sequence[Notice]) -> list[str]:
    shown, left = notices[:MOST_LINES], len(notices) - MOST_LINES
    said = ["Hej!", "", f"Det här väntar på dig i Röda tråden, {one_line(current().name)}:", ""]
    for number, notice in enumerate(shown, start=1):
        said += [*_told(number, notice), ""]
    if left > 0:
        said += [f"{left} till finns på sidan.", ""]
    said += [f"Allt som väntar på dig: {address(here('notices:list'))}", ""]
    own = address(here("organisation:person", person.pk))
    return [
        *said,
        "-- ",
        "Det kommer högst ett brev om dagen, och det går inte att svara på.",
        f"Brev om det som inte är din skyldighet kan du välja bort på din sida: {own}",
    ]


def _told(number: int, notice: Notice) -> list[str]:
    head = f"{number}. {shortened(one_line(str(notice.said)), LONGEST_LINE)}"
    due = [f"   {due_told(notice.due)}"] if notice.due else []
    return [head, *due, f"   {address(notice.link)}"]


def due_told(due: date) -> str:
    """ "Senast 2018-09-14", or that the day is past."""
    return f"{'Skulle ha varit klart' if due < clock.today() else 'Senast'} {due}"


def address(path: str) -> str:
    """A path of this installation as a letter must say it."""
    return f"{settings.SITE_ADDRESS}{path}"
