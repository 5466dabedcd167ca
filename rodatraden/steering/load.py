"""From the text of a model file to the value, or to findings that say where and what to do."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from rodatraden.lib.text import Text, say
from rodatraden.steering.faults import Where, in_plain_words, near_key, shown, toml_fault
from rodatraden.steering.findings import Finding
from rodatraden.steering.lift import lift
from rodatraden.steering.lines import place
from rodatraden.steering.schema import FORMAT, Model

LARGEST = 30
"""Powers of ten. A number beyond has no meaning in a model, and would fill the memory when written out."""


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
    """The model and what was found on the way. Numbers are read as Decimal; a mark of byte order is passed over."""
    text = text.removeprefix("\ufeff")
    try:
        content = tomllib.loads(text, parse_float=_number)
    except ValueError as fault:
        return Reading(None, (_not_toml(fault.args[0] if fault.args else ""),))
    except RecursionError:
        return Reading(None, (_not_toml(say("för många hakparenteser eller klamrar i varandra")),))
    number = _format_of(content)
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= FORMAT:
        return Reading(None, place([_unknown_format(number)], text))
    content = lift(content, number)
    try:
        return Reading(Model.model_validate(content))
    except ValidationError as fault:
        found = [_finding(detail, content) for detail in _causes(fault.errors())]
        return Reading(None, place(_without_misspelt(found), text))


def _number(text: str) -> Decimal:
    """A decimal number of a size that somebody may have meant."""
    number = Decimal(text)
    if not number.is_finite() or abs(number.adjusted()) > LARGEST:
        raise ValueError(say("talet {number} är för stort eller för litet", number=text[:20]))
    return number


def _format_of(content: Mapping[str, Any]) -> object:
    """What the file says of its format; the present one where it says nothing."""
    head = content.get("model")
    return head.get("format", FORMAT) if isinstance(head, dict) else FORMAT


def _causes(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """The faults that are not merely consequences of a fault further in."""
    places = [detail["loc"] for detail in details]
    return [d for d in details if not any(len(p) > len(d["loc"]) and p[: len(d["loc"])] == d["loc"] for p in places)]


def _without_misspelt(findings: list[Finding]) -> list[Finding]:
    """A key that is missing because it is misspelt is one fault, not two."""
    meant = {near_path(finding) for finding in findings if finding.code == "extra_forbidden"}
    return [finding for finding in findings if finding.code != "missing" or finding.path not in meant]


def near_path(finding: Finding) -> str:
    """The path of the key that was meant by an unknown one."""
    return finding.path.rpartition(".")[0] + f".{finding.proposal.values.get('near', '')}"


def _not_toml(fault: Text | str) -> Finding:
    at = re.search(r"\(at line (\d+), column (\d+)\)", str(fault))
    line = int(at.group(1)) if at else None
    what = fault if isinstance(fault, Text) else toml_fault(re.sub(r"\s*\(at .*\)$", "", fault))
    if line:
        message = say("Filen går inte att läsa som TOML, rad {line}: {what}.", line=line, what=what)
    else:
        message = say("Filen går inte att läsa som TOML: {what}.", what=what)
    proposal = say("Kontrollera citattecken, hakparenteser och likhetstecken på raden och på raden ovanför.")
    return Finding("error", "toml", "", message, proposal, line=line)


def _unknown_format(number: object) -> Finding:
    message = say("Formatet {number} känns inte igen.", number=shown(number))
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


def _finding(detail: ErrorDetails, content: Mapping[str, Any]) -> Finding:
    where = tuple(step for step in detail["loc"] if not _is_tag(step, content, detail["loc"]))
    message, proposal = in_plain_words(detail, where)
    proposal = proposal or near_key(detail, where, _keys(content))
    return Finding("error", detail["type"], path_of(where, content), message, proposal)


def _keys(content: Mapping[str, Any]) -> list[str]:
    """The keys of all parts in the file's lists."""
    parts = [part for value in content.values() if isinstance(value, list) for part in value if isinstance(part, dict)]
    return [str(part["key"]) for part in parts if "key" in part]


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
