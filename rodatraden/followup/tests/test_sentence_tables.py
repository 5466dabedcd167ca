"""The words of reports, case by case: what is left, how a report stands, when it is to be handed in, who is late."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.followup.material import Material, material_told
from rodatraden.followup.remarks import Standing, remarks_on, says_met
from rodatraden.followup.reminding import Reminder, reminder_due
from rodatraden.followup.sentence import (
    NAMED,
    STATES,
    Left,
    due_told,
    left_told,
    reported_told,
    returned_told,
    slot_told,
    state_told,
)
from rodatraden.steering.schema.followup import Reminders

DUE = date(2018, 9, 14)
days = st.dates(date(2015, 1, 1), date(2022, 12, 31))
counts = st.integers(0, 40)


# What is left


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (Left(), ""),
        (Left(figures=1), "en siffra"),
        (Left(figures=2), "2 siffror"),
        (Left(texts=1), "en text"),
        (Left(texts=2), "2 texter"),
        (Left(judgements=1), "en bedömning"),
        (Left(judgements=2), "2 bedömningar"),
        (Left(figures=1, texts=1), "en siffra och en text"),
        (Left(figures=1, judgements=1), "en siffra och en bedömning"),
        (Left(texts=1, judgements=1), "en bedömning och en text"),
        (Left(figures=21, texts=1), "21 siffror och en text"),
        (Left(figures=2, texts=3, judgements=4), "2 siffror, 4 bedömningar och 3 texter"),
        (Left(figures=1, texts=1, judgements=1), "en siffra, en bedömning och en text"),
    ],
)
def test_figures_come_before_judgements_and_judgements_before_texts(left: Left, words: str) -> None:
    assert str(left.told()) == words


@pytest.mark.parametrize(
    ("left", "sentence"),
    [
        (Left(judgements=1), "En bedömning återstår, sedan kan du lämna in."),
        (Left(judgements=5), "5 bedömningar återstår, sedan kan du lämna in."),
        (Left(texts=1), "En text återstår, sedan kan du lämna in."),
        (Left(figures=12), "12 siffror återstår, sedan kan du lämna in."),
        (Left(texts=1, judgements=1), "En bedömning och en text återstår, sedan kan du lämna in."),
    ],
)
def test_the_sentence_of_what_is_left_begins_with_a_capital(left: Left, sentence: str) -> None:
    assert str(left_told(left)) == sentence


@pytest.mark.parametrize(
    ("left", "sentence"),
    [
        (Left(figures=1), "Rapporten kom tillbaka, och en siffra saknas."),
        (Left(figures=3), "Rapporten kom tillbaka, och 3 siffror saknas."),
        (Left(judgements=2, texts=1), "Rapporten kom tillbaka, och 2 bedömningar och en text saknas."),
    ],
)
def test_what_came_back_and_is_not_whole_names_what_is_missing(left: Left, sentence: str) -> None:
    assert str(returned_told(left)) == sentence


@given(counts, counts, counts)
def test_nothing_is_left_only_where_no_count_is_left(figures: int, texts: int, judgements: int) -> None:
    left = Left(figures, texts, judgements)
    assert left.nothing is (figures == texts == judgements == 0)
    assert bool(left.told()) is not left.nothing
    assert ("komplettera den" in str(returned_told(left))) is left.nothing


@given(counts, counts, counts)
def test_every_count_above_one_stands_in_the_sentence_as_a_number(figures: int, texts: int, judgements: int) -> None:
    told = str(Left(figures, texts, judgements).told())
    assert (f"{figures} siffror" in told) is (figures > 1)
    assert (f"{texts} texter" in told) is (texts > 1)
    assert (f"{judgements} bedömningar" in told) is (judgements > 1)
    assert ("en siffra" in told) is (figures == 1)


# How a report stands


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ("", "inte påbörjad"),
        ("draft", "påbörjad"),
        ("returned", "åter för komplettering"),
        ("submitted", "inlämnad"),
        ("cleared", "klarmarkerad"),
        ("treated", "behandlad"),
        ("frozen", "fastställd"),
    ],
)
def test_each_state_has_its_own_word(state: str, word: str) -> None:
    assert str(STATES[state]) == word
    assert str(state_told(state, None, "Rektor")) == f"Rapporten är {word}."
    assert str(state_told(state, DUE, "")) == f"Rapporten är {word} 2018-09-14."
    assert str(state_told(state, DUE, "Ida Ek")) == f"Rapporten är {word}. Ida Ek lämnade in den 2018-09-14."


@pytest.mark.parametrize(
    ("state", "submitted", "late", "told"),
    [
        ("draft", None, False, "påbörjad, lämnas senast 2018-09-14"),
        ("draft", None, True, "påbörjad, skulle ha lämnats 2018-09-14"),
        ("draft", date(2018, 9, 1), False, "påbörjad, lämnas senast 2018-09-14"),
        ("draft", date(2018, 9, 1), True, "påbörjad, skulle ha lämnats 2018-09-14"),
        ("returned", date(2018, 9, 1), False, "åter för komplettering, lämnas senast 2018-09-14"),
        ("submitted", date(2018, 9, 17), True, "inlämnad 2018-09-17, sent"),
        ("cleared", date(2018, 9, 7), False, "klarmarkerad 2018-09-07"),
        ("treated", date(2018, 9, 7), False, "behandlad 2018-09-07"),
        ("treated", date(2018, 9, 20), True, "behandlad 2018-09-20, sent"),
        ("frozen", date(2018, 9, 7), False, "fastställd 2018-09-07"),
    ],
)
def test_what_is_written_again_tells_of_its_day_and_not_of_when_it_was_handed_in_before(
    state: str, submitted: date | None, late: bool, told: str
) -> None:
    assert str(slot_told(state, DUE, submitted, late=late)) == told


@given(st.sampled_from(["", "draft", "returned"]), days, st.none() | days, st.booleans())
def test_what_is_not_handed_in_always_names_the_day_that_it_is_due(
    state: str, due: date, submitted: date | None, late: bool
) -> None:
    told = str(slot_told(state, due, submitted if state else None, late=late))
    assert told.endswith(due.isoformat())
    assert ("skulle ha lämnats" in told) is late


# When it is to be handed in


@pytest.mark.parametrize(
    ("left", "sentence"),
    [
        (-400, "Skulle ha lämnats 2018-09-14, för 400 dagar sedan."),
        (-2, "Skulle ha lämnats 2018-09-14, för 2 dagar sedan."),
        (-1, "Skulle ha lämnats 2018-09-14, för en dag sedan."),
        (0, "Lämnas senast i dag, 2018-09-14."),
        (1, "Lämnas senast 2018-09-14, i morgon."),
        (2, "Lämnas senast 2018-09-14, om 2 dagar."),
        (366, "Lämnas senast 2018-09-14, om 366 dagar."),
    ],
)
def test_so_many_days_from_the_day(left: int, sentence: str) -> None:
    assert str(due_told(DUE, DUE - timedelta(days=left))) == sentence


@given(days, days)
def test_a_day_that_has_passed_is_never_told_as_one_to_come(due: date, today: date) -> None:
    told = str(due_told(due, today))
    assert due.isoformat() in told
    assert told.startswith("Skulle ha") is (due < today)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2018, 8, 14), None),
        (date(2018, 8, 15), Reminder(-30, True)),
        (date(2018, 9, 10), Reminder(-30, True)),
        (date(2018, 9, 11), Reminder(-3, True)),
        (date(2018, 9, 13), Reminder(-3, True)),
        (date(2018, 9, 14), Reminder(0, True)),
        (date(2018, 9, 15), None),
        (date(2018, 9, 23), None),
        (date(2018, 9, 24), Reminder(10, False)),
        (date(2019, 1, 1), Reminder(10, False)),
    ],
)
def test_a_model_may_remind_as_a_duty_before_the_day_and_on_it_and_kindly_after(
    day: date, expected: Reminder | None
) -> None:
    rule = Reminders(before=(30, 3, 0), after=(10,), duty=("before",))
    assert reminder_due(rule, DUE, day) == expected


@given(st.lists(st.integers(0, 60), max_size=4), st.lists(st.integers(1, 60), max_size=4), st.integers(-90, 90))
def test_a_reminder_is_one_of_the_models_and_its_day_has_come(before: list[int], after: list[int], left: int) -> None:
    rule = Reminders.model_construct(before=tuple(before), after=tuple(after), duty=())
    found = reminder_due(rule, DUE, DUE - timedelta(days=left))
    if found is None:
        assert not [each for each in before if 0 <= left <= each]
        assert not [each for each in after if each <= -left]
    else:
        assert -found.days in before if left >= 0 else found.days in after
        assert DUE + timedelta(days=found.days) <= DUE - timedelta(days=left)
        assert not found.duty


# Who is late


@pytest.mark.parametrize(
    ("done", "late", "total", "sentence"),
    [
        (0, [], 1, "0 av 1 har lämnat in; ingen är sen än."),
        (0, ["Skolan"], 1, "0 av 1 har lämnat in; Skolan är sen."),
        (2, [], 2, "Alla 2 har lämnat in."),
        (60, [], 60, "Alla 60 har lämnat in."),
        (41, ["A", "B", "C"], 60, "41 av 60 har lämnat in; A, B och C är sena."),
        (41, ["A", "B", "C", "D"], 60, "41 av 60 har lämnat in; 4 är sena."),
        (0, ["Vård & omsorg"], 3, "0 av 3 har lämnat in; Vård & omsorg är sen."),
        (0, ["{n}"], 3, "0 av 3 har lämnat in; {n} är sen."),
    ],
)
def test_up_to_three_who_are_late_are_named(done: int, late: list[str], total: int, sentence: str) -> None:
    assert str(reported_told(done, late, total)) == sentence


@given(st.integers(0, 30), st.integers(1, 30))
def test_names_are_named_or_counted_never_both(late: int, more: int) -> None:
    names = [f"Enhet {number:02}" for number in range(late)]
    told = str(reported_told(0, names, late + more))
    assert all(name in told for name in names) is (late <= NAMED)
    assert (f"; {late} är sena." in told) is (late > NAMED)


# What is pointed out


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Målet uppnås.", True),
        ("MÅLET NÅS!", True),
        ("Alla mål nåddes under året.", True),
        ("Målen har uppfyllts.", True),
        ("Målet är nådd.", True),
        ("Det är kallt; målet nås.", True),
        ("Målet nås inte. Målen uppfylls.", True),
        ("Inget mål nås.", False),
        ("Målet nås knappast.", False),
        ("Målet kan nås.", False),
        ("Målet bör nås.", False),
        ("Vi arbetar för att målet nås.", False),
        ("Året gick utan att målet nås.", False),
        ("Vi vet när målet nås.", False),
        ("Budgeten uppfylls.", False),
        ("Målgruppen nås.", False),
        ("Målet\nnås", False),
        ("Målet är viktigt. Det nås.", False),
    ],
)
def test_a_claim_is_a_goal_and_a_word_of_success_in_one_sentence_without_a_doubt(text: str, claims: bool) -> None:
    assert says_met(text) is claims


@pytest.mark.parametrize(
    ("measured", "indicators", "words"),
    [
        (0, 0, None),
        (1, 1, None),
        (0, 1, "”Mål” har bedömningen ”Nås”, men 1 av 1 indikatorer är ej mätt."),
        (2, 4, "”Mål” har bedömningen ”Nås”, men 2 av 4 indikatorer är ej mätta."),
        (3, 5, None),
        (2, 5, "”Mål” har bedömningen ”Nås”, men 3 av 5 indikatorer är ej mätta."),
    ],
)
def test_green_is_asked_about_where_half_or_more_is_unmeasured(
    measured: int, indicators: int, words: str | None
) -> None:
    found = remarks_on([Standing("Mål", "met", "Nås", measured, indicators)], [])
    assert [str(each.text) for each in found] == ([words] if words else [])


def test_remarks_on_texts_come_before_those_on_goals_and_each_says_what_it_is_about() -> None:
    red = Standing("Skolvägar", "missed", "Nås inte", 1, 1)
    texts = [("Läget", "Målet nås.", "Målet nås."), ("Sedan", "Vi arbetar.", "Vi  ARBETAR.")]
    found = remarks_on([red], texts)
    assert [(each.kind, each.about) for each in found] == [
        ("says-met", "Läget"), ("same-as-before", "Läget"), ("same-as-before", "Sedan"), ("no-remedy", "Skolvägar"),
    ]  # fmt: skip
    assert str(found[2].text) == "”Sedan” är samma text som förra gången."
    assert str(found[3].text) == "”Skolvägar” har bedömningen ”Nås inte” men ingen åtgärd."


# What the executive board must know


def material(since: bool, remedies: int) -> Material:
    row: Any = None
    answers: list[Any] = [None] * remedies
    return Material(row, answers, since)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], ""),
        ([(False, 1)], "En är öppen i dag."),
        ([(False, 0)], "En är öppen i dag. 1 är utan åtgärd."),
        ([(True, 2)], "En är öppen i dag, 1 anmäld efter 2018-06-30."),
        ([(True, 0)], "En är öppen i dag, 1 anmäld efter 2018-06-30. 1 är utan åtgärd."),
        ([(False, 1), (False, 1)], "2 är öppna i dag."),
        ([(True, 1), (False, 1)], "2 är öppna i dag, 1 anmäld efter 2018-06-30."),
        ([(True, 0), (True, 0), (False, 1)], "3 är öppna i dag, 2 anmälda efter 2018-06-30. 2 är utan åtgärder."),
    ],
)
def test_how_many_material_deviations_are_open_new_and_bare(rows: list[tuple[bool, int]], words: str) -> None:
    assert str(material_told([material(*each) for each in rows], date(2018, 6, 30))) == words
