"""Every key and every word of a closed list has Swedish: what is told of a change is never a key of the file."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

import pytest

from rodatraden.steering.labels import FIELDS, PARTS, SECTIONS, label_of, subject
from rodatraden.steering.labels_of_values import REFERENCES, closed, value_told, whole_told
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Climb, Deadline, Event, Head, Limit, Meets, Model, Part, Statement
from rodatraden.steering.tests.test_compare import FILE

MODEL = parse(FILE)


def kinds(part: type[Part], seen: set[type[Part]]) -> set[type[Part]]:
    """The sorts of parts that a sort holds. Rules are told in one piece."""
    if part not in seen:
        seen.add(part)
        for field in part.model_fields.values():
            if field.annotation is not None:
                for inner in held_by(field.annotation):
                    kinds(inner, seen)
    return seen


def held_by(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in get_args(annotation):
        yield from held_by(inner)


def words(annotation: Any) -> list[str]:
    if get_origin(annotation) is Literal:
        return [word for word in get_args(annotation) if word]
    return [word for inner in get_args(annotation) for word in words(inner)]


TOLD_WHOLE = {"steps", "compare", "roll_up", "then", "points", "missing", "tolerance", "change", "count", "group",
              "measured_from", "value", "at_least", "within", "share_of", "all_of", "scale"}  # fmt: skip
PLACES = [(part, field) for part in sorted(kinds(Model, set()), key=str) for field in part.model_fields]


@pytest.mark.parametrize(("part", "field"), PLACES, ids=lambda each: each if isinstance(each, str) else each.__name__)
def test_every_key_of_the_schema_has_a_word(part: type[Part], field: str) -> None:
    named = f"{part.__name__}.{field}" in FIELDS or field in FIELDS or field in PARTS or field in SECTIONS
    assert named or field in {"key", *TOLD_WHOLE}


def test_every_word_of_a_closed_list_has_swedish() -> None:
    lacking = []
    for part, field in PLACES:
        for word in words(part.model_fields[field].annotation):
            if field not in TOLD_WHOLE and word not in closed(part.model_construct(), field):
                lacking.append(f"{part.__name__}.{field}: {word}")
    assert lacking == []


def test_references_stand_in_lists_that_the_model_has() -> None:
    assert {name for lists in REFERENCES.values() for name in lists} <= set(Model.model_fields)


@pytest.mark.parametrize(
    ("under", "part", "expected"),
    [
        ("level", MODEL.level[1], "nivån ”mål”"),
        ("event", MODEL.event[0], "händelsen ”Ramarna beslutas” i juni"),
        ("climbs", Climb(sender="ks", receiver="kf", edge="decides"), "vägen ”kommunstyrelsen till kommunfullmäktige”"),
        ("vision", Statement(title="Framtid"), "visionen"),
        ("quality", MODEL.quality[0], "målkriterierna ”SM”"),
    ],
)
def test_a_part_is_called_by_its_name(under: str, part: Part, expected: str) -> None:
    assert str(subject(MODEL, under, part)) == expected


@pytest.mark.parametrize(
    ("part", "field", "value", "expected"),
    [
        (MODEL.level[1], "decided_by", "kf", "”kommunfullmäktige”"),
        (MODEL.level[1], "serves", ("vision", "mal"), "”vision” och ”mål”"),
        (MODEL.level[1], "serves", (), "inget"),
        (MODEL.level[1], "kind", "goal", "ett mål"),
        (MODEL.level[1], "personal", True, "ja"),
        (MODEL.event[0], "month", 6, "juni"),
        (MODEL.event[0], "day", 6, "6"),
        (MODEL.event[0], "day", None, "inget"),
        (MODEL.event[0], "actor", "alla partier", "”alla partier”"),
    ],
)
def test_a_value_is_told_as_it_is_said(part: Part, field: str, value: object, expected: str) -> None:
    assert str(value_told(MODEL, part, field, value)) == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (None, "inget"),
        (Deadline(month=11, year=-1), "november året före"),
        (Deadline(month=3, day=1, year=2), "1 mars (2 år)"),
        (Limit(at_most=5), "högst 5 per enhet"),
        (Limit(at_most=5, per="municipality", counting=("mal",)), "högst 5 per kommun av ”mål”"),
        (Meets(week="last", weekday="monday"), "den sista måndagen i månaden"),
        (
            Meets(week="second", weekday="friday", except_months=(1, 7)),
            "den andra fredagen i månaden, utom i januari och juli",
        ),
    ],
)
def test_a_deadline_and_a_limit_are_told_in_one_piece(part: Part | None, expected: str) -> None:
    assert str(whole_told(MODEL, part)) == expected


def test_a_key_that_means_something_else_in_a_part_has_its_own_word() -> None:
    tables: Mapping[type[Part], str] = {Event: "vem", Head: "actor"}
    assert str(label_of(MODEL.event[0], "actor")) == tables[Event]
    assert str(label_of(MODEL.level[0], "document")) == "dokument"
    assert str(label_of(MODEL.control, "plan")) == "kontrollplan"
    assert str(label_of(MODEL.event[0], "plan")) == "plantyp"
