"""What is next in the year, and what is left of it: exact sentences for whoever looks."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rodatraden.wheel.entries import Entry
from rodatraden.wheel.gathering import lines_of
from rodatraden.wheel.sentence import assumed_told, counted, held, next_told, year_told
from rodatraden.wheel.tests.made import TODAY, YEAR, entry, month_entry


def told(*entries: Entry, mine: tuple[Entry, ...] = (), year: int = YEAR, today: date = TODAY) -> str:
    return str(next_told(lines_of(entries), lines_of(mine), year, today))


@pytest.mark.parametrize(
    ("what", "inside"),
    [
        ("Budgetdag", "budgetdag"),
        ("Årsredovisning", "årsredovisning"),
        ("IT-dag", "IT-dag"),
        ("KS bereder budgeten", "KS bereder budgeten"),
        ("VA-taxan beslutas", "VA-taxan beslutas"),
        ("2019 års budget", "2019 års budget"),
        ("delårsrapport", "delårsrapport"),
        ("Ö", "Ö"),
    ],
)
def test_what_is_next_begins_small_inside_the_sentence_unless_it_is_an_abbreviation(what: str, inside: str) -> None:
    assert told(entry(what)) == f"Nästa tidpunkt: 20 september, {inside}. Årets enda tidpunkt återstår."


@pytest.mark.parametrize(
    ("days", "left"),
    [
        (("2018-09-10",), "Årets enda tidpunkt återstår."),
        (("2018-09-11", "2018-09-12"), "Av årets 2 tidpunkter återstår 2."),
        (("2018-01-11", "2018-09-12"), "Av årets 2 tidpunkter återstår en."),
        (("2018-01-11", "2018-09-09", "2018-10-01", "2018-12-31"), "Av årets 4 tidpunkter återstår 2."),
    ],
)
def test_what_is_left_of_the_year_is_counted_from_today(days: tuple[str, ...], left: str) -> None:
    assert told(*(entry(f"Möte {day}", day) for day in days)).endswith(left)


def test_when_the_year_is_over_none_is_left_and_nothing_is_next() -> None:
    assert told(entry(day="2018-01-11"), entry(day="2018-09-09")) == "Av årets 2 tidpunkter återstår ingen."


def test_what_comes_every_month_is_not_counted_among_what_is_left() -> None:
    assert told(entry("A"), entry("B", recurs=True)).endswith("Årets enda tidpunkt återstår.")


@pytest.mark.parametrize("year", [2016, 2017, 2019, 2020])
def test_of_another_year_nothing_is_next(year: int) -> None:
    assert told(entry(), year=year) == ""


def test_a_year_with_nothing_has_nothing_next() -> None:
    assert told() == ""


def test_what_is_mine_is_told_though_something_of_others_comes_before() -> None:
    early, late = entry("Tidigt", "2018-09-11"), entry("Sent", "2018-12-01")
    assert told(early, late, mine=(late,)) == ("Nästa för dig: 1 december, sent. Av årets 2 tidpunkter återstår 2.")


def test_what_is_mine_and_done_gives_way_to_what_all_have_next() -> None:
    done, other = entry("Klart", "2018-09-11", done=True), entry("Annat", "2018-10-01")
    assert told(done, other, mine=(done,)) == "Nästa tidpunkt: 1 oktober, annat. Av årets 2 tidpunkter återstår en."


@pytest.mark.parametrize(
    ("made", "when"),
    [
        (entry("Resa", "2018-10-03", last=date(2018, 10, 5)), "3–5 oktober"),
        (entry("Resa", "2018-10-30", last=date(2018, 11, 2)), "30 oktober–2 november"),
        (month_entry("Resa", 10), "under oktober"),
        (month_entry("Resa", 10, last=date(2018, 11, 30)), "oktober–november"),
        (entry("Resa", "2018-09-10"), "10 september"),
    ],
)
def test_when_it_is_next_is_told_by_what_is_known_of_its_days(made: Entry, when: str) -> None:
    assert told(made).startswith(f"Nästa tidpunkt: {when}, resa.")


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        ([entry()], "I september: ett möte."),
        ([entry(), entry("Annat")], "I september: 2 möten."),
        ([entry(), entry("Delår", kind="report")], "I september: ett möte och en rapport."),
        ([entry("Plan", kind="plan"), entry()], "I september: ett möte och en plan."),
        ([entry("Svar", kind="deadline"), entry("Plan", kind="plan"), entry()],
         "I september: ett möte, en sista dag och en plan."),
        ([entry("Träff", kind="own"), entry("Granskning", kind="review")],
         "I september: ett arbete eller en granskning och en övrig tidpunkt."),
        ([entry(day="2018-10-01")], "I september står inget i årshjulet."),
        ([], "Inget står i årshjulet för 2018 med det här urvalet."),
    ],
)  # fmt: skip
def test_the_month_that_runs_is_told_by_its_kinds_in_one_order(made: list[Entry], sentence: str) -> None:
    assert str(year_told(lines_of(made), YEAR, TODAY)) == sentence


@pytest.mark.parametrize("month", range(1, 13))
def test_only_the_month_of_today_is_told(month: int) -> None:
    made = lines_of([entry("Möte", date(YEAR, each, 2)) for each in range(1, 13)])
    assert str(year_told(made, YEAR, date(YEAR, month, 28))).endswith(": ett möte.")


@pytest.mark.parametrize(
    ("told_otherwise", "count"),
    [
        ({"who": "Byggnadsnämnden"}, "en rapport"),
        ({"what": "Behandling av delårsrapporten"}, "en rapport"),
        ({"day": "2018-10-01"}, "en rapport"),
        ({"covers": date(2018, 4, 30), "who": "Byggnadsnämnden"}, "2 rapporter"),
        ({"report": "manad", "what": "Månad"}, "2 rapporter"),
        ({"report": "", "who": "Byggnadsnämnden"}, "2 rapporter"),
        ({"kind": "meeting"}, "ett möte och en rapport"),
    ],
)
def test_one_report_is_one_however_many_hand_it_over_or_treat_it(told_otherwise: dict[str, Any], count: str) -> None:
    usual: dict[str, Any] = {"what": "Delår", "kind": "report", "report": "delar", "covers": date(2018, 8, 31)}
    assert str(counted(lines_of([entry(**usual), entry(**{**usual, **told_otherwise})]))) == count


@pytest.mark.parametrize(
    ("assumed", "total", "told"),
    [
        (0, 1, ""),
        (1, 1, "Tidpunkten är märkt ”väntas”: styrmodellens dokument säger den inte. Raden säger varför."),
        (1, 3, "En av 3 tidpunkter är märkt ”väntas”: styrmodellens dokument säger den inte. Raden säger varför."),
        (2, 3, "2 av 3 tidpunkter är märkta ”väntas”: styrmodellens dokument säger dem inte. Varje rad säger varför."),
    ],
)
def test_how_much_of_the_year_is_assumed_is_told_in_number(assumed: int, total: int, told: str) -> None:
    """Of those that have a number; what is done is not expected, and what comes every month is not counted."""
    made = [entry(f"Sak {n}", assumed=("Står inte.",) if n < assumed else ()) for n in range(total)]
    monthly = entry("Sammanträde", recurs=True, assumed=("Står inte.",))
    assert str(assumed_told(lines_of([*made, monthly]))) == told
    done = [replace(each, done=True) for each in made]
    assert str(assumed_told(lines_of(done))) == ""


@pytest.mark.parametrize(
    ("numbered", "monthly", "told"),
    [
        (0, 0, ""),
        (1, 0, "En tidpunkt"),
        (3, 1, "3 tidpunkter och en rad om det som kommer varje månad"),
        (2, 5, "2 tidpunkter och 5 rader om det som kommer varje månad"),
        (0, 5, "5 rader om det som kommer varje månad"),
    ],
)
def test_a_year_is_counted_as_its_numbers_are(numbered: int, monthly: int, told: str) -> None:
    made = [entry(f"Sak {n}") for n in range(numbered)]
    assert str(held(lines_of([*made, *(entry(f"Möte {n}", recurs=True) for n in range(monthly))]))) == told


def test_ones_own_monthly_meeting_is_next_but_not_that_of_others() -> None:
    meeting, later = entry("Sammanträde", "2018-09-24", recurs=True), entry("Dialogmöte", "2018-10-13")
    assert told(meeting, later, mine=(meeting, later)).startswith("Nästa för dig: 24 september, sammanträde.")
    assert told(meeting, later).startswith("Nästa tidpunkt: 13 oktober, dialogmöte.")


def test_of_the_only_date_of_a_year_nobody_is_told_how_many() -> None:
    assert told(entry(day="2018-01-11")) == "Årets enda tidpunkt har varit."
