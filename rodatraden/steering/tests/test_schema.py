from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from rodatraden.steering.schema import Body, Dated, Event, Model, Part
from rodatraden.steering.tests.small import ACTIVITY, BY_LAW, GOAL, VISION, content, small


def parts_of(kind: type[BaseModel]) -> set[type[BaseModel]]:
    found: set[type[BaseModel]] = set()
    waiting: list[Any] = [kind]
    while waiting:
        one = waiting.pop()
        if isinstance(one, type) and issubclass(one, BaseModel):
            if one not in found:
                found.add(one)
                waiting += [field.annotation for field in one.model_fields.values()]
        else:
            waiting += [*getattr(one, "__args__", ()), *getattr(one, "__metadata__", ())]
    return found


def test_every_part_is_frozen_and_refuses_keys_that_nothing_reads() -> None:
    parts = parts_of(Model)
    assert len(parts) > 25
    for part in parts:
        assert issubclass(part, Part), part
        assert part.model_config["frozen"], part
        assert part.model_config["extra"] == "forbid", part


def test_every_part_can_say_where_it_stands_or_that_it_is_assumed() -> None:
    for part in parts_of(Model):
        assert {"source", "assumed", "comment"} <= set(part.model_fields), part


@pytest.mark.parametrize(
    ("month", "day", "is_a_day"),
    [(1, 31, True), (2, 29, True), (2, 30, False), (4, 31, False), (6, 30, True), (12, 31, True), (6, None, True)],
)
def test_a_day_must_be_in_its_month(month: int, day: int | None, is_a_day: bool) -> None:
    if is_a_day:
        assert Dated(month=month, day=day).month == month
    else:
        with pytest.raises(ValueError, match="har ingen dag"):
            Dated(month=month, day=day)


@given(st.integers().filter(lambda month: not 1 <= month <= 12))
def test_there_are_twelve_months(month: int) -> None:
    with pytest.raises(ValueError, match="month"):
        Event(month=month, what="x", actor="y")


@pytest.mark.parametrize("key", ["Mål", "mål", "a b", "", "-a", "a_b", "x" * 61, "ä"])
def test_a_key_is_made_of_small_letters_digits_and_hyphens(key: str) -> None:
    with pytest.raises(ValueError, match="key"):
        small(level=[VISION, {**GOAL, "key": key}])


@pytest.mark.parametrize("key", ["mal", "mal-2", "2018", "x" * 60])
def test_keys_that_may_be_used(key: str) -> None:
    assert small(level=[VISION, {**GOAL, "key": key}]).level_of(key) is not None


@pytest.mark.parametrize("section", ["11", "11.10", "KL 11:10", "11:10 §"])
def test_a_section_is_chapter_and_paragraph(section: str) -> None:
    with pytest.raises(ValueError, match="law"):
        small(event=[{**BY_LAW[0], "law": section}])


@pytest.mark.parametrize(("code", "is_one"), [("1275", True), ("X001", True), ("127", False), ("Perstorp", False)])
def test_a_municipality_is_known_by_its_code(code: str, is_one: bool) -> None:
    changed = {"municipality": code, "name": "Modellen"}
    if is_one:
        assert small(model=changed).model.municipality == code
    else:
        with pytest.raises(ValueError, match="municipality"):
            small(model=changed)


def test_one_level_is_no_thread() -> None:
    with pytest.raises(ValueError, match="level"):
        small(level=[VISION])


def test_parts_are_found_by_key() -> None:
    model = small(plan=[{"key": "vp", "name": {"one": "plan"}, "owner": "chef", "decided_by": "chef"}])
    assert [found and found.key for found in (model.level_of("mal"), model.role_of("chef"))] == ["mal", "chef"]
    assert [found and found.key for found in (model.body_of("kf"), model.plan_of("vp"))] == ["kf", "vp"]
    assert [model.level_of("x"), model.role_of("x"), model.body_of("x"), model.plan_of("x")] == [None] * 4


def test_who_is_named_by_body_role_or_the_words_themselves() -> None:
    model = small()
    assert model.who("kf") == "kommunfullmäktige"
    assert model.who("chef") == "förvaltningschef"
    assert model.who("partierna i fullmäktige") == "partierna i fullmäktige"


def test_a_model_can_be_written_as_data_and_read_again() -> None:
    model = small(level=[VISION, GOAL, ACTIVITY])
    assert Model.model_validate(model.model_dump(mode="json", exclude_defaults=True, by_alias=True)) == model
    assert Model.model_validate(content()) == model


@pytest.mark.parametrize(("kind", "authority"), [("company", False), ("committee", True)])
def test_a_body_says_nothing_of_its_authority_against_its_kind(kind: str, authority: bool) -> None:
    with pytest.raises(ValidationError, match="ta bort authority"):
        Body.model_validate({"key": "x", "name": {"one": "x"}, "kind": kind, "authority": authority})
    assert Body.model_validate({"key": "x", "name": {"one": "x"}, "kind": kind, "authority": not authority})


@pytest.mark.parametrize(
    ("source", "cited"),
    [
        ("003, inledningen", "Bilaga 1, inledningen"),
        ("000, Bokslut; 003", "Styrmodell, Bokslut; Bilaga 1"),
        ("003: målvärdena", "Bilaga 1: målvärdena"),
        ("Kommunallagen, 003 §", "Kommunallagen, 003 §"),
        ("", ""),
    ],
)
def test_a_source_names_its_document_by_its_title(source: str, cited: str) -> None:
    documents = [{"key": "000", "title": "Styrmodell"}, {"key": "003", "title": "Bilaga 1"}]
    assert small(document=documents).cited(source) == cited
