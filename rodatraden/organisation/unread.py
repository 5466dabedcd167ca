"""How many notices wait unread for somebody: counted with the roles, since every page's head says it."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from rodatraden.organisation.models import Notice, NoticeRead, Role

Roles = TypeVar("Roles", bound=QuerySet[Role])


def counted(roles: Roles) -> Roles:
    """Roles, each with how many open notices to it (`to_role`) and to its person (`to_person`) the person has not
    read."""
    to_role = Q(to_unit=OuterRef("unit"), to_role=OuterRef("kind"))
    return roles.annotate(to_role=_number(to_role), to_person=_number(Q(to_person=OuterRef("person"))))


def _number(to: Q) -> Coalesce:
    read = NoticeRead.objects.filter(notice=OuterRef("pk"), person=OuterRef(OuterRef("person")))
    unread = Notice.objects.open().filter(to).exclude(Exists(read)).order_by().values("municipality")
    return Coalesce(Subquery(unread.annotate(number=Count("pk")).values("number")), 0)


def told(roles: Iterable[Role]) -> int:
    """The sum of what `counted` found for the roles of one person; the same role held twice counts once."""
    held = list(roles)
    to_roles: dict[tuple[int, str], int] = {(r.unit_id, r.kind): r.to_role for r in held}  # type: ignore[attr-defined]
    to_person: int = held[0].to_person if held else 0  # type: ignore[attr-defined]
    return sum(to_roles.values()) + to_person
