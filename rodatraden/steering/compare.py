"""What differs between two versions of a model, in words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rodatraden.lib.text import Text, say
from rodatraden.steering.schema import Model
from rodatraden.steering.words import parts

Kind = Literal["added", "removed", "changed", "renamed"]
SUBJECTS: Mapping[str, Text] = {
    "level": say("nivån"),
    "perspective": say("perspektivet"),
    "role": say("rollen"),
    "body": say("organet"),
    "plan": say("plantypen"),
    "report": say("rapporttypen"),
    "rule": say("regeln"),
    "scale": say("skalan"),
    "measure": say("måttslaget"),
    "quality": say("målkriterierna"),
    "duty": say("uppgiften"),
}


@dataclass(frozen=True)
class Difference:
    """One difference: where, what, and the values before and after where they are short."""

    kind: Kind
    path: str
    told: Text


def differences(before: Model, after: Model) -> tuple[Difference, ...]:
    """Every difference, parts that came or went first, then changed values in the order of the file."""
    old, new = dict(_values(before)), dict(_values(after))
    old_parts, new_parts = _keyed(before), _keyed(after)
    renamed = {path: was for path, was in _renames(after).items() if was in old_parts}
    found = [Difference("renamed", path, _told_rename(path, was)) for path, was in renamed.items()]
    for path in old_parts:
        if path not in new_parts and path not in renamed.values():
            found.append(Difference("removed", path, say("{what} är borttagen.", what=_subject(path))))
    for path in new_parts:
        if path not in old_parts and path not in renamed:
            found.append(Difference("added", path, say("{what} är ny.", what=_subject(path))))
    gone = {p for p in old_parts if p not in new_parts} | {p for p in new_parts if p not in old_parts}
    for path in dict.fromkeys([*old, *new]):
        if (old.get(path) or None) == (new.get(path) or None) or any(path.startswith(part) for part in gone):
            continue
        told = say("{path}: {old} blir {new}", path=path, old=_short(old.get(path)), new=_short(new.get(path)))
        found.append(Difference("changed", path, told))
    return tuple(found)


def _keyed(model: Model) -> dict[str, str]:
    return {path: path for path, _ in parts(model) if path.endswith("]") or path.startswith(("rule.", "scale."))}


def _renames(model: Model) -> dict[str, str]:
    found = {}
    for path, part in parts(model):
        was = part.__dict__.get("was")
        if was:
            found[path] = f"{path.rsplit('[', 1)[0]}[{was}]"
    return found


def _values(model: Model) -> list[tuple[str, object]]:
    """The plain values by path."""
    found: list[tuple[str, object]] = []
    for path, part in parts(model):
        for name in type(part).model_fields:
            value = part.__dict__[name]
            plain = not isinstance(value, Mapping) and not (isinstance(value, tuple) and value and not _flat(value))
            if plain and not _is_part(value):
                found.append((f"{path}.{name}" if path else name, value))
    return found


def _flat(values: tuple[object, ...]) -> bool:
    return all(isinstance(value, str | int) for value in values)


def _is_part(value: object) -> bool:
    """Whether a value is a part of its own, which is compared by itself."""
    return type(value).__module__.startswith("rodatraden.steering.schema")


def _short(value: object) -> str:
    if value in ("", None, ()):
        return str(say("inget"))
    words = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return f"”{words[:80]}…”" if len(words) > 80 else f"”{words}”"


def _subject(path: str) -> str:
    head = path.split(".")[0].split("[")[0]
    name = path.rsplit("[", 1)[-1].rstrip("]") if path.endswith("]") else path.rsplit(".", 1)[-1]
    return f"{SUBJECTS.get(head, head)} {name}".strip().capitalize()


def _told_rename(path: str, was: str) -> Text:
    old = was.rsplit("[", 1)[-1].rstrip("]")
    return say("{what} hette {old} förut.", what=_subject(path), old=old)
