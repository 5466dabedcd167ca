"""What differs between two versions of a model, in words that a controller knows. Pure.

A part is matched by its key, by `was`, or by what it says (matching), so that one change is one line. Keys, closed
words and references are told by their Swedish names (labels), a rule by how it is told before and after.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from rodatraden.lib.text import NOTHING, Text, say
from rodatraden.steering.compare_rules import rule_lines
from rodatraden.steering.labels import PARTS, SECTIONS, label_of, subject
from rodatraden.steering.labels_of_values import WHOLE, both_told, value_told, whole_told
from rodatraden.steering.matching import Matched, match
from rodatraden.steering.renaming import WITHIN, Rename, renames, with_new_keys
from rodatraden.steering.schema import Model, Part, Word

Kind = Literal["added", "removed", "changed", "renamed"]


@dataclass(frozen=True)
class Difference:
    """One difference: the key path, the part or section that it is about, and what is said of it."""

    kind: Kind
    path: str
    about: Text
    told: Text


@dataclass(frozen=True)
class Both:
    """The versions that are compared: the old one with the keys that the new one gives its parts."""

    old: Model
    new: Model


def differences(before: Model, after: Model) -> tuple[Difference, ...]:
    """Every difference, section by section in the order of the file; in each first what came, went or was renamed."""
    found = renames(before, after)
    both = Both(with_new_keys(before, found), after)
    return (*_renamed(both, found), *(each for name in Model.model_fields for each in _section(both, name)))


def grouped(found: tuple[Difference, ...]) -> list[tuple[Text, list[Difference]]]:
    """The differences by what they are about, each heading once, where it first stands."""
    groups: dict[str, tuple[Text, list[Difference]]] = {}
    for each in found:
        groups.setdefault(str(each.about), (each.about, []))[1].append(each)
    return list(groups.values())


def _renamed(both: Both, found: tuple[Rename, ...]) -> Iterator[Difference]:
    for each in found:
        name, _, owner = each.within.partition(".")
        outer = _of_key(both.old, name, owner or each.key)
        about, path = subject(both.old, name, outer, owner or each.key), _path_of(name, owner or each.key)
        told = say("nyckeln ”{was}” blir ”{key}”", was=each.was, key=each.key)
        if owner:
            inner = WITHIN[name]
            part = next(one for one in outer.__dict__[inner] if one.key == each.key)
            told = say("{what}, {told}", what=subject(both.old, inner, part), told=told)
            path = f"{path}.{inner}[{each.key}]"
        yield Difference("renamed", path, about, told)


def _of_key(model: Model, name: str, key: str) -> Any:
    return model.scale[key] if name == "scale" else next(each for each in model.__dict__[name] if each.key == key)


def _path_of(name: str, key: str) -> str:
    return f"{name}.{key}" if name in {"scale", "rule"} else f"{name}[{key}]"


def _section(both: Both, name: str) -> Iterator[Difference]:
    """What differs in one of the sections at the top of the file."""
    old, new, about = both.old.__dict__[name], both.new.__dict__[name], SECTIONS.get(name, SECTIONS["model"])
    if old == new:
        return
    if isinstance(old, Mapping):
        yield from _mapped(both, name, old, new)
    elif isinstance(old, Part) and isinstance(new, Part):
        yield from (replace(each, about=about) for each in _inside(both, name, old, new))
    elif _holds_parts(old, new):
        yield from _listed(both, name, old, new)
    else:
        yield from (replace(each, about=about) for each in _field(both, "", both.old, both.new, name))


def _mapped(both: Both, name: str, old: Mapping[str, Part], new: Mapping[str, Part]) -> Iterator[Difference]:
    """Scales and rules, which stand by their keys."""
    about = SECTIONS[name]
    for key in [key for key in old if key not in new]:
        yield _gone(f"{name}.{key}", about, subject(both.old, name, old[key], key))
    for key in [key for key in new if key not in old]:
        yield _new(f"{name}.{key}", about, subject(both.new, name, new[key], key))
    kept = [key for key in new if key in old]
    if kept != [key for key in old if key in new]:
        yield Difference("changed", name, about, say("ordningen ändras"))
    for key in kept:
        lines = _rule(both, key) if name == "rule" else _inside(both, f"{name}.{key}", old[key], new[key])
        yield from (replace(each, about=subject(both.old, name, old[key], key)) for each in lines)


def _rule(both: Both, key: str) -> Iterator[Difference]:
    old, new = both.old.rule[key], both.new.rule[key]
    for told in rule_lines(both.old, old, both.new, new):
        yield Difference("changed", f"rule.{key}", NOTHING, told)
    for field in Part.model_fields:
        yield from _field(both, f"rule.{key}", old, new, field)


def _listed(both: Both, name: str, old: tuple[Part, ...], new: tuple[Part, ...]) -> Iterator[Difference]:
    """The parts of a list at the top of the file; what changed in one is told under its own name."""
    found = match(old, new)
    yield from (replace(each, about=SECTIONS[name]) for each in _comings(both, name, name, old, new, found))
    for before, after in found.pairs:
        if old[before] != new[after]:
            about = subject(both.old, name, old[before])
            for each in _inside(both, _numbered(name, new[after], after), old[before], new[after]):
                yield replace(each, about=about)


def _comings(
    both: Both, under: str, path: str, old: tuple[Part, ...], new: tuple[Part, ...], found: Matched
) -> Iterator[Difference]:
    """Parts that went and came, and whether those that stay stand in another order."""
    gone = [(_numbered(path, old[place], place), subject(both.old, under, old[place])) for place in found.removed]
    come = [(_numbered(path, new[place], place), subject(both.new, under, new[place])) for place in found.added]
    alike = {str(what) for _, what in gone} & {str(what) for _, what in come}
    for here, what in gone:
        yield _gone(here, NOTHING, _with_key(here, what) if str(what) in alike else what)
    for here, what in come:
        yield _new(here, NOTHING, _with_key(here, what) if str(what) in alike else what)
    if found.in_another_order:
        yield Difference("changed", path, NOTHING, say("ordningen ändras"))


def _with_key(path: str, what: Text) -> Text:
    """A part by its name and key, where one of the same name comes as another goes."""
    return say("{what} ({key})", what=what, key=path.rpartition("[")[2].rstrip("]"))


def _gone(path: str, about: Text, what: Text) -> Difference:
    return Difference("removed", path, about, say("{what} tas bort", what=what))


def _new(path: str, about: Text, what: Text) -> Difference:
    return Difference("added", path, about, say("{what} tillkommer", what=what))


def _numbered(path: str, part: Part, place: int) -> str:
    return f"{path}[{part.__dict__.get('key') or place + 1}]"


def _holds_parts(*values: object) -> bool:
    return any(isinstance(each, Part) for value in values if isinstance(value, tuple) for each in value)


def _inside(both: Both, path: str, old: Part, new: Part) -> Iterator[Difference]:
    """What differs within a part, key by key."""
    for field in type(old).model_fields:
        if field != "key":
            yield from _field(both, path, old, new, field)


def _field(both: Both, path: str, old: Part, new: Part, field: str) -> Iterator[Difference]:
    before, after = old.__dict__[field], new.__dict__[field]
    here = f"{path}.{field}" if path else field
    if before == after:
        return
    if _holds_parts(before, after):
        yield from _inner_list(both, here, field, before, after)
    elif isinstance(before, Part) or isinstance(after, Part):
        yield from _group(both, here, label_of(old, field), field, before, after)
    else:
        told = _list_told if isinstance(before, tuple) and isinstance(after, tuple) else _value_told
        yield Difference("changed", here, NOTHING, told(both, new, field, before, after))


def _inner_list(
    both: Both, path: str, field: str, old: tuple[Part, ...], new: tuple[Part, ...]
) -> Iterator[Difference]:
    """Questions of a level, ways of a report, values of a scale."""
    found = match(old, new)
    for each in _comings(both, field, path, old, new, found):
        order = each.kind == "changed"
        yield replace(each, told=say("{what}: {told}", what=INNER[field], told=each.told)) if order else each
    for before, after in found.pairs:
        what = subject(both.old, field, old[before])
        yield from _prefixed(what, _inside(both, _numbered(path, new[after], after), old[before], new[after]))


INNER: Mapping[str, Text] = {
    "questions": say("frågorna"),
    "letters": say("kriterierna"),
    "values": say("värdena"),
    "period_ends": say("periodernas slut"),
    "climbs": say("vägarna"),
    "goals": say("de finansiella målen"),
    "law": say("lagrummen"),
}


def _prefixed(what: Text, found: Iterator[Difference]) -> Iterator[Difference]:
    for each in found:
        yield replace(each, told=say("{what}, {told}", what=what, told=each.told))


def _group(both: Both, path: str, label: Text, field: str, old: Part | None, new: Part | None) -> Iterator[Difference]:
    """A group by itself: in one piece where it can be told so, else by its keys."""
    kind = type(old if old is not None else new)
    if issubclass(kind, Part) and kind in WHOLE:
        before, after = whole_told(both.old, old), whole_told(both.new, new)
        if before != after:
            said = {"label": label, "old": before, "new": after}
            yield Difference("changed", path, NOTHING, say("{label}: {old} blir {new}", **said))
        if old and new:
            rest = [
                each
                for name in kind.model_fields
                if name not in WHOLE[kind]
                for each in _field(both, path, old, new, name)
            ]
            yield from _prefixed(label, iter(rest))
    elif old is None or new is None:
        what = PARTS.get(field, label)
        yield _new(path, NOTHING, what) if new else _gone(path, NOTHING, what)
    else:
        inner = _inside(both, path, old, new)
        yield from inner if kind is Word else _prefixed(PARTS.get(field, label), inner)


def _value_told(both: Both, part: Part, field: str, old: object, new: object) -> Text:
    before, after = both_told(both.old, both.new, part, field, old, new)
    return say("{label}: {old} blir {new}", label=label_of(part, field), old=before, new=after)


def _list_told(both: Both, part: Part, field: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Text:
    """What came to a list and what left it; only the order where neither."""
    gone, come = tuple((Counter(old) - Counter(new)).elements()), tuple((Counter(new) - Counter(old)).elements())
    said = {
        "label": label_of(part, field),
        "gone": value_told(both.old, part, field, gone),
        "come": value_told(both.new, part, field, come),
    }
    if gone and come:
        return say("{label}: {gone} tas bort, {come} tillkommer", **said)
    if gone:
        return say("{label}: {gone} tas bort", **said)
    if come:
        return say("{label}: {come} tillkommer", **said)
    return say("{label}: ordningen ändras till {all}", all=value_told(both.new, part, field, new), **said)
