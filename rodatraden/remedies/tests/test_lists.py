"""The lines of the two lists: what each cell says, on the page and in the file."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rodatraden.remedies.lists import (
    about_told,
    answers_told,
    deviations_page,
    effect_told,
    remedies_page,
    remedies_told,
    thousands,
)
from rodatraden.remedies.models import Deviation, Remedy, RemedyState
from rodatraden.remedies.reading import read_deviations, read_remedies
from rodatraden.remedies.services import close_deviation, record_effect
from rodatraden.remedies.tests.place import Place
from rodatraden.web.tables import Example, Link, plain

DAY = date(2018, 9, 10)


@pytest.mark.parametrize(
    ("kronor", "tkr"),
    [(Decimal(-3_200_000), -3200), (Decimal("-1500500"), -1501), (Decimal(499), 0), (Decimal(500), 1), (None, None)],
)
def test_kronor_are_shown_as_whole_thousands(kronor: Decimal | None, tkr: int | None) -> None:
    assert thousands(kronor) == tkr


def answers(place: Place, **fields: Any) -> str:
    row = place.remedy(**fields)
    (found,) = read_remedies(place.actor(place.head), Remedy.objects.filter(pk=row.pk), DAY)
    return answers_told(found)


def test_a_remedy_answers_its_goal_first_then_its_deviation_then_its_forecast(place: Place) -> None:
    with_goal = place.deviation()
    without = place.deviation(what="Utan mål", item=None)
    assert answers(place, what="A") == "Alla läser"
    assert answers(place, what="B", deviation=with_goal) == "Alla läser"
    assert answers(place, what="C", deviation=without) == "Utan mål"
    assert answers(place, what="D", line="drift", year=2018) == "Prognos 2018: drift"
    assert answers(place, what="E", item=place.goal.item, line="drift", year=2018) == "Alla läser"


def effect(place: Place, row: Remedy) -> str:
    (found,) = read_remedies(place.actor(place.head), Remedy.objects.filter(pk=row.pk), DAY)
    return str(effect_told(found)).replace("\N{NO-BREAK SPACE}", " ")


def test_the_effect_is_told_by_its_values_or_else_in_words(place: Place) -> None:
    words = place.remedy(what="A", effect_text="Fler läser.")
    assert effect(place, words) == "Fler läser."
    Remedy.objects.update(state=RemedyState.DONE)
    record_effect(place.actor(place.head), words, text="Nästan alla.")
    assert effect(place, words) == "Nästan alla."
    expected: Any = {"effect_indicator": place.reading, "effect_value": Decimal(75), "effect_on": date(2018, 6, 30)}
    values = place.remedy(what="B", effect_text="Fler läser.", **expected)
    assert effect(place, values) == "Lasning: väntat 75 %, inget utfall än"
    place.outcome(place.reading, "2018-06", "76")
    Remedy.objects.filter(pk=values.pk).update(state=RemedyState.DONE)
    assert effect(place, values) == "Lasning: väntat 75 %, blev 76 % (juni 2018). Effekten nåddes."
    assert effect(place, place.remedy(what="C")) == ""


def about(place: Place, row: Deviation) -> str:
    (found,) = read_deviations(place.actor(place.head), Deviation.objects.filter(pk=row.pk), DAY)
    return about_told(found)


def test_a_deviation_is_about_its_goal_or_else_its_indicator(place: Place) -> None:
    assert about(place, place.deviation(what="A", indicator=place.reading)) == "Alla läser"
    assert about(place, place.deviation(what="B", item=None, indicator=place.reading)) == "Lasning"
    assert about(place, place.deviation(what="C", item=None)) == ""


def test_how_many_remedies_answer_a_deviation(place: Place) -> None:
    def told() -> str:
        (found,) = read_deviations(place.actor(place.head), Deviation.objects.all(), DAY)
        return str(remedies_told(found))

    row = place.deviation()
    assert told() == "ingen än"
    place.remedy(what="A", deviation=row)
    place.remedy(what="B", deviation=row)
    assert told() == "2 följs"
    Remedy.objects.filter(what="A").update(state=RemedyState.KNOWN)
    assert told() == "1 av 2 följs"
    Remedy.objects.update(state=RemedyState.CLOSED)
    assert told() == "0 av 2 följs"
    Remedy.objects.all().delete()
    close_deviation(place.actor(place.head), row, "Löst.")
    assert told() == ""


def test_a_made_up_row_is_marked_on_the_page_and_in_the_file(place: Place) -> None:
    place.remedy(example=True, deviation=place.deviation(example=True))
    for page in (remedies_page(place.actor(place.head), {}), deviations_page(place.actor(place.head), {})):
        (line,), (filed,) = page.table.rows, page.file.rows
        assert isinstance(line["what"], Example) and isinstance(line["what"].value, Link)
        assert filed["example"] is True and isinstance(filed["what"], str)


def test_page_and_file_have_the_same_rows_in_the_same_order(place: Place) -> None:
    for number in range(4):
        place.remedy(what=f"Åtgärd {number}", deadline=date(2018, 9, 20 - number))
        place.deviation(what=f"Avvikelse {number}")
    for asked in ({}, {"sort": "-what"}, {"q": "2"}):
        for page in (remedies_page(place.actor(place.head), asked), deviations_page(place.actor(place.head), asked)):
            shown = [plain(row["what"]) for row in page.table.rows]
            assert shown == [plain(row["what"]) for row in page.file.rows]
            assert page.narrowed is ("q" in asked)


def test_only_boards_that_have_something_are_offered(place: Place) -> None:
    actor = place.actor(place.controller)
    assert [word for _key, word in remedies_page(actor, {}).choices[0].options] == ["Alla"]
    place.remedy()
    place.deviation("stranger", what="Deras", unit=place.home_care, item=None)
    assert [word for _key, word in remedies_page(actor, {}).choices[0].options] == [
        "Alla", "Barn- och utbildningsnämnden",
    ]  # fmt: skip
    assert [key for key, _word in deviations_page(actor, {}).choices[0].options] == ["", "sn"]


def test_the_sentence_counts_what_lacks_a_remedy(place: Place) -> None:
    actor = place.actor(place.head)
    assert str(deviations_page(actor, {}).sentence) == "Inga öppna avvikelser."
    place.deviation(what="A")
    place.remedy(deviation=place.deviation(what="B", material=True))
    told = str(deviations_page(actor, {}).sentence)
    assert told == "2 avvikelser är öppna, en av dem väsentlig. 1 saknar åtgärd."


def test_the_deviation_that_stands_behind_a_remedy_counts_only_remedies_that_the_reader_sees(place: Place) -> None:
    row = place.deviation(material=True)
    place.remedy("stranger", what="Deras", unit=place.home_care, deviation=row)
    Remedy.objects.update(handed_over_at=None)
    for who, number in (("stranger", 1), ("head", 0), ("controller", 1)):
        (found,) = read_deviations(place.actor(place.everybody[who]), Deviation.objects.all(), DAY)
        assert found.remedies == number, who
