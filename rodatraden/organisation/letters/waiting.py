"""What waits for whom today: open, unread, and told in no letter yet."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rodatraden.lib import clock
from rodatraden.organisation.access import unit_tree
from rodatraden.organisation.models import LetterLine, Notice, NoticeRead, Person, Role
from rodatraden.organisation.tree import UnitTree


@dataclass(frozen=True)
class Waiting:
    """What letters would tell, by person's id, and the open notices that are nobody's today."""

    people: Mapping[int, Person] = field(default_factory=dict)
    notices: Mapping[int, Sequence[Notice]] = field(default_factory=dict)
    nobodys: Sequence[Notice] = ()

    def without_address(self) -> list[Person]:
        """Those whom no letter reaches, by name."""
        found = [self.people[pk] for pk in self.notices if not self.people[pk].email]
        return sorted(found, key=lambda person: person.name_folded)


def waiting_today() -> Waiting:
    """What waits today, worked out from the roles that hold today, substitutes too. At most five queries.

    Who has no role any more gets nothing. Who wants no letters is told of duties alone.
    """
    notices = list(Notice.objects.open().select_related("to_unit"))
    if not notices:
        return Waiting()
    tree = unit_tree()
    people, holders = _holders(tree)
    told = {*NoticeRead.objects.filter(notice__done_at=None).values_list("notice", "person")}
    told |= {*LetterLine.objects.filter(notice__done_at=None).values_list("notice", "person")}
    found: dict[int, list[Notice]] = defaultdict(list)
    nobodys = []
    for notice in notices:
        to: set[int] = set()
        if notice.to_person_id in people:
            to = {notice.to_person_id}
        elif notice.to_unit_id:
            to = holders.get((tree.standing(notice.to_unit_id), notice.to_role), to)
        if not to:
            nobodys.append(notice)
        for pk in to:
            if (notice.pk, pk) not in told and (notice.duty or people[pk].letters):
                found[pk].append(notice)
    return Waiting(people, dict(found), nobodys)


def _holders(tree: UnitTree) -> tuple[dict[int, Person], dict[tuple[int | None, str], set[int]]]:
    """Everybody with a role on a unit of today, and who holds each role on each unit."""
    people: dict[int, Person] = {}
    holders: dict[tuple[int | None, str], set[int]] = defaultdict(set)
    for role in Role.objects.on(clock.today()).filter(unit__in=tree.places).select_related("person"):
        people[role.person_id] = role.person
        holders[role.unit_id, role.kind].add(role.person_id)
    return people, holders
