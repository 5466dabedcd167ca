"""The keys that a new version of a model renames by `was`, and the old version with the new keys. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from rodatraden.steering.labels_of_values import REFERENCES
from rodatraden.steering.schema import Model, Part

P = TypeVar("P", bound=Part)
Keys = Mapping[str, str]
"""New keys by old."""
LISTS = ("level", "perspective", "quality", "measure", "body", "role", "duty", "participation", "plan", "step",
         "governing", "report", "economy_line")  # fmt: skip
WITHIN = {"level": "questions", "report": "questions", "quality": "letters", "scale": "values"}
"""Lists whose parts have parts with keys, and the list of those."""
VALUES = frozenset({"value", "share_of", "all_of", "missing"})
"""Keys of a rule that name values of its scale."""


@dataclass(frozen=True)
class Rename:
    """A part with a new key, and the list or the part within which it stands (level, scale.ljus, level.mal)."""

    within: str
    was: str
    key: str


def renames(before: Model, after: Model) -> tuple[Rename, ...]:
    """Every rename: parts of the file first, then questions, letters and values, by the new keys of what has them."""
    found = [rename for name in LISTS for rename in _of(name, before.__dict__[name], after.__dict__[name])]
    for name in ("level", "report", "quality"):
        inner = WITHIN[name]
        old = _by_key(before.__dict__[name], _keys(found, name))
        for part in after.__dict__[name]:
            if part.key in old:
                found += _of(f"{name}.{part.key}", old[part.key].__dict__[inner], part.__dict__[inner])
    for name, scale in after.scale.items():
        if name in before.scale:
            found += _of(f"scale.{name}", before.scale[name].values, scale.values)
    return tuple(found)


def _of(within: str, old: Iterable[Any], new: Iterable[Any]) -> Iterator[Rename]:
    was, now = {part.key for part in old}, {part.key for part in new}
    for part in new:
        if part.was and part.was in was and part.was not in now and part.key not in was:
            yield Rename(within, part.was, part.key)


def _keys(found: Iterable[Rename], within: str) -> dict[str, str]:
    return {rename.was: rename.key for rename in found if rename.within == within}


def _by_key(parts: Iterable[Any], keys: Keys) -> dict[str, Any]:
    return {keys.get(part.key, part.key): part for part in parts}


def with_new_keys(before: Model, found: tuple[Rename, ...]) -> Model:
    """The version before as it would stand with the new keys, so that a rename is no other difference."""
    if not found:
        return before
    by_list = {name: _keys(found, name) for name in LISTS}
    changed: dict[str, Any] = {
        name: tuple(_with_key(part, name, found, by_list[name]) for part in before.__dict__[name]) for name in LISTS
    }
    changed["scale"] = {
        name: scale.model_copy(
            update={"values": tuple(_renamed(value, _keys(found, f"scale.{name}")) for value in scale.values)}
        )
        for name, scale in before.scale.items()
    }
    first = next(iter(before.scale), "")
    changed["rule"] = {
        name: _judging(rule, _keys(found, f"scale.{rule.scale or first}")) for name, rule in before.rule.items()
    }
    references = {
        field: {was: key for name in lists for was, key in by_list.get(name, {}).items()}
        for field, lists in REFERENCES.items()
    }
    return _referring(before.model_copy(update=changed), references)


def _with_key(part: Any, name: str, found: tuple[Rename, ...], keys: Keys) -> Any:
    renamed = _renamed(part, keys)
    if name not in WITHIN:
        return renamed
    inner = WITHIN[name]
    keys_within = _keys(found, f"{name}.{renamed.key}")
    return renamed.model_copy(update={inner: tuple(_renamed(each, keys_within) for each in part.__dict__[inner])})


def _renamed(part: Any, keys: Keys) -> Any:
    return part.model_copy(update={"key": keys[part.key], "was": part.key}) if part.key in keys else part


def _judging(part: P, keys: Keys) -> P:
    """A rule, and its steps and the rule within it, with new keys of values."""
    changed: dict[str, Any] = {}
    for field, value in part.__dict__.items():
        if field in VALUES and value:
            changed[field] = _translated(value, keys)
        elif field == "points":
            changed[field] = {keys.get(key, key): points for key, points in value.items()}
        elif field == "steps":
            changed[field] = tuple(_judging(step, keys) for step in value)
        elif field == "then":
            changed[field] = _judging(value, keys)
    return part.model_copy(update=changed)


def _referring(part: P, references: Mapping[str, Keys]) -> P:
    """A part, and all within it, with new keys where it names other parts."""
    changed: dict[str, Any] = {}
    for field, value in part.__dict__.items():
        if isinstance(value, Part):
            changed[field] = _referring(value, references)
        elif isinstance(value, tuple) and any(isinstance(each, Part) for each in value):
            changed[field] = tuple(_referring(each, references) for each in value)
        elif value and references.get(field) and isinstance(value, str | tuple):
            changed[field] = _translated(value, references[field])
    return part.model_copy(update=changed)


def _translated(value: str | tuple[str, ...], keys: Keys) -> str | tuple[str, ...]:
    return keys.get(value, value) if isinstance(value, str) else tuple(keys.get(each, each) for each in value)
