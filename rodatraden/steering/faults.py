"""Tells a fault of the reader or the schema in plain Swedish: what was expected, and the nearest known key."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from rodatraden.lib.text import NOTHING, OR, Text, in_words, say, shortened, slug, verbatim
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.rules import Compare, RollUp

Where = tuple[str | int, ...]
"""The place of a fault: keys, and numbers within lists."""

TOML = (
    ("Expected '=' after a key", say("ett likhetstecken saknas efter en nyckel")),
    ("Cannot overwrite a value", say("samma nyckel står två gånger")),
    ("Cannot declare", say("samma rubrik står två gånger")),
    ("Cannot redefine", say("samma rubrik står två gånger")),
    ("Cannot mutate immutable", say("en rubrik lägger till i en grupp som redan är skriven på en rad")),
    ("Duplicate inline table key", say("samma nyckel står två gånger inom klamrarna")),
    (
        "Found invalid character",
        say("här finns ett tecken som inte får stå där, kanske en radbrytning inom citattecken"),
    ),
    ("Invalid hex", say("ett specialtecken i en text är fel skrivet")),
    ("Escaped character", say("ett specialtecken i en text är fel skrivet")),
    ("Unterminated string", say("ett citattecken saknas i slutet av en text")),
    ('Expected "\'"', say("ett citattecken saknas i slutet av en text")),
    ("Illegal character", say("här finns ett tecken som inte får stå där, kanske en radbrytning inom citattecken")),
    ("Unescaped '\\'", say("ett omvänt snedstreck måste skrivas två gånger inom citattecken")),
    ("Unclosed array", say("en hakparentes saknas i slutet av en lista")),
    ("Unclosed inline table", say("en klammer saknas i slutet av en grupp")),
    ("Expected ']'", say("en hakparentes saknas i slutet av en rubrik")),
    ("Invalid initial character for a key", say("en nyckel börjar med ett tecken som inte går att använda")),
    ("Invalid value", say("efter likhetstecknet står inget värde; text ska ha citattecken")),
    ("Invalid date", say("datumet finns inte")),
    ("Invalid statement", say("raden är varken en nyckel, en rubrik eller en kommentar")),
    ("Expected newline or end", say("efter värdet står något mer på raden")),
    ("Exceeds the limit", say("ett tal är för långt")),
)


def toml_fault(fault: str) -> Text:
    """What the TOML reader says, in Swedish where we know it."""
    return next((told for english, told in TOML if fault.startswith(english)), verbatim(fault.rstrip(".")))


def in_plain_words(detail: ErrorDetails, where: Where) -> tuple[Text, Text]:
    """The fault in plain Swedish, and what to do."""
    kind, name = detail["type"], str(where[-1]) if where else ""
    if kind == "extra_forbidden":
        return say("Nyckeln {name} finns inte här.", name=name), _where_to(name, where)
    if kind == "missing":
        return say("Nyckeln {name} saknas.", name=name), say("Lägg till {name} = …", name=name)
    if kind in {"literal_error", "union_tag_invalid"}:
        return _not_a_word(detail)
    if kind == "value_error":
        return _said_by(detail.get("ctx", {}).get("error"), detail["msg"]), NOTHING
    if kind == "rule_kind":
        return _no_rule(detail["input"])
    expected = _expected(detail)
    return say(
        "Här väntades {expected}, men det står {value}.", expected=expected, value=shown(detail["input"])
    ), NOTHING


def near_key(detail: ErrorDetails, where: Where, keys: Iterable[str]) -> Text:
    """For words where a key should stand: the nearest key of the file, or where a key is made, one of the words."""
    if detail.get("ctx", {}).get("pattern") != KEY:
        return NOTHING
    made = slug(str(detail["input"]))
    near = [made] if where[-1] == "key" else get_close_matches(made, list(keys), n=1)
    return say("Menade du {near}?", near=near[0]) if near and near[0] else NOTHING


def _said_by(fault: object, otherwise: str) -> Text:
    """What a ValueError of ours says, which can be translated, or of somebody else's, which cannot."""
    said = fault.args[0] if isinstance(fault, ValueError) and fault.args else otherwise
    return said if isinstance(said, Text) else verbatim(str(said))


def _no_rule(rule: object) -> tuple[Text, Text]:
    """A rule whose kind is missing, misspelt or said twice."""
    said = [rule[word] for word in ("compare", "roll_up") if word in rule] if isinstance(rule, Mapping) else []
    known = [*get_args(Compare), *get_args(RollUp)]
    if len(said) != 1:
        return (
            say("En regel har antingen compare eller roll_up."),
            say("Skriv compare för en indikator, roll_up för det som vägs samman."),
        )
    near = get_close_matches(str(said[0]), known, n=1)
    message = say("{value} är ingen regel. Skriv {known}.", value=shown(said[0]), known=in_words(known, OR))
    return message, say("Menade du {near}?", near=near[0]) if near else NOTHING


def _expected(detail: ErrorDetails) -> Text:
    """What the place can hold: by the bound or the form that the schema gives it."""
    context = detail.get("ctx", {})
    if "ge" in context:
        return say("ett tal som är minst {bound}", bound=context["ge"])
    if "le" in context:
        return say("ett tal som är högst {bound}", bound=context["le"])
    if "pattern" in context:
        return FORMS.get(context["pattern"], say("en text i annan form"))
    return EXPECTED.get(detail["type"], verbatim(detail["msg"]))


KEY = r"^[a-z0-9][a-z0-9-]*$"
FORMS = {
    KEY: say("små bokstäver a–z, siffror och bindestreck"),
    r"^\d+:\d+[a-z]?$": say("kapitel och paragraf som 11:10"),
    r"^(\d{4}|X\d{3})$": say("kommunens kod med fyra siffror, som 1275"),
}


def _where_to(name: str, where: Where) -> Text:
    """What an unknown key may have meant: a near one, or one that stands at the top of the file."""
    near = get_close_matches(name, [key for key in known_keys(where) if key != name], n=1, cutoff=0.6)
    if near:
        return say("Menade du {near}?", near=near[0])
    if len(where) > 1 and name in Model.model_fields:
        return say("Flytta den överst i filen, före den första rubriken.")
    return say("Ta bort nyckeln.")


def _not_a_word(detail: ErrorDetails) -> tuple[Text, Text]:
    context = detail.get("ctx", {})
    words = re.findall(r"'([^']*)'", str(context.get("expected") or context.get("expected_tags", "")))
    near = get_close_matches(str(detail["input"]), words, n=1)
    proposal = say("Menade du {near}?", near=near[0]) if near else NOTHING
    known = in_words([word for word in words if word], OR)
    return say("{value} kan inte stå här. Skriv {known}.", value=shown(detail["input"]), known=known), proposal


def shown(value: object) -> str:
    """What stands in the file, cut where it is long."""
    if isinstance(value, Mapping):
        return str(say("en grupp"))
    if isinstance(value, list | tuple):
        return str(say("en lista"))
    if isinstance(value, bool):
        return str(value).lower()
    words = f"”{value}”" if isinstance(value, str) else str(value)
    return shortened(words, 60)


EXPECTED = {
    "string_type": say("en text inom citattecken"),
    "int_type": say("ett heltal"),
    "int_parsing": say("ett heltal"),
    "int_from_float": say("ett heltal"),
    "bool_type": say("true eller false"),
    "bool_parsing": say("true eller false"),
    "tuple_type": say("en lista inom hakparenteser"),
    "decimal_type": say("ett tal"),
    "decimal_parsing": say("ett tal"),
    "finite_number": say("ett tal"),
    "model_type": say("en grupp med nycklar"),
    "model_attributes_type": say("en grupp med nycklar"),
    "dict_type": say("en grupp med nycklar"),
    "mapping_type": say("en grupp med nycklar"),
    "string_too_long": say("en kortare text"),
    "date_type": say("ett datum som 2018-04-30"),
    "date_from_datetime_parsing": say("ett datum som 2018-04-30"),
    "greater_than": say("ett större tal"),
    "too_short": say("fler delar"),
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
