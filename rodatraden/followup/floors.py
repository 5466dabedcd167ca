"""Which units report at an occasion, on which floor, and to whom. Pure (F3, R1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rodatraden.followup.meetings import MEETING, RANK
from rodatraden.organisation.tree import Place, UnitTree
from rodatraden.steering.schema import Body, Climb, Model, Report
from rodatraden.steering.schema.organisation import ONE_OF_ITS_KIND

WHOLE = frozenset({"council", "executive_board"})
"""Kinds of bodies whose edges mean that there is a report for the whole municipality."""
NEVER = frozenset({"council", "audit"})
"""Kinds of units that do not report as units: the council's row is the whole municipality's, auditors judge it."""


def groupings(tree: UnitTree) -> frozenset[int]:
    """The units that may be no more than a name for those beneath: legal persons above others of their own kind, as
    "Bolagen" above the companies. A parent company stands like that too; it has people, and a grouping has none."""
    return frozenset(
        place.id
        for place in tree.places.values()
        if place.authority
        and place.kind not in NEVER
        and any(below.kind == place.kind for below in tree.children.get(place.id, ()))
    )


@dataclass(frozen=True)
class Reporter:
    """A unit that is to report: its floor is the sender's key in the model; `above` is the next unit that reports."""

    place: Place
    floor: str
    above: int | None


@dataclass(frozen=True)
class Floors:
    """The floors of one report type in an organisation. `silent` are units that report nothing: only names for those
    beneath them."""

    model: Model
    report: Report
    tree: UnitTree
    silent: frozenset[int] = frozenset()

    @cached_property
    def council(self) -> Place | None:
        return self._only("council")

    @cached_property
    def executive(self) -> Place | None:
        return self._only("executive_board")

    @cached_property
    def executive_body(self) -> Body | None:
        return next((body for body in self.model.body if body.kind == "executive_board"), None)

    @cached_property
    def whole(self) -> bool:
        """Whether there is a report for the whole municipality: something reaches the council or executive board."""
        receivers = [self.model.body_of(climb.receiver) for climb in self.report.climbs]
        return any(body is not None and body.kind in WHOLE for body in receivers)

    @cached_property
    def reporters(self) -> tuple[Reporter, ...]:
        """Each unit that is to report, once, from the top down, without the council's row."""
        floors = self._floors
        return tuple(
            Reporter(place, floors[place.id], self._above(place, floors))
            for root in self.tree.children.get(None, ())
            for place in self.tree.downward(root.id)
            if place.id in floors
        )

    @cached_property
    def _floors(self) -> dict[int, str]:
        """The floor of each unit. One that stands on two has the body's before the role's, then the first.

        The executive board's own operations report as a board's do.
        """
        found: dict[int, str] = {}
        senders = list(dict.fromkeys(climb.sender for climb in self.report.climbs))
        for sender in sorted(senders, key=lambda key: self.model.body_of(key) is None):
            for place in self.units_of(sender):
                found.setdefault(place.id, sender)
        board = next((key for key in senders if self._kind(key) == "board"), None)
        if self.executive is not None:
            found.pop(self.executive.id, None)
            if board is not None:
                found[self.executive.id] = board
        return found

    def units_of(self, key: str) -> Iterator[Place]:
        """The units of a floor that report for themselves."""
        body, role = self.model.body_of(key), self.model.role_of(key)
        kinds = {body.kind} if body else set(role.belongs_to) if role else set()
        for place in self.tree.places.values():
            if place.id in self.silent or place.kind not in kinds - NEVER:
                continue
            if self._is(body, place) if body else place.kind not in ONE_OF_ITS_KIND:
                yield place

    def _is(self, body: Body, place: Place) -> bool:
        """Whether a unit is the body: any of its kind where it stands for many, else the one by key or name."""
        if body.many or body.kind in ONE_OF_ITS_KIND:
            return True
        return place.key == body.key or place.name.casefold() == body.name.one.casefold()

    def _above(self, place: Place, floors: dict[int, str]) -> int | None:
        """The nearest unit above that reports, within the authority; bodies have none, they send by the edges."""
        if place.kind in MEETING:
            return None
        return next((above.id for above in self.tree.upward(place.id)[1:] if above.id in floors), None)

    def receiver(self, reporter: Reporter, edge: Climb | None) -> int | None:
        """The unit that the report goes to: the next above that reports, else whom the edge names."""
        if reporter.above is not None:
            return reporter.above
        return self.unit_of(edge.receiver, reporter.place) if edge else None

    def unit_of(self, key: str, seen_from: Place) -> int | None:
        """The unit that a body or role is for somebody: the nearest above of its kind, else the only one."""
        body, role = self.model.body_of(key), self.model.role_of(key)
        kinds = {body.kind} if body else set(role.belongs_to) if role else set()
        if "board" in kinds:
            kinds |= {"executive_board"}
        above = [place for place in self.tree.upward(seen_from.id)[1:] if place.kind in kinds]
        if above and (body is None or body.many or body.kind in ONE_OF_ITS_KIND):
            return above[0].id
        fitting = [
            place for place in self.tree.places.values() if body and place.kind in kinds and self._is(body, place)
        ]
        return fitting[0].id if len(fitting) == 1 and fitting[0].id != seen_from.id else None

    def main_edge(self, floor: str, kind: str) -> Climb | None:
        """The edge that says to whom a report goes: to a body that meets, to decide, stated rather than assumed.

        The executive board's goes as a board's and as its own, but never to itself.
        """
        own = self.executive_body if kind == "executive_board" else None
        senders = {floor, own.key} if own else {floor}
        edges = [climb for climb in self.report.climbs if climb.sender in senders]
        return min(
            (climb for climb in edges if own is None or climb.receiver != own.key), key=self._order, default=None
        )

    def _order(self, climb: Climb) -> tuple[bool, int, bool]:
        return self._kind(climb.receiver) not in MEETING, RANK[climb.edge], bool(climb.assumed)

    def whole_edge(self) -> Climb | None:
        """The edge of the whole municipality's report: the executive board's to the council, else any to it."""
        own = self.executive_body
        to_council = [climb for climb in self.report.climbs if self._kind(climb.receiver) == "council"]
        return min(
            to_council, key=lambda climb: (own is None or climb.sender != own.key, self._order(climb)), default=None
        )

    def _kind(self, key: str) -> str:
        body = self.model.body_of(key)
        return body.kind if body else ""

    def led_by(self, place: Place) -> str:
        """The kind of the body that meets over a unit's report: its own, or the nearest above."""
        return next((each.kind for each in self.tree.upward(place.id) if each.kind in MEETING), "")

    def _only(self, kind: str) -> Place | None:
        return next((place for place in self.tree.places.values() if place.kind == kind), None)
