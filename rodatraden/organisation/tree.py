"""The organisation as a value: read once for a request, asked many times. Knows no Django."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Place:
    """A unit in the tree. `authority` says whether it is an authority or a legal person of its own."""

    id: int
    key: str
    name: str
    kind: str
    parent: int | None
    authority: bool = False


@dataclass(frozen=True)
class UnitTree:
    """All units of a municipality on a day, by id, in the order they are shown.

    `heirs` leads from a unit that does not hold that day (it has ended, or begins later) to the one that its
    work went on in, or else the one it lies under: somebody must be able to close its last year and to plan
    its first. `left` are the names of those that have ended and whose work no other took over.
    """

    places: Mapping[int, Place]
    heirs: Mapping[int, int | None] = field(default_factory=dict)
    left: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        places: Iterable[Place],
        heirs: Mapping[int, int | None] | None = None,
        left: Mapping[int, str] | None = None,
    ) -> "UnitTree":
        return cls({place.id: place for place in places}, heirs or {}, left or {})

    def standing(self, unit: int) -> int | None:
        """The unit itself where it holds on the day, else the one that answers for it; None where nobody does."""
        if unit in self.places:
            return unit
        seen: set[int] = set()
        at: int | None = unit
        while at is not None and at not in self.places and at not in seen:
            seen.add(at)
            at = self.heirs.get(at)
        return at if at in self.places else None

    def answered_by(self, unit: int) -> frozenset[int]:
        """The unit, and those that do not hold on the day and that it answers for."""
        return self._answered.get(unit, frozenset()) | {unit}

    @cached_property
    def _answered(self) -> Mapping[int, frozenset[int]]:
        found: dict[int, set[int]] = {}
        for unit in self.heirs:
            standing = self.standing(unit)
            if standing is not None:
                found.setdefault(standing, set()).add(unit)
        return {standing: frozenset(units) for standing, units in found.items()}

    def at(self, unit: int | None) -> Place | None:
        """The place of the unit, or of the one that answers for it."""
        standing = self.standing(unit) if unit is not None else None
        return self.places[standing] if standing is not None else None

    @cached_property
    def children(self) -> Mapping[int | None, tuple[Place, ...]]:
        found: dict[int | None, list[Place]] = {}
        for place in self.places.values():
            found.setdefault(place.parent if place.parent in self.places else None, []).append(place)
        return {parent: tuple(below) for parent, below in found.items()}

    def the(self, kind: str) -> Place | None:
        """The one unit of a kind that there is one of: the council, the executive board."""
        return next((place for place in self.places.values() if place.kind == kind), None)

    def upward(self, unit: int) -> list[Place]:
        """The unit, or the one that answers for it, and those above, nearest first. Ends where a circle would begin."""
        path: list[Place] = []
        place = self.at(unit)
        while place is not None and place not in path:
            path.append(place)
            place = self.places.get(place.parent) if place.parent is not None else None
        return path

    def downward(self, unit: int) -> list[Place]:
        """The unit and all below it, in the order they are shown."""
        place = self.places.get(unit)
        if place is None:
            return []
        found, waiting, seen = [], [place], {place.id}
        while waiting:
            place = waiting.pop()
            found.append(place)
            below = [child for child in self.children.get(place.id, ()) if child.id not in seen]
            seen.update(child.id for child in below)
            waiting.extend(reversed(below))
        return found

    def authority_of(self, unit: int) -> Place | None:
        """The authority a unit belongs to: itself or the nearest one above (TF 2 kap., O5)."""
        place = self.at(unit)
        return self._authorities.get(place.id) if place else None

    @cached_property
    def _authorities(self) -> Mapping[int, Place | None]:
        return {unit: next((place for place in self.upward(unit) if place.authority), None) for unit in self.places}

    def authority_id(self, unit: int) -> int | None:
        place = self.authority_of(unit)
        return place.id if place else None
