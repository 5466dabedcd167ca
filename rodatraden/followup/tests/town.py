"""Small organisations to count due days in, as values."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rodatraden import steering
from rodatraden.followup.calendar import Occasion, occasions
from rodatraden.followup.deadlines import Due, dues
from rodatraden.organisation.tree import Place, UnitTree
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.organisation import AUTHORITIES
from rodatraden.steering.tests.small import content

PRESETS = {
    path.stem: parse(path.read_text("utf-8"))
    for path in sorted((Path(str(steering.__file__)).parent / "presets").glob("*.toml"))
}
USUAL = (
    ("kf", "council", ""),
    ("ks", "executive_board", "kf"),
    ("ksf", "administration", "ks"),
    ("kansli", "unit", "ksf"),
    ("sn", "board", "kf"),
    ("sf", "administration", "sn"),
    ("omrade", "area", "sf"),
    ("hemtjanst", "unit", "omrade"),
    ("skola", "school", "sf"),
    ("bn", "board", "kf"),
    ("bolag", "company", "kf"),
    ("revision", "audit", "kf"),
)
"""Key, kind and key of the unit above. Another board without anything beneath it, a company, the auditors."""


def tree_of(rows: Iterable[tuple[str, str, str]] = USUAL) -> UnitTree:
    kept = list(rows)
    numbers = {key: number for number, (key, _, _) in enumerate(kept, start=1)}
    return UnitTree.of(
        Place(numbers[key], key, key, kind, numbers.get(above), kind in AUTHORITIES) for key, kind, above in kept
    )


def model_of(**changes: Any) -> Model:
    """The linter's small model with other parts."""
    return Model.model_validate(content(**changes))


def the(model: Model, report: str, year: int = 2018, place: int = 0) -> Occasion:
    """An occasion of a report type in a year."""
    return [each for each in occasions(model, year) if each.report == report][place]


def by_unit(model: Model, occasion: Occasion, tree: UnitTree | None = None) -> dict[str, Due]:
    """The due days of an occasion by the units' keys."""
    units = tree or tree_of()
    return {units.places[due.unit].key: due for due in dues(model, units, occasion)}
