"""From the text of a model file to the value, or to findings that say where and what to do."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from rodatraden.lib.text import NOTHING, Text, say
from rodatraden.steering.findings import Finding
from rodatraden.steering.lift import lift
from rodatraden.steering.schema import FORMAT, Model

Where = tuple[str | int, ...]


@dataclass(frozen=True)
class Reading:
    """The model, or None and why."""

    model: Model | None
    findings: tuple[Finding, ...] = ()


class ModelFault(ValueError):
    """A text that is no model. `findings` say why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(f"{finding.path}: {finding.message}" for finding in findings))
        self.findings = findings


def parse(text: str) -> Model:
    """The model, or ModelFault."""
    reading = read(text)
    if reading.model is None:
        raise ModelFault(reading.findings)
    return reading.model


def read(text: str) -> Reading:
    """The model and what was found on the way. Numbers are read as Decimal."""
    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as fault:
        return Reading(None, (_not_toml(str(fault)),))
    number = content.get("model", {}).get("format", FORMAT) if isinstance(content.get("model"), dict) else FORMAT
    if not isinstance(number, int) or not 1 <= number <= FORMAT:
        return Reading(None, (_unknown_format(number),))
    content = lift(content, number)
    try:
        return Reading(Model.model_validate(content))
    except ValidationError as fault:
        return Reading(None, tuple(_finding(detail, content, text) for detail in _causes(fault.errors())))


def _causes(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """The faults that are not merely consequences of a fault further in."""
    places = [detail["loc"] for detail in details]
    return [d for d in details if not any(len(p) > len(d["loc"]) and p[: len(d["loc"])] == d["loc"] for p in places)]


def _not_toml(fault: str) -> Finding:
    at = re.search(r"\(at line (\d+), column (\d+)\)", fault)
    line = int(at.group(1)) if at else None
    what = re.sub(r"\s*\(at .*\)$", "", fault)
    message = say("Filen går inte att läsa som TOML, rad {line}: {what}", line=line or "–", what=what)
    proposal = say("Kontrollera citattecken, hakparenteser och likhetstecken på raden och på raden ovanför.")
    return Finding("error", "toml", "", message, proposal, line=line)


def _unknown_format(number: object) -> Finding:
    message = say("Formatet {number} känns inte igen", number=str(number))
    return Finding("error", "format", "model.format", message, say("Skriv format = {known}.", known=FORMAT))


def path_of(where: Where, content: Any = None) -> str:
    """`("level", 2, "kind")` as "level[namndmal].kind": parts of a list are called by their key where they have one."""
    words, here = "", content
    for step in where:
        if isinstance(step, int):
            here = here[step] if isinstance(here, list) and step < len(here) else None
            key = here.get("key") if isinstance(here, dict) else None
            words += f"[{key or step + 1}]"
        else:
            here = here.get(step) if isinstance(here, dict) else None
            words += f".{step}" if words else step
    return words


def _finding(detail: ErrorDetails, content: Mapping[str, Any], text: str) -> Finding:
    where = tuple(step for step in detail["loc"] if not _is_tag(step, content, detail["loc"]))
    message, proposal = _in_words(detail, where)
    return Finding(
        "error", detail["type"], path_of(where, content), message, proposal, line=_line_of(where, content, text)
    )


def _is_tag(step: str | int, content: Any, where: Where) -> bool:
    """Whether a step of the path is only pydantic's name for a branch of a union."""
    here = content
    for one in where:
        known = isinstance(here, dict) and one in here
        inside = isinstance(here, list) and isinstance(one, int) and one < len(here)
        if one is step:
            last = where[-1] == step and where.index(step) == len(where) - 1
            return isinstance(step, str) and not known and not last
        if known or inside:
            here = here[one]
    return False


def _in_words(detail: ErrorDetails, where: Where) -> tuple[Text, Text]:
    """The fault in plain Swedish, and what to do."""
    kind, context = detail["type"], detail.get("ctx", {})
    name = str(where[-1]) if where else ""
    if kind == "extra_forbidden":
        near = get_close_matches(name, [key for key in known_keys(where) if key != name], n=1, cutoff=0.6)
        proposal = say("Menade du {near}?", near=near[0]) if near else say("Ta bort nyckeln.")
        return say("Nyckeln {name} finns inte här", name=name), proposal
    if kind == "missing":
        return say("Nyckeln {name} saknas", name=name), say("Lägg till {name} = …", name=name)
    if kind in {"literal_error", "union_tag_invalid"}:
        expected = (
            str(context.get("expected") or context.get("expected_tags", "")).replace("'", "").replace("or", "eller")
        )
        near = get_close_matches(str(detail["input"]), re.findall(r"[\w-]+", expected), n=1)
        proposal = say("Menade du {near}?", near=near[0]) if near else NOTHING
        return say(
            "{value} är inget av de ord som kan stå här: {expected}", value=detail["input"], expected=expected
        ), proposal
    if kind == "value_error":
        return say("{what}", what=str(context.get("error", detail["msg"]))), NOTHING
    expected = _EXPECTED.get(kind, detail["msg"])
    return say(
        "Här väntades {expected}, men det står {value}", expected=expected, value=repr(detail["input"])[:60]
    ), NOTHING


_EXPECTED = {
    "string_type": "en text inom citattecken",
    "int_type": "ett heltal",
    "int_parsing": "ett heltal",
    "bool_type": "true eller false",
    "bool_parsing": "true eller false",
    "tuple_type": "en lista inom hakparenteser",
    "decimal_type": "ett tal",
    "decimal_parsing": "ett tal",
    "model_type": "en grupp med nycklar",
    "dict_type": "en grupp med nycklar",
    "string_pattern_mismatch": "små bokstäver a–z, siffror och bindestreck",
    "date_type": "ett datum som 2018-04-30",
    "greater_than_equal": "ett större tal",
    "less_than_equal": "ett mindre tal",
    "too_short": "fler delar",
    "rule_kind": "en regel med compare eller roll_up",
}


def known_keys(where: Where) -> list[str]:
    """The keys that can stand where a path ends, as far as the schema says."""
    models: list[type[BaseModel]] = [Model]
    for step in where[:-1]:
        if isinstance(step, int):
            continue
        within = [model.model_fields[step].annotation for model in models if step in model.model_fields]
        found = [inner for annotation in within for inner in _models_in(annotation)]
        models = found or models
    return [field.alias or name for model in models for name, field in model.model_fields.items()]


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) is None and not get_args(annotation):
        return []
    return [inner for part in get_args(annotation) for inner in _models_in(part)]


def _line_of(where: Where, content: Any, text: str) -> int | None:
    """The line of the key or of the part that it lies in, as near as it can be found."""
    lines = text.splitlines()
    start = 0
    if len(where) > 1 and isinstance(where[1], int):
        heads = [n for n, line in enumerate(lines) if re.match(rf"\s*\[\[\s*{re.escape(str(where[0]))}\s*\]\]", line)]
        start = heads[where[1]] if where[1] < len(heads) else 0
    elif where:
        names = ".".join(str(step) for step in where[:2])
        heads = [
            n
            for n, line in enumerate(lines)
            if re.match(rf"\s*\[{re.escape(names)}\]|\s*\[{re.escape(str(where[0]))}\]", line)
        ]
        start = heads[0] if heads else 0
    name = re.escape(str(where[-1])) if where else ""
    for number in range(start, len(lines)):
        if re.match(rf"\s*{name}\s*=", lines[number]):
            return number + 1
        if number > start and lines[number].lstrip().startswith("[") and start:
            break
    return start + 1 if start else None
