"""What a load comes to, in words, and when two previews say the same."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.exchange.layouts import OUTCOMES, ROLES, UNITS, Fault
from rodatraden.exchange.steps import (
    EFFECTS,
    Change,
    Effect,
    Part,
    Preview,
    Refusal,
    Step,
    faulty,
    part_in_words,
    unread,
)
from rodatraden.lib.text import NOTHING, say

CHANGE = Change("Utfall", "51", "52")
EMPTY_CELL = Fault("Utfall", say("Cellen är tom."))


def part(*effects: Effect, strange: tuple[str, ...] = ()) -> Part:
    return Part(OUTCOMES, "Blad1", tuple(Step(row, one) for row, one in enumerate(effects, 2)), strange)


def shown(*parts: Part) -> Preview:
    return Preview("utfall.csv", b"innehall", parts)


def of_steps(*steps: Step) -> Preview:
    return shown(Part(OUTCOMES, "", steps))


@pytest.mark.parametrize(
    ("effects", "said"),
    [
        ([], "Utfall: 0 nya, 0 ändrade, 0 oförändrade och 0 avvisade."),
        (["new"], "Utfall: 1 ny, 0 ändrade, 0 oförändrade och 0 avvisade."),
        (["new", "new", "changed"], "Utfall: 2 nya, 1 ändrad, 0 oförändrade och 0 avvisade."),
        (["unchanged", "refused"], "Utfall: 0 nya, 0 ändrade, 1 oförändrad och 1 avvisad."),
        (["empty"], "Utfall: 0 nya, 0 ändrade, 0 oförändrade, 0 avvisade och 1 utan värde."),
        (["new"] * 1200, "Utfall: 1\N{NO-BREAK SPACE}200 nya, 0 ändrade, 0 oförändrade och 0 avvisade."),
    ],
)
def test_a_sheet_is_told_by_its_counts(effects: list[Effect], said: str) -> None:
    assert str(part_in_words(part(*effects))) == said


@pytest.mark.parametrize(
    ("effects", "said"),
    [
        (["new"], "En rad läses in."),
        (["new", "changed", "unchanged"], "2 rader läses in."),
        (["unchanged", "empty"], "Filen säger samma sak som det som redan finns."),
        (["new", "refused"], "En rad måste rättas innan filen kan läsas in."),
        (["refused"] * 3, "3 rader måste rättas innan filen kan läsas in."),
        ([], "Filen säger samma sak som det som redan finns."),
    ],
)
def test_a_preview_is_told_in_one_sentence(effects: list[Effect], said: str) -> None:
    assert str(shown(part(*effects)).headline()) == said


def test_a_file_that_cannot_be_read_says_only_why() -> None:
    found = Preview("a.csv", b"", problem=say("Filen är tom."))
    assert found.in_words() == ["a.csv kan inte läsas in.", "Filen är tom."]
    assert str(found.headline()) == "Filen går inte att läsa in."
    assert [str(one.words) for one in found.refused] == ["Filen är tom."]
    assert not found.loadable


@pytest.mark.parametrize(
    ("effects", "loadable"),
    [
        (["new"], True),
        (["changed", "unchanged", "empty"], True),
        (["unchanged"], False),
        (["empty"], False),
        (["new", "refused"], False),
        ([], False),
    ],
)
def test_only_what_changes_something_and_is_refused_nowhere_can_be_loaded(
    effects: list[Effect], loadable: bool
) -> None:
    assert shown(part(*effects)).loadable is loadable


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (Refusal("", 0, "", say("Fel.")), "Fel."),
        (Refusal("", 4, "", say("Fel.")), "Rad 4: Fel."),
        (Refusal("", 4, "Utfall", say("Fel.")), "Rad 4, Utfall: Fel."),
        (Refusal("Roller", 4, "Enhet", say("Fel.")), "Blad Roller, rad 4, Enhet: Fel."),
        (Refusal("{x}", 4, "{y}", say("{z}", z="{0}")), "Blad {x}, rad 4, {y}: {0}"),
    ],
)
def test_a_refusal_says_where_and_why(refusal: Refusal, said: str) -> None:
    assert str(refusal.words) == said


def test_the_sheet_is_named_only_where_there_are_several() -> None:
    one = Part(UNITS, "Enheter", (faulty(3, [EMPTY_CELL]),))
    other = Part(ROLES, "Roller", (faulty(9, [EMPTY_CELL, Fault("", say("Raden."))]),))
    assert [refusal.sheet for refusal in shown(one).refused] == [""]
    assert [(refusal.sheet, refusal.row, refusal.column) for refusal in shown(one, other).refused] == [
        ("Enheter", 3, "Utfall"),
        ("Roller", 9, "Utfall"),
        ("Roller", 9, ""),
    ]


@pytest.mark.parametrize(
    ("strange", "said"),
    [
        (("Egen",), "Kolumnen ”Egen” är okänd och läses inte."),
        (("Egen", "Annan"), "Kolumnerna ”Egen” och ”Annan” är okända och läses inte."),
        (("a", "b", "c"), "Kolumnerna ”a”, ”b” och ”c” är okända och läses inte."),
    ],
)
def test_columns_that_are_not_read_are_named(strange: tuple[str, ...], said: str) -> None:
    assert str(unread(part("new", strange=strange))) == said
    assert said in shown(part("new", strange=strange)).in_words()


def test_refusals_close_with_what_it_means_for_the_rest() -> None:
    told = of_steps(Step(2, "new"), faulty(3, [EMPTY_CELL])).in_words()
    assert told[-2:] == ["Rad 3, Utfall: Cellen är tom.", "Ingenting läses in förrän alla rader går att läsa."]


def test_a_step_that_is_refused_keeps_the_faults_it_had() -> None:
    step = faulty(2, [EMPTY_CELL], "Trygghet").refused(Fault("Orsak", NOTHING))
    assert (step.effect, step.label) == ("refused", "Trygghet")
    assert [fault.column for fault in step.faults] == ["Utfall", "Orsak"]


BASE = Step(2, "changed", "Trygghet", (CHANGE,), mark="7")


@pytest.mark.parametrize(
    "other",
    [
        replace(BASE, row=3),
        replace(BASE, effect="new"),
        replace(BASE, changes=()),
        replace(BASE, changes=(Change("Utfall", "50", "52"),)),
        replace(BASE, changes=(Change("Utfall", "51", "53"),)),
        replace(BASE, changes=(Change("Mått", "51", "52"),)),
        replace(BASE, mark="8"),
    ],
)
def test_the_fingerprint_differs_when_anything_that_happens_differs(other: Step) -> None:
    assert of_steps(BASE).fingerprint != of_steps(other).fingerprint


def test_the_fingerprint_does_not_hang_on_the_words_that_tell_it() -> None:
    told = replace(BASE, label="Annat", notes=(say("Stort hopp."),))
    assert of_steps(BASE).fingerprint == of_steps(told).fingerprint


def test_the_fingerprint_differs_with_the_file_and_with_the_kind_of_sheet() -> None:
    assert replace(of_steps(BASE), content=b"annat").fingerprint != of_steps(BASE).fingerprint
    assert shown(Part(ROLES, "", (BASE,))).fingerprint != of_steps(BASE).fingerprint


@given(st.lists(st.sampled_from(EFFECTS)), st.lists(st.sampled_from(EFFECTS)))
def test_every_row_is_counted_once(first: list[Effect], second: list[Effect]) -> None:
    found = shown(part(*first), part(*second))
    assert sum(found.count(effect) for effect in EFFECTS) == len(first) + len(second) == len(list(found.steps()))
    assert found.changes_anything == bool(found.count("new") + found.count("changed"))
