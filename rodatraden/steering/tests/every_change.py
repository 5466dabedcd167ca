"""Every single change of a model, one at a time: what a comparison must see. Each part is sound by itself."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError

from rodatraden.steering.schema import Part


def every_change(part: Part, path: str = "") -> Iterator[tuple[str, Any]]:
    """Copies of a part (a whole model, as a rule) that differ from it in one value, with where."""
    for field, described in type(part).model_fields.items():
        here = f"{path}.{field}" if path else field
        for where, value in _changed(here, part.__dict__[field], described.annotation):
            try:
                sound = type(part).model_validate({**part.__dict__, field: value})
            except ValidationError:
                continue
            yield where, part.model_copy(update={field: sound.__dict__[field]})


def _changed(path: str, value: Any, annotation: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Part):
        yield from every_change(value, path)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from ((where, {**value, key: other}) for where, other in _changed(f"{path}.{key}", inner, None))
            yield f"{path} without {key}", {name: each for name, each in value.items() if name != key}
    elif isinstance(value, tuple):
        for place, inner in enumerate(value):
            before, after = value[:place], value[place + 1 :]
            yield f"{path} without {place}", (*before, *after)
            if before and before[0] != inner:
                yield f"{path} with {place} first", (inner, *before, *after)
            for where, other in _changed(f"{path}[{place}]", inner, annotation):
                yield where, (*before, other, *after)
    else:
        yield from ((path, other) for other in _others(value, annotation))


def _others(value: Any, annotation: Any) -> list[Any]:
    words = [word for word in _words(annotation) if word != value]
    if words:
        return words[:1]
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int | Decimal):
        return [value - 1 if value > 1 else value + 1]
    if isinstance(value, date):
        return [value.replace(year=value.year + 1)]
    return [f"{value}-x"] if value else [3, "nytt", "5:1", date(2018, 1, 1)]


def _words(annotation: Any) -> list[Any]:
    """The words of a closed list, wherever it stands in the annotation."""
    if get_origin(annotation) is Literal:
        return [word for word in get_args(annotation) if word]
    return [word for inner in get_args(annotation) for word in _words(inner)]
