"""How many notices wait unread for somebody: counted with the roles, since every page's head says it."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from rodatraden.organisation.models import Notice, NoticeRead, Role

Roles = TypeVar("Roles", bound=QuerySet[Role])
NOTICE, READ, ROLE = (kind._meta.db_table for kind in (Notice, NoticeRead, Role))
# Written out because it is asked on every page: of the time to find out who asks, half went to putting it together.
UNREAD = f"""
    SELECT COUNT(*) FROM {NOTICE} AS notice
    WHERE notice.municipality_id = {ROLE}.municipality_id AND notice.done_at IS NULL AND %s
    AND NOT EXISTS (SELECT 1 FROM {READ} WHERE notice_id = notice.id AND person_id = {ROLE}.person_id)
"""  # noqa: S608 (names of our own tables, nothing that anybody has typed)
TO_ROLE = f"notice.to_unit_id = {ROLE}.unit_id AND notice.to_role = {ROLE}.kind"
TO_PERSON = f"notice.to_person_id = {ROLE}.person_id"


def counted(roles: Roles) -> Roles:
    """Roles, each with how many open notices to it (`to_role`) and to its person (`to_person`) the person has not
    read."""
    return roles.annotate(to_role=RawSQL(UNREAD % TO_ROLE, ()), to_person=RawSQL(UNREAD % TO_PERSON, ()))  # noqa: S611


def told(roles: Iterable[Role]) -> int:
    """The sum of what `counted` found for the roles of one person; the same role held twice counts once."""
    held = list(roles)
    to_roles: dict[tuple[int, str], int] = {(r.unit_id, r.kind): r.to_role for r in held}  # type: ignore[attr-defined]
    to_person: int = held[0].to_person if held else 0  # type: ignore[attr-defined]
    return sum(to_roles.values()) + to_person
