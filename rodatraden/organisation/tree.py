"""The organisation as a value: read once for a request, asked many times. Knows no Django."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
    """All units of a municipality on a day, by id, in the order they are shown."""

    places: Mapping[int, Place]

    @classmethod
    def of(cls, places: Iterable[Place]) -> "UnitTree":
        return cls({place.id: place for place in places})

    @cached_property
    def children(self) -> Mapping[int | None, tuple[Place, ...]]:
        found: dict[int | None, list[Place]] = {}
        for place in self.places.values():
            found.setdefault(place.parent if place.parent in self.places else None, []).append(place)
        return {parent: tuple(below) for parent, below in found.items()}

    def upward(self, unit: int) -> list[Place]:
        """The unit and those above it, nearest first. Ends where a circle would begin."""
        path: list[Place] = []
        place = self.places.get(unit)
        while place is not None and place not in path:
            path.append(place)
            place = self.places.get(place.parent) if place.parent is not None else None
        return path

    def downward(self, unit: int) -> list[Place]:
        """The unit and all below it, in the order they are shown."""
        place = self.places.get(unit)
        if place is None:
            return []
        found, waiting = [], [place]
        while waiting:
            place = waiting.pop()
            found.append(place)
            waiting.extend(reversed(self.children.get(place.id, ())))
        return found

    def authority_of(self, unit: int) -> Place | None:
        """The authority a unit belongs to: itself or the nearest one above (TF 2 kap., O5)."""
        return next((place for place in self.upward(unit) if place.authority), None)
