"""What waits for the one signed in, and, for who administers, what reaches nobody. Gathered in a few queries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Q, QuerySet, When

from rodatraden.lib import clock
from rodatraden.lib.text import Text
from rodatraden.organisation.access import Actor
from rodatraden.organisation.addressing import addressed_to
from rodatraden.organisation.letters import letters_leave, waiting_today
from rodatraden.organisation.models import FIRST_DUE, Letter, LetterState, Notice, Person, Unit
from rodatraden.organisation.notice_words import due_told, waiting_told

ON_A_PAGE, EARLIER_AT_MOST, ON_MINE_AT_MOST = 50, 20, 5
TOLD_OF_LETTERS = timedelta(days=30)
LONG_LATE = timedelta(days=14)


@dataclass(frozen=True)
class Row:
    """A notice as a list shows it. `to` is the role it came to, where the reader has several."""

    notice: Notice
    unread: bool
    due: Text
    late: bool
    to: str


@dataclass(frozen=True)
class NoticesPage:
    """What waits, a page of it, and what was read or done lately."""

    sentence: Text
    page: "Page[Notice]"
    rows: Sequence[Row]
    earlier: Sequence[Row]
    unread: int


@dataclass(frozen=True)
class Unreached:
    """Whom letters do not reach, roles that nobody holds though something waits there, and letters that went wrong.
    `silent` says that no letter leaves at all: the installation has no mail server."""

    people: Sequence[Person]
    nobodys: Sequence[tuple[Unit, str, int]]
    letters: Sequence[Letter]
    silent: bool = False

    @property
    def shown(self) -> bool:
        return bool(self.silent or self.people or self.nobodys or self.letters)


def notices_page(actor: Actor, number: str | None) -> NoticesPage:
    """Four queries."""
    waiting = _seen(actor, Notice.objects.asking(_person(actor)))
    today = clock.today()
    counted = waiting.aggregate(
        waiting=Count("pk"), unread=Count("pk", filter=Q(is_read=False)), late=Count("pk", filter=Q(due__lt=today))
    )
    page = Paginator(waiting, ON_A_PAGE).get_page(number)
    known = _seen(actor, Notice.objects.all()).filter(Q(is_read=True, duty=False, due=None) | Q(done_at__isnull=False))
    return NoticesPage(
        waiting_told(**counted),
        page,
        [_row(actor, notice) for notice in page.object_list],
        [_row(actor, notice) for notice in known.order_by("-made_at", "-pk")[:EARLIER_AT_MOST]],
        counted["unread"],
    )


def first_of(actor: Actor) -> list[Row]:
    """What is most urgent, for the actor's own page: read or not, by its day; what has been late for long comes last,
    for it hides what can still be done in time. One query."""
    long_ago = Case(When(due__lt=clock.today() - LONG_LATE, then=1), default=0)
    waiting = _seen(actor, Notice.objects.asking(_person(actor))).order_by(long_ago, *FIRST_DUE)
    return [_row(actor, each) for each in waiting[:ON_MINE_AT_MOST]]


def _person(actor: Actor) -> int:
    return actor.person_id or 0


def _seen(actor: Actor, notices: QuerySet[Notice]) -> QuerySet[Notice, Any]:
    """Those to the actor, each with `is_read`, unread ones first."""
    mine = notices.filter(addressed_to(actor)).annotate(is_read=Notice.objects.read_by(_person(actor)))
    return mine.order_by("is_read", *FIRST_DUE)


def _row(actor: Actor, notice: Notice) -> Row:
    today, unread = clock.today(), not notice.is_read  # type: ignore[attr-defined]
    done = notice.done_at is not None
    due = Text("") if done else due_told(notice.due, today)
    return Row(notice, unread and not done, due, notice.is_late_on(today), _role_of(actor, notice))


def _role_of(actor: Actor, notice: Notice) -> str:
    if len(actor.roles) < 2 or notice.to_unit_id is None:
        return ""
    held = (role for role in actor.roles if role.kind == notice.to_role)
    return next((role.told for role in held if notice.to_unit_id in actor.tree.answered_by(role.unit.id)), "")


def unreached(actor: Actor) -> Unreached:
    """What who administers should mend. At most six queries; nothing for anybody else."""
    if not actor.may_anywhere("administer"):
        return Unreached((), (), ())
    waiting = waiting_today()
    found = Counter((notice.to_unit, notice.to_role) for notice in waiting.nobodys)
    wrong = Letter.objects.filter(
        state__in=(LetterState.UNSURE, LetterState.FAILED), day__gte=clock.today() - TOLD_OF_LETTERS
    )
    return Unreached(
        waiting.without_address(),
        [(unit, _word(actor, kind), number) for (unit, kind), number in found.items() if unit is not None],
        list(wrong.select_related("person")),
        silent=not letters_leave(),
    )


def _word(actor: Actor, kind: str) -> str:
    described = actor.model.role_of(kind) if actor.model else None
    return described.name.one if described else kind
